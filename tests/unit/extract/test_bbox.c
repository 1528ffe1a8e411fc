/* SPDX-License-Identifier: Apache-2.0 */
/* What a reader writes becomes pages, and nothing that it writes does harm. */
#include <stdio.h>
#include <string.h>

#include "extract/bbox.h"
#include "support/fault.h"
#include "support/test.h"

#define WORD(place, text) "    <word " place ">" text "</word>\n"
#define AT "xMin=\"10.5\" yMin=\"20\" xMax=\"30.25\" yMax=\"32\""

static const char document[] =
    "<!DOCTYPE html><html>\n<title>&lt;page &gt;</title>\n<doc>\n"
    "  <page width=\"595.30\" height=\"841.89\">\n" WORD(AT, "R&amp;D")
    WORD("xMin=\"31\" yMin=\"20\" xMax=\"40\" yMax=\"32\"", "l&apos;eau")
    "  </page>\n  <page width=\"842\" height=\"595\" images=\"2\">\n"
    "  </page>\n</doc>\n";

typedef struct seen {
    char text[4096];
    uint32_t pages, images, fails_at;
    float width, left, right;
    size_t words;
} seen;

static prse_status see(void *user, const prse_page *page, prse_error *err)
{
    seen *it = user;
    it->pages++;
    it->images = page->images;
    it->width = page->width;
    it->words += page->count;
    cr_assert_eq(page->number, it->pages);
    for (size_t i = 0; i < page->count; i++) {
        const prse_word *word = page->words + i;
        size_t used = strlen(it->text);
        it->left = word->left;
        it->right = word->right;
        snprintf(it->text + used, sizeof it->text - used, "%.*s|",
                 (int)word->text.len, word->text.ptr);
        cr_assert(word->right >= word->left && word->bottom >= word->top);
    }
    if (it->pages == it->fails_at)
        return prse__error_set(err, PRSE_ECONFLICT, NULL, "a fault");
    return PRSE_OK;
}

/* In pieces of so many bytes. */
static prse_status read_all(seen *out, const char *text, size_t piece,
                            uint32_t limit, prse_error *err)
{
    prse__bbox it;
    prse_status status = PRSE_OK;
    prse__bbox_begin(&it, see, out, limit);
    for (size_t at = 0, all = strlen(text); !status && at < all; at += piece)
        status = prse__bbox_add(
            &it, (prse_str){text + at, piece < all - at ? piece : all - at},
            err);
    if (!status)
        status = prse__bbox_end(&it, err);
    prse__bbox_free(&it);
    return status;
}

PRSE_TEST(bbox, gives_pages_and_words_however_they_come)
{
    for (size_t piece = 1; piece < sizeof document; piece += 7) {
        seen it = {.pages = 0};
        prse_error err;
        cr_assert_eq(read_all(&it, document, piece, 9, &err), PRSE_OK);
        cr_assert_eq(it.pages, 2);
        cr_assert_str_eq(it.text, "R&D|l'eau|");
        cr_assert_eq(it.images, 2);
        cr_assert_eq(it.width, 842);
        cr_assert_eq(it.right, 40);
    }
}

PRSE_TEST(bbox, pages_of_which_no_picture_is_known_say_so)
{
    seen it = {.pages = 0};
    prse_error err;
    cr_assert_eq(read_all(&it, "<page width=\"1\" height=\"1\">\n", 99, 9,
                          &err), PRSE_OK);
    cr_assert_eq(it.images, UINT32_MAX);
}

PRSE_TEST(bbox, makes_texts_well_formed)
{
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"caf\xC3\xA9", "café|"},
        {"a\xFF\xC3z", "a\uFFFD\uFFFDz|"},
        {"a\tb\x01\x7F\xC2\x85", "ab|"},
        {"\xC2\xA0", "\xC2\xA0|"},
        {"&lt;b&gt; &amp;amp;", "<b>&amp;|"},
        {"&eacute;&", "&eacute;&|"},
        {"", ""},
        {"   ", ""},
        {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD|"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[256];
        seen it = {.pages = 0};
        prse_error err;
        snprintf(text, sizeof text, "<page >\n" WORD(AT, "%s"),
                 cases[i].text);
        cr_assert_eq(read_all(&it, text, 50, 9, &err), PRSE_OK);
        cr_expect_str_eq(it.text, cases[i].words, "%s", cases[i].text);
    }
}

