/* SPDX-License-Identifier: Apache-2.0 */
/* What all plugs of Python objects share. */
#include "plugs.h"

#include <stdarg.h>
#include <time.h>

PyObject *prse_py_ours(const char *name)
{
    PyObject *module = PyImport_ImportModule("portailrse.backends");
    PyObject *found = module ? PyObject_GetAttrString(module, name) : NULL;
    Py_XDECREF(module);
    return found;
}

/* What a callable answers; both are let go, and NULL is legal. */
static PyObject *called(PyObject *callable, PyObject *arguments)
{
    PyObject *answer = callable && arguments
                           ? PyObject_CallObject(callable, arguments) : NULL;
    Py_XDECREF(arguments);
    Py_XDECREF(callable);
    return answer;
}

PyObject *prse_py_made(const char *name, const char *format, ...)
{
    va_list given;
    va_start(given, format);
    PyObject *arguments = Py_VaBuildValue(format, given);
    va_end(given);
    return called(prse_py_ours(name), arguments);
}

/* --- A plug */

int prse_py_has(PyObject *backend, const char *method)
{
    PyObject *found = PyObject_GetAttrString(backend, method);
    int callable = found && PyCallable_Check(found);
    Py_XDECREF(found);
    PyErr_Clear();
    return callable;
}

PyObject *prse_py_plug_of(PyObject *backend, const void *plug,
                          const char *name, size_t bytes)
{
    PyObject *capsule = prse_py_plug(plug, name, bytes);
    if (capsule)
        Py_INCREF(backend);
    return capsule;
}

/* What cannot fail for C: what is raised is told where such things are, and
 * what is being raised already stays. */
static void run(PyObject *self, const char *method, int needed)
{
    PyObject *type, *value, *trace;
    PyErr_Fetch(&type, &value, &trace);
    if (needed || prse_py_has(self, method)) {
        PyObject *done = PyObject_CallMethod(self, method, NULL);
        if (!done)
            prse_py_aside(self);
        Py_XDECREF(done);
    }
    PyErr_Restore(type, value, trace);
}

void prse_py_run(PyObject *self, const char *method)
{
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return;
    run(self, method, 1);
    prse_py_detach(state);
}

void prse_py_free(void *self)
{
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return; /* Python is gone, and with it what is to be freed. */
    run(self, "close", 0);
    Py_DECREF((PyObject *)self);
    prse_py_detach(state);
}

/* --- One call */

static void ask(prse_py_call *call, PyObject *arguments)
{
    PyObject *answer = called(PyObject_GetAttrString(call->self, call->method),
                              arguments);
    if (answer && call->take)
        call->take(call, answer);
    if (PyErr_Occurred())
        call->status = call->may ? prse_py_granted(call->err, call->may)
                                 : prse_py_answered(call->err);
    Py_XDECREF(answer);
}

prse_status prse_py_ask(prse_py_call *call, prse_error *err,
                        const char *format, ...)
{
    PyGILState_STATE state;
    va_list given;
    call->err = err;
    if (call->watch && !prse_py_goes_on(call))
        return call->status;
    if (!prse_py_attach(&state))
        return prse_py_say(err, PRSE_ECANCELED, "Python has ended");
    va_start(given, format);
    ask(call, Py_VaBuildValue(format, given));
    va_end(given);
    prse_py_reclaim(call->lent);
    prse_py_detach(state);
    return call->status;
}

PyObject *prse_py_build_str(void *text)
{
    return prse_py_str(*(prse_str *)text);
}

PyObject *prse_py_build_bytes(void *text)
{
    const prse_str *bytes = text;
    return PyBytes_FromStringAndSize(bytes->ptr, (Py_ssize_t)bytes->len);
}

PyObject *prse_py_build_record(void *place)
{
    const prse_py_place *it = place;
    return prse_py_record(it->of, it->at);
}

PyObject *prse_py_build_values(void *values)
{
    const prse_py_values *it = values;
    return prse_py_plain_values(it->first, it->count);
}

/* --- Its answer */

void prse_py_take_int64(prse_py_call *call, PyObject *answer)
{
    long long number = PyLong_AsLongLong(answer);
    if (call->to)
        *(int64_t *)call->to = number;
}

