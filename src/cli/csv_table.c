/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/csv_table.h"

#include <errno.h>
#include <stdlib.h>

#include "cli/complain.h"
#include "cli/csv_block.h"
#include "cli/csv_cell.h"
#include "cli/csv_marks.h"
#include "cli/csv_record.h"
#include "cli/csv_text.h"
#include "cli/utf8.h"

enum { MOST_ROWS = 16384, LEAST_ROWS = 256, MOST_CELLS_A_BLOCK = 1 << 21 };

/* A row of the last block where it stands in the text. */
typedef struct row {
    uint32_t at, size; /* without its line end */
    uint32_t line;     /* after the first of the block */
    uint32_t cells;
    int is_odd; /* not as it would be written */
} row;

/* What a record turned out to be. */
typedef enum found {
    FOUND_ROW,
    FOUND_BLANK, /* a line with nothing on it */
    FOUND_CUT,   /* it goes on after the text that there is */
    FOUND_WRONG  /* the failure is set */
} found;

/* Where marks were looked for: 64 bytes from base on. */
typedef struct scan {
    size_t base;
    cli_csv_marks marks; /* those not passed yet */
    uint64_t odd;        /* those before, of the record */
} scan;

typedef struct csv_table {
    const cli_context *cli;
    const char *name;
    cli_csv_text text;
    scan scan;
    char other; /* separator that is none */
    cli_table_style style;
    cli_csv_cells names, cells;
    cli_csv_cells *given; /* of a row that is handed on */
    char **columns; /* their names, as UTF-8 */
    cli_csv_yard *yard;
    cli_csv_block *block; /* that is being laid out */
    row *rows;
    size_t room;
    uint64_t first_line;
    int failed;
    cli_text_id failure; /* TEXT_NONE: errno of the text says it */
    uint64_t failure_line;
} csv_table;

static int fail(csv_table *t, cli_text_id why)
{
    t->failed = 1;
    t->failure = why;
    t->failure_line = t->text.line;
    return EINVAL;
}

/* --- Records --- */

static void begin_scan(csv_table *t)
{
    t->scan = (scan){.base = t->text.at};
    t->scan.marks = cli_csv_marks_of(t->text.bytes + t->text.at,
                                     t->style.separator, t->other);
}

/* The place of the next separator or line feed; the end of the text when there
 * is none. */
static inline size_t next_end(csv_table *t)
{
    scan *s = &t->scan;
    while (!s->marks.ends) {
        s->odd |= s->marks.odd;
        s->base += CLI_CSV_STEP;
        if (s->base >= t->text.end)
            return t->text.end;
        s->marks = cli_csv_marks_of(t->text.bytes + s->base,
                                    t->style.separator, t->other);
    }
    size_t bit = (size_t)__builtin_ctzll(s->marks.ends);
    s->marks.ends &= s->marks.ends - 1;
    return s->base + bit;
}

/* Whether there was anything odd before the end of a record, which the scan
 * has just passed. */
static int was_odd(scan *s, size_t end)
{
    uint64_t before = (UINT64_C(1) << (end - s->base)) - 1;
    int odd = (s->odd | (s->marks.odd & before)) != 0;
    s->odd = 0;
    s->marks.odd &= ~before;
    return odd;
}

static inline int is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* 1 when there are blanks around the cell. */
static inline int set_cell(csv_table *t, size_t column, size_t at, size_t end)
{
    const char *text = t->text.bytes;
    int blanks =
        at < end && (is_blank(text[at]) | is_blank(text[end - 1]));
    prse_str cell = {text + at, end - at};
    if (blanks)
        cell = cli_csv_trim(cell);
    if (column < t->block->count)
        cli_csv_block_set(t->block, column, cell.ptr, cell.len);
    return blanks;
}

static void end_row(csv_table *t, row made, size_t next, uint32_t lines)
{
    made.at = (uint32_t)t->text.at;
    made.line = (uint32_t)(t->text.line - t->first_line);
    if (made.cells != t->block->count) {
        cli_csv_block_null(t->block);
        made.is_odd = 1;
    }
    t->rows[t->block->rows++] = made;
    t->text.at = next;
    t->text.line += lines;
}

