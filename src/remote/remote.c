/* SPDX-License-Identifier: Apache-2.0 */
#include "remote/remote.h"

#include <stddef.h>
#include <string.h>

#include "base/options.h"
#include "http/clock.h"
#include "http/plug.h"

enum {
    MOST_BYTES = 50 * 1024 * 1024,
    CONNECT_MS = 5000,
    IDLE_MS = 10000,
    TOTAL_MS = 60000,
    HOLD_MS = 5000,
    MOST_MS = 24 * 3600 * 1000
};

static const struct {
    const char *name;
    size_t at;
    int64_t usual;
} times[] = {
    {"connect_ms", offsetof(prse_remote_options, connect_ms), CONNECT_MS},
    {"idle_ms", offsetof(prse_remote_options, idle_ms), IDLE_MS},
    {"total_ms", offsetof(prse_remote_options, total_ms), TOTAL_MS},
    {"hold_ms", offsetof(prse_remote_options, hold_ms), HOLD_MS},
};

static prse_status set_times(prse_remote_options *opts, prse_error *err)
{
    if (opts->hold_ms == -1)
        opts->hold_ms = INT64_MIN;
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        int64_t *ms = (int64_t *)(void *)((char *)opts + times[i].at);
        if (*ms == INT64_MIN)
            *ms = 0;
        else if (*ms < 0 || *ms > MOST_MS)
            return prse__error_set(err, PRSE_EINVAL, times[i].name,
                                   "at most a day, in milliseconds");
        else if (*ms == 0)
            *ms = times[i].usual;
    }
    if (opts->most_bytes == 0)
        opts->most_bytes = MOST_BYTES;
    return PRSE_OK;
}

static prse_status read_lists(prse_remote *it, prse_error *err)
{
    prse_str folder = it->opts.folder;
    it->opts.folder = prse__str_dup(
        it->arena, folder.len ? folder : PRSE_STR("/tmp"));
    if (!it->opts.folder.ptr)
        return prse__error_nomem(err);
    if (memchr(it->opts.folder.ptr, '\0', it->opts.folder.len))
        return prse__error_set(err, PRSE_EINVAL, "folder",
                               "the path holds a NUL");
    prse_status status =
        prse__hosts_read(&it->hosts, it->arena, it->opts.hosts, err);
    it->opts.hosts = (prse_str){0};
    if (!status)
        status = prse__networks_read(&it->networks, it->arena,
                                     it->opts.networks, err);
    it->opts.networks = (prse_str){0};
    return status;
}

static prse_status check_plugs(const prse_remote_options *opts,
                               prse_error *err)
{
    prse_status status =
        opts->clock ? prse__clock_check(opts->clock, err) : PRSE_OK;
    if (!status && opts->http)
        status = prse__http_check(opts->http, err);
    if (status || !opts->http || opts->http->guards || opts->behind_proxy)
        return status;
    return prse__error_set(err, PRSE_EUNSUPPORTED, "http",
                           "this backend does not ask whether an address may "
                           "be connected to");
}

/* Last, so that a backend is taken on success only. */
static prse_status take_plugs(prse_remote *it, prse_http *http,
                              const prse_clock *clock, prse_error *err)
{
    it->clock = clock ? *clock : prse__clock_system();
    if (!http)
        return prse_http_curl(&it->http, NULL, err);
    it->http = *http;
    memset(http, 0, sizeof *http);
    return PRSE_OK;
}

static prse_status set_up(prse_remote *it, prse_error *err)
{
    prse_status status = set_times(&it->opts, err);
    if (!status)
        status = check_plugs(&it->opts, err);
    if (!status)
        status = read_lists(it, err);
    if (!status)
        status = take_plugs(it, it->opts.http, it->opts.clock, err);
    it->opts.http = NULL;
    it->opts.clock = NULL;
    return status;
}

prse_status prse_remote_new(prse_remote **out,
                            const prse_remote_options *opts, prse_error *err)
{
    prse_remote_options own = {0};
    if (!out || !opts)
        return prse__error_set(err, PRSE_EINVAL, out ? "opts" : "out",
                               "it is NULL");
    prse_status status = prse__options_read(
        &own, sizeof own, opts, "options of remote addresses", err);
    if (status)
        return status;
    prse_remote *it = prse__alloc(1, sizeof *it);
    if (it)
        it->arena = prse__arena_new(0);
    if (it)
        it->opts = own;
    status = it && it->arena ? set_up(it, err) : prse__error_nomem(err);
    if (status)
        prse_remote_free(it);
    else
        *out = it;
    return status;
}

void prse_remote_free(prse_remote *remote)
{
    if (!remote)
        return;
    prse__http_free(&remote->http);
    prse__arena_free(remote->arena);
    prse__free(remote);
}
