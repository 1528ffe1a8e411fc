/* SPDX-License-Identifier: Apache-2.0 */
#include "http/address.h"

#include <arpa/inet.h>
#include <string.h>

typedef struct block {
    unsigned char prefix[16];
    unsigned bits;
    prse__reach reach;
} block;

/* IANA's special-purpose registries, and two metadata services. What is set
 * apart for documents, tests and tunnels counts as private. */
static const block four[] = {
    {{0}, 8, PRSE__REACH_BARRED},
    {{10}, 8, PRSE__REACH_PRIVATE},
    {{100, 64}, 10, PRSE__REACH_PRIVATE},
    {{127}, 8, PRSE__REACH_LOOPBACK},
    {{169, 254}, 16, PRSE__REACH_BARRED},
    {{172, 16}, 12, PRSE__REACH_PRIVATE},
    {{192, 0, 0}, 24, PRSE__REACH_PRIVATE},
    {{192, 0, 2}, 24, PRSE__REACH_PRIVATE},
    {{192, 88, 99}, 24, PRSE__REACH_PRIVATE},
    {{192, 168}, 16, PRSE__REACH_PRIVATE},
    {{198, 18}, 15, PRSE__REACH_PRIVATE},
    {{198, 51, 100}, 24, PRSE__REACH_PRIVATE},
    {{203, 0, 113}, 24, PRSE__REACH_PRIVATE},
    {{224}, 3, PRSE__REACH_BARRED},
};

static const block six[] = {
    {{[15] = 1}, 128, PRSE__REACH_LOOPBACK},
    {{0xfd, 0x00, 0x0e, 0xc2, [14] = 0x02, [15] = 0x54}, 128,
     PRSE__REACH_BARRED},
    {{0x00, 0x64, 0xff, 0x9b, 0x00, 0x01}, 48, PRSE__REACH_PRIVATE},
    {{0x01}, 64, PRSE__REACH_BARRED},
    {{0x20, 0x01, 0x00}, 23, PRSE__REACH_PRIVATE},
    {{0x20, 0x01, 0x0d, 0xb8}, 32, PRSE__REACH_PRIVATE},
    {{0x3f, 0xff}, 20, PRSE__REACH_PRIVATE},
    {{0x5f}, 16, PRSE__REACH_PRIVATE},
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

int prse__address_within(const unsigned char *bytes,
                         const unsigned char *prefix, unsigned bits)
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
        if (prse__address_within(bytes, blocks[i].prefix, blocks[i].bits))
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
        if (prse__address_within(bytes, inside[i].prefix, inside[i].bits))
            return reach_of_four(bytes + inside[i].at);
    return PRSE__REACH_PUBLIC;
}

prse__reach prse__address_reach(const prse__address *address)
{
    return address->six ? reach_of_six(address->bytes)
                        : reach_of_four(address->bytes);
}

int prse__address_read(prse__address *out, prse_str text)
{
    char copy[64] = {0};
    int brackets = text.len > 2 && text.ptr[0] == '[' &&
                   text.ptr[text.len - 1] == ']';
    if (brackets)
        text = (prse_str){text.ptr + 1, text.len - 2};
    if (text.len == 0 || text.len >= sizeof copy ||
        memchr(text.ptr, '\0', text.len))
        return 0;
    memcpy(copy, text.ptr, text.len);
    *out = (prse__address){0};
    if (!brackets && inet_pton(AF_INET, copy, out->bytes) == 1)
        return 1;
    out->six = 1;
    return inet_pton(AF_INET6, copy, out->bytes) == 1;
}

prse__reach prse__host_reach(prse_str host)
{
    prse__address address;
    if (prse__str_is(host, "localhost"))
        return PRSE__REACH_LOOPBACK;
    return prse__address_read(&address, host) ? prse__address_reach(&address)
                                              : PRSE__REACH_PUBLIC;
}
