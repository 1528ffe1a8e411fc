/* SPDX-License-Identifier: Apache-2.0 */
/* What C calls back, and the values that go with it. */
#include "crossing.h"

#include <string.h>
#include <time.h>

/* --- Texts and values --- */

PyObject *prse_py_str(prse_str text)
{
    return PyUnicode_DecodeUTF8(text.ptr ? text.ptr : "",
                                (Py_ssize_t)text.len, "replace");
}

int prse_py_text(PyObject *from, prse_str *to)
{
    Py_ssize_t length = 0;
    char *bytes = NULL;
    if (PyBytes_Check(from)) {
        if (PyBytes_AsStringAndSize(from, &bytes, &length) < 0)
            return -1;
        *to = (prse_str){bytes, (size_t)length};
        return 0;
    }
    const char *text = PyUnicode_AsUTF8AndSize(from, &length);
    *to = (prse_str){text, (size_t)length};
    return text ? 0 : -1;
}

PyObject *prse_py_taken_text(prse_text *text)
{
    if (!text)
        Py_RETURN_NONE;
    PyObject *result = prse_py_str(prse_text_str(text));
    prse_text_free(text);
    return result;
}

PyObject *prse_py_taken_bytes(prse_text *text)
{
    if (!text)
        Py_RETURN_NONE;
    prse_str bytes = prse_text_str(text);
    PyObject *result = PyBytes_FromStringAndSize(bytes.ptr,
                                                 (Py_ssize_t)bytes.len);
    prse_text_free(text);
    return result;
}

PyObject *prse_py_tuple(size_t count, prse_py_item *item, const void *from)
{
    PyObject *all = PyTuple_New((Py_ssize_t)count);
    for (size_t i = 0; all && i < count; i++) {
        PyObject *made = item(from, i);
        if (!made || PyTuple_SetItem(all, (Py_ssize_t)i, made) < 0)
            Py_CLEAR(all);
    }
    return all;
}

PyObject *prse_py_also(PyObject *result, PyObject *more)
{
    if (!result || !more || result == Py_None) {
        Py_XDECREF(result ? result : more);
        return result ? more : NULL;
    }
    if (!PyList_Check(result))
        result = Py_BuildValue("[N]", result);
    if (result && PyList_Append(result, more) < 0)
        Py_CLEAR(result);
    Py_DECREF(more);
    return result;
}

/* --- Progress, and stopping --- */

/* Ctrl-C, looked at 20 times a second at most. */
static int interrupted(void)
{
    static _Thread_local int64_t last;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    if (ms - last < 50)
        return 0;
    last = ms;
    return 1;
}

int prse_py_should_stop(void *user)
{
    const prse_py_calls *calls = user;
    if (prse_py_stopped())
        return 1;
    if (!interrupted() && !calls->should_stop)
        return 0;
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return 1;
    int stop = PyErr_CheckSignals() < 0;
    if (!stop && calls->should_stop) {
        PyObject *answer = PyObject_CallNoArgs(calls->should_stop);
        stop = answer ? PyObject_IsTrue(answer) : -1;
        Py_XDECREF(answer);
    }
    if (PyErr_Occurred() && calls->lasts)
        prse_py_mark_stop();
    if (PyErr_Occurred())
        prse_py_caught_stop();
    prse_py_detach(state);
    return stop != 0;
}

/* Progress cannot fail. */
void prse_py_tell(PyObject *callable, PyObject *arguments)
{
    PyObject *done = arguments ? PyObject_CallObject(callable, arguments)
                               : NULL;
    if (!done)
        prse_py_aside(callable);
    Py_XDECREF(done);
    Py_XDECREF(arguments);
}

static void register_progress(void *user, const prse_register_progress *at)
{
    extern prse_py_struct prse_py_prse_register_progress;
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return;
    const prse_py_calls *calls = user;
    prse_py_tell(calls->progress,
                 Py_BuildValue("(N)", prse_py_record(
                     &prse_py_prse_register_progress, at)));
    prse_py_detach(state);
}

static void work_progress(void *user, prse_str what, uint64_t done,
                          uint64_t total)
{
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return;
    const prse_py_calls *calls = user;
    prse_py_tell(calls->progress,
                 Py_BuildValue("(NKK)", prse_py_str(what),
                               (unsigned long long)done,
                               (unsigned long long)total));
    prse_py_detach(state);
}

static void upload_progress(void *user, uint64_t done)
{
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return;
    const prse_py_calls *calls = user;
    prse_py_tell(calls->progress,
                 Py_BuildValue("(K)", (unsigned long long)done));
    prse_py_detach(state);
}

static void analysis_progress(void *user, prse_analysis_stage stage,
                              uint64_t done, uint64_t total)
{
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return;
    const prse_py_calls *calls = user;
    prse_py_tell(calls->progress,
                 Py_BuildValue("(NKK)",
                               prse_py_enum("AnalysisStage", (long)stage),
                               (unsigned long long)done,
                               (unsigned long long)total));
    prse_py_detach(state);
}

static void count_progress(void *user, uint64_t done, uint64_t total)
{
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return;
    const prse_py_calls *calls = user;
    prse_py_tell(calls->progress,
                 Py_BuildValue("(KK)", (unsigned long long)done,
                               (unsigned long long)total));
    prse_py_detach(state);
}

