/* SPDX-License-Identifier: Apache-2.0 */
/* Which addresses may be connected to. */
#include "desk.h"
#include "remote/remote.h"

static desk it;

static int may(const prse_remote *remote, const char *text)
{
    prse__address address;
    cr_assert(prse__address_read(&address, prse_str_of(text)), "%s", text);
    return prse__remote_may_connect((void *)(uintptr_t)remote, &address);
}

PRSE_TEST(networks, public_addresses_only)
{
    static const char *const no[] = {
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1",
        "169.254.169.254", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1",
        "::", "fd12::1", "fe80::1", "ff02::1", "::ffff:10.0.0.1",
        "::ffff:127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::8.8.8.8",
        "2002:a00:1::", "fd00:ec2::254", "2001:db8::1", "192.0.2.1"};
    desk_open(&it);
    prse_remote *remote = desk_remote(&it, NULL);
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
        cr_expect_not(may(remote, no[i]), "%s", no[i]);
    cr_expect(may(remote, "8.8.8.8"));
    cr_expect(may(remote, "2001:4860:4860::8888"));
    prse_remote_free(remote);
}

PRSE_TEST(networks, listed_ones_too_as_far_as_they_reach)
{
    const prse_remote_options opts = {
        .size = sizeof opts,
        .networks = PRSE_STR("10.1.0.0/16 fd12::/48 127.0.0.1 172.16.0.0/15"
                             " 169.254.0.0/16 fe80::/10")};
    static const struct { const char *text; int may; } cases[] = {
        {"10.1.0.0", 1},   {"10.1.255.255", 1}, {"10.2.0.0", 0},
        {"10.0.255.255", 0}, {"127.0.0.1", 1},  {"127.0.0.2", 0},
        {"172.17.0.1", 1}, {"172.18.0.1", 0},   {"fd12::5", 1},
        {"fd12:0:1::5", 0}, {"::ffff:10.1.0.1", 0},
        {"169.254.169.254", 0}, {"fe80::1", 0}};
    desk_open(&it);
    prse_remote *remote = desk_remote(&it, &opts);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        cr_expect_eq(may(remote, cases[i].text), cases[i].may, "%s",
                     cases[i].text);
    prse_remote_free(remote);
}
