/* SPDX-License-Identifier: Apache-2.0 */
#include "esrs_lite/terms.h"

#include <string.h>

typedef struct search {
    prse__lite_hits *out;
    const prse__lite_model *model;
    const prse__lite_words *words;
    size_t first; /* word at which the term begins */
} search;

static int within(const prse__lite_hit *inner, const prse__lite_hit *outer)
{
    return inner->first >= outer->first && inner->last <= outer->last;
}

/* Words are tried from left to right, so that a longer term that begins
 * earlier is there already; one that begins at the same word comes later. */
static void note(search *it, size_t last, int16_t term)
{
    prse__lite_hits *out = it->out;
    prse__lite_hit hit = {(uint16_t)it->first, (uint16_t)last, term};
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++)
        if (out->hits[i].term == term || within(&hit, &out->hits[i]))
            return;
    for (size_t i = 0; i < out->count; i++)
        if (!within(&out->hits[i], &hit))
            out->hits[kept++] = out->hits[i];
    out->count = kept;
    if (out->count < PRSE__LITE_HITS)
        out->hits[out->count++] = hit;
}

static uint16_t child_of(const search *it, uint16_t node, char letter)
{
    const prse__lite_node *nodes = it->model->nodes;
    uint16_t child = nodes[node].child;
    while (child && nodes[child].letter != letter)
        child = nodes[child].next;
    return child;
}

static void match(search *it, uint16_t node, size_t word);

static void end_word(search *it, uint16_t node, size_t word)
{
    int16_t term = it->model->nodes[node].term;
    uint16_t next = child_of(it, node, ' ');
    if (term != PRSE__LITE_NO_TERM)
        note(it, word, term);
    if (next && word + 1 < it->words->count)
        match(it, next, word + 1);
}

/* What a plural or a feminine adds to a word of the lexicon. */
static int is_ending(const char *rest, size_t length)
{
    return length == 0 ||
           (length == 1 && strchr("sxe", rest[0])) ||
           (length == 2 && rest[0] == 'e' && rest[1] == 's');
}

static void match(search *it, uint16_t node, size_t word)
{
    prse_str text = prse__lite_word_str(it->words, word);
    for (size_t i = 0;; i++) {
        uint16_t star = child_of(it, node, '*');
        if (i > 0 && star)
            end_word(it, star, word);
        if (i > 0 && is_ending(text.ptr + i, text.len - i))
            end_word(it, node, word);
        if (i == text.len)
            return;
        node = child_of(it, node, text.ptr[i]);
        if (!node)
            return;
    }
}

void prse__lite_terms_find(prse__lite_hits *out, const prse__lite_model *model,
                           const prse__lite_words *words)
{
    search it = {out, model, words, 0};
    out->count = 0;
    for (; it.first < words->count; it.first++)
        match(&it, 0, it.first);
}
