/* SPDX-License-Identifier: Apache-2.0 */
/* An event of the journal, and its digest. */
#ifndef PRSE_PORTAL_EVENT_H
#define PRSE_PORTAL_EVENT_H

#include "crypto/crypto.h"
#include "portal/portal.h"

/* The digest before the first event of a chain: 64 zeros. */
#define PRSE__CHAIN_START \
    "0000000000000000000000000000000000000000000000000000000000000000"
/* The chain of what concerns no company. */
#define PRSE__CHAIN_PORTAL "portail"

typedef struct prse__event {
    prse_str chain;
    int64_t number;
    int64_t moment_ms;
    prse_str actor;
    prse_str action;
    prse_str object; /* may be empty */
    prse_str details; /* JSON object */
    prse_str previous; /* digest of the event before */
} prse__event;

/* As a row of `journal` has it. */
prse__event prse__event_of(const prse_value *values);
/* SHA-256 of the event as canonical JSON. PRSE_EPARSE: its details are no
 * JSON. */
prse_status prse__event_digest(char out[PRSE__DIGEST_HEX],
                               const prse__event *event, prse_error *err);
/* An erased company's journal keeps this only, so that it may follow a gap. */
int prse__event_ends(const prse__event *event);
/* Removes what is written in the company's chain, but that it was erased. */
prse_status prse__journal_forget(prse__work *work, prse_error *err);

#endif
