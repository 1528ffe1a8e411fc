/* SPDX-License-Identifier: Apache-2.0 */
#include "http/plug.h"

#include <string.h>

static prse_status check(int given, uint32_t size, size_t own, int complete,
                         const char *what, prse_error *err)
{
    if (!given)
        return prse__error_set(err, PRSE_EINVAL, what, "it is NULL");
    if (size < own)
        return prse__error_set(err, PRSE_EABI, what,
                               "the size of the struct is %u, expected %zu",
                               size, own);
    if (!complete)
        return prse__error_set(err, PRSE_EINVAL, what,
                               "one of its functions is NULL");
    return PRSE_OK;
}

prse_status prse__http_check(const prse_http *http, prse_error *err)
{
    return check(http != NULL, http ? http->size : 0, sizeof *http,
                 http && http->size >= sizeof *http && http->open &&
                     http->close && http->start && http->wait && http->cancel,
                 "prse_http", err);
}

prse_status prse__cache_check(const prse_cache *cache, prse_error *err)
{
    return check(cache != NULL, cache ? cache->size : 0, sizeof *cache,
                 cache && cache->size >= sizeof *cache && cache->get &&
                     cache->put,
                 "prse_cache", err);
}

prse_status prse__clock_check(const prse_clock *clock, prse_error *err)
{
    return check(clock != NULL, clock ? clock->size : 0, sizeof *clock,
                 clock && clock->size >= sizeof *clock && clock->now_ms &&
                     clock->monotonic_ms,
                 "prse_clock", err);
}

void prse__http_free(prse_http *http)
{
    if (http->free)
        http->free(http->self);
    memset(http, 0, sizeof *http);
}

void prse__cache_free(prse_cache *cache)
{
    if (cache->free)
        cache->free(cache->self);
    memset(cache, 0, sizeof *cache);
}
