/* SPDX-License-Identifier: Apache-2.0 */
/* Who asked is told. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "office.h"

PRSE_TEST(runs_deliver, a_receiver_is_told_each_step_in_order)
{
    office o;
    office_open(&o);
    const char *job = office_add(&o, office_url("doc-1"));
    office_work(&o);
    office_send(&o);
    cr_assert_str_eq(office_statuses(&o), "processing processing "
                     "text_processed analysis_complete success ");
    for (size_t i = 0; i < o.told_count; i++) {
        char id[64];
        snprintf(id, sizeof id, "%s-%zu", job, i + 1);
        cr_assert_str_eq(o.told[i].id, id);
        cr_assert_eq(strncmp(o.told[i].body, "document_id=doc-1&", 18), 0);
    }
    cr_assert_not_null(strstr(o.told[1].body, "msg=Fichier+pdf+correct"));
    cr_assert_not_null(strstr(o.told[2].body, "msg=3+phrases"));
    cr_assert_not_null(strstr(o.told[4].body,
                              "resultat_json=%7B%22ESRS+E1+%3A+Climat"));
    office_close(&o);
}

PRSE_TEST(runs_deliver, what_a_receiver_refuses_comes_again_as_it_was)
{
    office o;
    office_open(&o);
    const char *job = office_add(&o, office_url("doc-1"));
    office_work(&o);
    o.callback_http = 500;
    prse_queue_event event = {
        .size = sizeof event, .job = prse_str_of(job),
        .job_kind = PRSE_STR("analyse"), .kind = PRSE_STR("fini"),
        .is_final = 1, .number = 5, .pass = 1, .body = PRSE_STR("{}")};
    prse_error err = {0};
    cr_assert_eq(prse_runs_deliver(o.runs, &event, &err), PRSE_EPEER);
    cr_assert_eq(err.code, PRSE_EPEER);
    cr_assert_null(strstr(err.message, "secret"));
    o.callback_http = 200;
    cr_assert_eq(prse_runs_deliver(o.runs, &event, &err), PRSE_OK);
    cr_assert_eq(o.told_count, 2);
    cr_assert_str_eq(o.told[0].id, o.told[1].id);
    cr_assert_str_eq(o.told[0].body, o.told[1].body);
    office_close(&o);
}

PRSE_TEST(runs_deliver, the_first_message_waits_until_the_portal_has_saved)
{
    office o;
    prse_remote *patient = NULL;
    prse_error err = {0};
    office_open(&o);
    prse_http http = o.http;
    const prse_remote_options hosts = {
        .size = sizeof hosts, .http = &http, .hold_ms = 3600000,
        .hosts = PRSE_STR("docs.example portal.example")};
    cr_assert_eq(prse_remote_new(&patient, &hosts, NULL), PRSE_OK);
    prse_runs_options opts = o.opts;
    opts.remote = patient;
    office_set_up(&o, &opts);
    const char *job = office_add(&o, office_url("doc-1"));
    const prse_queue_event event = {
        .size = sizeof event, .number = 1, .pass = 1, .job = prse_str_of(job),
        .job_kind = PRSE_STR("analyse"), .kind = PRSE_STR("commence"),
        .body = PRSE_STR("{}")};
    cr_assert_eq(prse_runs_deliver(o.runs, &event, &err), PRSE_EBUSY);
    cr_assert_eq(o.told_count, 0);
    office_set_up(&o, &o.opts);
    cr_assert_eq(prse_runs_deliver(o.runs, &event, &err), PRSE_OK);
    cr_assert_eq(o.told_count, 1);
    prse_remote_free(patient);
    office_close(&o);
}

static void told_of_failure(prse_status reading, const char *words)
{
    office o;
    office_open(&o);
    o.parts.reading = reading;
    office_add(&o, office_url("doc-1"));
    office_work(&o);
    office_send(&o);
    const char *last = o.told[o.told_count - 1].body;
    cr_assert_not_null(strstr(last, "status=error"), "%s", last);
    cr_assert_not_null(strstr(last, words), "%s", last);
    office_close(&o);
}

PRSE_TEST(runs_deliver, each_failure_is_told_in_words)
{
    told_of_failure(PRSE_ESCHEMA, "n%27est+pas+un+PDF");
    told_of_failure(PRSE_EPARSE, "Erreur+lors+de+l");
    told_of_failure(PRSE_EDENIED, "mot+de+passe");
    told_of_failure(PRSE_ELIMIT, "trop+volumineux");
    told_of_failure(PRSE_ETIMEOUT, "trop+de+temps");
    told_of_failure(PRSE_EUNSUPPORTED, "pas+%C3%A9quip%C3%A9");
    told_of_failure(PRSE_EIO, "a+%C3%A9chou%C3%A9");
}

PRSE_TEST(runs_deliver, a_run_that_was_taken_back_is_an_error)
{
    office o;
    prse_error err = {0};
    office_open(&o);
    const char *job = office_add(&o, office_url("doc-1"));
    cr_assert_eq(prse_queue_cancel(o.queue, prse_str_of(job), &err), PRSE_OK);
    office_send(&o);
    cr_assert_str_eq(office_statuses(&o), "error ");
    cr_assert_not_null(strstr(o.told[0].body, "annul%C3%A9e"));
    office_close(&o);
}

PRSE_TEST(runs_deliver, a_result_that_no_receiver_takes_is_told_as_an_error)
{
    office o;
    office_open(&o);
    o.opts.most_bytes = 300;
    office_set_up(&o, &o.opts);
    office_add(&o, office_url("doc-1"));
    office_work(&o);
    office_send(&o);
    cr_assert_str_eq(office_statuses(&o), "processing processing "
                     "text_processed analysis_complete error ");
    office_close(&o);
}

static prse_status odd_label(void *self, uint32_t index, prse_label_info *out,
                             prse_error *err)
{
    static const char *const codes[] = {"A", "B", "C"};
    (void)self, (void)err;
    out->code = out->text = out->title = prse_str_of(codes[index]);
    return PRSE_OK;
}

PRSE_TEST(runs_deliver, labels_that_the_protocol_does_not_know_are_an_error)
{
    office o;
    office_open(&o);
    o.parts.classifier.label = odd_label;
    const char *job = office_add(&o, office_url("doc-1"));
    office_work(&o);
    office_send(&o);
    cr_assert_str_eq(office_state(&o, job), "fini");
    cr_assert_not_null(strstr(o.told[4].body, "status=error"));
    office_close(&o);
}

PRSE_TEST(runs_deliver, a_run_that_is_made_again_is_told_again)
{
    office o;
    prse_error err = {0};
    office_open(&o);
    o.parts.reading = PRSE_EPARSE;
    const char *job = office_add(&o, office_url("doc-1"));
    office_work(&o);
    o.parts.reading = PRSE_OK;
    cr_assert_eq(prse_queue_retry(o.queue, prse_str_of(job), &err), PRSE_OK);
    office_work(&o);
    office_send(&o);
    cr_assert_str_eq(office_statuses(&o), "processing processing error "
                     "processing processing text_processed analysis_complete "
                     "success ");
    office_close(&o);
}

/* --- Attempts --- */

