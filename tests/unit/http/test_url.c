/* SPDX-License-Identifier: Apache-2.0 */
/* Text from outside never becomes part of a URL's structure, and addresses of
 * services have one plain form. */
#include <string.h>

#include "http/host.h"
#include "http/url.h"
#include "http/url_parts.h"
#include "support/fault.h"
#include "support/test.h"

static void expect_added(prse_str text, const char *expected)
{
    prse__buf url;
    prse__buf_init(&url, 0);
    prse__buf_adds(&url, "");
    prse__url_add(&url, text);
    cr_expect_str_eq(url.ptr, expected);
    prse__buf_free(&url);
}

PRSE_TEST(url, only_unreserved_characters_stand_as_they_are)
{
    expect_added(PRSE_STR("AZaz09-._~"), "AZaz09-._~");
    expect_added(PRSE_STR("a b/c?d#e&f=g%h+i"),
                 "a%20b%2Fc%3Fd%23e%26f%3Dg%25h%2Bi");
    expect_added(PRSE_STR("\r\nHost: x\0y"), "%0D%0AHost%3A%20x%00y");
    expect_added(PRSE_STR("soci\xc3\xa9t\xc3\xa9"), "soci%C3%A9t%C3%A9");
    expect_added(PRSE_STR("siren:(1 OR *)\"\\"),
                 "siren%3A%281%20OR%20%2A%29%22%5C");
}

PRSE_TEST(url, a_query_grows)
{
    prse__buf url;
    prse__buf_init(&url, 0);
    prse__buf_adds(&url, "https://x.fr/s");
    prse__url_query(&url, "q", PRSE_STR("a&b=c"));
    prse__url_query_int(&url, "page", 1);
    prse__url_query_int(&url, "least", INT64_MIN);
    cr_expect_str_eq(url.ptr, "https://x.fr/s?q=a%26b%3Dc&page=1"
                              "&least=-9223372036854775808");
    prse__buf_free(&url);
}

PRSE_TEST(url, lack_of_memory_stays_in_the_buffer)
{
    PRSE_EACH_FAULT {
        prse__buf url;
        prse__buf_init(&url, 0);
        prse__url_query_int(&url, "page", 1);
        prse__url_query(&url, "q", PRSE_STR("text that makes it grow: 1234"));
        cr_assert_eq(url.failed, prse_fault_pause());
        prse__buf_free(&url);
    }
}

/* NULL: refused. */
static const struct {
    const char *url, *base;
} bases[] = {
    {"https://api.insee.fr/a-b/3.11", "https://api.insee.fr/a-b/3.11"},
    {"https://x.fr/", "https://x.fr"},
    {"https://x.fr:8443/a%20b/", "https://x.fr:8443/a%20b"},
    {"https://10.1.2.3", "https://10.1.2.3"},
    {"https://[2001:db8::1]:80/x", "https://[2001:db8::1]:80/x"},
    {"https://EGAPRO.travail.gouv.fr", "https://EGAPRO.travail.gouv.fr"},
    {"http://127.0.0.1:8000/x", "http://127.0.0.1:8000/x"},
    {"http://127.9.9.9", "http://127.9.9.9"},
    {"http://localhost:1", "http://localhost:1"},
    {"http://[::1]:65535", "http://[::1]:65535"},
    {"https://x.fr/@me", "https://x.fr/@me"},
    {"http://x.fr", NULL},
    {"http://10.0.0.1", NULL},
    {"http://localhost.evil.fr", NULL},
    {"http://127.0.0.1.evil.fr", NULL},
    {"http://127.0.0.1@evil.fr", NULL},
    {"http://[::2]", NULL},
    {"HTTPS://x.fr", NULL},
    {"ftp://x.fr", NULL},
    {"file:///etc/passwd", NULL},
    {"//x.fr", NULL},
    {"x.fr", NULL},
    {"", NULL},
    {"https://", NULL},
    {"https:///path", NULL},
    {"https://user@x.fr", NULL},
    {"https://user:word@x.fr", NULL},
    {"https://x.fr@evil.fr", NULL},
    {"https://x.fr\\@evil.fr", NULL},
    {"https://x.fr/a?b=c", NULL},
    {"https://x.fr?b", NULL},
    {"https://x.fr#b", NULL},
    {"https://x.fr/#", NULL},
    {"https://x.fr/a b", NULL},
    {"https://x.fr/%", NULL},
    {"https://x.fr/%2", NULL},
    {"https://x.fr/%zz", NULL},
    {"https://x.fr/\r\nHost:", NULL},
    {"https://x.fr/caf\xc3\xa9", NULL},
    {"https://soci\xc3\xa9t\xc3\xa9.fr", NULL},
    {"https://xn--socit-esab.fr", NULL},
    {"https://XN--socit-esab.fr", NULL},
    {"https://a.xn--p1ai", NULL},
    {"https://x..fr", NULL},
    {"https://.x.fr", NULL},
    {"https://x.fr.", NULL},
    {"https://-x.fr", NULL},
    {"https://x-.fr", NULL},
    {"https://x_y.fr", NULL},
    {"https://x.fr:", NULL},
    {"https://x.fr:0", NULL},
    {"https://x.fr:080", NULL},
    {"https://x.fr:65536", NULL},
    {"https://x.fr:1000000", NULL},
    {"https://x.fr:8a", NULL},
    {"https://x.fr:80:80", NULL},
    {"http://0x7f.1", NULL},
    {"http://2130706433", NULL},
    {"http://127.1", NULL},
    {"http://0177.0.0.1", NULL},
    {"https://127.0.0.1.", NULL},
    {"https://1.2.3", NULL},
    {"https://1.2.3.4.5", NULL},
    {"https://[::1", NULL},
    {"https://[::1]x", NULL},
    {"https://[fe80::1%25eth0]", NULL},
    {"https://::1", NULL},
    {"https://[]", NULL},
    {"https://7", NULL},
};

