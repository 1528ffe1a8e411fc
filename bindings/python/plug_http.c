/* SPDX-License-Identifier: Apache-2.0 */
/* HTTP of Python: backends.HttpBackend, which blocks. */
#include "plugs.h"

#include <time.h>

static PyObject *build_headers(void *call)
{
    PyObject *all = PyDict_New(), *text = NULL;
    prse_str name, value;
    for (size_t i = 0; all && prse_http_call_header(call, i, &name, &value);
         i++) {
        text = prse_py_str(value);
        if (!text || PyDict_SetItemString(all, name.ptr, text) < 0)
            Py_CLEAR(all);
        Py_XDECREF(text);
    }
    return all;
}

static PyObject *build_call(void *call)
{
    int64_t connect_ms = 0, ms = prse_http_call_time(call, &connect_ms);
    prse_str method = prse_http_call_method(call);
    prse_str url = prse_http_call_url(call), body = prse_http_call_body(call);
    return prse_py_made("HttpCall", "O&O&O&O&dd", prse_py_build_str, &method,
                        prse_py_build_str, &url, build_headers, call,
                        prse_py_build_bytes, &body, (double)ms / 1000,
                        (double)connect_ms / 1000);
}

static int take_header(void *call, PyObject *pair, prse_status *status,
                       prse_error *err)
{
    PyObject *name, *value;
    prse_str key, text;
    (void)err;
    if (!prse_py_unpack(pair, "a header is (name, value)", "OO", &name,
                        &value) ||
        prse_py_text(name, &key) < 0 || prse_py_text(value, &text) < 0)
        return -1;
    *status = prse_http_call_answer_header(call, key, text);
    return *status != PRSE_OK;
}

static prse_status take_answer(void *call, PyObject *answer, prse_error *err)
{
    int status;
    PyObject *headers, *body;
    prse_str bytes;
    if (!prse_py_unpack(answer, "request() answers an HttpAnswer", "iOO",
                        &status, &headers, &body) ||
        prse_py_text(body, &bytes) < 0)
        return PRSE_EIO;
    prse_http_call_answer_status(call, status);
    PyObject *pairs = prse_py_has(headers, "items")
                          ? PyObject_CallMethod(headers, "items", NULL)
                          : Py_NewRef(headers);
    prse_status done = pairs ? prse_py_each(pairs, err, call, take_header)
                             : PRSE_EIO;
    Py_XDECREF(pairs);
    return done ? done : prse_http_call_answer_body(call, bytes);
}

static prse_status open_session(void *self, void **session, prse_error *err)
{
    (void)err;
    *session = self;
    return PRSE_OK;
}

static void close_session(void *session)
{
    (void)session;
}

static prse_status start(void *session, prse_http_call *call, prse_error *err)
{
    prse_error why = {0};
    prse_status status = prse_py_ask(session, "request", take_answer, call,
                                     &why, "(O&)", build_call, call);
    if (status == PRSE_ENOMEM || status == PRSE_ECANCELED)
        return prse_py_say(err, status, why.message);
    if (status && status != PRSE_ETIMEOUT && status != PRSE_EREFUSED &&
        status != PRSE_ETLS && status != PRSE_ELIMIT)
        status = prse_py_turn(PRSE_EIO);
    prse_http_call_finish(call, status, prse_str_of(why.message));
    return PRSE_OK;
}

/* Nothing is ever under way. */
static prse_status wait_ms(void *session, int64_t ms, prse_error *err)
{
    struct timespec nap = {ms / 1000, (long)(ms % 1000) * 1000000};
    (void)session;
    (void)err;
    nanosleep(&nap, NULL);
    return PRSE_OK;
}

static void cancel(void *session, prse_http_call *call)
{
    (void)session;
    (void)call;
}

PyObject *prse_py_http(PyObject *backend)
{
    prse_http plug = {.size = sizeof plug, .self = backend,
                      .free = prse_py_free, .open = open_session,
                      .close = close_session, .start = start,
                      .wait = wait_ms, .cancel = cancel};
    return prse_py_plug_of(backend, &plug, "prse_http", sizeof plug,
                           "request ");
}
