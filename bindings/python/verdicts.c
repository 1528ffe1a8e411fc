/* SPDX-License-Identifier: Apache-2.0 */
#include "verdicts.h"

#include <stdlib.h>
#include <string.h>

/* --- Facts --- */

/* An integer as text, at the end of the room; NULL with an exception. */
static prse_str digits(PyObject *number, char room[24])
{
    int overflow = 0;
    long long value = PyLong_AsLongLongAndOverflow(number, &overflow);
    if (overflow || (value == -1 && PyErr_Occurred()))
        return (prse_str){NULL, 0};
    char *at = room + 24;
    unsigned long long left = value < 0 ? 0ULL - (unsigned long long)value
                                        : (unsigned long long)value;
    do
        *--at = (char)('0' + left % 10);
    while (left /= 10);
    if (value < 0)
        *--at = '-';
    return (prse_str){at, (size_t)(room + 24 - at)};
}

/* A value as facts are written. `made` holds a text that had to be made. */
static int as_written(PyObject *value, char room[24], prse_str *to,
                      PyObject **made)
{
    if (PyUnicode_Check(value))
        return prse_py_text(value, to);
    if (value == Py_None)
        *to = PRSE_STR("null");
    else if (PyBool_Check(value))
        *to = value == Py_True ? PRSE_STR("true") : PRSE_STR("false");
    else if (PyLong_Check(value) && (*to = digits(value, room)).ptr)
        return 0;
    else {
        PyErr_Clear();
        *made = PyObject_Str(value);
        return *made ? prse_py_text(*made, to) : -1;
    }
    return 0;
}

/* "effectif@-1" is the fact of the year before. */
static int split(PyObject *key, prse_str *id, int32_t *year)
{
    if (prse_py_text(key, id) < 0)
        return -1;
    const char *at = memchr(id->ptr, '@', id->len);
    *year = at ? (int32_t)strtol(at + 1, NULL, 10) : 0;
    if (at)
        id->len = (size_t)(at - id->ptr);
    return 0;
}

/* What the pack's table of places does not tell, or an integer does not fit. */
static int set_slowly(prse_facts *facts, PyObject *key, PyObject *value)
{
    prse_error err = {0};
    PyObject *made = NULL;
    prse_str id, text;
    int32_t year;
    char room[24];
    if (split(key, &id, &year) < 0 ||
        as_written(value, room, &text, &made) < 0)
        return -1;
    prse_status status = prse_facts_set(facts, id, year, text, &err);
    Py_XDECREF(made);
    return prse_py_settle(status, &err);
}

/* An integer or a truth value at its place: no text between. 1: done. */
static int set_quickly(prse_facts *facts, PyObject *place, PyObject *value)
{
    long code = PyLong_AsLong(place);
    int overflow = 0;
    long long number = PyLong_AsLongLongAndOverflow(value, &overflow);
    return !overflow && code >= 0 &&
           prse_facts_set_int(facts, (size_t)code >> 8,
                              -(int32_t)(code & 255), number,
                              NULL) == PRSE_OK;
}

static int set_all(prse_facts *facts, PyObject *values, PyObject *places)
{
    PyObject *key, *value;
    Py_ssize_t at = 0;
    if (!PyDict_Check(values)) {
        PyErr_SetString(PyExc_TypeError, "facts: expected a dict");
        return -1;
    }
    while (PyDict_Next(values, &at, &key, &value)) {
        PyObject *place = PyLong_Check(value) ? PyDict_GetItem(places, key)
                                              : NULL;
        if (place && set_quickly(facts, place, value))
            continue;
        if (set_slowly(facts, key, value) < 0)
            return -1;
    }
    return 0;
}

PyObject *prse_py_set_facts(prse_facts *facts, PyObject *values,
                            PyObject *places)
{
    if (set_all(facts, values, places) < 0)
        return NULL;
    Py_RETURN_NONE;
}

/* --- Answers --- */

/* A member of Answer, new reference. */
static PyObject *answer(const void *report, size_t obligation)
{
    static PyObject *members[PRSE_INSUFFICIENT + 1];
    prse_answer said = prse_report_answer(report, obligation);
    if (!members[said] && !(members[said] = prse_py_enum("prse_answer",
                                                         (long)said)))
        return NULL;
    Py_INCREF(members[said]);
    return members[said];
}

PyObject *prse_py_answers(prse_report *report, size_t count)
{
    return prse_py_tuple(count, answer, report);
}

/* What each obligation is asked for. */
typedef struct asked {
    prse_report *report;
    PyObject *counts;       /* Of its criteria. */
    size_t obligation;      /* The one whose criteria they are. */
    PyObject *type, *source; /* Of a verdict. */
    prse_sentence what;
    prse_lang lang;
} asked;

