/* SPDX-License-Identifier: Apache-2.0 */
/* Lines and blocks from places. */
#include <stdio.h>
#include <string.h>

#include "extract/layout.h"
#include "support/test.h"

enum { MOST = 64 };

/* Words as wide as 6 points a letter, 12 high. */
typedef struct sheet {
    prse_word words[MOST];
    size_t count;
} sheet;

static void put(sheet *on, const char *text, float left, float top)
{
    float wide = 6 * (float)strlen(text);
    on->words[on->count++] =
        (prse_word){.text = prse_str_of(text), .left = left, .top = top,
                    .right = left + wide, .bottom = top + 12};
}

static void put_line(sheet *on, float left, float top)
{
    put(on, "quelques", left, top);
    put(on, "mots", left + 54, top);
    put(on, "encore", left + 84, top);
}

/* "0.0 0.0 0.1 1.2": block and line of each word. */
static const char *laid(sheet *on)
{
    static char out[1024];
    prse__layout(on->words, on->count);
    out[0] = '\0';
    for (size_t i = 0; i < on->count; i++)
        snprintf(out + strlen(out), sizeof out - strlen(out), "%s%u.%u",
                 i ? " " : "", on->words[i].block, on->words[i].line);
    return out;
}

PRSE_TEST(layout, a_line_goes_on_to_the_right)
{
    sheet it = {.count = 0};
    put_line(&it, 50, 100);
    put_line(&it, 50, 114);
    cr_assert_str_eq(laid(&it), "0.0 0.0 0.0 0.1 0.1 0.1");
}

PRSE_TEST(layout, what_is_raised_or_sunken_stays_on_the_line)
{
    sheet it = {.count = 0};
    put(&it, "CO", 50, 100);
    put(&it, "2", 62, 105);
    it.words[1].bottom = 112;
    put(&it, "total", 75, 100);
    cr_assert_str_eq(laid(&it), "0.0 0.0 0.0");
}

PRSE_TEST(layout, a_larger_distance_begins_a_block)
{
    sheet it = {.count = 0};
    put(&it, "premier", 50, 100);
    put(&it, "premier", 50, 114);
    put(&it, "second", 50, 140);
    put(&it, "second", 50, 154);
    cr_assert_str_eq(laid(&it), "0.0 0.1 1.2 1.3");
}

PRSE_TEST(layout, double_spacing_does_not)
{
    sheet it = {.count = 0};
    for (int i = 0; i < 4; i++)
        put(&it, "large", 50, 100 + 24 * (float)i);
    cr_assert_str_eq(laid(&it), "0.0 0.1 0.2 0.3");
}

PRSE_TEST(layout, another_size_begins_a_block)
{
    sheet it = {.count = 0};
    put(&it, "Titre", 50, 92);
    it.words[0].bottom = 112;
    put(&it, "texte", 50, 114);
    cr_assert_str_eq(laid(&it), "0.0 1.1");
}

PRSE_TEST(layout, another_column_begins_a_block)
{
    sheet it = {.count = 0};
    put_line(&it, 50, 700);
    put_line(&it, 300, 100);
    put_line(&it, 300, 114);
    cr_assert_str_eq(laid(&it), "0.0 0.0 0.0 1.1 1.1 1.1 1.2 1.2 1.2");
}

/* Whichever way a page is turned, its lines are the same. */
PRSE_TEST(layout, turned_pages_read_as_others_do)
{
    static const char wanted[] = "0.0 0.0 0.0 0.1 0.1 0.1 1.2 1.2 1.2";
    for (int turn = 0; turn < PRSE__TURNS; turn++) {
        sheet it = {.count = 0};
        put_line(&it, 50, 100);
        put_line(&it, 50, 114);
        put_line(&it, 50, 150);
        for (size_t i = 0; i < it.count; i++)
            for (int k = 0; k < turn; k++) { /* a quarter to the right */
                prse_word *w = it.words + i, old = *w;
                w->left = 800 - old.bottom;
                w->right = 800 - old.top;
                w->top = old.left;
                w->bottom = old.right;
            }
        cr_expect_eq((int)prse__layout_turn(it.words, it.count), turn);
        cr_expect_str_eq(laid(&it), wanted, "turn %d", turn);
    }
}

PRSE_TEST(layout, nothing_is_legal)
{
    sheet it = {.count = 0};
    cr_assert_str_eq(laid(&it), "");
}
