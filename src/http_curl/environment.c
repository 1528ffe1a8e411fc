/* SPDX-License-Identifier: Apache-2.0 */
/* The proxy of the environment, read once: libcurl would read it again for each
 * request, whatever other threads do to the environment, and we could not tell
 * the proxy's address, which may be private, from the service's, which may
 * not. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "http_curl/curl_parts.h"

static const char *first_set(const char *const names[])
{
    for (size_t i = 0; names[i]; i++) {
        const char *value = secure_getenv(names[i]);
        if (value && *value)
            return value;
    }
    return "";
}

/* libcurl takes 1080 for a proxy without a port, 443 for an https one. */
static uint16_t port_of(const char *url)
{
    char *text = NULL;
    unsigned long port = strncmp(url, "https://", 8) == 0 ? 443 : 1080;
    CURLU *parsed = curl_url();
    if (!parsed)
        return 0;
    if (curl_url_set(parsed, CURLUPART_URL, url,
                     CURLU_GUESS_SCHEME | CURLU_NON_SUPPORT_SCHEME) ==
            CURLUE_OK &&
        curl_url_get(parsed, CURLUPART_PORT, &text, 0) == CURLUE_OK)
        port = strtoul(text, NULL, 10);
    curl_free(text);
    curl_url_cleanup(parsed);
    return (uint16_t)port;
}

static int set(prse__curl *curl, prse__proxy *proxy, const char *url)
{
    proxy->url = (char *)prse__str_dup(curl->arena, prse_str_of(url)).ptr;
    if (!proxy->url)
        return 0;
    if (*url)
        proxy->port = port_of(url);
    return !*url || proxy->port > 0;
}

prse_status prse__proxy_read(prse__curl *curl, prse_str chosen,
                             prse_error *err)
{
    /* HTTP_PROXY is not read: a CGI host would take it from a header. */
    static const char *const http[] = {"http_proxy", "all_proxy", "ALL_PROXY",
                                       NULL};
    static const char *const https[] = {"https_proxy", "HTTPS_PROXY",
                                        "all_proxy", "ALL_PROXY", NULL};
    static const char *const none[] = {"no_proxy", "NO_PROXY", NULL};
    const char *url = NULL;
    curl->chosen = chosen.len > 0;
    if (curl->chosen) {
        url = prse__str_dup(curl->arena, chosen).ptr;
        if (!url)
            return prse__error_nomem(err);
    }
    curl->no_proxy = (char *)prse__str_dup(
        curl->arena, prse_str_of(url ? "" : first_set(none))).ptr;
    if (!curl->no_proxy ||
        !set(curl, &curl->http, url ? url : first_set(http)) ||
        !set(curl, &curl->https, url ? url : first_set(https)))
        return prse__error_nomem(err);
    return PRSE_OK;
}
