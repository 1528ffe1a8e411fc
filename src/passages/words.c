/* SPDX-License-Identifier: Apache-2.0 */
#include "passages/words.h"

static const char *const WORDS[][2] = {
    [PRSE__WORD_THEME_NONE] = {"Hors ESRS", "No topic"},
    [PRSE__WORD_ENVIRONMENT] = {"Environnement", "Environment"},
    [PRSE__WORD_SOCIAL] = {"Social", "Social"},
    [PRSE__WORD_GOVERNANCE] = {"Gouvernance", "Governance"},
    [PRSE__WORD_DOCUMENT] = {"Document", "Document"},
    [PRSE__WORD_PAGE] = {"Page", "Page"},
    [PRSE__WORD_THEME] = {"Thème", "Theme"},
    [PRSE__WORD_CODE] = {"Code", "Code"},
    [PRSE__WORD_TOPIC] = {"Sujet", "Topic"},
    [PRSE__WORD_SENTENCE] = {"Phrase", "Sentence"},
    [PRSE__WORD_CONFIDENCE] = {"Confiance", "Confidence"},
    [PRSE__WORD_EVIDENCE] = {"Indices", "Evidence"},
    [PRSE__WORD_SENTENCES] = {"Phrases", "Sentences"},
    [PRSE__WORD_DOCUMENTS] = {"Documents", "Documents"},
    [PRSE__WORD_PAGES] = {"Pages", "Pages"},
    [PRSE__WORD_SYNTHESIS] = {"Synthèse", "Synthesis"},
    [PRSE__WORD_BY_TOPIC] = {"Phrases par sujet", "Sentences by topic"},
};

const char *prse__word_in(prse__word word, prse_lang lang)
{
    return WORDS[word][lang == PRSE_LANG_EN];
}
