/* SPDX-License-Identifier: Apache-2.0 */
/* Each request for memory and each call of the store fails in turn: whatever
 * fails, the whole life of a job comes to the same end. */
#include <string.h>

#include "base/error.h"
#include "scene.h"
#include "support/fault.h"

/* --- Memory --- */

static void add_within_faults(scene *s)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_job_added added = {.size = sizeof added};
        prse_job_request r = request("analyse", "552032534");
        r.key = prse_str_of("k");
        r.payload = prse_str_of("{}");
        prse_status status = prse_queue_add(s->queue, &r, &added, &err);
        PRSE_FAULT_CHECK(status, err);
    }
}

PRSE_TEST(faults, adding_without_memory_adds_nothing)
{
    scene s;
    scene_open(&s);
    add_within_faults(&s);
    scene_close(&s);
}

PRSE_TEST(faults, opening_without_memory_gives_nothing)
{
    prse_store store;
    cr_assert_eq(prse_store_memory(&store, NULL), PRSE_OK);
    cr_assert_eq(prse_store_migrate(&store, prse_queue_schema(), NULL),
                 PRSE_OK);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_queue *queue = NULL;
        prse_worker *worker = NULL;
        prse_store own = store;
        own.free = NULL;
        prse_status status = prse_queue_new(&queue, &own, NULL, &err);
        if (!status)
            status = prse_worker_new(&worker, queue, NULL, &err);
        PRSE_FAULT_CHECK(status, err);
        prse_worker_free(worker);
        prse_queue_unref(queue);
    }
    store.free(store.self);
}

PRSE_TEST(faults, reading_without_memory_gives_nothing)
{
    scene s;
    script work = {.scene = &s};
    scene_open(&s);
    char id[32];
    strcpy(id, scene_add_one(&s));
    scene_work(&s, run_script, &work);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_records *rows = NULL, *events = NULL;
        prse_text *text = NULL;
        prse_status status = prse_queue_jobs(&rows, s.queue, NULL, &err);
        if (!status)
            status = prse_queue_events(&events, s.queue, prse_str_of(id),
                                       &err);
        if (!status)
            status = prse_queue_result(&text, s.queue, prse_str_of(id), &err);
        PRSE_FAULT_CHECK(status, err);
        prse_records_free(rows);
        prse_records_free(events);
        prse_text_free(text);
    }
    scene_close(&s);
}

/* --- The life of a job, over a store that fails --- */

static prse_status live(void *user, prse_job *job, prse_error *err)
{
    prse_text *text = NULL;
    prse_error own = {0};
    (void)user;
    prse_status status = prse_job_stage_load(&text, job, prse_str_of("un"),
                                             &own);
    if (status == PRSE_ENOTFOUND)
        status = prse_job_stage_save(job, prse_str_of("un"), PRSE_STR("x"),
                                     &own);
    prse_text_free(text);
    if (!status)
        status = prse_job_event(job, prse_str_of("milieu"), PRSE_STR(""),
                                &own);
    if (!status)
        status = prse_job_result(job, prse_str_of("{\"a\":1}"), &own);
    if (status)
        *err = own;
    return status;
}

static prse_status arrive(void *user, const prse_queue_event *event,
                          prse_error *err)
{
    int *finals = user;
    (void)err;
    *finals += event->is_final != 0;
    return PRSE_OK;
}

static void pass_time(void *user, int64_t ms)
{
    scene_pass(user, ms);
}

/* The invariants, whatever happened on the way. */
static void check_end(scene *s, const char *id)
{
    prse_text *text = NULL;
    scene_is(s, id, "fini");
    const char *events = scene_events(s, id);
    const char *last = strstr(events, "fini ");
    cr_assert_not_null(last);
    cr_assert_str_eq(last, "fini ", "one end, after all else: %s", events);
    cr_assert_eq(scene_number(s, id, "gardes"), 0);
    cr_assert_eq(scene_number(s, id, "livres"),
                 scene_number(s, id, "evenements"));
    cr_assert_eq(prse_queue_result(&text, s->queue, prse_str_of(id), NULL),
                 PRSE_OK);
    cr_assert_str_eq(prse_text_str(text).ptr, "{\"a\":1}");
    prse_text_free(text);
}

/* A second handle on the same rows, whose calls fail. */
static void open_faulty(scene *faulty, const prse_store *rows,
                        const prse_store_fault_options *fault)
{
    prse_store inner = *rows, store;
    inner.free = NULL;
    cr_assert_eq(prse_store_faulty(&store, &inner, fault, NULL), PRSE_OK);
    scene_open_with(faulty, &store, (prse_queue_options){.attempts = 50});
}

