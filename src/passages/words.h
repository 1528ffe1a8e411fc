/* SPDX-License-Identifier: Apache-2.0 */
/* Headings and names of sheets, in French and English. */
#ifndef PRSE_PASSAGES_WORDS_H
#define PRSE_PASSAGES_WORDS_H

#include "portailrse/passages.h"

typedef enum prse__word {
    PRSE__WORD_THEME_NONE, /* themes, in the order of prse_theme */
    PRSE__WORD_ENVIRONMENT,
    PRSE__WORD_SOCIAL,
    PRSE__WORD_GOVERNANCE,
    PRSE__WORD_DOCUMENT,
    PRSE__WORD_PAGE,
    PRSE__WORD_THEME,
    PRSE__WORD_CODE,
    PRSE__WORD_TOPIC,
    PRSE__WORD_SENTENCE,
    PRSE__WORD_CONFIDENCE,
    PRSE__WORD_EVIDENCE,
    PRSE__WORD_SENTENCES,
    PRSE__WORD_DOCUMENTS,
    PRSE__WORD_PAGES,
    PRSE__WORD_SYNTHESIS,
    PRSE__WORD_BY_TOPIC
} prse__word;

const char *prse__word_in(prse__word word, prse_lang lang);

#endif
