/* SPDX-License-Identifier: Apache-2.0 */
/* A store of Python, backends.StoreBackend: its transactions and their rows. */
#include "plugs.h"

#include <stdlib.h>

enum { OWN_MS = 5000, COLUMNS = 64 };

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

int prse_py_give_row(prse_py_call *call, PyObject *row)
{
    const prse_py_receiver *to = call->to;
    prse_value all[COLUMNS];
    PyObject *given, *values = NULL, *made = PyList_New(0);
    long long version;
    int over = -1;
    if (made &&
        prse_py_is_tuple(row, "a row is (values, version)") &&
        PyArg_ParseTuple(row, "OL", &given, &version) &&
        (values = PySequence_Tuple(given)) &&
        read_row(to->of, values, all, made) == 0)
        over = ((prse_row_found)to->found)(to->user, all, version);
    Py_XDECREF(values);
    Py_XDECREF(made);
    return over;
}

/* --- Transactions */

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
    prse_py_tx *it = from;
    it->stop = prse_py_lend(&should_stop, &it->watch);
    Py_XINCREF(it->stop);
    return it->stop;
}

static void take_transaction(prse_py_call *call, PyObject *answer)
{
    Py_INCREF(answer);
    ((prse_py_tx *)call->to)->object = answer;
}

static void end(prse_py_tx *it)
{
    PyGILState_STATE state;
    if (prse_py_attach(&state)) {
        prse_py_reclaim(it->stop);
        Py_XDECREF(it->object);
        prse_py_detach(state);
    }
    free(it);
}

prse_status prse_py_store_begin(void *self, void **tx,
                                const prse_tx_options *opts, prse_error *err)
{
    int64_t ms = opts->deadline_ms ? opts->deadline_ms : OWN_MS;
    prse_py_tx *it = calloc(1, sizeof *it);
    if (!it)
        return prse_py_say(err, PRSE_ENOMEM, "memory ran out");
    it->write = opts->write;
    it->watch = prse_py_watch_start(ms, opts->should_stop, opts->user);
    prse_py_call call = {.self = self, .method = "begin",
                         .take = take_transaction, .to = it};
    prse_status status = prse_py_ask(&call, err, "(OLO&)",
                                     it->write ? Py_True : Py_False,
                                     (long long)ms, lend_stop, it);
    if (status)
        end(it);
    else
        *tx = it;
    return status;
}

prse_status prse_py_store_commit(void *tx, prse_error *err)
{
    prse_py_call call = {.self = ((prse_py_tx *)tx)->object,
                         .method = "commit"};
    prse_status status = prse_py_ask(&call, err, "()");
    end(tx);
    return status;
}

void prse_py_store_rollback(void *tx)
{
    prse_py_run(((prse_py_tx *)tx)->object, "rollback");
    end(tx);
}
