/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/read_map.h"

#include <string.h>

#include "feel/lexer.h"
#include "rules/names.h"

enum { LONGEST_ID = 128 };

/* --- Errors --- */

prse_status prse__pack_nomem(prse__pack_reader *r)
{
    if (!prse__arena_full(r->arena))
        return prse__error_nomem(r->err);
    return prse__error_set(r->err, PRSE_ELIMIT, r->subject,
                           "the pack needs more memory than is allowed");
}

prse__place prse__key_place(const prse__pack_reader *r, const prse__node *node)
{
    if (node->key_line == 0)
        return prse__node_place(node, r->file);
    return (prse__place){r->file, node->key_line, node->key_column};
}

prse_status prse__pack_unexpected(prse__pack_reader *r,
                                  const prse__node *node,
                                  const char *expected)
{
    prse__place at = prse__node_place(node, r->file);
    if (node->kind == PRSE__NODE_LIST || node->kind == PRSE__NODE_MAP)
        return prse__error_at(r->err, PRSE_ESCHEMA, at, r->subject,
                              "expected %s, found a %s", expected,
                              node->kind == PRSE__NODE_LIST ? "list" : "map");
    if (node->text.len == 0)
        return prse__error_at(r->err, PRSE_ESCHEMA, at, r->subject,
                              "expected %s, found nothing", expected);
    return prse__error_at(r->err, PRSE_ESCHEMA, at, r->subject,
                          "expected %s, found `%.60s`", expected,
                          node->text.ptr);
}

/* --- Ids --- */

static int is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static int is_id(prse_str id, const char *also)
{
    for (size_t i = 0; i < id.len; i++)
        if (!is_letter(id.ptr[i]) && !(id.ptr[i] >= '0' && id.ptr[i] <= '9') &&
            !strchr(also, id.ptr[i]))
            return 0;
    return id.len > 0 && id.len <= LONGEST_ID;
}

static int is_name(prse_str id)
{
    return is_id(id, "") && is_letter(id.ptr[0]) &&
           !prse__lexer_is_keyword(id);
}

prse_status prse__check_spelling(prse__pack_reader *r, prse_str id,
                                 prse__place at, prse__spelling spelling)
{
    if (spelling == PRSE__SPELL_NAME && !is_name(id))
        return prse__error_at(r->err, PRSE_ESCHEMA, at, id.ptr,
                              "`%.60s` is no name: write letters, digits and "
                              "_, a letter first, and no word of FEEL",
                              id.ptr);
    if (spelling == PRSE__SPELL_ID && !is_id(id, "-."))
        return prse__error_at(r->err, PRSE_ESCHEMA, at, id.ptr,
                              "`%.60s` is no id: write letters, digits, _, - "
                              "and ., at most %d",
                              id.ptr, LONGEST_ID);
    if (id.len == 0)
        return prse__error_at(r->err, PRSE_ESCHEMA, at, r->subject,
                              "an empty name stands here");
    return PRSE_OK;
}

/* --- Maps --- */

static const prse__key *key_of(const prse__shape *shape, prse_str name)
{
    for (size_t i = 0; i < shape->key_count; i++)
        if (prse__str_is(name, shape->keys[i].name))
            return &shape->keys[i];
    return NULL;
}

static prse_status unknown_key(prse__pack_reader *r, const prse__shape *shape,
                               const prse__node *node)
{
    char hint[PRSE__HINT];
    prse__buf allowed;
    prse__buf_init(&allowed, 0);
    prse__guess guess = prse__guess_start(node->key);
    for (size_t i = 0; i < shape->key_count; i++) {
        prse__guess_try(&guess, prse_str_of(shape->keys[i].name));
        prse__buf_adds(&allowed, i ? ", " : "");
        prse__buf_adds(&allowed, shape->keys[i].name);
    }
    prse__guess_hint(hint, &guess);
    prse_status status =
        allowed.failed
            ? prse__error_nomem(r->err)
            : prse__error_at(r->err, PRSE_ESCHEMA, prse__key_place(r, node),
                             r->subject,
                             "unknown key `%.40s` in %s%s (allowed: %s)",
                             node->key.ptr, shape->what, hint, allowed.ptr);
    prse__buf_free(&allowed);
    return status;
}

