/* SPDX-License-Identifier: Apache-2.0 */
/* The functions of the plug, around a backend that is not trusted to fill
 * errors, nor to answer only what it may. */
#include "base/options.h"
#include "blob/blob.h"

/* What any function may answer. */
static const prse_status common[] = {
    PRSE_ENOMEM, PRSE_EIO,  PRSE_ETIMEOUT, PRSE_ECANCELED, PRSE_EDENIED,
    PRSE_EREFUSED, PRSE_ETLS, PRSE_EPEER,  PRSE_ERATE,
    /* Built without what it takes. */
    PRSE_EUNSUPPORTED};

static int is_common(prse_status status)
{
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
        if (common[i] == status)
            return 1;
    return 0;
}

/* What a backend fills: it may have no reason at all, and a caller's error is
 * written on failure only. */
typedef struct outcome {
    const char *call;
    prse_status also[3]; /* what this function may answer beside the common */
    prse_error why;
} outcome;

static int is_allowed(const outcome *it, prse_status status)
{
    for (size_t i = 0; i < sizeof it->also / sizeof it->also[0]; i++)
        if (it->also[i] == status)
            return 1;
    return is_common(status);
}

/* The status, with its error filled. */
static prse_status settle(const outcome *it, prse_status status,
                          prse_error *err)
{
    if (!status)
        return PRSE_OK;
    if (!is_allowed(it, status))
        return prse__error_set(err, PRSE_EPEER, it->call,
                               "the blob store answered %s, which this "
                               "function has no right to",
                               prse_status_name(status));
    if (it->why.code != (int32_t)status)
        return prse__error_set(err, status, it->call,
                               "the blob store gave no reason");
    if (err)
        *err = it->why;
    return status;
}

static prse_status prepare(const prse_blob *blob, prse_blob_options *own,
                           const prse_blob_options *opts, prse_error *err)
{
    *own = (prse_blob_options){.size = sizeof *own};
    prse_status status = prse__blob_accept(blob, err);
    if (!status)
        status = prse__options_read(own, sizeof *own, opts, "blob options",
                                    err);
    own->size = sizeof *own;
    if (!status && own->deadline_ms < 0)
        status = prse__error_set(err, PRSE_EINVAL, "deadline_ms",
                                 "it is negative");
    return status;
}

static prse_status prepare_key(const prse_blob *blob, prse_str key,
                               prse_blob_options *own,
                               const prse_blob_options *opts, prse_error *err)
{
    prse_status status = prepare(blob, own, opts, err);
    return status ? status : prse__blob_key_check(key, err);
}

/* The caller's own function between the backend and him: what it answers goes
 * through as it is. */
typedef struct hearing {
    const prse_blob_source *source;
    prse_blob_sink sink;
    void *user;
    prse_status failed;
} hearing;

static prse_status hear_source(void *user, uint64_t offset, void *to,
                               size_t room, prse_error *err)
{
    hearing *it = user;
    const prse_blob_source *source = it->source;
    if (offset > source->bytes || room > source->bytes - offset)
        return prse__error_set(err, PRSE_EPEER, "put",
                               "the blob store read past the source's end");
    prse_status status = source->read(source->user, offset, to, room, err);
    if (status)
        it->failed = status;
    return status;
}

static prse_status hear_sink(void *user, prse_str bytes, prse_error *err)
{
    hearing *it = user;
    prse_status status = it->sink(it->user, bytes, err);
    if (status)
        it->failed = status;
    return status;
}

prse_status prse__blob_put(const prse_blob *blob, prse_str key,
                           const prse_blob_source *source,
                           const prse_blob_options *opts, prse_error *err)
{
    prse_blob_options own;
    prse_status status = prepare_key(blob, key, &own, opts, err);
    if (!status)
        status = prse__blob_source_check(source, err);
    if (status)
        return status;
    hearing it = {.source = source};
    prse_blob_source heard = *source;
    heard.size = sizeof heard;
    heard.user = &it;
    heard.read = hear_source;
    outcome end = {"put", {PRSE_ELIMIT, PRSE_ESCHEMA}, {0}};
    status = blob->put(blob->self, key, &heard, &own, &end.why);
    end.also[2] = it.failed;
    return settle(&end, status, err);
}

prse_status prse__blob_get(const prse_blob *blob, prse_str key,
                           uint64_t offset, uint64_t length,
                           prse_blob_sink sink, void *user,
                           const prse_blob_options *opts, prse_error *err)
{
    prse_blob_options own;
    prse_status status = prepare_key(blob, key, &own, opts, err);
    if (!status && !sink)
        status = prse__error_set(err, PRSE_EINVAL, "sink", "it is NULL");
    if (status)
        return status;
    hearing it = {.sink = sink, .user = user};
    outcome end = {"get", {PRSE_ENOTFOUND}, {0}};
    status = blob->get(blob->self, key, offset, length, hear_sink, &it, &own,
                       &end.why);
    end.also[2] = it.failed;
    return settle(&end, status, err);
}

prse_status prse__blob_stat(const prse_blob *blob, prse_str key,
                            prse_blob_info *out,
                            const prse_blob_options *opts, prse_error *err)
{
    prse_blob_options own;
    prse_blob_info info = {.size = sizeof info};
    prse_status status = prepare_key(blob, key, &own, opts, err);
    if (!status && (!out || out->size < sizeof(uint32_t)))
        status = prse__struct_give(out, &info, sizeof info, err);
    if (status)
        return status;
    outcome end = {"stat", {PRSE_ENOTFOUND}, {0}};
    status = blob->stat(blob->self, key, &info, &own, &end.why);
    status = settle(&end, status, err);
    return status ? status : prse__struct_give(out, &info, sizeof info, err);
}

prse_status prse__blob_remove(const prse_blob *blob, prse_str key,
                              const prse_blob_options *opts, prse_error *err)
{
    prse_blob_options own;
    prse_status status = prepare_key(blob, key, &own, opts, err);
    if (status)
        return status;
    outcome end = {"remove", {PRSE_ENOTFOUND}, {0}};
    status = blob->remove(blob->self, key, &own, &end.why);
    return settle(&end, status, err);
}

prse_status prse__blob_list(const prse_blob *blob, prse_str prefix,
                            prse_blob_found found, void *user,
                            const prse_blob_options *opts, prse_error *err)
{
    prse_blob_options own;
    prse_status status = prepare(blob, &own, opts, err);
    if (!status)
        status = prse__blob_prefix_check(prefix, err);
    if (!status && !found)
        status = prse__error_set(err, PRSE_EINVAL, "found", "it is NULL");
    if (status)
        return status;
    outcome end = {"list", {0}, {0}};
    status = blob->list(blob->self, prefix, found, user, &own, &end.why);
    return settle(&end, status, err);
}

prse_status prse__blob_link(const prse_blob *blob, prse_str key,
                            const prse_blob_link *link, prse_blob_text found,
                            void *user, prse_error *err)
{
    prse_blob_options none;
    prse_blob_link own;
    prse_status status = prepare_key(blob, key, &none, NULL, err);
    if (!status)
        status = prse__blob_link_read(&own, link, err);
    if (!status && !found)
        status = prse__error_set(err, PRSE_EINVAL, "found", "it is NULL");
    if (!status && !blob->link)
        status = prse__error_set(err, PRSE_EUNSUPPORTED, "link",
                                 "this blob store gives no links: hand the "
                                 "bytes out yourself");
    if (status)
        return status;
    outcome end = {"link", {PRSE_EINVAL}, {0}};
    status = blob->link(blob->self, key, &own, found, user, &end.why);
    return settle(&end, status, err);
}
