/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of this module share. */
#ifndef PRSE_REMOTE_REMOTE_H
#define PRSE_REMOTE_REMOTE_H

#include "base/error.h"
#include "base/str.h"
#include "http/address.h"
#include "http/call.h"
#include "http/url_parts.h"
#include "portailrse/remote.h"

/* hosts.c: the list of hosts */
typedef struct prse__listed_host {
    int https;
    uint16_t port;
    prse_str name; /* ".example.org": all below it */
    struct prse__listed_host *next;
} prse__listed_host;

/* PRSE_EPARSE, PRSE_ENOMEM. The list lives in the arena. */
prse_status prse__hosts_read(prse__listed_host **out, prse__arena *arena,
                             prse_str text, prse_error *err);
int prse__hosts_hold(const prse__listed_host *list,
                     const prse__url_parts *url);

/* networks.c: the list of networks that are not public */
typedef struct prse__listed_network {
    prse__address address;
    unsigned bits;
    struct prse__listed_network *next;
} prse__listed_network;

prse_status prse__networks_read(prse__listed_network **out,
                                prse__arena *arena, prse_str text,
                                prse_error *err);
int prse__networks_hold(const prse__listed_network *list,
                        const prse__address *address);
/* Whether a connection may go there: public, or listed and no network of the
 * machine's own working. */
int prse__networks_allow(const prse__listed_network *list,
                         const prse__address *address);
/* The next word of a list with blanks between; 0: there is none. */
int prse__remote_word(prse_str *rest, prse_str *word);

struct prse_remote {
    prse__arena *arena; /* of the lists and texts */
    prse__listed_host *hosts;
    prse__listed_network *networks;
    prse_remote_options opts; /* with defaults; folder is NUL-terminated */
    prse_http http;
    prse_clock clock;
};

/* allowed.c: where a call may go. The rest of an address is not told. */
prse_status prse__remote_allowed(const prse_remote *remote, prse_str url,
                                 prse_error *err);
/* Of a call whose guard is the remote: whether it may be connected. */
int prse__remote_may_connect(void *remote, const prse__address *address);

/* ask.c: a call with the limits of the remote */
typedef struct prse__remote_asking {
    const prse_remote *remote;
    prse_http_call *call;
    prse_remote_watch watch;
    int64_t idle_ms; /* 0: any */
} prse__remote_asking;

/* Makes the call; the caller frees it. */
prse_status prse__remote_prepare(prse__remote_asking *out,
                                 const prse_remote *remote,
                                 const char *method, prse_str url,
                                 const prse_remote_watch *watch,
                                 prse_error *err);
/* Sends it. What went wrong with the peer is answered too, unless the call was
 * broken by its own sink. */
prse_status prse__remote_run(prse__remote_asking *asking, prse_error *err);

#endif
