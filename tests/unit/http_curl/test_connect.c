/* SPDX-License-Identifier: Apache-2.0 */
/* Which sockets are opened. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "http/call.h"
#include "http_curl/curl_parts.h"
#include "support/test.h"

static int even(void *user, const prse__address *address)
{
    (void)user;
    return address->bytes[address->six ? 15 : 3] % 2 == 0;
}

static int asks(prse__transfer *transfer, const char *text)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
        return prse__transfer_may_connect(transfer, (struct sockaddr *)&v4);
    cr_assert_eq(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
    return prse__transfer_may_connect(transfer, (struct sockaddr *)&v6);
}

PRSE_TEST(connect, the_rule_of_a_call_goes_before_our_own)
{
    prse_http_call call = {.may_connect = even};
    prse__transfer transfer = {.call = &call, .proxy_port = 80};
    cr_expect(asks(&transfer, "10.0.0.2"));
    cr_expect_not(asks(&transfer, "8.8.8.9"));
    cr_expect(asks(&transfer, "2001:db8::2"));
    cr_expect_not(asks(&transfer, "2001:db8::3"));
}

PRSE_TEST(connect, without_one_what_is_not_public_is_barred)
{
    prse_http_call call = {.http = 0};
    prse__transfer transfer = {.call = &call};
    cr_expect(asks(&transfer, "8.8.8.8"));
    cr_expect_not(asks(&transfer, "10.0.0.2"));
    cr_expect_not(asks(&transfer, "::1"));
}

PRSE_TEST(connect, an_address_of_another_kind_is_barred)
{
    struct sockaddr other = {.sa_family = AF_UNIX};
    prse_http_call call = {.may_connect = even};
    prse__transfer transfer = {.call = &call};
    cr_expect_not(prse__transfer_may_connect(&transfer, &other));
}