/* A record that begins with a quote somewhere, or is large. */
static found take_with_care(csv_table *t)
{
    size_t size = t->text.end - t->text.at;
    uint32_t lines = 0;
    const char *text = t->text.bytes + t->text.at;
    cli_csv_state state =
        cli_csv_cut(&t->cells, text, &size, t->style.separator);
    if (state == CLI_CSV_CUT)
        return FOUND_CUT;
    if (state != CLI_CSV_WHOLE) {
        fail(t, state == CLI_CSV_LARGE ? TEXT_CSV_TOO_LARGE
                                       : TEXT_CSV_BAD_QUOTE);
        return FOUND_WRONG;
    }
    for (size_t i = 0; i < size; i++)
        lines += text[i] == '\n';
    for (size_t i = 0; i < t->cells.count && i < t->block->count; i++) {
        prse_str cell = cli_csv_trim(t->cells.cells[i]);
        cli_csv_block_set(t->block, i, cell.ptr, cell.len);
    }
    row made = {.size = (uint32_t)size, .is_odd = 1,
                .cells = (uint32_t)t->cells.count};
    end_row(t, made, t->text.at + size, lines);
    begin_scan(t);
    return FOUND_ROW;
}

static found end_plain(csv_table *t, size_t end, size_t stop, row made)
{
    size_t size = stop - t->text.at;
    if (made.cells == 1 && size == 0) {
        t->text.at = end + 1;
        t->text.line++;
        return FOUND_BLANK;
    }
    if (size > CLI_CSV_LARGEST || made.cells > CLI_CSV_MOST_CELLS)
        return take_with_care(t);
    made.size = (uint32_t)size;
    made.is_odd |= was_odd(&t->scan, end);
    end_row(t, made, end + 1, 1);
    return FOUND_ROW;
}

static found take_record(csv_table *t)
{
    const char *text = t->text.bytes;
    size_t at = t->text.at;
    row made = {0};
    int blanks = 0;
    for (;;) {
        if (text[at] == '"' && at < t->text.end)
            return take_with_care(t);
        size_t end = next_end(t), stop = end;
        if (end == t->text.end)
            return FOUND_CUT;
        int is_last = text[end] == '\n';
        stop -= is_last && end > at && text[end - 1] == '\r';
        blanks |= set_cell(t, made.cells, at, stop);
        made.cells++;
        if (is_last) {
            made.is_odd = blanks;
            return end_plain(t, end, stop, made);
        }
        at = end + 1;
    }
}

/* --- Blocks --- */

/* What a record that ends nowhere in the text is; 0: there may be more. */
static int judge_cut(csv_table *t)
{
    size_t left = t->text.end - t->text.at;
    if (left == CLI_CSV_TEXT || (t->text.at_end && left > CLI_CSV_LARGEST))
        return fail(t, TEXT_CSV_TOO_LARGE);
    return t->text.at_end && left > 0 ? fail(t, TEXT_CSV_OPEN_QUOTE) : 0;
}

/* Rows as long as there is room for them, and text. */
static void take_rows(csv_table *t)
{
    found what = FOUND_BLANK;
    t->first_line = t->text.line;
    begin_scan(t);
    while (t->block->rows < t->room && what < FOUND_CUT &&
           t->text.at < t->text.end)
        what = take_record(t);
}

static int take_block(csv_table *t)
{
    if (t->text.end - t->text.at < CLI_CSV_TEXT / 2)
        (void)cli_csv_text_fill(&t->text);
    do {
        take_rows(t);
        if (t->block->rows > 0 || t->failed)
            break;
    } while (cli_csv_text_fill(&t->text));
    if (t->text.sys_code)
        return fail(t, TEXT_NONE);
    if (t->block->rows > 0)
        return 0;
    return t->failed ? EINVAL : judge_cut(t);
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
    csv_table *t = stream->private_data;
    *out = (struct ArrowArray){0};
    if (t->failed)
        return EINVAL;
    t->block = cli_csv_yard_take(t->yard);
    int failure = take_block(t);
    if (!failure && t->block->rows > 0)
        cli_csv_block_give(out, t->block);
    else
        cli_csv_block_drop(t->block);
    t->block = NULL;
    return failure;
}

/* --- The schema --- */

static void release_field(struct ArrowSchema *schema)
{
    schema->release = NULL; /* the schema holds it */
}

static void release_schema(struct ArrowSchema *schema)
{
    free(schema->children[0]);
    free(schema->children);
    schema->release = NULL;
}

static int get_schema(struct ArrowArrayStream *stream,
                      struct ArrowSchema *out)
{
    const csv_table *t = stream->private_data;
    size_t count = t->names.count;
    struct ArrowSchema *fields = cli_alloc(count, sizeof *fields);
    struct ArrowSchema **list = cli_alloc(count, sizeof *list);
    for (size_t i = 0; i < count; i++) {
        fields[i] = (struct ArrowSchema){.format = "u",
                                         .name = t->columns[i],
                                         .flags = ARROW_FLAG_NULLABLE,
                                         .release = release_field};
        list[i] = &fields[i];
    }
    *out = (struct ArrowSchema){.format = "+s", .name = "",
                                .n_children = (int64_t)count,
                                .children = list,
                                .release = release_schema};
    return 0;
}

