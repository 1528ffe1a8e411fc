/* SPDX-License-Identifier: Apache-2.0 */
/* Asking for a run: once, and not for what cannot be. */
#include <stdio.h>
#include <string.h>

#include "office.h"

static void refused(office *o, prse_run_request request, prse_status status)
{
    prse_job_added added;
    prse_records *jobs = NULL;
    prse_error err = {0};
    cr_assert_eq(office_try(o, request, &added, &err), status, "%s: %s",
                 prse_status_name((prse_status)err.code), err.message);
    cr_assert_eq(err.code, (int32_t)status);
    cr_assert_null(strstr(err.message, "secret"), "%s", err.message);
    cr_assert_null(strstr(err.subject, "secret"));
    cr_assert_eq(prse_queue_jobs(&jobs, o->queue, NULL, NULL), PRSE_OK);
    cr_assert_eq(prse_records_count(jobs), 0, "nothing is queued");
    prse_records_free(jobs);
}

PRSE_TEST(runs_add, the_same_document_for_the_same_address_is_one_run)
{
    office o;
    prse_job_added first, second;
    prse_error err = {0};
    office_open(&o);
    cr_assert_eq(office_try(&o, office_url("doc-1"), &first, &err), PRSE_OK);
    cr_assert_eq(office_try(&o, office_url("doc-1"), &second, &err), PRSE_OK);
    cr_assert_eq(first.is_new, 1);
    cr_assert_eq(second.is_new, 0);
    cr_assert_str_eq(first.id, second.id);
    cr_assert_eq(o.fetched, 0, "nothing is fetched before");
    office_close(&o);
}

PRSE_TEST(runs_add, another_document_address_or_model_is_another_run)
{
    office o;
    prse_job_added first, other;
    prse_error err = {0};
    office_open(&o);
    cr_assert_eq(office_try(&o, office_url("doc-1"), &first, &err), PRSE_OK);
    cr_assert_eq(office_try(&o, office_url("doc-2"), &other, &err), PRSE_OK);
    cr_assert_eq(other.is_new, 1);
    prse_run_request request = office_url("doc-1");
    request.callback_url = PRSE_STR("https://portal.example/callback/other");
    cr_assert_eq(office_try(&o, request, &other, &err), PRSE_OK);
    cr_assert_eq(other.is_new, 1);
    o.opts.classifier = NULL;
    office_set_up(&o, &o.opts);
    cr_assert_eq(office_try(&o, office_url("doc-1"), &other, &err), PRSE_OK);
    cr_assert_eq(other.is_new, 1);
    office_close(&o);
}

PRSE_TEST(runs_add, a_run_that_is_done_answers_with_its_result)
{
    office o;
    prse_job_added added;
    prse_error err = {0};
    office_open(&o);
    office_add(&o, office_url("doc-1"));
    office_work(&o);
    cr_assert_eq(office_try(&o, office_url("doc-1"), &added, &err), PRSE_OK);
    cr_assert_eq(added.is_new, 0);
    cr_assert_eq(added.state, PRSE_JOB_DONE);
    office_close(&o);
}

PRSE_TEST(runs_add, a_run_that_failed_is_no_obstacle)
{
    office o;
    prse_job_added added;
    prse_error err = {0};
    office_open(&o);
    o.document = "no such thing";
    office_add(&o, office_url("doc-1"));
    office_work(&o);
    cr_assert_eq(office_try(&o, office_url("doc-1"), &added, &err), PRSE_OK);
    cr_assert_eq(added.is_new, 1);
    office_close(&o);
}

PRSE_TEST(runs_add, what_cannot_be_is_refused_before_anything_is_queued)
{
    office o;
    office_open(&o);
    prse_run_request r = office_url("../etc");
    refused(&o, r, PRSE_EPARSE);
    r = office_url("doc-1");
    r.url = PRSE_STR("https://elsewhere.example/?signature=secret");
    refused(&o, r, PRSE_EDENIED);
    r.url = PRSE_STR("file:///secret");
    refused(&o, r, PRSE_EPARSE);
    r = office_url("doc-1");
    r.callback_url = PRSE_STR("https://elsewhere.example/secret");
    refused(&o, r, PRSE_EDENIED);
    r = office_url("doc-1");
    r.blob = PRSE_STR("key");
    refused(&o, r, PRSE_EINVAL);
    r.url = PRSE_STR("");
    r.blob = PRSE_STR("../key");
    refused(&o, r, PRSE_EPARSE);
    r.blob = r.siren = PRSE_STR("");
    refused(&o, r, PRSE_EINVAL);
    r = office_url("doc-1");
    r.url = PRSE_STR("");
    refused(&o, r, PRSE_ENOTFOUND);
    office_close(&o);
}

PRSE_TEST(runs_add, what_these_runs_have_not_is_told)
{
    office o;
    office_open(&o);
    prse_run_request url = office_url("doc-1"), document = url, blob = url;
    document.url = document.callback_url = PRSE_STR("");
    blob = document;
    blob.blob = PRSE_STR("key");
    prse_runs_options bare = o.opts;
    bare.remote = NULL;
    bare.portal = NULL;
    bare.blob = NULL;
    office_set_up(&o, &bare);
    refused(&o, url, PRSE_EUNSUPPORTED);
    refused(&o, document, PRSE_EUNSUPPORTED);
    refused(&o, blob, PRSE_EUNSUPPORTED);
    office_close(&o);
}

PRSE_TEST(runs_add, a_document_of_the_portal_is_pending)
{
    office o;
    office_open(&o);
    prse_run_request request = office_document(&o);
    const char *job = office_add(&o, request);
    cr_assert_str_eq(office_note(&o, "analyse_etat"), "pending");
    cr_assert_str_eq(office_add(&o, request), job);
    cr_assert_str_eq(office_text(&o, job, "siren"), SIREN);
    office_close(&o);
}

PRSE_TEST(runs_add, options_that_are_wrong_make_no_runs)
{
    office o;
    prse_runs *runs = NULL;
    prse_error err = {0};
    office_open(&o);
    prse_runs_options opts = {.size = sizeof opts};
    cr_assert_eq(prse_runs_new(&runs, &opts, &err), PRSE_EINVAL);
    opts = o.opts;
    opts.deadline_ms = -1;
    cr_assert_eq(prse_runs_new(&runs, &opts, &err), PRSE_EINVAL);
    opts = o.opts;
    opts.size = 1;
    cr_assert_eq(prse_runs_new(&runs, &opts, &err), PRSE_EABI);
    cr_assert_null(runs);
    prse_runs_free(NULL);
    office_close(&o);
}
