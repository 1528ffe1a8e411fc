/* SPDX-License-Identifier: Apache-2.0 */
/* What becomes of a run: its result, its events, its failures. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "office.h"

static prse_text *result_of(office *o, const char *job)
{
    prse_text *text = NULL;
    prse_error err = {0};
    cr_assert_eq(prse_queue_result(&text, o->queue, prse_str_of(job), &err),
                 PRSE_OK, "%s: %s", err.message,
                 office_text(o, job, "message"));
    return text;
}

static void same_results(office *o, const char *a, const char *b)
{
    prse_text *first = result_of(o, a), *second = result_of(o, b);
    cr_assert(prse__str_eq(prse_text_str(first), prse_text_str(second)));
    prse_text_free(first);
    prse_text_free(second);
}

static void check_result(office *o, const char *job)
{
    prse_text *text = result_of(o, job);
    prse_passages *passages = NULL;
    prse_analysed is = {.size = sizeof is};
    cr_assert_eq(prse_passages_new(&passages, NULL), PRSE_OK);
    cr_assert_eq(prse_passages_add(passages, PRSE_STR(""),
                                   prse_text_str(text), NULL), PRSE_OK);
    cr_assert_eq(prse_passages_document(passages, 0, &is, NULL), PRSE_OK);
    cr_assert(prse__str_is(is.name, "rapport.pdf"));
    cr_assert_eq(is.pages, 2);
    cr_assert_eq(is.sentences, 3);
    cr_assert_eq(is.relevant, 2);
    prse_passages_free(passages);
    prse_text_free(text);
}

static const char ALL_EVENTS[] = "commence ouvert decoupe classe fini ";

PRSE_TEST(runs_work, each_source_comes_to_the_same_result)
{
    office o;
    office_open(&o);
    const char *url = office_add(&o, office_url("doc-1"));
    const char *blob = office_add(&o, office_blob(&o, "doc-2"));
    const char *document = office_add(&o, office_document(&o));
    office_work(&o);
    cr_assert_str_eq(office_events(&o, url), ALL_EVENTS);
    cr_assert_str_eq(office_events(&o, blob), ALL_EVENTS);
    cr_assert_str_eq(office_events(&o, document), ALL_EVENTS);
    check_result(&o, url);
    same_results(&o, url, blob);
    same_results(&o, url, document);
    office_close(&o);
}

PRSE_TEST(runs_work, a_document_without_text_ends_well)
{
    static const char *const nothing[] = {NULL};
    office o;
    office_open(&o);
    o.parts.lines = nothing;
    const char *job = office_add(&o, office_url("doc-1"));
    office_work(&o);
    cr_assert_str_eq(office_state(&o, job), "fini");
    cr_assert_str_eq(office_events(&o, job),
                     "commence ouvert sans_phrase fini ");
    office_close(&o);
}

/* --- The same bytes --- */

PRSE_TEST(runs_work, the_same_bytes_are_classified_once)
{
    office o;
    office_open(&o);
    cr_assert_eq(prse_cache_memory(&o.cache, 0, NULL), PRSE_OK);
    o.opts.cache = &o.cache;
    office_set_up(&o, &o.opts);
    const char *first = office_add(&o, office_url("doc-1"));
    office_work(&o);
    uint32_t sentences = o.parts.sentences;
    const char *second = office_add(&o, office_url("doc-2"));
    office_work(&o);
    cr_assert_gt(sentences, 0);
    cr_assert_eq(o.parts.sentences, sentences);
    same_results(&o, first, second);
    cr_assert_str_eq(office_events(&o, second), ALL_EVENTS);
    o.document = "%PDF-1.7 another";
    office_add(&o, office_url("doc-3"));
    office_work(&o);
    cr_assert_eq(o.parts.sentences, 2 * sentences);
    office_close(&o);
}

PRSE_TEST(runs_work, what_is_known_takes_the_name_of_its_run)
{
    office o;
    office_open(&o);
    cr_assert_eq(prse_cache_memory(&o.cache, 0, NULL), PRSE_OK);
    o.opts.cache = &o.cache;
    office_set_up(&o, &o.opts);
    office_add(&o, office_url("doc-1"));
    office_work(&o);
    prse_run_request request = office_url("doc-2");
    request.name = PRSE_STR("autre nom.pdf");
    const char *second = office_add(&o, request);
    office_work(&o);
    prse_text *text = result_of(&o, second);
    cr_assert_not_null(strstr(prse_text_str(text).ptr, "autre nom.pdf"));
    cr_assert_null(strstr(prse_text_str(text).ptr, "rapport.pdf"));
    prse_text_free(text);
    office_close(&o);
}

static prse_status give_nonsense(void *self, prse_str key,
                                 prse_cache_found found, void *user,
                                 prse_error *err)
{
    (void)self, (void)key, (void)err;
    found(user, PRSE_STR("{\"format\":\"passages/1\",\"document\":3}"));
    return PRSE_OK;
}

static prse_status keep_nothing(void *self, prse_str key, prse_str value,
                                int64_t until_ms, prse_error *err)
{
    (void)self, (void)key, (void)value, (void)until_ms;
    return prse__error_set(err, PRSE_EIO, NULL, "the cache is broken");
}

PRSE_TEST(runs_work, a_cache_that_is_broken_is_none)
{
    office o;
    office_open(&o);
    o.cache = (prse_cache){.size = sizeof o.cache, .get = give_nonsense,
                           .put = keep_nothing};
    o.opts.cache = &o.cache;
    office_set_up(&o, &o.opts);
    const char *job = office_add(&o, office_url("doc-1"));
    office_work(&o);
    check_result(&o, job);
    office_close(&o);
}

