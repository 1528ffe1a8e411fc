/* SPDX-License-Identifier: Apache-2.0 */
/* What becomes of jobs: done, tried again, given up, given back. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "scene.h"

/* --- Done --- */

static prse_status give_result(void *user, prse_job *job, prse_error *err)
{
    const char *json = user;
    return prse_job_result(job, prse_str_of(json), err);
}

PRSE_TEST(worker, a_result_is_kept_as_it_was_given)
{
    scene s;
    prse_text *text = NULL;
    scene_open(&s);
    const char *id = scene_add_one(&s);
    cr_assert_eq(prse_queue_result(&text, s.queue, prse_str_of(id), NULL),
                 PRSE_ECONFLICT, "not done yet");
    scene_work(&s, give_result, (void *)"{\"z\": [1],\"Non ESRS\":2, \"a\":3}");
    scene_is(&s, id, "fini");
    cr_assert_eq(prse_queue_result(&text, s.queue, prse_str_of(id), NULL),
                 PRSE_OK);
    cr_assert_str_eq(prse_text_str(text).ptr,
                     "{\"z\": [1],\"Non ESRS\":2, \"a\":3}");
    prse_text_free(text);
    cr_assert_str_eq(scene_events(&s, id), "fini ");
    cr_assert_eq(scene_number(&s, id, "fini_le"), s.now_ms);
    scene_close(&s);
}

PRSE_TEST(worker, a_job_without_result_has_null)
{
    scene s;
    script work = {.scene = &s};
    prse_text *text = NULL;
    scene_open(&s);
    const char *id = scene_add_one(&s);
    scene_work(&s, run_script, &work);
    cr_assert_eq(prse_queue_result(&text, s.queue, prse_str_of(id), NULL),
                 PRSE_OK);
    cr_assert_str_eq(prse_text_str(text).ptr, "null");
    prse_text_free(text);
    cr_assert_eq(prse_queue_result(&text, s.queue, prse_str_of("nobody"),
                                   NULL), PRSE_ENOTFOUND);
    scene_close(&s);
}

static prse_status give_no_json(void *user, prse_job *job, prse_error *err)
{
    int *refused = user;
    prse_error own = {0};
    (void)err;
    *refused = prse_job_result(job, prse_str_of("{"), &own) == PRSE_EPARSE;
    return PRSE_OK;
}

PRSE_TEST(worker, a_result_that_is_no_json_is_refused_to_the_handler)
{
    scene s;
    int refused = 0;
    scene_open(&s);
    scene_add_one(&s);
    scene_work(&s, give_no_json, &refused);
    cr_assert(refused);
    scene_close(&s);
}

static prse_status look_at_job(void *user, prse_job *job, prse_error *err)
{
    char *seen = user;
    prse_str id = prse_job_id(job), siren = prse_job_siren(job);
    prse_str payload = prse_job_payload(job);
    (void)err;
    snprintf(seen, 200, "%.*s %.*s %.*s %u", (int)id.len, id.ptr,
             (int)siren.len, siren.ptr, (int)payload.len, payload.ptr,
             (unsigned)prse_job_failures(job));
    return PRSE_OK;
}

PRSE_TEST(worker, a_handler_sees_what_was_asked)
{
    scene s;
    char seen[200] = "", wanted[200];
    scene_open(&s);
    prse_job_request r = request("analyse", "552032534");
    r.payload = prse_str_of("[1]");
    snprintf(wanted, sizeof wanted, "%s 552032534 [1] 0", scene_add(&s, r));
    scene_work(&s, look_at_job, seen);
    cr_assert_str_eq(seen, wanted);
    scene_close(&s);
}

PRSE_TEST(worker, a_worker_takes_the_kinds_that_it_knows)
{
    scene s;
    script work = {.scene = &s};
    scene_open(&s);
    const char *other = scene_add(&s, request("export", "552032534"));
    const char *own = scene_add_one(&s);
    scene_work(&s, run_script, &work);
    scene_is(&s, own, "fini");
    scene_is(&s, other, "pret");
    scene_close(&s);
}

/* --- Tried again --- */

