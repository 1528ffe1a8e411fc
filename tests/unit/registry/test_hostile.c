/* SPDX-License-Identifier: Apache-2.0 */
/* Answers made to cost much: refused, or read as far as is of use. */
#include <stdlib.h>

#include "answers.h"
#include "base/mem.h"

static prse_outcome directory(prse_str body, size_t *count, prse_error *why)
{
    prse__unit_list list;
    prse__arena *arena = prse__arena_new(0);
    prse__answer answer = {PRSE_OK, 200, body};
    prse_outcome outcome = prse__directory_read(&list, arena, &answer, why);
    *count = list.count;
    prse__arena_free(arena);
    return outcome;
}

static prse_outcome sirene(prse_str body, size_t *count, prse_error *why)
{
    prse__unit_list list;
    prse__arena *arena = prse__arena_new(0);
    prse__answer answer = {PRSE_OK, 200, body};
    prse_outcome outcome = prse__sirene_read_units(&list, arena, &answer, why);
    *count = list.count;
    prse__arena_free(arena);
    return outcome;
}

static void both_refuse(const prse__buf *body, const char *message)
{
    size_t count;
    prse_error why = {0};
    cr_assert_not(body->failed);
    cr_assert_eq(directory(prse__buf_str(body), &count, &why),
                 PRSE_OUTCOME_UNREADABLE);
    cr_assert(strstr(why.message, message), "%s", why.message);
    cr_assert_eq(sirene(prse__buf_str(body), &count, &why),
                 PRSE_OUTCOME_UNREADABLE);
    cr_assert(strstr(why.message, message), "%s", why.message);
}

PRSE_TEST(hostile, deep_answers_are_refused)
{
    prse__buf body;
    prse__buf_init(&body, 0);
    prse__buf_adds(&body, "{\"results\":");
    for (int i = 0; i < 100000; i++)
        prse__buf_addc(&body, '[');
    both_refuse(&body, "nest deeper");
    prse__buf_free(&body);
}

PRSE_TEST(hostile, large_answers_are_refused)
{
    prse__buf body;
    prse__buf_init(&body, 0);
    for (int i = 0; i < 17 * 1024; i++)
        prse__buf_addf(&body, "%1024s", "");
    both_refuse(&body, "more than");
    prse__buf_free(&body);
}

PRSE_TEST(hostile, answers_of_many_values_are_refused)
{
    prse__buf body;
    prse__buf_init(&body, 0);
    prse__buf_adds(&body, "{\"results\":[0");
    for (int i = 0; i < 1100000; i++)
        prse__buf_adds(&body, ",0");
    prse__buf_adds(&body, "]}");
    both_refuse(&body, "can't be read");
    prse__buf_free(&body);
}

/* Distinct numbers, none of which is looked at past the thousandth. */
static void add_numbers(prse__buf *body, const char *more)
{
    for (unsigned i = 0; i < 5000; i++)
        prse__buf_addf(body, "%s{\"siren\":\"1%08u\"%s}", i ? "," : "", i,
                       more);
}

PRSE_TEST(hostile, long_lists_have_an_end)
{
    size_t count;
    prse__buf body;
    prse__buf_init(&body, 0);
    prse__buf_adds(&body, "{\"results\":[");
    add_numbers(&body, ",\"nom_complet\":\"A\"");
    prse__buf_adds(&body, "]}");
    cr_assert_eq(directory(prse__buf_str(&body), &count, NULL),
                 PRSE_OUTCOME_READ);
    cr_assert_eq(count, 1000);
    prse__buf_clear(&body);
    prse__buf_adds(&body, "{\"unitesLegales\":[");
    add_numbers(&body, "");
    prse__buf_adds(&body, "]}");
    cr_assert_eq(sirene(prse__buf_str(&body), &count, NULL),
                 PRSE_OUTCOME_READ);
    cr_assert_eq(count, 1000);
    prse__buf_free(&body);
}

PRSE_TEST(hostile, many_years_have_an_end)
{
    prse__buf body;
    prse__unit_list list;
    prse__arena *arena = prse__arena_new(0);
    prse__buf_init(&body, 0);
    prse__buf_adds(&body, "{\"results\":[{\"siren\":\"552032534\","
                          "\"nom_complet\":\"A\",\"finances\":{");
    for (unsigned i = 0; i < 3000; i++)
        prse__buf_addf(&body, "%s\"%u\":{\"ca\":1}", i ? "," : "", 1000 + i);
    prse__buf_adds(&body, "}}]}");
    prse__answer answer = {PRSE_OK, 200, prse__buf_str(&body)};
    cr_assert_eq(prse__directory_read(&list, arena, &answer, NULL),
                 PRSE_OUTCOME_READ);
    cr_assert_eq(list.units[0].finance_count, 100);
    prse__arena_free(arena);
    prse__buf_free(&body);
}
