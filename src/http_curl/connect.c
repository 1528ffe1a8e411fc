/* SPDX-License-Identifier: Apache-2.0 */
/* Where connections of a call lead: judged by the very address that would be
 * connected to, so that a name that leads elsewhere the second time it is
 * looked up changes nothing. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
#include <unistd.h>

#include "http_curl/curl_parts.h"

/* 0: neither IPv4 nor IPv6. */
static int read_sockaddr(prse__address *out, const struct sockaddr *address)
{
    *out = (prse__address){.six = address->sa_family == AF_INET6};
    if (address->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, address, sizeof v4);
        memcpy(out->bytes, &v4.sin_addr, 4);
    } else if (out->six) {
        struct sockaddr_in6 v6;
        memcpy(&v6, address, sizeof v6);
        memcpy(out->bytes, v6.sin6_addr.s6_addr, 16);
    } else {
        return 0;
    }
    return 1;
}

static uint16_t port_of(const struct sockaddr *address)
{
    /* The port has the same place in both forms. */
    struct sockaddr_in v4;
    memcpy(&v4, address, sizeof v4);
    return ntohs(v4.sin_port);
}

/* 1, 0, or -1: the call does not say. */
static int as_the_call_says(const prse__transfer *transfer,
                            const prse__address *address)
{
    char text[INET6_ADDRSTRLEN];
    int family = address->six ? AF_INET6 : AF_INET;
    if (!inet_ntop(family, address->bytes, text, sizeof text))
        return 0;
    return prse_http_call_may_connect(transfer->call, prse_str_of(text));
}

/* Another connection than to where the URL says, or to a proxy. */
int prse__transfer_may_connect(const prse__transfer *transfer,
                               const struct sockaddr *address)
{
    prse__address to;
    if (!read_sockaddr(&to, address))
        return 0;
    int said = as_the_call_says(transfer, &to);
    if (said >= 0)
        return said;
    prse__reach reach = prse__address_reach(&to);
    if (reach == PRSE__REACH_BARRED)
        return 0;
    if (transfer->proxy_port && port_of(address) == transfer->proxy_port)
        return 1;
    return reach == PRSE__REACH_PUBLIC || reach == transfer->reach;
}

curl_socket_t prse__transfer_open_socket(void *user, curlsocktype purpose,
                                         struct curl_sockaddr *address)
{
    prse__transfer *transfer = user;
    (void)purpose;
    if (!prse__transfer_may_connect(transfer, &address->addr)) {
        transfer->barred = 1;
        return CURL_SOCKET_BAD;
    }
    int file = socket(address->family, address->socktype, address->protocol);
    if (file >= 0 && fcntl(file, F_SETFD, FD_CLOEXEC) != 0) {
        close(file);
        return CURL_SOCKET_BAD;
    }
    return file;
}