/* 0: the fault was not met any more. */
static int live_with(const prse_store_fault_options *fault)
{
    prse_store rows, view;
    scene faulty, sound;
    prse_error err = {0};
    prse_job_added added = {.size = sizeof added};
    int finals = 0;
    cr_assert_eq(prse_store_memory(&rows, NULL), PRSE_OK);
    view = rows;
    view.free = NULL;
    scene_open_with(&sound, &view, (prse_queue_options){0});
    open_faulty(&faulty, &rows, fault);
    prse_job_request r = request("analyse", "552032534");
    r.key = prse_str_of("k");
    while (prse_queue_add(faulty.queue, &r, &added, &err))
        cr_assert_eq(err.code, fault->status);
    cr_assert_eq(scene_work_as(&faulty, scene_worker(&faulty), live, NULL,
                               &err), PRSE_OK, "%s", err.message);
    prse_send_options o = {.size = sizeof o, .drain = 1, .idle = pass_time,
                           .user = &faulty};
    cr_assert_eq(prse_queue_send(faulty.queue, arrive, &finals, &o, &err),
                 PRSE_OK, "%s", err.message);
    cr_assert(finals >= 1);
    check_end(&sound, added.id);
    scene_close(&faulty);
    scene_close(&sound);
    rows.free(rows.self);
    return fault->per_mille == 0;
}

PRSE_TEST(faults, each_call_of_the_store_may_fail_once)
{
    static const prse_status statuses[] = {PRSE_EIO, PRSE_EBUSY,
                                           PRSE_ETIMEOUT, PRSE_ENOMEM};
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        for (uint32_t nth = 1; nth <= 80; nth++) {
            prse_store_fault_options fault = {.size = sizeof fault,
                                              .status = (int32_t)statuses[i],
                                              .nth = nth};
            live_with(&fault);
        }
    }
}

PRSE_TEST(faults, calls_of_the_store_may_fail_by_chance)
{
    for (uint64_t seed = 1; seed <= 60; seed++) {
        prse_store_fault_options fault = {.size = sizeof fault,
                                          .status = PRSE_EIO,
                                          .per_mille = 150, .seed = seed};
        live_with(&fault);
    }
}

PRSE_TEST(faults, a_store_that_fails_for_good_ends_the_worker_in_the_end)
{
    prse_store rows;
    scene s;
    script work = {.scene = &s};
    prse_error err = {0};
    prse_store_fault_options fault = {.size = sizeof fault, .nth = 8,
                                      .lasting = 1};
    cr_assert_eq(prse_store_memory(&rows, NULL), PRSE_OK);
    open_faulty(&s, &rows, &fault);
    scene_add_one(&s);
    cr_assert_eq(scene_work_as(&s, scene_worker(&s), run_script, &work, &err),
                 PRSE_EIO);
    cr_assert_eq(err.code, PRSE_EIO);
    cr_assert(s.waited_ms >= 590000, "its patience is ten minutes: %lld",
              (long long)s.waited_ms);
    scene_close(&s);
    rows.free(rows.self);
}

/* --- A commit of which nobody knows whether it was kept --- */

static prse_store sound_store;
static int doubtful; /* the commit that is kept, but told to have failed */

static prse_status commit(void *tx, prse_error *err)
{
    prse_status status = sound_store.commit(tx, err);
    if (status || --doubtful != 0)
        return status;
    prse__error_set(err, PRSE_EIO, NULL, "the connection broke");
    if (err)
        err->sys_code = 32;
    return PRSE_EIO;
}

static void live_in_doubt(int nth)
{
    scene s;
    script work = {.scene = &s};
    prse_job_added added = {.size = sizeof added};
    prse_store store;
    cr_assert_eq(prse_store_memory(&sound_store, NULL), PRSE_OK);
    store = sound_store;
    store.commit = commit;
    scene_open_with(&s, &store, (prse_queue_options){0});
    doubtful = nth;
    prse_job_request r = request("analyse", "552032534");
    r.key = prse_str_of("k");
    while (prse_queue_add(s.queue, &r, &added, NULL))
        ;
    scene_work(&s, run_script, &work);
    doubtful = 0;
    scene_is(&s, added.id, "fini");
    cr_assert_eq(work.runs, 1, "it was taken, and is not taken again");
    cr_assert_eq(scene_number(&s, added.id, "morts"), 0);
    cr_assert_str_eq(scene_events(&s, added.id), "fini ");
    cr_assert_null(strstr(s.told, "lost"));
    scene_close(&s);
}

PRSE_TEST(faults, what_may_have_been_kept_is_looked_up_before_it_is_done_again)
{
    for (int nth = 1; nth <= 15; nth++)
        live_in_doubt(nth);
}
