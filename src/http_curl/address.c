/* SPDX-License-Identifier: Apache-2.0 */
#include "http_curl/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

typedef struct block {
    unsigned char prefix[16];
    unsigned bits;
    prse__reach reach;
} block;

/* IANA's special-purpose registries, and two metadata services. */
static const block four[] = {
    {{0}, 8, PRSE__REACH_BARRED},
    {{10}, 8, PRSE__REACH_PRIVATE},
    {{100, 64}, 10, PRSE__REACH_PRIVATE},
    {{127}, 8, PRSE__REACH_LOOPBACK},
    {{169, 254}, 16, PRSE__REACH_BARRED},
    {{172, 16}, 12, PRSE__REACH_PRIVATE},
    {{192, 0, 0}, 24, PRSE__REACH_PRIVATE},
    {{192, 168}, 16, PRSE__REACH_PRIVATE},
    {{198, 18}, 15, PRSE__REACH_PRIVATE},
    {{224}, 3, PRSE__REACH_BARRED},
};

static const block six[] = {
    {{[15] = 1}, 128, PRSE__REACH_LOOPBACK},
    {{0xfd, 0x00, 0x0e, 0xc2, [14] = 0x02, [15] = 0x54}, 128,
     PRSE__REACH_BARRED},
    {{0xfc}, 7, PRSE__REACH_PRIVATE},
    {{0xfe, 0x80}, 10, PRSE__REACH_BARRED},
    {{0xfe, 0xc0}, 10, PRSE__REACH_PRIVATE},
    {{0xff}, 8, PRSE__REACH_BARRED},
};

/* IPv4 addresses inside IPv6: where the four bytes stand. */
static const struct {
    unsigned char prefix[16];
    unsigned bits, at;
} inside[] = {
    {{[10] = 0xff, [11] = 0xff}, 96, 12},
    {{0x00, 0x64, 0xff, 0x9b}, 96, 12},
    {{0x20, 0x02}, 16, 2},
    {{0}, 96, 12},
};

static int begins(const unsigned char *bytes, const unsigned char *prefix,
                  unsigned bits)
{
    unsigned whole = bits / 8, rest = bits % 8;
    if (memcmp(bytes, prefix, whole) != 0)
        return 0;
    return rest == 0 || (bytes[whole] ^ prefix[whole]) >> (8 - rest) == 0;
}

static prse__reach find(const block *blocks, size_t count,
                        const unsigned char *bytes)
{
    for (size_t i = 0; i < count; i++)
        if (begins(bytes, blocks[i].prefix, blocks[i].bits))
            return blocks[i].reach;
    return PRSE__REACH_PUBLIC;
}

static prse__reach reach_of_four(const unsigned char *bytes)
{
    return find(four, sizeof four / sizeof four[0], bytes);
}

static prse__reach reach_of_six(const unsigned char *bytes)
{
    prse__reach reach = find(six, sizeof six / sizeof six[0], bytes);
    if (reach != PRSE__REACH_PUBLIC)
        return reach;
    for (size_t i = 0; i < sizeof inside / sizeof inside[0]; i++)
        if (begins(bytes, inside[i].prefix, inside[i].bits))
            return reach_of_four(bytes + inside[i].at);
    return PRSE__REACH_PUBLIC;
}

prse__reach prse__address_reach(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, address, sizeof v4);
        return reach_of_four((const unsigned char *)&v4.sin_addr);
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, address, sizeof v6);
        return reach_of_six(v6.sin6_addr.s6_addr);
    }
    return PRSE__REACH_BARRED;
}

uint16_t prse__address_port(const struct sockaddr *address)
{
    /* The port has the same place in both forms. */
    struct sockaddr_in v4;
    memcpy(&v4, address, sizeof v4);
    return ntohs(v4.sin_port);
}

prse__reach prse__host_reach(prse_str host)
{
    char text[64] = {0};
    unsigned char bytes[16];
    if (host.len > 2 && host.ptr[0] == '[')
        host = (prse_str){host.ptr + 1, host.len - 2};
    if (prse__str_is(host, "localhost"))
        return PRSE__REACH_LOOPBACK;
    if (host.len == 0 || host.len >= sizeof text)
        return PRSE__REACH_PUBLIC;
    memcpy(text, host.ptr, host.len);
    if (inet_pton(AF_INET, text, bytes) == 1)
        return reach_of_four(bytes);
    if (inet_pton(AF_INET6, text, bytes) == 1)
        return reach_of_six(bytes);
    return PRSE__REACH_PUBLIC;
}