static const char *get_last_error(struct ArrowArrayStream *stream)
{
    const csv_table *t = stream->private_data;
    return t->failed ? "the CSV file cannot be read" : NULL;
}

static void release_stream(struct ArrowArrayStream *stream)
{
    stream->release = NULL; /* the table holds all */
}

/* --- The header line --- */

/* Whether a quote opens quotes: at the beginning of a cell, or right after
 * quotes were closed (two of them stand for one). Elsewhere it is a character
 * like another. */
static int opens_quotes(const csv_table *t, size_t i, size_t closed)
{
    const char *text = t->text.bytes;
    return i == t->text.at || i == closed + 1 || text[i - 1] == ',' ||
           text[i - 1] == ';' || text[i - 1] == '\n';
}

/* Whichever of , and ; is more frequent on the header line. */
static void look_at_header(csv_table *t)
{
    size_t commas = 0, semicolons = 0, i = t->text.at, closed = SIZE_MAX - 1;
    const char *text = t->text.bytes;
    int quoted = 0;
    for (; i < t->text.end; i++) {
        if (quoted && text[i] == '"')
            closed = i;
        if (text[i] == '"' && (quoted || opens_quotes(t, i, closed)))
            quoted = !quoted;
        else if (text[i] == '\n' && !quoted)
            break;
        commas += text[i] == ',' && !quoted;
        semicolons += text[i] == ';' && !quoted;
    }
    t->style.separator = semicolons > commas ? ';' : ',';
    t->other = semicolons > commas ? ',' : ';';
    t->style.has_returns = i > t->text.at && i < t->text.end &&
                           text[i - 1] == '\r';
}

static void pass_blank_lines(csv_table *t)
{
    const char *text = t->text.bytes;
    size_t *at = &t->text.at;
    while (*at < t->text.end &&
           (text[*at] == '\n' || (text[*at] == '\r' &&
                                  text[*at + 1] == '\n'))) {
        *at += text[*at] == '\r' ? 2 : 1;
        t->text.line++;
    }
}

/* Bytes that are not UTF-8, and NUL, become ?. */
static char *clean_name(prse_str name)
{
    prse_str rest = cli_csv_trim(name);
    char *clean = cli_alloc(rest.len + 1, 1), *to = clean;
    while (rest.len > 0) {
        size_t length = cli_utf8_length(rest.ptr, rest.len);
        int good = length > 0 && *rest.ptr != '\0';
        if (length == 0)
            length = 1;
        memcpy(to, good ? rest.ptr : "?", length);
        to += length;
        rest.ptr += length;
        rest.len -= length;
    }
    return clean;
}

static void set_shape(csv_table *t)
{
    size_t count = t->names.count, rows = MOST_CELLS_A_BLOCK / count;
    t->room = rows < LEAST_ROWS ? LEAST_ROWS
              : rows > MOST_ROWS ? MOST_ROWS
                                 : rows;
    t->rows = cli_alloc(t->room, sizeof *t->rows);
    t->yard = cli_csv_yard_open(count, t->room);
    t->columns = cli_alloc(count, sizeof *t->columns);
    for (size_t i = 0; i < count; i++)
        t->columns[i] = clean_name(t->names.cells[i]);
}

static int read_header(csv_table *t)
{
    cli_csv_text *text = &t->text;
    t->style.has_mark = text->end >= 3 &&
                        memcmp(text->bytes, "\xEF\xBB\xBF", 3) == 0;
    text->at = t->style.has_mark ? 3 : 0;
    pass_blank_lines(t);
    if (text->sys_code)
        return fail(t, TEXT_NONE);
    if (text->at == text->end)
        return fail(t, TEXT_NO_HEADER);
    look_at_header(t);
    size_t size = text->end - text->at;
    cli_csv_state state = cli_csv_cut(&t->names, text->bytes + text->at,
                                      &size, t->style.separator);
    if (state == CLI_CSV_CUT)
        return judge_cut(t) ? EINVAL : fail(t, TEXT_CSV_TOO_LARGE);
    if (state != CLI_CSV_WHOLE)
        return fail(t, state == CLI_CSV_LARGE ? TEXT_CSV_TOO_LARGE
                                              : TEXT_CSV_BAD_QUOTE);
    for (size_t i = 0; i < size; i++)
        text->line += text->bytes[text->at + i] == '\n';
    text->at += size;
    set_shape(t);
    return 0;
}

