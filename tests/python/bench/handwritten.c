/* SPDX-License-Identifier: Apache-2.0 */
/* Types of its own, members that the interpreter reads without a call, vector
 * calls, nothing general. */
#include "handwritten.h"

PyObject *hand_raise(const prse_error *err)
{
    PyErr_SetString(PyExc_ValueError, err->message);
    return NULL;
}

static PyObject *text(prse_str from)
{
    return PyUnicode_FromStringAndSize(from.ptr, (Py_ssize_t)from.len);
}

/* --- A record, and a verdict --- */

typedef struct hand_fact {
    PyObject_HEAD
    PyObject *id, *label, *unit, *question, *definition, *law;
    int type, years;
} hand_fact;

static void fact_dealloc(PyObject *self)
{
    hand_fact *fact = (hand_fact *)self;
    PyObject **texts[] = {&fact->id, &fact->label, &fact->unit,
                          &fact->question, &fact->definition, &fact->law};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        Py_CLEAR(*texts[i]);
    PyObject_Free(self);
}

#define TEXT(type, name) \
    {#name, T_OBJECT_EX, offsetof(type, name), READONLY, NULL}
#define NUMBER(type, name) {#name, T_INT, offsetof(type, name), READONLY, NULL}

static PyMemberDef fact_members[] = {
    TEXT(hand_fact, id),         TEXT(hand_fact, label),
    TEXT(hand_fact, unit),       TEXT(hand_fact, question),
    TEXT(hand_fact, definition), TEXT(hand_fact, law),
    NUMBER(hand_fact, type),     NUMBER(hand_fact, years),
    {NULL, 0, 0, 0, NULL},
};

static PyTypeObject fact_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "handwritten.Fact",
    .tp_basicsize = sizeof(hand_fact),
    .tp_dealloc = fact_dealloc,
    .tp_members = fact_members,
};

static PyObject *fact_of(const prse_fact_info *info)
{
    hand_fact *fact = PyObject_New(hand_fact, &fact_type);
    if (!fact)
        return NULL;
    fact->id = text(info->id);
    fact->label = text(info->label);
    fact->unit = text(info->unit);
    fact->question = text(info->question);
    fact->definition = text(info->definition);
    fact->law = text(info->law);
    fact->type = (int)info->type;
    fact->years = info->years;
    return (PyObject *)fact;
}

typedef struct hand_verdict {
    PyObject_HEAD
    PyObject *id, *reason;
    int answer;
} hand_verdict;

static void verdict_dealloc(PyObject *self)
{
    Py_CLEAR(((hand_verdict *)self)->id);
    Py_CLEAR(((hand_verdict *)self)->reason);
    PyObject_Free(self);
}

static PyMemberDef verdict_members[] = {
    TEXT(hand_verdict, id),
    TEXT(hand_verdict, reason),
    NUMBER(hand_verdict, answer),
    {NULL, 0, 0, 0, NULL},
};

static PyTypeObject verdict_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "handwritten.Verdict",
    .tp_basicsize = sizeof(hand_verdict),
    .tp_dealloc = verdict_dealloc,
    .tp_members = verdict_members,
};

/* --- Facts --- */

/* A value as facts are written, for what is not an integer. */
static prse_str written(PyObject *value)
{
    Py_ssize_t size = 0;
    if (value == Py_None)
        return PRSE_STR("null");
    const char *utf8 = PyUnicode_AsUTF8AndSize(value, &size);
    return (prse_str){utf8, (size_t)size};
}

static int set_text(const hand_pack *pack, prse_facts *facts, size_t index,
                    int32_t year, PyObject *value)
{
    prse_error err = {0};
    prse_fact_info info = {.size = sizeof info};
    prse_str said = written(value);
    if (!said.ptr)
        return -1;
    if (prse_pack_fact(pack->pack, index, PRSE_LANG_FR, &info, &err) ||
        prse_facts_set(facts, info.id, year, said, &err))
        return hand_raise(&err), -1;
    return 0;
}