PRSE_TEST(worker, a_failure_that_may_pass_is_tried_again_later)
{
    scene s;
    script work = {.scene = &s, .answers = {PRSE_EIO, PRSE_EPEER, PRSE_OK}};
    scene_open(&s);
    const char *id = scene_add_one(&s);
    int64_t begun = s.now_ms;
    scene_work(&s, run_script, &work);
    cr_assert_eq(work.runs, 3);
    scene_is(&s, id, "fini");
    cr_assert_eq(scene_number(&s, id, "echecs"), 2);
    cr_assert_str_eq(scene_text(&s, id, "erreur"), "");
    /* 5 s and 10 s, less up to half of them, and the worker's own pauses */
    cr_assert(s.now_ms - begun >= 7500);
    cr_assert(s.now_ms - begun <= 15000 + 2 * 3000);
    cr_assert_str_eq(scene_events(&s, id), "fini ");
    scene_close(&s);
}

PRSE_TEST(worker, a_job_whose_attempts_are_used_up_is_given_up)
{
    scene s;
    script work = {.scene = &s, .answers = {PRSE_EIO, PRSE_EIO, PRSE_EIO}};
    scene_open(&s);
    prse_job_request r = request("analyse", "552032534");
    r.attempts = 2;
    const char *id = scene_add(&s, r);
    scene_work(&s, run_script, &work);
    cr_assert_eq(work.runs, 2);
    scene_is(&s, id, "echoue");
    cr_assert_str_eq(scene_text(&s, id, "erreur"), "PRSE_EIO");
    cr_assert_str_eq(scene_text(&s, id, "message"), "as the script says");
    cr_assert_str_eq(scene_events(&s, id), "echoue ");
    scene_close(&s);
}

PRSE_TEST(worker, a_failure_that_would_come_back_is_given_up_at_once)
{
    scene s;
    script work = {.scene = &s, .answers = {PRSE_EDENIED}};
    prse_records *events = NULL;
    scene_open(&s);
    const char *id = scene_add_one(&s);
    scene_work(&s, run_script, &work);
    cr_assert_eq(work.runs, 1);
    scene_is(&s, id, "echoue");
    cr_assert_eq(prse_queue_events(&events, s.queue, prse_str_of(id), NULL),
                 PRSE_OK);
    cr_assert_str_eq(
        prse_records_text(events, 0, prse_str_of("corps")).ptr,
        "{\"etat\":\"echoue\",\"echecs\":1,\"erreur\":\"PRSE_EDENIED\","
        "\"message\":\"as the script says\"}");
    prse_records_free(events);
    scene_close(&s);
}

static prse_status say_nothing(void *user, prse_job *job, prse_error *err)
{
    (void)user;
    (void)job;
    (void)err;
    return PRSE_ELIMIT;
}

PRSE_TEST(worker, a_handler_that_gives_no_reason_is_told_so)
{
    scene s;
    scene_open(&s);
    const char *id = scene_add_one(&s);
    scene_work(&s, say_nothing, NULL);
    cr_assert_str_eq(scene_text(&s, id, "erreur"), "PRSE_ELIMIT");
    cr_assert_str_eq(scene_text(&s, id, "message"),
                     "the handler gave no reason");
    scene_close(&s);
}

/* --- Retried by hand --- */

PRSE_TEST(worker, who_retries_gives_all_attempts_and_one_more_final_event)
{
    scene s;
    script work = {.scene = &s, .answers = {PRSE_EPARSE, PRSE_EIO, PRSE_OK}};
    scene_open(&s);
    const char *id = scene_add_one(&s);
    cr_assert_eq(prse_queue_retry(s.queue, prse_str_of(id), NULL),
                 PRSE_ECONFLICT, "it is still to be done");
    scene_work(&s, run_script, &work);
    scene_is(&s, id, "echoue");
    cr_assert_eq(prse_queue_retry(s.queue, prse_str_of(id), NULL), PRSE_OK);
    scene_is(&s, id, "pret");
    cr_assert_eq(scene_number(&s, id, "echecs"), 0);
    cr_assert_eq(scene_number(&s, id, "passage"), 2);
    scene_work(&s, run_script, &work);
    scene_is(&s, id, "fini");
    cr_assert_str_eq(scene_events(&s, id), "echoue fini ");
    cr_assert_eq(prse_queue_retry(s.queue, prse_str_of(id), NULL),
                 PRSE_ECONFLICT, "it is done");
    cr_assert_eq(prse_queue_retry(s.queue, prse_str_of("X"), NULL),
                 PRSE_ENOTFOUND);
    scene_close(&s);
}

