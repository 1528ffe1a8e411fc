/* SPDX-License-Identifier: Apache-2.0 */
/* A register's answer while it is read: its status, then its JSON in memory
 * that is dropped with it, so that what is not copied to a unit (directors,
 * elected persons) stays nowhere. */
#ifndef PRSE_REGISTRY_REPLY_H
#define PRSE_REGISTRY_REPLY_H

#include "formats/node.h"
#include "http/answer.h"

typedef struct prse__reply {
    const char *source;        /* "sirene"; static */
    const prse__answer *answer;
    prse__arena *scratch;
    const prse__node *root;    /* NULL: the body is no JSON */
    prse_error *why;
} prse__reply;

/* The outcome from the status line and from whether a 2xx body is JSON. Closed
 * whatever the outcome. */
prse_outcome prse__reply_open(prse__reply *reply);
void prse__reply_close(prse__reply *reply);

/* The first object inside the wrappers that recorders add. */
const prse__node *prse__reply_unwrap(const prse__node *root);

/* Fill reply->why and hand back an outcome. Memory that ran out is UNREADABLE
 * with PRSE_ENOMEM. */
prse_outcome prse__reply_nomem(prse__reply *reply);
prse_outcome prse__reply_unreadable(prse__reply *reply, const char *what);
/* For outcomes of the status line: tells the status and the peer's words. */
prse_outcome prse__reply_refused(prse__reply *reply, prse_outcome outcome,
                                 int64_t http);

#endif
