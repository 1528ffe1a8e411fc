/* SPDX-License-Identifier: Apache-2.0 */
/* Structs by their tables: from dicts and tuples. */
#include "crossing.h"

#include <string.h>

static int set_number(const prse_py_field *field, PyObject *from, void *at)
{
    long long value = field->kind == PRSE_PY_U64 || field->kind == PRSE_PY_SIZE
                          ? (long long)PyLong_AsUnsignedLongLong(from)
                          : PyLong_AsLongLong(from);
    if (value == -1 && PyErr_Occurred())
        return -1;
    if ((field->kind == PRSE_PY_I32 && value != (int32_t)value) ||
        (field->kind == PRSE_PY_U32 && value != (uint32_t)value)) {
        PyErr_Format(PyExc_OverflowError, "%s: %lld is out of range",
                     field->name, value);
        return -1;
    }
    if (field->kind == PRSE_PY_I32 || field->kind == PRSE_PY_U32)
        *(int32_t *)at = (int32_t)value;
    else
        *(int64_t *)at = value;
    return 0;
}

static int set_flag(PyObject *from, void *at)
{
    int truth = from == Py_None ? -1 : PyObject_IsTrue(from);
    *(int32_t *)at = truth;
    return from != Py_None && truth < 0 ? -1 : 0;
}

static int set_time(PyObject *from, void *at)
{
    prse_value moment;
    if (prse_py_to_value(from, PRSE_TYPE_TIME, &moment, NULL) < 0)
        return -1;
    *(int64_t *)at = moment.number;
    return 0;
}

static int set_enum(PyObject *from, void *at)
{
    long value = PyLong_AsLong(from);
    *(int32_t *)at = (int32_t)value;
    return value == -1 && PyErr_Occurred() ? -1 : 0;
}

static void set_count(const prse_py_field *field, void *at, size_t count)
{
    char *to = (char *)at - field->offset + field->count;
    if (field->count_bytes == sizeof(size_t))
        *(size_t *)(void *)to = count;
    else
        *(uint32_t *)(void *)to = (uint32_t)count;
}

/* Room for one more array of a struct. */
static int next_list(const prse_py_scratch *scratch)
{
    return scratch->held[0] != NULL;
}

static int set_texts(const prse_py_field *field, PyObject *from, void *at,
                     prse_py_scratch *scratch)
{
    int place = next_list(scratch);
    prse_str *texts = NULL;
    int bad = prse_py_texts(from, &scratch->held[place], &texts) < 0;
    const char **names = (const char **)(void *)texts;
    scratch->lists[place] = texts;
    if (bad)
        return -1;
    size_t count = (size_t)PyTuple_Size(scratch->held[place]);
    for (size_t i = 0; field->kind == PRSE_PY_TEXTS && i < count; i++)
        names[i] = texts[i].ptr;
    set_count(field, at, count);
    *(const void **)at = texts;
    return 0;
}

int prse_py_structs_of(const prse_py_struct *of, PyObject *from, char *to,
                       size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (prse_py_fields(of, to + i * of->bytes,
                           PyTuple_GetItem(from, (Py_ssize_t)i), NULL) < 0)
            return -1;
    return 0;
}

static int set_records(const prse_py_field *field, PyObject *from, void *at,
                       prse_py_scratch *scratch)
{
    const prse_py_struct *of = field->extra;
    int place = next_list(scratch);
    PyObject *held = scratch->held[place] = PySequence_Tuple(from);
    if (!held)
        return -1;
    size_t count = (size_t)PyTuple_Size(held);
    void *all = scratch->lists[place] = PyMem_Calloc(count + 1, of->bytes);
    if (!all)
        return PyErr_NoMemory(), -1;
    set_count(field, at, count);
    *(const void **)at = all;
    return prse_py_structs_of(of, held, all, count);
}

/* The same in place, as many as there is room for. */
static int set_items(const prse_py_field *field, PyObject *from, void *at)
{
    const prse_py_struct *of = field->extra;
    PyObject *held = PySequence_Tuple(from);
    size_t count = held ? (size_t)PyTuple_Size(held) : 0;
    int bad = !held;
    if (count > field->bytes / of->bytes) {
        PyErr_Format(PyExc_ValueError, "%s: at most %zu", field->name,
                     field->bytes / of->bytes);
        bad = 1;
    }
    if (!bad)
        set_count(field, at, count);
    bad = bad || prse_py_structs_of(of, held, at, count) < 0;
    Py_XDECREF(held);
    return bad ? -1 : 0;
}

static int set_fraction(const prse_py_field *field, PyObject *from, void *at)
{
    double value = PyFloat_AsDouble(from);
    if (field->kind == PRSE_PY_DOUBLE)
        *(double *)at = value;
    else
        *(float *)at = (float)value;
    return value == -1.0 && PyErr_Occurred() ? -1 : 0;
}

