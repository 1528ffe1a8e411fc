/* SPDX-License-Identifier: Apache-2.0 */
/* Twice: the address as it is written, before anything is asked; and the
 * address of the network that it leads to, at each connection. */
#include "remote/remote.h"

enum { LONGEST = 8192 };

prse_status prse__remote_allowed(const prse_remote *remote, prse_str url,
                                 prse_error *err)
{
    char host[64];
    prse__url_parts parts;
    if (url.len > LONGEST)
        return prse__error_set(err, PRSE_ELIMIT, "url",
                               "an address of more than %d bytes",
                               (int)LONGEST);
    if (!prse__url_parts_read(&parts, url))
        return prse__error_set(err, PRSE_EPARSE, "url",
                               "expected https://host/path, percent-encoded, "
                               "without user and fragment");
    if (prse__hosts_hold(remote->hosts, &parts))
        return PRSE_OK;
    prse__error_copy(host, sizeof host, parts.host);
    return prse__error_set(err, PRSE_EDENIED, host,
                           "this host, port or scheme is not on the list of "
                           "those that may be asked");
}

int prse__remote_may_connect(void *remote, const prse__address *address)
{
    const prse_remote *it = remote;
    return prse__networks_allow(it->networks, address);
}

prse_status prse_remote_check(const prse_remote *remote, prse_str url,
                              prse_error *err)
{
    if (!remote)
        return prse__error_set(err, PRSE_EINVAL, "remote", "it is NULL");
    return prse__remote_allowed(remote, url, err);
}
