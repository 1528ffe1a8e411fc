/* SPDX-License-Identifier: Apache-2.0 */
/* E-mail addresses: looked at lightly, since only a mail that arrives proves
 * one. */
#ifndef PRSE_PORTAL_ADDRESS_H
#define PRSE_PORTAL_ADDRESS_H

#include "base/error.h"
#include "base/str.h"

/* One @ with something on both sides, no space, no control character, at most
 * 254 bytes: PRSE_EPARSE. */
prse_status prse__address_check(prse_str text, prse_error *err);
/* The form by which addresses are compared: ASCII letters small. */
void prse__address_flat(prse__buf *out, prse_str text);

#endif
