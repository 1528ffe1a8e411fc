/* SPDX-License-Identifier: Apache-2.0 */
/* Structs by their tables: to named tuples, from dicts. */
#include "crossing.h"

#include <string.h>
#include <structmember.h>

static PyObject *enums; /* Name of an enum -> its members by value. */

/* Where a tuple keeps its first item, found by looking for one; 0: elsewhere
 * than every CPython so far keeps it. */
static Py_ssize_t first_item(void)
{
    static Py_ssize_t found = -1;
    if (found >= 0)
        return found;
    PyObject *probe = PyTuple_Pack(4, Py_None, Py_True, Py_None, Py_None);
    found = 0;
    for (Py_ssize_t at = sizeof(PyVarObject);
         probe && !found && at <= (Py_ssize_t)(sizeof(PyVarObject) + 8);
         at += (Py_ssize_t)sizeof(PyObject *)) {
        PyObject *const *items = (PyObject *const *)((char *)probe + at);
        if (items[0] == Py_None && items[1] == Py_True)
            found = at;
    }
    Py_XDECREF(probe);
    return found;
}

/* Replaces a field's property by a member at its place, which the interpreter
 * reads without a call. The definition lasts as long as the process. */
static int make_quick(PyObject *type, PyObject *name, Py_ssize_t at)
{
    static struct lasting {
        PyMemberDef members[2];
        struct lasting *before;
    } *last;
    struct lasting *made_for = PyMem_Calloc(1, sizeof *made_for);
    PyObject *property = PyObject_GetAttr(type, name);
    PyObject *doc = property ? PyObject_GetAttrString(property, "__doc__")
                             : NULL;
    if (!made_for || !doc)
        return -1;
    made_for->before = last;
    last = made_for;
    made_for->members[0] = (PyMemberDef){
        PyUnicode_AsUTF8AndSize(name, NULL), T_OBJECT_EX, at, READONLY,
        doc == Py_None ? NULL : PyUnicode_AsUTF8AndSize(doc, NULL)};
    PyObject *made = PyDescr_NewMember((PyTypeObject *)type,
                                      made_for->members);
    int bad = !made || PyObject_SetAttr(type, name, made) < 0;
    Py_XDECREF(made);
    return bad ? -1 : 0;
}

PyObject *prse_py_quick_fields(PyObject *type)
{
    Py_ssize_t at = first_item();
    PyObject *names = PyObject_GetAttrString(type, "_fields");
    Py_ssize_t count = names ? PyTuple_Size(names) : -1;
    for (Py_ssize_t i = 0; at && i < count; i++)
        if (make_quick(type, PyTuple_GetItem(names, i),
                       at + i * (Py_ssize_t)sizeof(PyObject *)) < 0)
            count = -1;
    Py_XDECREF(names);
    if (count < 0)
        return NULL;
    Py_INCREF(type);
    return type;
}

static int is_tuple(PyObject *type)
{
    return PyType_IsSubtype((PyTypeObject *)type, &PyTuple_Type);
}

PyObject *prse_py_register_type(const char *name, PyObject *type)
{
    for (size_t i = 0; prse_py_structs[i]; i++)
        if (strcmp(prse_py_structs[i]->name, name) == 0) {
            Py_XDECREF(prse_py_structs[i]->type);
            prse_py_structs[i]->type = is_tuple(type)
                ? prse_py_quick_fields(type) : Py_NewRef(type);
            if (!prse_py_structs[i]->type)
                return NULL;
            Py_RETURN_NONE;
        }
    if (!enums && !(enums = PyDict_New()))
        return NULL;
    PyObject *members = PyObject_GetAttrString(type, "_value2member_map_");
    if (!members || PyDict_SetItemString(enums, name, members) < 0) {
        Py_XDECREF(members);
        return NULL;
    }
    Py_DECREF(members);
    Py_RETURN_NONE;
}

PyObject *prse_py_enum(const char *name, long value)
{
    PyObject *number = PyLong_FromLong(value);
    PyObject *members = enums ? PyDict_GetItemString(enums, name) : NULL;
    PyObject *member = members && number ? PyDict_GetItem(members, number)
                                         : NULL;
    if (!member)
        return number;
    Py_DECREF(number);
    Py_INCREF(member);
    return member;
}

/* --- To Python --- */

static PyObject *flag(const prse_py_field *field, int32_t value)
{
    if (field->kind == PRSE_PY_TRI && value < 0)
        Py_RETURN_NONE;
    return PyBool_FromLong(value);
}

