/* SPDX-License-Identifier: Apache-2.0 */
/* From words to the text of a page, and from there to pieces. */
#include "sentences/legacy_text.h"

#include "base/str.h"
#include "sentences/letters.h"

int prse__points_blank(uint32_t c)
{
    return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x202F ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x3000;
}

int prse__points_letter(uint32_t c)
{
    return prse__letter_of(c) != PRSE__LETTER_NONE;
}

prse__points prse__points_line(prse__points text, size_t from)
{
    size_t end = from;
    while (end < text.count && text.at[end] != '\n')
        end++;
    return (prse__points){text.at + from, end - from};
}

static int same_line(const prse_word *a, const prse_word *b)
{
    return a->block == b->block && a->line == b->line;
}

static size_t bytes_of(const prse_page *page)
{
    size_t count = 1;
    for (size_t i = 0; i < page->count; i++)
        count += page->words[i].text.len + 1;
    return count;
}

int prse__legacy_read(prse__points *text, size_t **words,
                      const prse_page *page, prse__arena *arena)
{
    size_t room = bytes_of(page);
    text->count = 0;
    text->at = prse__arena_alloc(arena, room, sizeof *text->at);
    *words = prse__arena_alloc(arena, room, sizeof **words);
    if (!text->at || !*words)
        return 0;
    for (size_t i = 0; i < page->count; i++) {
        const prse_word *word = &page->words[i];
        for (size_t pos = 0; pos < word->text.len; text->count++) {
            text->at[text->count] = prse__utf8_next(word->text, &pos);
            (*words)[text->count] = i;
        }
        int more = i + 1 < page->count && same_line(word, word + 1);
        text->at[text->count] = more ? ' ' : '\n';
        (*words)[text->count++] = i;
    }
    return 1;
}

static int is_upper(uint32_t c)
{
    return c >= 'A' && c <= 'Z';
}

static int is_lower(uint32_t c)
{
    return c >= 'a' && c <= 'z';
}

/* `end` is behind a full stop: x.y.  Aa.  or any word of two letters. */
static int abbreviates(const uint32_t *end, size_t room)
{
    if (room >= 4 && prse__points_letter(end[-4]) && end[-3] == '.' &&
        prse__points_letter(end[-2]))
        return 1;
    if (room >= 3 && is_upper(end[-3]) && is_lower(end[-2]))
        return 1;
    return room >= 3 && prse__points_letter(end[-2]) &&
           prse__points_letter(end[-3]) &&
           (room == 3 || !prse__points_letter(end[-4]));
}

size_t prse__legacy_piece(prse__points text, size_t from)
{
    for (size_t i = from + 1; i < text.count; i++) {
        uint32_t stop = text.at[i - 1];
        if (prse__points_blank(text.at[i]) &&
            (stop == '?' || (stop == '.' && !abbreviates(text.at + i, i))))
            return i;
    }
    return text.count;
}
