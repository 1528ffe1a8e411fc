/* SPDX-License-Identifier: Apache-2.0 */
/* Columns of a stock file by the names in its first row: their order has
 * changed, and columns come and go. */
#ifndef PRSE_STOCK_COLUMNS_H
#define PRSE_STOCK_COLUMNS_H

#include "base/error.h"
#include "base/str.h"

enum { PRSE__COLUMNS_MOST = 32 };

typedef struct prse__column_name {
    const char *name; /* NULL ends a list */
    int optional;     /* 1: some files don't have it */
} prse__column_name;

/* Where each column of a list stands; -1: nowhere. */
typedef struct prse__columns {
    size_t width; /* cells of each row */
    int16_t at[PRSE__COLUMNS_MOST];
} prse__columns;

/* PRSE_ESCHEMA names what is missing, or there twice. */
prse_status prse__columns_bind(prse__columns *out,
                               const prse__column_name *names,
                               const prse_str *header, size_t count,
                               const char *file, prse_error *err);

/* A cell of a row that has `width` cells; empty when the file has no such
 * column. */
static inline prse_str prse__columns_get(const prse__columns *columns,
                                         const prse_str *row, int which)
{
    int16_t at = columns->at[which];
    return at < 0 ? (prse_str){0} : row[at];
}

#endif
