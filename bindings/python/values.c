/* SPDX-License-Identifier: Apache-2.0 */
/* Values of rows: as Python has them, and back. */
#include "plugs.h"

/* Days and moments: the first one, and the step from one to the next. */
static PyObject *first_and_step(int type, PyObject **step)
{
    PyObject *pair = prse_py_ours(type == PRSE_TYPE_DATE ? "DAYS" : "MOMENTS");
    PyObject *first = NULL;
    if (pair && PyArg_ParseTuple(pair, "OO", &first, step)) {
        Py_INCREF(first);
        Py_INCREF(*step);
    }
    Py_XDECREF(pair);
    return first;
}

static PyObject *moment(int type, int64_t number)
{
    PyObject *step, *result = NULL, *first = first_and_step(type, &step);
    if (!first)
        return NULL;
    PyObject *count = PyLong_FromLongLong(number);
    PyObject *after = count ? PyNumber_Multiply(step, count) : NULL;
    if (after)
        result = PyNumber_Add(first, after);
    Py_XDECREF(after);
    Py_XDECREF(count);
    Py_DECREF(step);
    Py_DECREF(first);
    return result;
}

static int to_number(PyObject *from, int64_t *to)
{
    *to = PyLong_AsLongLong(from);
    return *to == -1 && PyErr_Occurred() ? -1 : 0;
}

static int count_from(PyObject *from, int type, int64_t *to)
{
    PyObject *step, *first = first_and_step(type, &step);
    if (!first)
        return -1;
    PyObject *after = PyNumber_Subtract(from, first);
    PyObject *count = after ? PyNumber_FloorDivide(after, step) : NULL;
    int bad = !count || to_number(count, to) < 0;
    Py_XDECREF(count);
    Py_XDECREF(after);
    Py_DECREF(step);
    Py_DECREF(first);
    return bad ? -1 : 0;
}

/* What a function of backends.py makes of it. */
static PyObject *made_by(const char *function, PyObject *of)
{
    PyObject *maker = of ? prse_py_ours(function) : NULL;
    PyObject *made = maker ? PyObject_CallFunctionObjArgs(maker, of, NULL)
                           : NULL;
    Py_XDECREF(maker);
    Py_XDECREF(of);
    return made;
}

PyObject *prse_py_plain_value(const prse_value *value)
{
    switch (value ? value->type : PRSE_TYPE_NULL) {
    case PRSE_TYPE_NULL:
        Py_RETURN_NONE;
    case PRSE_TYPE_INT:
        return PyLong_FromLongLong(value->number);
    case PRSE_TYPE_BOOL:
        return PyBool_FromLong(value->number != 0);
    case PRSE_TYPE_DATE:
    case PRSE_TYPE_TIME:
        return moment(value->type, value->number);
    case PRSE_TYPE_DECIMAL:
        return made_by("Decimal", prse_py_str(value->text));
    case PRSE_TYPE_BYTES:
        return PyBytes_FromStringAndSize(value->text.ptr,
                                         (Py_ssize_t)value->text.len);
    default:
        return prse_py_str(value->text);
    }
}

static PyObject *plain(const void *first, size_t i)
{
    return prse_py_plain_value((const prse_value *)first + i);
}

PyObject *prse_py_plain_values(const prse_value *first, size_t count)
{
    return prse_py_tuple(count, plain, first);
}

/* Of records, whose JSON is read. */
PyObject *prse_py_value(prse_value value)
{
    PyObject *plain = prse_py_plain_value(&value);
    return value.type == PRSE_TYPE_JSON ? made_by("read_json", plain) : plain;
}

/* A text that had to be made lives as long as the list. */
static int made_text(PyObject *made, prse_str *to, PyObject *kept)
{
    int bad = !made || PyList_Append(kept, made) < 0 ||
              prse_py_text(made, to) < 0;
    Py_XDECREF(made);
    return bad ? -1 : 0;
}

int prse_py_to_value(PyObject *from, int type, prse_value *to, PyObject *kept)
{
    *to = (prse_value){.type = from == Py_None ? PRSE_TYPE_NULL : type};
    switch (to->type) {
    case PRSE_TYPE_NULL:
        return 0;
    case PRSE_TYPE_INT:
    case PRSE_TYPE_BOOL:
        return to_number(from, &to->number);
    case PRSE_TYPE_DATE:
    case PRSE_TYPE_TIME:
        return count_from(from, type, &to->number);
    case PRSE_TYPE_DECIMAL:
        Py_INCREF(from);
        return made_text(made_by("plain_decimal", from), &to->text, kept);
    case PRSE_TYPE_BYTES:
        return made_text(PyBytes_FromObject(from), &to->text, kept);
    default:
        return prse_py_text(from, &to->text);
    }
}