PRSE_TEST(worker, what_was_added_again_is_not_retried_beside)
{
    scene s;
    prse_error err = {0};
    scene_open(&s);
    prse_job_request r = request("analyse", "552032534");
    r.key = prse_str_of("k1");
    const char *old = scene_add(&s, r);
    cr_assert_eq(prse_queue_cancel(s.queue, prse_str_of(old), NULL), PRSE_OK);
    const char *new = scene_add(&s, r);
    cr_assert_str_neq(old, new);
    cr_assert_eq(prse_queue_retry(s.queue, prse_str_of(old), &err),
                 PRSE_EEXISTS);
    cr_assert_str_eq(err.subject, new);
    scene_close(&s);
}

/* --- Given back --- */

static prse_status stop_worker(void *user, prse_job *job, prse_error *err)
{
    script *work = user;
    work->runs++;
    cr_assert(!prse_job_should_stop(job));
    work->scene->stop = 1;
    cr_assert(prse_job_should_stop(job));
    return prse_job_progress(job, 1, 2, PRSE_STR(""), err);
}

PRSE_TEST(worker, a_worker_that_stops_gives_its_job_back)
{
    scene s;
    script work = {.scene = &s};
    scene_open(&s);
    const char *id = scene_add_one(&s);
    scene_work(&s, stop_worker, &work);
    scene_is(&s, id, "pret");
    cr_assert_eq(scene_number(&s, id, "echecs"), 0, "no attempt is lost");
    cr_assert_str_eq(scene_text(&s, id, "bail_a"), "");
    s.stop = 0;
    scene_work(&s, run_script, &work);
    scene_is(&s, id, "fini");
    cr_assert_str_eq(scene_events(&s, id), "fini ");
    scene_close(&s);
}

/* --- Cancelled --- */

PRSE_TEST(worker, a_job_that_waits_is_cancelled_at_once)
{
    scene s;
    script work = {.scene = &s};
    scene_open(&s);
    prse_job_request r = request("analyse", "552032534");
    const char *ready = scene_add(&s, r);
    r.run_at_ms = s.now_ms + 1000;
    const char *waiting = scene_add(&s, r);
    cr_assert_eq(prse_queue_cancel(s.queue, prse_str_of(ready), NULL),
                 PRSE_OK);
    cr_assert_eq(prse_queue_cancel(s.queue, prse_str_of(waiting), NULL),
                 PRSE_OK);
    cr_assert_eq(prse_queue_cancel(s.queue, prse_str_of(waiting), NULL),
                 PRSE_OK, "twice is once");
    scene_work(&s, run_script, &work);
    cr_assert_eq(work.runs, 0);
    scene_is(&s, ready, "annule");
    cr_assert_str_eq(scene_events(&s, ready), "annule ");
    cr_assert_str_eq(scene_events(&s, waiting), "annule ");
    scene_close(&s);
}

static prse_status be_cancelled(void *user, prse_job *job, prse_error *err)
{
    script *work = user;
    work->runs++;
    cr_assert_eq(prse_queue_cancel(work->scene->queue, prse_job_id(job),
                                   err), PRSE_OK);
    cr_assert(!prse_job_should_stop(job), "the next sign is not due");
    scene_pass(work->scene, 2000);
    cr_assert(prse_job_should_stop(job));
    if (work->answers[0] == PRSE_OK)
        return PRSE_OK;
    return prse_job_progress(job, 1, 2, PRSE_STR(""), err);
}

PRSE_TEST(worker, a_job_that_runs_is_cancelled_when_its_handler_notices)
{
    scene s;
    script work = {.scene = &s, .answers = {PRSE_ECANCELED}};
    scene_open(&s);
    const char *id = scene_add_one(&s);
    scene_work(&s, be_cancelled, &work);
    scene_is(&s, id, "annule");
    cr_assert_str_eq(scene_events(&s, id), "annule ");
    scene_close(&s);
}

PRSE_TEST(worker, a_job_that_was_cancelled_is_never_done)
{
    scene s;
    script work = {.scene = &s, .answers = {PRSE_OK}};
    scene_open(&s);
    const char *id = scene_add_one(&s);
    scene_work(&s, be_cancelled, &work);
    scene_is(&s, id, "annule");
    cr_assert_eq(prse_queue_cancel(s.queue, prse_str_of(id), NULL), PRSE_OK);
    scene_close(&s);
}