#define HEARD(NAME, SLOT, HEAR) \
    {NAME, offsetof(prse_py_calls, SLOT), (void (*)(void))(HEAR)}

void (*prse_py_hear(const char *name, prse_py_calls *calls,
                    PyObject *callable))(void)
{
    static const struct {
        const char *name;
        size_t slot;
        void (*hear)(void);
    } all[] = {
        HEARD("prse_register_options", progress, register_progress),
        HEARD("prse_upload", progress, upload_progress),
        HEARD("prse_analysis_options", progress, analysis_progress),
        HEARD("prse_classify_options", progress, count_progress),
        HEARD("prse_extract_options", progress, count_progress),
        HEARD("prse_store_work", progress, work_progress),
        HEARD("idle", idle, prse_py_idle),
        HEARD("told", told, prse_py_told),
        HEARD("given_up", given_up, prse_py_given_up)};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (strcmp(all[i].name, name) == 0) {
            *(PyObject **)(void *)((char *)calls + all[i].slot) = callable;
            return all[i].hear;
        }
    return NULL;
}

/* --- Reading, scanning, receiving --- */

prse_status prse_py_read(void *user, void *to, size_t room, size_t *got,
                         prse_error *err)
{
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return prse_py_say(err, PRSE_ECANCELED, "Python has ended");
    const prse_py_calls *calls = user;
    prse_status status = PRSE_OK;
    PyObject *piece = PyObject_CallFunction(calls->read, "n",
                                            (Py_ssize_t)room);
    Py_buffer bytes = {0};
    if (!piece || PyObject_GetBuffer(piece, &bytes, PyBUF_SIMPLE) < 0) {
        status = prse_py_caught(err);
    } else if ((size_t)bytes.len > room) {
        PyErr_SetString(PyExc_ValueError, "read() gave more than asked for");
        status = prse_py_caught(err);
    } else {
        memcpy(to, bytes.buf, (size_t)bytes.len);
        *got = (size_t)bytes.len;
    }
    PyBuffer_Release(&bytes);
    Py_XDECREF(piece);
    prse_py_detach(state);
    return status;
}

static prse_status call(PyObject *callable, PyObject *argument,
                        prse_error *err)
{
    PyObject *done = argument ? PyObject_CallFunctionObjArgs(
        callable, argument, NULL) : NULL;
    prse_status status = done ? PRSE_OK : prse_py_caught(err);
    Py_XDECREF(done);
    Py_XDECREF(argument);
    return status;
}

prse_status prse_py_scan(void *user, const char *path, prse_error *err)
{
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return prse_py_say(err, PRSE_ECANCELED, "Python has ended");
    prse_status status = call(user, PyUnicode_DecodeFSDefault(path), err);
    prse_py_detach(state);
    return status;
}

/* -1: nobody knows, which says no to whoever asked. */
int prse_py_is_revoked(void *user, prse_str jti)
{
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return -1;
    PyObject *text = prse_py_str(jti);
    PyObject *answer =
        text ? PyObject_CallFunctionObjArgs(user, text, NULL) : NULL;
    int said = answer ? PyObject_IsTrue(answer) : -1;
    if (PyErr_Occurred())
        prse_py_aside(user);
    Py_XDECREF(text);
    Py_XDECREF(answer);
    prse_py_detach(state);
    return said;
}

prse_status prse_py_sink(void *user, prse_str bytes, prse_error *err)
{
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return prse_py_say(err, PRSE_ECANCELED, "Python has ended");
    prse_status status = call(user, PyBytes_FromStringAndSize(
        bytes.ptr, (Py_ssize_t)bytes.len), err);
    prse_py_detach(state);
    return status;
}

void prse_py_finding(void *user, prse_str text)
{
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return;
    prse_py_tell(user, Py_BuildValue("(N)", prse_py_str(text)));
    prse_py_detach(state);
}

prse_status prse_py_page(void *user, const prse_page *page, prse_error *err)
{
    extern prse_py_struct prse_py_prse_page;
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return prse_py_say(err, PRSE_ECANCELED, "Python has ended");
    prse_status status = call(user, prse_py_record(&prse_py_prse_page, page),
                              err);
    prse_py_detach(state);
    return status;
}

int prse_py_index(void *user, size_t index)
{
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return 1;
    prse_py_tell(user, Py_BuildValue("(N)", PyLong_FromSize_t(index)));
    prse_py_detach(state);
    return 0;
}

void prse_py_case(void *user, prse_str name, prse_str wrong)
{
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return;
    prse_py_tell(user, Py_BuildValue("(NN)", prse_py_str(name),
                                     prse_py_str(wrong)));
    prse_py_detach(state);
}

/* --- Clocks --- */

static int64_t ask_clock(PyObject *clock, const char *method)
{
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return 0;
    PyObject *answer = PyObject_CallMethod(clock, method, NULL);
    int64_t ms = answer ? PyLong_AsLongLong(answer) : 0;
    if (PyErr_Occurred())
        prse_py_aside(clock);
    Py_XDECREF(answer);
    prse_py_detach(state);
    return ms;
}

int64_t prse_py_now_ms(void *self)
{
    return ask_clock(self, "now_ms");
}

int64_t prse_py_monotonic_ms(void *self)
{
    return ask_clock(self, "monotonic_ms");
}
