/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "parts.h"
#include "support/fault.h"
#include "support/test.h"

static const char *const REPORT[] = {
    "Climat : les émissions de nos usines ont baissé de moitié en un an.",
    "Salariés et salariées ont tous été formés à la sécurité cette année.",
    "\f", "\f",
    "Le conseil a tenu six réunions et arrêté les comptes de l'exercice.",
    NULL};

static prse_passages *analysed(const char *const *lines)
{
    parts p;
    prse_passages *passages;
    prse_error err = {0};
    parts_make(&p, lines);
    cr_assert_eq(prse_passages_new(&passages, NULL), PRSE_OK);
    cr_assert_eq(parts_analyse(&p, passages,
                               (prse_analysis_options){
                                   .name = PRSE_STR("rapport.pdf")},
                               &err),
                 PRSE_OK, "%s", err.message);
    return passages;
}

static void expect(prse_str text, const char *wanted)
{
    cr_assert_eq(text.len, strlen(wanted), "%.*s", (int)text.len, text.ptr);
    cr_assert_eq(memcmp(text.ptr, wanted, text.len), 0);
}

PRSE_TEST(analysis, each_sentence_has_its_page_its_topic_and_its_evidence)
{
    prse_passages *passages = analysed(REPORT);
    const uint32_t pages[] = {1, 1, 3}, topics[] = {0, 1, 2};
    const char *const evidence[] = {"C", "S", "L"};
    cr_assert_eq(prse_passages_count(passages), 3);
    for (size_t i = 0; i < 3; i++) {
        prse_passage is = {.size = sizeof is};
        cr_assert_eq(prse_passages_get(passages, i, &is, NULL), PRSE_OK);
        cr_assert_eq(is.page, pages[i]);
        cr_assert_eq(is.topic, topics[i]);
        cr_assert_float_eq(is.confidence, 0.75, 1e-6);
        expect(is.evidence, evidence[i]);
        cr_assert(is.left >= 71 && is.right > is.left && is.bottom > is.top);
    }
    prse_passages_free(passages);
}

PRSE_TEST(analysis, the_document_tells_its_pages_and_its_engine)
{
    prse_passages *passages = analysed(REPORT);
    prse_analysed is = {.size = sizeof is};
    cr_assert_eq(prse_passages_document(passages, 0, &is, NULL), PRSE_OK);
    expect(is.name, "rapport.pdf");
    expect(is.engine, "first-letter/1");
    cr_assert_eq(is.pages, 3);
    cr_assert_eq(is.blank_pages, 1);
    cr_assert_eq(is.sentences, 3);
    cr_assert_eq(is.relevant, 2);
    prse_passages_free(passages);
}

PRSE_TEST(analysis, the_label_of_no_topic_has_no_code)
{
    prse_passages *passages = analysed(REPORT);
    prse_topic is = {.size = sizeof is};
    cr_assert_eq(prse_passages_topic(passages, 2, &is, NULL), PRSE_OK);
    expect(is.title, "Non ESRS");
    expect(is.code, "");
    prse_passages_free(passages);
}

PRSE_TEST(analysis, a_document_without_text_is_no_failure)
{
    static const char *const EMPTY[] = {"\f", NULL};
    prse_passages *passages = analysed(EMPTY);
    prse_analysed is = {.size = sizeof is};
    cr_assert_eq(prse_passages_document(passages, 0, &is, NULL), PRSE_OK);
    cr_assert_eq(is.pages, 2);
    cr_assert_eq(is.blank_pages, 2);
    cr_assert_eq(is.sentences, 0);
    cr_assert_eq(prse_passages_topic_count(passages), 3);
    prse_passages_free(passages);
}

/* Sentences that differ in more than a number, or they would be taken for
 * running heads; a page each. */
enum { MANY = 700 };

static const char *const *many_lines(void)
{
    static char texts[MANY][80];
    static const char *lines[2 * MANY];
    for (int i = 0; i < MANY; i++) {
        snprintf(texts[i], sizeof texts[i],
                 "%c%c%c parle du climat %c%c%c de nos ateliers.",
                 'C', 'a' + i % 26, 'a' + i / 26, 'a' + i / 26,
                 'a' + i % 7, 'a' + i % 26);
        lines[2 * i] = texts[i];
        lines[2 * i + 1] = i + 1 < MANY ? "\f" : NULL;
    }
    return lines;
}

