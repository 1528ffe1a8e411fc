/* SPDX-License-Identifier: Apache-2.0 */
/* A file that describes one obligation. */
#include "rules/read_pack.h"
#include "rules/read_rule.h"
#include "rules/read_values.h"

#include <string.h>

/* --- Criteria and outputs --- */

static const prse__key CRITERION_KEYS[] = {
    {"when", prse__read_expression, offsetof(prse__criterion, when), 1,
     &prse__rights_rule},
    {"text", prse__read_text, offsetof(prse__criterion, text), 1, NULL},
    {"law", prse__read_law, offsetof(prse__criterion, law), 0, NULL},
};

static const prse__shape CRITERION = {
    .what = "a criterion",
    .size = sizeof(prse__criterion),
    .keys = CRITERION_KEYS,
    .key_count = sizeof CRITERION_KEYS / sizeof *CRITERION_KEYS,
    .id = offsetof(prse__criterion, id),
    .place = PRSE__NO_OFFSET,
    .most = 1000,
};

static const prse__key OUTPUT_KEYS[] = {
    {"label", prse__read_text, offsetof(prse__output, label), 1, NULL},
    {"value", prse__read_expression, offsetof(prse__output, value), 0,
     &prse__rights_rule},
    {"table", prse__read_table, offsetof(prse__output, value), 0,
     &prse__rights_rule},
    {"compute", prse__read_expression, offsetof(prse__output, compute), 0,
     &prse__rights_free},
};

