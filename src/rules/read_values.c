/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/read_values.h"

#include "rules/names.h"

int prse__is_scalar(const prse__node *node)
{
    return node->kind == PRSE__NODE_PLAIN || node->kind == PRSE__NODE_QUOTED;
}

static int is_plain(const prse__node *node, const char *word)
{
    return node->kind == PRSE__NODE_PLAIN && prse__str_is(node->text, word);
}

/* --- Text --- */

prse_status prse__read_string(prse__pack_reader *r, const prse__node *node,
                              const prse__key *key, void *to)
{
    if (!prse__is_scalar(node) || prse__str_trim(node->text).len == 0) {
        prse__buf expected;
        prse__buf_init(&expected, 0);
        prse__buf_addf(&expected, "some text for `%s`", key->name);
        prse_status status =
            expected.failed ? prse__error_nomem(r->err)
                            : prse__pack_unexpected(r, node, expected.ptr);
        prse__buf_free(&expected);
        return status;
    }
    *(prse_str *)to = prse__str_trim(node->text);
    return PRSE_OK;
}

prse_status prse__read_id(prse__pack_reader *r, const prse__node *node,
                          const prse__key *key, void *to)
{
    prse_status status = prse__read_string(r, node, key, to);
    return status ? status
                  : prse__check_spelling(r, *(prse_str *)to,
                                         prse__node_place(node, r->file),
                                         PRSE__SPELL_ID);
}

prse_status prse__read_url(prse__pack_reader *r, const prse__node *node,
                           const prse__key *key, void *to)
{
    prse_status status = prse__read_string(r, node, key, to);
    if (status || prse__str_starts(node->text, "https://") ||
        prse__str_starts(node->text, "http://"))
        return status;
    return prse__pack_unexpected(r, node,
                                 "an address that begins with https://");
}

static const prse__key TEXT_KEYS[] = {
    {"fr", prse__read_string, offsetof(prse__text, fr), 0, NULL},
    {"en", prse__read_string, offsetof(prse__text, en), 0, NULL},
};

static prse_status check_text(prse__pack_reader *r, const prse__node *node,
                              void *item)
{
    const prse__text *text = item;
    if (text->fr.len > 0 || text->en.len > 0)
        return PRSE_OK;
    return prse__pack_unexpected(r, node, "a text { fr: ..., en: ... }");
}

static const prse__shape TEXT = {
    .what = "a text { fr: ..., en: ... }",
    .size = sizeof(prse__text),
    .keys = TEXT_KEYS,
    .key_count = sizeof TEXT_KEYS / sizeof *TEXT_KEYS,
    .id = PRSE__NO_OFFSET,
    .place = PRSE__NO_OFFSET,
    .check = check_text,
};

prse_status prse__read_text(prse__pack_reader *r, const prse__node *node,
                            const prse__key *key, void *to)
{
    (void)key;
    return prse__read_item(r, &TEXT, node, to);
}

static prse_status check_count(prse__pack_reader *r, const prse__node *node)
{
    enum { MOST = 10000 };
    if (node->count <= MOST)
        return PRSE_OK;
    return prse__error_at(r->err, PRSE_ELIMIT, prse__node_place(node, r->file),
                          r->subject,
                          "%zu entries here, at most %d are accepted",
                          node->count, MOST);
}

prse_status prse__read_strings(prse__pack_reader *r, const prse__node *node,
                               const prse__key *key, void *to)
{
    if (node->kind != PRSE__NODE_LIST)
        return prse__pack_unexpected(r, node, "a list: [a, b]");
    prse_status status = check_count(r, node);
    if (status)
        return status;
    prse_str *strings =
        prse__arena_alloc(r->arena, node->count, sizeof *strings);
    if (!strings)
        return prse__pack_nomem(r);
    prse__set_many(to, node->count, strings);
    for (const prse__node *n = node->first; n && !status; n = n->next)
        status = prse__read_string(r, n, key, strings++);
    return status;
}

prse_status prse__read_pairs(prse__pack_reader *r, const prse__node *node,
                             const prse__key *key, void *to)
{
    if (node->kind != PRSE__NODE_MAP)
        return prse__pack_unexpected(r, node, "a map { a: b }");
    prse_status status = check_count(r, node);
    if (status)
        return status;
    prse_str *pairs =
        prse__arena_alloc(r->arena, node->count, 2 * sizeof *pairs);
    if (!pairs)
        return prse__pack_nomem(r);
    prse__set_many(to, node->count, pairs);
    for (const prse__node *n = node->first; n && !status; n = n->next) {
        *pairs++ = n->key;
        status = prse__read_string(r, n, key, pairs++);
    }
    return status;
}

