/* SPDX-License-Identifier: Apache-2.0 */
#include "esrs_lite/features.h"

#include "esrs_lite/model.h"

/* What a feature is of, so that a word and a piece of one differ. */
enum { WORD = 'w', STEM = 's', PAIR = 'p', PIECE = 'c' };
enum { STEM_LETTERS = 5, PIECE_LETTERS = 5 };

/* FNV-1a. */
static uint32_t hash(uint32_t seed, prse_str text)
{
    uint32_t h = (2166136261u ^ seed) * 16777619u;
    for (size_t i = 0; i < text.len; i++)
        h = (h ^ (unsigned char)text.ptr[i]) * 16777619u;
    return h;
}

static uint16_t bucket(uint32_t h)
{
    return (uint16_t)((h ^ h >> 15) % PRSE__LITE_BUCKETS);
}

static void add(prse__lite_features *out, uint32_t h)
{
    if (out->count < PRSE__LITE_FEATURES)
        out->buckets[out->count++] = bucket(h);
}

static int is_number(prse_str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] < '0' || word.ptr[i] > '9')
            return 0;
    return 1;
}

/* All numbers are one. */
static prse_str plain(prse_str word)
{
    return is_number(word) ? PRSE_STR("0") : word;
}

static prse_str stem(prse_str word)
{
    return word.len > STEM_LETTERS ? (prse_str){word.ptr, STEM_LETTERS} : word;
}

static void add_pieces(prse__lite_features *out, prse_str word)
{
    for (size_t i = 0; i + PIECE_LETTERS <= word.len; i++)
        add(out, hash(PIECE, (prse_str){word.ptr + i, PIECE_LETTERS}));
}

void prse__lite_features_word(uint16_t out[2], prse_str word)
{
    out[0] = bucket(hash(WORD, plain(word)));
    out[1] = bucket(hash(STEM, stem(plain(word))));
}

void prse__lite_features_read(prse__lite_features *out,
                              const prse__lite_words *words)
{
    uint32_t before = PAIR;
    out->count = 0;
    for (size_t i = 0; i < words->count; i++) {
        prse_str word = plain(prse__lite_word_str(words, i));
        uint32_t own = hash(STEM, stem(word));
        add(out, hash(WORD, word));
        add(out, own);
        add(out, before * 31 + own);
        add_pieces(out, word);
        before = own;
    }
}
