/* SPDX-License-Identifier: Apache-2.0 */
/* What is wrong with a receipt, gathered as JSON with a sentence for each. */
#ifndef PRSE_RECEIPT_FLAW_H
#define PRSE_RECEIPT_FLAW_H

#include "formats/json_writer.h"
#include "portailrse/engine.h"

typedef enum prse__flaw {
    PRSE__FLAW_UNSIGNED,
    PRSE__FLAW_OTHER_KEY,   /* 0 of the receipt, 1 given */
    PRSE__FLAW_SIGNATURE,
    PRSE__FLAW_DIGEST,
    PRSE__FLAW_FACT_UNKNOWN,
    PRSE__FLAW_FACT_REFUSED, /* 0 value */
    PRSE__FLAW_FACT_OTHER,   /* 0 facts, 1 obligation, 2 reason */
    PRSE__FLAW_PACK,         /* 0 of the receipt, 1 given */
    PRSE__FLAW_ANSWER,       /* 0 receipt, 1 pack */
    PRSE__FLAW_SINCE,        /* 0 receipt, 1 pack */
    PRSE__FLAW_REASON,
    PRSE__FLAW_LACKING,
    PRSE__FLAW_TOO_MANY
} prse__flaw;

typedef struct prse__flaws {
    prse__buf text; /* a JSON list, open */
    prse__json json;
    prse_lang lang;
    size_t count;
} prse__flaws;

void prse__flaws_start(prse__flaws *f, prse_lang lang);
/* About a fact or obligation; `year` is written when it is not empty. */
void prse__flaws_add(prse__flaws *f, prse__flaw what, prse_str id,
                     prse_str year, const prse_str args[3]);

/* "soumis": an answer in a language. */
prse_str prse__answer_word(prse_str answer, prse_lang lang);
/* Appends a text whose {0} to {2} are replaced, by their beginnings where they
 * are long. */
void prse__fill(prse__buf *out, const char *text, const prse_str args[3]);

#endif