static PyObject *number(const prse_py_field *field, const void *at)
{
    switch (field->kind) {
    case PRSE_PY_I32:
        return PyLong_FromLong(*(const int32_t *)at);
    case PRSE_PY_U32:
        return PyLong_FromUnsignedLong(*(const uint32_t *)at);
    case PRSE_PY_I64:
        return PyLong_FromLongLong(*(const int64_t *)at);
    case PRSE_PY_U64:
        return PyLong_FromUnsignedLongLong(*(const uint64_t *)at);
    case PRSE_PY_U8:
        return PyLong_FromLong(*(const uint8_t *)at);
    default:
        return PyLong_FromSize_t(*(const size_t *)at);
    }
}

/* --- Arrays, which backends are told of --- */

static size_t counted(const prse_py_field *field, const void *at)
{
    const char *count = (const char *)at - field->offset + field->count;
    if (field->count_bytes == sizeof(size_t))
        return *(const size_t *)(const void *)count;
    return field->count_bytes == 1 ? *(const uint8_t *)count
                                   : *(const uint32_t *)(const void *)count;
}

typedef struct array {
    const prse_py_struct *of; /* Of records. */
    const char *first;
} array;

static PyObject *place_of(const void *first, size_t i)
{
    return PyLong_FromLong(((const uint8_t *)first)[i]);
}

static PyObject *record_of(const void *from, size_t i)
{
    const array *it = from;
    return prse_py_record(it->of, it->first + i * it->of->bytes);
}

static PyObject *records(const prse_py_field *field, const void *at)
{
    array all = {field->extra, field->kind == PRSE_PY_ITEMS
                                   ? at : *(const char *const *)at};
    return prse_py_tuple(counted(field, at), record_of, &all);
}

/* "All" is 0 in Python, whose own sizes have a sign. */
static uint64_t limit(const void *at)
{
    uint64_t most = *(const uint64_t *)at;
    return most > INT64_MAX ? 0 : most;
}

static PyObject *get_told(const prse_py_field *field, const void *at)
{
    switch (field->kind) {
    case PRSE_PY_FLAG8:
        return PyBool_FromLong(*(const uint8_t *)at);
    case PRSE_PY_LIMIT:
        return PyLong_FromUnsignedLongLong(limit(at));
    case PRSE_PY_VALUE_AT:
        return prse_py_plain_value(*(const prse_value *const *)at);
    case PRSE_PY_SELF:
        return prse_py_handle((void *)at, field->extra, NULL);
    case PRSE_PY_PLACES:
        return prse_py_tuple(counted(field, at), place_of, at);
    case PRSE_PY_VALUES:
        return prse_py_plain_values(*(const prse_value *const *)at,
                                    counted(field, at));
    case PRSE_PY_RECORDS: case PRSE_PY_ITEMS:
        return records(field, at);
    case PRSE_PY_FLOAT:
        return PyFloat_FromDouble((double)*(const float *)at);
    case PRSE_PY_DOUBLE:
        return PyFloat_FromDouble(*(const double *)at);
    default: /* Only ever given, never told. */
        Py_RETURN_NONE;
    }
}

static PyObject *get(const prse_py_field *field, const void *at)
{
    switch (field->kind) {
    case PRSE_PY_STR: case PRSE_PY_KEPT:
        return prse_py_str(*(const prse_str *)at);
    case PRSE_PY_CHARS:
        return prse_py_str(prse_str_of(at));
    case PRSE_PY_TEXT:
        return Py_BuildValue("z", *(const char *const *)at);
    case PRSE_PY_FLAG:
    case PRSE_PY_TRI:
        return flag(field, *(const int32_t *)at);
    case PRSE_PY_ENUM:
        return prse_py_enum(field->extra, *(const int32_t *)at);
    case PRSE_PY_VALUE:
        return prse_py_value(*(const prse_value *)at);
    case PRSE_PY_I32: case PRSE_PY_U32: case PRSE_PY_I64: case PRSE_PY_U64:
    case PRSE_PY_SIZE: case PRSE_PY_U8:
        return number(field, at);
    default:
        return get_told(field, at);
    }
}

/* A named tuple, past its own arguments; or an object of any other class. */
static PyObject *of_type(PyObject *type, PyObject *items)
{
    static PyObject *make;
    if (!is_tuple(type))
        return PyObject_CallObject(type, items);
    if (!make)
        make = PyObject_GetAttrString((PyObject *)&PyTuple_Type, "__new__");
    return make ? PyObject_CallFunctionObjArgs(make, type, items, NULL) : NULL;
}

