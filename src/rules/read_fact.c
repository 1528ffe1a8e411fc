/* SPDX-License-Identifier: Apache-2.0 */
/* The section `facts`. */
#include "rules/range.h"
#include "rules/read_pack.h"
#include "rules/read_rule.h"
#include "rules/read_values.h"

static const prse__words TYPES = {
    "number, count, boolean, text or date",
    {"number", "count", "boolean", "text", "date", NULL}};
static const prse__words MISSING = {"unknown or null",
                                    {"unknown", "null", NULL}};
static const int32_t MOST_YEARS = 10;

static int is_ordered(const prse__fact *fact)
{
    return fact->type == PRSE__FACT_NUMBER ||
           fact->type == PRSE__FACT_COUNT || fact->type == PRSE__FACT_DATE;
}

static prse_status misplaced(prse__pack_reader *r, const prse__node *node,
                             const prse__key *key, const char *types)
{
    return prse__error_at(r->err, PRSE_ESCHEMA, prse__key_place(r, node),
                          r->subject, "`%s` is for facts of type %s",
                          key->name, types);
}

/* --- Bounds --- */

static prse_status read_bound(prse__pack_reader *r, const prse__node *node,
                              const prse__key *key, prse__bound *bound)
{
    const prse__fact *fact =
        (const prse__fact *)(const void *)((const char *)bound - key->offset);
    if (!is_ordered(fact))
        return misplaced(r, node, key, "number, count or date");
    prse_status status = prse__read_constant(r, node, &bound->value);
    if (status)
        return status;
    int date = fact->type == PRSE__FACT_DATE;
    if (bound->value->kind != (date ? PRSE__VALUE_DATE : PRSE__VALUE_NUMBER))
        return prse__pack_unexpected(r, node, date ? "a date" : "a number");
    if (fact->type == PRSE__FACT_COUNT &&
        !prse__dec_is_integer(bound->value->number))
        return prse__pack_unexpected(r, node, "a whole number");
    bound->present = 1;
    return PRSE_OK;
}

static prse_status read_min_max(prse__pack_reader *r, const prse__node *node,
                                const prse__key *key, void *to)
{
    return read_bound(r, node, key, to);
}

/* --- Brackets and values --- */

static prse_status read_bracket(prse__pack_reader *r, const prse__node *node,
                                int date, prse__bracket *bracket)
{
    prse_error why = {0};
    prse__range range;
    if (!prse__is_scalar(node))
        return prse__pack_unexpected(r, node, "a range such as \"[10..50)\"");
    prse_status status =
        prse__range_read(&range, r->arena, date, node->text, &why);
    if (status == PRSE_ENOMEM)
        return prse__pack_nomem(r);
    if (status)
        return prse__error_at(r->err, status, prse__node_place(node, r->file),
                              r->subject, "%s", why.message);
    *bracket = (prse__bracket){node->key, range.low, range.high};
    return PRSE_OK;
}

/* `to` is the fact. */
static prse_status read_brackets(prse__pack_reader *r, const prse__node *node,
                                 const prse__key *key, void *to)
{
    enum { MOST = 1000 };
    prse__fact *fact = to;
    prse_status status = PRSE_OK;
    if (!is_ordered(fact))
        return misplaced(r, node, key, "number, count or date");
    if (node->kind != PRSE__NODE_MAP)
        return prse__pack_unexpected(r, node, "a map from name to range");
    if (node->count > MOST)
        return prse__error_at(r->err, PRSE_ELIMIT,
                              prse__node_place(node, r->file), r->subject,
                              "more than %d brackets", MOST);
    prse__bracket *bracket =
        prse__arena_alloc(r->arena, node->count, sizeof *bracket);
    if (!bracket)
        return prse__pack_nomem(r);
    fact->brackets = bracket;
    fact->bracket_count = node->count;
    for (const prse__node *n = node->first; n && !status; n = n->next)
        status = read_bracket(r, n, fact->type == PRSE__FACT_DATE, bracket++);
    return status;
}

static const prse__key CHOICE_KEYS[] = {
    {"fr", prse__read_string, offsetof(prse__choice, label.fr), 0, NULL},
    {"en", prse__read_string, offsetof(prse__choice, label.en), 0, NULL},
};

