/* SPDX-License-Identifier: Apache-2.0 */
/* A platform's answer while a record is made of it, and values of it. */
#ifndef PRSE_PLATFORMS_READING_H
#define PRSE_PLATFORMS_READING_H

#include "base/date.h"
#include "base/decimal.h"
#include "formats/node.h"
#include "http/answer.h"

typedef struct prse__reading {
    const prse__answer *answer;
    prse_outcome outcome;
    const char *reason;     /* of UNREADABLE, as records write it; static */
    int failed;             /* memory ran out */
    prse__arena *arena;
    const prse__node *root; /* NULL: the body is no JSON, or was not read */
} prse__reading;

/* The outcome of the status line, lowered when a 2xx body is no JSON. Closed
 * whatever the outcome. */
void prse__reading_open(prse__reading *reading, const prse__answer *answer);
void prse__reading_close(prse__reading *reading);
void prse__reading_refuse(prse__reading *reading, const char *reason);
/* A list answers an empty list when there is nothing; that it is not there at
 * all (404) says nothing of a company. */
void prse__reading_of_list(prse__reading *reading);

/* A body alone; NULL: no JSON, or no memory. Freed with the arena. */
const prse__node *prse__reading_body(prse__arena **arena, prse_str body);

/* --- Values; what has another form is not there --- */

/* Text that is neither null nor empty. Borrowed from the node. */
int prse__value_text(prse_str *out, const prse__node *node);
/* A number, quoted or not. */
int prse__value_decimal(prse__dec *out, const prse__node *node);
int prse__value_int(int32_t *out, const prse__node *node);
int prse__value_year(int32_t *out, const prse__node *node); /* 1900..2999 */
int prse__value_year_text(int32_t *out, prse_str text);
/* The day at the head of a date or of a timestamp. */
int prse__value_day(prse__date *out, const prse__node *node);
/* 1 when the node is another number than this one. Numbers may have lost the
 * zeros at their head. */
int prse__value_other_siren(const prse__node *node, prse_str siren);

#endif
