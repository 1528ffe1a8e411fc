/* SPDX-License-Identifier: Apache-2.0 */
/* What the package calls when it is imported, and at the end. */
#ifndef PRSE_PY_HOOKS_H
#define PRSE_PY_HOOKS_H

#include <Python.h>

/* Tells a type's class: a named tuple of a struct, an IntEnum. */
PyObject *prse_py_register_type(const char *name, PyObject *type);
/* The same named tuple, whose fields are read faster. */
PyObject *prse_py_quick_fields(PyObject *type);
/* What makes an exception of an error, what tells an exception's status, what
 * is told of one that the library did without, and what one of a handler
 * answers, with what it did: (status, text). */
PyObject *prse_py_set_hooks(PyObject *make_error, PyObject *status_of,
                            PyObject *lost, PyObject *failed);
/* 0: the main interpreter. */
long prse_py_interpreter(void);
/* At exit: no callback enters Python any more, and those inside have left. */
PyObject *prse_py_end(void);

#endif
