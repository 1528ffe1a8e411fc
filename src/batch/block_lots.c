/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/sight.h"
#include "batch/table.h"
#include "batch/tell.h"

/* Rows of a table that are answered together. */
typedef struct lot {
    const prse__block *table;
    int64_t row; /* the first */
    size_t rows;
    prse__lot odd; /* those that are answered one by one, */
    prse__column *apart; /* with answers of their own, in their order */
} lot;

static int is_odd(const lot *l, size_t i)
{
    return l->odd.words[i / 64] >> i % 64 & 1;
}

static prse__lots *lots_of(const lot *l)
{
    return l->table->worker->lots;
}

static const prse__lot *answer_of(const lot *l, size_t place)
{
    return prse__lots_answer(lots_of(l), place);
}

/* --- Integers, of all rows at once --- */

static void tell_answers(const lot *l, const prse__answer_column *what,
                         prse__column *to)
{
    uint8_t answers[PRSE__LOT];
    l->table->worker->batch->kernels->bytes(answers,
                                            answer_of(l, what->place));
    prse__column_add_integers(to, answers, l->rows);
}

/* Fills the next column too. */
static void tell_criteria(const lot *l, const prse__answer_column *what,
                          prse__column *to)
{
    const prse_batch *batch = l->table->worker->batch;
    size_t count =
        batch->pack->tree->obligations[what->obligation].criterion_count;
    prse__lot met[64], unknown[64];
    uint64_t sets[PRSE__LOT];
    for (size_t i = 0; i < count; i++) {
        prse__lot bits[PRSE__TRUTH_BITS];
        prse__lots_truth(bits, lots_of(l), &batch->criteria[what->place][i]);
        met[i] = bits[0];
        unknown[i] = bits[1];
    }
    batch->kernels->turn(sets, met, count);
    prse__column_add_integers(&to[0], sets, l->rows);
    batch->kernels->turn(sets, unknown, count);
    prse__column_add_integers(&to[1], sets, l->rows);
}

/* Who is subject is odd here, and told apart. */
static void tell_compliance(const lot *l, const prse__answer_column *what,
                            prse__column *to)
{
    uint8_t answers[PRSE__LOT];
    l->table->worker->batch->kernels->bytes(answers,
                                            answer_of(l, what->place));
    for (size_t i = 0; i < l->rows; i++)
        prse__column_add_integer(
            to, prse__tell_compliance(what, prse__compliance_of(answers[i])));
}

static void tell_first_years(const lot *l, const prse__answer_column *what,
                             prse__column *to)
{
    const prse__ended *ended = what->ended;
    uint8_t answers[PRSE__LOT], ends[PRSE__LOT];
    l->table->worker->batch->kernels->bytes(answers,
                                            answer_of(l, what->place));
    prse__lots_ends(ends, lots_of(l), &ended->course);
    for (size_t i = 0; i < l->rows; i++) {
        int32_t year = ended->integers[ends[i]]; /* 0 past the last */
        if (answers[i] == PRSE_SUBJECT && year != 0)
            prse__column_add_integer(to, year);
        else
            prse__column_add_null(to);
    }
}

/* --- Texts, row after row --- */

static void tell_outputs(const lot *l, const prse__answer_column *what,
                         prse__column *to, const prse__column *apart)
{
    const prse__ended *ended = what->ended;
    int64_t odd = 0;
    uint8_t ends[PRSE__LOT];
    prse__lots_ends(ends, lots_of(l), &ended->course);
    for (size_t i = 0; i < l->rows; i++) {
        if (is_odd(l, i))
            prse__column_copy(to, apart, odd++);
        else if (ends[i] < ended->course.end_count)
            prse__column_add_text(to, ended->texts[ends[i]]);
        else
            prse__column_add_null(to);
    }
}

/* Works out the list of a row, and notes it for those of its pattern. */
static prse_status learn(const lot *l, const prse__answer_column *what,
                         prse__patterns *patterns, size_t place,
                         const uint64_t *pattern, size_t row)
{
    const prse__block *t = l->table;
    prse_str text;
    prse_status status =
        prse__worker_read(t->worker, t->views, t->reading->input_count,
                          l->row + (int64_t)row, t->err);
    if (status)
        return status;
    prse__worker_answer(t->worker);
    status = prse__tell_missing(&text, t->worker, what->obligation, t->err);
    return status ? status
                  : prse__patterns_add(patterns, place, pattern, text,
                                       t->err);
}

static prse_status tell_list(const lot *l, const prse__answer_column *what,
                             prse__column *to, const uint64_t *words,
                             size_t width, size_t row)
{
    prse__patterns *patterns = &l->table->worker->patterns[what->place];
    uint64_t pattern[PRSE__MOST_USED / 64];
    size_t place;
    for (size_t i = 0; i < width; i++)
        pattern[i] = words[i * PRSE__LOT + row];
    prse_status status = prse__patterns_find(&place, patterns, pattern, width,
                                             l->table->err);
    if (!status && !prse__patterns_has(patterns, place))
        status = learn(l, what, patterns, place, pattern, row);
    if (!status)
        prse__column_add_text(to, prse__patterns_text(patterns, place));
    return status;
}

