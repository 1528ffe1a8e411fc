/* SPDX-License-Identifier: Apache-2.0 */
/* Errors of C become exceptions; an exception that a callback raised waits
 * while C unwinds, and comes out again where it is the cause. */
#include "crossing.h"

#include <stdatomic.h>
#include <string.h>
#include <time.h>

long prse_py_interpreter(void)
{
    return (long)PyInterpreterState_GetID(PyInterpreterState_Get());
}

static PyObject *make_error, *status_of, *lost, *failed;

typedef struct waiting {
    unsigned depth; /* Calls from Python into C, one in another. */
    unsigned at;    /* The one of them that it was raised in. */
    int answer;     /* It only told what was asked: a cause. */
    int always;     /* It comes out whatever C makes of it. */
    prse_status status;
    PyObject *type, *value, *trace;
} waiting;

static _Thread_local waiting here;

static void hook(PyObject **place, PyObject *callable)
{
    Py_INCREF(callable);
    Py_XDECREF(*place);
    *place = callable;
}

PyObject *prse_py_set_hooks(PyObject *make, PyObject *status,
                            PyObject *go_on_without, PyObject *work_failed)
{
    hook(&make_error, make);
    hook(&status_of, status);
    hook(&lost, go_on_without);
    hook(&failed, work_failed);
    Py_RETURN_NONE;
}

static void forget(void)
{
    Py_CLEAR(here.type);
    Py_CLEAR(here.value);
    Py_CLEAR(here.trace);
    here.status = PRSE_OK;
}

void prse_py_enter(void)
{
    here.depth++;
}

void prse_py_leave(void)
{
    here.depth--;
}

PyObject *prse_py_error(prse_status status, const prse_error *err)
{
    return PyObject_CallFunction(
        make_error, "iiIIsss", (int)status, (int)err->sys_code, err->line,
        err->column, err->file, err->subject, err->message);
}

void prse_py_raise(prse_status status, const prse_error *err)
{
    PyObject *error = make_error ? prse_py_error(status, err) : NULL;
    if (error)
        PyErr_SetObject((PyObject *)Py_TYPE(error), error);
    else if (!PyErr_Occurred())
        PyErr_SetString(PyExc_RuntimeError, err->message);
    Py_XDECREF(error);
}

/* The error that is set tells of the one that waits. */
static void add_cause(int is_cause)
{
    PyObject *type, *value, *trace;
    PyErr_Fetch(&type, &value, &trace);
    PyErr_NormalizeException(&type, &value, &trace);
    (is_cause ? PyException_SetCause : PyException_SetContext)(value,
                                                               here.value);
    here.value = NULL;
    PyErr_Restore(type, value, trace);
}

/* The library does without what a backend could not give: it is told. */
static void go_on(void)
{
    if (here.answer)
        return;
    PyObject *told = PyObject_CallFunctionObjArgs(lost, here.value, NULL);
    Py_XDECREF(told);
    PyErr_Clear();
}

/* 1: what waits here is what this call ends with. */
static int comes_out(prse_status status)
{
    if (here.always)
        return 1;
    if (status == PRSE_OK)
        go_on();
    return status != PRSE_OK && status == here.status && !here.answer;
}

int prse_py_settle(prse_status status, const prse_error *err)
{
    int mine = here.type && here.at > here.depth;
    if (mine && comes_out(status)) {
        PyErr_Restore(here.type, here.value, here.trace);
        here.type = here.value = here.trace = NULL;
        return -1;
    }
    if (status != PRSE_OK)
        prse_py_raise(status, err);
    if (mine && status != PRSE_OK)
        add_cause(status == here.status);
    if (mine)
        forget();
    return status == PRSE_OK ? 0 : -1;
}

static prse_status ask_status(PyObject *value)
{
    PyObject *answer = status_of && value
        ? PyObject_CallFunctionObjArgs(status_of, value, NULL) : NULL;
    long status = answer ? PyLong_AsLong(answer) : PRSE_EINTERNAL;
    Py_XDECREF(answer);
    PyErr_Clear();
    return status <= 0 ? PRSE_EINTERNAL : (prse_status)status;
}

/* What an Error says of itself; else EIO: what happened is not known. */
static int32_t ask_number(PyObject *value)
{
    PyObject *number = PyObject_GetAttrString(value, "sys_code");
    long code = number ? PyLong_AsLong(number) : 5;
    Py_XDECREF(number);
    PyErr_Clear();
    return (int32_t)code;
}

/* At most what fits, whole characters. */
static void copy(char *to, size_t room, const char *text, size_t length)
{
    if (length >= room) {
        length = room - 1;
        while (length && ((unsigned char)text[length] & 0xC0) == 0x80)
            length--;
    }
    memcpy(to, text, length);
    to[length] = '\0';
}

static void say(PyObject *value, prse_error *err)
{
    PyObject *text = value ? PyObject_Str(value) : NULL;
    Py_ssize_t length = 0;
    const char *utf8 = text ? PyUnicode_AsUTF8AndSize(text, &length) : NULL;
    if (!utf8 || length == 0) {
        utf8 = "a callback raised an exception";
        length = (Py_ssize_t)strlen(utf8);
    }
    copy(err->message, sizeof err->message, utf8, (size_t)length);
    Py_XDECREF(text);
    PyErr_Clear();
}

prse_status prse_py_say(prse_error *err, prse_status status, const char *text)
{
    if (err) {
        memset(err, 0, sizeof *err);
        err->code = (int32_t)status;
        copy(err->message, sizeof err->message, text, strlen(text));
    }
    return status;
}

