/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file store.h
 * Opening stores by their address, and what their administrators need:
 * migration, copy, backup, digest.
 */
#ifndef PORTAILRSE_STORE_H
#define PORTAILRSE_STORE_H

#include "portailrse/engine.h"
#include "portailrse/sys/blob.h"
#include "portailrse/sys/store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How a store is opened by its address; zero fields take their default. */
typedef struct prse_store_open_options {
    uint32_t size;        /**< sizeof(prse_store_open_options). */
    int32_t durability;   /**< A prse_durability. */
    uint32_t read_only;   /**< 1: it is only read. */
    uint32_t must_exist;  /**< 1: PRSE_ENOTFOUND when the file is absent. */
    uint32_t connections; /**< Kept open at most; default 8. */
    uint32_t reserved;    /**< 0. */
    prse_str schema;      /**< PostgreSQL's; default "portailrse". */
} prse_store_open_options;

/**
 * Opens a store: "memory:", "sqlite:PATH", "postgresql://...", or the path of a
 * SQLite file.
 *
 * @param out      filled; the caller calls its free(), or gives it away.
 * @param address  borrows.
 * @param opts     borrows; NULL for the defaults.
 * @param err      filled on failure; never holds a password.
 * @return as prse_store_sqlite() and prse_store_postgres(); PRSE_EPARSE (no
 *         such kind of address).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_store_open(prse_store *out, prse_str address,
                                     const prse_store_open_options *opts,
                                     prse_error *err);

/** Progress of long work on a store; zero fields: none. */
typedef struct prse_store_work {
    uint32_t size;     /**< sizeof(prse_store_work). */
    uint32_t reserved; /**< 0. */
    /** Asked now and then; 1 ends the work with PRSE_ECANCELED. */
    int (*should_stop)(void *user);
    /** Told of progress: a collection or a step, rows done, rows in all (0: not
     * known). */
    void (*progress)(void *user, prse_str what, uint64_t done, uint64_t total);
    void *user; /**< Handed to both. */
} prse_store_work;

/**
 * What a migration to the newest version of a schema would do: a line a step,
 * "2: adds the column documents.confidentiel". Changes nothing.
 *
 * @param out     gives the text, empty when there is nothing to do; release
 *                with prse_text_free().
 * @param store   borrows.
 * @param schema  borrows.
 * @param err     filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_ESCHEMA (the store holds a
 *         later version than this library knows), or as the store.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_store_plan(prse_text **out, const prse_store *store,
                                     const prse_schema *schema,
                                     prse_error *err);

/**
 * Brings a store to the newest version of a schema, all or nothing; from an
 * empty store too. Two processes may do it at once.
 *
 * @param store   borrows.
 * @param schema  borrows.
 * @param err     filled on failure.
 * @return as prse_store_plan(); PRSE_EEXISTS (rows that are there break a new
 *         unique index).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_store_migrate(const prse_store *store,
                                        const prse_schema *schema,
                                        prse_error *err);

/**
 * Copies all rows of a schema with their versions, as they are at one moment,
 * into a store that holds none of them.
 *
 * @param to      borrows; is migrated first.
 * @param from    borrows.
 * @param schema  borrows; both are at its version.
 * @param work    borrows; NULL for none.
 * @param err     filled on failure; what was copied so far is undone.
 * @return as prse_store_plan(); PRSE_EEXISTS (@p to holds rows).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_store_copy(const prse_store *to,
                                     const prse_store *from,
                                     const prse_schema *schema,
                                     const prse_store_work *work,
                                     prse_error *err);

/**
 * One digest of all rows of a schema and their versions: equal stores have
 * equal digests, whatever their backends.
 *
 * @param out     gives 64 hexadecimal letters; release with prse_text_free().
 * @param store   borrows.
 * @param schema  borrows.
 * @param work    borrows; NULL for none.
 * @param err     filled on failure.
 * @return as prse_store_plan().
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_store_digest(prse_text **out,
                                       const prse_store *store,
                                       const prse_schema *schema,
                                       const prse_store_work *work,
                                       prse_error *err);

/**
 * How many rows each collection of a schema has, as a JSON object.
 *
 * @param out     gives the text; release with prse_text_free().
 * @param store   borrows.
 * @param schema  borrows.
 * @param err     filled on failure.
 * @return as prse_store_plan().
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_store_stat(prse_text **out, const prse_store *store,
                                     const prse_schema *schema,
                                     prse_error *err);

/**
 * Opens a blob store by its address: "folder:PATH", the path of a folder, or
 * "s3://BUCKET/PREFIX?endpoint=https://s3.fr-par.scw.cloud&region=fr-par".
 *
 * @param out         filled; the caller calls its free(), or gives it away.
 * @param address     borrows; never holds a secret.
 * @param access_key  borrows; of S3, else empty.
 * @param secret_key  borrows; of S3, else empty.
 * @param err         filled on failure.
 * @return as prse_blob_folder() and prse_blob_s3(); PRSE_EPARSE.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_blob_open(prse_blob *out, prse_str address,
                                    prse_str access_key, prse_str secret_key,
                                    prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
