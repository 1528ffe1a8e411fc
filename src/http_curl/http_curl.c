/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/options.h"
#include "http_curl/curl_parts.h"

enum { DEFAULT_CONNECTIONS = 8, MOST_CONNECTIONS = 1024 };

static const char DEFAULT_AGENT[] =
    "libportailrse/" PRSE_VERSION_TEXT " (+https://example.org/libportailrse)";

static int plain(prse_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] < 0x20 || text.ptr[i] == 0x7F)
            return 0;
    return 1;
}

static prse_status check(const prse_http_curl_options *opts, prse_error *err)
{
    const struct {
        const char *name;
        prse_str text;
    } texts[] = {{"proxy", opts->proxy},
                 {"ca_file", opts->ca_file},
                 {"user_agent", opts->user_agent}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (!plain(texts[i].text))
            return prse__error_set(err, PRSE_EINVAL, texts[i].name,
                                   "it holds a control character");
    if (opts->connections > MOST_CONNECTIONS)
        return prse__error_set(err, PRSE_EINVAL, "connections",
                               "at most %d", (int)MOST_CONNECTIONS);
    return PRSE_OK;
}

static char *copy(prse__curl *curl, prse_str text)
{
    return (char *)prse__str_dup(curl->arena, text).ptr;
}

static prse_status fill(prse__curl *curl, const prse_http_curl_options *opts,
                        prse_error *err)
{
    prse_str agent = opts->user_agent;
    if (agent.len == 0)
        agent = prse_str_of(DEFAULT_AGENT);
    curl->connections =
        opts->connections ? (long)opts->connections : DEFAULT_CONNECTIONS;
    curl->arena = prse__arena_new(0);
    if (!curl->arena)
        return prse__error_nomem(err);
    curl->user_agent = copy(curl, agent);
    if (opts->ca_file.len > 0)
        curl->ca_file = copy(curl, opts->ca_file);
    if (!curl->user_agent || (opts->ca_file.len > 0 && !curl->ca_file))
        return prse__error_nomem(err);
    return prse__proxy_read(curl, opts->proxy, err);
}

/* libcurl counts its users; a libcurl whose counting is no matter for threads
 * would make creating a backend one either. */
static prse_status join_libcurl(prse_error *err)
{
    if (!(curl_version_info(CURLVERSION_NOW)->features &
          CURL_VERSION_THREADSAFE))
        return prse__error_set(err, PRSE_EUNSUPPORTED, "libcurl",
                               "this build of libcurl can't be set up from "
                               "several threads");
    CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (code == CURLE_OUT_OF_MEMORY)
        return prse__error_nomem(err);
    if (code)
        return prse__error_set(err, PRSE_EUNSUPPORTED, "libcurl", "%s",
                               curl_easy_strerror(code));
    return PRSE_OK;
}

static void drop(prse__curl *curl)
{
    prse__arena_free(curl->arena);
    prse__free(curl);
    curl_global_cleanup();
}

static void free_backend(void *self)
{
    drop(self);
}

prse_status prse_http_curl(prse_http *out, const prse_http_curl_options *opts,
                           prse_error *err)
{
    prse_http_curl_options own = {0};
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = prse__options_read(&own, sizeof own, opts,
                                            "options of libcurl", err);
    if (!status)
        status = check(&own, err);
    if (!status)
        status = join_libcurl(err);
    if (status)
        return status;
    prse__curl *curl = prse__alloc(1, sizeof *curl);
    if (!curl) {
        curl_global_cleanup();
        return prse__error_nomem(err);
    }
    status = fill(curl, &own, err);
    if (status) {
        drop(curl);
        return status;
    }
    *out = (prse_http){.size = sizeof *out, .self = curl,
                       .free = free_backend, .open = prse__curl_open,
                       .close = prse__curl_close, .start = prse__curl_start,
                       .wait = prse__curl_wait, .cancel = prse__curl_cancel,
                       .guards = 1};
    return PRSE_OK;
}
