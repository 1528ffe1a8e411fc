/* SPDX-License-Identifier: Apache-2.0 */
#include "jobs/fate.h"
#include "support/test.h"

static prse__fate fate(prse_status answer, int64_t failures)
{
    prse__attempt a = {.answer = answer, .failures = failures, .attempts = 3};
    return prse__fate_of(&a);
}

PRSE_TEST(fate, success_is_done)
{
    cr_assert_eq(fate(PRSE_OK, 0), PRSE__FATE_DONE);
    cr_assert_eq(fate(PRSE_OK, 2), PRSE__FATE_DONE, "on the last attempt too");
}

PRSE_TEST(fate, what_may_pass_is_tried_again_while_attempts_are_left)
{
    static const prse_status passing[] = {
        PRSE_ENOMEM, PRSE_EIO, PRSE_ETIMEOUT, PRSE_ECANCELED, PRSE_EREFUSED,
        PRSE_ETLS, PRSE_ERATE, PRSE_EPEER, PRSE_ECONFLICT, PRSE_EBUSY};
    for (size_t i = 0; i < sizeof passing / sizeof *passing; i++) {
        cr_assert_eq(fate(passing[i], 0), PRSE__FATE_AGAIN);
        cr_assert_eq(fate(passing[i], 1), PRSE__FATE_AGAIN);
        cr_assert_eq(fate(passing[i], 2), PRSE__FATE_GIVEN_UP, "the third");
    }
}

PRSE_TEST(fate, what_would_fail_again_is_given_up_at_once)
{
    static const prse_status lasting[] = {
        PRSE_EINVAL, PRSE_ENOTFOUND, PRSE_EEXISTS, PRSE_ELIMIT, PRSE_EPARSE,
        PRSE_ESCHEMA, PRSE_ERULE, PRSE_ETYPE, PRSE_EABI, PRSE_EUNSUPPORTED,
        PRSE_EINTERNAL, PRSE_EDENIED, PRSE_EEXPIRED};
    for (size_t i = 0; i < sizeof lasting / sizeof *lasting; i++)
        cr_assert_eq(fate(lasting[i], 0), PRSE__FATE_GIVEN_UP);
    cr_assert_eq(fate((prse_status)9999, 0), PRSE__FATE_GIVEN_UP,
                 "no status at all");
}

PRSE_TEST(fate, a_stop_gives_the_job_back)
{
    prse__attempt a = {.answer = PRSE_ECANCELED, .stopping = 1,
                       .failures = 2, .attempts = 3};
    cr_assert_eq(prse__fate_of(&a), PRSE__FATE_BACK);
    a.answer = PRSE_OK;
    cr_assert_eq(prse__fate_of(&a), PRSE__FATE_DONE, "it was quick enough");
    a.answer = PRSE_EPARSE;
    cr_assert_eq(prse__fate_of(&a), PRSE__FATE_GIVEN_UP, "that was no stop");
}

PRSE_TEST(fate, who_cancelled_is_right_whatever_the_handler_says)
{
    static const prse_status answers[] = {PRSE_OK, PRSE_ECANCELED, PRSE_EIO,
                                          PRSE_EPARSE};
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        prse__attempt a = {.answer = answers[i], .canceled = 1,
                           .stopping = 1, .attempts = 3};
        cr_assert_eq(prse__fate_of(&a), PRSE__FATE_CANCELED);
    }
}

PRSE_TEST(fate, delays_double_up_to_the_longest)
{
    cr_assert_eq(prse__delay_ms(1000, 60000, 1, 0), 1000);
    cr_assert_eq(prse__delay_ms(1000, 60000, 2, 0), 2000);
    cr_assert_eq(prse__delay_ms(1000, 60000, 5, 0), 16000);
    cr_assert_eq(prse__delay_ms(1000, 60000, 7, 0), 60000);
    cr_assert_eq(prse__delay_ms(1000, INT64_MAX, 1000, 0), INT64_MAX);
    cr_assert_eq(prse__delay_ms(90000, 60000, 1, 0), 60000);
}

PRSE_TEST(fate, chance_takes_off_half_of_a_delay_at_most)
{
    int64_t least = INT64_MAX, most = 0;
    for (uint64_t chance = 0; chance < 2000; chance++) {
        int64_t delay = prse__delay_ms(1000, 60000, 1, chance);
        least = delay < least ? delay : least;
        most = delay > most ? delay : most;
    }
    cr_assert_eq(least, 500);
    cr_assert_eq(most, 1000);
    cr_assert_eq(prse__delay_ms(1, 1, 1, UINT64_MAX), 1);
}
