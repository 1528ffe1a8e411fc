/* SPDX-License-Identifier: Apache-2.0 */
/* A store of Python: backends.StoreBackend. */
#include "plugs.h"

#include <stdlib.h>

enum { OWN_MS = 5000, COLUMNS = 64 };

/* --- Schemas and queries */

/* Items of C beside one another, as a tuple. */
typedef struct run {
    PyObject *(*build)(void *item);
    const void *first;
    size_t count, bytes;
} run;

static PyObject *build_run(void *from)
{
    const run *it = from;
    PyObject *all = PyTuple_New((Py_ssize_t)it->count);
    for (size_t i = 0; all && i < it->count; i++) {
        PyObject *item = it->build((char *)it->first + i * it->bytes);
        if (!item || PyTuple_SetItem(all, (Py_ssize_t)i, item) < 0)
            Py_CLEAR(all);
    }
    return all;
}

#define RUN(BUILD, FIRST, COUNT) \
    (&(run){BUILD, FIRST, COUNT, sizeof *(FIRST)})

static PyObject *build_place(void *column)
{
    return PyLong_FromLong(*(uint8_t *)column);
}

static PyObject *build_column(void *from)
{
    const prse_column *it = from;
    return prse_py_made("Column", "sNOKIz", it->name,
                        prse_py_enum("prse_type", it->type),
                        it->optional ? Py_True : Py_False,
                        (unsigned long long)it->max, it->since, it->initial);
}

static PyObject *build_index(void *from)
{
    const prse_index *it = from;
    return prse_py_made("Index", "sO&OII", it->name, build_run,
                        RUN(build_place, it->columns, (size_t)it->count),
                        it->unique ? Py_True : Py_False, it->since,
                        it->until);
}

/* Schemas last as long as their stores: each is made once. */
static PyObject *kept(void *from, PyObject *(*make)(void *from))
{
    static PyObject *all;
    PyObject *key = PyLong_FromVoidPtr(from), *made = NULL;
    if (all || (all = PyDict_New()))
        made = PyDict_GetItemWithError(all, key);
    if (made)
        Py_INCREF(made);
    else if (!PyErr_Occurred() && (made = make(from)) &&
             PyDict_SetItem(all, key, made) < 0)
        Py_CLEAR(made);
    Py_DECREF(key);
    return made;
}

static PyObject *make_collection(void *from)
{
    const prse_collection *it = from;
    return prse_py_made("Collection", "sO&O&II", it->name, build_run,
                        RUN(build_column, it->columns, it->column_count),
                        build_run, RUN(build_index, it->indexes,
                                       it->index_count),
                        it->key_count, it->since);
}

static PyObject *build_collection(void *from)
{
    return kept(from, make_collection);
}

static PyObject *make_schema(void *from)
{
    const prse_schema *it = from;
    return prse_py_made("Schema", "sO&IN", it->name, build_run,
                        RUN(build_collection, it->collections, it->count),
                        it->version, prse_py_handle(from, "prse_schema", NULL));
}

static PyObject *build_schema(void *from)
{
    return kept(from, make_schema);
}

static PyObject *build_query(void *from)
{
    const prse_query *it = from;
    return prse_py_made("Query", "iO&OO&O&K", it->index, build_run,
                        RUN(prse_py_build_value, it->equal, it->equal_count),
                        it->descending ? Py_True : Py_False,
                        prse_py_build_value, it->from, prse_py_build_value,
                        it->to, (unsigned long long)(it->limit > INT64_MAX
                                                         ? 0 : it->limit));
}

/* --- Answers */

static prse_status take_number(void *to, PyObject *answer, prse_error *err)
{
    long long number = PyLong_AsLongLong(answer);
    (void)err;
    if (to)
        *(int64_t *)to = number;
    return PRSE_OK;
}

typedef struct rows {
    const prse_collection *of;
    prse_row_found found;
    void *user;
    const prse_py_watch *watch;
} rows;

