/* SPDX-License-Identifier: Apache-2.0 */
/* To which addresses a connection may go. A public name that leads to this
 * computer, to the local network or to a cloud's metadata is an attack or a
 * mistake; only a URL that names such an address itself may go there. */
#ifndef PRSE_HTTP_CURL_ADDRESS_H
#define PRSE_HTTP_CURL_ADDRESS_H

#include <sys/socket.h>

#include "base/str.h"

typedef enum prse__reach {
    PRSE__REACH_PUBLIC,
    PRSE__REACH_PRIVATE,
    PRSE__REACH_LOOPBACK,
    PRSE__REACH_BARRED /* link-local, metadata, multicast, unspecified */
} prse__reach;

prse__reach prse__address_reach(const struct sockaddr *address);
uint16_t prse__address_port(const struct sockaddr *address);
/* Of a host as a URL names it: a name that is not localhost is public. */
prse__reach prse__host_reach(prse_str host);

#endif
