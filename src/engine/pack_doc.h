/* SPDX-License-Identifier: Apache-2.0 */
/* A readable page about one obligation, as Markdown. */
#ifndef PRSE_ENGINE_PACK_DOC_H
#define PRSE_ENGINE_PACK_DOC_H

#include "engine/pack.h"
#include "engine/pack_reads.h"

/* Words of the page; see pack_doc_words.c. */
typedef enum prse__doc_word {
    PRSE__DOC_PACK,
    PRSE__DOC_REVIEWED,
    PRSE__DOC_AUTHORITY,
    PRSE__DOC_PLATFORM,
    PRSE__DOC_TAGS,
    PRSE__DOC_WHO,
    PRSE__DOC_IN_FORCE,
    PRSE__DOC_ALWAYS,
    PRSE__DOC_FROM,
    PRSE__DOC_UNTIL,
    PRSE__DOC_REQUIRES,
    PRSE__DOC_APPLIES,
    PRSE__DOC_RECOMMENDED,
    PRSE__DOC_FIRST_YEAR,
    PRSE__DOC_CRITERIA,
    PRSE__DOC_THRESHOLDS,
    PRSE__DOC_THRESHOLD,
    PRSE__DOC_VALUE,
    PRSE__DOC_SINCE,
    PRSE__DOC_LAW,
    PRSE__DOC_STATUS,
    PRSE__DOC_CONFIDENCE,
    PRSE__DOC_NO_LONGER,
    PRSE__DOC_FACTS,
    PRSE__DOC_DEFINITIONS,
    PRSE__DOC_OUTPUTS,
    PRSE__DOC_DUTIES,
    PRSE__DOC_WHEN,
    PRSE__DOC_DEADLINES,
    PRSE__DOC_EACH_YEAR,
    PRSE__DOC_ON,
    PRSE__DOC_DUE,
    PRSE__DOC_EVERY,
    PRSE__DOC_MONTHS,
    PRSE__DOC_COMPLIANCE,
    PRSE__DOC_SANCTIONS,
    PRSE__DOC_SOURCES,
    PRSE__DOC_EXAMPLES,
    PRSE__DOC_DAY,
    PRSE__DOC_GIVEN,
    PRSE__DOC_EXPECTED,
    PRSE__DOC_NOTHING,
    PRSE__DOC_IN_LAW,
    PRSE__DOC_ADOPTED,
    PRSE__DOC_DRAFT,
    PRSE__DOC_TEXT_READ,
    PRSE__DOC_SECONDARY,
    PRSE__DOC_MEMORY,
    PRSE__DOC_WORDS
} prse__doc_word;

typedef struct prse__doc {
    prse__buf *out;
    const prse__pack_tree *tree;
    const prse__obligation *obligation;
    prse_lang lang;
    prse__reads reads;
    uint8_t *cited; /* of each law: the page names it */
} prse__doc;

/* --- Writing --- */

void prse__doc_say(prse__doc *d, prse__doc_word word);
/* "## Thresholds", with its blank lines. */
void prse__doc_heading(prse__doc *d, prse__doc_word word);
/* Text of the pack, with what Markdown would read as marks escaped. */
void prse__doc_text(prse__doc *d, prse_str text);
void prse__doc_text_in(prse__doc *d, prse__text text);
/* FEEL on one line, as code; `in_table` escapes pipes. */
void prse__doc_code(prse__doc *d, const prse__feel *expr, int in_table);
/* A rule with its dates, behind a colon: code, or a table. Ends its line. */
void prse__doc_rule(prse__doc *d, const prse__rule *rule);
/* "- **Label**: rule", nothing for an absent rule. */
void prse__doc_rule_item(prse__doc *d, prse__doc_word word,
                         const prse__rule *rule);
/* " (law)" with its link; nothing for none. */
void prse__doc_law(prse__doc *d, const prse__law *law);
void prse__doc_law_link(prse__doc *d, const prse__law *law);
void prse__doc_law_status(prse__doc *d, const prse__law *law);
void prse__doc_confidence(prse__doc *d, const prse__law *law);
/* "from ... until ...": PRSE__ALWAYS and PRSE__FOREVER are left out. */
void prse__doc_period(prse__doc *d, prse__date from, prse__date to);

/* --- Sections, in their order --- */

void prse__doc_criteria(prse__doc *d);
void prse__doc_outputs(prse__doc *d);
void prse__doc_duties(prse__doc *d);
void prse__doc_deadlines(prse__doc *d);
void prse__doc_sanctions(prse__doc *d);
void prse__doc_examples(prse__doc *d);

#endif
