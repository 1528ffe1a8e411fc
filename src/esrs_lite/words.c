/* SPDX-License-Identifier: Apache-2.0 */
#include "esrs_lite/words.h"

#include "base/fold.h"

enum { PAIR = 24 };

/* Digits that stand higher or lower, with what they are. */
static const struct {
    uint32_t first, last;
    char digit;
} raised[] = {
    {0xB2, 0xB3, '2'},     /* two, three */
    {0xB9, 0xB9, '1'},     /* one */
    {0x2074, 0x2079, '4'}, /* four to nine */
    {0x2080, 0x2089, '0'}, /* below the line */
};

static uint32_t folded(uint32_t c)
{
    if (c < 0x80)
        return prse__fold(c);
    for (size_t i = 0; i < sizeof raised / sizeof raised[0]; i++)
        if (c >= raised[i].first && c <= raised[i].last)
            return (uint32_t)raised[i].digit + (c - raised[i].first);
    return prse__fold(c);
}

static char letter(uint32_t c)
{
    return c < 0x80 ? (char)c : PRSE__LITE_OTHER;
}

/* 1: the letters of this character were added to the last word. */
static int add(prse__lite_words *out, uint32_t c)
{
    if (c == PRSE__FOLD_NOTHING)
        return 1;
    if (out->used + 2 > PRSE__LITE_LETTERS)
        return 0;
    prse__lite_word *word = &out->words[out->count];
    out->letters[out->used++] = letter(c & ((1u << PAIR) - 1));
    word->length++;
    if (c >> PAIR) {
        out->letters[out->used++] = (char)(c >> PAIR);
        word->length++;
    }
    return 1;
}

static void begin(prse__lite_words *out, size_t at)
{
    out->words[out->count] = (prse__lite_word){
        .start = (uint16_t)out->used, .from = (uint32_t)at};
}

static void end(prse__lite_words *out, size_t at)
{
    out->words[out->count].to = (uint32_t)at;
    out->count += out->words[out->count].length > 0;
}

void prse__lite_words_read(prse__lite_words *out, prse_str text)
{
    int inside = 0;
    size_t pos = 0;
    out->count = out->used = 0;
    while (pos < text.len && out->count < PRSE__LITE_WORDS) {
        size_t at = pos;
        uint32_t c = folded(prse__utf8_next(text, &pos));
        if (c == PRSE__FOLD_SEPARATES) {
            if (inside)
                end(out, at);
            inside = 0;
            continue;
        }
        if (!inside)
            begin(out, at);
        inside = 1;
        if (!add(out, c)) {
            end(out, at);
            return;
        }
    }
    if (inside)
        end(out, pos);
}

prse_str prse__lite_word_str(const prse__lite_words *words, size_t index)
{
    const prse__lite_word *word = &words->words[index];
    return (prse_str){words->letters + word->start, word->length};
}
