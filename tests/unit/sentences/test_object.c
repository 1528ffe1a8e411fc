/* SPDX-License-Identifier: Apache-2.0 */
/* The object: what it refuses, and that a refused page changes nothing. */
#include <math.h>
#include <string.h>

#include "portailrse/sentences.h"
#include "support/fault.h"
#include "support/test.h"

static prse_sentences *make(const prse_sentences_options *opts)
{
    prse_sentences *s = NULL;
    prse_error err = {0};
    cr_assert_eq(prse_sentences_new(&s, opts, &err), PRSE_OK);
    return s;
}

/* A line of words, blank by blank. */
static size_t line_of(prse_word *words, const char *text, uint32_t line)
{
    size_t count = 0;
    for (const char *c = text; *c;) {
        size_t len = strcspn(c, " ");
        float left = 50 + 5 * (float)(c - text), top = 12 * (float)line;
        words[count++] = (prse_word){
            {c, len}, left, top, left + 5 * (float)len, top + 11, 0, line};
        c += len + (c[len] == ' ');
    }
    return count;
}

static prse_page page_of(uint32_t number, const prse_word *words,
                         size_t count)
{
    return (prse_page){.size = sizeof(prse_page), .number = number,
                       .width = 595, .height = 842, .words = words,
                       .count = count};
}

static void refuses(prse_sentences *s, prse_page page, prse_status status)
{
    prse_error err = {0};
    size_t before = prse_sentences_count(s);
    cr_assert_eq(prse_sentences_add(s, &page, &err), status, "%s",
                 err.message);
    cr_assert_eq(err.code, (int32_t)status);
    cr_assert_neq(err.message[0], '\0');
    cr_assert_eq(prse_sentences_count(s), before);
}

PRSE_TEST(object, refuses_options_it_does_not_know)
{
    prse_error err = {0};
    prse_sentences *s = NULL;
    prse_sentences_options opts = {.size = sizeof opts,
                                   .segmentation = (prse_segmentation)2};
    cr_assert_eq(prse_sentences_new(&s, &opts, &err), PRSE_EINVAL);
    cr_assert_eq(prse_sentences_new(NULL, NULL, &err), PRSE_EINVAL);
    opts = (prse_sentences_options){.size = 2};
    cr_assert_eq(prse_sentences_new(&s, &opts, &err), PRSE_EABI);
    cr_assert_null(s);
    prse_sentences_free(NULL);
    cr_assert_eq(prse_sentences_count(NULL), 0);
}

PRSE_TEST(object, pages_come_in_order)
{
    prse_word words[8];
    size_t count = line_of(words, "Le comité siège.", 0);
    prse_sentences *s = make(NULL);
    refuses(s, page_of(0, words, count), PRSE_EINVAL);
    prse_page page = page_of(7, words, count);
    cr_assert_eq(prse_sentences_add(s, &page, NULL), PRSE_OK);
    refuses(s, page, PRSE_EINVAL);
    refuses(s, page_of(6, words, count), PRSE_EINVAL);
    page = page_of(9, NULL, 0);
    cr_assert_eq(prse_sentences_add(s, &page, NULL), PRSE_OK);
    cr_assert_eq(prse_sentences_count(s), 1);
    prse_sentences_free(s);
}

PRSE_TEST(object, refuses_what_is_no_page)
{
    prse_word words[8];
    size_t count = line_of(words, "Le comité \xC3 siège.", 0);
    prse_sentences *s = make(NULL);
    refuses(s, page_of(1, words, count), PRSE_EPARSE);
    words[1].text.len = 0;
    refuses(s, page_of(1, words, count), PRSE_EINVAL);
    words[1].text = (prse_str){NULL, 3};
    refuses(s, page_of(1, words, count), PRSE_EINVAL);
    refuses(s, page_of(1, NULL, 2), PRSE_EINVAL);
    prse_page old = page_of(1, NULL, 0);
    old.size = 0;
    refuses(s, old, PRSE_EABI);
    cr_assert_eq(prse_sentences_add(NULL, &old, NULL), PRSE_EINVAL);
    cr_assert_eq(prse_sentences_add(s, NULL, NULL), PRSE_EINVAL);
    prse_sentences_free(s);
}

