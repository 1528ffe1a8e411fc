/* SPDX-License-Identifier: Apache-2.0 */
/* What is wrong with a receipt, gathered as JSON with a sentence for each. */
#ifndef PRSE_RECEIPT_FINDING_H
#define PRSE_RECEIPT_FINDING_H

#include "formats/json_writer.h"
#include "portailrse/engine.h"

typedef enum prse__found {
    PRSE__FOUND_UNSIGNED,
    PRSE__FOUND_OTHER_KEY,   /* 0 of the receipt, 1 given */
    PRSE__FOUND_SIGNATURE,
    PRSE__FOUND_DIGEST,
    PRSE__FOUND_FACT_UNKNOWN,
    PRSE__FOUND_FACT_REFUSED, /* 0 value */
    PRSE__FOUND_FACT_OTHER,   /* 0 facts, 1 obligation, 2 reason */
    PRSE__FOUND_PACK,         /* 0 of the receipt, 1 given */
    PRSE__FOUND_ANSWER,       /* 0 receipt, 1 pack */
    PRSE__FOUND_SINCE,        /* 0 receipt, 1 pack */
    PRSE__FOUND_REASON,
    PRSE__FOUND_LACKING,
    PRSE__FOUND_TOO_MANY
} prse__found;

typedef struct prse__findings {
    prse__buf text; /* a JSON list, open */
    prse__json json;
    prse_lang lang;
    size_t count;
} prse__findings;

void prse__findings_start(prse__findings *f, prse_lang lang);
/* About a fact or obligation; `year` is written when it is not empty. */
void prse__findings_add(prse__findings *f, prse__found what, prse_str id,
                        prse_str year, const prse_str args[3]);

/* "soumis": an answer in a language. */
prse_str prse__answer_word(prse_str answer, prse_lang lang);
/* Appends a text whose {0} to {2} are replaced. */
void prse__fill(prse__buf *out, const char *text, const prse_str args[3]);

#endif
