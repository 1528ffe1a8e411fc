/* SPDX-License-Identifier: Apache-2.0 */
#include "store/check_json.h"

#include <string.h>

#include "formats/json_canonical.h"
#include "formats/json_scan.h"
#include "formats/node.h"

static int has_exponent(prse_str literal)
{
    return literal.len > 0 && (memchr(literal.ptr, 'e', literal.len) ||
                               memchr(literal.ptr, 'E', literal.len));
}

/* A database would write 1e9999 in ten thousand digits. */
static int number_is_long(prse_str literal)
{
    prse__buf plain;
    char first = literal.ptr[0];
    if ((first != '-' && (first < '0' || first > '9')) ||
        !has_exponent(literal))
        return 0;
    prse__buf_init(&plain, 0);
    int is_long = !prse__json_number(&plain, literal);
    prse__buf_free(&plain);
    return is_long;
}

/* Recursive as deep as the reader allowed. */
static const prse__node *find_long_number(const prse__node *node)
{
    if (node->kind == PRSE__NODE_PLAIN)
        return number_is_long(node->text) ? node : NULL;
    const prse__node *found = NULL;
    for (const prse__node *child = node->first; child && !found;
         child = child->next)
        found = find_long_number(child);
    return found;
}

static prse_status read(const prse_column *column, prse_str json,
                        prse__arena *arena, prse_error *err)
{
    const prse__node *root;
    prse_error why;
    prse_status status = prse__json_read(&root, arena, json, NULL, NULL, &why);
    if (status == PRSE_ENOMEM)
        return prse__error_nomem(err);
    if (status)
        return prse__error_at(err, PRSE_EPARSE,
                              (prse__place){NULL, why.line, why.column},
                              column->name, "the JSON text: %s", why.message);
    const prse__node *number = find_long_number(root);
    if (!number)
        return PRSE_OK;
    return prse__error_at(err, PRSE_EPARSE, prse__node_place(number, NULL),
                          column->name,
                          "a number of the JSON text is too long when it is "
                          "written without exponent");
}

prse_status prse__check_json(const prse_column *column, prse_str json,
                             prse_error *err)
{
    if (prse__json_is_sound(json))
        return PRSE_OK;
    prse__arena *arena = prse__arena_new(0);
    if (!arena)
        return prse__error_nomem(err);
    prse_status status = read(column, json, arena, err);
    prse__arena_free(arena);
    return status;
}
