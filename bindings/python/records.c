/* SPDX-License-Identifier: Apache-2.0 */
/* Structs by their tables: to named tuples. */
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
