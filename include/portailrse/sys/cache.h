/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file sys/cache.h
 * Plug: where answers of public services are kept between two calls. Losing an
 * entry is never an error: a cache may forget at any time.
 */
#ifndef PORTAILRSE_SYS_CACHE_H
#define PORTAILRSE_SYS_CACHE_H

#include "portailrse/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Receives what is kept under a key; borrows @p value during the call. */
typedef void (*prse_cache_found)(void *user, prse_str value);

/** A cache; shared by threads. Fields are only ever appended. */
typedef struct prse_cache {
    uint32_t size;     /**< sizeof(prse_cache). */
    uint32_t reserved; /**< 0. */
    void *self;        /**< Handed to each function. */
    /** Releases the cache; called once. May be NULL. */
    void (*free)(void *self);
    /** Calls @p found with what is kept under the key. PRSE_OK,
     * PRSE_ENOTFOUND, PRSE_EIO, PRSE_ENOMEM. */
    prse_status (*get)(void *self, prse_str key, prse_cache_found found,
                       void *user, prse_error *err);
    /** Keeps a value (bytes) that nobody wants from @p until_ms on, Unix time
     * in milliseconds; who reads it looks at its age. Replaces what was there.
     * PRSE_OK, PRSE_EIO, PRSE_ENOMEM, PRSE_EINVAL (empty key). */
    prse_status (*put)(void *self, prse_str key, prse_str value,
                       int64_t until_ms, prse_error *err);
} prse_cache;

/**
 * A cache in memory that forgets what was used longest ago.
 *
 * @param out    filled; the caller calls its free(), or gives it away.
 * @param bytes  what it may hold; 0: 16 MiB.
 * @param err    filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_cache_memory(prse_cache *out, uint64_t bytes,
                                       prse_error *err);

/**
 * A cache in a SQLite file, shared by the processes that open it.
 *
 * @param out   filled; the caller calls its free(), or gives it away.
 * @param path  borrows; the file, made when absent.
 * @param err   filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EIO, PRSE_ESCHEMA (the file
 *         is something else), PRSE_EUNSUPPORTED (built without SQLite).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_cache_sqlite(prse_cache *out, prse_str path,
                                       prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
