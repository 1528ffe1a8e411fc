/* SPDX-License-Identifier: Apache-2.0 */
/* The place of a message in its run: a state machine that only goes on.
 * Pure. */
#ifndef PRSE_CALLBACK_ORDER_H
#define PRSE_CALLBACK_ORDER_H

#include "base/error.h"
#include "portailrse/callback.h"

/* What counts of a message. */
typedef struct prse__callback_place {
    prse_str status;
    prse_str job;     /* empty: not signed */
    uint64_t number;  /* 0: not signed */
    prse_str digest;  /* of the body */
} prse__callback_place;

/* Gives the verdict. PRSE_ECONFLICT: another job reports. PRSE_EDENIED: signed
 * messages came before, this one is not. PRSE_ESCHEMA: what is kept of the run
 * has no known status. */
prse_status prse__order_judge(prse_callback_verdict *out,
                              const prse_callback_run *run,
                              const prse__callback_place *place,
                              prse_error *err);

#endif