static int read_row(const prse_collection *of, PyObject *values,
                    prse_value *to, PyObject *kept)
{
    if (PyTuple_Size(values) != (Py_ssize_t)of->column_count) {
        PyErr_Format(PyExc_ValueError, "%s: a row of %zd values, not %u",
                     of->name, PyTuple_Size(values), of->column_count);
        return -1;
    }
    for (uint32_t i = 0; i < of->column_count; i++)
        if (prse_py_to_value(PyTuple_GetItem(values, (Py_ssize_t)i),
                             of->columns[i].type, &to[i], kept) < 0)
            return -1;
    return 0;
}

static int give_row(void *to, PyObject *row, prse_status *status,
                    prse_error *err)
{
    const rows *it = to;
    prse_value all[COLUMNS];
    PyObject *given, *values = NULL, *made = PyList_New(0);
    long long version;
    int over = 1;
    *status = prse_py_watch_ask(it->watch, err);
    if (!*status && made &&
        prse_py_unpack(row, "a row is (values, version)", "OL", &given,
                       &version) &&
        (values = PySequence_Tuple(given)) &&
        read_row(it->of, values, all, made) == 0)
        over = it->found(it->user, all, version);
    Py_XDECREF(values);
    Py_XDECREF(made);
    return over;
}

static prse_status take_row(void *to, PyObject *answer, prse_error *err)
{
    prse_status status = PRSE_OK;
    give_row(to, answer, &status, err);
    return status;
}

static prse_status take_rows(void *to, PyObject *answer, prse_error *err)
{
    return prse_py_each(answer, err, to, give_row);
}

/* --- Transactions */

typedef struct transaction {
    PyObject *object, *stop;
    prse_py_watch watch;
    uint32_t write;
} transaction;

static PyObject *ask_stop(PyObject *self, PyObject *none)
{
    const prse_py_watch *watch = prse_py_lent(self);
    (void)none;
    return watch ? PyBool_FromLong(watch->should_stop &&
                                   watch->should_stop(watch->user)) : NULL;
}

static PyObject *lend_stop(void *from)
{
    static PyMethodDef should_stop = {"should_stop", ask_stop, METH_NOARGS,
                                      "Whether the caller wants to stop."};
    transaction *it = from;
    it->stop = prse_py_lend(&should_stop, &it->watch);
    Py_XINCREF(it->stop);
    return it->stop;
}

static prse_status take_transaction(void *to, PyObject *answer,
                                    prse_error *err)
{
    (void)err;
    Py_INCREF(answer);
    ((transaction *)to)->object = answer;
    return PRSE_OK;
}

static void end(transaction *it)
{
    PyGILState_STATE state;
    if (prse_py_attach(&state)) {
        prse_py_reclaim(it->stop);
        Py_XDECREF(it->object);
        prse_py_detach(state);
    }
    free(it);
}

static prse_status begin(void *self, void **tx, const prse_tx_options *opts,
                         prse_error *err)
{
    int64_t ms = opts->deadline_ms ? opts->deadline_ms : OWN_MS;
    transaction *it = calloc(1, sizeof *it);
    if (!it)
        return prse_py_say(err, PRSE_ENOMEM, "memory ran out");
    it->write = opts->write;
    it->watch = prse_py_watch_start(ms, opts->should_stop, opts->user);
    prse_status status = prse_py_ask(
        self, "begin", take_transaction, it, err, "(OLO&)",
        it->write ? Py_True : Py_False, (long long)ms, lend_stop, it);
    if (status)
        end(it);
    else
        *tx = it;
    return status;
}

static prse_status commit(void *tx, prse_error *err)
{
    prse_status status = prse_py_ask(((transaction *)tx)->object, "commit",
                                     NULL, NULL, err, "()");
    end(tx);
    return status;
}

static void rollback(void *tx)
{
    prse_py_run(((transaction *)tx)->object, "rollback");
    end(tx);
}

/* A method of a transaction: of a collection, given one thing and perhaps a
 * number. */
typedef struct asking {
    const char *method;
    uint32_t write;
    PyObject *(*build)(void *what);
    const void *what;
    const int64_t *number;
    prse_py_take take;
    void *to;
} asking;

