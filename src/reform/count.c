/* SPDX-License-Identifier: Apache-2.0 */
/* A lot under both laws: pairs of answers by bits, groups by rows, and what is
 * unknown or changes by kinds of companies. */
#include "batch/lots.h"
#include "reform/reform.h"

#include <string.h>

/* Above it they are forgotten, so that memory stays bounded. */
enum { ROWS = 64, MOST_KINDS = 1 << 18 };

/* --- Bits --- */

/* Those of one answer. */
static prse__lot state_bits(const prse__lot *bits, size_t state)
{
    prse__lot out;
    for (size_t w = 0; w < PRSE__LOT_WORDS; w++) {
        uint64_t is = UINT64_MAX;
        for (size_t b = 0; b < PRSE__ANSWER_BITS; b++)
            is &= state >> b & 1 ? bits[b].words[w] : ~bits[b].words[w];
        out.words[w] = is;
    }
    return out;
}

static void keep_in(prse__lot *lot, const prse__lot *other)
{
    for (size_t w = 0; w < PRSE__LOT_WORDS; w++)
        lot->words[w] &= other->words[w];
}

static void read_answers(prse_reform *r)
{
    for (size_t i = 0; i < r->obligation_count; i++)
        for (size_t side = 0; side < 2; side++)
            if (r->obligations[i].place[side] != SIZE_MAX)
                prse__reform_side_answer(r->bits[i][side], &r->sides[side],
                                         r->obligations[i].place[side]);
}

/* --- Pairs --- */

/* How many of some companies have each answer after. */
static void count_after(int64_t *counts, const prse_reform *r, size_t i,
                        const prse__lot *of)
{
    static const prse__lot none[PRSE__ANSWER_BITS];
    int absent = r->obligations[i].place[1] == SIZE_MAX;
    int64_t found[PRSE__REFORM_ANSWERS] = {0};
    r->sides[0].plan->kernels->tally(found, PRSE__REFORM_ANSWERS,
                                     absent ? none : r->bits[i][1], of);
    for (size_t to = 0; to < PRSE__REFORM_ANSWERS; to++)
        counts[absent ? PRSE__REFORM_ABSENT : to] += found[to];
}

static void count_pairs(prse_reform *r, const prse__reform_lot *lot)
{
    for (size_t i = 0; i < r->obligation_count; i++) {
        prse__reform_obligation *o = &r->obligations[i];
        if (o->place[0] == SIZE_MAX) {
            count_after(o->pairs.of[PRSE__REFORM_ABSENT], r, i, &lot->good);
            continue;
        }
        for (size_t from = 0; from < PRSE__REFORM_ANSWERS; from++) {
            prse__lot of = state_bits(r->bits[i][0], from);
            keep_in(&of, &lot->good);
            count_after(o->pairs.of[from], r, i, &of);
        }
    }
}

/* --- Groups --- */

static int is_good(const prse__reform_lot *lot, size_t row)
{
    return lot->good.words[row / 64] >> row % 64 & 1;
}

static void answer_bytes(uint8_t *out, const prse_reform *r, size_t i,
                         size_t side)
{
    if (r->obligations[i].place[side] != SIZE_MAX)
        r->sides[side].plan->kernels->bytes(out, r->bits[i][side],
                                            PRSE__ANSWER_BITS);
    else
        memset(out, PRSE__REFORM_ABSENT, PRSE__LOT);
}

static void count_groups(prse_reform *r, const prse__reform_lot *lot)
{
    uint8_t from[PRSE__LOT], to[PRSE__LOT];
    for (size_t i = 0; r->split_count > 0 && i < r->obligation_count; i++) {
        answer_bytes(from, r, i, 0);
        answer_bytes(to, r, i, 1);
        for (size_t s = 0; s < r->split_count; s++) {
            prse__reform_split *split = &r->splits[s];
            for (size_t row = 0; row < lot->rows; row++)
                split->groups[split->rows[row]]
                    .pairs[i].of[from[row]][to[row]] += is_good(lot, row);
        }
    }
    for (size_t s = 0; s < r->split_count; s++)
        for (size_t row = 0; row < lot->rows; row++)
            r->splits[s].groups[r->splits[s].rows[row]].companies +=
                is_good(lot, row);
}

/* --- What a company lacks, and where it lies --- */

