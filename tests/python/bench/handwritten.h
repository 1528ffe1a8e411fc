/* SPDX-License-Identifier: Apache-2.0 */
/* The binding that one would write by hand for the hot calls alone, to measure
 * the real one beside. */
#ifndef HANDWRITTEN_H
#define HANDWRITTEN_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

#include "portailrse/batch.h"

/* A pack with what is asked of it again and again. */
typedef struct hand_pack {
    PyObject_HEAD
    prse_pack *pack;
    prse_report *report; /* used again by every evaluation */
    prse_facts *facts;
    PyObject *places;    /* key of a dict of facts -> index * 256 - year */
    PyObject *ids;       /* tuple of the ids of obligations */
} hand_pack;

extern PyTypeObject hand_pack_type;

/* NULL, after raising what the error says. */
PyObject *hand_raise(const prse_error *err);
/* 0, or -1 with an exception. */
int hand_set_all(const hand_pack *pack, prse_facts *facts, PyObject *values);
/* batch_seconds(), the module's other function. */
PyObject *hand_batch(PyObject *module, PyObject *const *args, Py_ssize_t n);

#endif