void prse_py_take_uint32(prse_py_call *call, PyObject *answer)
{
    *(uint32_t *)call->to = (uint32_t)PyLong_AsLongLong(answer);
}

void prse_py_take_fields(prse_py_call *call, PyObject *answer)
{
    const prse_py_place *to = call->to;
    prse_py_fields(to->of, to->at, answer, NULL);
}

void prse_py_each(prse_py_call *call, PyObject *answer, prse_py_give *give)
{
    PyObject *all = PyObject_GetIter(answer), *item;
    int goes_on = all != NULL;
    while (goes_on && (item = PyIter_Next(all))) {
        goes_on = (!call->watch || prse_py_goes_on(call)) && !give(call, item);
        Py_DECREF(item);
    }
    Py_XDECREF(all);
}

void prse_py_take_each(prse_py_call *call, PyObject *answer)
{
    prse_py_each(call, answer, ((prse_py_receiver *)call->to)->give);
}

void prse_py_take_one(prse_py_call *call, PyObject *answer)
{
    ((prse_py_receiver *)call->to)->give(call, answer);
}

int prse_py_is_tuple(PyObject *answer, const char *is)
{
    if (!PyTuple_Check(answer))
        PyErr_SetString(PyExc_TypeError, is);
    return PyTuple_Check(answer);
}

int prse_py_give_text(prse_py_call *call, PyObject *item)
{
    const prse_py_receiver *to = call->to;
    prse_str text;
    if (prse_py_text(item, &text) < 0)
        return -1;
    ((prse_blob_text)to->found)(to->user, text);
    return 0;
}

int prse_py_give_kept(prse_py_call *call, PyObject *item)
{
    if (item != Py_None)
        return prse_py_give_text(call, item);
    call->status = prse_py_say(call->err, PRSE_ENOTFOUND, "nothing is kept");
    return 1;
}

/* --- What is lent for one call */

static const char lent_name[] = "lent";

PyObject *prse_py_lend(PyMethodDef *function, void *what)
{
    PyObject *capsule = PyCapsule_New(what, lent_name, NULL);
    PyObject *made = capsule ? PyCFunction_New(function, capsule) : NULL;
    Py_XDECREF(capsule);
    return made;
}

void *prse_py_lent(PyObject *self)
{
    if (PyCapsule_IsValid(self, lent_name))
        return PyCapsule_GetPointer(self, lent_name);
    PyErr_SetString(PyExc_ValueError,
                    "this was for the length of one call, which is over");
    return NULL;
}

void prse_py_reclaim(PyObject *function)
{
    if (function)
        PyCapsule_SetName(PyCFunction_GetSelf(function), "over");
    Py_XDECREF(function);
}

/* --- Time */

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

prse_py_watch prse_py_watch_start(int64_t ms, int (*should_stop)(void *user),
                                  void *user)
{
    int64_t now = now_ms();
    return (prse_py_watch){
        .until_ms = ms < INT64_MAX - now ? now + ms : INT64_MAX,
        .should_stop = should_stop, .user = user};
}

prse_status prse_py_watch_ask(const prse_py_watch *watch, prse_error *err)
{
    if (watch->should_stop && watch->should_stop(watch->user))
        return prse_py_say(err, PRSE_ECANCELED, "the caller asked to stop");
    if (now_ms() >= watch->until_ms)
        return prse_py_say(err, PRSE_ETIMEOUT, "the deadline passed first");
    return PRSE_OK;
}

int prse_py_goes_on(prse_py_call *call)
{
    call->status = prse_py_watch_ask(call->watch, call->err);
    return call->status == PRSE_OK;
}

prse_status prse_py_watch_on(prse_py_watch *watch, uint64_t done,
                             prse_error *err)
{
    prse_status status = prse_py_watch_ask(watch, err);
    if (status || !watch->progress)
        return status;
    if (done > watch->done) /* Never backwards, however often it is read. */
        watch->done = done;
    watch->progress(watch->user, watch->done, watch->total);
    return PRSE_OK;
}

prse_status prse_py_only_reads(prse_error *err)
{
    return prse_py_say(err, PRSE_EINVAL, "the transaction only reads");
}
