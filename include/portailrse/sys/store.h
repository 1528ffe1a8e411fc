/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file sys/store.h
 * Plug: where rows are kept. Collections are declared once, with typed
 * columns, a key and indexes; backends in memory, in SQLite and in PostgreSQL
 * come with the library, the last two as real tables that others may read with
 * SQL. A host may bring its own and prove it with prse_store_kit().
 *
 * Transactions are serialisable, but for those that need less (by_row): what
 * happens is what would happen if they ran one after the other. One that cannot
 * be is undone with PRSE_EBUSY, and its caller runs it again. A reader sees one
 * moment, and waits for nobody.
 *
 * The library checks every value before a backend sees it (type, length, UTF-8,
 * no NUL), so that a backend need not.
 */
#ifndef PORTAILRSE_SYS_STORE_H
#define PORTAILRSE_SYS_STORE_H

#include "portailrse/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Types of columns. */
typedef enum prse_type {
    PRSE_TYPE_NULL = 0,    /**< Of a value only: absent. */
    PRSE_TYPE_TEXT = 1,    /**< UTF-8 without NUL; ordered by bytes. */
    PRSE_TYPE_INT = 2,     /**< 64 bits with sign. */
    PRSE_TYPE_BOOL = 3,    /**< 0 or 1. */
    PRSE_TYPE_DATE = 4,    /**< Day, as days since 1970-01-01; years 1 to
                                9999. */
    PRSE_TYPE_TIME = 5,    /**< Moment, as milliseconds since
                                1970-01-01T00:00:00Z; years 1 to 9999. */
    PRSE_TYPE_DECIMAL = 6, /**< Exact number as text, "1200.5": at most 34
                                digits, no zeros around, no exponent; no
                                index. */
    PRSE_TYPE_JSON = 7,    /**< A JSON text, at most 64 deep, whose numbers have
                                at most 64 characters without exponent; read
                                back as an equal one, whose members may come in
                                another order; no index. */
    PRSE_TYPE_BYTES = 8    /**< Any bytes; no index. */
} prse_type;

/** One value of a row. */
typedef struct prse_value {
    int32_t type;     /**< A prse_type; PRSE_TYPE_NULL: absent. */
    int32_t reserved; /**< 0. */
    int64_t number;   /**< Of INT, BOOL, DATE and TIME. */
    prse_str text;    /**< Of TEXT, DECIMAL, JSON and BYTES; borrowed. */
} prse_value;

/** A column. `since` is the version of the schema that brought it. */
typedef struct prse_column {
    const char *name;    /**< Small letters, digits, _; at most 48; never
                              "version". */
    int32_t type;        /**< A prse_type, not PRSE_TYPE_NULL. */
    int32_t optional;    /**< 1: a value may be absent; never in a key. */
    uint64_t max;        /**< Bytes of a text, at most; 0: 16 MiB. */
    uint32_t since;      /**< Version of the schema, from 1. */
    uint32_t reserved;   /**< 0. */
    const char *initial; /**< What rows from before `since` get, as text: a
                              number for INT, BOOL, DATE, TIME. NULL: absent,
                              for which the column must be optional. */
} prse_column;

/** Columns by which rows are found in order. In one row, the texts of an index
 * and of the key have at most 2,000 bytes together. */
typedef struct prse_index {
    const char *name;    /**< As a column's; unique in the schema. */
    uint8_t columns[6];  /**< Positions in the collection, in order; no DECIMAL,
                              JSON, BYTES. */
    uint8_t count;       /**< How many of them. */
    uint8_t unique;      /**< 1: no two rows agree in all, where none of them
                              is absent. */
    uint32_t since;      /**< Version of the schema, from 1. */
    uint32_t until;      /**< Version that dropped it; 0: it is there. */
} prse_index;

/** A collection of rows. Its first columns are its key. Every row also has a
 * version: 1 when it is put first, one more each time after. SQL backends keep
 * it in a column "version" of their own. */
typedef struct prse_collection {
    const char *name;            /**< As a column's; unique in the schema. */
    const prse_column *columns;  /**< In order; those of later versions last. */
    const prse_index *indexes;   /**< May be NULL when index_count is 0. */
    uint32_t column_count;       /**< At most 64. */
    uint32_t key_count;          /**< From 1 to 6 columns: TEXT, INT, DATE. */
    uint32_t index_count;        /**< At most 16. */
    uint32_t since;              /**< Version of the schema, from 1. */
} prse_collection;

/** Collections that belong together, with one version. Lives as long as every
 * store that uses it: usually static. */
typedef struct prse_schema {
    const char *name;                   /**< As a column's. */
    const prse_collection *collections; /**< In order. */
    uint32_t count;                     /**< Of collections. */
    uint32_t version;                   /**< From 1. */
} prse_schema;

