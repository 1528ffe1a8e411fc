/* SPDX-License-Identifier: Apache-2.0 */
/* "Sun, 06 Nov 1994 08:49:37 GMT", the one form of RFC 9110 that servers may
 * send. */
#ifndef PRSE_HTTP_HTTP_DATE_H
#define PRSE_HTTP_HTTP_DATE_H

#include "base/str.h"

int prse__http_date_parse(int64_t *unix_ms, prse_str text); /* 0: it is none */

#endif
