/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/node.h"

#include <string.h>

const prse__node *prse__node_find(const prse__node *map, prse_str key)
{
    if (!map || map->kind != PRSE__NODE_MAP)
        return NULL;
    const prse__node *child = map->first;
    while (child && !prse__str_eq(child->key, key))
        child = child->next;
    return child;
}

const prse__node *prse__node_get(const prse__node *map, const char *key)
{
    return prse__node_find(map, prse_str_of(key));
}

/* The child of a list whose position is written in `index`. */
static const prse__node *item_at(const prse__node *list, prse_str index)
{
    size_t position = 0;
    if (index.len == 0 || (index.len > 1 && index.ptr[0] == '0'))
        return NULL;
    for (size_t i = 0; i < index.len; i++) {
        char digit = index.ptr[i];
        if (digit < '0' || digit > '9' || position >= list->count)
            return NULL;
        position = position * 10 + (size_t)(digit - '0');
    }
    if (position >= list->count)
        return NULL;
    const prse__node *child = list->first;
    while (position-- > 0)
        child = child->next;
    return child;
}

const prse__node *prse__node_path(const prse__node *root, prse_str path)
{
    const prse__node *node = root;
    for (size_t from = 0; node && from <= path.len && path.len > 0;) {
        const char *rest = path.ptr + from;
        const char *dot = memchr(rest, '.', path.len - from);
        size_t len = dot ? (size_t)(dot - rest) : path.len - from;
        prse_str step = {rest, len};
        node = node->kind == PRSE__NODE_LIST ? item_at(node, step)
                                             : prse__node_find(node, step);
        from += len + 1;
    }
    return node;
}

prse__place prse__node_place(const prse__node *node, const char *file)
{
    return (prse__place){file, node->line, node->column};
}

prse__place prse__node_text_place(const prse__node *node, size_t offset,
                                  const char *file)
{
    prse__place place = {file, node->text_line, node->text_column};
    size_t from = 0;
    if (offset > node->text.len)
        offset = node->text.len;
    for (size_t i = 0; i < offset; i++) {
        if (node->text.ptr[i] == '\n') {
            place.line++;
            from = i + 1;
        }
    }
    if (offset > from)
        place.column += (uint32_t)prse__utf8_length(
            (prse_str){node->text.ptr + from, offset - from});
    return place;
}
