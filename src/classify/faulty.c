/* SPDX-License-Identifier: Apache-2.0 */
/* Every call waits, then goes on to the inner classifier or fails, as its
 * number draws: the same seed brings the same faults. */
#include <stdatomic.h>
#include <string.h>

#include "base/mem.h"
#include "base/options.h"
#include "classify/check.h"
#include "classify/watch.h"

typedef struct spoiler {
    prse_classifier inner;
    prse_classifier_fault_options opts;
    atomic_uint_fast64_t calls;
} spoiler;

/* splitmix64: one draw for each number. */
static uint64_t draw(uint64_t seed, uint64_t number)
{
    uint64_t x = seed + number * UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return x ^ x >> 31;
}

static int is_struck(spoiler *own)
{
    const prse_classifier_fault_options *opts = &own->opts;
    uint64_t number = atomic_fetch_add(&own->calls, 1) + 1;
    if (opts->nth)
        return opts->lasting ? number >= opts->nth : number == opts->nth;
    return draw(opts->seed, number) % 1000 < opts->per_mille;
}

static prse_status describe(void *self, prse_classifier_info *out,
                            prse_error *err)
{
    const prse_classifier *inner = &((spoiler *)self)->inner;
    return inner->describe(inner->self, out, err);
}

static prse_status tell_label(void *self, uint32_t index,
                              prse_label_info *out, prse_error *err)
{
    const prse_classifier *inner = &((spoiler *)self)->inner;
    return inner->label(inner->self, index, out, err);
}

static prse_status classify(void *self, const prse_str *texts, size_t count,
                            prse_label *out,
                            const prse_classify_options *opts,
                            prse_error *err)
{
    spoiler *own = self;
    prse__classify_watch watch = prse__classify_watch_start(opts);
    prse_status status = PRSE_OK;
    if (own->opts.late_ms > 0)
        status = prse__classify_watch_wait(&watch, own->opts.late_ms, err);
    if (!status && is_struck(own))
        status = prse__error_set(err, (prse_status)own->opts.status,
                                 "classify", "a fault that was asked for");
    return status ? status
                  : own->inner.classify(own->inner.self, texts, count, out,
                                        opts, err);
}

static void free_spoiler(void *self)
{
    spoiler *own = self;
    prse_classifier_drop(&own->inner);
    prse__free(own);
}

static prse_status wrong(const char *field, const char *why, prse_error *err)
{
    return prse__error_set(err, PRSE_EINVAL, field, "%s", why);
}

static prse_status read_options(prse_classifier_fault_options *own,
                                const prse_classifier_fault_options *opts,
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
    if (own->per_mille > 1000)
        return wrong("per_mille",
                     "at most 1000 of a thousand calls can fail", err);
    if (own->late_ms < 0)
        return wrong("late_ms", "it is negative", err);
    return PRSE_OK;
}

prse_status prse_classifier_faulty(prse_classifier *out,
                                   prse_classifier *inner,
                                   const prse_classifier_fault_options *opts,
                                   prse_error *err)
{
    prse_classifier_fault_options own = {0};
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = prse__classify_accept(inner, err);
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
    *out = (prse_classifier){.size = sizeof *out, .self = self,
                             .free = free_spoiler, .describe = describe,
                             .label = tell_label, .classify = classify};
    return PRSE_OK;
}