/* --- Words and numbers --- */

prse_status prse__read_flag(prse__pack_reader *r, const prse__node *node,
                            const prse__key *key, void *to)
{
    (void)key;
    *(int *)to = is_plain(node, "true");
    if (*(int *)to || is_plain(node, "false"))
        return PRSE_OK;
    return prse__pack_unexpected(r, node, "true or false");
}

_Static_assert(sizeof(prse__fact_type) == sizeof(unsigned) &&
                   sizeof(prse__law_status) == sizeof(unsigned) &&
                   sizeof(prse__sureness) == sizeof(unsigned) &&
                   sizeof(prse__confidence) == sizeof(unsigned),
               "enums are written as unsigned numbers");

prse_status prse__read_word(prse__pack_reader *r, const prse__node *node,
                            const prse__key *key, void *to)
{
    const prse__words *words = key->extra;
    for (unsigned i = 0; words->words[i]; i++)
        if (prse__is_scalar(node) &&
            prse__str_is(node->text, words->words[i])) {
            *(unsigned *)to = i;
            return PRSE_OK;
        }
    return prse__pack_unexpected(r, node, words->expected);
}

prse_status prse__read_count(prse__pack_reader *r, const prse__node *node,
                             const prse__key *key, void *to)
{
    int32_t most = *(const int32_t *)key->extra;
    prse__dec number;
    int64_t value = 0;
    int read = node->kind == PRSE__NODE_PLAIN &&
               prse__dec_parse(&number, node->text) &&
               prse__dec_to_int(&value, number);
    *(int32_t *)to = 0;
    if (read && value >= 1 && value <= most) {
        *(int32_t *)to = (int32_t)value;
        return PRSE_OK;
    }
    return prse__error_at(r->err, PRSE_ESCHEMA,
                          prse__node_place(node, r->file), r->subject,
                          "expected a whole number from 1 to %d for `%s`",
                          (int)most, key->name);
}

/* --- Dates --- */

prse_status prse__read_date(prse__pack_reader *r, const prse__node *node,
                            const prse__key *key, void *to)
{
    (void)key;
    if (prse__is_scalar(node) && prse__date_parse(to, node->text))
        return PRSE_OK;
    return prse__pack_unexpected(r, node, "a date such as 2026-11-23");
}

prse_status prse__read_date_key(prse__pack_reader *r, const prse__node *node,
                                prse__date last, prse__date *out)
{
    prse__place at = prse__key_place(r, node);
    if (!prse__date_parse(out, node->key))
        return prse__error_at(r->err, PRSE_ESCHEMA, at, r->subject,
                              "expected a date such as 2026-11-23 as key, "
                              "found `%.60s`",
                              node->key.ptr);
    if (*out > last)
        return PRSE_OK;
    return prse__error_at(r->err, PRSE_ERULE, at, r->subject,
                          "%s does not come after the date before it: write "
                          "dates in their order",
                          node->key.ptr);
}

prse_status prse__read_period(prse__pack_reader *r, const prse__node *node,
                               prse__date from, prse__date to)
{
    const prse__node *at = prse__node_get(node, "to");
    if (from < to)
        return PRSE_OK;
    return prse__error_at(r->err, PRSE_ERULE,
                          prse__node_place(at ? at : node, r->file),
                          r->subject,
                          "`to` is the first day on which it no longer holds: "
                          "it comes after `from`");
}

/* --- Laws --- */

prse_status prse__read_law(prse__pack_reader *r, const prse__node *node,
                           const prse__key *key, void *to)
{
    (void)key;
    if (!prse__is_scalar(node) || node->text.len == 0)
        return prse__pack_unexpected(r, node, "a key of the `law` section");
    const prse__mark *mark = prse__index_find(&r->laws, node->text);
    if (!mark)
        return prse__index_missing(r, &r->laws, "law", node->text,
                                   prse__node_place(node, r->file));
    *(const prse__law **)to = &r->pack->laws[mark->index];
    return PRSE_OK;
}

prse_status prse__read_laws(prse__pack_reader *r, const prse__node *node,
                            const prse__key *key, void *to)
{
    if (node->kind != PRSE__NODE_LIST)
        return prse__pack_unexpected(r, node,
                                     "a list of keys of the `law` section");
    prse_status status = check_count(r, node);
    if (status)
        return status;
    const prse__law **laws =
        prse__arena_alloc(r->arena, node->count, sizeof(const prse__law *));
    if (!laws)
        return prse__pack_nomem(r);
    prse__set_many(to, node->count, (const void *)laws);
    for (const prse__node *n = node->first; n && !status; n = n->next)
        status = prse__read_law(r, n, key, laws++);
    return status;
}
