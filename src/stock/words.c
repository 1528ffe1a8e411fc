/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/words.h"

#include <string.h>

#include "base/fold.h"

/* Splitting in progress: the word that grows ends the text. */
typedef struct splitter {
    prse__words *out;
    char word[PRSE__WORD_LONGEST];
    size_t length;
    int full; /* no further word fits */
} splitter;

prse_str prse__words_get(const prse__words *words, size_t index)
{
    const prse__word_place *place = &words->places[index];
    return (prse_str){words->text + place->at, place->length};
}

/* A letter on its own goes on with the letters on their own before it. */
static int joins(const splitter *s)
{
    if (s->length != 1 || s->out->count == 0)
        return 0;
    const prse__word_place *last = &s->out->places[s->out->count - 1];
    return (last->spelled || last->length == 1) &&
           last->length < PRSE__WORD_LONGEST;
}

static void end_word(splitter *s)
{
    prse__words *out = s->out;
    if (s->length == 0 || s->full)
        return;
    int join = joins(s);
    if (out->used + s->length > PRSE__WORDS_TEXT ||
        (!join && out->count == PRSE__WORDS_MOST)) {
        s->full = 1;
        return;
    }
    memcpy(out->text + out->used, s->word, s->length);
    if (join) {
        out->places[out->count - 1].length++;
        out->places[out->count - 1].spelled = 1;
    } else {
        out->places[out->count++] = (prse__word_place){
            (uint16_t)out->used, (uint8_t)s->length, 0};
    }
    out->used += (uint32_t)s->length;
    s->length = 0;
}

static void add_bytes(splitter *s, const char *bytes, size_t count)
{
    if (s->length + count > PRSE__WORD_LONGEST)
        return;
    memcpy(s->word + s->length, bytes, count);
    s->length += count;
}

/* A character beyond ASCII. */
static void add_other(splitter *s, uint32_t code_point)
{
    char bytes[4];
    uint32_t folded = prse__fold(code_point);
    if (folded == PRSE__FOLD_SEPARATES) {
        end_word(s);
    } else if (folded >> 24) {
        bytes[0] = (char)(folded & 0x7F);
        bytes[1] = (char)(folded >> 24);
        add_bytes(s, bytes, 2);
    } else if (folded != PRSE__FOLD_NOTHING) {
        add_bytes(s, bytes, prse__utf8_encode(bytes, folded));
    }
}

void prse__words_split(prse__words *out, prse_str text)
{
    splitter s = {.out = out};
    out->count = 0;
    out->used = 0;
    for (size_t i = 0; i < text.len && !s.full;) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c >= 0x80) {
            uint32_t code_point = prse__utf8_next(text, &i);
            add_other(&s, code_point);
            continue;
        }
        i++;
        uint32_t folded = prse__fold(c);
        if (folded == PRSE__FOLD_SEPARATES)
            end_word(&s);
        else if (s.length < PRSE__WORD_LONGEST)
            s.word[s.length++] = (char)folded;
    }
    end_word(&s);
}

/* FNV-1a, then mixed so that its upper bits are good too. */
typedef struct hash {
    uint32_t value;
    int any;
} hash;

static void hash_word(hash *h, prse_str word)
{
    h->any = 1;
    for (size_t i = 0; i < word.len; i++)
        h->value = (uint32_t)((h->value ^ (unsigned char)word.ptr[i]) *
                              UINT64_C(16777619) & UINT32_MAX);
}

static uint32_t hash_end(hash h)
{
    uint32_t v = h.value;
    if (!h.any)
        return 0;
    v ^= v >> 16;
    v = (uint32_t)(v * UINT64_C(0x85EBCA6B) & UINT32_MAX);
    v ^= v >> 13;
    return v ? v : 1;
}

uint32_t prse__words_key(const prse__words *words, const uint8_t *soft)
{
    static const hash start = {UINT32_C(2166136261), 0};
    hash hard = start, all = start;
    for (size_t i = 0; i < words->count; i++) {
        hash_word(&all, prse__words_get(words, i));
        if (!soft[i])
            hash_word(&hard, prse__words_get(words, i));
    }
    return hash_end(hard.any ? hard : all);
}
