/* SPDX-License-Identifier: Apache-2.0 */
/* Where connections may lead. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "http_curl/address.h"
#include "support/test.h"

static prse__reach reach_of(const char *text)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
        return prse__address_reach((struct sockaddr *)&v4);
    cr_assert_eq(inet_pton(AF_INET6, text, &v6.sin6_addr), 1, "%s", text);
    return prse__address_reach((struct sockaddr *)&v6);
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
};

PRSE_TEST(address, reach)
{
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        cr_expect_eq(reach_of(known[i].text), known[i].reach, "%s",
                     known[i].text);
}

PRSE_TEST(address, an_address_of_another_kind_is_barred)
{
    struct sockaddr other = {.sa_family = AF_UNIX};
    cr_expect_eq(prse__address_reach(&other), PRSE__REACH_BARRED);
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
