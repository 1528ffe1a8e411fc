/* SPDX-License-Identifier: Apache-2.0 */
/* Python objects as backends: stores, blobs, HTTP, caches. Each gives the
 * capsule of a plug that holds the object until the library frees the plug. */
#ifndef PRSE_PY_PLUGS_H
#define PRSE_PY_PLUGS_H

#include "crossing.h"

PyObject *prse_py_store(PyObject *backend);
PyObject *prse_py_blob(PyObject *backend);
PyObject *prse_py_http(PyObject *backend);
PyObject *prse_py_cache(PyObject *backend);

/* The capsule of a plug whose self is the backend, which must have the methods
 * named, each followed by a blank, and perhaps close(). */
PyObject *prse_py_plug_of(PyObject *backend, void *plug, const char *name,
                          size_t bytes, const char *methods);
void prse_py_free(void *self); /* free() of every plug. */

void prse_py_run(PyObject *self, const char *method); /* Cannot fail. */

/* Takes what a method answered. PRSE_OK; or a status with err filled; or any
 * other with an exception. */
typedef prse_status (*prse_py_take)(void *to, PyObject *answer,
                                    prse_error *err);
/* Calls a method with arguments as of Py_BuildValue, "(...)". PRSE_ENOTFOUND,
 * PRSE_EEXISTS and PRSE_ECONFLICT are answers: for the caller of C they come
 * from the library, with what was raised as their cause. */
prse_status prse_py_ask(PyObject *self, const char *method, prse_py_take take,
                        void *to, prse_error *err, const char *format, ...);
/* As PyArg_ParseTuple, of what may be no tuple: `is` says what it should be. */
int prse_py_unpack(PyObject *from, const char *is, const char *format, ...);
/* Hands each item that an answer iterates over to `each`; 0 goes on, 1 stops,
 * -1 is an exception, or @p status with err filled. */
prse_status prse_py_each(PyObject *answer, prse_error *err, void *to,
                         int (*each)(void *to, PyObject *item,
                                     prse_status *status, prse_error *err));
/* An attribute of the package's backends.py, and what calling it gives. */
PyObject *prse_py_ours(const char *name);
PyObject *prse_py_made(const char *name, const char *format, ...);
int prse_py_has(PyObject *backend, const char *method);

/* A function over something of C's that ends with a call: afterwards it raises
 * ValueError. */
PyObject *prse_py_lend(PyMethodDef *function, void *what);
void *prse_py_lent(PyObject *self);
void prse_py_reclaim(PyObject *function);

/* For the format "O&". */
PyObject *prse_py_build_str(void *text);   /* prse_str * */
PyObject *prse_py_build_bytes(void *text); /* prse_str * */

/* A deadline and should_stop(), kept for the backend by its plug. */
typedef struct prse_py_watch {
    int64_t until_ms;
    int (*should_stop)(void *user);
    void *user;
} prse_py_watch;

prse_py_watch prse_py_watch_start(int64_t ms, int (*should_stop)(void *user),
                                  void *user);
prse_status prse_py_watch_ask(const prse_py_watch *watch, prse_error *err);

#endif
