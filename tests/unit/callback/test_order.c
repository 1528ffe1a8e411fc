/* SPDX-License-Identifier: Apache-2.0 */
/* The state machine, over every state, message and number. */
#include "callback/order.h"
#include "callback/status.h"
#include "scene.h"

static const char *const words[] = {"", "pending", "processing",
                                    "text_processed", "analysis_complete",
                                    "success", "error"};
enum { WORDS = 7 };

typedef struct kept {
    const char *status, *job, *seen;
    uint64_t number;
} kept;

static prse_callback_run run_of(const kept *it)
{
    prse_callback_run run = scene_run();
    run.status = prse_str_of(it->status);
    run.job = prse_str_of(it->job);
    run.seen = prse_str_of(it->seen);
    run.number = it->number;
    return run;
}

static prse__callback_place place_of(const char *status, const char *job,
                                     uint64_t number, const char *digest)
{
    return (prse__callback_place){prse_str_of(status), prse_str_of(job),
                                  number, prse_str_of(digest)};
}

static prse_callback_verdict judge(const kept *it,
                                   const prse__callback_place *place)
{
    prse_callback_verdict verdict = PRSE_CALLBACK_ACCEPTED;
    prse_callback_run run = run_of(it);
    cr_assert_eq(prse__order_judge(&verdict, &run, place, NULL), PRSE_OK);
    return verdict;
}

/* What holds for one message at one state, signed or not. */
static void check(const kept *it, const char *word, uint64_t number)
{
    const prse__callback_place place =
        place_of(word, number ? "job" : "", number, "new");
    int before = prse__status_rank(prse_str_of(it->status));
    int after = prse__status_rank(prse_str_of(word));
    prse_callback_verdict verdict = judge(it, &place);
    if (verdict == PRSE_CALLBACK_ACCEPTED) {
        cr_expect_geq(after, before, "it never goes back");
        cr_expect_lt(before, PRSE__RANK_FINAL, "what is final stays");
        cr_expect(number == 0 || number > it->number);
        kept now = {word, number ? "job" : "", "new",
                    number ? number : it->number};
        cr_expect_eq(judge(&now, &place), PRSE_CALLBACK_SEEN,
                     "the same again is a copy");
    } else {
        cr_expect(before == PRSE__RANK_FINAL || after < before ||
                  (number > 0 && number <= it->number));
    }
}

PRSE_TEST(order, every_message_at_every_state)
{
    for (int state = 0; state < WORDS; state++)
        for (int word = 0; word < WORDS; word++)
            for (uint64_t number = 0; number < 5; number++) {
                kept unsigned_ = {words[state], "", "old", 0};
                kept signed_ = {words[state], "job", "old", 2};
                check(&unsigned_, words[word], number);
                if (number > 0)
                    check(&signed_, words[word], number);
            }
}

PRSE_TEST(order, copies_are_told_from_what_was_overtaken)
{
    kept it = {"text_processed", "job", "d3", 3};
    prse__callback_place same = place_of("text_processed", "job", 3, "d3");
    prse__callback_place older = place_of("processing", "job", 2, "d2");
    prse__callback_place next = place_of("analysis_complete", "job", 4, "d4");
    cr_expect_eq(judge(&it, &same), PRSE_CALLBACK_SEEN);
    cr_expect_eq(judge(&it, &older), PRSE_CALLBACK_OLD);
    cr_expect_eq(judge(&it, &next), PRSE_CALLBACK_ACCEPTED);
    kept ended = {"error", "", "d5", 0};
    prse__callback_place again = place_of("error", "", 0, "d5");
    prse__callback_place other = place_of("success", "", 0, "d6");
    cr_expect_eq(judge(&ended, &again), PRSE_CALLBACK_SEEN);
    cr_expect_eq(judge(&ended, &other), PRSE_CALLBACK_OLD);
}

PRSE_TEST(order, who_reports)
{
    prse_error err = {0};
    prse_callback_verdict verdict;
    kept it = {"processing", "job", "d", 1};
    prse_callback_run run = run_of(&it);
    prse__callback_place other = place_of("error", "job2", 9, "e");
    prse__callback_place nobody = place_of("error", "", 0, "e");
    cr_expect_eq(prse__order_judge(&verdict, &run, &other, &err),
                 PRSE_ECONFLICT);
    cr_expect_eq(prse__order_judge(&verdict, &run, &nobody, &err),
                 PRSE_EDENIED);
}

PRSE_TEST(order, a_state_that_no_run_has)
{
    prse_error err = {0};
    prse_callback_verdict verdict;
    kept it = {"done", "", "", 0};
    prse_callback_run run = run_of(&it);
    prse__callback_place place = place_of("error", "", 0, "e");
    cr_expect_eq(prse__order_judge(&verdict, &run, &place, &err),
                 PRSE_ESCHEMA);
    cr_expect_str_eq(err.subject, "run");
}
