/* SPDX-License-Identifier: Apache-2.0 */
#include "base/steady.h"
#include "http/clock.h"
#include "http/exchange.h"
#include "http/file.h"

enum { LARGEST_FILE = 64 * 1024 * 1024 };

typedef struct player {
    char *folder;
} player;

static prse_status play(const char *path, prse_http_call *call,
                        prse_error *err)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse_status status = prse__file_read(&text, path, LARGEST_FILE, err);
    if (!status)
        status = prse__exchange_play(call, prse__buf_str(&text), path, err);
    prse__buf_free(&text);
    return status;
}

/* All is done here: there is nothing to wait for. */
static prse_status start(void *session, prse_http_call *call, prse_error *err)
{
    const player *self = *(player **)session;
    prse_error own;
    prse__buf path;
    prse__buf_init(&path, 0);
    prse__exchange_path(&path, self->folder, call);
    prse_status status = path.failed ? prse__error_nomem(&own)
                                     : play(path.ptr, call, &own);
    prse__buf_free(&path);
    if (status == PRSE_ENOMEM)
        return prse__error_nomem(err);
    if (status == PRSE_ENOTFOUND)
        prse_http_call_finish(call, PRSE_EREFUSED,
                              PRSE_STR("this request was not recorded"));
    else if (status)
        prse_http_call_finish(call, PRSE_EIO, prse_str_of(own.message));
    return PRSE_OK;
}

static prse_status wait_ms(void *session, int64_t ms, prse_error *err)
{
    (void)session;
    (void)err;
    prse__sleep_ms(ms);
    return PRSE_OK;
}

static void cancel(void *session, prse_http_call *call)
{
    (void)session;
    (void)call;
}

static prse_status open_session(void *self, void **session, prse_error *err)
{
    player **it = prse__alloc(1, sizeof *it);
    if (!it)
        return prse__error_nomem(err);
    *it = self;
    *session = it;
    return PRSE_OK;
}

static void close_session(void *session)
{
    prse__free(session);
}

static void free_player(void *self)
{
    player *own = self;
    prse__free(own->folder);
    prse__free(own);
}

prse_status prse_http_replay(prse_http *out, prse_str folder, prse_error *err)
{
    char *path = NULL;
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = prse__folder_path(&path, folder, err);
    if (!status)
        status = prse__folder_check(path, err);
    player *self = status ? NULL : prse__alloc(1, sizeof *self);
    if (!self) {
        prse__free(path);
        return status ? status : prse__error_nomem(err);
    }
    self->folder = path;
    *out = (prse_http){.size = sizeof *out, .self = self,
                       .free = free_player, .open = open_session,
                       .close = close_session, .start = start,
                       .wait = wait_ms, .cancel = cancel};
    return PRSE_OK;
}
