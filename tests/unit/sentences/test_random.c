/* SPDX-License-Identifier: Apache-2.0 */
/* Pages by chance: whatever the words and their places, no word of a block is
 * lost, doubled or put out of its order, but for marks and leading dots. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "portailrse/sentences.h"
#include "support/test.h"

enum { MOST_WORDS = 120, PAGES = 3 };

typedef struct scene {
    uint64_t chance;
    char text[PAGES][MOST_WORDS][24];
    prse_word words[PAGES][MOST_WORDS];
    size_t counts[PAGES];
} scene;

static uint32_t draw(scene *s, uint32_t below)
{
    s->chance = s->chance * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (uint32_t)(s->chance >> 33) % below;
}

static const char *const shapes[] = {
    "Le%u",  "de%u",    "mot%u",  "fin%u.", "M.",     "art.",   "%u,5",
    "«",     "»",       "sûr%u ?", "etc.)", "S%u.A.", "Écrit%u", "oui%u!",
    "%u.",   "a%u)",    "qui%u:", "bon%u;", "%u",     "(voir%u", "ça%u…",
    "中%u",  "\xF0\x9F\x8C\xB1%u", "l'eau%u", "d'oct.", "%u%%", "NB%u",
};

static const char *const marks[] = {"•", "-", "–", "o", "....",
                                    "\xEF\x82\xB7", "►"};

/* The number makes a word the only one of its kind. */
static void name_word(scene *s, char *to, uint32_t number)
{
    if (draw(s, 12) == 0) {
        strcpy(to, marks[draw(s, sizeof marks / sizeof marks[0])]);
        return;
    }
    const char *shape = shapes[draw(s, sizeof shapes / sizeof shapes[0])];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    snprintf(to, 24, shape, number);
#pragma GCC diagnostic pop
}

/* Lines in columns and rows, with now and then a place by chance. */
static void fill_page(scene *s, size_t page)
{
    float left = 50, top = 60, size = 11;
    uint32_t block = 0, line = 0;
    s->counts[page] = draw(s, MOST_WORDS);
    for (size_t i = 0; i < s->counts[page]; i++) {
        char *text = s->text[page][i];
        name_word(s, text, (uint32_t)(page * MOST_WORDS + i));
        float width = 5 * (float)strlen(text);
        if (draw(s, 8) == 0) {
            left = 50 + 40 * (float)draw(s, 8);
            top = draw(s, 10) == 0 ? 60 : top + 12 * (float)draw(s, 3);
            line++;
            block += draw(s, 4) == 0;
            size = draw(s, 6) == 0 ? 16 : 11;
        }
        s->words[page][i] = (prse_word){
            {text, strlen(text)}, left, top, left + width, top + size, block,
            line};
        left += width + (draw(s, 15) == 0 ? 40 : 5);
    }
}

static int is_mark(prse_str word)
{
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (prse__str_is(word, marks[i]))
            return 1;
    return 0;
}

/* Where the next occurrence of a word is in what was found; SIZE_MAX. */
static size_t find(const char *all, const char *word, size_t from)
{
    size_t len = strlen(word);
    for (const char *at = all + from; (at = strstr(at, word)); at++)
        if ((at == all || at[-1] == ' ') && (at[len] == ' ' || !at[len]))
            return (size_t)(at - all);
    return SIZE_MAX;
}

/* What was found as words with single blanks; their number. */
static size_t join(char *all, size_t size, const prse_sentences *found)
{
    size_t at = 0, words = 0;
    for (size_t i = 0; i < prse_sentences_count(found); i++) {
        prse_segment g = {.size = sizeof g};
        cr_assert_eq(prse_sentences_get(&g, found, i, NULL), PRSE_OK);
        cr_assert(g.text.len > 0 && at + g.text.len + 2 < size);
        cr_assert_eq(prse__utf8_check(g.text), g.text.len);
        memcpy(all + at, g.text.ptr, g.text.len);
        for (size_t k = 0; k < g.text.len; k++)
            if (all[at + k] == '\t')
                all[at + k] = ' ';
        at += g.text.len;
        all[at++] = ' ';
    }
    all[at] = '\0';
    for (size_t k = 0; k < at; k++)
        words += all[k] == ' ';
    return words;
}

/* Words that have a number stand once, and in order within a block. */
static size_t check_page(const scene *s, size_t page, const char *all)
{
    size_t kept = 0, before = 0;
    uint32_t block = 0;
    for (size_t i = 0; i < s->counts[page]; i++) {
        const prse_word *word = &s->words[page][i];
        if (is_mark(word->text))
            continue;
        kept++;
        if (!strpbrk(s->text[page][i], "0123456789") ||
            strchr(s->text[page][i], ' '))
            continue;
        size_t at = find(all, s->text[page][i], 0);
        cr_assert_neq(at, SIZE_MAX, "%s is lost", s->text[page][i]);
        if (word->block == block)
            cr_assert_geq(at, before, "%s is out of its order",
                          s->text[page][i]);
        before = at;
        block = word->block;
    }
    return kept;
}

/* Those that have a blank of their own count as two. */
static size_t blanks_inside(const scene *s)
{
    size_t count = 0;
    for (size_t page = 0; page < PAGES; page++)
        for (size_t i = 0; i < s->counts[page]; i++)
            count += strchr(s->text[page][i], ' ') != NULL;
    return count;
}

static size_t marks_in(const scene *s)
{
    size_t count = 0;
    for (size_t page = 0; page < PAGES; page++)
        for (size_t i = 0; i < s->counts[page]; i++)
            count += (size_t)is_mark(s->words[page][i].text);
    return count;
}

static prse_sentences *cut(const scene *s, prse_segmentation how)
{
    prse_sentences *found = NULL;
    prse_sentences_options opts = {.size = sizeof opts, .segmentation = how};
    cr_assert_eq(prse_sentences_new(&found, &opts, NULL), PRSE_OK);
    for (size_t page = 0; page < PAGES; page++) {
        prse_page p = {.size = sizeof p, .number = (uint32_t)page + 1,
                       .width = 595, .height = 842, .words = s->words[page],
                       .count = s->counts[page]};
        cr_assert_eq(prse_sentences_add(found, &p, NULL), PRSE_OK);
    }
    return found;
}

static void check(scene *s)
{
    static char all[65536], again[65536];
    size_t kept = 0;
    for (size_t page = 0; page < PAGES; page++)
        fill_page(s, page);
    prse_sentences *found = cut(s, PRSE_SEGMENTATION_LAYOUT);
    size_t words = join(all, sizeof all, found);
    for (size_t page = 0; page < PAGES; page++)
        kept += check_page(s, page, all);
    cr_assert_geq(words, kept + blanks_inside(s));
    cr_assert_leq(words, kept + blanks_inside(s) + marks_in(s));
    prse_sentences_free(found);
    found = cut(s, PRSE_SEGMENTATION_LAYOUT);
    join(again, sizeof again, found);
    cr_assert_str_eq(all, again);
    prse_sentences_free(found);
    prse_sentences_free(cut(s, PRSE_SEGMENTATION_LEGACY));
}

PRSE_TEST(random, no_word_is_lost_doubled_or_out_of_order)
{
    int rounds = getenv("PRSE_FULL") ? 200000 : 4000;
    static scene s;
    for (int i = 0; i < rounds; i++) {
        s.chance = (uint64_t)i;
        check(&s);
    }
}
