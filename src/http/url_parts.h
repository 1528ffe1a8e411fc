/* SPDX-License-Identifier: Apache-2.0 */
/* Where an address that somebody else chose would lead. */
#ifndef PRSE_HTTP_URL_PARTS_H
#define PRSE_HTTP_URL_PARTS_H

#include "base/str.h"

typedef struct prse__url_parts {
    int https;     /* 0: http */
    prse_str host; /* brackets of IPv6 are kept */
    uint16_t port; /* the usual one where none is written */
} prse__url_parts;

/* Of an absolute http or https URL in its plainest form, query included: what
 * could be read in another way by whoever connects is refused. 0: it is not
 * of that form (an odd host or port, a user, a fragment, a character that has
 * to be percent-encoded). */
int prse__url_parts_read(prse__url_parts *out, prse_str url);

#endif
