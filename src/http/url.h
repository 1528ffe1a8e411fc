/* SPDX-License-Identifier: Apache-2.0 */
/* Building URLs: whatever comes from outside is percent-encoded here. */
#ifndef PRSE_HTTP_URL_H
#define PRSE_HTTP_URL_H

#include "base/error.h"
#include "base/str.h"

/* Appends text with everything but unreserved characters (RFC 3986)
 * percent-encoded. */
void prse__url_add(prse__buf *url, prse_str text);
/* Appends `?name=value`, or `&name=value` when the URL has a query already. */
void prse__url_query(prse__buf *url, const char *name, prse_str value);
void prse__url_query_int(prse__buf *url, const char *name, int64_t value);

/* 1: nothing but what an address is made of (RFC 3986), fragments apart:
 * whatever a backend could read in another way than it is read here is
 * refused. */
int prse__url_is_plain(prse_str text);

/* An address that an administrator sets: absolute http or https, ASCII host,
 * no user, no fragment, no query. A trailing `/` is dropped from *out. Plain
 * http is refused but for the loopback. PRSE_EPARSE. */
prse_status prse__url_check_base(prse_str *out, prse_str url,
                                 prse_error *err);
/* scheme://host:port of an absolute URL, borrowed from it; the unit of limits,
 * pauses and redirects. */
prse_str prse__url_origin(prse_str url);
/* Its host, without user and port; brackets of IPv6 are kept. */
prse_str prse__url_host(prse_str url);
/* Two origins, as written: in any case, with or without the usual port. */
int prse__url_same_origin(prse_str a, prse_str b);

#endif
