/* SPDX-License-Identifier: Apache-2.0 */
/* Values in PostgreSQL's binary form, where numbers have their highest byte
 * first, days begin in 2000 and moments are microseconds. Exact numbers and
 * JSON go as text. */
#ifndef PRSE_STORE_POSTGRES_VALUES_H
#define PRSE_STORE_POSTGRES_VALUES_H

#include "postgres/connection.h"
#include "portailrse/sys/store.h"

/* Parameters on their way; numbers lie beside them. */
typedef struct prse__pgs_values {
    prse__arena *arena; /* of texts that need an end */
    uint32_t count;
    int failed; /* memory ran out */
    prse__pg_value at[PRSE_TYPE_BYTES * 16];
    char numbers[PRSE_TYPE_BYTES * 16][8];
} prse__pgs_values;

void prse__pgs_add(prse__pgs_values *values, const prse_value *value);
void prse__pgs_add_int(prse__pgs_values *values, int64_t number);

/* A row of all columns and the version; text is borrowed from the result, that
 * of exact numbers from the arena. */
prse_status prse__pgs_read(prse_value *values, int64_t *version,
                           const prse_collection *of,
                           const prse__pg_result *result, size_t row,
                           prse__arena *arena, prse_error *err);
int64_t prse__pgs_read_int(prse_str cell); /* of 1, 4 or 8 bytes */
/* Appends an exact number as text: "-1200.50". 0: it is none. */
int prse__pgs_numeric(prse__buf *out, prse_str cell);

#endif
