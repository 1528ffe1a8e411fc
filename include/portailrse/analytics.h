/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file analytics.h
 * The figures of a portal for Metabase or any SQL tool: tables of a PostgreSQL
 * database of their own, without names of persons, addresses or names of files.
 * docs/analytics.md has the tables.
 */
#ifndef PORTAILRSE_ANALYTICS_H
#define PORTAILRSE_ANALYTICS_H

#include "portailrse/pack.h"
#include "portailrse/store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How the figures are brought up to date; zero fields take their default. */
typedef struct prse_analytics_options {
    uint32_t size;       /**< sizeof(prse_analytics_options). */
    uint32_t full;       /**< 1: everything anew, not only what changed. */
    prse_str schema;     /**< Schema of the tables; at most 63 bytes; default
                              "public". */
    prse_str reader;     /**< Role that may read the tables and nothing else;
                              made when absent, without password; at most 63
                              bytes; empty: no grants. */
    prse_str salt;       /**< Secret from which ids of persons are made anew, so
                              that they lead nowhere; at least 16 bytes. */
    prse_str today;      /**< Day of the statistics, "2026-12-31"; empty:
                              today, in UTC. */
    const prse_pack *pack; /**< Borrows; gives `entreprise` its columns of facts
                                and obligations their names; NULL: the known
                                columns, as text. */
    const prse_store_work *work; /**< Borrows; NULL for none. */
} prse_analytics_options;

/** What a synchronisation did. */
typedef struct prse_analytics_done {
    uint32_t size;     /**< sizeof(prse_analytics_done), set by the caller. */
    uint32_t full;     /**< 1: everything was made anew. */
    uint64_t read;     /**< Rows of the store that were read. */
    uint64_t written;  /**< Rows that were added or changed. */
    uint64_t removed;  /**< Rows that were removed. */
} prse_analytics_done;

/**
 * Brings the figures up to date with a store, in one transaction: readers see
 * yesterday's tables until today's are whole.
 *
 * @param out    filled; its size must be set; may be NULL.
 * @param store  borrows; a portal's.
 * @param url    borrows; PostgreSQL database of the figures, never the one of
 *               the store.
 * @param opts   borrows.
 * @param err    filled on failure; never holds a password.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL (salt, day or names), PRSE_EABI,
 *         PRSE_EDENIED (the database holds a portal's store: refused; or a
 *         right is missing), PRSE_EBUSY (another synchronisation runs),
 *         PRSE_ECANCELED, PRSE_EREFUSED, PRSE_ESCHEMA (the store is of another
 *         version), PRSE_EIO, PRSE_EUNSUPPORTED (built without libpq).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_analytics_sync(prse_analytics_done *out,
                                         const prse_store *store, prse_str url,
                                         const prse_analytics_options *opts,
                                         prse_error *err);

/**
 * The statements that make the tables, the reader and its grants, for who wants
 * to read them first.
 *
 * @param out   gives the SQL; release with prse_text_free().
 * @param opts  borrows.
 * @param err   filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_analytics_schema(prse_text **out,
                                           const prse_analytics_options *opts,
                                           prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
