/* SPDX-License-Identifier: Apache-2.0 */
/* Addresses of services, as an administrator writes them. What is read here in
 * another way than by the backend would be a hole, so that only the plainest
 * form of a host is accepted. */
#include <string.h>

#include "http/host.h"
#include "http/url.h"

static int printable(prse_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] < ' ' || text.ptr[i] > '~')
            return 0;
    return 1;
}

/* Of an address that is refused: neither a password nor a key in a query. */
static prse_str harmless(prse_str url)
{
    size_t len = 0;
    if (!printable(url) || (url.len && memchr(url.ptr, '@', url.len)))
        return (prse_str){0};
    while (len < url.len && url.ptr[len] != '?' && url.ptr[len] != '#')
        len++;
    return (prse_str){url.ptr, len};
}

static prse_status refuse(prse_str url, const char *why, prse_error *err)
{
    char shown[64];
    prse__error_copy(shown, sizeof shown, harmless(url));
    return prse__error_set(err, PRSE_EPARSE, shown, "%s", why);
}

static int path_char(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("-._~!$&'()*+,;=:@/", c));
}

/* Nothing but path characters and %XX. */
static int plain_path(prse_str path)
{
    for (size_t i = 0; i < path.len; i++) {
        if (path.ptr[i] != '%') {
            if (!path_char(path.ptr[i]))
                return 0;
        } else if (i + 2 >= path.len || prse__hex_digit(path.ptr[i + 1]) < 0 ||
                   prse__hex_digit(path.ptr[i + 2]) < 0) {
            return 0;
        } else {
            i += 2;
        }
    }
    return 1;
}

/* What follows the host: nothing or `:1` to `:65535`. */
static int plain_port(prse_str port)
{
    uint32_t number = 0;
    if (port.len == 0)
        return 1;
    if (port.len < 2 || port.len > 6 || port.ptr[0] != ':' ||
        port.ptr[1] == '0')
        return 0;
    for (size_t i = 1; i < port.len; i++) {
        if (port.ptr[i] < '0' || port.ptr[i] > '9')
            return 0;
        number = number * 10 + (uint32_t)(port.ptr[i] - '0');
    }
    return number <= 65535;
}

static prse_status check_authority(prse_str authority, int plain_http,
                                   prse_str url, prse_error *err)
{
    if (authority.len > 0 && memchr(authority.ptr, '@', authority.len))
        return refuse(url, "a user or password in an address is refused: "
                      "keys have their own settings", err);
    prse_str host = prse__host_part(authority);
    prse_str port = {authority.ptr + host.len, authority.len - host.len};
    prse__host_kind kind = prse__host_kind_of(host);
    if (kind == PRSE__HOST_BAD)
        return refuse(url, "the host is not written in plain ASCII: "
                      "expected letters, digits, '-' and '.', or an "
                      "IP address", err);
    if (!plain_port(port))
        return refuse(url, "the port is not a number of 1 to 65535", err);
    if (plain_http && kind != PRSE__HOST_LOOPBACK)
        return refuse(url, "http:// is accepted for this computer only: "
                      "write https://", err);
    return PRSE_OK;
}

prse_status prse__url_check_base(prse_str *out, prse_str url, prse_error *err)
{
    int plain_http = prse__str_starts(url, "http://");
    if (!plain_http && !prse__str_starts(url, "https://"))
        return refuse(url, "an address starts with https://", err);
    prse_str origin = prse__url_origin(url);
    size_t scheme = plain_http ? 7 : 8;
    prse_str authority = {url.ptr + scheme, origin.len - scheme};
    prse_status status = check_authority(authority, plain_http, url, err);
    if (status)
        return status;
    prse_str path = {url.ptr + origin.len, url.len - origin.len};
    if (!plain_path(path))
        return refuse(url, "an address has no query, no fragment and no "
                      "other characters than those of a path", err);
    if (path.len > 0 && path.ptr[path.len - 1] == '/')
        url.len--;
    *out = url;
    return PRSE_OK;
}