static prse_status tell_missing(const lot *l, const prse__answer_column *what,
                                prse__column *to, const prse__column *apart)
{
    const prse_batch *batch = l->table->worker->batch;
    const uint64_t *words;
    uint8_t answers[PRSE__LOT];
    int64_t odd = 0;
    prse_status status = PRSE_OK;
    batch->kernels->bytes(answers, answer_of(l, what->place));
    size_t width = prse__lots_patterns(&words, lots_of(l),
                                       &batch->courses[what->place]);
    for (size_t i = 0; i < l->rows && !status; i++) {
        if (is_odd(l, i))
            prse__column_copy(to, apart, odd++);
        else if (answers[i] == PRSE_UNKNOWN)
            status = tell_list(l, what, to, words, width, i);
        else
            prse__column_add_null(to);
    }
    return status;
}

static void tell_errors(const lot *l, prse__column *to,
                        const prse__column *apart)
{
    int64_t odd = 0;
    for (size_t i = 0; i < l->rows; i++) {
        if (is_odd(l, i))
            prse__column_copy(to, apart, odd++);
        else
            prse__column_add_null(to);
    }
}

/* --- Telling --- */

static prse_status tell_column(const lot *l, size_t i)
{
    const prse__answer_column *what =
        &l->table->worker->batch->answers[i];
    prse__column *to = &l->table->columns[i];
    const prse__column *apart = &l->apart[i];
    switch (what->tell) {
    case PRSE__TELL_ANSWER: tell_answers(l, what, to); break;
    case PRSE__TELL_CRITERIA: tell_criteria(l, what, to); break;
    case PRSE__TELL_COMPLIANCE: tell_compliance(l, what, to); break;
    case PRSE__TELL_FIRST_YEAR: tell_first_years(l, what, to); break;
    case PRSE__TELL_OUTPUT: tell_outputs(l, what, to, apart); break;
    case PRSE__TELL_MISSING: return tell_missing(l, what, to, apart);
    case PRSE__TELL_ERROR: tell_errors(l, to, apart); break;
    default: break; /* filled by the column before */
    }
    return PRSE_OK;
}

/* Integers were told of the odd rows too, as if they were even. */
static void replace_odd(const lot *l, size_t column)
{
    int64_t odd = 0;
    for (size_t w = 0; w < PRSE__LOT_WORDS; w++)
        for (uint64_t left = l->odd.words[w]; left; left &= left - 1)
            prse__column_replace(
                &l->table->columns[column],
                l->row + (int64_t)(64 * w + prse__lowest_bit(left)),
                &l->apart[column], odd++);
}

static prse_status tell(const lot *l)
{
    size_t count_of = l->table->worker->batch->answer_count;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < count_of && !status; i++)
        status = tell_column(l, i);
    for (size_t i = 0; i < count_of && !status; i++)
        if (l->table->columns[i].bytes > 0)
            replace_odd(l, i);
    return status;
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
        batch->kernels->tally(&l->table->counts[i * PRSE__COUNTED],
                              PRSE__COUNTED - 1, answer_of(l, i), &good);
    }
}

/* --- Rows that are odd --- */

static prse_status answer_odd(const lot *l)
{
    size_t count_of = l->table->worker->batch->answer_count;
    prse__block apart = *l->table;
    prse_status status = PRSE_OK;
    if (apart.columns)
        apart.columns = l->apart;
    for (size_t i = 0; apart.columns && i < count_of; i++)
        prse__column_clear(&l->apart[i]);
    for (size_t w = 0; 64 * w < l->rows && !status; w++)
        for (uint64_t left = l->odd.words[w]; left && !status;
             left &= left - 1)
            status = prse__block_row(
                &apart, l->row + (int64_t)(64 * w + prse__lowest_bit(left)));
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

/* How far a company is that is subject, its values tell, not their cells. */
static void add_subjects(lot *l)
{
    const prse_batch *batch = l->table->worker->batch;
    for (size_t i = 0; i < batch->answer_count; i++) {
        const prse__answer_column *what = &batch->answers[i];
        if (what->tell != PRSE__TELL_COMPLIANCE)
            continue;
        const prse__lot *bits = answer_of(l, what->place);
        for (size_t w = 0; 64 * w < l->rows; w++) {
            size_t left = l->rows - 64 * w;
            uint64_t here = left < 64 ? (UINT64_C(1) << left) - 1
                                      : UINT64_MAX;
            for (size_t b = 0; b < PRSE__ANSWER_BITS; b++)
                here &= PRSE_SUBJECT >> b & 1 ? bits[b].words[w]
                                              : ~bits[b].words[w];
            l->odd.words[w] |= here;
        }
    }
}

static prse_status answer_lot(const prse__block *t, prse__column *apart,
                              int64_t row)
{
    int64_t left = t->in->length - row;
    lot l = {.table = t, .apart = apart, .row = row,
             .rows = left < PRSE__LOT ? (size_t)left : PRSE__LOT};
    prse_status status = prse__lots_read(t->worker->lots, t->worker, row,
                                         l.rows, &l.odd, t->err);
    if (status)
        return status;
    add_null_rows(&l);
    prse__lots_answer_all(t->worker->lots);
    add_subjects(&l);
    status = answer_odd(&l);
    if (status || t->columns)
        return status ? status : tell(&l);
    count(&l);
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
