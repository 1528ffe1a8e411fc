/* SPDX-License-Identifier: Apache-2.0 */
/* Networks: address[/bits]. */
#include <string.h>

#include "remote/remote.h"

static prse_status no_network(prse_str word, prse_error *err)
{
    char shown[64];
    prse__error_copy(shown, sizeof shown, word);
    return prse__error_set(err, PRSE_EPARSE, shown,
                           "expected a network, \"10.1.0.0/16\", "
                           "\"fd12::/48\" or one address");
}

/* 0: not so. */
static int read_bits(prse_str text, unsigned most, unsigned *out)
{
    *out = 0;
    if (text.len == 0 || text.len > 3)
        return 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return 0;
        *out = *out * 10 + (unsigned)(text.ptr[i] - '0');
    }
    return *out > 0 && *out <= most;
}

static int read_network(prse__listed_network *out, prse_str word)
{
    const char *slash = memchr(word.ptr, '/', word.len);
    size_t len = slash ? (size_t)(slash - word.ptr) : word.len;
    if (!prse__address_read(&out->address, (prse_str){word.ptr, len}))
        return 0;
    unsigned most = out->address.six ? 128 : 32;
    out->bits = most;
    return !slash || read_bits((prse_str){slash + 1, word.len - len - 1}, most,
                               &out->bits);
}

prse_status prse__networks_read(prse__listed_network **out,
                                prse__arena *arena, prse_str text,
                                prse_error *err)
{
    prse_str word;
    *out = NULL;
    while (prse__remote_word(&text, &word)) {
        prse__listed_network *network =
            prse__arena_alloc(arena, 1, sizeof *network);
        if (!network)
            return prse__error_nomem(err);
        if (!read_network(network, word))
            return no_network(word, err);
        network->next = *out;
        *out = network;
    }
    return PRSE_OK;
}

int prse__networks_hold(const prse__listed_network *list,
                        const prse__address *address)
{
    for (; list; list = list->next)
        if (list->address.six == address->six &&
            prse__address_within(address->bytes, list->address.bytes,
                                 list->bits))
            return 1;
    return 0;
}

int prse__networks_allow(const prse__listed_network *list,
                         const prse__address *address)
{
    switch (prse__address_reach(address)) {
    case PRSE__REACH_PUBLIC:
        return 1;
    case PRSE__REACH_PRIVATE:
    case PRSE__REACH_LOOPBACK:
        return prse__networks_hold(list, address);
    default:
        return 0;
    }
}
