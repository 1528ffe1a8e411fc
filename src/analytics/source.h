/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of a portal's store as lines of lots: what is left out is left out here,
 * once. */
#ifndef PRSE_ANALYTICS_SOURCE_H
#define PRSE_ANALYTICS_SOURCE_H

#include "analytics/brackets.h"
#include "analytics/line.h"
#include "portal/schema.h"

typedef struct prse__figures_source {
    prse_str salt; /* of the ids of persons */
    const prse__brackets *brackets;
    prse__lines *lines;
    prse__arena *arena; /* of one row */
    prse_error *err;
    prse_status status; /* of hashing, reading JSON, sending */
} prse__figures_source;

/* How a lot is filled: from which collection, by which index of a company. */
typedef struct prse__lot_source {
    prse__portal_collection of;
    int32_t by_company; /* index whose first column is the SIREN; -1: the key */
    int32_t siren;      /* column of the SIREN; -1: rows of no company */
    int (*wanted)(const prse_value *values); /* NULL: all rows */
    void (*write)(prse__figures_source *source, const prse_value *values);
} prse__lot_source;

extern const prse__lot_source prse__lot_sources[PRSE__LOT_COUNT];

/* An id that leads nowhere: 63 bits of an HMAC under the salt. */
prse_status prse__pseudonym(int64_t *out, prse_str salt, prse_str kind,
                            prse_str id, prse_error *err);
/* Nine digits. Stores that others write may hold anything there; such a row is
 * of no company, and left out. */
int prse__is_siren(prse_str text);
/* A company is found again by its number, which is public. */
int64_t prse__company_id(prse_str siren);

#endif