/* --- A kind of table --- */

static uint64_t done_of(const void *self)
{
    const csv_table *t = self;
    return t->text.read - (t->text.end - t->text.at);
}

static uint64_t line_of(const void *self, int64_t index)
{
    const csv_table *t = self;
    return t->first_line + t->rows[index].line;
}

static int add_fault(cli_buffer *reason, const void *self, int64_t index)
{
    const csv_table *t = self;
    cli_buffer numbers[2] = {{0}, {0}};
    if (t->rows[index].cells == t->names.count)
        return 0;
    cli_buffer_add_number(&numbers[0], (int64_t)t->rows[index].cells);
    cli_buffer_add_number(&numbers[1], (int64_t)t->names.count);
    prse_str values[] = {cli_buffer_str(&numbers[0]),
                         cli_buffer_str(&numbers[1])};
    cli_buffer_add_filled(reason, cli_text(t->cli, TEXT_ROW_LENGTH), values,
                          2);
    cli_buffer_free(&numbers[0]);
    cli_buffer_free(&numbers[1]);
    return 1;
}

static void add_cells(cli_buffer *out, const csv_table *t,
                      const cli_csv_cells *cells)
{
    static const prse_str none = {"", 0};
    for (size_t i = 0; i < t->names.count; i++) {
        if (i > 0)
            cli_buffer_add_char(out, t->style.separator);
        cli_csv_add_cell(out, i < cells->count ? cells->cells[i] : none);
    }
}

static void add_row(cli_buffer *out, const void *self, int64_t index)
{
    const csv_table *t = self;
    const row *r = &t->rows[index];
    const char *text = t->text.bytes + r->at;
    if (!r->is_odd) {
        cli_buffer_add(out, (prse_str){text, r->size});
        return;
    }
    size_t size = t->text.end - r->at;
    (void)cli_csv_cut(t->given, text, &size, t->style.separator);
    add_cells(out, t, t->given);
}

static void add_names(cli_buffer *out, const void *self)
{
    const csv_table *t = self;
    cli_csv_cells names = {.count = t->names.count};
    names.cells = cli_alloc(names.count, sizeof *names.cells);
    for (size_t i = 0; i < names.count; i++)
        names.cells[i] = cli_csv_trim(t->names.cells[i]);
    add_cells(out, t, &names);
    cli_csv_cells_free(&names);
}

static cli_table_style style_of(const void *self)
{
    const csv_table *t = self;
    return t->style;
}

static cli_exit complain(const void *self)
{
    const csv_table *t = self;
    cli_buffer line = {0};
    if (t->failure == TEXT_NONE)
        return cli_complain_system(t->name, t->text.sys_code);
    cli_buffer_add_number(&line, (int64_t)t->failure_line);
    prse_str values[] = {prse_str_of(t->name), cli_buffer_str(&line)};
    cli_exit code = cli_complain(t->cli, CLI_INPUT, t->failure, values, 2);
    cli_buffer_free(&line);
    return code;
}

static void close_table(void *self)
{
    csv_table *t = self;
    for (size_t i = 0; t->columns && i < t->names.count; i++)
        free(t->columns[i]);
    free(t->columns);
    free(t->rows);
    cli_csv_yard_close(t->yard);
    cli_csv_cells_free(&t->names);
    cli_csv_cells_free(&t->cells);
    cli_csv_cells_free(t->given);
    free(t->given);
    cli_csv_text_close(&t->text);
    free(t);
}

cli_exit cli_csv_table_open(cli_table_source *out, cli_table_file *file)
{
    static const cli_table_kind kind = {
        .done = done_of, .line = line_of, .fault = add_fault,
        .add_row = add_row, .add_names = add_names, .style = style_of,
        .complain = complain, .close = close_table};
    csv_table *t = cli_alloc(1, sizeof *t);
    t->cli = file->cli;
    t->name = file->name;
    t->given = cli_alloc(1, sizeof *t->given);
    cli_csv_text_open(&t->text, file);
    if (read_header(t) != 0) {
        cli_exit code = complain(t);
        close_table(t);
        return code;
    }
    *out = (cli_table_source){.kind = &kind, .self = t};
    out->stream = (struct ArrowArrayStream){.get_schema = get_schema,
                                            .get_next = get_next,
                                            .get_last_error = get_last_error,
                                            .release = release_stream,
                                            .private_data = t};
    return CLI_OK;
}