/* A fact that is missing before and after is one. */
static void name_missing(prse_reform *r, const prse__reform_obligation *o,
                         const prse_answer *answers)
{
    memset(r->named, 0, r->name_count);
    for (size_t side = 0; side < 2; side++) {
        prse_report *report = r->sides[side].report;
        if (o->index[side] == SIZE_MAX || answers[side] != PRSE_UNKNOWN)
            continue;
        const uint64_t *matters = prse__asker_matters(
            &report->asker, &report->judge, o->index[side]);
        for (size_t v = 0; v < r->packs[side]->rules.var_count; v++)
            if (matters[v / 64] >> v % 64 & 1)
                r->named[r->name_of[side][v]] = 1;
    }
}

static int changes_outside(prse_reform *r, const prse__reform_obligation *o,
                           const prse_answer *answers)
{
    return answers[0] != answers[1] && answers[0] != PRSE_UNKNOWN &&
           answers[1] != PRSE_UNKNOWN && o->index[0] != SIZE_MAX &&
           o->index[1] != SIZE_MAX && prse__reform_situate(r) &&
           !prse__reform_lies_in(r, o->sets[answers[0]][answers[1]]);
}

typedef int note_sink(prse__reform_obligation *o, uint16_t note);

static int keep_note(prse__reform_obligation *o, uint16_t note)
{
    return prse__seen_note(&o->seen, note);
}

static void count_note(prse__reform_obligation *o, uint16_t note,
                       int64_t companies)
{
    if (note == PRSE__NOTE_OUTSIDE)
        o->outside += companies;
    else
        o->missing[note] += companies;
}

static int count_one(prse__reform_obligation *o, uint16_t note)
{
    count_note(o, note, 1);
    return 1;
}

/* Of the company whose masks both sides hold. 0: no memory. */
static int note_company(prse_reform *r, prse__reform_obligation *o,
                        note_sink *sink)
{
    prse_answer answers[2] = {PRSE_UNKNOWN, PRSE_UNKNOWN};
    for (size_t side = 0; side < 2; side++)
        if (o->index[side] != SIZE_MAX)
            answers[side] =
                prse__reform_side_judge(&r->sides[side], o->index[side]);
    if (changes_outside(r, o, answers) && !sink(o, PRSE__NOTE_OUTSIDE))
        return 0;
    name_missing(r, o, answers);
    for (size_t n = 0; n < r->name_count; n++)
        if (r->named[n] && !sink(o, (uint16_t)n))
            return 0;
    return 1;
}

/* --- Kinds --- */

static void settle(prse__reform_obligation *o)
{
    for (size_t k = 0; k < o->seen.count; k++) {
        prse__kind *kind = &o->seen.kinds[k];
        for (size_t n = 0; n < kind->note_count; n++)
            count_note(o, o->seen.notes[kind->note + n], kind->companies);
        kind->companies = 0;
    }
}

void prse__reform_settle(prse_reform *r)
{
    for (size_t i = 0; i < r->obligation_count; i++)
        settle(&r->obligations[i]);
}

/* The largest masks that meet the same planes: all that those of any company
 * of the kind can show these diagrams. */
static void widest_masks(prse_reform *r, const prse__seen *seen, size_t at)
{
    for (size_t side = 0; side < 2; side++)
        memcpy(r->sides[side].masks, r->sides[side].report->judge.whole,
               r->packs[side]->rules.var_count *
                   sizeof *r->sides[side].masks);
    for (size_t i = 0; i < seen->plane_count; i++) {
        const prse__seen_plane *plane = &seen->planes[i];
        prse__mask *mask =
            &r->sides[plane->side].masks[plane->meaning->var];
        if (!(r->keys[i / 64 * ROWS + at] >> i % 64 & 1))
            *mask = prse__mask_minus(*mask, plane->meaning->mask);
    }
}

static prse_status count_kind(prse_reform *r, prse__reform_obligation *o,
                              size_t at, prse_error *err)
{
    int is_new;
    if (o->seen.count == MOST_KINDS) {
        settle(o);
        prse__seen_clear(&o->seen);
    }
    prse__kind *kind = prse__seen_find(&o->seen, r->keys, at, &is_new);
    if (!kind)
        return prse__error_nomem(err);
    kind->companies++;
    if (!is_new)
        return PRSE_OK;
    widest_masks(r, &o->seen, at);
    return note_company(r, o, keep_note) ? PRSE_OK : prse__error_nomem(err);
}