/** What one step of a migration does. */
typedef enum prse_step_kind {
    PRSE_STEP_COLLECTION = 1, /**< Makes a collection with the columns of its
                                   own version, and no index. */
    PRSE_STEP_COLUMN = 2,     /**< Adds a column, filled with `initial`. */
    PRSE_STEP_INDEX = 3,      /**< Makes an index. */
    PRSE_STEP_DROP_INDEX = 4  /**< Drops an index. */
} prse_step_kind;

/** One step of a migration. */
typedef struct prse_step {
    uint32_t size;       /**< sizeof(prse_step), set by the caller. */
    int32_t kind;        /**< A prse_step_kind. */
    uint32_t version;    /**< Version that it leads to. */
    uint32_t collection; /**< Index in the schema. */
    uint32_t item;       /**< Index of the column or the index in it. */
    uint32_t reserved;   /**< 0. */
} prse_step;

/**
 * The steps from one version of a schema to another, in order: for backends,
 * and for saying what a migration would do.
 *
 * @param schema  borrows.
 * @param from    version that is there; 0: nothing.
 * @param to      version that is wanted, at most the schema's own.
 * @param index   from 0.
 * @param out     filled; its size must be set.
 * @param err     filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND (no more steps), PRSE_EINVAL, PRSE_EABI.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_schema_step(const prse_schema *schema, uint32_t from,
                                      uint32_t to, size_t index,
                                      prse_step *out, prse_error *err);

/** How a transaction is to run. */
typedef struct prse_tx_options {
    uint32_t size;       /**< sizeof(prse_tx_options). */
    uint32_t write;      /**< 1: it may write; 0: it only reads, and put(),
                              remove(), claim() and load() answer
                              PRSE_EINVAL. */
    int64_t deadline_ms; /**< For everything in it together, waiting for others
                              included; 0: the backend's own (5 s). */
    /** Asked now and then; 1 ends the transaction with PRSE_ECANCELED. May be
     * NULL. */
    int (*should_stop)(void *user);
    void *user; /**< Handed to should_stop(). */
    uint32_t by_row;   /**< 1: the rows that the caller claims, unique indexes
                            and versions are all that he needs to be safe from
                            others. A backend may then read each time what is
                            kept at that moment, and undo less: on a server,
                            workers who share a queue do not get in each other's
                            way. 0: serialisable. */
    uint32_t reserved; /**< 0. */
} prse_tx_options;

/** Which rows, in which order. */
typedef struct prse_query {
    uint32_t size;           /**< sizeof(prse_query). */
    int32_t index;           /**< Position of an index; -1: the key. The order
                                  is that of its columns, then of the key. */
    const prse_value *equal; /**< Values of its first columns; an absent one
                                  finds the rows without. */
    uint32_t equal_count;    /**< How many; 0: all rows. */
    uint32_t descending;     /**< 1: from the last row to the first. */
    const prse_value *from;  /**< At least this in the column after them; NULL:
                                  from the first, absent values included. */
    const prse_value *to;    /**< Less than this; NULL: to the last. With from
                                  or to, absent values are left out. */
    uint64_t limit;          /**< At most so many rows; 0: all. */
} prse_query;

/** Receives a row: the values of all columns in order, borrowed during the
 * call, and its version. Returns 1 to stop, 0 to go on. It may not use the
 * transaction. Absent values come first in the ascending order. */
typedef int (*prse_row_found)(void *user, const prse_value *values,
                              int64_t version);

/** Says what is wrong with a store, or how far a long work is. */
typedef void (*prse_finding)(void *user, prse_str text);

/** What version of a row put() and remove() expect. */
enum {
    PRSE_VERSION_NEW = 0, /**< There is no such row yet. */
    PRSE_VERSION_ANY = -1 /**< Whatever is there; of put(), or nothing. */
};

/**
 * A store; shared by threads. Fields are only ever appended.
 *
 * A transaction (`tx`) belongs to one thread at a time, and a thread has one at
 * a time in a store. After PRSE_ENOTFOUND, PRSE_EEXISTS of a put() with
 * PRSE_VERSION_NEW, and PRSE_ECONFLICT a transaction goes on; after any other
 * failure it can only be undone. PRSE_EBUSY and PRSE_ETIMEOUT have undone
 * everything already, but rollback() is still called. Any function may answer
 * PRSE_ENOMEM, PRSE_EIO (the store cannot be reached, is full, may not be
 * written), PRSE_ETIMEOUT, PRSE_ECANCELED, PRSE_ESCHEMA (damaged or not ours).
 */
