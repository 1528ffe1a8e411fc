/* SPDX-License-Identifier: Apache-2.0 */
#include "runs/document.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "blob/blob.h"

/* --- What a failure of a source means for the job --- */

typedef struct meaning {
    prse_status answered, means;
} meaning;

static const meaning of_urls[] = {
    {PRSE_EDENIED, PRSE_ENOTFOUND},  /* not allowed any more, or barred */
    {PRSE_EPARSE, PRSE_ENOTFOUND},
    {PRSE_EINVAL, PRSE_ENOTFOUND},
    {PRSE_OK, PRSE_OK}};

static const meaning of_documents[] = {
    {PRSE_ESCHEMA, PRSE_ENOTFOUND}, /* its bytes are damaged or gone */
    {PRSE_EDENIED, PRSE_EREFUSED},  /* the blob store knows us no more */
    {PRSE_EUNSUPPORTED, PRSE_EREFUSED},
    {PRSE_OK, PRSE_OK}};

static prse_status give_meaning(const meaning *all, prse_status status,
                                prse_error *err)
{
    for (size_t i = 0; all[i].answered; i++) {
        if (all[i].answered != status)
            continue;
        status = all[i].means;
        if (err)
            err->code = (int32_t)status;
        return status;
    }
    return status;
}

/* A worker that was set up for other runs; another one may be able to. */
static prse_status lacks(const char *what, prse_error *err)
{
    return prse__error_set(err, PRSE_EREFUSED, what,
                           "this worker was set up without it");
}

/* --- An address --- */

static prse_status open_fetched(prse__document *out,
                                const prse_remote_file_info *info,
                                prse_error *err)
{
    out->file = open(info->path.ptr, O_RDONLY | O_CLOEXEC);
    if (out->file < 0) {
        prse__error_set(err, PRSE_EIO, "document", "it cannot be opened: %s",
                        strerror(errno));
        return PRSE_EIO;
    }
    out->bytes = info->bytes;
    memcpy(out->sha256, info->sha256, sizeof out->sha256);
    return PRSE_OK;
}

static prse_status fetch(prse__document *out, const prse_runs *runs,
                         const prse__order *order, prse_job *job,
                         prse_error *err)
{
    prse_remote_file *file = NULL;
    prse_remote_file_info info = {.size = sizeof info};
    const prse_remote_watch watch = {.size = sizeof watch,
                                     .should_stop = prse_job_should_stop,
                                     .user = job};
    prse_error own = {0};
    if (!runs->opts.remote)
        return lacks("remote", err);
    prse_status status = prse_remote_fetch(&file, runs->opts.remote,
                                           order->place, &watch, &own);
    /* A full disk may have room later. */
    if (status == PRSE_ELIMIT && own.sys_code)
        status = PRSE_EIO;
    own.code = (int32_t)status;
    if (!status)
        status = prse_remote_file_get(file, &info, &own);
    if (!status)
        status = open_fetched(out, &info, &own);
    prse_remote_file_free(file); /* its name; the bytes stay while it is open */
    if (status && err)
        *err = own;
    return give_meaning(of_urls, status, err);
}

/* --- A document of the portal --- */

static prse_status read_document(prse__run_spool *spool,
                                 const prse_runs *runs,
                                 const prse__order *order, prse_error *err)
{
    prse_session *session = NULL;
    prse_status status = prse_session_of_host(
        &session, runs->opts.portal, PRSE_STR("analyse"), err);
    if (!status)
        status = prse_portal_document_read(session, order->siren,
                                           order->document,
                                           prse__run_spool_take, spool, err);
    prse_session_free(session);
    return status;
}

/* --- A key of the blob store --- */

static prse_status read_blob(prse__run_spool *spool, const prse_runs *runs,
                             const prse__order *order, prse_job *job,
                             prse_error *err)
{
    prse_blob_info info = {.size = sizeof info};
    const prse_blob_options how = {.size = sizeof how,
                                   .should_stop = prse_job_should_stop,
                                   .user = job};
    prse_status status = prse__blob_stat(runs->opts.blob, order->place, &info,
                                         &how, err);
    return status ? status
                  : prse__blob_get(runs->opts.blob, order->place, 0,
                                   info.bytes, prse__run_spool_take, spool,
                                   &how, err);
}

/* --- All --- */

static prse_status keep(prse__document *out, const prse_runs *runs,
                        const prse__order *order, prse_job *job,
                        prse_error *err)
{
    prse__run_spool spool;
    int is_blob = order->source == PRSE__RUN_BLOB;
    if (is_blob ? !runs->opts.blob : !runs->opts.portal)
        return lacks(is_blob ? "blob" : "portal", err);
    prse_status status = prse__run_spool_open(&spool, out, runs->opts.spool,
                                              err);
    if (!status)
        status = is_blob ? read_blob(&spool, runs, order, job, err)
                         : read_document(&spool, runs, order, err);
    status = prse__run_spool_end(&spool, status, err);
    return give_meaning(of_documents, status, err);
}

prse_status prse__document_bring(prse__document *out, const prse_runs *runs,
                                 const prse__order *order, prse_job *job,
                                 prse_error *err)
{
    *out = (prse__document){.file = -1};
    return order->source == PRSE__RUN_URL
               ? fetch(out, runs, order, job, err)
               : keep(out, runs, order, job, err);
}

void prse__document_close(prse__document *document)
{
    if (document->file >= 0)
        close(document->file);
    document->file = -1;
}