PRSE_TEST(analysis, sentences_reach_the_classifier_in_batches)
{
    parts p;
    prse_passages *passages;
    parts_make(&p, many_lines());
    cr_assert_eq(prse_passages_new(&passages, NULL), PRSE_OK);
    cr_assert_eq(parts_analyse(&p, passages, (prse_analysis_options){0},
                               NULL),
                 PRSE_OK);
    cr_assert_eq(p.sentences, MANY);
    cr_assert_eq(p.batches, 3, "of 256 at most");
    cr_assert_eq(prse_passages_count(passages), MANY);
    prse_passages_free(passages);
}

typedef struct watcher {
    int stages[3];
    uint64_t last[3];
    int stop_at; /* a stage */
} watcher;

static void note(void *user, prse_analysis_stage stage, uint64_t done,
                 uint64_t total)
{
    watcher *w = user;
    cr_assert(!total || done <= total);
    cr_assert_geq(done, w->last[stage], "it never goes back");
    w->last[stage] = done;
    w->stages[stage]++;
}

static int stop(void *user)
{
    const watcher *w = user;
    return w->stop_at && w->stages[w->stop_at] > 0;
}

static prse_status watched(watcher *w, prse_error *err)
{
    parts p;
    prse_passages *passages;
    parts_make(&p, REPORT);
    cr_assert_eq(prse_passages_new(&passages, NULL), PRSE_OK);
    prse_status status = parts_analyse(
        &p, passages,
        (prse_analysis_options){.progress = note, .should_stop = stop,
                                .user = w},
        err);
    cr_assert_eq(prse_passages_document_count(passages), status ? 0 : 1);
    prse_passages_free(passages);
    return status;
}

PRSE_TEST(analysis, progress_is_told_in_pages_then_in_sentences)
{
    watcher w = {{0}, {0}, 0};
    cr_assert_eq(watched(&w, NULL), PRSE_OK);
    cr_assert_gt(w.stages[PRSE_ANALYSIS_READING], 0);
    cr_assert_gt(w.stages[PRSE_ANALYSIS_CLASSIFYING], 0);
}

PRSE_TEST(analysis, whoever_asks_may_stop_it)
{
    watcher w = {{0}, {0}, PRSE_ANALYSIS_READING};
    prse_error err = {0};
    cr_assert_eq(watched(&w, &err), PRSE_ECANCELED);
    cr_assert_eq(err.code, PRSE_ECANCELED);
}

/* A part that fails: nothing is added, and its own failure comes out. */
static void expect_failure(prse_status reading, prse_status classifying)
{
    parts p;
    prse_passages *passages;
    prse_error err = {0};
    parts_make(&p, REPORT);
    p.reading = reading;
    p.classifying = classifying;
    cr_assert_eq(prse_passages_new(&passages, NULL), PRSE_OK);
    cr_assert_eq(parts_analyse(&p, passages, (prse_analysis_options){0},
                               &err),
                 reading ? reading : classifying, "%s", err.message);
    cr_assert_str_eq(err.message, "as the test wants");
    cr_assert_eq(prse_passages_document_count(passages), 0);
    cr_assert_eq(prse_passages_topic_count(passages), 0);
    prse_passages_free(passages);
}

PRSE_TEST(analysis, the_failure_of_a_part_comes_out_and_adds_nothing)
{
    expect_failure(PRSE_EPARSE, PRSE_OK);
    expect_failure(PRSE_EDENIED, PRSE_OK);
    expect_failure(PRSE_OK, PRSE_EIO);
    expect_failure(PRSE_OK, PRSE_ERATE);
}

PRSE_TEST(analysis, the_deadline_is_of_everything_together)
{
    parts p;
    prse_passages *passages;
    prse_error err = {0};
    parts_make(&p, many_lines());
    p.late_ms = 150;
    cr_assert_eq(prse_passages_new(&passages, NULL), PRSE_OK);
    cr_assert_eq(parts_analyse(&p, passages,
                               (prse_analysis_options){.deadline_ms = 200},
                               &err),
                 PRSE_ETIMEOUT);
    cr_assert_lt(p.batches, 3);
    prse_passages_free(passages);
}

PRSE_TEST(analysis, lack_of_memory_adds_nothing)
{
    prse_passages *passages;
    parts p;
    parts_make(&p, REPORT);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        passages = NULL;
        prse_status status = prse_passages_new(&passages, &err);
        if (!status)
            status = parts_analyse(&p, passages, (prse_analysis_options){0},
                                   &err);
        PRSE_FAULT_CHECK(status, err);
        cr_assert_eq(prse_passages_document_count(passages), status ? 0 : 1);
        prse_passages_free(passages);
    }
}
