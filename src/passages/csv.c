/* SPDX-License-Identifier: Apache-2.0 */
/* Passages as CSV (RFC 4180), for spreadsheets. */
#include <string.h>

#include "passages/fixed.h"
#include "passages/words.h"
#include "passages/write.h"

/* What a spreadsheet takes for the beginning of a formula. */
static int is_formula(prse_str text)
{
    return text.len && strchr("=+-@\t\r", text.ptr[0]);
}

static void cell(prse__buf *out, prse_str text)
{
    if (out->len && out->ptr[out->len - 1] != '\n')
        prse__buf_addc(out, ',');
    prse__buf_addc(out, '"');
    if (is_formula(text))
        prse__buf_addc(out, '\'');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"')
            prse__buf_addc(out, '"');
        prse__buf_addc(out, text.ptr[i]);
    }
    prse__buf_addc(out, '"');
}

static void number(prse__buf *out, uint64_t value)
{
    prse__buf_addf(out, ",%llu", (unsigned long long)value);
}

static void headings(prse__buf *out, prse_lang lang, const prse__word *words,
                     size_t count)
{
    for (size_t i = 0; i < count; i++)
        cell(out, prse_str_of(prse__word_in(words[i], lang)));
    prse__buf_adds(out, "\r\n");
}

static void topic_cells(prse__buf *out, const prse_topic *topic,
                        prse_lang lang)
{
    cell(out, prse_str_of(prse__word_in((prse__word)topic->theme, lang)));
    cell(out, topic->code);
    cell(out, topic->title);
}

static void sentence(prse__buf *out, const prse_passages *passages,
                     const prse_analysed *of, const prse__sentence *is,
                     prse_lang lang)
{
    char digits[PRSE__FIXED_ROOM];
    cell(out, of->name);
    number(out, is->page);
    topic_cells(out, &passages->topics[is->topic], lang);
    cell(out, is->text);
    prse__buf_addc(out, ',');
    if (is->confidence >= 0)
        prse__buf_add(out, prse__fixed_print(digits, (double)is->confidence));
    cell(out, is->evidence);
    prse__buf_adds(out, "\r\n");
}

void prse__passages_csv(prse__buf *out, const prse_passages *passages,
                        prse_lang lang)
{
    static const prse__word WORDS[] = {
        PRSE__WORD_DOCUMENT, PRSE__WORD_PAGE,     PRSE__WORD_THEME,
        PRSE__WORD_CODE,     PRSE__WORD_TOPIC,    PRSE__WORD_SENTENCE,
        PRSE__WORD_CONFIDENCE, PRSE__WORD_EVIDENCE};
    headings(out, lang, WORDS, sizeof WORDS / sizeof *WORDS);
    for (size_t d = 0; d < passages->document_count; d++) {
        const prse__draft *of = &passages->documents[d];
        for (size_t i = 0; i < of->count; i++)
            sentence(out, passages, &of->info, &of->sentences[i], lang);
    }
}

void prse__passages_synthesis(prse__buf *out, const prse_passages *passages,
                              prse_lang lang)
{
    static const prse__word WORDS[] = {
        PRSE__WORD_THEME, PRSE__WORD_CODE, PRSE__WORD_TOPIC,
        PRSE__WORD_SENTENCES, PRSE__WORD_DOCUMENTS, PRSE__WORD_PAGES};
    headings(out, lang, WORDS, sizeof WORDS / sizeof *WORDS);
    for (uint32_t i = 0; i < passages->topic_count; i++) {
        const prse_topic *topic = prse__topic_at(passages, i);
        topic_cells(out, topic, lang);
        number(out, topic->sentences);
        number(out, topic->documents);
        number(out, topic->pages);
        prse__buf_adds(out, "\r\n");
    }
}
