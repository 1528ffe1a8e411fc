/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/sight.h"
#include "batch/table.h"

/* Rows of a table that are answered together. */
typedef struct lot {
    const prse__block *table;
    int64_t row; /* the first */
    size_t rows;
    prse__lot odd; /* those that are answered one by one */
} lot;

/* --- Telling --- */

static void tell_answers(const lot *l, const prse__answer_column *what,
                         prse__column *to)
{
    const prse_batch *batch = l->table->worker->batch;
    prse__lot bits[PRSE__ANSWER_BITS];
    uint8_t answers[PRSE__LOT];
    prse__lots_answer(bits, l->table->worker->lots,
                      &batch->courses[what->place]);
    batch->kernels->bytes(answers, bits);
    prse__column_add_integers(to, answers, l->rows);
}

/* Fills the next column too. */
static void tell_criteria(const lot *l, const prse__answer_column *what,
                          prse__column *to)
{
    const prse_batch *batch = l->table->worker->batch;
    size_t count =
        batch->pack->tree->obligations[what->obligation].criterion_count;
    uint64_t met[PRSE__LOT] = {0}, unknown[PRSE__LOT] = {0};
    for (uint32_t i = 0; i < count; i++) {
        prse__lot bits[PRSE__TRUTH_BITS];
        prse__lots_truth(bits, l->table->worker->lots,
                         &batch->criteria[what->place][i]);
        batch->kernels->flag(met, &bits[0], i);
        batch->kernels->flag(unknown, &bits[1], i);
    }
    prse__column_add_integers(&to[0], met, l->rows);
    prse__column_add_integers(&to[1], unknown, l->rows);
}

static void tell(const lot *l)
{
    const prse_batch *batch = l->table->worker->batch;
    for (size_t i = 0; i < batch->answer_count; i++) {
        const prse__answer_column *what = &batch->answers[i];
        if (what->tell == PRSE__TELL_ANSWER)
            tell_answers(l, what, &l->table->columns[i]);
        else if (what->tell == PRSE__TELL_CRITERIA)
            tell_criteria(l, what, &l->table->columns[i]);
    }
}

/* --- Counting --- */

static void count(const lot *l)
{
    const prse_batch *batch = l->table->worker->batch;
    prse__lot good = {{0}};
    for (size_t w = 0; 64 * w < l->rows; w++) {
        size_t left = l->rows - 64 * w;
        uint64_t here = left < 64 ? (UINT64_C(1) << left) - 1 : UINT64_MAX;
        good.words[w] = here & ~l->odd.words[w];
    }
    for (size_t i = 0; i < batch->obligation_count; i++) {
        prse__lot bits[PRSE__ANSWER_BITS];
        prse__lots_answer(bits, l->table->worker->lots, &batch->courses[i]);
        batch->kernels->tally(&l->table->counts[i * PRSE__COUNTED],
                              PRSE__COUNTED - 1, bits, &good);
    }
}

/* --- Rows that are odd --- */

/* Texts are told in order: of the rows before there is none. */
static void go_to(const lot *l, int64_t row)
{
    const prse_batch *batch = l->table->worker->batch;
    for (size_t i = 0; l->table->columns && i < batch->answer_count; i++) {
        prse__column *column = &l->table->columns[i];
        if (batch->answers[i].tell == PRSE__TELL_ERROR)
            prse__column_add_nulls(column, (size_t)(row - column->rows));
        else
            prse__column_go(column, row);
    }
}

static prse_status answer_odd(const lot *l)
{
    prse_status status = PRSE_OK;
    for (size_t w = 0; 64 * w < l->rows && !status; w++)
        for (uint64_t left = l->odd.words[w]; left && !status;
             left &= left - 1) {
            int64_t row = l->row + (int64_t)(64 * w + prse__lowest_bit(left));
            go_to(l, row);
            status = prse__block_row(l->table, row);
        }
    if (!status)
        go_to(l, l->row + (int64_t)l->rows);
    return status;
}

static void add_null_rows(lot *l)
{
    const struct ArrowArray *in = l->table->in;
    prse__lot there;
    if (!in->buffers[0])
        return;
    prse__lot_load(&there, in->buffers[0], in->offset + l->row, l->rows);
    for (size_t i = 0; i < l->rows; i++)
        if (!(there.words[i / 64] >> i % 64 & 1))
            l->odd.words[i / 64] |= UINT64_C(1) << i % 64;
}

static prse_status answer_lot(const prse__block *t, int64_t row)
{
    int64_t left = t->in->length - row;
    lot l = {.table = t, .row = row,
             .rows = left < PRSE__LOT ? (size_t)left : PRSE__LOT};
    prse_status status = prse__lots_read(t->worker->lots, t->worker, row,
                                         l.rows, &l.odd, t->err);
    if (status)
        return status;
    add_null_rows(&l);
    if (t->columns)
        tell(&l);
    else
        count(&l);
    return answer_odd(&l);
}

prse_status prse__block_lots(const prse__block *t)
{
    prse_status status =
        prse__lots_open(t->worker->lots, t->worker, t->views,
                        t->reading->input_count, t->in->length, t->err);
    for (int64_t row = 0; row < t->in->length && !status; row += PRSE__LOT) {
        status = prse__block_go_on(t, row);
        if (!status)
            status = answer_lot(t, row);
    }
    return status;
}
