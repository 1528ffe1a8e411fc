/* SPDX-License-Identifier: Apache-2.0 */
/* One attempt at a run. Reading and cutting are quick and come out the same
 * each time, so they are done again; what was classified is remembered. */
#include "blob/blob.h"
#include "portailrse/analysis.h"
#include "runs/checkpoint.h"
#include "runs/known.h"
#include "runs/news.h"

typedef struct attempt {
    const prse_runs *runs;
    prse_job *job;
    prse__order order;
    prse__news news;
    prse__document document;
    prse_error why; /* filled when news could not be told: let go */
} attempt;

/* --- Meanwhile --- */

static int should_stop(void *user)
{
    attempt *a = user;
    return a->why.code || prse_job_should_stop(a->job);
}

static void tell(attempt *a, prse_analysis_stage stage, uint64_t total)
{
    if (stage == PRSE_ANALYSIS_READING)
        prse__news_tell(&a->news, PRSE__NEWS_OPENED, &a->why);
    else
        prse__news_tell_split(&a->news, total, &a->why);
}

static void progress(void *user, prse_analysis_stage stage, uint64_t done,
                     uint64_t total)
{
    attempt *a = user;
    prse_str word = stage == PRSE_ANALYSIS_READING ? PRSE_STR("lecture")
                                                   : PRSE_STR("classement");
    if (a->why.code || done == 0)
        return;
    prse_job_progress(a->job, done, total, word, NULL);
    tell(a, stage, total);
}

/* --- What is found --- */

static prse_status analyse(attempt *a, prse_passages *found, prse_error *err)
{
    const prse_runs_options *opts = &a->runs->opts;
    prse__checkpoint checkpoint;
    prse_blob_source pdf = {.size = 0};
    prse_status status =
        prse__blob_source_file(&pdf, &a->document.file, a->document.bytes,
                               a->document.sha256, err);
    if (status)
        return status;
    prse__checkpoint_begin(&checkpoint, a->runs, a->job);
    const prse_analysis_options how = {
        .size = sizeof how, .page_limit = opts->page_limit,
        .deadline_ms = opts->deadline_ms, .extract = opts->extract,
        .classifier = &checkpoint.plug, .should_stop = should_stop,
        .progress = progress, .user = a};
    status = prse_passages_analyse(found, &pdf, &how, err);
    if (a->why.code && err)
        *err = a->why;
    return a->why.code ? (prse_status)a->why.code : status;
}

static prse_status find(attempt *a, prse_text **json, prse_error *err)
{
    prse_passages *found = NULL;
    prse_status status = prse_passages_new(&found, err);
    if (!status)
        status = analyse(a, found, err);
    if (!status)
        status = prse_passages_write(json, found, PRSE_PASSAGES_JSON,
                                     PRSE_LANG_FR, err);
    prse_passages_free(found);
    return status;
}

/* What is kept for others has no name; so a result is the same text whether it
 * was known or not. */
static prse_status name(attempt *a, prse_passages *passages, prse_error *err)
{
    prse_text *json = NULL;
    if (prse__known_find(a->runs, &a->document, a->order.name, passages))
        return PRSE_OK;
    prse_status status = find(a, &json, err);
    if (status)
        return status;
    prse__known_keep(a->runs, &a->document, prse_text_str(json));
    status = prse_passages_add(passages, a->order.name, prse_text_str(json),
                               err);
    prse_text_free(json);
    return status;
}

/* --- The end --- */

static prse_status give_result(attempt *a, const prse_passages *passages,
                               prse_error *err)
{
    prse_text *json = NULL;
    prse_status status = prse_passages_write(
        &json, passages, PRSE_PASSAGES_JSON, PRSE_LANG_FR, err);
    if (status)
        return status;
    status = prse_job_result(a->job, prse_text_str(json), err);
    prse_text_free(json);
    return status == PRSE_EPARSE
               ? prse__error_set(err, PRSE_ELIMIT, "resultat",
                                 "what was found is more than a job keeps")
               : status;
}

static prse_status tell_found(attempt *a, const prse_passages *passages,
                              prse_error *err)
{
    size_t sentences = prse_passages_count(passages);
    prse_status status = PRSE_OK;
    if (!sentences)
        return prse__news_tell(&a->news, PRSE__NEWS_NO_SENTENCE, err);
    if (!a->news.told[PRSE__NEWS_SPLIT])
        status = prse__news_tell_split(&a->news, sentences, err);
    return status ? status
                  : prse__news_tell(&a->news, PRSE__NEWS_CLASSIFIED, err);
}

static prse_status finish(attempt *a, prse_error *err)
{
    prse_passages *passages = NULL;
    prse_status status = prse_passages_new(&passages, err);
    if (!status)
        status = name(a, passages, err);
    if (!status)
        status = prse__news_tell(&a->news, PRSE__NEWS_OPENED, err);
    if (!status)
        status = tell_found(a, passages, err);
    if (!status)
        status = give_result(a, passages, err);
    prse_passages_free(passages);
    return status;
}

prse_status prse__runs_work(void *runs, prse_job *job, prse_error *err)
{
    attempt a = {.runs = runs, .job = job, .document = {.file = -1}};
    prse_status status =
        prse__order_read(&a.order, prse_job_payload(job), err);
    if (!status)
        status = prse__news_begin(&a.news, a.runs->opts.queue, job, err);
    if (!status)
        status = prse__news_tell(&a.news, PRSE__NEWS_STARTED, err);
    if (!status)
        status = prse__document_bring(&a.document, a.runs, &a.order, job,
                                      err);
    if (!status)
        status = finish(&a, err);
    prse__document_close(&a.document);
    prse__order_free(&a.order);
    return status;
}
