/* SPDX-License-Identifier: Apache-2.0 */
/* Addresses of stores and blob stores: a kind, ":", the rest; or a path. */
#ifndef PRSE_PORTAL_SCHEME_H
#define PRSE_PORTAL_SCHEME_H

#include "base/error.h"
#include "base/str.h"

/* The kind of an address, "sqlite", and what comes after its ":". Empty for a
 * path: "./a:b", "/a", "a". */
prse_str prse__scheme_of(prse_str address, prse_str *rest);
/* PRSE_EPARSE: `what` an address may be. The address itself is not shown, since
 * it may hold a password. */
prse_status prse__scheme_unknown(const char *what, prse_error *err);

#endif