PRSE_TEST(worker, what_has_ended_cannot_be_cancelled)
{
    scene s;
    script work = {.scene = &s, .answers = {PRSE_OK, PRSE_EPARSE}};
    scene_open(&s);
    const char *done = scene_add_one(&s);
    scene_work(&s, run_script, &work);
    const char *failed = scene_add_one(&s);
    scene_work(&s, run_script, &work);
    scene_is(&s, failed, "echoue");
    cr_assert_eq(prse_queue_cancel(s.queue, prse_str_of(done), NULL),
                 PRSE_ECONFLICT);
    cr_assert_eq(prse_queue_cancel(s.queue, prse_str_of(failed), NULL),
                 PRSE_ECONFLICT);
    cr_assert_eq(prse_queue_cancel(s.queue, prse_str_of("X"), NULL),
                 PRSE_ENOTFOUND);
    scene_close(&s);
}

/* --- On its way --- */

static prse_status in_stages(void *user, prse_job *job, prse_error *err)
{
    script *work = user;
    prse_text *text = NULL;
    work->runs++;
    prse_status status =
        prse_job_stage_load(&text, job, prse_str_of("texte"), err);
    if (status == PRSE_ENOTFOUND) {
        strcat(work->order, "texte ");
        status = prse_job_stage_save(job, prse_str_of("texte"),
                                     (prse_str){"a\0b", 3}, err);
        return status ? status
                      : prse__error_set(err, PRSE_EIO, NULL, "once");
    }
    cr_assert_eq(status, PRSE_OK);
    cr_assert_eq(prse_text_str(text).len, 3);
    prse_text_free(text);
    *err = (prse_error){0};
    strcat(work->order, "phrases ");
    return PRSE_OK;
}

PRSE_TEST(worker, a_later_attempt_goes_on_where_the_last_one_was)
{
    scene s;
    script work = {.scene = &s};
    scene_open(&s);
    const char *id = scene_add_one(&s);
    scene_work(&s, in_stages, &work);
    scene_is(&s, id, "fini");
    cr_assert_str_eq(work.order, "texte phrases ");
    cr_assert_eq(scene_number(&s, id, "gardes"), 0, "stages end with it");
    scene_close(&s);
}

static prse_status tell_progress(void *user, prse_job *job, prse_error *err)
{
    scene *s = user;
    const char *id = prse_job_id(job).ptr;
    char own[32];
    snprintf(own, sizeof own, "%.26s", id);
    cr_assert_eq(prse_job_progress(job, 3, 10, prse_str_of("segmentation"),
                                   err), PRSE_OK);
    cr_assert_eq(scene_number(s, own, "fait"), 0, "not at every call");
    scene_pass(s, 2000);
    cr_assert_eq(prse_job_progress(job, 4, 10, PRSE_STR(""), err), PRSE_OK);
    cr_assert_eq(scene_number(s, own, "fait"), 4);
    cr_assert_eq(scene_number(s, own, "total"), 10);
    cr_assert_str_eq(scene_text(s, own, "mot"), "segmentation");
    cr_assert_eq(scene_number(s, own, "signe_le"), s->now_ms);
    cr_assert_eq(prse_job_progress(job, 1, 1, prse_str_of("Ça"), err),
                 PRSE_EPARSE);
    *err = (prse_error){0};
    return PRSE_OK;
}

PRSE_TEST(worker, progress_is_seen_by_others_now_and_then)
{
    scene s;
    scene_open(&s);
    scene_add_one(&s);
    scene_work(&s, tell_progress, &s);
    scene_close(&s);
}

static prse_status tell_events(void *user, prse_job *job, prse_error *err)
{
    (void)user;
    cr_assert_eq(prse_job_event(job, prse_str_of("processing"), PRSE_STR(""),
                                err), PRSE_OK);
    cr_assert_eq(prse_job_event(job, prse_str_of("text_processed"),
                                prse_str_of("{\"phrases\":3}"), err), PRSE_OK);
    cr_assert_eq(prse_job_event(job, prse_str_of("fini"), PRSE_STR(""), err),
                 PRSE_EPARSE, "the end tells itself");
    cr_assert_eq(prse_job_event(job, prse_str_of("x"), prse_str_of("{"), err),
                 PRSE_EPARSE);
    *err = (prse_error){0};
    return PRSE_OK;
}