int hand_set_all(const hand_pack *pack, prse_facts *facts, PyObject *values)
{
    PyObject *key, *value;
    Py_ssize_t at = 0;
    prse_error err = {0};
    while (PyDict_Next(values, &at, &key, &value)) {
        PyObject *place = PyDict_GetItemWithError(pack->places, key);
        if (!place)
            return PyErr_SetObject(PyExc_KeyError, key), -1;
        long code = PyLong_AsLong(place);
        size_t index = (size_t)code >> 8;
        int32_t year = -(int32_t)(code & 255);
        if (!PyLong_Check(value)) {
            if (set_text(pack, facts, index, year, value) < 0)
                return -1;
        } else if (prse_facts_set_int(facts, index, year,
                                      PyLong_AsLongLong(value), &err))
            return hand_raise(&err), -1;
    }
    return 0;
}

typedef struct hand_facts {
    PyObject_HEAD
    hand_pack *pack;
    prse_facts *facts;
} hand_facts;

static void facts_dealloc(PyObject *self)
{
    prse_facts_free(((hand_facts *)self)->facts);
    Py_CLEAR(((hand_facts *)self)->pack);
    PyObject_Free(self);
}

static PyTypeObject facts_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "handwritten.Facts",
    .tp_basicsize = sizeof(hand_facts),
    .tp_dealloc = facts_dealloc,
};

/* pack.facts({...}) */
static PyObject *pack_facts(PyObject *self, PyObject *values)
{
    hand_pack *pack = (hand_pack *)self;
    prse_error err = {0};
    if (!PyDict_Check(values))
        return PyErr_SetString(PyExc_TypeError, "a dict"), NULL;
    hand_facts *made = PyObject_New(hand_facts, &facts_type);
    if (!made)
        return NULL;
    Py_INCREF(self);
    made->pack = pack;
    made->facts = NULL;
    if (prse_facts_new(&made->facts, pack->pack, &err)) {
        Py_DECREF(made);
        return hand_raise(&err);
    }
    if (hand_set_all(pack, made->facts, values) < 0)
        Py_CLEAR(made);
    return (PyObject *)made;
}

/* --- Evaluation --- */

static PyObject *verdict(hand_pack *pack, size_t obligation)
{
    prse_error err = {0};
    prse_str reason;
    if (prse_report_sentence(&reason, pack->report, obligation,
                             PRSE_SENTENCE_REASON, PRSE_LANG_FR, &err))
        return hand_raise(&err);
    hand_verdict *made = PyObject_New(hand_verdict, &verdict_type);
    if (!made)
        return NULL;
    made->id = PyTuple_GET_ITEM(pack->ids, (Py_ssize_t)obligation);
    Py_INCREF(made->id);
    made->reason = text(reason);
    made->answer = (int)prse_report_answer(pack->report, obligation);
    return (PyObject *)made;
}

/* pack.evaluate({...}, "2026-11-27") -> tuple of verdicts with reasons */
static PyObject *pack_evaluate(PyObject *self, PyObject *const *args,
                               Py_ssize_t count)
{
    hand_pack *pack = (hand_pack *)self;
    prse_error err = {0};
    if (count != 2 || !PyDict_Check(args[0]) || !PyUnicode_Check(args[1]))
        return PyErr_SetString(PyExc_TypeError, "a dict and a day"), NULL;
    prse_facts_clear(pack->facts);
    if (hand_set_all(pack, pack->facts, args[0]) < 0)
        return NULL;
    if (prse_report_evaluate(pack->report, pack->facts, written(args[1]),
                             &err))
        return hand_raise(&err);
    Py_ssize_t size = PyTuple_GET_SIZE(pack->ids);
    PyObject *all = PyTuple_New(size);
    for (Py_ssize_t i = 0; all && i < size; i++) {
        PyObject *item = verdict(pack, (size_t)i);
        if (!item)
            Py_CLEAR(all);
        else
            PyTuple_SET_ITEM(all, i, item);
    }
    return all;
}

/* --- The pack --- */

static PyObject *pack_fact(PyObject *self, PyObject *index)
{
    prse_error err = {0};
    prse_fact_info info = {.size = sizeof info};
    size_t at = PyLong_AsSize_t(index);
    if (prse_pack_fact(((hand_pack *)self)->pack, at, PRSE_LANG_FR, &info,
                       &err))
        return hand_raise(&err);
    return fact_of(&info);
}

static int add_place(PyObject *places, PyObject *key, long code)
{
    PyObject *place = PyLong_FromLong(code);
    int bad = !key || !place || PyDict_SetItem(places, key, place) < 0;
    Py_XDECREF(key);
    Py_XDECREF(place);
    return bad ? -1 : 0;
}

