/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "http/exchange.h"
#include "http/file.h"
#include "http/plug.h"

typedef struct recorder {
    prse_http inner;
    char *folder;
} recorder;

typedef struct recorded {
    prse__call_tap tap; /* first: a tap is the head of its call */
    struct session *session;
    prse_http_call *call;
    struct recorded *next;
} recorded;

typedef struct session {
    recorder *self;
    void *inner;
    recorded *calls;
} session;

static void forget(recorded *it)
{
    recorded **at = &it->session->calls;
    while (*at != it)
        at = &(*at)->next;
    *at = it->next;
    prse__free(it);
}

/* PRSE_OK, PRSE_ENOMEM, PRSE_EIO. */
static prse_status keep(const recorder *self, const prse_http_call *call,
                        prse_status status)
{
    prse__buf path, text;
    prse__buf_init(&path, 0);
    prse__buf_init(&text, 0);
    prse__exchange_path(&path, self->folder, call);
    prse__exchange_write(&text, call, status);
    prse_status kept = PRSE_ENOMEM;
    if (!path.failed && !text.failed)
        kept = prse__file_write(path.ptr, prse__buf_str(&text), NULL);
    prse__buf_free(&path);
    prse__buf_free(&text);
    return kept == PRSE_OK || kept == PRSE_ENOMEM ? kept : PRSE_EIO;
}

/* Who records wants to know that a recording failed: the call fails too. */
static prse_status ended(prse__call_tap *tap, prse_http_call *call,
                         prse_status status)
{
    recorded *it = (recorded *)tap;
    prse_status kept = keep(it->session->self, call, status);
    forget(it);
    if (status || !kept)
        return status;
    call->tap_why = "the exchange could not be recorded";
    return kept;
}

static prse_status start(void *own, prse_http_call *call, prse_error *err)
{
    session *at = own;
    recorded *it = prse__alloc(1, sizeof *it);
    if (!it)
        return prse__error_nomem(err);
    *it = (recorded){{ended, NULL}, at, call, at->calls};
    at->calls = it;
    prse__call_tap_on(call, &it->tap);
    prse_status status = at->self->inner.start(at->inner, call, err);
    if (status) {
        prse__call_tap_off(call, &it->tap);
        forget(it);
    }
    return status;
}

static prse_status wait_ms(void *own, int64_t ms, prse_error *err)
{
    session *at = own;
    return at->self->inner.wait(at->inner, ms, err);
}

static void cancel(void *own, prse_http_call *call)
{
    session *at = own;
    recorded *it = at->calls;
    at->self->inner.cancel(at->inner, call);
    while (it && it->call != call)
        it = it->next;
    if (it) {
        prse__call_tap_off(call, &it->tap);
        forget(it);
    }
}

static prse_status open_session(void *self, void **out, prse_error *err)
{
    recorder *own = self;
    session *it = prse__alloc(1, sizeof *it);
    if (!it)
        return prse__error_nomem(err);
    it->self = own;
    prse_status status = own->inner.open(own->inner.self, &it->inner, err);
    if (status)
        prse__free(it);
    else
        *out = it;
    return status;
}

static void close_session(void *own)
{
    session *at = own;
    at->self->inner.close(at->inner);
    prse__free(at);
}

static void free_recorder(void *self)
{
    recorder *own = self;
    prse__http_free(&own->inner);
    prse__free(own->folder);
    prse__free(own);
}

prse_status prse_http_record(prse_http *out, prse_http *inner,
                             prse_str folder, prse_error *err)
{
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = prse__http_check(inner, err);
    char *path = NULL;
    if (!status)
        status = prse__folder_path(&path, folder, err);
    if (!status)
        status = prse__folder_make(path, err);
    recorder *self = status ? NULL : prse__alloc(1, sizeof *self);
    if (!self) {
        prse__free(path);
        return status ? status : prse__error_nomem(err);
    }
    self->folder = path;
    self->inner = *inner;
    memset(inner, 0, sizeof *inner);
    *out = (prse_http){.size = sizeof *out, .self = self,
                       .free = free_recorder, .open = open_session,
                       .close = close_session, .start = start,
                       .wait = wait_ms, .cancel = cancel,
                       .guards = self->inner.guards};
    return PRSE_OK;
}