static prse_status ask(const transaction *tx, const prse_collection *of,
                       const asking *a, prse_error *err)
{
    if (a->write > tx->write)
        return prse_py_say(err, PRSE_EINVAL, "the transaction only reads");
    prse_status status = prse_py_watch_ask(&tx->watch, err);
    if (status)
        return status;
    return prse_py_ask(tx->object, a->method, a->take, a->to, err,
                       a->number ? "(O&O&L)" : "(O&O&)", build_collection, of,
                       a->build, a->what,
                       a->number ? (long long)*a->number : 0);
}

#define TX ((const transaction *)tx)
#define KEY RUN(prse_py_build_value, key, of->key_count)
#define VALUES RUN(prse_py_build_value, values, of->column_count)
#define ROWS (&(rows){of, found, user, &TX->watch})

static prse_status get(void *tx, const prse_collection *of,
                       const prse_value *key, prse_row_found found,
                       void *user, prse_error *err)
{
    return ask(tx, of, &(asking){"get", 0, build_run, KEY, NULL, take_row,
                                 ROWS}, err);
}

static prse_status put(void *tx, const prse_collection *of,
                       const prse_value *values, int64_t expected,
                       int64_t *version, prse_error *err)
{
    return ask(tx, of, &(asking){"put", 1, build_run, VALUES, &expected,
                                 take_number, version}, err);
}

static prse_status remove_row(void *tx, const prse_collection *of,
                              const prse_value *key, int64_t expected,
                              prse_error *err)
{
    return ask(tx, of, &(asking){"remove", 1, build_run, KEY, &expected, NULL,
                                 NULL}, err);
}

static prse_status scan(void *tx, const prse_collection *of,
                        const prse_query *query, prse_row_found found,
                        void *user, prse_error *err)
{
    return ask(tx, of, &(asking){"scan", 0, build_query, query, NULL,
                                 take_rows, ROWS}, err);
}

static prse_status claim(void *tx, const prse_collection *of,
                         const prse_query *query, prse_row_found found,
                         void *user, prse_error *err)
{
    return ask(tx, of, &(asking){"claim", 1, build_query, query, NULL,
                                 take_row, ROWS}, err);
}

static prse_status load(void *tx, const prse_collection *of,
                        const prse_value *values, int64_t version,
                        prse_error *err)
{
    return ask(tx, of, &(asking){"load", 1, build_run, VALUES, &version, NULL,
                                 NULL}, err);
}

/* --- The store */

static prse_status version_of(void *self, prse_str schema, uint32_t *version,
                              prse_error *err)
{
    int64_t number = 0;
    prse_status status = prse_py_ask(self, "version", take_number, &number,
                                     err, "(O&)", prse_py_build_str, &schema);
    *version = (uint32_t)number;
    return status;
}

static prse_status migrate(void *self, const prse_schema *schema,
                           uint32_t from, uint32_t to, prse_error *err)
{
    return prse_py_ask(self, "migrate", NULL, NULL, err, "(O&II)",
                       build_schema, schema, from, to);
}

typedef struct findings {
    prse_finding found;
    void *user;
} findings;

static int tell(void *to, PyObject *item, prse_status *status,
                prse_error *err)
{
    const findings *it = to;
    prse_str text;
    (void)status;
    (void)err;
    if (prse_py_text(item, &text) < 0)
        return -1;
    it->found(it->user, text);
    return 0;
}

static prse_status take_findings(void *to, PyObject *answer, prse_error *err)
{
    return prse_py_each(answer, err, to, tell);
}

static prse_status check(void *self, prse_finding found, void *user,
                         prse_error *err)
{
    return prse_py_ask(self, "check", take_findings, &(findings){found, user},
                       err, "()");
}

PyObject *prse_py_store(PyObject *backend)
{
    prse_store plug = {
        .size = sizeof plug, .self = backend, .free = prse_py_free,
        .version = version_of, .migrate = migrate, .begin = begin,
        .commit = commit, .rollback = rollback, .get = get, .put = put,
        .remove = remove_row, .scan = scan, .claim = claim, .load = load,
        .check = prse_py_has(backend, "check") ? check : NULL};
    return prse_py_plug_of(backend, &plug, "prse_store", sizeof plug,
                           "version migrate begin ");
}
