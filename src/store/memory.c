/* SPDX-License-Identifier: Apache-2.0 */
#include "base/mem.h"
#include "store/memory.h"

static prse_status version_of(void *self, prse_str schema, uint32_t *version,
                              prse_error *err)
{
    prse__memory *store = self;
    (void)err;
    pthread_mutex_lock(&store->lock);
    *version = prse__mem_version_get(store->current, schema);
    pthread_mutex_unlock(&store->lock);
    return PRSE_OK;
}

static void free_store(void *self)
{
    prse__memory *store = self;
    prse__mem_state_free(store->current);
    pthread_mutex_destroy(&store->lock);
    prse__free(store);
}

prse_status prse_store_memory(prse_store *out, prse_error *err)
{
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse__memory *store = prse__alloc(1, sizeof *store);
    if (store)
        store->current = prse__mem_state_new();
    if (!store || !store->current ||
        pthread_mutex_init(&store->lock, NULL)) {
        if (store)
            prse__mem_state_free(store->current);
        prse__free(store);
        return prse__error_nomem(err);
    }
    *out = (prse_store){.size = sizeof *out, .self = store,
                        .free = free_store, .version = version_of,
                        .migrate = prse__mem_migrate,
                        .begin = prse__mem_begin, .commit = prse__mem_commit,
                        .rollback = prse__mem_rollback,
                        .get = prse__mem_get, .put = prse__mem_put,
                        .remove = prse__mem_remove, .scan = prse__mem_scan,
                        .claim = prse__mem_claim, .load = prse__mem_load};
    return PRSE_OK;
}
