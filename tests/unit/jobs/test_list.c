/* SPDX-License-Identifier: Apache-2.0 */
/* Opening, listing, removing. */
#include <string.h>

#include "jobs/queue.h"
#include "scene.h"

/* --- Opening --- */

PRSE_TEST(queue, a_store_that_was_not_migrated_is_refused)
{
    prse_store store;
    prse_queue *queue = NULL;
    prse_error err = {0};
    cr_assert_eq(prse_store_memory(&store, NULL), PRSE_OK);
    cr_assert_eq(prse_queue_new(&queue, &store, NULL, &err), PRSE_ESCHEMA);
    cr_assert_not_null(store.self, "it is still the caller's");
    cr_assert_eq(prse_store_migrate(&store, prse_queue_schema(), NULL),
                 PRSE_OK);
    cr_assert_eq(prse_queue_new(&queue, &store, NULL, &err), PRSE_OK);
    cr_assert_eq(prse_queue_ref(queue), queue);
    prse_queue_unref(queue);
    prse_queue_unref(queue);
    prse_queue_unref(NULL);
}

PRSE_TEST(queue, the_schema_is_sound)
{
    prse_error err = {0};
    cr_assert_eq(prse__schema_check(prse_queue_schema(), &err), PRSE_OK, "%s",
                 err.message);
    cr_assert_str_eq(prse_queue_schema()->name, "travaux");
}

PRSE_TEST(queue, settings_that_make_no_sense_are_refused)
{
    prse_store store;
    prse_queue *queue = NULL;
    prse_clock clock = {.size = sizeof clock};
    prse_queue_options o = {.size = sizeof o, .migrate = 1, .retry_ms = -1};
    cr_assert_eq(prse_store_memory(&store, NULL), PRSE_OK);
    cr_assert_eq(prse_queue_new(&queue, &store, &o, NULL), PRSE_EINVAL);
    o.retry_ms = 0;
    o.clock = &clock;
    cr_assert_eq(prse_queue_new(&queue, &store, &o, NULL), PRSE_EINVAL);
    cr_assert_eq(prse_queue_new(NULL, &store, &o, NULL), PRSE_EINVAL);
    cr_assert_eq(prse_queue_new(&queue, NULL, &o, NULL), PRSE_EINVAL);
    store.free(store.self);
}

/* --- Listing --- */

static size_t count(scene *s, prse_jobs_query q)
{
    prse_records *rows = NULL;
    prse_error err = {0};
    q.size = sizeof q;
    cr_assert_eq(prse_queue_jobs(&rows, s->queue, &q, &err), PRSE_OK, "%s",
                 err.message);
    size_t n = prse_records_count(rows);
    prse_records_free(rows);
    return n;
}

PRSE_TEST(list, jobs_are_listed_by_state_by_company_and_page_by_page)
{
    scene s;
    char third[32] = "";
    script work = {.scene = &s, .answers = {PRSE_OK, PRSE_EPARSE}};
    scene_open(&s);
    for (int i = 0; i < 5; i++, scene_pass(&s, 1)) {
        const char *id = scene_add(
            &s, request("analyse", i < 2 ? "111111111" : "222222222"));
        if (i == 2)
            strcpy(third, id);
    }
    cr_assert_eq(count(&s, (prse_jobs_query){0}), 5);
    cr_assert_eq(count(&s, (prse_jobs_query){.limit = 2}), 2);
    cr_assert_eq(count(&s, (prse_jobs_query){
        .siren = prse_str_of("111111111")}), 2);
    cr_assert_eq(count(&s, (prse_jobs_query){
        .after = prse_str_of(third)}), 2);
    cr_assert_eq(count(&s, (prse_jobs_query){
        .siren = prse_str_of("222222222"), .after = prse_str_of(third)}), 2);
    scene_work(&s, run_script, &work);
    cr_assert_eq(count(&s, (prse_jobs_query){.state = PRSE_JOB_DONE}), 4);
    cr_assert_eq(count(&s, (prse_jobs_query){.state = PRSE_JOB_FAILED}), 1);
    cr_assert_eq(count(&s, (prse_jobs_query){.state = PRSE_JOB_READY}), 0);
    scene_close(&s);
}

PRSE_TEST(list, a_question_that_makes_no_sense_is_refused)
{
    scene s;
    prse_records *rows = NULL;
    prse_jobs_query q = {.size = sizeof q, .state = 7};
    scene_open(&s);
    cr_assert_eq(prse_queue_jobs(&rows, s.queue, &q, NULL), PRSE_EINVAL);
    q.state = PRSE_JOB_DONE;
    q.siren = prse_str_of("1");
    cr_assert_eq(prse_queue_jobs(&rows, s.queue, &q, NULL), PRSE_EINVAL);
    cr_assert_eq(prse_queue_jobs(NULL, s.queue, NULL, NULL), PRSE_EINVAL);
    cr_assert_eq(prse_queue_jobs(&rows, NULL, NULL, NULL), PRSE_EINVAL);
    cr_assert_eq(prse_queue_job(&rows, s.queue, PRSE_STR(""), NULL),
                 PRSE_ENOTFOUND);
    cr_assert_eq(prse_queue_job(&rows, s.queue, prse_str_of("X"), NULL),
                 PRSE_ENOTFOUND);
    cr_assert_eq(prse_queue_events(&rows, s.queue, prse_str_of("X"), NULL),
                 PRSE_ENOTFOUND);
    scene_close(&s);
}

/* --- Removing --- */

static prse_status deliver(void *user, const prse_queue_event *event,
                           prse_error *err)
{
    (void)user;
    (void)event;
    (void)err;
    return PRSE_OK;
}

static uint64_t tidy(scene *s, uint32_t days, int unsent)
{
    uint64_t removed = 99;
    cr_assert_eq(prse_queue_tidy(s->queue, days, unsent, &removed, NULL),
                 PRSE_OK);
    return removed;
}

PRSE_TEST(tidy, what_ended_long_ago_and_was_told_goes)
{
    scene s;
    script work = {.scene = &s, .answers = {PRSE_OK}};
    prse_records *rows = NULL;
    prse_send_options o = {.size = sizeof o, .drain = 1};
    scene_open(&s);
    const char *id = scene_add_one(&s);
    scene_work(&s, run_script, &work);
    scene_pass(&s, INT64_C(10) * 86400000);
    cr_assert_eq(tidy(&s, 11, 0), 0, "not so long ago");
    cr_assert_eq(tidy(&s, 9, 0), 0, "nobody was told");
    cr_assert_eq(prse_queue_send(s.queue, deliver, NULL, &o, NULL), PRSE_OK);
    cr_assert_eq(tidy(&s, 9, 0), 1);
    cr_assert_eq(prse_queue_job(&rows, s.queue, prse_str_of(id), NULL),
                 PRSE_ENOTFOUND);
    scene_close(&s);
}

PRSE_TEST(tidy, hosts_that_tell_nobody_say_so)
{
    scene s;
    script work = {.scene = &s, .answers = {PRSE_OK}};
    scene_open(&s);
    for (int i = 0; i < 130; i++)
        scene_add_one(&s);
    scene_work(&s, run_script, &work);
    scene_pass(&s, 1);
    const char *waiting = scene_add_one(&s);
    cr_assert_eq(tidy(&s, 0, 1), 130);
    scene_is(&s, waiting, "pret");
    cr_assert_eq(prse_queue_tidy(s.queue, 40000, 0, NULL, NULL), PRSE_EINVAL);
    cr_assert_eq(prse_queue_tidy(s.queue, 0, 0, NULL, NULL), PRSE_OK);
    scene_close(&s);
}