PRSE_TEST(url, addresses_of_services)
{
    for (size_t i = 0; i < sizeof bases / sizeof bases[0]; i++) {
        prse_str out = {0};
        prse_error err = {0};
        prse_status status =
            prse__url_check_base(&out, prse_str_of(bases[i].url), &err);
        cr_expect_eq(status, bases[i].base ? PRSE_OK : PRSE_EPARSE, "%s: %s",
                     bases[i].url, err.message);
        cr_expect_eq(err.code, (int32_t)status);
        cr_expect(!bases[i].base || prse__str_is(out, bases[i].base), "%s",
                  bases[i].url);
    }
    prse_str out;
    prse_error err = {0};
    prse__url_check_base(&out, PRSE_STR("https://\xff\r\n.fr"), &err);
    cr_expect_str_eq(err.subject, "", "nothing odd is shown");
    prse_str nul = PRSE_STR("https://x.fr\0.evil.fr");
    cr_expect_eq(prse__url_check_base(&out, nul, NULL), PRSE_EPARSE);
}

PRSE_TEST(url, a_refusal_shows_no_password_and_no_key)
{
    static const char *const urls[] = {
        "https://me:secret@x.fr", "https://x.fr/a?key=secret",
        "https://x.fr/a#secret", "https://x_y.fr?secret",
        "ftp://me:secret@x.fr"};
    for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
        prse_str out;
        prse_error err = {0};
        cr_expect_eq(prse__url_check_base(&out, prse_str_of(urls[i]), &err),
                     PRSE_EPARSE);
        cr_expect_null(strstr(err.subject, "secret"), "%s", err.subject);
        cr_expect_null(strstr(err.message, "secret"), "%s", err.message);
    }
}

PRSE_TEST(url, a_long_name_is_no_host)
{
    char host[300];
    memset(host, 'a', sizeof host);
    for (size_t i = 50; i < sizeof host; i += 50)
        host[i] = '.';
    cr_expect_eq(prse__host_kind_of((prse_str){host, 253}), PRSE__HOST_NAME);
    cr_expect_eq(prse__host_kind_of((prse_str){host, 254}), PRSE__HOST_BAD);
    memset(host, 'a', sizeof host);
    cr_expect_eq(prse__host_kind_of((prse_str){host, 63}), PRSE__HOST_NAME);
    cr_expect_eq(prse__host_kind_of((prse_str){host, 64}), PRSE__HOST_BAD);
}

PRSE_TEST(url, origins)
{
    static const struct { const char *url, *origin, *host; } cases[] = {
        {"https://x.fr/a?b=https://y.fr", "https://x.fr", "x.fr"},
        {"https://x.fr:81?b", "https://x.fr:81", "x.fr"},
        {"http://[::1]:8/", "http://[::1]:8", "[::1]"},
        {"http://u:p@x.fr/", "http://u:p@x.fr", "x.fr"},
        {"https://x.fr\\y", "https://x.fr", "x.fr"},
        {"/path", "", ""},
        {"", "", ""},
        {"https://", "https://", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        prse_str url = prse_str_of(cases[i].url);
        cr_expect(prse__str_is(prse__url_origin(url), cases[i].origin));
        cr_expect(prse__str_is(prse__url_host(url), cases[i].host), "%s",
                  cases[i].url);
    }
}

PRSE_TEST(url, where_an_address_that_somebody_gave_leads)
{
    static const struct { const char *url, *host; int https, port; } cases[] = {
        {"https://x.fr", "x.fr", 1, 443},
        {"http://x.fr/a?b=%2F@c", "x.fr", 0, 80},
        {"https://X.fr:8443?q", "X.fr", 1, 8443},
        {"https://[2001:db8::1]:1/", "[2001:db8::1]", 1, 1},
        {"http://127.0.0.1:65535/", "127.0.0.1", 0, 65535}};
    prse__url_parts parts;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect(prse__url_parts_read(&parts, prse_str_of(cases[i].url)),
                  "%s", cases[i].url);
        cr_expect(prse__str_is(parts.host, cases[i].host));
        cr_expect_eq(parts.https, cases[i].https);
        cr_expect_eq(parts.port, cases[i].port);
    }
}

PRSE_TEST(url, what_others_might_read_in_another_way_leads_nowhere)
{
    static const char *const urls[] = {
        "", "https://", "https:///a", "HTTPS://x.fr", "ftp://x.fr", "x.fr",
        "//x.fr", "https://u@x.fr", "https://x.fr@", "https://x.fr:",
        "https://x.fr:0", "https://x.fr:080", "https://x.fr:65536",
        "https://x.fr:8a", "https://x.fr#a", "https://x.fr\\a",
        "https://x.fr/%", "https://x.fr/%2", "https://x.fr/a b",
        "https://x.fr/\x7f", "https://x.fr./", "https://1.2.3/",
        "https://0x7f000001/", "https://xn--x.fr/", "https://x_y.fr/",
        "https://[::1/", "https://[::1%25eth0]/"};
    prse__url_parts parts;
    for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++)
        cr_expect_not(prse__url_parts_read(&parts, prse_str_of(urls[i])),
                      "%s", urls[i]);
}