static int set_pointer(const prse_py_field *field, PyObject *from, void *at,
                       prse_py_scratch *scratch)
{
    int place = 0;
    if (field->kind == PRSE_PY_HANDLE)
        return prse_py_pointer(from, field->extra, at);
    while (scratch->plugs[place])
        place++;
    if (field->kind == PRSE_PY_PLUG || scratch->heard->lasts)
        scratch->plugs[place] = from;
    return field->kind == PRSE_PY_PLUG
               ? prse_py_plug_takes(from, field->extra, at)
               : prse_py_plug_pointer(from, field->extra, at);
}

/* A clock and a scanner outlive the call, and nobody says when they are not
 * needed any more: the process keeps each. */
static int keep(PyObject *object)
{
    static PyObject *kept;
    if (!kept && !(kept = PyDict_New()))
        return -1;
    PyObject *key = PyLong_FromVoidPtr(object);
    int bad = !key || PyDict_SetItem(kept, key, object) < 0;
    Py_XDECREF(key);
    return bad ? -1 : 0;
}

/* So it does each text that a backend tells of itself. */
static int set_kept(PyObject *from, void *at)
{
    static PyObject *kept;
    if (!kept && !(kept = PyDict_New()))
        return -1;
    PyObject *text = PyDict_GetItemWithError(kept, from);
    if (!text && !PyErr_Occurred() && PyDict_SetItem(kept, from, from) == 0)
        text = from;
    return text ? prse_py_text(text, at) : -1;
}

static int set_clock(PyObject *from, void *at, prse_py_scratch *scratch)
{
    scratch->clock = (prse_clock){sizeof(prse_clock), 0, from, prse_py_now_ms,
                                  prse_py_monotonic_ms};
    PyObject *place = PyObject_GetAttrString(from, "_place");
    if (!place) { /* First use: the struct itself must last as well. */
        PyErr_Clear();
        prse_clock *lasting = PyMem_Malloc(sizeof *lasting);
        if (!lasting)
            return PyErr_NoMemory(), -1;
        *lasting = scratch->clock;
        place = PyLong_FromVoidPtr(lasting);
        if (!place || PyObject_SetAttrString(from, "_place", place) < 0) {
            Py_XDECREF(place);
            PyMem_Free(lasting);
            return -1;
        }
    }
    *(const void **)at = PyLong_AsVoidPtr(place);
    Py_DECREF(place);
    return keep(from);
}

static int set_callback(const prse_py_field *field, PyObject *from, void *at,
                        prse_py_calls *calls)
{
    if (!PyCallable_Check(from)) {
        PyErr_Format(PyExc_TypeError, "%s must be callable", field->name);
        return -1;
    }
    if (field->kind == PRSE_PY_HEARD) {
        *(void (**)(void))at = prse_py_hear(field->extra, calls, from);
    } else if (field->kind == PRSE_PY_READ) {
        calls->read = from;
        *(prse_upload_read *)at = prse_py_read;
    } else if (field->kind == PRSE_PY_SCAN) {
        *(prse_scan *)at = prse_py_scan;
        *(void **)((char *)at + sizeof(prse_scan)) = from; /* scan_user */
        return keep(from);
    } else if (field->kind == PRSE_PY_ASK) {
        *(prse_jwt_revoked *)at = prse_py_is_revoked;
        *(void **)((char *)at + sizeof(prse_jwt_revoked)) = from;
        return keep(from);
    } else {
        calls->should_stop = from;
    }
    return 0;
}

static int set(const prse_py_field *field, PyObject *from, void *at,
               prse_py_scratch *scratch)
{
    switch (field->kind) {
    case PRSE_PY_STR:
        return prse_py_text(from, at);
    case PRSE_PY_TEXT:
        return (*(const char **)at = PyUnicode_AsUTF8AndSize(from, NULL)) ? 0
                                                                         : -1;
    case PRSE_PY_TEXTS: case PRSE_PY_STRS:
        return set_texts(field, from, at, scratch);
    case PRSE_PY_FLAG: case PRSE_PY_TRI:
        return set_flag(from, at);
    case PRSE_PY_ENUM:
        return set_enum(from, at);
    case PRSE_PY_TIME:
        return set_time(from, at);
    case PRSE_PY_KEPT:
        return set_kept(from, at);
    case PRSE_PY_FLOAT: case PRSE_PY_DOUBLE:
        return set_fraction(field, from, at);
    case PRSE_PY_RECORDS:
        return set_records(field, from, at, scratch);
    case PRSE_PY_ITEMS:
        return set_items(field, from, at);
    case PRSE_PY_HANDLE: case PRSE_PY_PLUG: case PRSE_PY_LENT:
        return set_pointer(field, from, at, scratch);
    case PRSE_PY_CLOCK:
        return set_clock(from, at, scratch);
    case PRSE_PY_STOP: case PRSE_PY_HEARD: case PRSE_PY_READ:
    case PRSE_PY_SCAN: case PRSE_PY_ASK:
        return set_callback(field, from, at, scratch->heard);
    default:
        return set_number(field, from, at);
    }
}

