/* SPDX-License-Identifier: Apache-2.0 */
/* A classifier of Python, ClassifierBackend: what it says of sentences. */
#include "plugs.h"

/* Sentences, and how many were answered. */
typedef struct work {
    prse_py_call call;
    prse_py_watch watch;
    prse_py_batch batch;
    size_t done;
} work;

static int give_label(prse_py_call *call, PyObject *item)
{
    work *it = call->to;
    prse_label *to = it->batch.labels + it->done;
    if (it->done++ == it->batch.count ||
        !prse_py_is_tuple(item, "an answer is a Label, or (label, confidence)"))
        return 1;
    if (PyTuple_Size(item) != 2)
        return prse_py_fields(&prse_py_prse_label, to, item, NULL);
    int good = PyArg_ParseTuple(item, "Id", &to->label, &to->confidence);
    to->second = to->label;
    return !good;
}

static void take_labels(prse_py_call *call, PyObject *answer)
{
    work *it = call->to;
    prse_py_each(call, answer, give_label);
    if (!call->status && !PyErr_Occurred() && it->done != it->batch.count)
        PyErr_Format(PyExc_ValueError, "%s answers than the %zu sentences",
                     it->done < it->batch.count ? "fewer" : "more",
                     it->batch.count);
}

prse_status prse_py_classifier_classify(void *self, const prse_str *texts,
                                        size_t count, prse_label *out,
                                        const prse_classify_options *opts,
                                        prse_error *err)
{
    int64_t ms = opts->deadline_ms > 0 ? opts->deadline_ms : INT64_MAX;
    work it = {.call = {.self = self, .method = "classify",
                        .watch = &it.watch, .take = take_labels, .to = &it,
                        .may = PRSE_PY_CLASSIFIER_MAY},
               .watch = prse_py_watch_start(ms, opts->should_stop, opts->user),
               .batch = {NULL, (prse_str *)texts, count, out}};
    it.watch.progress = opts->progress;
    it.watch.total = count;
    prse_status status = prse_py_ask(&it.call, err, "(O&)",
                                     prse_py_batch_texts, &it.batch);
    return status ? status : prse_py_watch_on(&it.watch, count, err);
}
