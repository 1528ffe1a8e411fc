/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of the check and the daily task that look after people. */
#ifndef PRSE_PORTAL_PEOPLE_H
#define PRSE_PORTAL_PEOPLE_H

#include "portal/portal.h"

/* Tells each text that should be the key of a row and is not. */
prse_status prse__references_check(prse_session *session, prse_finding found,
                                   void *user, const prse_store_work *progress,
                                   prse_error *err);

#endif
