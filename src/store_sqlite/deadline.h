/* SPDX-License-Identifier: Apache-2.0 */
/* How long a transaction may take, and who may end it before. */
#ifndef PRSE_STORE_SQLITE_DEADLINE_H
#define PRSE_STORE_SQLITE_DEADLINE_H

#include "portailrse/sys/store.h"

typedef struct prse__deadline {
    int64_t at_ms; /* of prse__steady_ms();
                      INT64_MAX: never */
    int (*should_stop)(void *user);
    void *user;
} prse__deadline;

/* NULL: five seconds, and nobody stops it. */
prse__deadline prse__deadline_of(const prse_tx_options *opts);
/* PRSE_OK, PRSE_ETIMEOUT, PRSE_ECANCELED. */
prse_status prse__deadline_met(const prse__deadline *deadline);
/* The same with an error. */
prse_status prse__deadline_check(const prse__deadline *deadline,
                                 prse_error *err);

#endif
