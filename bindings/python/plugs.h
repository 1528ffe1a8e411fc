/* SPDX-License-Identifier: Apache-2.0 */
/* Python objects as backends: stores, blobs, HTTP, caches. generate.py makes
 * the functions of their plugs (thunks.c), each of which asks the backend's
 * method of the same name; here is what they have in common. Those that do
 * more than ask are in plug_*.c. */
#ifndef PRSE_PY_PLUGS_H
#define PRSE_PY_PLUGS_H

#include "crossing.h"

#include "thunks.h"

/* The capsule of a plug whose self is the backend. */
PyObject *prse_py_plug_of(PyObject *backend, const void *plug,
                          const char *name, size_t bytes);
int prse_py_has(PyObject *backend, const char *method);
void prse_py_free(void *self); /* free() of every plug. */
void prse_py_run(PyObject *self, const char *method); /* Cannot fail. */

/* --- Deadlines and should_stop(), kept for the backend by its plug --- */

typedef struct prse_py_watch {
    int64_t until_ms;
    int (*should_stop)(void *user);
    void (*progress)(void *user, uint64_t done, uint64_t total);
    void *user;
    uint64_t done, total; /* Bytes, where somebody is told. */
} prse_py_watch;

prse_py_watch prse_py_watch_start(int64_t ms, int (*should_stop)(void *user),
                                  void *user);
prse_py_watch prse_py_blob_watch(const prse_blob_options *opts, uint64_t bytes);
prse_status prse_py_watch_ask(const prse_py_watch *watch, prse_error *err);
/* The same, and tells how far it is. */
prse_status prse_py_watch_on(prse_py_watch *watch, uint64_t done,
                             prse_error *err);

/* A transaction of a store. */
typedef struct prse_py_tx {
    PyObject *object, *stop;
    prse_py_watch watch;
    uint32_t write;
} prse_py_tx;

prse_status prse_py_only_reads(prse_error *err);

/* --- One call of a method --- */

typedef struct prse_py_call prse_py_call;
/* Takes what a method answered; perhaps with an exception, or another status
 * and err filled. */
typedef void prse_py_take(prse_py_call *call, PyObject *answer);
struct prse_py_call {
    void *self; /* The backend, or its transaction. */
    const char *method;
    const prse_py_watch *watch; /* Asked first; NULL: nothing to keep to. */
    prse_py_take *take;         /* NULL: the answer is nothing. */
    void *to;
    PyObject *lent; /* What ends with the call; NULL: nothing. */
    unsigned may;   /* Statuses that are granted; 0: as said below. */
    prse_status status;
    prse_error *err;
};

/* Arguments as of Py_BuildValue, "(...)". PRSE_ENOTFOUND, PRSE_EEXISTS and
 * PRSE_ECONFLICT are answers: for the caller of C they come from the library,
 * with what was raised as their cause. */
prse_status prse_py_ask(prse_py_call *call, prse_error *err,
                        const char *format, ...);
/* An attribute of the package's backends.py, and what calling it gives. */
PyObject *prse_py_ours(const char *name);
PyObject *prse_py_made(const char *name, const char *format, ...);

/* For the format "O&". */
PyObject *prse_py_build_str(void *text);   /* prse_str * */
PyObject *prse_py_build_bytes(void *text); /* prse_str * */
typedef struct prse_py_place {
    const prse_py_struct *of;
    void *at;
} prse_py_place;
PyObject *prse_py_build_record(void *place);
typedef struct prse_py_values {
    const prse_value *first;
    size_t count;
} prse_py_values;
PyObject *prse_py_build_values(void *values);

/* --- What becomes of an answer --- */

/* `to`: an integer, which may be NULL; a prse_py_place; a receiver. */
prse_py_take prse_py_take_uint32, prse_py_take_int64, prse_py_take_fields,
    prse_py_take_one, prse_py_take_each;

/* Gives an item to whoever asked. 0 goes on; not 0 stops, perhaps with an
 * exception, or another status and err filled. */
typedef int prse_py_give(prse_py_call *call, PyObject *item);
typedef struct prse_py_receiver {
    prse_py_give *give; /* To whom it is an item of this kind. */
    void (*found)(void);
    void *user;
    const prse_collection *of; /* Of rows. */
} prse_py_receiver;
prse_py_give prse_py_give_text, prse_py_give_kept, prse_py_give_row,
    prse_py_give_blob;
/* Gives each item that an answer iterates over, while the watch lasts. */
void prse_py_each(prse_py_call *call, PyObject *answer, prse_py_give *give);
int prse_py_goes_on(prse_py_call *call); /* As the watch says. */
/* 0 with an exception that says what an answer should be. */
int prse_py_is_tuple(PyObject *answer, const char *is);

/* What is read during a call, lent to the backend as a Source. */
typedef struct prse_py_source {
    prse_py_call *call;
    prse_py_watch *watch;
    const prse_blob_source *from;
} prse_py_source;
PyObject *prse_py_build_source(void *source);

/* --- What is lent for one call: afterwards it raises ValueError --- */

PyObject *prse_py_lend(PyMethodDef *function, void *what);
void *prse_py_lent(PyObject *self);
void prse_py_reclaim(PyObject *function);

#endif