PRSE_TEST(object, too_much_text_is_refused_and_changes_nothing)
{
    prse_word words[16];
    prse_sentences_options opts = {.size = sizeof opts, .byte_limit = 40,
                                   .word_limit = 8};
    prse_sentences *s = make(&opts);
    size_t count = line_of(words, "Le comité de la société", 0);
    prse_page page = page_of(1, words, count);
    prse_segment g = {.size = sizeof g};
    cr_assert_eq(prse_sentences_add(s, &page, NULL), PRSE_OK);
    count = line_of(words, "mère siège. Il rend compte.", 0);
    refuses(s, page_of(2, words, count), PRSE_ELIMIT);
    refuses(s, page_of(2, words, 9), PRSE_ELIMIT);
    cr_assert_eq(prse_sentences_get(&g, s, 0, NULL), PRSE_OK);
    cr_assert_eq(g.text.len, 26);
    page = page_of(2, words, 2);
    cr_assert_eq(prse_sentences_add(s, &page, NULL), PRSE_OK);
    cr_assert_eq(prse_sentences_get(&g, s, 0, NULL), PRSE_OK);
    cr_assert_eq(memcmp(g.text.ptr, "Le comité de la société mère siège.",
                        g.text.len),
                 0);
    prse_sentences_free(s);
}

PRSE_TEST(object, gives_segments_by_index)
{
    prse_word words[8];
    prse_error err = {0};
    prse_segment g = {.size = sizeof g};
    prse_sentences *s = make(NULL);
    cr_assert_eq(prse_sentences_get(&g, s, 0, &err), PRSE_ENOTFOUND);
    prse_page page = page_of(1, words, line_of(words, "Il siège.", 0));
    cr_assert_eq(prse_sentences_add(s, &page, NULL), PRSE_OK);
    cr_assert_eq(prse_sentences_get(&g, s, 0, &err), PRSE_OK);
    cr_assert_eq(g.words, 2);
    g.size = 0;
    cr_assert_eq(prse_sentences_get(&g, s, 0, &err), PRSE_EABI);
    cr_assert_eq(prse_sentences_get(NULL, s, 0, &err), PRSE_EINVAL);
    cr_assert_eq(prse_sentences_get(&g, NULL, 0, &err), PRSE_EINVAL);
    prse_sentences_free(s);
}

PRSE_TEST(object, places_that_are_no_numbers_do_no_harm)
{
    prse_word words[8];
    prse_segment g = {.size = sizeof g};
    prse_sentences *s = make(NULL);
    prse_page page = page_of(1, words, line_of(words, "Le comité siège.", 0));
    words[0].left = NAN;
    words[1].bottom = INFINITY;
    words[2].top = -INFINITY;
    cr_assert_eq(prse_sentences_add(s, &page, NULL), PRSE_OK);
    for (size_t i = 0; i < prse_sentences_count(s); i++) {
        cr_assert_eq(prse_sentences_get(&g, s, i, NULL), PRSE_OK);
        cr_assert(isfinite(g.left) && isfinite(g.bottom) && isfinite(g.top));
    }
    prse_sentences_free(s);
}

static void every_fault(prse_segmentation how)
{
    prse_word first[16], second[16], third[16];
    size_t counts[3] = {line_of(first, "• Le comité de la", 0),
                        line_of(second, "Titre", 0),
                        line_of(third, "société siège. Il rend.", 0)};
    prse_page pages[3] = {page_of(1, first, counts[0]),
                          page_of(2, second, counts[1]),
                          page_of(3, third, counts[2])};
    prse_sentences_options opts = {.size = sizeof opts, .segmentation = how};
    for (size_t i = 0; i < counts[1]; i++)
        second[i].bottom += 6;
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_sentences *s = NULL;
        size_t count = 0;
        prse_status status = prse_sentences_new(&s, &opts, &err);
        for (size_t i = 0; i < 3 && status == PRSE_OK; i++) {
            count = prse_sentences_count(s);
            status = prse_sentences_add(s, &pages[i], &err);
        }
        PRSE_FAULT_CHECK(status, err);
        if (status && s)
            cr_assert_eq(prse_sentences_count(s), count);
        prse_sentences_free(s);
    }
}

PRSE_TEST(object, every_lack_of_memory_is_told)
{
    every_fault(PRSE_SEGMENTATION_LAYOUT);
    every_fault(PRSE_SEGMENTATION_LEGACY);
}
