/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/sight.h"
#include "batch/slice.h"

/* --- Counting --- */

static void count(const prse__slice *s)
{
    const prse_batch *batch = s->table->worker->batch;
    prse__lot good = {{0}};
    for (size_t w = 0; 64 * w < s->rows; w++) {
        size_t left = s->rows - 64 * w;
        uint64_t here = left < 64 ? (UINT64_C(1) << left) - 1 : UINT64_MAX;
        good.words[w] = here & ~s->odd.words[w];
    }
    for (size_t i = 0; i < batch->obligation_count; i++) {
        batch->kernels->tally(&s->table->counts[i * PRSE__COUNTED],
                              PRSE__COUNTED - 1,
                              prse__lots_answer(s->table->worker->lots, i),
                              &good);
    }
}

/* --- Rows that are odd --- */

static prse_status answer_odd(const prse__slice *s)
{
    size_t count_of = s->table->worker->batch->answer_count;
    prse__block apart = *s->table;
    prse_status status = PRSE_OK;
    if (apart.columns)
        apart.columns = s->apart;
    for (size_t i = 0; apart.columns && i < count_of; i++)
        prse__column_clear(&s->apart[i]);
    for (size_t w = 0; 64 * w < s->rows && !status; w++)
        for (uint64_t left = s->odd.words[w]; left && !status;
             left &= left - 1)
            status = prse__block_row(
                &apart, s->row + (int64_t)(64 * w + prse__lowest_bit(left)));
    return status;
}

static void add_null_rows(prse__slice *s)
{
    const struct ArrowArray *in = s->table->in;
    prse__lot there;
    if (!in->buffers[0])
        return;
    prse__lot_load(&there, in->buffers[0], in->offset + s->row, s->rows);
    for (size_t i = 0; i < s->rows; i++)
        if (!(there.words[i / 64] >> i % 64 & 1))
            prse__slice_add_odd(s, i);
}

static prse_status answer_lot(const prse__block *t, prse__column *apart,
                              int64_t row)
{
    int64_t left = t->in->length - row;
    prse__slice s = {.table = t, .apart = apart, .row = row,
                     .rows = left < PRSE__LOT ? (size_t)left : PRSE__LOT};
    prse_status status = prse__lots_read(t->worker->lots, t->worker, row,
                                         s.rows, &s.odd, t->err);
    if (status)
        return status;
    add_null_rows(&s);
    prse__lots_answer_all(t->worker->lots);
    status = prse__slice_compute(&s);
    if (!status)
        status = answer_odd(&s);
    if (status || t->columns)
        return status ? status : prse__slice_tell(&s);
    count(&s);
    return PRSE_OK;
}

/* --- Blocks --- */

static void free_apart(prse__column *apart, size_t count_of)
{
    for (size_t i = 0; apart && i < count_of; i++)
        prse__column_free(&apart[i]);
    prse__free(apart);
}

static prse_status make_apart(prse__column **out, const prse__block *t)
{
    const prse_batch *batch = t->worker->batch;
    prse_status status = PRSE_OK;
    prse__column *apart = prse__alloc(batch->answer_count + 1, sizeof *apart);
    if (!apart)
        return prse__error_nomem(t->err);
    for (size_t i = 0; i < batch->answer_count && !status; i++)
        status = prse__column_init(&apart[i], batch->answers[i].bytes,
                                   PRSE__LOT, t->err);
    if (status)
        free_apart(apart, batch->answer_count);
    else
        *out = apart;
    return status;
}

prse_status prse__block_lots(const prse__block *t)
{
    prse__column *apart = NULL;
    prse_status status =
        prse__lots_open(t->worker->lots, t->worker, t->views,
                        t->reading->input_count, t->in->length, t->err);
    if (!status && t->columns)
        status = make_apart(&apart, t);
    for (int64_t row = 0; row < t->in->length && !status; row += PRSE__LOT) {
        status = prse__block_go_on(t, row);
        if (!status)
            status = answer_lot(t, apart, row);
    }
    free_apart(apart, t->worker->batch->answer_count);
    return status;
}
