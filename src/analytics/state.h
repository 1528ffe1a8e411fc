/* SPDX-License-Identifier: Apache-2.0 */
/* The database of the figures: what must be there, who may read it, and what
 * the last synchronisation saw. All in the caller's transaction. */
#ifndef PRSE_ANALYTICS_STATE_H
#define PRSE_ANALYTICS_STATE_H

#include "portailrse/analytics.h"
#include "postgres/connection.h"

typedef struct prse__sync_state {
    int known;       /* 0: there was none */
    int64_t seen_ms; /* changes before it, on the clock of the store's writers,
                        were seen; but for those of transactions that were open
                        then */
    int64_t now_ms;  /* when this one began, on the clock of this database */
    int64_t journal; /* last event of the portal's own chain, */
    char end[65];    /* and its digest */
    char basis[65];  /* digest of what every row depends on */
} prse__sync_state;

/* PRSE_EDENIED when the database holds a portal's store, or an application's
 * sessions: figures go into one of their own. */
prse_status prse__state_refuse_main(prse__pg *pg, prse_error *err);
/* PRSE_EBUSY when another synchronisation runs. */
prse_status prse__state_lock(prse__pg *pg, prse_error *err);
/* Makes the schema and the tables that are not there. */
prse_status prse__state_make(prse__pg *pg, prse_str schema, prse_error *err);
/* Until the end of the transaction they have plain names. */
prse_status prse__state_enter(prse__pg *pg, prse_str schema, prse_error *err);
/* The reader may read the figures and nothing else. */
prse_status prse__state_grant(prse__pg *pg, prse_str schema, prse_str reader,
                              prse_error *err);
prse_status prse__state_read(prse__pg *pg, prse__sync_state *out,
                             prse_error *err);
prse_status prse__state_write(prse__pg *pg, const prse__sync_state *state,
                              prse_error *err);
/* The same as statements. */
void prse__state_print(prse__buf *out, prse_str schema, prse_str reader);

#endif