static PyObject *criterion(const void *from, size_t i)
{
    const asked *it = from;
    int truth = prse_report_criterion(it->report, it->obligation, i);
    PyObject *met = truth < 0 ? Py_None : truth ? Py_True : Py_False;
    Py_INCREF(met);
    return met;
}

static PyObject *criteria(const void *from, size_t obligation)
{
    asked it = *(const asked *)from;
    PyObject *count = PyTuple_GetItem(it.counts, (Py_ssize_t)obligation);
    it.obligation = obligation;
    return prse_py_tuple(PyLong_AsSize_t(count), criterion, &it);
}

PyObject *prse_py_criteria(prse_report *report, PyObject *counts)
{
    asked it = {.report = report, .counts = counts};
    return prse_py_tuple((size_t)PyTuple_Size(counts), criteria, &it);
}

/* A tuple of the class Verdict: (answer, place, source). */
static PyObject *verdict(const void *from, size_t obligation)
{
    const asked *it = from;
    PyObject *items[] = {answer(it->report, obligation),
                         PyLong_FromSize_t(obligation), it->source};
    PyObject *made = PyType_GenericAlloc((PyTypeObject *)it->type, 3);
    Py_INCREF(it->source);
    for (Py_ssize_t i = 0; i < 3; i++) {
        if (!made || !items[i])
            Py_XDECREF(items[i]);
        else
            PyTuple_SetItem(made, i, items[i]);
    }
    if (PyErr_Occurred())
        Py_CLEAR(made);
    return made;
}

PyObject *prse_py_verdicts(prse_report *report, size_t count, PyObject *type,
                           PyObject *source)
{
    asked it = {.report = report, .type = type, .source = source};
    return prse_py_tuple(count, verdict, &it);
}

static PyObject *sentence(const void *from, size_t obligation)
{
    const asked *it = from;
    prse_error err = {0};
    prse_str text = {NULL, 0};
    prse_status status = prse_report_sentence(&text, it->report, obligation,
                                              it->what, it->lang, &err);
    return prse_py_settle(status, &err) < 0 ? NULL : prse_py_str(text);
}

PyObject *prse_py_report_sentences(prse_report *report, size_t count,
                            prse_sentence what, prse_lang lang)
{
    asked it = {.report = report, .what = what, .lang = lang};
    return prse_py_tuple(count, sentence, &it);
}

PyObject *prse_py_evaluate(prse_report *report, prse_facts *facts,
                           PyObject *values, PyObject *places, prse_str date)
{
    prse_error err = {0};
    prse_facts_clear(facts);
    if (set_all(facts, values, places) < 0)
        return NULL;
    prse_status status = prse_report_evaluate(report, facts, date, &err);
    if (prse_py_settle(status, &err) < 0)
        return NULL;
    Py_RETURN_NONE;
}

/* --- Facts that a verdict names --- */

typedef size_t uses_of(const prse_report *report, size_t obligation,
                       prse_fact_use *out, size_t room);

static PyObject *pair(const void *uses, size_t i)
{
    const prse_fact_use *use = (const prse_fact_use *)uses + i;
    return Py_BuildValue("(ni)", (Py_ssize_t)use->fact, (int)use->year);
}

static PyObject *uses(const prse_report *report, size_t obligation,
                      uses_of *ask)
{
    size_t count = ask(report, obligation, NULL, 0);
    prse_fact_use *room = PyMem_Calloc(count + 1, sizeof *room);
    if (!room)
        return PyErr_NoMemory();
    ask(report, obligation, room, count);
    PyObject *all = prse_py_tuple(count, pair, room);
    PyMem_Free(room);
    return all;
}

PyObject *prse_py_report_reason(prse_report *report, size_t obligation)
{
    return uses(report, obligation, prse_report_reason);
}

PyObject *prse_py_report_missing(prse_report *report, size_t obligation)
{
    return uses(report, obligation, prse_report_missing);
}

/* --- Packs from memory --- */

int prse_py_files(PyObject *from, const prse_pack_file **files, size_t *count)
{
    PyObject *key, *value;
    Py_ssize_t at = 0;
    size_t n = 0;
    if (!PyDict_Check(from)) {
        PyErr_SetString(PyExc_TypeError, "expected a dict of texts by name");
        return -1;
    }
    prse_pack_file *all = PyMem_Calloc((size_t)PyDict_Size(from) + 1,
                                       sizeof *all);
    *files = all;
    if (!all)
        return PyErr_NoMemory(), -1;
    for (; PyDict_Next(from, &at, &key, &value); n++) {
        all[n].name = PyUnicode_AsUTF8AndSize(key, NULL);
        if (!all[n].name || prse_py_text(value, &all[n].text) < 0)
            return -1;
    }
    *count = n;
    return 0;
}
