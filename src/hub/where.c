/* SPDX-License-Identifier: Apache-2.0 */
/* Where requests go. The endpoint was named by the administrator; where it
 * redirects to was not. */
#include "http/url.h"
#include "hub/hub.h"

static int is_listed(const prse_hub *hub, prse_str host)
{
    prse__address address;
    return prse__address_read(&address, host) &&
           prse__networks_hold(hub->networks, &address);
}

static prse_status leads_astray(prse_str url, prse_str subject,
                                prse_error *err)
{
    char shown[64], host[80];
    prse__error_copy(shown, sizeof shown, subject);
    prse__error_copy(host, sizeof host, prse__url_host(url));
    return prse__error_set(err, PRSE_EDENIED, shown,
                           "the Hub redirects to \"%s\", which is not asked: "
                           "expected https and a public address", host);
}

prse_status prse__hub_elsewhere(prse__buf *out, const prse__hub_fetch *fetch,
                                const prse_http_call *call, prse_str subject)
{
    prse_str to = {0};
    prse__url_parts parts;
    const prse_hub *hub = fetch->hub;
    prse__buf_clear(out);
    if (!prse__call_answer(call, "location", &to) ||
        !prse__url_parts_read(&parts, to))
        return leads_astray(to, subject, fetch->err);
    int listed = is_listed(hub, parts.host);
    int open = parts.https &&
               prse__host_reach(parts.host) == PRSE__REACH_PUBLIC;
    if (!listed && !open)
        return leads_astray(to, subject, fetch->err);
    prse__buf_add(out, to);
    return PRSE_OK; /* out->failed is the caller's to see */
}

static int may_connect(void *user, const prse__address *address)
{
    const prse_hub *hub = user;
    return prse__networks_allow(hub->networks, address);
}

void prse__hub_guard(const prse_hub *hub, prse_http_call *call, int own)
{
    int named = own && prse__host_reach(prse__url_host(call->url)) !=
                           PRSE__REACH_PUBLIC;
    if (named || hub->opts.behind_proxy)
        return;
    call->may_connect = may_connect;
    call->guard = (void *)(uintptr_t)hub;
}
