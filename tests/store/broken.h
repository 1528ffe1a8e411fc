/* SPDX-License-Identifier: Apache-2.0 */
/* Stores that break one sentence of the contract each, over a good one. */
#ifndef PRSE_TESTS_STORE_BROKEN_H
#define PRSE_TESTS_STORE_BROKEN_H

#include "store/store.h"

typedef enum broken_defect {
    BROKEN_NOTHING,           /* the decorator alone */
    BROKEN_ROLLBACK,          /* keeps what it should undo */
    BROKEN_COMMIT,            /* forgets what it should keep */
    BROKEN_VERSION,           /* every row is told as version 1 */
    BROKEN_VERSION_STANDS,    /* a put leaves the version as it is */
    BROKEN_STALE_PUT,         /* puts over any version */
    BROKEN_STALE_REMOVE,      /* removes any version */
    BROKEN_NEW_OVER_OLD,      /* a new row takes the place of an old one */
    BROKEN_LOAD_VERSION,      /* loads with version 1 */
    BROKEN_DIRTY_READ,        /* readers see what a writer is at */
    BROKEN_MOMENT,            /* each reading has a moment of its own */
    BROKEN_OWN_WRITES,        /* a writer does not see its own work */
    BROKEN_NO_TRANSACTIONS,   /* each write is kept at once */
    BROKEN_CLAIM,             /* the same */
    BROKEN_THREADS,           /* the same */
    BROKEN_SKEW,              /* the same, but rows read before are guarded */
    BROKEN_PHANTOM,           /* the same */
    BROKEN_DESCENDING,        /* always ascending */
    BROKEN_ABSENT_LAST,       /* absent values come last */
    BROKEN_CASE,              /* texts in the order of people */
    BROKEN_TO,                /* is found too */
    BROKEN_FROM,              /* is not found */
    BROKEN_LIMIT,             /* is not minded */
    BROKEN_STOP,              /* the caller cannot stop a scan */
    BROKEN_EQUAL_ABSENT,      /* an absent equal value finds everything */
    BROKEN_UNIQUE,            /* is not enforced */
    BROKEN_UNIQUE_ABSENT,     /* two absent values meet */
    BROKEN_EMPTY,             /* an empty text is absent */
    BROKEN_DOUBLE,            /* numbers pass through a double */
    BROKEN_SECONDS,           /* moments lose their milliseconds */
    BROKEN_ZERO,              /* bytes end at a zero */
    BROKEN_INITIAL,           /* is forgotten */
    BROKEN_FROM_VERSION,      /* a migration minds no version */
    BROKEN_READ_ONLY,         /* readers' writes vanish without a word */
    BROKEN_DEADLINE,          /* of readers is not minded */
    BROKEN_SHOULD_STOP,       /* is not asked */
    BROKEN_ERROR,             /* is left empty */
    BROKEN_NOT_FOUND,         /* is no failure of a get */
    BROKEN_LATE_BEGIN,        /* none of the contract: begin() is the one that
                                 notices a short deadline */
    BROKEN_DEFECTS
} broken_defect;

/* Takes nothing; *out is freed by its free(). */
prse_status broken_store(prse_store *out, broken_defect defect);

/* Rows kept aside, to be told in another order: broken_rows.c. */
prse_status broken_rows(broken_defect defect, const prse_collection *of,
                        const prse_query *query, const prse_store *inner,
                        void *tx, prse_row_found found, void *user,
                        prse_error *err);
/* A migration without what a defect forgets: broken_schema.c. */
prse_status broken_migrate(broken_defect defect, const prse_store *inner,
                           const prse_schema *schema, uint32_t from,
                           uint32_t to, prse_error *err);

#endif
