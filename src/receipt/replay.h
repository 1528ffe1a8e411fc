/* SPDX-License-Identifier: Apache-2.0 */
/* Answering again on the facts of a receipt. */
#ifndef PRSE_RECEIPT_REPLAY_H
#define PRSE_RECEIPT_REPLAY_H

#include "engine/report.h"
#include "receipt/flaw.h"
#include "receipt/receipt.h"

typedef struct prse__replay {
    prse_facts *facts;
    prse_report *report;
} prse__replay;

/* Evaluates the pack on a day. Facts that it does not know, and values that it
 * does not accept, are findings (NULL: passed over). */
prse_status prse__replay_run(prse__replay *out, const prse__receipt *receipt,
                             prse_pack *pack, prse_str date,
                             prse__flaws *findings, prse_error *err);
void prse__replay_free(prse__replay *replay);

/* Each obligation of which the receipt does not say what the pack answers. */
prse_status prse__replay_compare(const prse__replay *replay,
                                 const prse__receipt *receipt,
                                 prse__flaws *findings, prse_error *err);
/* What the receipt says of facts in reasons, and not where they stand. */
void prse__receipt_compare_reasons(const prse__receipt *receipt,
                                   prse__flaws *findings);

#endif
