/* SPDX-License-Identifier: Apache-2.0 */
/* What comes across between C and Python: structs by tables that generate.py
 * writes, errors both ways, callbacks. Every function needs the GIL, but for
 * the callbacks, which take it. */
#ifndef PRSE_PY_CROSSING_H
#define PRSE_PY_CROSSING_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "portailrse/analysis.h"
#include "portailrse/document.h"
#include "portailrse/jwt.h"
#include "portailrse/runs.h"
#include "portailrse/services.h"

#include "hooks.h"

/* --- Structs --- */

enum {
    PRSE_PY_STR, PRSE_PY_CHARS, PRSE_PY_TEXT, PRSE_PY_TEXTS, PRSE_PY_STRS,
    PRSE_PY_I32, PRSE_PY_U32, PRSE_PY_I64, PRSE_PY_U64, PRSE_PY_SIZE,
    PRSE_PY_U8, PRSE_PY_FLAG, PRSE_PY_TRI, PRSE_PY_ENUM, PRSE_PY_VALUE,
    PRSE_PY_HANDLE, PRSE_PY_PLUG, PRSE_PY_CLOCK, PRSE_PY_NESTED,
    PRSE_PY_STOP, PRSE_PY_HEARD, PRSE_PY_READ, PRSE_PY_SCAN, PRSE_PY_ASK,
    PRSE_PY_FLOAT, PRSE_PY_DOUBLE, PRSE_PY_RECORDS, PRSE_PY_ITEMS,
    PRSE_PY_LENT, PRSE_PY_REPORT,
    /* Of backends only. */
    PRSE_PY_FLAG8, PRSE_PY_LIMIT, PRSE_PY_TIME, PRSE_PY_VALUE_AT,
    PRSE_PY_VALUES, PRSE_PY_PLACES, PRSE_PY_SELF, PRSE_PY_KEPT
};

typedef struct prse_py_field {
    const char *name;
    size_t offset;
    int kind;
    const void *extra; /* Name of the type, or the table of a nested one. */
    size_t count, count_bytes; /* Where an array's count lies. */
    size_t bytes;              /* Of an array in place. */
} prse_py_field;

typedef struct prse_py_struct {
    const char *name;
    size_t bytes;
    int sized;
    int count;
    const prse_py_field *fields;
    int user;       /* Offset of the callbacks' user pointer; -1: none. */
    int kept;       /* 1: the same one is always the same object. */
    int lasts;      /* 1: the dict that it is made from, and what is in it,
                       live as long as what is made with it. */
    PyObject *type; /* The class in Python. */
} prse_py_struct;

extern prse_py_struct *const prse_py_structs[];

/* Callables, borrowed from the arguments of a call; or from the dict that
 * lasts, where this then lies too. */
typedef struct prse_py_calls {
    PyObject *should_stop, *progress, *read, *idle, *told, *given_up;
    int lasts;
} prse_py_calls;

/* What a filled struct points at, for the length of one call. */
typedef struct prse_py_scratch {
    prse_py_calls calls, *heard; /* Those of the call, or those that last. */
    void *lists[2];         /* Arrays of texts and of structs, */
    PyObject *held[2];      /* and the tuples that hold their texts. */
    union {                 /* A nested struct. */
        prse_store_work work;
        prse_sentences_filter filter;
    } nested;
    prse_extract_report report;
    int reported;           /* 1: the report is asked for. */
    PyObject *plugs[4];     /* Capsules that are taken on success, or lent. */
    prse_clock clock;
} prse_py_scratch;

PyObject *prse_py_record(const prse_py_struct *of, const void *from);
/* Fields of a struct from a tuple of them. 0, or -1 with an exception. The
 * scratch may be NULL where no field needs one. */
int prse_py_fields(const prse_py_struct *of, void *to, PyObject *from,
                   prse_py_scratch *scratch);
/* 0, or -1 with an exception. `from`: a dict, a tuple, None or NULL. */
int prse_py_fill(const prse_py_struct *of, void *to, PyObject *from,
                 prse_py_scratch *scratch);
/* Structs from a tuple of tuples, one after the other. */
int prse_py_structs_of(const prse_py_struct *of, PyObject *from, char *to,
                       size_t count);
void prse_py_clear(prse_py_scratch *scratch, int taken);
PyObject *prse_py_report(const prse_py_scratch *scratch);
PyObject *prse_py_enum(const char *name, long value);

/* The texts of a sequence, which `held` holds. 0, or -1 with an exception. */
int prse_py_texts(PyObject *from, PyObject **held, prse_str **to);
PyObject *prse_py_str(prse_str text);
int prse_py_text(PyObject *from, prse_str *to); /* From str or bytes. */
PyObject *prse_py_taken_text(prse_text *text); /* NULL: None. */
PyObject *prse_py_taken_bytes(prse_text *text);
/* A tuple of what `item` makes of each place. */
typedef PyObject *prse_py_item(const void *from, size_t i);
PyObject *prse_py_tuple(size_t count, prse_py_item *item, const void *from);
/* Both results: nothing but None before is nothing. Takes both. */
PyObject *prse_py_also(PyObject *result, PyObject *more);
PyObject *prse_py_value(prse_value value); /* JSON as Python reads it. */
PyObject *prse_py_plain_value(const prse_value *value); /* JSON as text. */
PyObject *prse_py_plain_values(const prse_value *first, size_t count);
/* A value from its object, which it points at, or at what the list holds. */
int prse_py_to_value(PyObject *from, int type, prse_value *to, PyObject *kept);