/* Words that mean something else where an output is named. */
static int is_reserved(prse_str id)
{
    static const char *const words[] = {"applies", "criteria", "status", "ask",
                                        "first_year"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (prse__str_is(id, words[i]))
            return 1;
    return 0;
}

static prse_status check_output(prse__pack_reader *r, const prse__node *node,
                                void *item)
{
    const prse__output *output = item;
    prse__place at = prse__key_place(r, node);
    if (is_reserved(output->id))
        return prse__error_at(r->err, PRSE_ERULE, at, r->subject,
                              "no output can be named `%s`: tests expect "
                              "something else under that word",
                              output->id.ptr);
    if ((output->value.count > 0) != (output->compute.count > 0))
        return PRSE_OK;
    return prse__error_at(r->err, PRSE_ESCHEMA, at, r->subject,
                          "an output needs one of the keys `value`, `table` "
                          "and `compute`");
}

static const prse__shape OUTPUT = {
    .what = "an output",
    .size = sizeof(prse__output),
    .keys = OUTPUT_KEYS,
    .key_count = sizeof OUTPUT_KEYS / sizeof *OUTPUT_KEYS,
    .id = offsetof(prse__output, id),
    .place = PRSE__NO_OFFSET,
    .most = 1000,
    .check = check_output,
};

/* --- Duties and sanctions --- */

static const prse__key DUTY_KEYS[] = {
    {"text", prse__read_text, offsetof(prse__duty, text), 1, NULL},
    {"law", prse__read_law, offsetof(prse__duty, law), 0, NULL},
    {"when", prse__read_expression, offsetof(prse__duty, when), 0,
     &prse__rights_rule},
};

static const prse__shape DUTY = {
    .what = "a duty",
    .size = sizeof(prse__duty),
    .keys = DUTY_KEYS,
    .key_count = sizeof DUTY_KEYS / sizeof *DUTY_KEYS,
    .id = PRSE__NO_OFFSET,
    .place = PRSE__NO_OFFSET,
    .most = 1000,
};

/* The same without a condition. */
static const prse__shape SANCTION = {
    .what = "a sanction",
    .size = sizeof(prse__duty),
    .keys = DUTY_KEYS,
    .key_count = sizeof DUTY_KEYS / sizeof *DUTY_KEYS - 1,
    .id = PRSE__NO_OFFSET,
    .place = PRSE__NO_OFFSET,
    .most = 1000,
};

/* --- Deadlines --- */

/* 03-01; 02-29 is accepted, and falls on the 28th where there is none. */
static prse_status read_yearly(prse__pack_reader *r, const prse__node *node,
                               const prse__key *key, void *to)
{
    prse__deadline *deadline = to;
    prse__date date;
    char text[] = "2024-00-00";
    (void)key;
    if (!prse__is_scalar(node) || node->text.len != 5)
        return prse__pack_unexpected(r, node, "a month and a day: 03-01");
    memcpy(text + 5, node->text.ptr, 5);
    if (!prse__date_parse(&date, prse_str_of(text)))
        return prse__pack_unexpected(r, node, "a month and a day: 03-01");
    prse__ymd ymd = prse__date_ymd(date);
    deadline->month = ymd.month;
    deadline->day = ymd.day;
    return PRSE_OK;
}

static prse_status read_every(prse__pack_reader *r, const prse__node *node,
                              const prse__key *key, void *to)
{
    enum { MOST_MONTHS = 12 * 1000 };
    static const char expected[] = "a duration of years and months, such as "
                                   "P4Y or P6M";
    (void)key;
    if (!prse__is_scalar(node))
        return prse__pack_unexpected(r, node, expected);
    const prse__value *every = prse__feel_at(r->arena, node->text);
    if (!every)
        return prse__pack_nomem(r);
    if (every->kind != PRSE__VALUE_MONTHS || every->amount < 1 ||
        every->amount > MOST_MONTHS)
        return prse__pack_unexpected(r, node, expected);
    *(int32_t *)to = (int32_t)every->amount;
    return PRSE_OK;
}

static const prse__key DEADLINE_KEYS[] = {
    {"label", prse__read_text, offsetof(prse__deadline, label), 1, NULL},
    {"when", prse__read_expression, offsetof(prse__deadline, when), 0,
     &prse__rights_free},
    {"yearly", read_yearly, 0, 0, NULL},
    {"once", prse__read_date, offsetof(prse__deadline, once), 0, NULL},
    {"due", prse__read_expression, offsetof(prse__deadline, due), 0,
     &prse__rights_free},
    {"every", read_every, offsetof(prse__deadline, every), 0, NULL},
    {"law", prse__read_law, offsetof(prse__deadline, law), 0, NULL},
};

static const prse__deadline BLANK_DEADLINE = {.once = PRSE__ALWAYS};

static prse_status check_deadline(prse__pack_reader *r,
                                  const prse__node *node, void *item)
{
    const prse__deadline *deadline = item;
    int yearly = deadline->month > 0;
    int ways = yearly + (deadline->once != PRSE__ALWAYS) +
               (deadline->due.count > 0);
    if (ways != 1)
        return prse__error_at(r->err, PRSE_ESCHEMA, prse__key_place(r, node),
                              r->subject,
                              "a deadline needs one of the keys `yearly`, "
                              "`once` and `due`");
    if (yearly && deadline->every > 0)
        return prse__error_at(r->err, PRSE_ESCHEMA, prse__key_place(r, node),
                              r->subject,
                              "`every` goes with `once` or `due`: `yearly` "
                              "repeats by itself");
    return PRSE_OK;
}

static const prse__shape DEADLINE = {
    .what = "a deadline",
    .size = sizeof(prse__deadline),
    .keys = DEADLINE_KEYS,
    .key_count = sizeof DEADLINE_KEYS / sizeof *DEADLINE_KEYS,
    .blank = &BLANK_DEADLINE,
    .id = offsetof(prse__deadline, id),
    .place = PRSE__NO_OFFSET,
    .most = 1000,
    .check = check_deadline,
};

/* --- Because --- */

static prse_status bad_template(prse__pack_reader *r, const prse__node *node,
                                size_t offset, const char *why)
{
    return prse__error_at(r->err, PRSE_ERULE,
                          prse__node_text_place(node, offset, r->file),
                          r->subject, "%s", why);
}

/* The names in braces of one language's text. */
static prse_status check_template(prse__pack_reader *r, const prse__node *node)
{
    prse_str text = node->text;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '{')
            continue;
        const char *from = text.ptr + i + 1;
        const char *end = memchr(from, '}', text.len - i - 1);
        if (!end)
            return bad_template(r, node, i, "this { is never closed by }");
        prse_str id = {from, (size_t)(end - from)};
        const prse__mark *mark = prse__index_find(&r->names, id);
        if (!mark || mark->kind > PRSE__NAME_THRESHOLD)
            return bad_template(r, node, i + 1,
                                "between { and } stands the name of a fact or "
                                "of a threshold of this pack");
        i += id.len + 1;
    }
    return PRSE_OK;
}

static prse_status read_because(prse__pack_reader *r, const prse__node *node,
                                const prse__key *key, void *to)
{
    prse_status status = prse__read_text(r, node, key, to);
    for (const prse__node *n = node->first; n && !status; n = n->next)
        status = check_template(r, n);
    return status;
}

/* --- Tests --- */

