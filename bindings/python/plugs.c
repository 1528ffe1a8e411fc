/* SPDX-License-Identifier: Apache-2.0 */
/* What all plugs of Python objects share. */
#include "plugs.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

PyObject *prse_py_ours(const char *name)
{
    PyObject *module = PyImport_ImportModule("portailrse.backends");
    PyObject *found = module ? PyObject_GetAttrString(module, name) : NULL;
    Py_XDECREF(module);
    return found;
}

/* What a callable answers; it is let go, and NULL is legal. */
static PyObject *called(PyObject *callable, const char *format, va_list given)
{
    PyObject *arguments = callable ? Py_VaBuildValue(format, given) : NULL;
    PyObject *answer = arguments ? PyObject_CallObject(callable, arguments)
                                 : NULL;
    Py_XDECREF(arguments);
    Py_XDECREF(callable);
    return answer;
}

PyObject *prse_py_made(const char *name, const char *format, ...)
{
    va_list given;
    va_start(given, format);
    PyObject *made = called(prse_py_ours(name), format, given);
    va_end(given);
    return made;
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

static int has_methods(PyObject *backend, const char *name, const char *methods)
{
    char method[16];
    for (int length; sscanf(methods, "%15s %n", method, &length) == 1;
         methods += length) {
        if (prse_py_has(backend, method))
            continue;
        PyErr_Format(PyExc_TypeError, "a %s needs a method %s()",
                     name + strlen("prse_"), method);
        return 0;
    }
    return 1;
}

PyObject *prse_py_plug_of(PyObject *backend, void *plug, const char *name,
                          size_t bytes, const char *methods)
{
    if (!has_methods(backend, name, methods))
        return NULL;
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

prse_status prse_py_ask(PyObject *self, const char *method, prse_py_take take,
                        void *to, prse_error *err, const char *format, ...)
{
    PyGILState_STATE state;
    prse_status status = PRSE_OK;
    va_list given;
    if (!prse_py_attach(&state))
        return prse_py_say(err, PRSE_ECANCELED, "Python has ended");
    va_start(given, format);
    PyObject *answer = called(PyObject_GetAttrString(self, method), format,
                              given);
    va_end(given);
    if (answer && take)
        status = take(to, answer, err);
    if (PyErr_Occurred())
        status = prse_py_answered(err);
    Py_XDECREF(answer);
    prse_py_detach(state);
    return status;
}

int prse_py_unpack(PyObject *from, const char *is, const char *format, ...)
{
    va_list to;
    int ok = PyTuple_Check(from);
    va_start(to, format);
    if (ok)
        ok = PyArg_VaParse(from, format, to);
    else
        PyErr_SetString(PyExc_TypeError, is);
    va_end(to);
    return ok;
}

prse_status prse_py_each(PyObject *answer, prse_error *err, void *to,
                         int (*each)(void *to, PyObject *item,
                                     prse_status *status, prse_error *err))
{
    PyObject *all = PyObject_GetIter(answer), *item;
    prse_status status = PRSE_OK;
    int over = 0;
    while (all && !over && (item = PyIter_Next(all))) {
        over = each(to, item, &status, err);
        Py_DECREF(item);
    }
    Py_XDECREF(all);
    return status;
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

PyObject *prse_py_build_str(void *text)
{
    return prse_py_str(*(prse_str *)text);
}

PyObject *prse_py_build_bytes(void *text)
{
    const prse_str *bytes = text;
    return PyBytes_FromStringAndSize(bytes->ptr, (Py_ssize_t)bytes->len);
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
    return (prse_py_watch){ms < INT64_MAX - now ? now + ms : INT64_MAX,
                           should_stop, user};
}

prse_status prse_py_watch_ask(const prse_py_watch *watch, prse_error *err)
{
    if (watch->should_stop && watch->should_stop(watch->user))
        return prse_py_say(err, PRSE_ECANCELED, "the caller asked to stop");
    if (now_ms() >= watch->until_ms)
        return prse_py_say(err, PRSE_ETIMEOUT, "the deadline passed first");
    return PRSE_OK;
}
