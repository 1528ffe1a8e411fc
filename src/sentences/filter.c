/* SPDX-License-Identifier: Apache-2.0 */
/* What a classifier should see. */
#include "base/error.h"
#include "base/options.h"
#include "base/str.h"
#include "sentences/letters.h"

#include "portailrse/sentences.h"

enum {
    KINDS = 1 << PRSE_SEGMENT_PROSE | 1 << PRSE_SEGMENT_ITEM |
            1 << PRSE_SEGMENT_CELL,
    LEAST_WORDS = 3,
    MOST_WORDS = 500,
    MOST_DIGITS = 40
};

typedef struct tally {
    uint32_t words, lettered; /* of any sort; with two letters or more */
    uint64_t characters, digits;
    uint32_t feeds, percents, hyphens;
} tally;

static int is_blank(uint32_t c)
{
    return c <= ' ' || c == 0xA0 || c == 0x202F;
}

static void count_sign(tally *t, uint32_t c)
{
    t->feeds += c == '\n';
    t->percents += c == '%';
    t->hyphens += c == '-';
}

static tally tally_of(prse_str text)
{
    tally t = {0};
    uint32_t letters = 0, length = 0;
    for (size_t pos = 0; pos < text.len;) {
        uint32_t c = prse__utf8_next(text, &pos);
        prse__letter letter = prse__letter_of(c);
        count_sign(&t, c);
        if (is_blank(c)) {
            letters = length = 0;
            continue;
        }
        t.words += length++ == 0;
        t.characters++;
        t.digits += letter == PRSE__LETTER_DIGIT;
        letters += letter != PRSE__LETTER_DIGIT && letter != PRSE__LETTER_NONE;
        t.lettered += letters == 2;
        if (letters == 2)
            letters = 3; /* this word has counted */
    }
    return t;
}

static int legacy_passes(const tally *t)
{
    return t->words > 20 && t->words < 500 && t->digits * 5 < t->characters &&
           t->feeds < 10 && t->percents < 5 && t->hyphens < 6;
}

static uint32_t or_default(uint32_t given, uint32_t usual)
{
    return given ? given : usual;
}

static int passes(const prse_segment *segment, const prse_sentences_filter *f)
{
    tally t = tally_of(segment->text);
    if (f->legacy)
        return legacy_passes(&t);
    uint32_t kinds = or_default(f->kinds, KINDS);
    return (kinds >> segment->kind & 1) &&
           t.lettered >= or_default(f->least_words, LEAST_WORDS) &&
           t.words <= or_default(f->most_words, MOST_WORDS) &&
           t.digits * 100 <=
               t.characters * or_default(f->most_digits, MOST_DIGITS);
}

prse_status prse_segment_passes(int *out, const prse_segment *segment,
                                const prse_sentences_filter *filter,
                                prse_error *err)
{
    prse_sentences_filter own = {0};
    prse_segment read = {0};
    if (!out || !segment || (!segment->text.ptr && segment->text.len))
        return prse__error_set(err, PRSE_EINVAL, out ? "segment" : "out",
                               "it is NULL, or its text is");
    prse_status status = prse__options_read(&own, sizeof own, filter,
                                            "filter", err);
    if (status == PRSE_OK)
        status = prse__options_read(&read, sizeof read, segment, "segment",
                                    err);
    if (status != PRSE_OK)
        return status;
    if ((int)read.kind < PRSE_SEGMENT_PROSE || read.kind > PRSE_SEGMENT_CELL)
        return prse__error_set(err, PRSE_EINVAL, "kind",
                               "there is no such kind of segment: %d",
                               (int)read.kind);
    *out = passes(&read, &own);
    return PRSE_OK;
}
