/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/table.h"

#include "batch/schema.h"
#include "batch/tell.h"

enum { ROWS_BETWEEN = 4096 }; /* questions whether to stop */

/* --- The table that came in --- */

static const char *fault_of(const struct ArrowArray *in, int64_t columns)
{
    if (!in->release)
        return "the table was released already";
    if (in->length < 0 || in->offset < 0 ||
        in->length > INT64_MAX / 16 - in->offset)
        return "the table has an impossible length or offset";
    if (in->n_buffers != 1 || !in->buffers)
        return "the table has not the one buffer of a struct";
    if (in->null_count > 0 && !in->buffers[0])
        return "the table has null rows, but no bitmap of them";
    if (in->n_children != columns || (columns > 0 && !in->children))
        return "the table has not the columns of its schema";
    return NULL;
}

static prse_status check_column(const prse__block *t, size_t column)
{
    const struct ArrowArray *child = t->in->children[column];
    const char *name =
        prse__schema_name(t->reading->schema->children[column]);
    if (!child || !child->release)
        return prse__error_set(t->err, PRSE_EINVAL, name,
                               "column `%s` was released already", name);
    if (child->length < 0 || child->offset < 0 ||
        child->offset > INT64_MAX / 16 ||
        child->length < t->in->offset + t->in->length)
        return prse__error_set(t->err, PRSE_EINVAL, name,
                               "column `%s` is shorter than the table", name);
    return PRSE_OK;
}

static prse_status open_table(prse__block *t)
{
    const char *fault = fault_of(t->in, t->reading->schema->n_children);
    prse_status status = PRSE_OK;
    if (fault)
        return prse__error_set(t->err, PRSE_EINVAL, NULL, "%s", fault);
    for (size_t i = 0; i < t->reading->keep_count && !status; i++)
        status = check_column(t, t->reading->keep[i]);
    for (size_t i = 0; i < t->reading->input_count && !status; i++) {
        const prse__input *input = &t->reading->inputs[i];
        status = check_column(t, input->column);
        if (!status)
            status = prse__view_open(
                &t->views[i], &input->type,
                prse__schema_name(t->reading->schema->children[input->column]),
                t->in->children[input->column], t->in->offset, t->in->length,
                t->err);
    }
    return status;
}

/* --- Rows --- */

static int is_null_row(const prse__block *t, int64_t row)
{
    const void *bitmap = t->in->buffers[0];
    return bitmap && !prse__bit(bitmap, t->in->offset + row);
}

static void count(const prse__block *t, int is_bad)
{
    const prse_batch *batch = t->worker->batch;
    for (size_t i = 0; i < batch->obligation_count; i++) {
        size_t answer = is_bad ? PRSE__COUNTED - 1
                               : prse_report_answer(t->worker->report,
                                                    batch->obligations[i]);
        t->counts[i * PRSE__COUNTED + answer]++;
    }
}

prse_status prse__block_row(const prse__block *t, int64_t row)
{
    prse__worker *w = t->worker;
    prse_status status =
        prse__worker_read(w, t->views, t->reading->input_count, row, t->err);
    if (!status && is_null_row(t, row)) {
        prse__buf_clear(&w->errors);
        prse__buf_adds(&w->errors, "the row is null");
    }
    if (!status && w->errors.failed)
        status = prse__error_nomem(t->err);
    if (status)
        return status;
    int is_bad = w->errors.len > 0;
    if (!is_bad)
        prse__worker_answer(w);
    if (t->columns)
        return prse__tell_row(t->columns, w, is_bad, t->err);
    count(t, is_bad);
    return PRSE_OK;
}

prse_status prse__block_go_on(const prse__block *t, int64_t row)
{
    const prse_batch *batch = t->worker->batch;
    if (row % ROWS_BETWEEN == 0 && batch->should_stop &&
        batch->should_stop(batch->user))
        return prse__error_set(t->err, PRSE_ECANCELED, NULL,
                               "stopped as asked, after %lld rows",
                               (long long)row);
    return PRSE_OK;
}

static prse_status answer_rows(const prse__block *t)
{
    prse_status status = PRSE_OK;
    for (int64_t row = 0; row < t->in->length && !status; row++) {
        status = prse__block_go_on(t, row);
        if (!status)
            status = prse__block_row(t, row);
    }
    return status;
}

