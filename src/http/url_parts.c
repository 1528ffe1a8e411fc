/* SPDX-License-Identifier: Apache-2.0 */
#include "http/url_parts.h"

#include <string.h>

#include "http/host.h"
#include "http/url.h"

enum { HTTP_PORT = 80, HTTPS_PORT = 443 };

/* Nothing but ":1" to ":65535"; 0: not so. */
static uint32_t read_port(prse_str text)
{
    uint32_t port = 0;
    if (text.len < 2 || text.len > 6 || text.ptr[1] == '0')
        return 0;
    for (size_t i = 1; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return 0;
        port = port * 10 + (uint32_t)(text.ptr[i] - '0');
    }
    return port <= 65535 ? port : 0;
}

static int read_authority(prse__url_parts *out, prse_str authority)
{
    if (authority.len == 0 || memchr(authority.ptr, '@', authority.len))
        return 0;
    out->host = prse__host_part(authority);
    prse_str rest = {authority.ptr + out->host.len,
                     authority.len - out->host.len};
    uint32_t port = out->https ? HTTPS_PORT : HTTP_PORT;
    if (rest.len > 0)
        port = read_port(rest);
    out->port = (uint16_t)port;
    return port > 0 && prse__host_kind_of(out->host) != PRSE__HOST_BAD;
}

int prse__url_parts_read(prse__url_parts *out, prse_str url)
{
    *out = (prse__url_parts){.https = prse__str_starts(url, "https://")};
    if (!out->https && !prse__str_starts(url, "http://"))
        return 0;
    if (!prse__url_is_plain(url))
        return 0;
    prse_str origin = prse__url_origin(url);
    size_t scheme = out->https ? 8 : 7;
    return read_authority(out, (prse_str){origin.ptr + scheme,
                                          origin.len - scheme});
}
