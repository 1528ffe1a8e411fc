/* SPDX-License-Identifier: Apache-2.0 */
/* Addresses that others gave, lists of hosts and of networks. The first byte
 * chooses. */
#include "fuzz/fuzz.h"
#include "http/host.h"
#include "http/url.h"
#include "remote/remote.h"

/* What is allowed can be asked, and leads to where it was judged to lead. */
static void try_address(prse_str text)
{
    prse_error err = {0};
    prse_remote remote = {.hosts = NULL};
    prse_http_call *call = NULL;
    prse__arena *arena = prse__arena_new(0);
    FUZZ_ASSERT(prse__hosts_read(&remote.hosts, arena,
                                 PRSE_STR("docs.example .x.example:81 [::1]"),
                                 &err) == PRSE_OK);
    prse_status status = prse_remote_check(&remote, text, &err);
    fuzz_check(status, &err);
    if (status == PRSE_OK) {
        prse_str host = prse__url_host(text);
        FUZZ_ASSERT(prse__host_kind_of(host) != PRSE__HOST_BAD);
        FUZZ_ASSERT(prse__str_starts(text, "https://"));
        FUZZ_ASSERT(prse__call_new(&call, "GET", text, (prse_str){0}, NULL) ==
                    PRSE_OK);
        prse__call_free(call);
    }
    prse__arena_free(arena);
}

static void try_hosts(prse_str text)
{
    prse_error err = {0};
    prse__listed_host *hosts;
    prse__arena *arena = prse__arena_new(0);
    prse_status status = prse__hosts_read(&hosts, arena, text, &err);
    fuzz_check(status, &err);
    for (; !status && hosts; hosts = hosts->next) {
        prse_str name = hosts->name;
        if (name.ptr[0] == '.')
            name = (prse_str){name.ptr + 1, name.len - 1};
        FUZZ_ASSERT(prse__host_kind_of(name) != PRSE__HOST_BAD);
        FUZZ_ASSERT(hosts->port > 0);
    }
    prse__arena_free(arena);
}

static void try_networks(prse_str text)
{
    prse_error err = {0};
    prse__listed_network *networks;
    prse__arena *arena = prse__arena_new(0);
    prse_status status = prse__networks_read(&networks, arena, text, &err);
    fuzz_check(status, &err);
    for (; !status && networks; networks = networks->next) {
        FUZZ_ASSERT(networks->bits > 0);
        FUZZ_ASSERT(networks->bits <= (networks->address.six ? 128 : 32));
        FUZZ_ASSERT(prse__networks_hold(networks, &networks->address));
    }
    prse__arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const tries[])(prse_str text) = {try_address, try_hosts,
                                                   try_networks};
    if (size == 0)
        return 0;
    tries[data[0] % 3](fuzz_text(data + 1, size - 1));
    return 0;
}
