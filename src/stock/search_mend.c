/* SPDX-License-Identifier: Apache-2.0 */
/* Candidates when the words as typed find little. */
#include <string.h>

#include "stock/search_plan.h"
#include "stock/typo.h"

enum {
    MENDED_MOST = 5,      /* words of a query that are mended */
    COMMON = 20000,       /* units: more than a misspelt word has */
    JOINED_MOST = 2 * PRSE__WORD_LONGEST,
    SPLIT_SHORTEST = 4,
    SPLITS = 2,           /* ways to split a word that are tried */
    DROP_LEAST = 3        /* hard words, of which one may be left out */
};

/* A combination of words that is put together. */
typedef struct draft {
    prse__wanted wanted[PRSE__QUERY_WORDS + 1];
    prse__demand demands[PRSE__QUERY_WORDS + 1];
    size_t count;
} draft;

static void put(draft *d, prse_str text, int begins)
{
    d->wanted[d->count] = (prse__wanted){text, begins};
    d->demands[d->count] = (prse__demand){&d->wanted[d->count], 1};
    d->count++;
}

static int is_last(const prse__plan *plan, size_t word)
{
    return word + 1 == plan->query->count;
}

/* The hard words, without `skipped` of them from `from` on. */
static void put_others(draft *d, const prse__plan *plan, size_t from,
                       size_t skipped)
{
    for (size_t i = 0; i < plan->query->count; i++)
        if ((i < from || i >= from + skipped) &&
            prse__query_is_hard(plan->query, i))
            put(d, prse__query_word(plan->query, i), is_last(plan, i));
}

/* A word that many units have is meant as it stands. */
static prse_status is_common(prse__plan *plan, prse_str word, int *common)
{
    prse__term term;
    prse_status status = prse__index_term(&term, plan->index, word,
                                          plan->err);
    *common = term.units >= COMMON;
    return status;
}

/* --- Joined --- */

static prse_status add_joined(prse__plan *plan)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i + 1 < plan->query->count && !status; i++) {
        draft d = {.count = 0};
        char text[JOINED_MOST];
        prse_str first = prse__query_word(plan->query, i);
        prse_str second = prse__query_word(plan->query, i + 1);
        if (first.len + second.len > PRSE__WORD_LONGEST)
            continue;
        memcpy(text, first.ptr, first.len);
        memcpy(text + first.len, second.ptr, second.len);
        put(&d, (prse_str){text, first.len + second.len},
            is_last(plan, i + 1));
        put_others(&d, plan, i, 2);
        status = prse__plan_match(plan, d.demands, d.count);
    }
    return status;
}

/* --- Split --- */

typedef struct split {
    size_t at;
    uint32_t units; /* of the rarer half */
} split;

static prse_status weigh(prse__plan *plan, prse_str word, size_t at,
                         uint32_t *units)
{
    prse__term first, second = {0};
    prse_status status = prse__index_term(&first, plan->index,
                                          (prse_str){word.ptr, at},
                                          plan->err);
    if (!status && first.units > 0)
        status = prse__index_term(
            &second, plan->index, (prse_str){word.ptr + at, word.len - at},
            plan->err);
    *units = first.units < second.units ? first.units : second.units;
    return status;
}

/* The splits into two words that exist, those with most units first. */
static prse_status find_splits(prse__plan *plan, prse_str word,
                               split out[SPLITS])
{
    prse_status status = PRSE_OK;
    memset(out, 0, SPLITS * sizeof *out);
    for (size_t at = 1; at + 1 < word.len && !status; at++) {
        split s = {.at = at};
        if ((unsigned char)word.ptr[at] >= 0x80)
            continue;
        status = weigh(plan, word, at, &s.units);
        for (size_t i = 0; i < SPLITS; i++) {
            if (s.units > out[i].units) {
                split other = out[i];
                out[i] = s;
                s = other;
            }
        }
    }
    return status;
}

static prse_status add_split(prse__plan *plan, size_t word)
{
    split splits[SPLITS];
    int common;
    prse_str text = prse__query_word(plan->query, word);
    prse_status status = is_common(plan, text, &common);
    if (status || common || text.len < SPLIT_SHORTEST)
        return status;
    status = find_splits(plan, text, splits);
    for (size_t i = 0; i < SPLITS && splits[i].units > 0 && !status; i++) {
        draft d = {.count = 0};
        size_t at = splits[i].at;
        put(&d, (prse_str){text.ptr, at}, 0);
        put(&d, (prse_str){text.ptr + at, text.len - at},
            is_last(plan, word));
        put_others(&d, plan, word, 1);
        status = prse__plan_match(plan, d.demands, d.count);
    }
    return status;
}

/* --- Typos --- */

typedef struct alternatives {
    prse__wanted any[PRSE__TYPO_MOST + 1]; /* the word itself, then others */
    size_t count;
} alternatives;

static prse_status find_alternatives(prse__plan *plan, size_t word,
                                     alternatives *out)
{
    int common;
    prse_str text = prse__query_word(plan->query, word);
    size_t count = PRSE__TYPO_MOST;
    out->any[0] = (prse__wanted){text, is_last(plan, word)};
    out->count = 1;
    prse_status status = is_common(plan, text, &common);
    if (status || common)
        return status;
    status = prse__typo_terms(out->any + 1, &count, plan->index, text,
                              is_last(plan, word), plan->err);
    out->count += status ? 0 : count;
    return status;
}

static prse_status add_typos(prse__plan *plan)
{
    const prse__query *q = plan->query;
    alternatives words[MENDED_MOST];
    draft d = {.count = 0};
    size_t mended = 0, others = 0;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < q->count && !status; i++) {
        if (!prse__query_is_hard(q, i))
            continue;
        put(&d, prse__query_word(q, i), is_last(plan, i));
        if (mended == MENDED_MOST)
            continue;
        alternatives *a = &words[mended++];
        status = find_alternatives(plan, i, a);
        d.demands[d.count - 1] = (prse__demand){a->any, a->count};
        others += a->count - 1;
    }
    return status || others == 0
               ? status : prse__plan_match(plan, d.demands, d.count);
}

/* --- All but one --- */

static prse_status drop(prse__plan *plan, size_t word)
{
    int common;
    draft d = {.count = 0};
    prse_status status = is_common(plan, prse__query_word(plan->query, word),
                                   &common);
    if (status || common)
        return status;
    put_others(&d, plan, word, 1);
    return prse__plan_match(plan, d.demands, d.count);
}

static prse_status add_dropped(prse__plan *plan)
{
    const prse__query *q = plan->query;
    prse_status status = PRSE_OK;
    if (q->hard_count < DROP_LEAST || plan->count > 0)
        return PRSE_OK;
    for (size_t i = 0; i < q->count && !status; i++)
        if (prse__query_is_hard(q, i))
            status = drop(plan, i);
    return status;
}

prse_status prse__plan_mended(prse__plan *plan)
{
    plan->mended = 1;
    prse_status status = add_joined(plan);
    for (size_t i = 0; i < plan->query->count && i < MENDED_MOST && !status;
         i++)
        status = add_split(plan, i);
    if (!status)
        status = add_typos(plan);
    return status ? status : add_dropped(plan);
}
