/* SPDX-License-Identifier: Apache-2.0 */
/* A stream of answers over a stream of tables. */
#include <errno.h>
#include <stdio.h>

#include "batch/schema.h"
#include "batch/table.h"

typedef struct stream {
    prse_batch *batch;
    struct ArrowArrayStream in;
    struct ArrowSchema schema; /* of the tables */
    prse__reading reading;
    prse__worker *worker;
    int64_t *counts; /* NULL: not asked for */
    int at_end;
    int failure;      /* 0, or what is answered for ever */
    prse_error error; /* of the last call that failed */
} stream;

static void free_stream(stream *s)
{
    prse__worker_return(s->worker);
    prse__reading_free(&s->reading);
    prse__free(s->counts);
    if (s->schema.release)
        s->schema.release(&s->schema);
    if (s->in.release)
        s->in.release(&s->in);
    prse_batch_unref(s->batch);
    prse__free(s);
}

static void release(struct ArrowArrayStream *out)
{
    free_stream(out->private_data);
    out->release = NULL;
}

static const char *last_error(struct ArrowArrayStream *out)
{
    const stream *s = out->private_data;
    return s->error.code ? s->error.message : NULL;
}

static int errno_of(prse_status status)
{
    if (status == PRSE_ENOMEM)
        return ENOMEM;
    return status == PRSE_ECANCELED ? ECANCELED : EINVAL;
}

static int get_schema(struct ArrowArrayStream *out, struct ArrowSchema *schema)
{
    stream *s = out->private_data;
    prse_status status =
        prse__reading_schema(schema, &s->reading, s->batch, &s->error);
    return status ? errno_of(status) : 0;
}

/* What a stream says of its failure, as ours. */
static prse_status told_by(struct ArrowArrayStream *in, int failure,
                           prse_error *err)
{
    const char *text = in->get_last_error ? in->get_last_error(in) : NULL;
    prse_status status =
        prse__error_set(err, failure == ENOMEM ? PRSE_ENOMEM : PRSE_EIO, NULL,
                        "the stream of tables failed%s%s", text ? ": " : "",
                        text ? text : "");
    if (err)
        err->sys_code = failure;
    return status;
}

/* --- Tables --- */

/* The answers to the next table; at the end *out is released. */
static prse_status answer_next(stream *s, struct ArrowArray *out)
{
    struct ArrowArray table = {0};
    int failure = s->in.get_next(&s->in, &table);
    if (failure) {
        s->failure = failure;
        return told_by(&s->in, failure, &s->error);
    }
    s->at_end = !table.release;
    if (s->at_end)
        return PRSE_OK;
    prse_status status = prse__table_answer(out, s->counts, s->worker,
                                            &s->reading, &table, &s->error);
    if (table.release)
        table.release(&table);
    return status;
}

static prse_status count_all(stream *s, struct ArrowArray *out)
{
    prse_status status = PRSE_OK;
    while (!s->at_end && !status)
        status = answer_next(s, out);
    return status ? status
                  : prse__counts_give(out, s->counts, s->batch, &s->error);
}

static int get_next(struct ArrowArrayStream *out, struct ArrowArray *array)
{
    stream *s = out->private_data;
    *array = (struct ArrowArray){0};
    if (s->failure || s->at_end)
        return s->failure;
    prse_status status =
        s->counts ? count_all(s, array) : answer_next(s, array);
    if (status && !s->failure)
        s->failure = errno_of(status);
    return s->failure;
}

/* --- Making --- */

static prse_status read_schema(stream *s, struct ArrowArrayStream *in,
                               prse_error *err)
{
    int failure = in->get_schema(in, &s->schema);
    if (failure) {
        s->schema.release = NULL;
        return told_by(in, failure, err);
    }
    prse_status status =
        prse__reading_init(&s->reading, s->batch, &s->schema, err);
    if (!status)
        status = prse__worker_take(&s->worker, s->batch, &s->reading, err);
    if (!status && s->batch->columns & PRSE_BATCH_COUNTS) {
        s->counts = prse__counts_make(s->batch);
        status = s->counts ? PRSE_OK : prse__error_nomem(err);
    }
    return status;
}

prse_status prse_batch_stream(struct ArrowArrayStream *out, prse_batch *batch,
                              struct ArrowArrayStream *in, prse_error *err)
{
    if (!out || !batch || !in || !in->release || !in->get_schema ||
        !in->get_next)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out, batch and a stream that was not "
                               "released are required");
    stream *s = prse__alloc(1, sizeof *s);
    if (!s)
        return prse__error_nomem(err);
    s->batch = prse_batch_ref(batch);
    prse_status status = read_schema(s, in, err);
    if (status) {
        free_stream(s);
        return status;
    }
    s->in = *in;
    in->release = NULL;
    *out = (struct ArrowArrayStream){.get_schema = get_schema,
                                     .get_next = get_next,
                                     .get_last_error = last_error,
                                     .release = release,
                                     .private_data = s};
    return PRSE_OK;
}
