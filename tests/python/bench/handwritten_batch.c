/* SPDX-License-Identifier: Apache-2.0 */
/* The speed of C: a loop that hands a stream's tables to prse_batch_block(),
 * on the buffers that Python holds, timed here. The clock is the processor's:
 * what other programs do meanwhile does not count. */
#include "handwritten.h"

#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static prse_status each_table(prse_batch *batch,
                              struct ArrowArrayStream *stream,
                              const struct ArrowSchema *schema,
                              prse_error *err)
{
    struct ArrowArray table = {0}, answers = {0};
    while (stream->get_next(stream, &table) == 0 && table.release) {
        prse_status status = prse_batch_block(&answers, batch, schema, &table,
                                              err);
        if (status) {
            table.release(&table);
            return status;
        }
        answers.release(&answers);
    }
    return PRSE_OK;
}

static prse_status run(prse_batch *batch, struct ArrowArrayStream *stream,
                       double *seconds, prse_error *err)
{
    struct ArrowSchema schema = {0};
    double start = now();
    if (stream->get_schema(stream, &schema) != 0)
        return PRSE_EIO;
    prse_status status = each_table(batch, stream, &schema, err);
    schema.release(&schema);
    *seconds = now() - start;
    return status;
}

/* (pack, day, words, column to keep, streams...) -> seconds of the last one;
 * those before warm the plan. */
PyObject *hand_batch(PyObject *module, PyObject *const *args, Py_ssize_t n)
{
    prse_error err = {0};
    prse_batch *batch = NULL;
    double seconds = 0;
    (void)module;
    if (n < 5 || Py_TYPE(args[0]) != &hand_pack_type)
        return PyErr_SetString(PyExc_TypeError, "pack, day, words, keep, "
                               "streams..."), NULL;
    const prse_str keep = prse_str_of(PyUnicode_AsUTF8(args[3]));
    const prse_batch_options opts = {
        .size = sizeof opts,
        .date = prse_str_of(PyUnicode_AsUTF8(args[1])),
        .keep = &keep,
        .keep_count = 1,
        .style = PyObject_IsTrue(args[2]) ? PRSE_BATCH_WORDS
                                          : PRSE_BATCH_CODES,
    };
    prse_status status = prse_batch_new(&batch, ((hand_pack *)args[0])->pack,
                                        &opts, &err);
    for (Py_ssize_t i = 4; !status && i < n; i++) {
        struct ArrowArrayStream *stream = PyCapsule_GetPointer(
            args[i], "arrow_array_stream");
        if (!stream)
            break;
        status = run(batch, stream, &seconds, &err);
    }
    prse_batch_unref(batch);
    if (PyErr_Occurred())
        return NULL;
    return status ? hand_raise(&err) : PyFloat_FromDouble(seconds);
}