typedef struct prse_store {
    uint32_t size;     /**< sizeof(prse_store). */
    uint32_t reserved; /**< 0. */
    void *self;        /**< Handed to each function. */
    /** Releases the store, in which no transaction is open. May be NULL. */
    void (*free)(void *self);
    /** The version of a schema that the store holds; 0: none. */
    prse_status (*version)(void *self, prse_str schema, uint32_t *version,
                           prse_error *err);
    /** Brings the collections from version @p from to @p to, all or nothing,
     * and keeps the new version. PRSE_ECONFLICT: the store is not at @p from
     * (any more). PRSE_EEXISTS: rows that are there break a new unique
     * index. */
    prse_status (*migrate)(void *self, const prse_schema *schema,
                           uint32_t from, uint32_t to, prse_error *err);
    /** Opens a transaction. PRSE_EBUSY: others write for too long. */
    prse_status (*begin)(void *self, void **tx, const prse_tx_options *opts,
                         prse_error *err);
    /** Keeps what the transaction did, durably, and ends it whatever it
     * answers. PRSE_EIO: with sys_code 0 nothing was kept; with another it
     * cannot be known whether it was (the connection broke). PRSE_EBUSY. */
    prse_status (*commit)(void *tx, prse_error *err);
    /** Undoes what the transaction did, and ends it. */
    void (*rollback)(void *tx);
    /** Calls @p found with the row of a key. PRSE_ENOTFOUND. */
    prse_status (*get)(void *tx, const prse_collection *of,
                       const prse_value *key, prse_row_found found,
                       void *user, prse_error *err);
    /** Puts a row with all its values. @p expected: the version that is there,
     * PRSE_VERSION_NEW or PRSE_VERSION_ANY; @p version, which may be NULL,
     * receives the new one. PRSE_EEXISTS (a new row is there already, or a
     * unique index forbids it), PRSE_ECONFLICT (another version is there),
     * PRSE_ENOTFOUND (none is there). */
    prse_status (*put)(void *tx, const prse_collection *of,
                       const prse_value *values, int64_t expected,
                       int64_t *version, prse_error *err);
    /** Removes the row of a key. PRSE_ENOTFOUND (with PRSE_VERSION_ANY too),
     * PRSE_ECONFLICT. */
    prse_status (*remove)(void *tx, const prse_collection *of,
                          const prse_value *key, int64_t expected,
                          prse_error *err);
    /** Calls @p found with each row of a query, in order. */
    prse_status (*scan)(void *tx, const prse_collection *of,
                        const prse_query *query, prse_row_found found,
                        void *user, prse_error *err);
    /** Calls @p found with the first row of a query that no other open
     * transaction has claimed or changed, and claims it until the end of this
     * one: several workers so share a queue. PRSE_ENOTFOUND: none is free. */
    prse_status (*claim)(void *tx, const prse_collection *of,
                         const prse_query *query, prse_row_found found,
                         void *user, prse_error *err);
    /** Puts a row that is not there yet under a version of the caller's: for
     * copies. PRSE_EEXISTS. */
    prse_status (*load)(void *tx, const prse_collection *of,
                        const prse_value *values, int64_t version,
                        prse_error *err);
    /** Looks for damage; tells each finding. May be NULL: nothing to look
     * at. */
    prse_status (*check)(void *self, prse_finding found, void *user,
                         prse_error *err);
} prse_store;

/**
 * A store in the process's memory, gone with it. Snapshots are free.
 *
 * @param out  filled; the caller calls its free(), or gives it away.
 * @param err  filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_store_memory(prse_store *out, prse_error *err);

/** How sure a commit is; the price is the wait for the disk. */
typedef enum prse_durability {
    PRSE_DURABLE = 0,      /**< Survives a power cut. */
    PRSE_CRASH_SAFE = 1,   /**< Survives the end of the process; a power cut may
                                take the last commits, whole. */
    PRSE_NOT_FLUSHED = 2   /**< For tests and imports: a power cut may damage
                                the store. */
} prse_durability;

/** Settings of the SQLite store; zero fields take their default. */
typedef struct prse_store_sqlite_options {
    uint32_t size;        /**< sizeof(prse_store_sqlite_options). */
    int32_t durability;   /**< A prse_durability. */
    uint32_t read_only;   /**< 1: the file is only read. */
    uint32_t must_exist;  /**< 1: PRSE_ENOTFOUND when the file is absent. */
    uint32_t connections; /**< Kept open at most; default 8. */
    uint32_t reserved;    /**< 0. */
} prse_store_sqlite_options;