static prse_status check_choice(prse__pack_reader *r, const prse__node *node,
                                void *item)
{
    const prse__choice *choice = item;
    if (choice->label.fr.len > 0 || choice->label.en.len > 0)
        return PRSE_OK;
    return prse__pack_unexpected(r, node, "a text { fr: ..., en: ... }");
}

static const prse__shape CHOICE = {
    .what = "a value { fr: ..., en: ... }",
    .size = sizeof(prse__choice),
    .keys = CHOICE_KEYS,
    .key_count = sizeof CHOICE_KEYS / sizeof *CHOICE_KEYS,
    .id = offsetof(prse__choice, id),
    .place = PRSE__NO_OFFSET,
    .spelling = PRSE__SPELL_FREE,
    .most = 10000,
    .check = check_choice,
};

static prse_status read_values(prse__pack_reader *r, const prse__node *node,
                               const prse__key *key, void *to)
{
    prse__fact *fact = to;
    if (fact->type != PRSE__FACT_TEXT)
        return misplaced(r, node, key, "text");
    if (node->kind == PRSE__NODE_MAP && node->count == 0)
        return prse__pack_unexpected(r, node, "one value at least");
    return prse__read_entries(r, node, key, &fact->choice_count);
}

/* --- Facts --- */

static const prse__key FACT_KEYS[] = {
    {"type", prse__read_word, offsetof(prse__fact, type), 1, &TYPES},
    {"unit", prse__read_text, offsetof(prse__fact, unit), 0, NULL},
    {"unit_one", prse__read_text, offsetof(prse__fact, unit_one), 0, NULL},
    {"label", prse__read_text, offsetof(prse__fact, label), 1, NULL},
    {"question", prse__read_text, offsetof(prse__fact, question), 0, NULL},
    {"definition", prse__read_text, offsetof(prse__fact, definition), 0, NULL},
    {"law", prse__read_law, offsetof(prse__fact, law), 0, NULL},
    {"min", read_min_max, offsetof(prse__fact, low), 0, NULL},
    {"max", read_min_max, offsetof(prse__fact, high), 0, NULL},
    {"years", prse__read_count, offsetof(prse__fact, years), 0, &MOST_YEARS},
    {"nullable", prse__read_flag, offsetof(prse__fact, nullable), 0, NULL},
    {"missing", prse__read_word, offsetof(prse__fact, missing_null), 0,
     &MISSING},
    {"evidence", prse__read_flag, offsetof(prse__fact, evidence), 0, NULL},
    {"brackets", read_brackets, 0, 0, NULL},
    {"values", read_values, 0, 0, &CHOICE},
    {"same_as", prse__read_pairs, offsetof(prse__fact, alias_count), 0, NULL},
};

static prse_status check_missing(prse__pack_reader *r, const prse__node *node,
                                 prse__fact *fact)
{
    const prse__node *missing = prse__node_get(node, "missing");
    if (!missing)
        fact->missing_null = r->pack->missing_null;
    else if (fact->missing_null && prse__node_get(node, "nullable") &&
             !fact->nullable)
        return prse__error_at(r->err, PRSE_ERULE,
                              prse__node_place(missing, r->file), r->subject,
                              "`missing: null` makes null a possible value: "
                              "remove `nullable: false`");
    return PRSE_OK;
}

static prse_status check_fact(prse__pack_reader *r, const prse__node *node,
                              void *item)
{
    prse__fact *fact = item;
    int order = 0;
    if (fact->low.present && fact->high.present)
        prse__value_compare(&order, fact->low.value, fact->high.value);
    if (order > 0)
        return prse__error_at(r->err, PRSE_ERULE,
                              prse__node_place(prse__node_get(node, "max"),
                                               r->file),
                              r->subject, "`max` is less than `min`");
    return check_missing(r, node, fact);
}

const prse__shape prse__shape_fact = {
    .what = "a fact",
    .size = sizeof(prse__fact),
    .keys = FACT_KEYS,
    .key_count = sizeof FACT_KEYS / sizeof *FACT_KEYS,
    .id = offsetof(prse__fact, id),
    .place = offsetof(prse__fact, place),
    .spelling = PRSE__SPELL_NAME,
    .check = check_fact,
};
