/* SPDX-License-Identifier: Apache-2.0 */
/* A receipt that was read. */
#ifndef PRSE_RECEIPT_RECEIPT_H
#define PRSE_RECEIPT_RECEIPT_H

#include "base/date.h"
#include "formats/node.h"

enum { PRSE__RECEIPT_LARGEST = 1 << 20 }; /* bytes */

typedef struct prse__receipt {
    const prse__node *root, *facts, *result;
    const prse__node *signature; /* NULL: none */
    prse_str date, facts_digest, library;
    prse_str issued, subject; /* empty: none */
    prse_str pack_id, pack_version, pack_digest;
    int32_t year; /* of the calendar, which facts call N; 0: none */
} prse__receipt;

/* Reads the form number 1, and nothing beside it: PRSE_ESCHEMA with the place
 * otherwise. Everything lives in the arena. */
prse_status prse__receipt_read(prse__receipt *out, prse__arena *arena,
                               prse_str json, prse_error *err);

/* 0, -1 ... of the name of a year, "2025" or "-1". 0: it is none. */
int prse__receipt_year(int32_t *out, prse_str name, int32_t last);
/* What the receipt says of a fact; NULL: nothing. */
const prse__node *prse__receipt_fact(const prse__receipt *receipt,
                                     prse_str fact, int32_t year);
int prse__receipt_int(int32_t *out, const prse__node *node); /* 0: none */

#endif
