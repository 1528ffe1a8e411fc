/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/slice.h"
#include "batch/tell.h"

static prse__lots *lots_of(const prse__slice *s)
{
    return s->table->worker->lots;
}

void prse__slice_answers(uint8_t *answers, const prse__slice *s, size_t place)
{
    s->table->worker->batch->kernels->bytes(
        answers, prse__lots_answer(lots_of(s), place), PRSE__ANSWER_BITS);
}

/* --- Integers, of all rows at once --- */

static void tell_answers(const prse__slice *s, const prse__answer_column *what,
                         prse__column *to)
{
    uint8_t answers[PRSE__LOT];
    prse__slice_answers(answers, s, what->place);
    prse__column_add_integers(to, answers, s->rows);
}

/* Adds a set of bits a row, eight lots at a time. */
static void add_sets(const prse__slice *s, prse__column *to,
                     const prse__lot *bits, size_t count)
{
    const prse__kernels *kernels = s->table->worker->batch->kernels;
    uint64_t sets[PRSE__LOT] = {0};
    uint8_t bytes[PRSE__LOT];
    for (size_t from = 0; from < count; from += 8) {
        kernels->bytes(bytes, &bits[from],
                       count - from < 8 ? count - from : 8);
        for (size_t i = 0; i < PRSE__LOT; i++)
            sets[i] |= (uint64_t)bytes[i] << from;
    }
    prse__column_add_integers(to, sets, s->rows);
}

/* Fills the next column too. */
static void tell_criteria(const prse__slice *s, const prse__answer_column *what,
                          prse__column *to)
{
    const prse_batch *batch = s->table->worker->batch;
    size_t count =
        batch->pack->tree->obligations[what->obligation].criterion_count;
    prse__lot met[64], unknown[64];
    for (size_t i = 0; i < count; i++) {
        prse__lot bits[PRSE__TRUTH_BITS];
        prse__lots_truth(bits, lots_of(s), &batch->criteria[what->place][i]);
        met[i] = bits[0];
        unknown[i] = bits[1];
    }
    add_sets(s, &to[0], met, count);
    add_sets(s, &to[1], unknown, count);
}

/* How far a company is that is subject, was computed. */
static void tell_compliance(const prse__slice *s,
                            const prse__answer_column *what, prse__column *to)
{
    uint8_t answers[PRSE__LOT];
    prse__slice_answers(answers, s, what->place);
    for (size_t i = 0; i < s->rows; i++) {
        prse_compliance is = PRSE_UNDECIDED;
        if (answers[i] != PRSE_SUBJECT)
            is = prse__compliance_of(answers[i]);
        else if (!prse__slice_is_odd(s, i))
            is = (prse_compliance)prse__slice_integer(s, what->computed, i);
        prse__column_add_integer(to, prse__tell_compliance(what, is));
    }
}

static void tell_first_years(const prse__slice *s,
                             const prse__answer_column *what, prse__column *to)
{
    const prse__ended *ended = what->ended;
    uint8_t answers[PRSE__LOT], ends[PRSE__LOT];
    prse__slice_answers(answers, s, what->place);
    prse__lots_ends(ends, lots_of(s), &ended->course);
    for (size_t i = 0; i < s->rows; i++) {
        int32_t year = ended->integers[ends[i]]; /* 0 past the last */
        if (answers[i] == PRSE_SUBJECT && year != 0)
            prse__column_add_integer(to, year);
        else
            prse__column_add_null(to);
    }
}

/* --- Texts, row after row --- */

static void add_text(prse__column *to, prse_str text)
{
    if (text.ptr)
        prse__column_add_text(to, text);
    else
        prse__column_add_null(to);
}

static void tell_outputs(const prse__slice *s, const prse__answer_column *what,
                         prse__column *to, const prse__column *apart)
{
    const prse__ended *ended = what->ended;
    int64_t odd = 0;
    uint8_t ends[PRSE__LOT];
    prse__lots_ends(ends, lots_of(s), &ended->course);
    for (size_t i = 0; i < s->rows; i++)
        if (prse__slice_is_odd(s, i))
            prse__column_copy(to, apart, odd++);
        else
            add_text(to, ended->texts[ends[i]]); /* none past the last */
}

static void tell_computed(const prse__slice *s,
                          const prse__answer_column *what, prse__column *to,
                          const prse__column *apart)
{
    int64_t odd = 0;
    for (size_t i = 0; i < s->rows; i++)
        if (prse__slice_is_odd(s, i))
            prse__column_copy(to, apart, odd++);
        else
            add_text(to, prse__slice_text(s, what->computed, i));
}

