/* SPDX-License-Identifier: Apache-2.0 */
#include "portailrse/engine.h"

#include "base/error.h"
#include "base/mem.h"
#include "base/options.h"
#include "engine/pack.h"

#define DEFAULT_PACK_MEMORY (UINT64_C(256) << 20)

prse_status prse_engine_new(prse_engine **out, const prse_engine_options *opts,
                            prse_error *err)
{
    prse_engine_options own = {0};
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status =
        prse__options_read(&own, sizeof own, opts, "engine options", err);
    if (status)
        return status;
    prse_engine *engine = prse__alloc(1, sizeof *engine);
    if (!engine)
        return prse__error_nomem(err);
    atomic_init(&engine->refs, 1);
    engine->pack_memory =
        own.pack_memory ? own.pack_memory : DEFAULT_PACK_MEMORY;
    *out = engine;
    return PRSE_OK;
}

prse_engine *prse_engine_ref(prse_engine *engine)
{
    if (engine)
        atomic_fetch_add(&engine->refs, 1);
    return engine;
}

void prse_engine_unref(prse_engine *engine)
{
    if (engine && atomic_fetch_sub(&engine->refs, 1) == 1)
        prse__free(engine);
}
