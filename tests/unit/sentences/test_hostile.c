/* SPDX-License-Identifier: Apache-2.0 */
/* Pages made to be slow: time grows with the words, not with their square. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "portailrse/sentences.h"
#include "support/test.h"

enum { MANY = 100000, KINDS = 9 };

static const char *const texts[KINDS] = {"•", ")", "mot", "mot", "12",
                                         "....", "de", "M.", "•mot"};

/* One line, one column, a line a block, rows of two cells, ... */
static prse_word place(int kind, size_t i)
{
    const char *text = texts[kind];
    float row = (float)i, left = 0;
    uint32_t line = (uint32_t)i, block = 0;
    if (kind == 1 || kind == 2) {
        left = 20 * row;
        row = 0;
        line = 0;
    } else if (kind == 4) {
        left = i % 2 ? 300 : 0;
        row = (float)(i / 2);
        block = (uint32_t)i;
    } else if (kind >= 6) {
        left = i % 3 ? 0 : 300;
        block = (uint32_t)i;
    }
    return (prse_word){prse_str_of(text), left, 12 * row, left + 15,
                       12 * row + 11, block, line};
}

static double seconds(const prse_word *words, size_t count,
                      prse_segmentation how)
{
    prse_sentences *s = NULL;
    prse_sentences_options opts = {.size = sizeof opts, .segmentation = how};
    cr_assert_eq(prse_sentences_new(&s, &opts, NULL), PRSE_OK);
    clock_t start = clock();
    for (uint32_t half = 0; half < 2; half++) {
        prse_page page = {.size = sizeof page, .number = half + 1,
                          .words = words + half * count / 2,
                          .count = count / 2};
        cr_assert_eq(prse_sentences_add(s, &page, NULL), PRSE_OK);
    }
    prse_sentences_free(s);
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

PRSE_TEST(hostile, pages_take_time_by_their_words)
{
    prse_word *words = calloc(MANY, sizeof *words);
    for (int kind = 0; kind < KINDS; kind++) {
        for (size_t i = 0; i < MANY; i++)
            words[i] = place(kind, i);
        for (int how = 0; how < 2; how++) {
            double few = seconds(words, MANY / 8, (prse_segmentation)how);
            double many = seconds(words, MANY, (prse_segmentation)how);
            /* Eight times as many; a square would be 64 times. */
            cr_assert_lt(many, 32 * few + 0.2, "%s: %g s, %g s", texts[kind],
                         few, many);
        }
    }
    free(words);
}
