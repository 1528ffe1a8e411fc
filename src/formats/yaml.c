/* SPDX-License-Identifier: Apache-2.0 */
/* Strict YAML over libyaml's events: what has surprises in it (anchors, tags,
 * merge keys, directives, several documents) is refused with its place. */
#include <string.h>
#include <yaml.h>

#include "formats/reader.h"

/* A list or map that is being read. */
typedef struct frame frame;
struct frame {
    frame *up;
    prse__node *node;
    prse__node **link;  /* where the next child goes */
    prse__node *keyed;  /* child of a map whose key was read */
};

typedef struct loader {
    prse__reader *reader;
    yaml_parser_t parser;
    prse__cursor lines; /* at the beginning of a line; for literal blocks */
    frame *top;
    size_t depth;
    prse__node *root;
} loader;

static prse__place place_of(const loader *l, yaml_mark_t mark)
{
    return (prse__place){l->reader->file, (uint32_t)mark.line + 1,
                         (uint32_t)mark.column + 1};
}

static prse_status refuse(const loader *l, yaml_mark_t mark,
                          const char *message)
{
    return prse__error_at(l->reader->err, PRSE_EPARSE, place_of(l, mark), NULL,
                          "%s", message);
}

/* Line breaks that only YAML knows would shift every place after them, and
 * libyaml takes quadratic time over many directives: both go first. */
static prse_status check_lines(const prse__reader *reader)
{
    static const char *const breaks[] = {"\xC2\x85", "\xE2\x80\xA8",
                                         "\xE2\x80\xA9"};
    prse_str text = reader->text;
    for (size_t i = 0; i < text.len; i++) {
        prse_str rest = {text.ptr + i, text.len - i};
        if (rest.ptr[0] == '%' && (i == 0 || text.ptr[i - 1] == '\n'))
            return prse__reader_fail(reader, i,
                                     "directives are not allowed in packs: no "
                                     "line may begin with %");
        if (rest.ptr[0] == '\r' && !prse__str_starts(rest, "\r\n"))
            return prse__reader_fail(reader, i,
                                     "carriage return without line feed");
        if ((unsigned char)rest.ptr[0] < 0x80)
            continue;
        for (size_t k = 0; k < sizeof breaks / sizeof *breaks; k++)
            if (prse__str_starts(rest, breaks[k]))
                return prse__reader_fail(reader, i,
                                         "lines end with LF or CRLF only; an "
                                         "invisible line break stands here");
    }
    return PRSE_OK;
}

/* Why libyaml stopped. */
static prse_status parser_failed(const loader *l)
{
    const yaml_parser_t *p = &l->parser;
    const char *problem = p->problem ? p->problem : "not YAML";
    if (p->error == YAML_MEMORY_ERROR)
        return prse__error_nomem(l->reader->err);
    if (p->error == YAML_READER_ERROR)
        return prse__reader_fail(l->reader, p->problem_offset, problem);
    return prse__error_at(l->reader->err, PRSE_EPARSE,
                          place_of(l, p->problem_mark), NULL,
                          "not valid YAML: %s%s%s", problem,
                          p->context ? ", " : "", p->context ? p->context : "");
}

/* Number of leading spaces of the first line that is not blank. */
static size_t indent_at(prse_str text, size_t pos)
{
    size_t from = pos;
    for (; pos < text.len; pos++) {
        if (text.ptr[pos] == '\n')
            from = pos + 1;
        else if (text.ptr[pos] != ' ' && text.ptr[pos] != '\r')
            break;
    }
    return pos - from;
}

/* A literal block begins on the line after its "|". Comparing its first line
 * with the source tells the indentation, given or detected alike. */
static void place_literal(loader *l, prse__node *node)
{
    prse_str text = l->reader->text;
    while (l->lines.line <= node->line && l->lines.pos < text.len) {
        const char *from = text.ptr + l->lines.pos;
        const char *end = memchr(from, '\n', text.len - l->lines.pos);
        l->lines.pos = end ? (size_t)(end - text.ptr) + 1 : text.len;
        l->lines.line++;
    }
    size_t outer = indent_at(text, l->lines.pos);
    size_t inner = indent_at(node->text, 0);
    node->text_line = node->line + 1;
    node->text_column = (uint32_t)(outer > inner ? outer - inner : 0) + 1;
}

/* The node for a value that begins at mark: the root, the next item of a list
 * or the value of the key just read. */
static prse_status new_value(loader *l, yaml_mark_t mark, prse__node **out)
{
    frame *top = l->top;
    if (top && top->keyed) {
        *out = top->keyed;
        top->keyed = NULL;
    } else {
        prse_status status = prse__reader_node(l->reader, out);
        if (status)
            return status;
        if (top) {
            *top->link = *out;
            top->link = &(*out)->next;
            top->node->count++;
        } else {
            l->root = *out;
        }
    }
    (*out)->line = (*out)->text_line = (uint32_t)mark.line + 1;
    (*out)->column = (*out)->text_column = (uint32_t)mark.column + 1;
    return PRSE_OK;
}

static int expects_key(const loader *l)
{
    return l->top && l->top->node->kind == PRSE__NODE_MAP && !l->top->keyed;
}

static prse_status read_key(loader *l, const yaml_event_t *event,
                            prse_str text)
{
    if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE) {
        if (prse__str_is(text, "<<"))
            return refuse(l, event->start_mark,
                          "merge keys (<<) are not allowed in packs");
        if (text.len == 0)
            return refuse(l, event->start_mark, "a key is missing");
    }
    prse__node *node = NULL;
    prse_status status = new_value(l, event->start_mark, &node);
    if (status)
        return status;
    node->key_line = node->line;
    node->key_column = node->column;
    l->top->keyed = node;
    return prse__reader_copy(l->reader, &node->key, text);
}