PRSE_TEST(bbox, passes_over_what_is_none)
{
    static const char *const odd[] = {
        "<word " AT ">before any page</word>\n", "\n\n<\n>\n", "<page",
        "<word\n<pages >\n", "<page >\n<word>x</word>\n"};
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        seen it = {.pages = 0};
        prse_error err;
        cr_assert_eq(read_all(&it, odd[i], 5, 9, &err), PRSE_OK);
        cr_expect_eq(it.words, 0, "%s", odd[i]);
    }
}

PRSE_TEST(bbox, a_line_of_megabytes_is_cut)
{
    static char text[1 << 20];
    seen it = {.pages = 0};
    prse_error err;
    int begun = snprintf(text, sizeof text, "<page >\n<word " AT ">");
    memset(text + begun, 'x', sizeof text - 1 - (size_t)begun);
    cr_assert_eq(read_all(&it, text, 60000, 9, &err), PRSE_OK);
}

PRSE_TEST(bbox, places_are_put_in_order)
{
    seen it = {.pages = 0};
    prse_error err;
    cr_assert_eq(read_all(&it, "<page >\n"
                          WORD("xMin=\"50\" yMin=\"9\" xMax=\"40\" "
                               "yMax=\"8\"", "a")
                          WORD("xMin=\"nan\" yMin=\"1e9\" xMax=\"-inf\" "
                               "yMax=\"\"", "b"), 99, 9, &err), PRSE_OK);
    cr_assert_str_eq(it.text, "a|b|");
    cr_assert_eq(it.left, 0);
}

PRSE_TEST(bbox, sides_are_those_of_the_page_as_it_is_shown)
{
    seen it = {.pages = 0};
    prse_error err;
    cr_assert_eq(read_all(&it, "<page width=\"600\" height=\"800\">\n"
                          WORD("xMin=\"700\" yMin=\"5\" xMax=\"710\" "
                               "yMax=\"60\"", "a"), 99, 9, &err), PRSE_OK);
    cr_assert_eq(it.width, 800);
}

PRSE_TEST(bbox, the_page_past_the_limit_is_an_error_after_the_others)
{
    seen it = {.pages = 0};
    prse_error err;
    cr_assert_eq(read_all(&it, document, 99, 1, &err), PRSE_ELIMIT);
    cr_assert_eq(it.pages, 1);
    cr_assert_str_eq(err.message, "it has more than 1 pages");
}

PRSE_TEST(bbox, a_failure_of_who_receives_ends_it)
{
    seen it = {.fails_at = 1};
    prse_error err;
    cr_assert_eq(read_all(&it, document, 99, 9, &err), PRSE_ECONFLICT);
    cr_assert_eq(it.pages, 1);
}

PRSE_TEST(bbox, lack_of_memory_is_told)
{
    PRSE_EACH_FAULT {
        seen it = {.pages = 0};
        prse_error err = {0};
        prse_status status = read_all(&it, document, 11, 9, &err);
        PRSE_FAULT_CHECK(status, err);
    }
}

PRSE_TEST(bbox, numbers)
{
    static const struct {
        const char *text;
        float value;
    } cases[] = {{"0", 0},      {"12.5", 12.5f},     {"-3.25", -3.25f},
                 {"1e9", 0},    {"nan", 0},          {"-inf", 0},
                 {"1.2.3", 0},  {"99999999999", 1e6f}, {"", 0},
                 {"-", 0},      {".5", .5f},         {"007", 7}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        cr_expect_float_eq(prse__bbox_number(prse_str_of(cases[i].text)),
                           cases[i].value, 1e-6, "%s", cases[i].text);
}
