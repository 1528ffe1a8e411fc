/* SPDX-License-Identifier: Apache-2.0 */
/* Texts that a use case gives are made before its transaction, so that nothing
 * is kept of a call whose answer had no room. */
#ifndef PRSE_PORTAL_GIVE_H
#define PRSE_PORTAL_GIVE_H

#include "portailrse/portal.h"
#include "base/str.h"

/* *made stays NULL where `wanted` is 0. */
prse_status prse__give_make(prse_text **made, int wanted, prse_str text,
                            prse_error *err);
/* Gives it when all went well, else frees it; returns `status`. */
prse_status prse__give(prse_text **out, prse_text *made, prse_status status);

#endif
