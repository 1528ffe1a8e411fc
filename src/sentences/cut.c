/* SPDX-License-Identifier: Apache-2.0 */
#include "sentences/cut.h"

#include "sentences/abbreviations.h"
#include "sentences/letters.h"
#include "sentences/marks.h"

static int ends_with(prse_str s, const char *end)
{
    prse_str tail = prse_str_of(end);
    return s.len >= tail.len &&
           prse__str_eq((prse_str){s.ptr + s.len - tail.len, tail.len}, tail);
}

static const struct {
    const char *end;
    prse__stop stop;
} stops[] = {
    {"...", PRSE__STOP_ELLIPSIS}, {"…", PRSE__STOP_ELLIPSIS},
    {".", PRSE__STOP_FULL},       {"!", PRSE__STOP_LOUD},
    {"?", PRSE__STOP_LOUD},       {":", PRSE__STOP_COLON},
    {";", PRSE__STOP_SEMICOLON},  {",", PRSE__STOP_COMMA},
};

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Without a reference to a note: "déchets.2", "déchets.(2)". */
static prse_str without_note(prse_str word)
{
    size_t end = word.len;
    while (end > 0 && word.len - end < 2 && is_digit(word.ptr[end - 1]))
        end--;
    if (end == word.len || end < 2)
        return word;
    prse_str rest = {word.ptr, word.ptr[end - 1] == '(' ? end - 1 : end};
    if (!ends_with(rest, ".") && !ends_with(rest, "»"))
        return word;
    size_t at = rest.len - 1;
    return at > 0 && is_digit(rest.ptr[at - 1]) ? word : rest;
}

static prse_str bare(prse_str word)
{
    return prse__letters_closed(without_note(prse__letters_closed(word)));
}

prse__stop prse__stop_of(prse_str word)
{
    unsigned char last = word.len ? (unsigned char)word.ptr[word.len - 1] : 0;
    if ((last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z'))
        return PRSE__STOP_NONE; /* nearly all */
    word = bare(word);
    for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++)
        if (ends_with(word, stops[i].end))
            return stops[i].stop;
    return PRSE__STOP_NONE;
}

static prse__abbreviation abbreviation(prse_str word)
{
    word = bare(word);
    return prse__abbreviation_of((prse_str){word.ptr, word.len - 1});
}

/* "1." "2.3." at the beginning. */
static int is_number(prse_str word)
{
    size_t size;
    return prse__mark_of(word, &size) == PRSE__MARK_NUMBER;
}

/* Whether the word after a stop can begin a sentence. */
static int begins(prse_str next)
{
    size_t size;
    prse__letter letter = prse__letter_first(next);
    return letter == PRSE__LETTER_UPPER || letter == PRSE__LETTER_DIGIT ||
           letter == PRSE__LETTER_OTHER ||
           prse__letters_opened(next).len == 0 ||
           prse__mark_of(next, &size) == PRSE__MARK_GLYPH;
}

/* "… climat. »", "suffisant ?", "etc. )": the stop waits for it. */
static int belongs(prse_str next)
{
    return prse__letters_only_close(next) && !prse__str_is(next, "\"") &&
           !prse__str_is(next, "'");
}

static int full_stop_ends(prse_str word, prse_str next, int first)
{
    if (first && is_number(word))
        return 0;
    switch (abbreviation(word)) {
    case PRSE__ABBREVIATION_OPEN:
        return 0;
    case PRSE__ABBREVIATION_EITHER:
        return prse__abbreviation_starter(next);
    default:
        return begins(next);
    }
}

int prse__cut_after(prse_str word, prse_str next, int first)
{
    if (belongs(next))
        return 0;
    switch (prse__stop_of(word)) {
    case PRSE__STOP_FULL:
        return full_stop_ends(word, next, first);
    case PRSE__STOP_LOUD:
    case PRSE__STOP_ELLIPSIS:
        return begins(next);
    default:
        return 0;
    }
}

int prse__cut_complete(prse_str word)
{
    prse__stop stop = prse__stop_of(word);
    if (stop == PRSE__STOP_FULL)
        return abbreviation(word) != PRSE__ABBREVIATION_OPEN;
    return stop == PRSE__STOP_LOUD || stop == PRSE__STOP_ELLIPSIS;
}
