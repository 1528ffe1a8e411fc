/* SPDX-License-Identifier: Apache-2.0 */
/* Each request for memory fails in turn. */
#include <stdio.h>
#include <string.h>

#include "office.h"
#include "runs/runs.h"
#include "support/fault.h"

PRSE_TEST(runs_faults, setting_up_without_memory_gives_nothing)
{
    office o;
    office_open(&o);
    prse_runs_options opts = o.opts;
    opts.classifier = NULL;
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_runs *runs = NULL;
        prse_status status = prse_runs_new(&runs, &opts, &err);
        PRSE_FAULT_CHECK(status, err);
        cr_assert_eq(runs == NULL, status != PRSE_OK);
        prse_runs_free(runs);
    }
    office_close(&o);
}

static void add_within_faults(office *o, prse_run_request request)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_job_added added;
        prse_status status = office_try(o, request, &added, &err);
        PRSE_FAULT_CHECK(status, err);
    }
}

PRSE_TEST(runs_faults, adding_without_memory)
{
    office o;
    office_open(&o);
    add_within_faults(&o, office_url("doc-1"));
    add_within_faults(&o, office_blob(&o, "doc-2"));
    prse_run_request document = office_document(&o);
    add_within_faults(&o, document);
    cr_assert_str_eq(office_note(&o, "analyse_etat"), "pending");
    office_close(&o);
}

/* Whoever asks dies at his nth request for memory. 1: the job was queued, and
 * the document did not know. */
static int die_between(unsigned nth, int *met)
{
    office o;
    prse_job_added added;
    prse_records *jobs = NULL;
    prse_error err = {0};
    office_open(&o);
    prse_run_request request = office_document(&o);
    prse_fault_arm(nth, 1);
    office_try(&o, request, &added, &err);
    *met = prse_fault_pause();
    cr_assert_eq(prse_queue_jobs(&jobs, o.queue, NULL, NULL), PRSE_OK);
    int between = prse_records_count(jobs) == 1 &&
                  !office_note(&o, "analyse_etat")[0];
    prse_records_free(jobs);
    cr_assert_eq(office_try(&o, request, &added, &err), PRSE_OK);
    cr_assert_eq(added.is_new, !between && *met);
    cr_assert_str_eq(office_note(&o, "analyse_etat"), "pending");
    office_close(&o);
    return between;
}

PRSE_TEST(runs_faults, who_asks_again_after_a_death_in_between_heals_it)
{
    int met = 1, between = 0;
    for (unsigned nth = 1; met; nth++)
        between += die_between(nth, &met);
    cr_assert_gt(between, 0);
}

/* A first attempt that meets a fault, and a second one that does not. */
typedef struct starving {
    prse_runs *runs;
    unsigned nth;
    int lasting;
    int is_cached; /* a cache that lacks memory is none */
    int met;       /* by the first attempt */
} starving;

static prse_status starve(void *user, prse_job *job, prse_error *err)
{
    starving *s = user;
    prse_fault_arm(prse_job_failures(job) ? 0 : s->nth, s->lasting);
    prse_status status = prse__runs_work(s->runs, job, err);
    int met = prse_fault_pause();
    s->met |= met;
    if (!s->is_cached || status)
        cr_assert_eq(status, met ? PRSE_ENOMEM : PRSE_OK, "%s, nth %u",
                     prse_status_name(status), s->nth);
    cr_assert_eq(err->code, (int32_t)status);
    return status;
}

static void work_starving(office *o, starving *s)
{
    prse_worker *worker = NULL;
    prse_error err = {0};
    const prse_worker_options opts = {.size = sizeof opts, .drain = 1,
                                      .idle = office_idle, .user = o};
    cr_assert_eq(prse_worker_new(&worker, o->queue, &opts, &err), PRSE_OK);
    cr_assert_eq(prse_worker_handle(worker, PRSE_STR("analyse"), starve, s,
                                    &err), PRSE_OK);
    cr_assert_eq(prse_worker_run(worker, &err), PRSE_OK, "%s", err.message);
    prse_worker_free(worker);
}

/* 1: a fault was met. */
static int live_starving(office *o, unsigned nth, int lasting)
{
    char document[32];
    starving s = {.runs = o->runs, .nth = nth, .lasting = lasting,
                  .is_cached = o->opts.cache != NULL};
    snprintf(document, sizeof document, "doc-%u-%d", nth, lasting);
    const char *job = office_add(o, office_url(document));
    work_starving(o, &s);
    cr_assert_str_eq(office_state(o, job), "fini");
    cr_assert_str_eq(office_events(o, job),
                     "commence ouvert decoupe classe fini ");
    return s.met;
}

PRSE_TEST(runs_faults, an_attempt_without_memory_is_made_again)
{
    office o;
    office_open(&o);
    for (int lasting = 0; lasting < 2; lasting++) {
        unsigned nth = 1;
        while (live_starving(&o, nth, lasting))
            nth++;
        cr_assert_gt(nth, 50);
    }
    office_close(&o);
}

PRSE_TEST(runs_faults, a_cache_without_memory_is_none)
{
    office o;
    office_open(&o);
    cr_assert_eq(prse_cache_memory(&o.cache, 0, NULL), PRSE_OK);
    o.opts.cache = &o.cache;
    office_set_up(&o, &o.opts);
    unsigned nth = 1;
    while (live_starving(&o, nth, 0))
        nth++;
    office_close(&o);
}

static void deliver_within_faults(office *o, prse_run_request request)
{
    const char *job = office_add(o, request);
    office_work(o);
    const prse_queue_event event = {
        .size = sizeof event, .job = prse_str_of(job), .number = 9,
        .pass = 1, .is_final = 1, .job_kind = PRSE_STR("analyse"),
        .kind = PRSE_STR("fini"), .body = PRSE_STR("{}")};
    PRSE_EACH_FAULT {
        prse_error err = {0};
        o->told_count = 0;
        prse_status status = prse_runs_deliver(o->runs, &event, &err);
        PRSE_FAULT_CHECK(status, err);
    }
}

PRSE_TEST(runs_faults, telling_without_memory)
{
    office o;
    office_open(&o);
    deliver_within_faults(&o, office_url("doc-1"));
    deliver_within_faults(&o, office_document(&o));
    office_close(&o);
}