static int find_places(hand_pack *pack)
{
    prse_error err = {0};
    for (size_t i = 0; i < prse_pack_fact_count(pack->pack); i++) {
        prse_fact_info info = {.size = sizeof info};
        if (prse_pack_fact(pack->pack, i, PRSE_LANG_FR, &info, &err))
            return hand_raise(&err), -1;
        long code = (long)i * 256;
        if (add_place(pack->places, text(info.id), code) < 0)
            return -1;
        for (int year = 1; year < info.years; year++)
            if (add_place(pack->places,
                          PyUnicode_FromFormat("%s@-%d", info.id.ptr, year),
                          code + year) < 0)
                return -1;
    }
    return 0;
}

static int find_ids(hand_pack *pack)
{
    prse_error err = {0};
    size_t count = prse_pack_obligation_count(pack->pack);
    pack->ids = PyTuple_New((Py_ssize_t)count);
    for (size_t i = 0; pack->ids && i < count; i++) {
        prse_obligation_info info = {.size = sizeof info};
        if (prse_pack_obligation(pack->pack, i, PRSE_LANG_FR, &info, &err))
            return hand_raise(&err), -1;
        PyTuple_SET_ITEM(pack->ids, (Py_ssize_t)i, text(info.id));
    }
    return pack->ids ? 0 : -1;
}

static prse_status open_pack(hand_pack *made, const char *path,
                             prse_error *err)
{
    prse_engine *engine = NULL;
    prse_status status = prse_engine_new(&engine, NULL, err);
    if (!status)
        status = prse_pack_load(&made->pack, engine, path, NULL, err);
    prse_engine_unref(engine);
    if (!status)
        status = prse_facts_new(&made->facts, made->pack, err);
    if (!status)
        status = prse_report_new(&made->report, made->pack, err);
    return status;
}

static PyObject *pack_new(PyTypeObject *type, PyObject *args, PyObject *named)
{
    const char *path;
    prse_error err = {0};
    if (named || !PyArg_ParseTuple(args, "s", &path))
        return NULL;
    hand_pack *made = (hand_pack *)type->tp_alloc(type, 0);
    if (!made)
        return NULL;
    made->places = PyDict_New();
    if (open_pack(made, path, &err))
        hand_raise(&err);
    else if (made->places && find_places(made) == 0 && find_ids(made) == 0)
        return (PyObject *)made;
    Py_DECREF(made);
    return NULL;
}

static void pack_dealloc(PyObject *self)
{
    hand_pack *pack = (hand_pack *)self;
    prse_report_free(pack->report);
    prse_facts_free(pack->facts);
    prse_pack_unref(pack->pack);
    Py_XDECREF(pack->places);
    Py_XDECREF(pack->ids);
    Py_TYPE(self)->tp_free(self);
}

static PyMethodDef pack_methods[] = {
    {"fact", pack_fact, METH_O, NULL},
    {"facts", pack_facts, METH_O, NULL},
    {"evaluate", (PyCFunction)(void (*)(void))pack_evaluate, METH_FASTCALL,
     NULL},
    {NULL, NULL, 0, NULL},
};

PyTypeObject hand_pack_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "handwritten.Pack",
    .tp_basicsize = sizeof(hand_pack),
    .tp_new = pack_new,
    .tp_dealloc = pack_dealloc,
    .tp_methods = pack_methods,
};

/* --- The module --- */

/* counted(callable): where callgrind looks, see instructions.py. */
__attribute__((noinline)) static PyObject *hand_counted(PyObject *module,
                                                        PyObject *callable)
{
    (void)module;
    return PyObject_CallNoArgs(callable);
}

static PyMethodDef functions[] = {
    {"counted", hand_counted, METH_O, NULL},
    {"batch_seconds", (PyCFunction)(void (*)(void))hand_batch, METH_FASTCALL,
     NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, .m_name = "handwritten", .m_size = -1,
    .m_methods = functions,
};

PyMODINIT_FUNC PyInit_handwritten(void);
PyMODINIT_FUNC PyInit_handwritten(void)
{
    if (PyType_Ready(&fact_type) < 0 || PyType_Ready(&verdict_type) < 0 ||
        PyType_Ready(&facts_type) < 0 || PyType_Ready(&hand_pack_type) < 0)
        return NULL;
    PyObject *made = PyModule_Create(&module);
    if (made && PyModule_AddObjectRef(made, "Pack",
                                      (PyObject *)&hand_pack_type) < 0)
        Py_CLEAR(made);
    return made;
}
