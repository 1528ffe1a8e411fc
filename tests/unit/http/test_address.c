/* SPDX-License-Identifier: Apache-2.0 */
/* Where connections may lead. */
#include "http/address.h"
#include "support/test.h"

static prse__reach reach_of(const char *text)
{
    prse__address address;
    cr_assert(prse__address_read(&address, prse_str_of(text)), "%s", text);
    return prse__address_reach(&address);
}

static const struct {
    const char *text;
    prse__reach reach;
} known[] = {
    {"8.8.8.8", PRSE__REACH_PUBLIC},
    {"127.0.0.1", PRSE__REACH_LOOPBACK},
    {"127.255.255.254", PRSE__REACH_LOOPBACK},
    {"10.1.2.3", PRSE__REACH_PRIVATE},
    {"11.0.0.1", PRSE__REACH_PUBLIC},
    {"172.15.255.255", PRSE__REACH_PUBLIC},
    {"172.16.0.1", PRSE__REACH_PRIVATE},
    {"172.31.255.255", PRSE__REACH_PRIVATE},
    {"172.32.0.1", PRSE__REACH_PUBLIC},
    {"192.168.255.1", PRSE__REACH_PRIVATE},
    {"192.169.0.1", PRSE__REACH_PUBLIC},
    {"100.64.0.1", PRSE__REACH_PRIVATE},
    {"100.127.255.255", PRSE__REACH_PRIVATE},
    {"100.128.0.1", PRSE__REACH_PUBLIC},
    {"169.254.169.254", PRSE__REACH_BARRED},
    {"0.0.0.0", PRSE__REACH_BARRED},
    {"0.1.2.3", PRSE__REACH_BARRED},
    {"224.0.0.1", PRSE__REACH_BARRED},
    {"255.255.255.255", PRSE__REACH_BARRED},
    {"::1", PRSE__REACH_LOOPBACK},
    {"::", PRSE__REACH_BARRED},
    {"fe80::1", PRSE__REACH_BARRED},
    {"febf::1", PRSE__REACH_BARRED},
    {"fec0::1", PRSE__REACH_PRIVATE},
    {"fd12::1", PRSE__REACH_PRIVATE},
    {"fd00:ec2::254", PRSE__REACH_BARRED},
    {"ff02::1", PRSE__REACH_BARRED},
    {"2001:4860:4860::8888", PRSE__REACH_PUBLIC},
    {"::ffff:127.0.0.1", PRSE__REACH_LOOPBACK},
    {"::ffff:169.254.169.254", PRSE__REACH_BARRED},
    {"::ffff:8.8.8.8", PRSE__REACH_PUBLIC},
    {"64:ff9b::a00:1", PRSE__REACH_PRIVATE},
    {"2002:a9fe:a9fe::1", PRSE__REACH_BARRED},
    {"::10.0.0.1", PRSE__REACH_PRIVATE},
    {"192.0.2.1", PRSE__REACH_PRIVATE},
    {"198.51.100.1", PRSE__REACH_PRIVATE},
    {"203.0.113.1", PRSE__REACH_PRIVATE},
    {"203.0.114.1", PRSE__REACH_PUBLIC},
    {"192.88.99.1", PRSE__REACH_PRIVATE},
    {"64:ff9b:1::8.8.8.8", PRSE__REACH_PRIVATE},
    {"64:ff9b::8.8.8.8", PRSE__REACH_PUBLIC},
    {"2001:db8::1", PRSE__REACH_PRIVATE},
    {"2001::1", PRSE__REACH_PRIVATE},
    {"100::1", PRSE__REACH_BARRED},
};

PRSE_TEST(address, reach)
{
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        cr_expect_eq(reach_of(known[i].text), known[i].reach, "%s",
                     known[i].text);
}

PRSE_TEST(address, what_is_no_address)
{
    static const char *const texts[] = {
        "", "10", "10.1", "0x7f.0.0.1", "127.0.0.01", "1.2.3.4.5", "[1.2.3.4]",
        "fe80::1%eth0", "::g", "[::1", "localhost"};
    prse__address address;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        cr_expect_not(prse__address_read(&address, prse_str_of(texts[i])),
                      "%s", texts[i]);
}

PRSE_TEST(address, a_host_as_a_url_names_it)
{
    cr_expect_eq(prse__host_reach(PRSE_STR("localhost")),
                 PRSE__REACH_LOOPBACK);
    cr_expect_eq(prse__host_reach(PRSE_STR("[::1]")), PRSE__REACH_LOOPBACK);
    cr_expect_eq(prse__host_reach(PRSE_STR("127.0.0.9")),
                 PRSE__REACH_LOOPBACK);
    cr_expect_eq(prse__host_reach(PRSE_STR("10.0.0.1")), PRSE__REACH_PRIVATE);
    cr_expect_eq(prse__host_reach(PRSE_STR("[fe80::1]")), PRSE__REACH_BARRED);
    cr_expect_eq(prse__host_reach(PRSE_STR("localhost.example")),
                 PRSE__REACH_PUBLIC);
    cr_expect_eq(prse__host_reach(PRSE_STR("")), PRSE__REACH_PUBLIC);
}