/* Python stops its own threads when it ends. Those of the library may call
 * meanwhile, which no check by themselves can exclude: so they are counted, and
 * the end waits for them. */
static atomic_int ended, inside;

int prse_py_attach(PyGILState_STATE *state)
{
    int ours = here.depth == 0;
    atomic_fetch_add(&inside, ours);
    if ((ours && atomic_load(&ended)) || !Py_IsInitialized()) {
        atomic_fetch_sub(&inside, ours);
        return 0;
    }
    *state = PyGILState_Ensure();
    return 1;
}

void prse_py_detach(PyGILState_STATE state)
{
    PyGILState_Release(state);
    atomic_fetch_sub(&inside, here.depth == 0);
}

PyObject *prse_py_end(void)
{
    enum { MOST_MS = 5000 };
    atomic_store(&ended, 1);
    Py_BEGIN_ALLOW_THREADS
    for (int ms = 0; atomic_load(&inside) > 0 && ms < MOST_MS; ms++)
        nanosleep(&(struct timespec){0, 1000000}, NULL);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

int prse_py_stopped(void)
{
    return here.type && here.always && here.at <= here.depth;
}

/* What is raised, ready to be looked at. */
static void fetch(PyObject **type, PyObject **value, PyObject **trace)
{
    PyErr_Fetch(type, value, trace);
    PyErr_NormalizeException(type, value, trace);
    if (*trace && *value)
        PyException_SetTraceback(*value, *trace);
}

/* Nobody hears of what was raised: in a thread of the library's, for which
 * nobody waits; or after what ends the call, which perhaps is why. */
static int is_moot(void)
{
    return here.depth == 0 || prse_py_stopped();
}

prse_status prse_py_caught(prse_error *err)
{
    PyObject *type, *value, *trace;
    fetch(&type, &value, &trace);
    prse_status status = ask_status(value);
    if (err) {
        memset(err, 0, sizeof *err);
        err->code = (int32_t)status;
        say(value, err);
        err->sys_code = status == PRSE_EIO ? ask_number(value) : 0;
    }
    if (is_moot()) {
        Py_XDECREF(type);
        Py_XDECREF(value);
        Py_XDECREF(trace);
        return status;
    }
    forget();
    int ends = !PyErr_GivenExceptionMatches(type, PyExc_Exception);
    here = (waiting){here.depth, here.depth, 0, ends, status, type, value,
                     trace};
    return status;
}

/* C will call what was caught by another name. */
prse_status prse_py_turn(prse_status status)
{
    if (here.type)
        here.status = status;
    return status;
}

prse_status prse_py_answered(prse_error *err)
{
    prse_status status = prse_py_caught(err);
    here.answer = status == PRSE_ENOTFOUND || status == PRSE_EEXISTS ||
                  status == PRSE_ECONFLICT;
    return status;
}

prse_status prse_py_granted(prse_error *err, unsigned may)
{
    prse_status status = prse_py_caught(err);
    if (may & 1u << status)
        return status;
    if (err) {
        err->code = PRSE_EIO;
        err->sys_code = 5; /* EIO: what happened is not known. */
    }
    return prse_py_turn(PRSE_EIO);
}

/* Whatever was raised, C only knows that somebody wants to stop. */
void prse_py_caught_stop(void)
{
    int moot = is_moot();
    prse_py_caught(NULL);
    here.always |= !moot;
}

static const char stop_mark[] = "_portailrse_stops";

void prse_py_mark_stop(void)
{
    PyObject *type, *value, *trace;
    fetch(&type, &value, &trace);
    if (PyObject_SetAttrString(value, stop_mark, Py_True) < 0)
        PyErr_Clear();
    PyErr_Restore(type, value, trace);
}

/* What the package makes of a failure of work: (status, text). */
static prse_status answer_with(PyObject *value, const char *what,
                               prse_error *err)
{
    int status = PRSE_EINTERNAL;
    PyObject *text, *utf8 = NULL;
    PyObject *answer = PyObject_CallFunction(failed, "Os", value, what);
    if (answer && PyArg_ParseTuple(answer, "iO", &status, &text))
        utf8 = PyUnicode_AsEncodedString(text, "utf-8", "replace");
    prse_py_say(err, (prse_status)status,
                utf8 ? PyBytes_AsString(utf8)
                     : "what it raised could not be told");
    if (PyErr_Occurred())
        prse_py_aside(failed);
    Py_XDECREF(utf8);
    Py_XDECREF(answer);
    return (prse_status)status;
}

prse_status prse_py_failed(const char *what, prse_error *err)
{
    PyObject *type, *value, *trace;
    int memory = PyErr_ExceptionMatches(PyExc_MemoryError);
    int ends = memory || !PyErr_ExceptionMatches(PyExc_Exception);
    fetch(&type, &value, &trace);
    if (ends || PyObject_HasAttrString(value, stop_mark)) {
        PyErr_Restore(type, value, trace);
        prse_py_caught_stop();
        return prse_py_say(err, memory ? PRSE_ENOMEM : PRSE_ECANCELED,
                           memory ? "memory ran out" : "it was told to stop");
    }
    prse_status status = answer_with(value, what, err);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(trace);
    return status;
}

void prse_py_aside(PyObject *where)
{
    int ends = !PyErr_ExceptionMatches(PyExc_Exception);
    if (ends && here.depth > 0)
        prse_py_caught_stop();
    else
        PyErr_WriteUnraisable(where);
}