static PyObject *make_record(const prse_py_struct *of, const void *from)
{
    PyObject *items = PyTuple_New(of->count);
    for (int i = 0; items && i < of->count; i++) {
        const prse_py_field *field = &of->fields[i];
        PyObject *item = get(field, (const char *)from + field->offset);
        if (!item || PyTuple_SetItem(items, i, item) < 0)
            Py_CLEAR(items);
    }
    if (!items || !of->type)
        return items;
    PyObject *record = of_type(of->type, items);
    Py_DECREF(items);
    return record;
}

/* What lasts as long as whoever asks for it is made once. */
static PyObject *kept_record(const prse_py_struct *of, const void *from)
{
    static PyObject *all;
    PyObject *key = PyLong_FromVoidPtr((void *)from), *made = NULL;
    if (all || (all = PyDict_New()))
        made = PyDict_GetItemWithError(all, key);
    if (made)
        Py_INCREF(made);
    else if (!PyErr_Occurred() && (made = make_record(of, from)) &&
             PyDict_SetItem(all, key, made) < 0)
        Py_CLEAR(made);
    Py_DECREF(key);
    return made;
}

PyObject *prse_py_record(const prse_py_struct *of, const void *from)
{
    return of->kept ? kept_record(of, from) : make_record(of, from);
}

/* --- From Python --- */

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

/* Structs from tuples, one after the other. */
static int set_structs(const prse_py_struct *of, PyObject *from, char *to,
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
    return set_structs(of, held, all, count);
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
    bad = bad || set_structs(of, held, at, count) < 0;
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
    if (field->kind == PRSE_PY_HANDLE)
        return prse_py_pointer(from, field->extra, at);
    if (field->kind == PRSE_PY_PLUG)
        scratch->plugs[scratch->plugs[0] != NULL] = from;
    return prse_py_plug_pointer(from, field->extra, at);
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
    if (field->kind == PRSE_PY_PROGRESS) {
        calls->progress = from;
        *(void (**)(void))at = prse_py_progress(field->extra);
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
    case PRSE_PY_STOP: case PRSE_PY_PROGRESS: case PRSE_PY_READ:
    case PRSE_PY_SCAN: case PRSE_PY_ASK:
        return set_callback(field, from, at, &scratch->calls);
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

/* The callbacks' user, and Ctrl-C even where nobody asked to stop. */
static void set_user(const prse_py_struct *of, char *to,
                     prse_py_scratch *scratch)
{
    if (of->user < 0)
        return;
    *(void **)(to + of->user) = &scratch->calls;
    for (int i = 0; i < of->count; i++)
        if (of->fields[i].kind == PRSE_PY_STOP)
            *(int (**)(void *))(to + of->fields[i].offset) =
                prse_py_should_stop;
}

int prse_py_fill(const prse_py_struct *of, void *to, PyObject *from,
                 prse_py_scratch *scratch)
{
    memset(to, 0, of->bytes);
    if (of->sized)
        *(uint32_t *)to = (uint32_t)of->bytes;
    set_user(of, to, scratch);
    if (!from || from == Py_None)
        return 0;
    if (!PyDict_Check(from)) {
        PyErr_Format(PyExc_TypeError, "%s: expected a dict", of->name);
        return -1;
    }
    for (int i = 0; i < of->count; i++) {
        const prse_py_field *field = &of->fields[i];
        char *at = (char *)to + field->offset;
        if (field->kind == PRSE_PY_REPORT) {
            set_report(at, scratch);
            continue;
        }
        if (field->kind == PRSE_PY_NESTED) {
            if (set_nested(field, from, at, scratch) < 0)
                return -1;
            continue;
        }
        PyObject *value = PyDict_GetItemString(from, field->name);
        if (!value || (value == Py_None && field->kind != PRSE_PY_TRI))
            continue;
        if (set(field, value, at, scratch) < 0)
            return -1;
    }
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
    for (int i = 0; i < of->count; i++)
        if (set(&of->fields[i], PyTuple_GetItem(from, i),
                (char *)to + of->fields[i].offset, scratch) < 0)
            return -1;
    return 0;
}

void prse_py_clear(prse_py_scratch *scratch, int taken)
{
    for (int i = 0; taken && i < 2; i++)
        if (scratch->plugs[i])
            prse_py_give_away(scratch->plugs[i]);
    for (int i = 0; i < 2; i++) {
        PyMem_Free(scratch->lists[i]);
        Py_XDECREF(scratch->held[i]);
        scratch->lists[i] = NULL;
        scratch->held[i] = NULL;
    }
}