/* --- Failures --- */

static void ends(office *o, prse_run_request request, const char *state,
                 const char *error)
{
    const char *job = office_add(o, request);
    office_work(o);
    cr_assert_str_eq(office_state(o, job), state);
    cr_assert_str_eq(office_text(o, job, "erreur"), error, "%s",
                     office_text(o, job, "message"));
    cr_assert_null(strstr(office_text(o, job, "message"), "secret"), "%s",
                   office_text(o, job, "message"));
}

PRSE_TEST(runs_work, what_another_try_does_not_mend_is_tried_once)
{
    office o;
    office_open(&o);
    o.document = "<html>";
    ends(&o, office_url("no-pdf"), "echoue", "PRSE_ESCHEMA");
    o.document = "%PDF-1.7";
    o.document_http = 403;
    ends(&o, office_url("expired"), "echoue", "PRSE_ENOTFOUND");
    o.document_http = 404;
    ends(&o, office_url("gone"), "echoue", "PRSE_ENOTFOUND");
    o.document_http = 302;
    ends(&o, office_url("elsewhere"), "echoue", "PRSE_ENOTFOUND");
    cr_assert_eq(o.fetched, 4);
    o.document_http = 200;
    o.parts.reading = PRSE_EDENIED;
    ends(&o, office_url("password"), "echoue", "PRSE_EDENIED");
    o.parts.reading = PRSE_EPARSE;
    ends(&o, office_url("broken"), "echoue", "PRSE_EPARSE");
    office_close(&o);
}

PRSE_TEST(runs_work, what_may_pass_is_tried_again)
{
    office o;
    office_open(&o);
    o.document_http = 503;
    ends(&o, office_url("down"), "echoue", "PRSE_EPEER");
    cr_assert_eq(o.fetched, 5);
    o.document_http = 429;
    ends(&o, office_url("busy"), "echoue", "PRSE_ERATE");
    cr_assert_eq(o.fetched, 10);
    o.document_http = 200;
    o.parts.classifying = PRSE_EDENIED;
    ends(&o, office_url("model"), "echoue", "PRSE_EIO");
    office_close(&o);
}

PRSE_TEST(runs_work, an_address_that_is_allowed_no_more_is_an_end)
{
    office o;
    prse_remote *other = NULL;
    prse_http http;
    office_open(&o);
    const char *job = office_add(&o, office_url("doc-1"));
    http = o.http;
    const prse_remote_options hosts = {.size = sizeof hosts, .http = &http,
                                       .hosts = PRSE_STR("other.example")};
    cr_assert_eq(prse_remote_new(&other, &hosts, NULL), PRSE_OK);
    prse_runs_options opts = o.opts;
    opts.remote = other;
    office_set_up(&o, &opts);
    office_work(&o);
    cr_assert_str_eq(office_text(&o, job, "erreur"), "PRSE_ENOTFOUND");
    cr_assert_str_eq(office_text(&o, job, "echecs"), "1");
    office_send(&o);
    cr_assert_eq(o.told_count, 0);
    prse_runs_free(o.runs);
    o.runs = NULL;
    prse_remote_free(other);
    office_close(&o);
}

PRSE_TEST(runs_work, a_document_that_was_removed_is_an_end)
{
    office o;
    prse_error err = {0};
    office_open(&o);
    prse_run_request request = office_document(&o);
    const char *job = office_add(&o, request);
    cr_assert_eq(prse_portal_document_remove(o.session, PRSE_STR(SIREN),
                                             request.document, &err),
                 PRSE_OK);
    office_work(&o);
    cr_assert_str_eq(office_text(&o, job, "erreur"), "PRSE_ENOTFOUND");
    office_send(&o);
    cr_assert_str_eq(office_text(&o, job, "livrer_le"), "");
    office_close(&o);
}

PRSE_TEST(runs_work, a_company_that_was_erased_is_an_end)
{
    office o;
    prse_error err = {0};
    office_open(&o);
    const char *job = office_add(&o, office_document(&o));
    cr_assert_eq(prse_portal_company_erase(o.session, PRSE_STR(SIREN), &err),
                 PRSE_OK, "%s", err.message);
    office_work(&o);
    cr_assert_str_eq(office_state(&o, job), "echoue");
    cr_assert_str_eq(office_text(&o, job, "echecs"), "1", "%s",
                     office_text(&o, job, "message"));
    office_send(&o);
    cr_assert_str_eq(office_text(&o, job, "livrer_le"), "");
    office_close(&o);
}

PRSE_TEST(runs_work, a_payload_that_is_not_ours_fails_at_once)
{
    office o;
    prse_error err = {0};
    prse_job_added added = {.size = sizeof added};
    office_open(&o);
    static const char *const payloads[] = {
        "", "{}", "[1]", "{\"source\":\"ftp\",\"document\":\"d\","
        "\"siren\":\"\",\"place\":\"\",\"name\":\"\",\"callback_url\":\"\","
        "\"answered_ms\":1}"};
    for (size_t i = 0; i < sizeof payloads / sizeof payloads[0]; i++) {
        const prse_job_request request = {
            .size = sizeof request, .kind = PRSE_STR("analyse"),
            .payload = prse_str_of(payloads[i])};
        cr_assert_eq(prse_queue_add(o.queue, &request, &added, &err),
                     PRSE_OK);
        office_work(&o);
        cr_assert_str_eq(office_text(&o, added.id, "erreur"), "PRSE_EPARSE");
    }
    office_send(&o);
    office_close(&o);
}
