/* SPDX-License-Identifier: Apache-2.0 */
/* Plugs are checked once, when they are handed over. */
#ifndef PRSE_HTTP_PLUG_H
#define PRSE_HTTP_PLUG_H

#include "base/error.h"
#include "portailrse/sys/cache.h"
#include "portailrse/sys/clock.h"
#include "portailrse/sys/http.h"

/* PRSE_EINVAL, PRSE_EABI. */
prse_status prse__http_check(const prse_http *http, prse_error *err);
prse_status prse__cache_check(const prse_cache *cache, prse_error *err);
prse_status prse__clock_check(const prse_clock *clock, prse_error *err);

void prse__http_free(prse_http *http);
void prse__cache_free(prse_cache *cache);

#endif
