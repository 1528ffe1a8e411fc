/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file records.h
 * Rows that were read from a store, owned by the caller. docs/storage.md has
 * the columns of each collection.
 */
#ifndef PORTAILRSE_RECORDS_H
#define PORTAILRSE_RECORDS_H

#include "portailrse/engine.h"
#include "portailrse/sys/store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Rows of one collection, in order. */
typedef struct prse_records prse_records;

/**
 * Frees rows.
 *
 * @param records  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_records_free(prse_records *records);

/**
 * How many rows there are.
 *
 * @param records  borrows.
 * @return 0 for NULL.
 * @threads pure
 * @since 0.1
 */
PRSE_API size_t prse_records_count(const prse_records *records);

/**
 * How many columns a row has.
 *
 * @param records  borrows.
 * @return 0 for NULL.
 * @threads pure
 * @since 0.1
 */
PRSE_API size_t prse_records_columns(const prse_records *records);

/**
 * The name of a column.
 *
 * @param records  borrows.
 * @param column   from 0, below prse_records_columns().
 * @return for instance "siren"; empty past the last.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_str prse_records_column(const prse_records *records,
                                      size_t column);

/**
 * One value.
 *
 * @param records  borrows.
 * @param row      from 0, below prse_records_count().
 * @param column   borrows; name of the column.
 * @param out      filled; its text lives as long as @p records.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_ENOTFOUND (no such row or column).
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_records_get(const prse_records *records, size_t row,
                                      prse_str column, prse_value *out,
                                      prse_error *err);

/**
 * One value as text: days as 2026-11-26, moments as 2026-11-26T20:58:27.000Z,
 * true and false; empty when absent.
 *
 * @param records  borrows.
 * @param row      from 0, below prse_records_count().
 * @param column   borrows; name of the column.
 * @return text that lives as long as @p records; empty where there is none.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_str prse_records_text(prse_records *records, size_t row,
                                    prse_str column);

/**
 * The version of a row, which a later change names.
 *
 * @param records  borrows.
 * @param row      from 0, below prse_records_count().
 * @return from 1; 0 where there is no such row.
 * @threads pure
 * @since 0.1
 */
PRSE_API int64_t prse_records_version(const prse_records *records, size_t row);

/**
 * All rows as a JSON array of objects, "version" included.
 *
 * @param out      gives the text; release with prse_text_free().
 * @param records  borrows.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_records_json(prse_text **out,
                                       const prse_records *records,
                                       prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
