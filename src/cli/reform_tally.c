/* SPDX-License-Identifier: Apache-2.0 */
/* Companies by their answers, whole and in groups. */
#include <stdlib.h>
#include <string.h>

#include "cli/reform.h"

/* More than departments or sections have: such a column is no group. */
enum { MOST_GROUPS = 500 };

prse_str cli_reform_state(size_t state)
{
    static const char *const words[CLI_REFORM_STATES] = {
        [PRSE_NOT_SUBJECT] = "non_soumis",
        [PRSE_SUBJECT] = "soumis",
        [PRSE_UNKNOWN] = "incalculable",
        [PRSE_RECOMMENDED] = "recommande",
        [PRSE_INSUFFICIENT] = "insuffisant",
        [CLI_REFORM_ABSENT] = "absente"};
    return prse_str_of(words[state]);
}

cli_reform_tally cli_reform_tally_make(const cli_reform *r)
{
    cli_reform_tally tally = {.companies = 0};
    tally.pairs = cli_alloc(r->obligation_count + 1, sizeof *tally.pairs);
    return tally;
}

static int is_value(const cli_reform_tally *group, prse_str value)
{
    return group->value.len == value.len &&
           (value.len == 0 ||
            memcmp(group->value.text, value.ptr, value.len) == 0);
}

size_t cli_reform_group(cli_reform_split *split, const cli_reform *r,
                        prse_str value)
{
    size_t i = 0;
    while (i < split->group_count && !is_value(&split->groups[i], value))
        i++;
    if (i < split->group_count)
        return i;
    if (i == MOST_GROUPS)
        return SIZE_MAX;
    split->groups = cli_resize(split->groups, ++split->group_count,
                               sizeof *split->groups);
    split->groups[i] = cli_reform_tally_make(r);
    cli_buffer_add(&split->groups[i].value, value);
    return i;
}

uint64_t cli_reform_changed(const cli_reform_pairs *pairs)
{
    uint64_t sum = 0;
    for (size_t from = 0; from < CLI_REFORM_STATES; from++)
        for (size_t to = 0; to < CLI_REFORM_STATES; to++)
            if (from != to && from != PRSE_UNKNOWN && to != PRSE_UNKNOWN)
                sum += pairs->of[from][to];
    return sum;
}

uint64_t cli_reform_untold(const cli_reform_pairs *pairs)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < CLI_REFORM_STATES; i++) {
        sum += pairs->of[PRSE_UNKNOWN][i];
        if (i != PRSE_UNKNOWN)
            sum += pairs->of[i][PRSE_UNKNOWN];
    }
    return sum;
}

uint64_t cli_reform_outside(const cli_reform *r, size_t obligation)
{
    const cli_reform_obligation *o = &r->obligations[obligation];
    uint64_t sum = 0;
    for (size_t from = 0; from < CLI_REFORM_ABSENT; from++)
        for (size_t to = 0; to < CLI_REFORM_ABSENT; to++)
            if (from != to && from != PRSE_UNKNOWN && to != PRSE_UNKNOWN &&
                !o->named[from][to])
                sum += r->all.pairs[obligation].of[from][to];
    return sum;
}

/* --- The order in which they are told --- */

static int by_value(const void *a, const void *b)
{
    const cli_buffer *one = &((const cli_reform_tally *)a)->value;
    const cli_buffer *other = &((const cli_reform_tally *)b)->value;
    return strcmp(one->text ? one->text : "", other->text ? other->text : "");
}

/* Facts of as many companies stay in the order of their names. */
static int by_companies(const void *a, const void *b)
{
    const cli_reform_fact *one = a, *other = b;
    if (one->companies != other->companies)
        return one->companies < other->companies ? 1 : -1;
    return strcmp(one->name.text, other->name.text);
}

void cli_reform_sort(cli_reform *r)
{
    for (size_t i = 0; i < r->split_count; i++)
        if (r->splits[i].group_count > 0)
            qsort(r->splits[i].groups, r->splits[i].group_count,
                  sizeof *r->splits[i].groups, by_value);
    for (size_t i = 0; i < r->obligation_count; i++)
        if (r->obligations[i].fact_count > 0)
            qsort(r->obligations[i].facts, r->obligations[i].fact_count,
                  sizeof *r->obligations[i].facts, by_companies);
}