PRSE_TEST(runs_deliver, another_attempt_tells_nothing_twice)
{
    office o;
    office_open(&o);
    o.parts.classifying = PRSE_EIO;
    const char *job = office_add(&o, office_url("doc-1"));
    office_work(&o);
    cr_assert_str_eq(office_text(&o, job, "echecs"), "5");
    cr_assert_str_eq(office_events(&o, job), "commence ouvert echoue ");
    office_close(&o);
}

/* --- Blobs --- */

static int is_there(office *o, const char *key)
{
    prse_blob_info info = {.size = sizeof info};
    const prse_blob_options opts = {.size = sizeof opts};
    return o->blob.stat(o->blob.self, prse_str_of(key), &info, &opts, NULL) ==
           PRSE_OK;
}

PRSE_TEST(runs_deliver, a_blob_goes_once_its_run_has_succeeded)
{
    office o;
    office_open(&o);
    o.parts.reading = PRSE_EPARSE;
    const char *job = office_add(&o, office_blob(&o, "doc-1"));
    office_work(&o);
    office_send(&o);
    cr_assert(is_there(&o, "recu/rapport"), "it failed");
    o.parts.reading = PRSE_OK;
    cr_assert_eq(prse_queue_retry(o.queue, prse_str_of(job), NULL), PRSE_OK);
    office_work(&o);
    cr_assert(is_there(&o, "recu/rapport"));
    office_send(&o);
    cr_assert_not(is_there(&o, "recu/rapport"));
    office_close(&o);
}