static prse_status check_keys(prse__pack_reader *r, const prse__shape *shape,
                              const prse__node *node)
{
    if (node->kind != PRSE__NODE_MAP)
        return prse__pack_unexpected(r, node, shape->what);
    for (const prse__node *child = node->first; child; child = child->next)
        if (!key_of(shape, child->key))
            return unknown_key(r, shape, child);
    return PRSE_OK;
}

static prse_status read_keys(prse__pack_reader *r, const prse__shape *shape,
                             const prse__node *node, void *item)
{
    for (size_t i = 0; i < shape->key_count; i++) {
        const prse__key *key = &shape->keys[i];
        const prse__node *child = prse__node_get(node, key->name);
        if (!child && key->required)
            return prse__error_at(r->err, PRSE_ESCHEMA,
                                  prse__key_place(r, node), r->subject,
                                  "%s needs the key `%s`", shape->what,
                                  key->name);
        if (!child)
            continue;
        prse_status status =
            key->read(r, child, key, (char *)item + key->offset);
        if (status)
            return status;
    }
    return PRSE_OK;
}

prse_status prse__read_item(prse__pack_reader *r, const prse__shape *shape,
                            const prse__node *node, void *item)
{
    prse__place at = prse__key_place(r, node);
    if (shape->blank)
        memcpy(item, shape->blank, shape->size);
    if (shape->place != PRSE__NO_OFFSET)
        memcpy((char *)item + shape->place, &at, sizeof at);
    if (shape->id != PRSE__NO_OFFSET) {
        memcpy((char *)item + shape->id, &node->key, sizeof node->key);
        prse_status wrong =
            prse__check_spelling(r, node->key, at, shape->spelling);
        if (wrong)
            return wrong;
    }
    prse_status status = check_keys(r, shape, node);
    if (!status)
        status = read_keys(r, shape, node, item);
    if (!status && shape->check)
        status = shape->check(r, node, item);
    return status;
}

/* --- Many items --- */

_Static_assert(offsetof(prse__rule, steps) == sizeof(size_t),
               "a pointer stands directly behind its count");

void prse__set_many(void *to, size_t count, const void *items)
{
    memcpy(to, &count, sizeof count);
    memcpy((char *)to + sizeof count, &items, sizeof items);
}

static prse_status read_children(prse__pack_reader *r,
                                 const prse__node *node,
                                 const prse__shape *shape, void *to)
{
    if (shape->most > 0 && node->count > shape->most)
        return prse__error_at(r->err, PRSE_ELIMIT,
                              prse__node_place(node, r->file), r->subject,
                              "%zu entries here, at most %zu are accepted",
                              node->count, shape->most);
    char *items = prse__arena_alloc(r->arena, node->count, shape->size);
    if (!items)
        return prse__pack_nomem(r);
    prse__set_many(to, node->count, items);
    for (const prse__node *child = node->first; child; child = child->next) {
        prse_status status = prse__read_item(r, shape, child, items);
        if (status)
            return status;
        items += shape->size;
    }
    return PRSE_OK;
}

prse_status prse__read_entries(prse__pack_reader *r, const prse__node *node,
                               const prse__key *key, void *to)
{
    if (node->kind != PRSE__NODE_MAP)
        return prse__pack_unexpected(r, node, "a map from id to entry");
    return read_children(r, node, key->extra, to);
}

prse_status prse__read_items(prse__pack_reader *r, const prse__node *node,
                             const prse__key *key, void *to)
{
    if (node->kind != PRSE__NODE_LIST)
        return prse__pack_unexpected(r, node, "a list of maps (- key: ...)");
    return read_children(r, node, key->extra, to);
}

prse_status prse__read_already(prse__pack_reader *r, const prse__node *node,
                               const prse__key *key, void *to)
{
    (void)r, (void)node, (void)key, (void)to;
    return PRSE_OK;
}