static prse_status read_map(prse__pack_reader *r, const prse__node *node,
                            const prse__key *key, void *to)
{
    (void)key;
    *(const prse__node **)to = node;
    return node->kind == PRSE__NODE_MAP
               ? PRSE_OK
               : prse__pack_unexpected(r, node, "a map, {} when it is empty");
}

static prse_status read_given(prse__pack_reader *r, const prse__node *node,
                              const prse__key *key, void *to)
{
    prse_status status = read_map(r, node, key, to);
    for (const prse__node *n = node->first; n && !status; n = n->next) {
        const prse__mark *mark = prse__index_find(&r->names, n->key);
        if (!mark || mark->kind != PRSE__NAME_FACT)
            status = prse__index_missing(r, &r->names, "fact", n->key,
                                         prse__key_place(r, n));
    }
    return status;
}

static const prse__key TEST_KEYS[] = {
    {"at", prse__read_date, offsetof(prse__test, at), 1, NULL},
    {"given", read_given, offsetof(prse__test, given), 1, NULL},
    {"expect", read_map, offsetof(prse__test, expect), 1, NULL},
};

static const prse__shape TEST = {
    .what = "a test",
    .size = sizeof(prse__test),
    .keys = TEST_KEYS,
    .key_count = sizeof TEST_KEYS / sizeof *TEST_KEYS,
    .id = PRSE__NO_OFFSET,
    .place = offsetof(prse__test, place),
    .most = 10000,
};

/* --- Obligations --- */

#define RULE(key) \
    {#key, prse__read_expression, offsetof(prse__obligation, key), 0, \
     &prse__rights_rule}

static const prse__key OBLIGATION_KEYS[] = {
    {"obligation", prse__read_id, offsetof(prse__obligation, id), 1, NULL},
    {"thresholds", prse__read_already, 0, 0, NULL},
    {"definitions", prse__read_already, 0, 0, NULL},
    {"label", prse__read_text, offsetof(prse__obligation, label), 1, NULL},
    {"summary", prse__read_text, offsetof(prse__obligation, summary), 0, NULL},
    {"tags", prse__read_strings, offsetof(prse__obligation, tag_count), 0,
     NULL},
    {"law", prse__read_laws, offsetof(prse__obligation, law_count), 0, NULL},
    {"authority", prse__read_text, offsetof(prse__obligation, authority), 0,
     NULL},
    {"platform", prse__read_url, offsetof(prse__obligation, platform), 0,
     NULL},
    {"from", prse__read_date, offsetof(prse__obligation, from), 0, NULL},
    {"to", prse__read_date, offsetof(prse__obligation, to), 0, NULL},
    RULE(requires),
    {"applies", prse__read_expression, offsetof(prse__obligation, applies), 1,
     &prse__rights_rule},
    RULE(recommended),
    {"criteria", prse__read_entries,
     offsetof(prse__obligation, criterion_count), 0, &CRITERION},
    {"outputs", prse__read_entries, offsetof(prse__obligation, output_count),
     0, &OUTPUT},
    RULE(first_year),
    {"duties", prse__read_items, offsetof(prse__obligation, duty_count), 0,
     &DUTY},
    {"sanctions", prse__read_items,
     offsetof(prse__obligation, sanction_count), 0, &SANCTION},
    {"deadlines", prse__read_entries,
     offsetof(prse__obligation, deadline_count), 0, &DEADLINE},
    {"status", prse__read_rule, offsetof(prse__obligation, status), 0,
     &prse__rights_free},
    {"because", read_because, offsetof(prse__obligation, because), 0, NULL},
    {"tests", prse__read_items, offsetof(prse__obligation, test_count), 0,
     &TEST},
};

static const prse__obligation BLANK_OBLIGATION = {.from = PRSE__ALWAYS,
                                                  .to = PRSE__FOREVER};

static prse_status check_obligation(prse__pack_reader *r,
                                    const prse__node *node, void *item)
{
    const prse__obligation *obligation = item;
    return prse__read_period(r, node, obligation->from, obligation->to);
}

const prse__shape prse__shape_obligation = {
    .what = "an obligation",
    .size = sizeof(prse__obligation),
    .keys = OBLIGATION_KEYS,
    .key_count = sizeof OBLIGATION_KEYS / sizeof *OBLIGATION_KEYS,
    .blank = &BLANK_OBLIGATION,
    .id = PRSE__NO_OFFSET,
    .place = offsetof(prse__obligation, place),
    .check = check_obligation,
};