/* --- The portal --- */

PRSE_TEST(runs_deliver, a_portal_knows_how_far_its_document_is)
{
    office o;
    office_open(&o);
    office_add(&o, office_document(&o));
    office_work(&o);
    office_send(&o);
    cr_assert_str_eq(office_note(&o, "analyse_etat"), "success");
    cr_assert_str_eq(office_note(&o, "phrases"), "3");
    cr_assert_str_eq(office_note(&o, "phrases_pertinentes"), "2");
    cr_assert_eq(o.told_count, 0);
    office_close(&o);
}

PRSE_TEST(runs_deliver, a_portal_has_the_result_of_the_run)
{
    office o;
    prse_text *kept = NULL, *result = NULL;
    prse_error err = {0};
    office_open(&o);
    prse_run_request request = office_document(&o);
    const char *job = office_add(&o, request);
    office_work(&o);
    office_send(&o);
    cr_assert_eq(prse_portal_document_result(&kept, o.session,
                                             PRSE_STR(SIREN),
                                             request.document, &err),
                 PRSE_OK, "%s", err.message);
    cr_assert_eq(prse_queue_result(&result, o.queue, prse_str_of(job), &err),
                 PRSE_OK);
    cr_assert_str_eq(prse_text_str(kept).ptr, prse_text_str(result).ptr);
    prse_text_free(kept);
    prse_text_free(result);
    office_close(&o);
}

PRSE_TEST(runs_deliver, what_is_asked_again_does_not_go_back)
{
    office o;
    office_open(&o);
    prse_run_request request = office_document(&o);
    const char *job = office_add(&o, request);
    office_work(&o);
    office_send(&o);
    cr_assert_str_eq(office_add(&o, request), job);
    cr_assert_str_eq(office_note(&o, "analyse_etat"), "success");
    office_close(&o);
}

PRSE_TEST(runs_deliver, what_comes_late_changes_nothing)
{
    office o;
    prse_error err = {0};
    office_open(&o);
    const char *job = office_add(&o, office_document(&o));
    office_work(&o);
    office_send(&o);
    const prse_queue_event late = {
        .size = sizeof late, .number = 1, .pass = 1, .job = prse_str_of(job),
        .job_kind = PRSE_STR("analyse"), .kind = PRSE_STR("commence"),
        .body = PRSE_STR("{}")};
    cr_assert_eq(prse_runs_deliver(o.runs, &late, &err), PRSE_OK);
    cr_assert_str_eq(office_note(&o, "analyse_etat"), "success");
    office_close(&o);
}

PRSE_TEST(runs_deliver, a_portal_knows_why_there_is_no_result)
{
    office o;
    office_open(&o);
    o.parts.reading = PRSE_EDENIED;
    office_add(&o, office_document(&o));
    office_work(&o);
    office_send(&o);
    cr_assert_str_eq(office_note(&o, "analyse_etat"), "error");
    cr_assert_not_null(strstr(office_note(&o, "analyse_message"),
                              "mot de passe"));
    office_close(&o);
}

PRSE_TEST(runs_deliver, events_of_others_have_nobody_to_be_told)
{
    office o;
    prse_error err = {0};
    office_open(&o);
    prse_queue_event event = {.size = sizeof event, .number = 1,
                              .job = PRSE_STR("nobody"),
                              .job_kind = PRSE_STR("export"),
                              .kind = PRSE_STR("fini"),
                              .body = PRSE_STR("{}")};
    cr_assert_eq(prse_runs_deliver(o.runs, &event, &err), PRSE_OK);
    event.job_kind = PRSE_STR("analyse");
    cr_assert_eq(prse_runs_deliver(o.runs, &event, &err), PRSE_OK);
    event.kind = PRSE_STR("other");
    cr_assert_eq(prse_runs_deliver(o.runs, &event, &err), PRSE_OK);
    cr_assert_eq(prse_runs_deliver(NULL, &event, &err), PRSE_EINVAL);
    office_close(&o);
}
