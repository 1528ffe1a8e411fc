/* SPDX-License-Identifier: Apache-2.0 */
/* To which addresses a connection may go. A public name that leads to this
 * computer, to the local network or to a cloud's metadata is an attack or a
 * mistake; only who names such an address himself may go there. */
#ifndef PRSE_HTTP_ADDRESS_H
#define PRSE_HTTP_ADDRESS_H

#include "base/str.h"

typedef enum prse__reach {
    PRSE__REACH_PUBLIC,
    PRSE__REACH_PRIVATE,
    PRSE__REACH_LOOPBACK,
    PRSE__REACH_BARRED /* link-local, metadata, multicast, unspecified */
} prse__reach;

typedef struct prse__address {
    int six;                 /* 1: IPv6; 0: IPv4, in the first 4 bytes */
    unsigned char bytes[16]; /* in network order */
} prse__address;

/* "192.0.2.1", "2001:db8::1" or "[2001:db8::1]"; 0: no address. */
int prse__address_read(prse__address *out, prse_str text);
prse__reach prse__address_reach(const prse__address *address);
/* Of a host as a URL names it: a name that is not localhost is public. */
prse__reach prse__host_reach(prse_str host);
/* 1: the first `bits` bits are those of the prefix. */
int prse__address_within(const unsigned char *bytes,
                         const unsigned char *prefix, unsigned bits);

#endif