static prse_status read_scalar(loader *l, const yaml_event_t *event)
{
    yaml_scalar_style_t style = event->data.scalar.style;
    prse_str text = {(const char *)event->data.scalar.value,
                     event->data.scalar.length};
    if (text.len > 0 && memchr(text.ptr, '\0', text.len))
        return refuse(l, event->start_mark,
                      "the character \\0 is not accepted");
    if (expects_key(l))
        return read_key(l, event, text);
    prse__node *node = NULL;
    prse_status status = new_value(l, event->start_mark, &node);
    if (!status)
        status = prse__reader_copy(l->reader, &node->text, text);
    if (status)
        return status;
    node->kind = style == YAML_PLAIN_SCALAR_STYLE ? PRSE__NODE_PLAIN
                                                  : PRSE__NODE_QUOTED;
    node->block = style == YAML_LITERAL_SCALAR_STYLE;
    if (node->block)
        place_literal(l, node);
    else if (node->kind == PRSE__NODE_QUOTED)
        node->text_column++;
    return PRSE_OK;
}

static prse_status open_frame(loader *l, const yaml_event_t *event,
                              prse__node_kind kind)
{
    if (expects_key(l))
        return refuse(l, event->start_mark,
                      "a key is plain text, not a list or a map");
    if (l->depth >= l->reader->depth)
        return prse__reader_too_deep(l->reader, place_of(l, event->start_mark));
    frame *top = prse__alloc(1, sizeof *top);
    if (!top)
        return prse__error_nomem(l->reader->err);
    prse_status status = new_value(l, event->start_mark, &top->node);
    if (status) {
        prse__free(top);
        return status;
    }
    top->node->kind = kind;
    top->link = &top->node->first;
    top->up = l->top;
    l->top = top;
    l->depth++;
    return PRSE_OK;
}

static void drop_frame(loader *l)
{
    frame *top = l->top;
    l->top = top->up;
    l->depth--;
    prse__free(top);
}

static prse_status close_frame(loader *l)
{
    const prse__node *node = l->top->node;
    drop_frame(l);
    return node->kind == PRSE__NODE_MAP ? prse__reader_unique(l->reader, node)
                                        : PRSE_OK;
}

/* The anchor and the tag that an event of any kind carries. */
static prse_status check_decorations(const loader *l, const yaml_event_t *event)
{
    const yaml_char_t *anchor = NULL, *tag = NULL;
    if (event->type == YAML_SCALAR_EVENT) {
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
    } else if (event->type == YAML_SEQUENCE_START_EVENT) {
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
    } else if (event->type == YAML_MAPPING_START_EVENT) {
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
    }
    if (anchor)
        return refuse(l, event->start_mark,
                      "anchors are not allowed in packs");
    if (tag)
        return refuse(l, event->start_mark, "tags are not allowed in packs");
    return PRSE_OK;
}

static prse_status read_event(loader *l, const yaml_event_t *event)
{
    prse_status status = check_decorations(l, event);
    if (status)
        return status;
    switch (event->type) {
    case YAML_ALIAS_EVENT:
        return refuse(l, event->start_mark,
                      "aliases are not allowed in packs");
    case YAML_DOCUMENT_START_EVENT:
        return l->root ? refuse(l, event->start_mark,
                                "one document a file: a second one begins "
                                "here")
                       : PRSE_OK;
    case YAML_SCALAR_EVENT:
        return read_scalar(l, event);
    case YAML_SEQUENCE_START_EVENT:
        return open_frame(l, event, PRSE__NODE_LIST);
    case YAML_MAPPING_START_EVENT:
        return open_frame(l, event, PRSE__NODE_MAP);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return close_frame(l);
    default:
        return PRSE_OK;
    }
}

static prse_status load(loader *l)
{
    prse_status status = PRSE_OK;
    int more = 1;
    while (more && !status) {
        yaml_event_t event;
        if (!yaml_parser_parse(&l->parser, &event))
            return parser_failed(l);
        more = event.type != YAML_STREAM_END_EVENT;
        status = read_event(l, &event);
        yaml_event_delete(&event);
    }
    if (!status && !l->root)
        status = prse__reader_fail(l->reader, 0, "the file is empty");
    return status;
}

prse_status prse__yaml_read(const prse__node **out, prse__arena *arena,
                            prse_str text, const char *file,
                            const prse__node_limits *limits, prse_error *err)
{
    if (prse__str_starts(text, "\xEF\xBB\xBF"))
        text = (prse_str){text.ptr + 3, text.len - 3};
    prse__reader reader = {
        .arena = arena, .text = text, .file = file, .err = err};
    prse_status status = prse__reader_start(&reader, limits);
    if (!status)
        status = check_lines(&reader);
    if (status)
        return status;
    loader l = {.reader = &reader};
    prse__cursor_start(&l.lines);
    if (!yaml_parser_initialize(&l.parser))
        return prse__error_nomem(err);
    yaml_parser_set_encoding(&l.parser, YAML_UTF8_ENCODING);
    const char *bytes = text.ptr ? text.ptr : "";
    yaml_parser_set_input_string(&l.parser, (const unsigned char *)bytes,
                                 text.len);
    status = load(&l);
    yaml_parser_delete(&l.parser);
    while (l.top)
        drop_frame(&l);
    if (!status)
        *out = l.root;
    return status;
}
