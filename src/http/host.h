/* SPDX-License-Identifier: Apache-2.0 */
/* Names of computers, in the plainest form only. */
#ifndef PRSE_HTTP_HOST_H
#define PRSE_HTTP_HOST_H

#include "base/str.h"

typedef enum prse__host_kind {
    PRSE__HOST_BAD,     /* not ASCII, punycode, an odd way to write a number */
    PRSE__HOST_NAME,
    PRSE__HOST_ADDRESS, /* IPv4, or [IPv6] */
    PRSE__HOST_LOOPBACK /* 127.0.0.0/8, [::1], localhost */
} prse__host_kind;

prse__host_kind prse__host_kind_of(prse_str host);
/* Of `host:port`: without the port; brackets are kept. */
prse_str prse__host_part(prse_str authority);

#endif