/* --- Handles: capsules whose end lets the object go --- */

PyObject *prse_py_handle(void *object, const char *name,
                         void (*drop)(PyObject *));
/* One that lives in another and is used with it. */
PyObject *prse_py_part(void *object, const char *name, PyObject *whole);
int prse_py_pointer(PyObject *from, const char *name, void **to);
/* The same for what one thread at a time may use. */
int prse_py_hold(PyObject *from, const char *name, void **to, PyObject **held);
void prse_py_release(PyObject *held);
PyObject *prse_py_plug(const void *plug, const char *name, size_t bytes);
int prse_py_plug_pointer(PyObject *from, const char *name, void **to);
/* The same for what is going to be taken: what is lent is not. */
int prse_py_plug_takes(PyObject *from, const char *name, void **to);
void prse_py_give_away(PyObject *capsule);
void prse_py_lend_out(PyObject *capsule);
/* A handle that was lent for the length of a call is over: another thread that
 * is using it is waited for, and whoever kept it is told PRSE_EINVAL. */
void prse_py_over(PyObject *capsule);

/* --- Errors --- */

void prse_py_enter(void);
void prse_py_leave(void);
PyObject *prse_py_error(prse_status status, const prse_error *err);
void prse_py_raise(prse_status status, const prse_error *err);
/* 0, or -1 with the exception: the one that a callback raised, where it is
 * the cause. */
int prse_py_settle(prse_status status, const prse_error *err);
/* After a callback raised: its status, with @p err filled. */
prse_status prse_py_caught(prse_error *err);
/* The same where the status was one of the answers that were asked for. */
prse_status prse_py_answered(prse_error *err);
int prse_py_stopped(void); /* What was raised here ends the call. */
prse_status prse_py_turn(prse_status status);
/* The same as prse_py_caught(), of a contract that grants some statuses only,
 * as bits: others are failures of reading or writing. */
prse_status prse_py_granted(prse_error *err, unsigned may);
prse_status prse_py_say(prse_error *err, prse_status status, const char *text);
/* Takes the GIL; 0: Python has ended. */
int prse_py_attach(PyGILState_STATE *state);
void prse_py_detach(PyGILState_STATE state);
/* The same, of a question whether to stop: it comes out, whatever C says. */
void prse_py_caught_stop(void);
void prse_py_mark_stop(void); /* What is raised ends who does the work. */
/* The same, of work that was to be done, `what`: an exception is its answer,
 * which is logged; but what ends a program, or came of asking whether to stop,
 * ends who called. */
prse_status prse_py_failed(const char *what, prse_error *err);
/* What was raised where nobody listens: told where such things are; but who
 * wants everything to end, has it so. */
void prse_py_aside(PyObject *where);

/* --- Callbacks; user is the callable, or the prse_py_calls --- */

int prse_py_should_stop(void *user);
/* The function of C by which a callable hears of things, under the name of the
 * callback or of the struct that it is in. */
void (*prse_py_hear(const char *name, prse_py_calls *calls,
                    PyObject *callable))(void);
/* What the callable raises is told where such things are. */
void prse_py_tell(PyObject *callable, PyObject *arguments);
prse_status prse_py_read(void *user, void *to, size_t room, size_t *got,
                         prse_error *err);
int prse_py_is_revoked(void *user, prse_str jti);
prse_status prse_py_scan(void *user, const char *path, prse_error *err);
void prse_py_finding(void *user, prse_str text);
void prse_py_case(void *user, prse_str name, prse_str wrong);
prse_status prse_py_sink(void *user, prse_str bytes, prse_error *err);
int prse_py_index(void *user, size_t index);
prse_status prse_py_page(void *user, const prse_page *page, prse_error *err);
/* Of workers and senders, jobs.c. */
prse_status prse_py_job(void *user, prse_job *job, prse_error *err);
prse_status prse_py_event(void *user, const prse_queue_event *event,
                          prse_error *err);
void prse_py_idle(void *user, int64_t ms);
void prse_py_told(void *user, prse_str job, prse_str text);
void prse_py_given_up(void *user, const prse_queue_event *event,
                      const prse_error *why);

/* --- What goes in and comes out for the length of one call --- */

/* A content: bytes, or a file. */
typedef struct prse_py_content {
    PyObject *file;  /* NULL: it is bytes. */
    Py_buffer bytes;
} prse_py_content;
int prse_py_content_open(PyObject *from, prse_py_content *content,
                         prse_blob_source *to);
void prse_py_content_close(prse_py_content *content);
/* Sentences, and room for what is said of each. */
typedef struct prse_py_batch {
    PyObject *held;
    prse_str *texts;
    size_t count;
    prse_label *labels;
} prse_py_batch;
int prse_py_batch_open(PyObject *from, prse_py_batch *batch);
PyObject *prse_py_batch_texts(void *batch); /* For the format "O&". */
PyObject *prse_py_batch_labels(const prse_py_batch *batch);
void prse_py_batch_close(prse_py_batch *batch);
/* Structs, and room for the one that comes of each. */
typedef struct prse_py_many {
    const prse_py_struct *made;
    PyObject *held;
    char *in, *out;
    size_t count;
} prse_py_many;
int prse_py_many_open(PyObject *from, const prse_py_struct *given,
                      const prse_py_struct *made, prse_py_many *many);
PyObject *prse_py_many_records(const prse_py_many *many);
void prse_py_many_close(prse_py_many *many);

int64_t prse_py_now_ms(void *self);
int64_t prse_py_monotonic_ms(void *self);

#endif