/**
 * A store in a SQLite file (write-ahead log), shared by processes on one
 * machine. Each opens its own: one that was opened before fork() serves the
 * parent only, and answers PRSE_EINVAL in the child.
 *
 * @param out   filled; the caller calls its free(), or gives it away.
 * @param path  borrows; the file, made when absent, readable by its owner.
 * @param opts  borrows; NULL for the defaults.
 * @param err   filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EIO,
 *         PRSE_ENOTFOUND, PRSE_ESCHEMA (not a SQLite file, or damaged),
 *         PRSE_EUNSUPPORTED (built without SQLite).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_store_sqlite(prse_store *out, prse_str path,
                                       const prse_store_sqlite_options *opts,
                                       prse_error *err);

/** Settings of the PostgreSQL store; zero fields take their default. */
typedef struct prse_store_postgres_options {
    uint32_t size;           /**< sizeof(prse_store_postgres_options). */
    int32_t durability;      /**< A prse_durability; PRSE_NOT_FLUSHED acts as
                                  PRSE_CRASH_SAFE. */
    uint32_t read_only;      /**< 1: transactions only read. */
    uint32_t connections;    /**< At most; default 8, at most 100. */
    prse_str schema;         /**< Schema of the tables; default "portailrse". */
    int64_t connect_ms;      /**< For one connection; default 5,000. */
} prse_store_postgres_options;

/**
 * A store in a PostgreSQL database (15 or later), with a bounded pool of
 * connections that are opened when needed and replaced when they break.
 *
 * @param out   filled; the caller calls its free(), or gives it away.
 * @param url   borrows; "postgresql://user@host/database" or libpq's
 *              "key=value" form; a password is better kept in a file (passfile)
 *              than here.
 * @param opts  borrows; NULL for the defaults.
 * @param err   filled on failure; may be NULL; never holds the password.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EREFUSED (nobody
 *         answers there), PRSE_EDENIED, PRSE_ETLS, PRSE_ETIMEOUT, PRSE_EIO,
 *         PRSE_EUNSUPPORTED (server too old, database not in UTF8, or built
 *         without libpq).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status
prse_store_postgres(prse_store *out, prse_str url,
                    const prse_store_postgres_options *opts, prse_error *err);

/** Functions of a store, for prse_store_faulty(). */
typedef enum prse_store_call {
    PRSE_STORE_BEGIN = 1,  /**< begin() */
    PRSE_STORE_COMMIT = 2, /**< commit() */
    PRSE_STORE_GET = 3,    /**< get() */
    PRSE_STORE_PUT = 4,    /**< put() */
    PRSE_STORE_REMOVE = 5, /**< remove() */
    PRSE_STORE_SCAN = 6,   /**< scan() */
    PRSE_STORE_CLAIM = 7,  /**< claim() */
    PRSE_STORE_LOAD = 8    /**< load() */
} prse_store_call;

/** What a faulty store does wrong; zero fields: nothing. */
typedef struct prse_store_fault_options {
    uint32_t size;      /**< sizeof(prse_store_fault_options). */
    int32_t status;     /**< What a struck call answers; default PRSE_EIO. */
    int32_t call;       /**< A prse_store_call that is struck; 0: any. */
    uint32_t nth;       /**< The call that fails, from 1; 0: by chance. */
    uint32_t lasting;   /**< 1: the ones after it fail too. */
    uint32_t per_mille; /**< Chance of a call to fail. */
    uint64_t seed;      /**< Of chance: the same faults in the same order. */
    int64_t late_ms;    /**< Each call waits so long first. */
} prse_store_fault_options;

/**
 * A decorator for tests: another store, some of whose calls fail or are late. A
 * struck commit() undoes the transaction.
 *
 * @param out    filled; the caller calls its free(), or gives it away.
 * @param inner  takes, on success only.
 * @param opts   borrows.
 * @param err    filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_store_faulty(prse_store *out, prse_store *inner,
                                       const prse_store_fault_options *opts,
                                       prse_error *err);

/** Receives the result of each case of a conformance kit: its name, a sentence
 * of the contract, and what went wrong; empty when it holds. */
typedef void (*prse_kit_case)(void *user, prse_str name, prse_str wrong);

/**
 * The conformance kit of stores: checks on a backend every sentence of this
 * header that can be checked, in a few seconds, with threads of its own that
 * have ended when it returns. Uses schemas of its own, "prse_kit" and
 * "prse_kit_history", whose rows it leaves behind: give it a store for tests.
 *
 * @param store  borrows; empty, or left by an earlier run of the kit.
 * @param told   called for each case, in a fixed order.
 * @param user   handed to @p told.
 * @param err    filled on failure.
 * @return PRSE_OK (every case holds), PRSE_ESCHEMA (some do not), PRSE_EINVAL,
 *         PRSE_ENOMEM.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_store_kit(const prse_store *store,
                                    prse_kit_case told, void *user,
                                    prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