static int set_nested(const prse_py_field *field, PyObject *from, void *at,
                      prse_py_scratch *scratch)
{
    *(const void **)at = &scratch->nested;
    return prse_py_fill(field->extra, &scratch->nested, from, scratch);
}

/* What the call reports beside, prse_py_report() tells. */
static void set_report(void *at, prse_py_scratch *scratch)
{
    scratch->report.size = sizeof scratch->report;
    scratch->reported = 1;
    *(void **)at = &scratch->report;
}

PyObject *prse_py_report(const prse_py_scratch *scratch)
{
    extern prse_py_struct prse_py_prse_extract_report;
    return prse_py_record(&prse_py_prse_extract_report, &scratch->report);
}

static void drop_calls(PyObject *capsule)
{
    PyMem_Free(PyCapsule_GetPointer(capsule, NULL));
}

/* They lie in the dict itself, under a name that no field has. */
static prse_py_calls *lasting_calls(PyObject *dict)
{
    prse_py_calls *calls = PyMem_Calloc(1, sizeof *calls);
    PyObject *holder = calls ? PyCapsule_New(calls, NULL, drop_calls) : NULL;
    if (!holder) {
        PyMem_Free(calls);
        return NULL;
    }
    calls->lasts = 1;
    int bad = PyDict_SetItemString(dict, "", holder) < 0;
    Py_DECREF(holder);
    return bad ? NULL : calls;
}

/* The callbacks' user, and Ctrl-C even where nobody asked to stop. */
static int set_user(const prse_py_struct *of, char *to, PyObject *from,
                    prse_py_scratch *scratch)
{
    scratch->heard = of->lasts ? lasting_calls(from) : &scratch->calls;
    if (!scratch->heard)
        return -1;
    if (of->user >= 0)
        *(void **)(to + of->user) = scratch->heard;
    for (int i = 0; of->user >= 0 && i < of->count; i++)
        if (of->fields[i].kind == PRSE_PY_STOP)
            *(int (**)(void *))(to + of->fields[i].offset) =
                prse_py_should_stop;
    return 0;
}

/* One field of a dict, which need not be there. */
static int set_named(const prse_py_field *field, PyObject *from, void *at,
                     prse_py_scratch *scratch)
{
    if (field->kind == PRSE_PY_REPORT) {
        set_report(at, scratch);
        return 0;
    }
    if (field->kind == PRSE_PY_NESTED)
        return set_nested(field, from, at, scratch);
    PyObject *value = PyDict_GetItemString(from, field->name);
    if (!value || (value == Py_None && field->kind != PRSE_PY_TRI))
        return 0;
    return set(field, value, at, scratch);
}

int prse_py_fill(const prse_py_struct *of, void *to, PyObject *from,
                 prse_py_scratch *scratch)
{
    int is_dict = from && PyDict_Check(from);
    int is_tuple = from && PyTuple_Check(from);
    memset(to, 0, of->bytes);
    if (of->sized)
        *(uint32_t *)to = (uint32_t)of->bytes;
    if (!is_dict && (of->lasts || (from && from != Py_None && !is_tuple))) {
        PyErr_Format(PyExc_TypeError, "%s: expected a dict", of->name);
        return -1;
    }
    if (set_user(of, to, from, scratch) < 0)
        return -1;
    if (is_tuple)
        return prse_py_fields(of, to, from, scratch);
    for (int i = 0; is_dict && i < of->count; i++)
        if (set_named(&of->fields[i], from,
                      (char *)to + of->fields[i].offset, scratch) < 0)
            return -1;
    return 0;
}

int prse_py_fields(const prse_py_struct *of, void *to, PyObject *from,
                   prse_py_scratch *scratch)
{
    if (!PyTuple_Check(from) || PyTuple_Size(from) != of->count) {
        PyErr_Format(PyExc_TypeError, "expected a tuple of %d, as of %s",
                     of->count, of->name);
        return -1;
    }
    if (of->sized)
        *(uint32_t *)to = (uint32_t)of->bytes;
    for (int i = 0; i < of->count; i++)
        if (set(&of->fields[i], PyTuple_GetItem(from, i),
                (char *)to + of->fields[i].offset, scratch) < 0)
            return -1;
    return 0;
}

void prse_py_clear(prse_py_scratch *scratch, int taken)
{
    for (int i = 0; taken && i < 4 && scratch->plugs[i]; i++)
        (scratch->heard->lasts ? prse_py_lend_out
                               : prse_py_give_away)(scratch->plugs[i]);
    for (int i = 0; i < 2; i++) {
        PyMem_Free(scratch->lists[i]);
        Py_XDECREF(scratch->held[i]);
        scratch->lists[i] = NULL;
        scratch->held[i] = NULL;
    }
}
