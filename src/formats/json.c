/* SPDX-License-Identifier: Apache-2.0 */
/* cJSON unescapes and builds the tree. It is lenient, keeps no places and
 * reads numbers as doubles in the locale's notation; so a scan proves before
 * that the text is strict JSON, and numbers are masked in the copy that cJSON
 * sees and taken from the source after. */
#include <string.h>

#include <cjson/cJSON.h>

#include "formats/json_scan.h"

_Static_assert(PRSE__JSON_DEEPEST <= CJSON_NESTING_LIMIT,
               "cJSON reads what the scan accepts");

/* Walks cJSON's tree and the source side by side: both are in document
 * order. */
typedef struct walk {
    prse__reader *reader;
    prse__cursor cursor;
} walk;

/* To the next key or value; what lies between was proved by the scan. */
static void walk_to_token(walk *w)
{
    prse_str text = w->reader->text;
    size_t pos = w->cursor.pos;
    while (pos < text.len && strchr(" \t\r\n,:]}", text.ptr[pos]))
        pos++;
    prse__cursor_move(&w->cursor, text, pos);
}

/* Past the scalar, key or opening bracket at the cursor; its source text. */
static prse_str walk_past_token(walk *w)
{
    prse_str text = w->reader->text;
    size_t from = w->cursor.pos, pos = from + 1;
    if (text.ptr[from] == '"') {
        while (text.ptr[pos] != '"')
            pos += text.ptr[pos] == '\\' ? 2 : 1;
        pos++;
    } else if (text.ptr[from] != '[' && text.ptr[from] != '{') {
        while (pos < text.len && !strchr(" \t\r\n,]}", text.ptr[pos]))
            pos++;
    }
    prse__cursor_move(&w->cursor, text, pos);
    return (prse_str){text.ptr + from, pos - from};
}

static prse_status walk_key(walk *w, const cJSON *item, prse__node *node)
{
    walk_to_token(w);
    node->key_line = w->cursor.line;
    node->key_column = w->cursor.column;
    walk_past_token(w);
    return prse__reader_copy(w->reader, &node->key, prse_str_of(item->string));
}

static prse_status walk_value(walk *w, const cJSON *item, prse__node *node);

static prse_status walk_children(walk *w, const cJSON *parent,
                                 prse__node *node)
{
    prse__node **link = &node->first;
    for (const cJSON *item = parent->child; item; item = item->next) {
        prse_status status = prse__reader_node(w->reader, link);
        if (!status && node->kind == PRSE__NODE_MAP)
            status = walk_key(w, item, *link);
        if (!status)
            status = walk_value(w, item, *link);
        if (status)
            return status;
        node->count++;
        link = &(*link)->next;
    }
    return node->kind == PRSE__NODE_MAP ? prse__reader_unique(w->reader, node)
                                        : PRSE_OK;
}

/* Recursive as deep as the scan allowed. */
static prse_status walk_value(walk *w, const cJSON *item, prse__node *node)
{
    walk_to_token(w);
    node->line = node->text_line = w->cursor.line;
    node->column = node->text_column = w->cursor.column;
    prse_str source = walk_past_token(w);
    if (cJSON_IsArray(item) || cJSON_IsObject(item)) {
        node->kind = cJSON_IsArray(item) ? PRSE__NODE_LIST : PRSE__NODE_MAP;
        return walk_children(w, item, node);
    }
    node->kind = cJSON_IsString(item) ? PRSE__NODE_QUOTED : PRSE__NODE_PLAIN;
    if (cJSON_IsString(item)) {
        node->text_column++;
        source = prse_str_of(item->valuestring);
    }
    return prse__reader_copy(w->reader, &node->text, source);
}

/* The scan has accepted the text: cJSON fails for want of memory only. */
static prse_status build(prse__reader *reader, const char *masked,
                         prse__node **root)
{
    cJSON *tree = cJSON_ParseWithLengthOpts(masked, reader->text.len, NULL, 0);
    if (!tree)
        return prse__error_nomem(reader->err);
    walk w = {.reader = reader};
    prse__cursor_start(&w.cursor);
    prse_status status = prse__reader_node(reader, root);
    if (!status)
        status = walk_value(&w, tree, *root);
    cJSON_Delete(tree);
    return status;
}

prse_status prse__json_read(const prse__node **out, prse__arena *arena,
                            prse_str text, const char *file,
                            const prse__node_limits *limits, prse_error *err)
{
    prse__reader reader = {
        .arena = arena, .text = text, .file = file, .err = err};
    prse_status status = prse__reader_start(&reader, limits);
    if (status)
        return status;
    if (reader.depth > PRSE__JSON_DEEPEST)
        reader.depth = PRSE__JSON_DEEPEST;
    char *masked = prse__alloc(text.len, 1);
    if (!masked)
        return prse__error_nomem(err);
    if (text.len > 0)
        memcpy(masked, text.ptr, text.len);
    prse__node *root = NULL;
    status = prse__json_scan(&reader, masked, NULL);
    if (!status)
        status = build(&reader, masked, &root);
    prse__free(masked);
    if (!status)
        *out = root;
    return status;
}