PRSE_TEST(worker, events_of_a_job_are_numbered_without_gaps)
{
    scene s;
    prse_records *rows = NULL;
    scene_open(&s);
    const char *id = scene_add_one(&s);
    scene_work(&s, tell_events, NULL);
    cr_assert_str_eq(scene_events(&s, id),
                     "processing text_processed fini ");
    cr_assert_eq(prse_queue_events(&rows, s.queue, prse_str_of(id), NULL),
                 PRSE_OK);
    for (size_t i = 0; i < 3; i++) {
        prse_value number;
        prse_records_get(rows, i, prse_str_of("numero"), &number, NULL);
        cr_assert_eq(number.number, (int64_t)i + 1);
    }
    cr_assert_str_eq(prse_records_text(rows, 2, prse_str_of("final")).ptr,
                     "1");
    cr_assert_eq(prse_records_text(rows, 1, prse_str_of("final")).len, 0);
    prse_records_free(rows);
    scene_close(&s);
}

/* --- The worker itself --- */

PRSE_TEST(worker, a_worker_without_handlers_does_not_run)
{
    scene s;
    prse_worker *worker = NULL;
    prse_error err = {0};
    scene_open(&s);
    cr_assert_eq(prse_worker_new(&worker, s.queue, NULL, &err), PRSE_OK);
    cr_assert_eq(prse_worker_run(worker, &err), PRSE_EINVAL);
    cr_assert_eq(prse_worker_handle(worker, prse_str_of("a"), run_script, &s,
                                    NULL), PRSE_OK);
    cr_assert_eq(prse_worker_handle(worker, prse_str_of("a"), run_script, &s,
                                    NULL), PRSE_EEXISTS);
    cr_assert_eq(prse_worker_handle(worker, prse_str_of("A"), run_script, &s,
                                    NULL), PRSE_EPARSE);
    cr_assert_eq(prse_worker_handle(worker, prse_str_of("b"), NULL, &s, NULL),
                 PRSE_EINVAL);
    for (char kind[] = "b"; kind[0] < 'b' + 25; kind[0]++)
        prse_worker_handle(worker, prse_str_of(kind), run_script, &s, NULL);
    for (char kind[] = "ba"; kind[1] < 'a' + 6; kind[1]++)
        cr_assert_eq(prse_worker_handle(worker, prse_str_of(kind), run_script,
                                        &s, NULL), PRSE_OK);
    cr_assert_eq(prse_worker_handle(worker, prse_str_of("c1"), run_script, &s,
                                    NULL), PRSE_ELIMIT);
    prse_worker_free(worker);
    scene_close(&s);
}

PRSE_TEST(worker, settings_that_make_no_sense_are_refused)
{
    scene s;
    prse_worker *worker = NULL;
    prse_worker_options o = {.size = sizeof o, .lease_ms = 99};
    scene_open(&s);
    cr_assert_eq(prse_worker_new(&worker, s.queue, &o, NULL), PRSE_EINVAL);
    o = (prse_worker_options){.size = sizeof o, .poll_ms = -1};
    cr_assert_eq(prse_worker_new(&worker, s.queue, &o, NULL), PRSE_EINVAL);
    o = (prse_worker_options){.size = sizeof o, .name = prse_str_of("a b")};
    cr_assert_eq(prse_worker_new(&worker, s.queue, &o, NULL), PRSE_EPARSE);
    o = (prse_worker_options){.size = 0};
    cr_assert_eq(prse_worker_new(&worker, s.queue, &o, NULL), PRSE_EABI);
    cr_assert_eq(prse_worker_new(NULL, s.queue, NULL, NULL), PRSE_EINVAL);
    cr_assert_eq(prse_worker_new(&worker, NULL, NULL, NULL), PRSE_EINVAL);
    prse_worker_free(NULL);
    scene_close(&s);
}

PRSE_TEST(worker, a_worker_with_nothing_to_do_waits_longer_each_time)
{
    scene s;
    script work = {.scene = &s};
    prse_error err = {0};
    scene_open(&s);
    s.give_up_waiting_ms = 10000;
    prse_worker_options o = scene_worker(&s);
    o.drain = 0;
    cr_assert_eq(scene_work_as(&s, o, run_script, &work, &err), PRSE_OK);
    cr_assert(s.waited_ms >= 10000 && s.waited_ms <= 11000,
              "at most a second at once");
    scene_close(&s);
}