/* --- The table that goes out --- */

static prse_status make_columns(prse__block *t)
{
    const prse_batch *batch = t->worker->batch;
    prse_status status = PRSE_OK;
    t->columns = prse__alloc(batch->answer_count + 1, sizeof *t->columns);
    if (!t->columns)
        return prse__error_nomem(t->err);
    for (size_t i = 0; i < batch->answer_count && !status; i++) {
        status = prse__column_init(&t->columns[i], batch->answers[i].bytes,
                                   (size_t)t->in->length, t->err);
        t->columns[i].words = batch->answers[i].words;
    }
    return status;
}

static prse_status give_columns(struct ArrowArray *out, prse__block *t)
{
    const prse_batch *batch = t->worker->batch;
    size_t kept = t->reading->keep_count;
    prse_status status = prse__table_make(out, kept + batch->answer_count,
                                          t->in->length, t->err);
    if (status)
        return status;
    for (size_t i = 0; i < batch->answer_count && !status; i++)
        status = prse__column_give(out->children[kept + i], &t->columns[i],
                                   t->err);
    prse__kept *holder = status ? NULL : prse__kept_make();
    if (!holder) {
        out->release(out);
        return status ? status : prse__error_nomem(t->err);
    }
    for (size_t i = 0; i < kept; i++)
        prse__kept_give(out->children[i], holder, t->in,
                        t->reading->keep[i]);
    prse__kept_take(holder, t->in);
    return PRSE_OK;
}

static void end(prse__block *t)
{
    size_t count_of = t->worker->batch->answer_count;
    for (size_t i = 0; t->columns && i < count_of; i++)
        prse__column_free(&t->columns[i]);
    prse__free(t->columns);
    prse__free(t->views);
}

prse_status prse__table_answer(struct ArrowArray *out, int64_t *counts,
                               prse__worker *worker,
                               const prse__reading *reading,
                               struct ArrowArray *in, prse_error *err)
{
    prse__block t = {.worker = worker, .reading = reading, .in = in,
               .counts = counts, .err = err};
    struct ArrowArray made;
    t.views = prse__alloc(reading->input_count + 1, sizeof *t.views);
    prse_status status = t.views ? open_table(&t) : prse__error_nomem(err);
    if (!status && !counts)
        status = make_columns(&t);
    if (!status)
        status = worker->lots ? prse__block_lots(&t) : answer_rows(&t);
    if (!status && !counts)
        status = give_columns(&made, &t);
    end(&t);
    if (!status && !counts)
        *out = made;
    return status;
}

/* --- One table --- */

static prse_status answer(struct ArrowArray *out, prse_batch *batch,
                          const prse__reading *reading,
                          struct ArrowArray *in, prse_error *err)
{
    prse__worker *worker = NULL;
    prse_status status = prse__worker_take(&worker, batch, reading, err);
    if (!status)
        status = prse__table_answer(out, NULL, worker, reading, in, err);
    prse__worker_return(worker);
    return status;
}

static prse_status count_one(struct ArrowArray *out, prse_batch *batch,
                             const prse__reading *reading,
                             struct ArrowArray *in, prse_error *err)
{
    int64_t *counts = prse__counts_make(batch);
    struct ArrowArray made;
    prse__worker *worker = NULL;
    prse_status status = counts
                             ? prse__worker_take(&worker, batch, reading, err)
                             : prse__error_nomem(err);
    if (!status)
        status = prse__table_answer(NULL, counts, worker, reading, in, err);
    if (!status)
        status = prse__counts_give(&made, counts, batch, err);
    prse__worker_return(worker);
    prse__free(counts);
    if (status)
        return status;
    in->release(in);
    *out = made;
    return PRSE_OK;
}

prse_status prse_batch_block(struct ArrowArray *out, prse_batch *batch,
                             const struct ArrowSchema *schema,
                             struct ArrowArray *in, prse_error *err)
{
    prse__reading reading;
    if (!out || !batch || !schema || !in)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out, batch, schema and in are required");
    prse_status status = prse__reading_init(&reading, batch, schema, err);
    if (status)
        return status;
    status = batch->columns & PRSE_BATCH_COUNTS
                 ? count_one(out, batch, &reading, in, err)
                 : answer(out, batch, &reading, in, err);
    prse__reading_free(&reading);
    return status;
}
