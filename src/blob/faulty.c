/* SPDX-License-Identifier: Apache-2.0 */
/* Every call waits, then goes on to the inner store or fails, as its number
 * draws: the same seed brings the same faults. */
#include <stdatomic.h>
#include <string.h>

#include "base/options.h"
#include "blob/blob.h"

enum { CALLS = 6 };

typedef struct spoiler {
    prse_blob inner;
    prse_blob_fault_options opts;
    atomic_uint_fast64_t calls; /* of those that may be struck */
} spoiler;

static const char *const names[CALLS] = {"", "put", "get", "stat", "remove",
                                         "list"};

/* splitmix64: one draw for each number. */
static uint64_t draw(uint64_t seed, uint64_t number)
{
    uint64_t x = seed + number * UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return x ^ x >> 31;
}

static int is_struck(spoiler *own, int32_t call)
{
    const prse_blob_fault_options *opts = &own->opts;
    if (opts->call && opts->call != call)
        return 0;
    uint64_t number = atomic_fetch_add(&own->calls, 1) + 1;
    if (opts->nth)
        return opts->lasting ? number >= opts->nth : number == opts->nth;
    return draw(opts->seed, number) % 1000 < opts->per_mille;
}

static prse_status strike(void *self, int32_t call,
                          const prse_blob_options *opts, prse_error *err)
{
    spoiler *own = self;
    prse__blob_watch watch = prse__blob_watch_start(opts, 0);
    prse_status status = PRSE_OK;
    if (own->opts.late_ms > 0)
        status = prse__blob_watch_wait(&watch, own->opts.late_ms, err);
    if (!status && is_struck(own, call))
        return prse__error_set(err, (prse_status)own->opts.status,
                               names[call], "a fault that was asked for");
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

static prse_status wrong(const char *field, const char *why, prse_error *err)
{
    return prse__error_set(err, PRSE_EINVAL, field, "%s", why);
}

static prse_status read_options(prse_blob_fault_options *own,
                                const prse_blob_fault_options *opts,
                                prse_error *err)
{
    prse_status status =
        prse__options_read(own, sizeof *own, opts, "fault options", err);
    if (status)
        return status;
    if (own->status == 0)
        own->status = PRSE_EIO;
    if (own->status < 0 || own->status > PRSE_EEXPIRED)
        return wrong("status", "it is no prse_status", err);
    if (own->call < 0 || own->call >= CALLS)
        return wrong("call", "it is no prse_blob_call", err);
    if (own->per_mille > 1000)
        return wrong("per_mille",
                     "at most 1000 of a thousand calls can fail", err);
    if (own->late_ms < 0)
        return wrong("late_ms", "it is negative", err);
    return PRSE_OK;
}

prse_status prse_blob_faulty(prse_blob *out, prse_blob *inner,
                             const prse_blob_fault_options *opts,
                             prse_error *err)
{
    prse_blob_fault_options own = {0};
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = prse__blob_accept(inner, err);
    if (!status)
        status = read_options(&own, opts, err);
    if (status)
        return status;
    spoiler *self = prse__alloc(1, sizeof *self);
    if (!self)
        return prse__error_nomem(err);
    self->opts = own;
    atomic_init(&self->calls, 0);
    memcpy(&self->inner, inner, sizeof self->inner);
    memset(inner, 0, sizeof *inner);
    *out = (prse_blob){.size = sizeof *out, .self = self,
                       .free = free_spoiler, .put = put, .get = get,
                       .stat = look, .remove = drop, .list = list,
                       .link = self->inner.link ? give_link : NULL};
    return PRSE_OK;
}