/* Companies that change, or of which that can't be told. */
static prse__lot doubtful_rows(const prse_reform *r, size_t i,
                               const prse__reform_lot *lot)
{
    const prse__reform_obligation *o = &r->obligations[i];
    int both = o->place[0] != SIZE_MAX && o->place[1] != SIZE_MAX;
    prse__lot out = {{0}};
    for (size_t side = 0; side < 2; side++) {
        if (o->place[side] == SIZE_MAX)
            continue;
        prse__lot unknown = state_bits(r->bits[i][side], PRSE_UNKNOWN);
        for (size_t w = 0; w < PRSE__LOT_WORDS; w++)
            out.words[w] |= unknown.words[w];
    }
    for (size_t b = 0; b < PRSE__ANSWER_BITS && both; b++)
        for (size_t w = 0; w < PRSE__LOT_WORDS; w++)
            out.words[w] |=
                r->bits[i][0][b].words[w] ^ r->bits[i][1][b].words[w];
    keep_in(&out, &lot->good);
    return out;
}

static prse_status count_kinds(prse_reform *r, size_t i,
                               const prse__reform_lot *lot, prse_error *err)
{
    prse__reform_obligation *o = &r->obligations[i];
    prse__lot doubtful = doubtful_rows(r, i, lot);
    prse_status status = PRSE_OK;
    for (size_t w = 0; ROWS * w < lot->rows && !status; w++) {
        if (doubtful.words[w])
            prse__seen_keys(r->keys, &o->seen, w);
        for (uint64_t left = doubtful.words[w]; left && !status;
             left &= left - 1)
            status = count_kind(r, o, prse__lowest_bit(left), err);
    }
    return status;
}

static prse_status count_all_kinds(prse_reform *r,
                                   const prse__reform_lot *lot,
                                   prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < r->obligation_count && !status; i++)
        if (r->obligations[i].touched)
            status = count_kinds(r, i, lot, err);
    return status;
}

/* --- Rows that are odd --- */

static void count_bad(prse_reform *r, int64_t row, prse_str why)
{
    r->bad_rows++;
    if (r->bad_row)
        r->bad_row(r->user, r->rows + row, why);
}

static size_t state_of(prse_reform *r, const prse__reform_obligation *o,
                       size_t side)
{
    return o->index[side] == SIZE_MAX
               ? PRSE__REFORM_ABSENT
               : (size_t)prse__reform_side_judge(&r->sides[side],
                                                 o->index[side]);
}

/* Its masks are those of both sides. */
static void count_company(prse_reform *r, size_t at)
{
    for (size_t i = 0; i < r->obligation_count; i++) {
        prse__reform_obligation *o = &r->obligations[i];
        size_t from = state_of(r, o, 0), to = state_of(r, o, 1);
        o->pairs.of[from][to]++;
        for (size_t s = 0; s < r->split_count; s++)
            r->splits[s].groups[r->splits[s].rows[at]].pairs[i].of[from][to]++;
        if (o->touched && !r->counts_only)
            note_company(r, o, count_one);
    }
    for (size_t s = 0; s < r->split_count; s++)
        r->splits[s].groups[r->splits[s].rows[at]].companies++;
    r->companies++;
}

/* Why it is none that can be counted; empty: it is one. */
static prse_status read_row(prse_str *bad, prse_reform *r, int64_t row,
                            prse_error *err)
{
    prse_status status = PRSE_OK;
    *bad = PRSE_STR("");
    for (size_t side = 0; side < 2 && !status && bad->len == 0; side++)
        status = prse__reform_side_row(bad, &r->sides[side], row, err);
    return status;
}

static prse_status count_row(prse_reform *r, size_t at, int64_t row,
                             int is_null, prse_error *err)
{
    prse_str bad = PRSE_STR("the row is null");
    prse_status status = is_null ? PRSE_OK : read_row(&bad, r, row, err);
    if (!status && bad.len > 0)
        count_bad(r, row, bad);
    else if (!status)
        count_company(r, at);
    return status;
}

static prse_status count_odd(prse_reform *r, const prse__reform_lot *lot,
                             prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t w = 0; ROWS * w < lot->rows && !status; w++)
        for (uint64_t left = lot->odd.words[w]; left && !status;
             left &= left - 1) {
            size_t bit = prse__lowest_bit(left), at = ROWS * w + bit;
            status = count_row(r, at, lot->row + (int64_t)at,
                               lot->null.words[w] >> bit & 1, err);
        }
    return status;
}

prse_status prse__reform_count_lot(prse_reform *r, prse__reform_lot *lot,
                                   prse_error *err)
{
    int64_t good = 0;
    for (size_t w = 0; w < PRSE__LOT_WORDS; w++)
        for (uint64_t left = lot->good.words[w]; left; left &= left - 1)
            good++;
    r->companies += good;
    read_answers(r);
    count_pairs(r, lot);
    count_groups(r, lot);
    prse_status status =
        r->counts_only ? PRSE_OK : count_all_kinds(r, lot, err);
    return status ? status : count_odd(r, lot, err);
}
