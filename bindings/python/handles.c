/* SPDX-License-Identifier: Apache-2.0 */
/* Handles are capsules: the last reference lets the object go. A capsule's
 * context marks the one that some thread is using: it is the capsule itself. A
 * part of another object has that one's capsule there: it holds it, and is in
 * use when that one is. */
#include "crossing.h"

#include <string.h>
#include <time.h>

PyObject *prse_py_handle(void *object, const char *name,
                         void (*drop)(PyObject *))
{
    if (!object)
        Py_RETURN_NONE;
    return PyCapsule_New(object, name, drop);
}

static void drop_part(PyObject *capsule)
{
    PyObject *whole = PyCapsule_GetContext(capsule);
    Py_XDECREF(whole);
}

PyObject *prse_py_part(void *object, const char *name, PyObject *whole)
{
    PyObject *part = prse_py_handle(object, name, drop_part);
    if (object && part) {
        Py_INCREF(whole);
        PyCapsule_SetContext(part, whole);
    }
    return part;
}

static const char over[] = "over";

void prse_py_over(PyObject *capsule)
{
    if (!capsule)
        return;
    PyCapsule_SetName(capsule, over);
    while (PyCapsule_GetContext(capsule)) {
        Py_BEGIN_ALLOW_THREADS
        nanosleep(&(struct timespec){0, 1000000}, NULL);
        Py_END_ALLOW_THREADS
    }
    Py_DECREF(capsule);
}

static int refuse(PyObject *from, const char *name)
{
    prse_error why = {PRSE_EINVAL, 0, 0, 0, "", "",
                      "it was lent to a handler, which has returned"};
    name += strlen("prse_");
    if (PyCapsule_IsValid(from, over))
        prse_py_raise(PRSE_EINVAL, &why);
    else if (PyUnicode_Check(from))
        PyErr_Format(PyExc_ValueError, "this %s is %U", name, from);
    else
        PyErr_Format(PyExc_TypeError, "expected a %s", name);
    return -1;
}

/* A closed object has a text in the place of its capsule, which says so. */
int prse_py_pointer(PyObject *from, const char *name, void **to)
{
    *to = NULL;
    if (from == Py_None)
        return 0;
    if (!PyCapsule_IsValid(from, name))
        return refuse(from, name);
    *to = PyCapsule_GetPointer(from, name);
    return 0;
}

int prse_py_hold(PyObject *from, const char *name, void **to, PyObject **held)
{
    if (prse_py_pointer(from, name, to) < 0)
        return -1;
    if (!*to)
        return 0;
    PyObject *whole = PyCapsule_GetContext(from);
    if (!whole || whole == from)
        whole = from;
    if (PyCapsule_GetContext(whole)) {
        PyErr_Format(PyExc_RuntimeError,
                     "this %s is in use: give each thread its own",
                     name + strlen("prse_"));
        return -1;
    }
    Py_INCREF(whole); /* Closing it meanwhile must not let it go. */
    *held = whole;
    return PyCapsule_SetContext(whole, whole);
}

void prse_py_release(PyObject *held)
{
    if (held)
        PyCapsule_SetContext(held, NULL);
    Py_XDECREF(held);
}

/* --- Plugs: structs of functions, copied; given away once --- */

/* What the plugs have in common. */
typedef struct plug {
    uint32_t size, reserved;
    void *self;
    void (*free)(void *self);
} plug;

static void drop_plug(PyObject *capsule)
{
    plug *held = PyCapsule_GetPointer(capsule, PyCapsule_GetName(capsule));
    if (held->size && held->free)
        held->free(held->self);
    PyMem_Free(held);
}

PyObject *prse_py_plug(const void *made, const char *name, size_t bytes)
{
    if (((const plug *)made)->size == 0)
        Py_RETURN_NONE;
    plug *copy = PyMem_Malloc(bytes);
    if (!copy)
        return PyErr_NoMemory();
    memcpy(copy, made, bytes);
    return PyCapsule_New(copy, name, drop_plug);
}

int prse_py_plug_pointer(PyObject *from, const char *name, void **to)
{
    if (prse_py_pointer(from, name, to) < 0)
        return -1;
    if (*to && ((plug *)*to)->size == 0) {
        PyErr_Format(PyExc_ValueError, "this %s was given away",
                     name + strlen("prse_"));
        return -1;
    }
    return 0;
}

void prse_py_give_away(PyObject *capsule)
{
    if (capsule == Py_None)
        return;
    plug *held = PyCapsule_GetPointer(capsule, PyCapsule_GetName(capsule));
    if (held)
        held->size = 0;
}

int prse_py_plug_takes(PyObject *from, const char *name, void **to)
{
    if (prse_py_plug_pointer(from, name, to) < 0)
        return -1;
    if (*to && PyCapsule_GetContext(from)) {
        PyErr_Format(PyExc_ValueError,
                     "this %s was lent, and is still in use: open another",
                     name + strlen("prse_"));
        return -1;
    }
    return 0;
}

/* A plug that is lent has itself as its context. */
void prse_py_lend_out(PyObject *capsule)
{
    if (capsule != Py_None)
        PyCapsule_SetContext(capsule, capsule);
}
