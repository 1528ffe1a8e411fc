/* SPDX-License-Identifier: Apache-2.0 */
#include "esrs_lite/evidence.h"

/* A term weighs more than any word; a word that says little is left out, and
 * so are those of few letters, most of which stand in every sentence. */
enum { TERM_WEIGHT = 1000, WORD_LEAST = 40, WORD_LETTERS = 5 };

typedef struct piece {
    size_t first, last; /* words */
    int32_t weight;
} piece;

/* The heaviest so far, heaviest first. */
typedef struct best {
    piece pieces[PRSE_EVIDENCE_MAX];
    size_t count;
} best;

static int overlap(const best *it, const piece *other)
{
    for (size_t i = 0; i < it->count; i++)
        if (other->first <= it->pieces[i].last &&
            it->pieces[i].first <= other->last)
            return 1;
    return 0;
}

static void consider(best *it, piece next)
{
    size_t at = it->count;
    if (overlap(it, &next))
        return;
    while (at > 0 && it->pieces[at - 1].weight < next.weight)
        at--;
    if (at == PRSE_EVIDENCE_MAX)
        return;
    if (it->count < PRSE_EVIDENCE_MAX)
        it->count++;
    for (size_t i = it->count - 1; i > at; i--)
        it->pieces[i] = it->pieces[i - 1];
    it->pieces[at] = next;
}

static void consider_terms(best *it, const prse_label *label,
                           const prse__lite_model *model,
                           const prse__lite_hits *hits)
{
    for (size_t i = 0; i < hits->count; i++) {
        const prse__lite_hit *hit = &hits->hits[i];
        const prse__lite_term *term = &model->terms[hit->term];
        if (term->label == label->label)
            consider(it, (piece){hit->first, hit->last,
                                 TERM_WEIGHT * term->weight});
    }
}

static int32_t word_weight(const prse_label *label,
                           const prse__lite_model *model, prse_str word)
{
    uint16_t buckets[2];
    int32_t sum = 0;
    prse__lite_features_word(buckets, word);
    for (size_t i = 0; i < 2; i++)
        sum += model->weights[buckets[i]][label->label] -
               model->weights[buckets[i]][label->second];
    return sum;
}

static void consider_words(best *it, const prse_label *label,
                           const prse__lite_model *model,
                           const prse__lite_words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        prse_str word = prse__lite_word_str(words, i);
        int32_t weight = word.len < WORD_LETTERS
                             ? 0 : word_weight(label, model, word);
        if (weight >= WORD_LEAST)
            consider(it, (piece){i, i, weight});
    }
}

void prse__lite_evidence(prse_label *out, const prse__lite_model *model,
                         const prse__lite_reading *reading)
{
    const prse__lite_words *words = &reading->words;
    best it = {.count = 0};
    consider_terms(&it, out, model, &reading->hits);
    consider_words(&it, out, model, words);
    out->evidence_count = (uint32_t)it.count;
    for (size_t i = 0; i < it.count; i++) {
        uint32_t from = words->words[it.pieces[i].first].from;
        uint32_t to = words->words[it.pieces[i].last].to;
        out->evidence[i] = (prse_evidence){from, to - from};
    }
}
