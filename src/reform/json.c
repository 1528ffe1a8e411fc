/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "base/text.h"
#include "formats/json_writer.h"
#include "reform/reform.h"

static const char *const STATES[PRSE__REFORM_STATES] = {
    [PRSE_NOT_SUBJECT] = "non_soumis",
    [PRSE_SUBJECT] = "soumis",
    [PRSE_UNKNOWN] = "incalculable",
    [PRSE_RECOMMENDED] = "recommande",
    [PRSE_INSUFFICIENT] = "insuffisant",
    [PRSE__REFORM_ABSENT] = "absente"};

/* --- Pairs --- */

static int64_t changed(const prse__reform_pairs *pairs)
{
    int64_t sum = 0;
    for (size_t from = 0; from < PRSE__REFORM_STATES; from++)
        for (size_t to = 0; to < PRSE__REFORM_STATES; to++)
            if (from != to && from != PRSE_UNKNOWN && to != PRSE_UNKNOWN)
                sum += pairs->of[from][to];
    return sum;
}

static int64_t untold(const prse__reform_pairs *pairs)
{
    int64_t sum = 0;
    for (size_t i = 0; i < PRSE__REFORM_STATES; i++)
        sum += pairs->of[PRSE_UNKNOWN][i] +
               (i != PRSE_UNKNOWN ? pairs->of[i][PRSE_UNKNOWN] : 0);
    return sum;
}

/* What the reform does not touch is in no doubt about it. */
static void put_pairs(prse__json *json, const prse__reform_pairs *pairs,
                      int touched)
{
    prse__json_put_int(json, "changed", changed(pairs));
    prse__json_put_int(json, "untold", touched ? untold(pairs) : 0);
    prse__json_key(json, PRSE_STR("answers"));
    prse__json_open(json, '[');
    for (size_t from = 0; from < PRSE__REFORM_STATES; from++)
        for (size_t to = 0; to < PRSE__REFORM_STATES; to++) {
            if (pairs->of[from][to] == 0)
                continue;
            prse__json_open(json, '{');
            prse__json_put(json, "from", prse_str_of(STATES[from]));
            prse__json_put(json, "to", prse_str_of(STATES[to]));
            prse__json_put_int(json, "companies", pairs->of[from][to]);
            prse__json_close(json, '}');
        }
    prse__json_close(json, ']');
}

/* --- Facts that would tell --- */

/* The most companies first; those of as many in the order of names. */
static size_t next_fact(const prse_reform *r, const int64_t *missing,
                        size_t last)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < r->name_count; i++) {
        if (missing[i] == 0 || i == last)
            continue;
        if (last != SIZE_MAX &&
            (missing[i] > missing[last] ||
             (missing[i] == missing[last] &&
              prse__str_cmp(r->names[i], r->names[last]) < 0)))
            continue;
        if (best == SIZE_MAX || missing[i] > missing[best] ||
            (missing[i] == missing[best] &&
             prse__str_cmp(r->names[i], r->names[best]) < 0))
            best = i;
    }
    return best;
}

static void put_facts(prse__json *json, const prse_reform *r,
                      const prse__reform_obligation *o)
{
    prse__json_key(json, PRSE_STR("would_tell"));
    prse__json_open(json, '{');
    for (size_t i = next_fact(r, o->missing, SIZE_MAX); i != SIZE_MAX;
         i = next_fact(r, o->missing, i)) {
        prse__json_key(json, r->names[i]);
        prse__json_int(json, o->missing[i]);
    }
    prse__json_close(json, '}');
}

/* --- Groups --- */

static int by_value(const void *a, const void *b)
{
    const prse__reform_group *const *one = a, *const *other = b;
    return prse__str_cmp((*one)->value, (*other)->value);
}

static void put_split(prse__json *json, const prse__reform_split *split,
                      size_t obligation, int touched)
{
    const prse__reform_group *sorted[PRSE__REFORM_GROUPS];
    for (size_t i = 0; i < split->group_count; i++)
        sorted[i] = &split->groups[i];
    qsort(sorted, split->group_count, sizeof *sorted, by_value);
    prse__json_key(json, split->column);
    prse__json_open(json, '[');
    for (size_t i = 0; i < split->group_count; i++) {
        if (sorted[i]->companies == 0)
            continue;
        prse__json_open(json, '{');
        prse__json_put(json, "value", sorted[i]->value);
        prse__json_put_int(json, "companies", sorted[i]->companies);
        put_pairs(json, &sorted[i]->pairs[obligation], touched);
        prse__json_close(json, '}');
    }
    prse__json_close(json, ']');
}

/* --- The document --- */

static void put_obligation(prse__json *json, const prse_reform *r, size_t i)
{
    const prse__reform_obligation *o = &r->obligations[i];
    prse__json_open(json, '{');
    prse__json_put(json, "id", o->id);
    prse__json_put(json, "label", o->label);
    prse__json_put_bool(json, "touched", o->touched);
    prse__json_put_int(json, "outside", o->outside);
    put_pairs(json, &o->pairs, o->touched);
    put_facts(json, r, o);
    prse__json_key(json, PRSE_STR("by"));
    prse__json_open(json, '{');
    for (size_t s = 0; s < r->split_count; s++)
        put_split(json, &r->splits[s], i, o->touched);
    prse__json_close(json, '}');
    prse__json_close(json, '}');
}

static void put_all(prse__json *json, const prse_reform *r)
{
    prse__json_open(json, '{');
    prse__json_put_int(json, "companies", r->companies);
    prse__json_put_int(json, "bad_rows", r->bad_rows);
    prse__json_key(json, PRSE_STR("obligations"));
    prse__json_open(json, '[');
    for (size_t i = 0; i < r->obligation_count; i++)
        put_obligation(json, r, i);
    prse__json_close(json, ']');
    prse__json_key(json, PRSE_STR("difference"));
    if (r->difference)
        prse__json_raw(json,
                       prse__str_trim(prse_text_str(r->difference)));
    else
        prse__json_null(json);
    prse__json_close(json, '}');
}

prse_status prse_reform_json(prse_text **out, const prse_reform *reform,
                             prse_error *err)
{
    prse__json json;
    prse__buf buf;
    if (!out || !reform)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out and reform are required");
    /* what is kept by kind belongs to the counts; one thread at a time */
    prse__reform_settle((prse_reform *)reform);
    prse__buf_init(&buf, 0);
    prse__json_init(&json, &buf, 2);
    put_all(&json, reform);
    prse__buf_addc(&buf, '\n');
    return prse__text_take(out, &buf, err);
}