/* Works out the list of a row, and notes it for those of its pattern. */
static prse_status learn(size_t *note, const prse__slice *s,
                         const prse__answer_column *what, prse_str pattern,
                         size_t row)
{
    const prse__block *t = s->table;
    prse_str text;
    prse_status status =
        prse__worker_read(t->worker, t->views, t->reading->input_count,
                          s->row + (int64_t)row, t->err);
    if (status)
        return status;
    prse__worker_answer(t->worker);
    status = prse__tell_missing(&text, t->worker, what->obligation, t->err);
    return status ? status
                  : prse__memo_add(note, &t->worker->missing[what->place],
                                   pattern, text, 0, t->err);
}

static prse_status tell_list(const prse__slice *s,
                             const prse__answer_column *what,
                             prse__column *to, const uint8_t *bytes,
                             size_t width, size_t row)
{
    const prse__memo *memo = &s->table->worker->missing[what->place];
    char pattern[PRSE__MOST_USED / 8];
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < width; i++)
        pattern[i] = (char)bytes[i * PRSE__LOT + row];
    prse_str key = {pattern, width};
    size_t note = prse__memo_find(memo, key);
    if (note == SIZE_MAX)
        status = learn(&note, s, what, key, row);
    if (!status)
        prse__column_add_text(to, prse__memo_text(memo, note));
    return status;
}

static prse_status tell_missing(const prse__slice *s,
                                const prse__answer_column *what,
                                prse__column *to, const prse__column *apart)
{
    const prse_batch *batch = s->table->worker->batch;
    const uint8_t *bytes;
    uint8_t answers[PRSE__LOT];
    int64_t odd = 0;
    prse_status status = PRSE_OK;
    prse__memo_trim(&s->table->worker->missing[what->place]);
    prse__slice_answers(answers, s, what->place);
    size_t width = prse__lots_patterns(&bytes, lots_of(s),
                                       &batch->courses[what->place]);
    for (size_t i = 0; i < s->rows && !status; i++) {
        if (prse__slice_is_odd(s, i))
            prse__column_copy(to, apart, odd++);
        else if (answers[i] == PRSE_UNKNOWN)
            status = tell_list(s, what, to, bytes, width, i);
        else
            prse__column_add_null(to);
    }
    return status;
}

static void tell_errors(const prse__slice *s, prse__column *to,
                        const prse__column *apart)
{
    int64_t odd = 0;
    size_t good = 0; /* rows since the last one that is odd */
    for (size_t w = 0; w < PRSE__LOT_WORDS; w++)
        for (uint64_t left = s->odd.words[w]; left; left &= left - 1) {
            size_t i = 64 * w + prse__lowest_bit(left);
            prse__column_add_nulls(to, i - good);
            prse__column_copy(to, apart, odd++);
            good = i + 1;
        }
    prse__column_add_nulls(to, s->rows - good);
}

/* --- Telling --- */

static prse_status tell_column(const prse__slice *s, size_t i)
{
    const prse__answer_column *what =
        &s->table->worker->batch->answers[i];
    prse__column *to = &s->table->columns[i];
    const prse__column *apart = &s->apart[i];
    switch (what->tell) {
    case PRSE__TELL_ANSWER: tell_answers(s, what, to); break;
    case PRSE__TELL_CRITERIA: tell_criteria(s, what, to); break;
    case PRSE__TELL_COMPLIANCE: tell_compliance(s, what, to); break;
    case PRSE__TELL_FIRST_YEAR: tell_first_years(s, what, to); break;
    case PRSE__TELL_OUTPUT:
        if (what->computed)
            tell_computed(s, what, to, apart);
        else
            tell_outputs(s, what, to, apart);
        break;
    case PRSE__TELL_MISSING: return tell_missing(s, what, to, apart);
    case PRSE__TELL_ERROR: tell_errors(s, to, apart); break;
    default: break; /* filled by the column before */
    }
    return PRSE_OK;
}

/* Integers were told of the odd rows too, as if they were even. */
static void replace_odd(const prse__slice *s, size_t column)
{
    int64_t odd = 0;
    for (size_t w = 0; w < PRSE__LOT_WORDS; w++)
        for (uint64_t left = s->odd.words[w]; left; left &= left - 1)
            prse__column_replace(
                &s->table->columns[column],
                s->row + (int64_t)(64 * w + prse__lowest_bit(left)),
                &s->apart[column], odd++);
}

prse_status prse__slice_tell(const prse__slice *s)
{
    size_t count_of = s->table->worker->batch->answer_count;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < count_of && !status; i++)
        status = tell_column(s, i);
    for (size_t i = 0; i < count_of && !status; i++)
        if (s->table->columns[i].bytes > 0)
            replace_odd(s, i);
    return status;
}
