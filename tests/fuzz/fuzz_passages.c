/* SPDX-License-Identifier: Apache-2.0 */
/* Findings in JSON, of the existing service or ours. What is accepted is in
 * order, and is read again as it was from every form in which it is written. */
#include <string.h>

#include "fuzz/fuzz.h"
#include "portailrse/passages.h"

static prse_passages *empty(void)
{
    prse_passages *passages = NULL;
    FUZZ_ASSERT(prse_passages_new(&passages, NULL) == PRSE_OK);
    return passages;
}

static prse_text *written(const prse_passages *passages,
                          prse_passages_format format)
{
    prse_text *text = NULL;
    FUZZ_ASSERT(prse_passages_write(&text, passages, format, PRSE_LANG_FR,
                                    NULL) == PRSE_OK);
    prse_str all = prse_text_str(text);
    FUZZ_ASSERT(prse__utf8_check(all) == all.len);
    return text;
}

/* Topics are told what their sentences say. */
static void check_topics(const prse_passages *passages)
{
    uint64_t sentences = 0;
    for (size_t i = 0; i < prse_passages_topic_count(passages); i++) {
        prse_topic topic = {.size = sizeof topic};
        FUZZ_ASSERT(prse_passages_topic(passages, i, &topic, NULL) == 0);
        FUZZ_ASSERT(topic.pages <= topic.sentences);
        sentences += topic.sentences;
    }
    FUZZ_ASSERT(sentences == prse_passages_count(passages));
}

static void check_sentences(const prse_passages *passages)
{
    uint32_t page = 1;
    for (size_t i = 0; i < prse_passages_count(passages); i++) {
        prse_passage is = {.size = sizeof is};
        FUZZ_ASSERT(prse_passages_get(passages, i, &is, NULL) == PRSE_OK);
        FUZZ_ASSERT(is.page >= page);
        FUZZ_ASSERT(is.topic < prse_passages_topic_count(passages));
        FUZZ_ASSERT(is.confidence == -1 ||
                    (is.confidence >= 0 && is.confidence <= 1));
        page = is.page;
    }
}

/* Our form keeps everything. */
static void check_ours(const prse_passages *passages)
{
    prse_passages *again = empty();
    prse_text *first = written(passages, PRSE_PASSAGES_JSON);
    FUZZ_ASSERT(prse_passages_add(again, PRSE_STR(""), prse_text_str(first),
                                  NULL) == PRSE_OK);
    prse_text *second = written(again, PRSE_PASSAGES_JSON);
    FUZZ_ASSERT(prse__str_eq(prse_text_str(first), prse_text_str(second)));
    prse_text_free(first);
    prse_text_free(second);
    prse_passages_free(again);
}

/* The existing one keeps texts, pages and titles. */
static void check_existing(const prse_passages *passages)
{
    prse_passages *again = empty();
    prse_text *text = written(passages, PRSE_PASSAGES_EXISTING);
    FUZZ_ASSERT(prse_passages_add(again, PRSE_STR(""), prse_text_str(text),
                                  NULL) == PRSE_OK);
    FUZZ_ASSERT(prse_passages_count(passages) == prse_passages_count(again));
    prse_text_free(text);
    prse_passages_free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    prse_error err = {0};
    prse_passages *passages = empty();
    prse_status status = prse_passages_add(passages, PRSE_STR(""),
                                           fuzz_text(data, size), &err);
    fuzz_check(status, &err);
    FUZZ_ASSERT(prse_passages_document_count(passages) == (status == 0));
    if (status == PRSE_OK) {
        check_topics(passages);
        check_sentences(passages);
        check_ours(passages);
        check_existing(passages);
        prse_text_free(written(passages, PRSE_PASSAGES_CSV));
        prse_text_free(written(passages, PRSE_PASSAGES_SYNTHESIS));
    }
    prse_passages_free(passages);
    return 0;
}
