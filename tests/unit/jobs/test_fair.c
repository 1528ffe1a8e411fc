/* SPDX-License-Identifier: Apache-2.0 */
/* Who goes first. */
#include <stdio.h>
#include <string.h>

#include "scene.h"

static int count(const char *text, const char *word)
{
    int n = 0;
    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word))
        n++;
    return n;
}

PRSE_TEST(fair, one_job_does_not_wait_for_the_thousand_of_another_company)
{
    scene s;
    script work = {.scene = &s};
    scene_open(&s);
    for (int i = 0; i < 20; i++)
        scene_add(&s, request("analyse", "grande"));
    scene_add(&s, request("analyse", "petite"));
    scene_work(&s, run_script, &work);
    cr_assert_eq(work.runs, 21);
    work.order[strlen("grande petite ")] = '\0';
    cr_assert_eq(count(work.order, "petite"), 1, "one of the first two");
    scene_close(&s);
}

PRSE_TEST(fair, companies_take_turns)
{
    scene s;
    script work = {.scene = &s};
    scene_open(&s);
    for (int i = 0; i < 4; i++) {
        scene_add(&s, request("analyse", "111111111"));
        scene_add(&s, request("analyse", "222222222"));
        scene_add(&s, request("analyse", ""));
    }
    scene_work(&s, run_script, &work);
    for (int round = 0; round < 3; round++) {
        char three[24];
        snprintf(three, sizeof three, "%.21s", work.order + 21 * round);
        cr_assert_eq(count(three, "111111111"), 1, "%s", work.order);
        cr_assert_eq(count(three, "222222222"), 1, "%s", work.order);
    }
    scene_close(&s);
}

static prse_status note_id(void *user, prse_job *job, prse_error *err)
{
    char *ids = user;
    prse_str id = prse_job_id(job);
    (void)err;
    strncat(ids, id.ptr, id.len);
    strcat(ids, " ");
    return PRSE_OK;
}

PRSE_TEST(fair, the_lower_priority_goes_first_whatever_the_company)
{
    scene s;
    char ids[200] = "", wanted[200];
    scene_open(&s);
    prse_job_request r = request("analyse", "111111111");
    r.priority = 10;
    const char *last = scene_add(&s, r);
    r.priority = 0;
    const char *middle = scene_add(&s, r);
    r.siren = prse_str_of("999999999");
    r.priority = -10;
    const char *first = scene_add(&s, r);
    snprintf(wanted, sizeof wanted, "%s %s %s ", first, middle, last);
    scene_work(&s, note_id, ids);
    cr_assert_str_eq(ids, wanted);
    scene_close(&s);
}

PRSE_TEST(fair, jobs_of_one_company_are_first_come_first_served)
{
    scene s;
    char ids[200] = "", wanted[200] = "";
    scene_open(&s);
    for (int i = 0; i < 5; i++, scene_pass(&s, 1)) {
        strcat(wanted, scene_add_one(&s));
        strcat(wanted, " ");
    }
    scene_work(&s, note_id, ids);
    cr_assert_str_eq(ids, wanted);
    scene_close(&s);
}

PRSE_TEST(fair, kinds_take_turns_too)
{
    scene s;
    script one = {.scene = &s}, two = {.scene = &s};
    prse_worker *worker = NULL;
    scene_open(&s);
    prse_worker_options o = scene_worker(&s);
    for (int i = 0; i < 6; i++)
        scene_add(&s, request("un", "grande"));
    scene_add(&s, request("deux", "grande"));
    cr_assert_eq(prse_worker_new(&worker, s.queue, &o, NULL), PRSE_OK);
    cr_assert_eq(prse_worker_handle(worker, prse_str_of("un"), run_script,
                                    &one, NULL), PRSE_OK);
    cr_assert_eq(prse_worker_handle(worker, prse_str_of("deux"), run_script,
                                    &two, NULL), PRSE_OK);
    s.stop = 0;
    cr_assert_eq(prse_worker_run(worker, NULL), PRSE_OK);
    cr_assert_eq(one.runs, 6);
    cr_assert_eq(two.runs, 1);
    prse_worker_free(worker);
    scene_close(&s);
}
