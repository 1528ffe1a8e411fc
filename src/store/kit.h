/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of the conformance kit of stores. A case is one sentence of
 * sys/store.h, looked at by a user of the store: a trial. After the first thing
 * that is wrong, or when others got in its way, the steps of a trial do nothing
 * more, so that a case reads as a list of steps. */
#ifndef PRSE_STORE_KIT_H
#define PRSE_STORE_KIT_H

#include "store/store.h"

typedef struct prse__trial {
    const prse_store *store;
    void *tx;            /* NULL: none is open */
    int64_t deadline_ms; /* of the next transactions; 0: ten seconds */
    uint32_t by_row;     /* of the next transactions */
    int yields;          /* 1: others may get in its way */
    int beaten;          /* they did, and its transaction was undone */
    int kept;            /* commits */
    prse_error wrong;    /* code PRSE_OK: nothing so far */
} prse__trial;

typedef struct prse__trial_case {
    const char *name; /* NULL: no more */
    void (*run)(prse__trial *trial, const void *with);
    const void *with;
} prse__trial_case;

extern const prse__trial_case prse__trial_migrations[];
extern const prse__trial_case prse__trial_values[];
extern const prse__trial_case prse__trial_orders[];
extern const prse__trial_case prse__trial_queries[];
extern const prse__trial_case prse__trial_keys[];
extern const prse__trial_case prse__trial_versions[];
extern const prse__trial_case prse__trial_uniques[];
extern const prse__trial_case prse__trial_transactions[];
extern const prse__trial_case prse__trial_readers[];
extern const prse__trial_case prse__trial_races[];
extern const prse__trial_case prse__trial_claims[];
extern const prse__trial_case prse__trial_limits[];
extern const prse__trial_case prse__trial_threads[];

/* --- Schemas: kit_schema.c */

typedef enum prse__trial_collection {
    PRSE__TRIAL_VALUES,   /* id, then the column of each prse_type at its own
                             number, then "long"; index t - 1 of each type t
                             that can have one */
    PRSE__TRIAL_KEYS,     /* group, order, day; label */
    PRSE__TRIAL_CODES,    /* id; code, part, place; unique (code), unique (part,
                             place) */
    PRSE__TRIAL_COUNTERS, /* name; count */
    PRSE__TRIAL_JOBS,     /* id; state, due; index (state, due) */
    PRSE__TRIAL_WHOLE     /* as kit_history at its third release */
} prse__trial_collection;

enum { PRSE__TRIAL_LONG = PRSE_TYPE_BYTES + 1, PRSE__TRIAL_COLUMNS };
enum { PRSE__TRIAL_RELEASES = 3 };

/* "prse_kit", which is brought to its third version at once. */
extern const prse_schema prse__trial_schema;
const prse_collection *prse__trial_of(prse__trial_collection which);
/* "prse_kit_history", release by release: kit_history, then kit_later too. */
extern const prse_schema prse__trial_releases[PRSE__TRIAL_RELEASES];

/* --- Steps: kit_steps.c, kit_rows.c */

/* 1: something is wrong already, or others got in the way. */
int prse__trial_over(const prse__trial *trial);
/* Keeps the first. */
void prse__trial_wrong(prse__trial *trial, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* 1: the status is the wanted one and `err` is filled as it has to be. */
int prse__trial_is(prse__trial *trial, const char *call, prse_status status,
                   prse_status wanted, const prse_error *err);
/* Undoes what is open, and may be beaten again. */
void prse__trial_again(prse__trial *trial);

int prse__trial_begin(prse__trial *trial, uint32_t write);
void prse__trial_commit(prse__trial *trial);
void prse__trial_rollback(prse__trial *trial);

/* PRSE_OK, and the new version is `gives`. */
void prse__trial_put(prse__trial *trial, const prse_collection *of,
                     const prse_value *values, int64_t expected,
                     int64_t gives);
/* It answers so. */
void prse__trial_put_is(prse__trial *trial, const prse_collection *of,
                        const prse_value *values, int64_t expected,
                        prse_status wanted);
void prse__trial_load_is(prse__trial *trial, const prse_collection *of,
                         const prse_value *values, int64_t version,
                         prse_status wanted);
void prse__trial_remove_is(prse__trial *trial, const prse_collection *of,
                           const prse_value *key, int64_t expected,
                           prse_status wanted);
/* The row with the key of `values` has exactly these and this version. */
void prse__trial_holds(prse__trial *trial, const prse_collection *of,
                       const prse_value *values, int64_t version);
void prse__trial_lacks(prse__trial *trial, const prse_collection *of,
                       const prse_value *key);
/* A query finds these rows: the first column of each, or of a collection whose
 * key has several columns the first one after it, with blanks between. */
void prse__trial_finds(prse__trial *trial, const prse_collection *of,
                       const prse_query *query, const char *wanted);
int64_t prse__trial_rows(prse__trial *trial, const prse_collection *of);
/* Removes all rows, in a transaction of its own. */
void prse__trial_clear(prse__trial *trial, const prse_collection *of);

/* A counter's count; -1: there is none. `version` may be NULL. */
int64_t prse__trial_count(prse__trial *trial, const char *name,
                          int64_t *version);
/* Puts a counter, whatever is there. */
void prse__trial_set(prse__trial *trial, const char *name, int64_t count);
void prse__trial_shows(prse__trial *trial, const char *name, int64_t count);
/* Both in transactions of their own. */
void prse__trial_keep(prse__trial *trial, const char *name, int64_t count);
void prse__trial_reads(prse__trial *trial, const char *name, int64_t count);

/* 1 when two values of a row are equal as the contract says; -1: no memory to
 * tell. */
int prse__trial_same(const prse_value *a, const prse_value *b);

/* --- Two users: kit_others.c */

/* One that may be beaten, with a short deadline. */
prse__trial prse__trial_other(const prse__trial *trial);
/* A step of another user, in a thread of its own, which has ended after it. */
void prse__trial_elsewhere(prse__trial *other,
                           void (*step)(prse__trial *other));
/* Ends what the other has open; what was wrong for it is wrong. */
void prse__trial_join(prse__trial *trial, prse__trial *other);

#endif
