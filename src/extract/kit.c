/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "extract/kit.h"

enum { SIDE = 600, HIGH = 800, LEFT = 50, FIRST_LINE = 100, STEP = 20 };

/* A case: a document, how it is read, what must come of it. */
typedef struct kit_case {
    const char *name;
    prse_status expected;
    int pages;          /* of the document */
    uint32_t handed;    /* of them, those that must come */
    const char *lines[4];
    const char *text;   /* of a page, words with blanks between */
    const char *extra;
    int locked, cut;    /* cut: its first bytes only */
    uint32_t page_limit;
    int stops, refuses; /* the caller stops, or refuses a page */
    int turned;         /* shown on its side */
} kit_case;

static const kit_case cases[] = {
    {.name = "words come in reading order", .pages = 1, .handed = 1,
     .lines = {"un deux", "trois"}, .text = "un deux trois"},
    {.name = "text is UTF-8", .pages = 1, .handed = 1,
     .lines = {"\\311tat \\234uvre 10 \\200 R&D"},
     .text = "\u00C9tat \u0153uvre 10 \u20AC R&D"},
    {.name = "pages come in order", .pages = 7, .handed = 7,
     .lines = {"mot"}, .text = "mot"},
    {.name = "an empty page is a page", .pages = 2, .handed = 2, .text = ""},
    {.name = "places are those of the page as it is shown", .pages = 1,
     .handed = 1, .lines = {"un deux"}, .text = "un deux",
     .extra = "/Rotate 90", .turned = 1},
    {.name = "a password that is needed is PRSE_EDENIED", .locked = 1,
     .expected = PRSE_EDENIED, .pages = 1, .lines = {"mot"}, .text = "mot"},
    {.name = "a broken document is PRSE_EPARSE", .cut = 40,
     .expected = PRSE_EPARSE, .pages = 1, .lines = {"mot"}, .text = "mot"},
    {.name = "what is no PDF is PRSE_ESCHEMA", .cut = 3,
     .expected = PRSE_ESCHEMA, .pages = 1, .text = ""},
    {.name = "pages past page_limit are PRSE_ELIMIT, after the others",
     .expected = PRSE_ELIMIT, .pages = 5, .handed = 3, .page_limit = 3,
     .lines = {"mot"}, .text = "mot"},
    {.name = "as many pages as page_limit are none too many", .pages = 3,
     .handed = 3, .page_limit = 3, .lines = {"mot"}, .text = "mot"},
    {.name = "should_stop ends a call with PRSE_ECANCELED", .stops = 1,
     .expected = PRSE_ECANCELED, .pages = 1, .lines = {"mot"}, .text = "mot"},
    {.name = "what found() answers goes through", .refuses = 1, .pages = 2,
     .handed = 1, .expected = PRSE_ECONFLICT, .lines = {"mot"},
     .text = "mot"},
};

typedef struct trial {
    const prse_extract *extract;
    const kit_case *test;
    uint32_t pages, told;
    char wrong[400];
} trial;

__attribute__((format(printf, 2, 3))) static void note(trial *it,
                                                       const char *format, ...)
{
    va_list list;
    if (it->wrong[0])
        return;
    va_start(list, format);
    vsnprintf(it->wrong, sizeof it->wrong, format, list);
    va_end(list);
}

static int is_near(float found, float wanted, float slack)
{
    return found >= wanted - slack && found <= wanted + slack;
}

/* The first word of the page. A font's box may be higher than its size. */
static void check_place(trial *it, const prse_page *page)
{
    const prse_word *word = page->words;
    int turned = it->test->turned;
    float high = turned ? SIDE : HIGH, wide = turned ? HIGH : SIDE;
    if (!is_near(page->width, wide, 1) || !is_near(page->height, high, 1))
        note(it, "the page is %g by %g, expected %g by %g",
             (double)page->width, (double)page->height, (double)wide,
             (double)high);
    if (page->count == 0)
        return;
    float side = turned ? wide - word->right : word->top;
    float start = turned ? word->top : word->left;
    if (!is_near(start, LEFT, 3) || !is_near(side, FIRST_LINE - 12, 12))
        note(it, "the first word is at %g, %g", (double)word->left,
             (double)word->top);
}

static void check_text(trial *it, const prse_page *page)
{
    char text[200] = "";
    for (size_t i = 0; i < page->count; i++) {
        size_t used = strlen(text);
        prse_str word = page->words[i].text;
        snprintf(text + used, sizeof text - used, "%s%.*s", i ? " " : "",
                 (int)word.len, word.ptr);
    }
    if (strcmp(text, it->test->text) != 0)
        note(it, "the text is \"%s\", expected \"%s\"", text, it->test->text);
}

static prse_status hear_page(void *user, const prse_page *page,
                             prse_error *err)
{
    trial *it = user;
    it->pages++;
    check_place(it, page);
    check_text(it, page);
    if (it->test->refuses)
        return prse__error_set(err, PRSE_ECONFLICT, "found", "refused");
    return PRSE_OK;
}

static int stop(void *user)
{
    return ((const trial *)user)->test->stops;
}

static void progress(void *user, uint64_t pages, uint64_t total)
{
    trial *it = user;
    it->told++;
    if (pages > (uint64_t)it->test->pages || (total > 0 && pages > total))
        note(it, "progress() is told of %llu pages",
             (unsigned long long)pages);
}

static void check_end(trial *it, prse_status status, const prse_error *err)
{
    const kit_case *test = it->test;
    if (status != test->expected)
        note(it, "it answers %s (%s), expected %s", prse_status_name(status),
             status ? err->message : "", prse_status_name(test->expected));
    if (it->pages != test->handed)
        note(it, "%u pages come, expected %u", it->pages, test->handed);
    if (!status && it->told == 0)
        note(it, "progress() is not told");
}

/* 0: memory ran out. */
static int try(trial *it)
{
    const kit_case *test = it->test;
    prse__kit_paper paper;
    prse_error err = {0};
    prse_extract_options opts = {.size = sizeof opts,
                                 .page_limit = test->page_limit,
                                 .should_stop = stop, .progress = progress,
                                 .user = it};
    int made = prse__kit_paper_make(&paper, test->pages, test->lines,
                                    test->extra ? test->extra : "",
                                    test->locked);
    prse_blob_source pdf = prse__kit_paper_source(&paper);
    if (test->cut)
        pdf.bytes = (uint64_t)test->cut;
    prse_status status = PRSE_ENOMEM;
    if (made)
        status = prse__extract_read(it->extract, &pdf, hear_page, it, &opts,
                                    &err);
    prse__kit_paper_free(&paper);
    check_end(it, status, &err);
    return status != PRSE_ENOMEM;
}

prse_status prse_extract_kit(const prse_extract *extract, prse_kit_case told,
                             void *user, prse_error *err)
{
    int failed = 0;
    if (prse__extract_accept(extract, err))
        return prse__error_set(err, PRSE_EINVAL, "extract",
                               "it is not a whole prse_extract");
    if (!told)
        return prse__error_set(err, PRSE_EINVAL, "told", "it is NULL");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        trial it = {.extract = extract, .test = cases + i};
        if (!try(&it))
            return prse__error_nomem(err);
        failed += it.wrong[0] != '\0';
        told(user, prse_str_of(cases[i].name), prse_str_of(it.wrong));
    }
    if (failed > 0)
        return prse__error_set(err, PRSE_ESCHEMA, "prse_extract",
                               "%d of the contract's cases do not hold",
                               failed);
    return PRSE_OK;
}
