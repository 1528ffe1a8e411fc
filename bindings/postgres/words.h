/* SPDX-License-Identifier: Apache-2.0 */
/* Answers and compliance as values of the types prse_answer and
 * prse_compliance. */
#ifndef PGPRSE_WORDS_H
#define PGPRSE_WORDS_H

#include "extension.h"

/* Labels of one of the types, found when they are first needed. */
typedef struct pgprse_words {
    Oid type;
    Oid labels[8];
} pgprse_words;

Datum pgprse_answer_word(pgprse_words *words, prse_answer answer);
Datum pgprse_compliance_word(pgprse_words *words, prse_compliance how);

#endif
