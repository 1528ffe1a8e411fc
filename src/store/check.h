/* SPDX-License-Identifier: Apache-2.0 */
/* What may be kept: the checks that spare backends theirs. */
#ifndef PRSE_STORE_CHECK_H
#define PRSE_STORE_CHECK_H

#include "base/error.h"
#include "portailrse/sys/store.h"

/* Years 1 to 9999. */
#define PRSE__FIRST_DAY INT64_C(-719162)
#define PRSE__LAST_DAY INT64_C(2932896)
#define PRSE__FIRST_TIME (PRSE__FIRST_DAY * INT64_C(86400000))
#define PRSE__LAST_TIME ((PRSE__LAST_DAY + 1) * INT64_C(86400000) - 1)

enum {
    PRSE__LONGEST_VALUE = 16 * 1024 * 1024,
    PRSE__LONGEST_INDEXED = 2000 /* bytes of text in one key or index: what a
                                    page of PostgreSQL's trees takes */
};

/* 1: values of this type are in `text`; 0: in `number`, or nowhere. */
int prse__type_is_text(int32_t type);
/* One value of a column; an absent one where it may be. */
prse_status prse__check_value(const prse_column *column,
                              const prse_value *value, prse_error *err);
/* A whole row, whose keys and indexes must not be too long together. */
prse_status prse__check_row(const prse_collection *of,
                            const prse_value *values, prse_error *err);
prse_status prse__check_key(const prse_collection *of, const prse_value *key,
                            prse_error *err);
/* Reads a caller's query into one of this library's size. */
prse_status prse__check_query(prse_query *out, const prse_collection *of,
                              const prse_query *query, prse_error *err);

#endif
