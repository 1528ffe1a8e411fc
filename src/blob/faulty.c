/* SPDX-License-Identifier: Apache-2.0 */
/* Every call waits, then goes on to the inner store or fails, as its number
 * draws: the same seed brings the same faults. */
#include <string.h>

#include "base/faults.h"
#include "base/options.h"
#include "blob/blob.h"

enum { CALLS = 6 };

typedef struct spoiler {
    prse_blob inner;
    int32_t call; /* that is struck; 0: any */
    prse__faults faults;
} spoiler;

static const char *const names[CALLS] = {"", "put", "get", "stat", "remove",
                                         "list"};

static prse_status strike(void *self, int32_t call,
                          const prse_blob_options *opts, prse_error *err)
{
    spoiler *own = self;
    prse__blob_watch watch = prse__blob_watch_start(opts, 0);
    prse_status status = PRSE_OK;
    if (own->faults.late_ms > 0)
        status = prse__blob_watch_wait(&watch, own->faults.late_ms, err);
    if (!status && (!own->call || own->call == call))
        status = prse__faults_strike(&own->faults, names[call], err);
    return status;
}

static prse_status put(void *self, prse_str key,
                       const prse_blob_source *source,
                       const prse_blob_options *opts, prse_error *err)
{
    const prse_blob *inner = &((spoiler *)self)->inner;
    prse_status status = strike(self, PRSE_BLOB_PUT, opts, err);
    return status ? status : inner->put(inner->self, key, source, opts, err);
}

static prse_status get(void *self, prse_str key, uint64_t offset,
                       uint64_t length, prse_blob_sink sink, void *user,
                       const prse_blob_options *opts, prse_error *err)
{
    const prse_blob *inner = &((spoiler *)self)->inner;
    prse_status status = strike(self, PRSE_BLOB_GET, opts, err);
    return status ? status
                  : inner->get(inner->self, key, offset, length, sink, user,
                               opts, err);
}

static prse_status look(void *self, prse_str key, prse_blob_info *out,
                        const prse_blob_options *opts, prse_error *err)
{
    const prse_blob *inner = &((spoiler *)self)->inner;
    prse_status status = strike(self, PRSE_BLOB_STAT, opts, err);
    return status ? status : inner->stat(inner->self, key, out, opts, err);
}

static prse_status drop(void *self, prse_str key,
                        const prse_blob_options *opts, prse_error *err)
{
    const prse_blob *inner = &((spoiler *)self)->inner;
    prse_status status = strike(self, PRSE_BLOB_REMOVE, opts, err);
    return status ? status : inner->remove(inner->self, key, opts, err);
}

static prse_status list(void *self, prse_str prefix, prse_blob_found found,
                        void *user, const prse_blob_options *opts,
                        prse_error *err)
{
    const prse_blob *inner = &((spoiler *)self)->inner;
    prse_status status = strike(self, PRSE_BLOB_LIST, opts, err);
    return status ? status
                  : inner->list(inner->self, prefix, found, user, opts, err);
}

static prse_status give_link(void *self, prse_str key,
                             const prse_blob_link *link,
                             prse_blob_text found, void *user,
                             prse_error *err)
{
    const prse_blob *inner = &((spoiler *)self)->inner;
    return inner->link(inner->self, key, link, found, user, err);
}

static void free_spoiler(void *self)
{
    spoiler *own = self;
    prse__blob_free(&own->inner);
    prse__free(own);
}

static prse_status read_options(spoiler *own,
                                const prse_blob_fault_options *opts,
                                prse_error *err)
{
    prse_blob_fault_options is = {0};
    prse_status status =
        prse__options_read(&is, sizeof is, opts, "fault options", err);
    if (status)
        return status;
    if (is.call < 0 || is.call >= CALLS)
        return prse__error_set(err, PRSE_EINVAL, "call",
                               "it is no prse_blob_call");
    own->call = is.call;
    own->faults = (prse__faults){
        .nth = is.nth, .lasting = is.lasting, .per_mille = is.per_mille,
        .status = is.status, .seed = is.seed, .late_ms = is.late_ms};
    return prse__faults_settle(&own->faults, err);
}

prse_status prse_blob_faulty(prse_blob *out, prse_blob *inner,
                             const prse_blob_fault_options *opts,
                             prse_error *err)
{
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = prse__blob_accept(inner, err);
    if (status)
        return status;
    spoiler *self = prse__alloc(1, sizeof *self);
    if (!self)
        return prse__error_nomem(err);
    status = read_options(self, opts, err);
    if (status) {
        prse__free(self);
        return status;
    }
    memcpy(&self->inner, inner, sizeof self->inner);
    memset(inner, 0, sizeof *inner);
    *out = (prse_blob){.size = sizeof *out, .self = self,
                       .free = free_spoiler, .put = put, .get = get,
                       .stat = look, .remove = drop, .list = list,
                       .link = self->inner.link ? give_link : NULL};
    return PRSE_OK;
}
