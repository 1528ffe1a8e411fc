/* SPDX-License-Identifier: Apache-2.0 */
/* Where a redirect leads. */
#ifndef PRSE_HTTP_REDIRECT_H
#define PRSE_HTTP_REDIRECT_H

#include "http/call.h"

/* Writes the address that an answer leads to, when it may be asked instead: a
 * GET or HEAD, a status that says so, and an address of the same origin. Its
 * percent-encoding stays as it came; a fragment is dropped. 0: it may not, or
 * out->failed. */
int prse__redirect_target(prse__buf *out, const prse_http_call *call);

#endif
