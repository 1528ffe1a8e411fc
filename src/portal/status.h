/* SPDX-License-Identifier: Apache-2.0 */
/* The states of a company's obligations, as a report answers them. */
#ifndef PRSE_PORTAL_STATUS_H
#define PRSE_PORTAL_STATUS_H

#include "portailrse/obligation.h"
#include "portal/portal.h"

/* Puts a row of `statuts` for each obligation, and removes those of obligations
 * that the pack has no more. `receipt`: its id, may be empty. */
prse_status prse__statuses_put(prse__work *work, prse_report *report,
                               prse_str receipt, prse_error *err);

#endif
