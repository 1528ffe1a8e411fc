/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of public services, and how a call asks them. */
#ifndef PRSE_ENGINE_SERVICES_H
#define PRSE_ENGINE_SERVICES_H

#include <stdatomic.h>

#include "engine/settings.h"
#include "engine/trace.h"

struct prse_services {
    atomic_int refs;
    prse__client *client;
    prse_register *reg; /* borrowed; NULL: none */
    prse__settings settings;
};

/* What the questions of one call share. */
typedef struct prse__round {
    prse_services *services;
    prse__crew *crew;
    int offline;
    prse__arena *arena; /* borrowed; of what is read */
    prse__traces traces;
    /* What went wrong in a callback, which has nobody to tell. */
    prse_status status;
    prse_error err;
} prse__round;

/* Reads the options (NULL: the defaults) and begins. Ended also after a
 * failure. */
prse_status prse__round_begin(prse__round *round, prse_services *services,
                              prse__arena *arena,
                              const prse_request_options *opts,
                              prse_error *err);
/* Until every question has its answer. */
prse_status prse__round_run(prse__round *round, prse_error *err);
void prse__round_end(prse__round *round);
/* Remembers the first failure of a callback. */
void prse__round_failed(prse__round *round, prse_status status,
                        const prse_error *err);

/* One question. Zeroed by its owner, who builds the URL and frees it. */
typedef struct prse__ask {
    prse__fetch fetch;
    prse__buf url;
    prse_service service;
    struct prse__ask *next; /* for whoever keeps several */
} prse__ask;

/* 1 when the service may be asked now: it is not switched off, and has its
 * key when it needs one. */
int prse__may_ask(const prse__round *round, prse_service service);
/* The time that the directory may take, so that Sirene can still be asked
 * within the deadline; a seat, which only adds an address, has no more. 0: all
 * there is, for nobody comes after it. */
int64_t prse__patience(const prse__round *round);
/* The base address to build the URL on. */
prse_str prse__ask_base(const prse__round *round, prse_service service);
/* Adds it to the round's crew. fetch.accept, done and user are the owner's, and
 * so is fetch.policy unless it is NULL. */
prse_status prse__ask_start(prse__ask *ask, prse__round *round,
                            prse_error *err);
void prse__ask_free(prse__ask *ask);
/* Notes how it went. */
prse_status prse__ask_trace(const prse__ask *ask, prse__round *round,
                            prse_outcome outcome, const prse_error *why,
                            prse_error *err);
/* Notes that a service was not asked. `status` is not 0 when it is missed. */
prse_status prse__round_skip(prse__round *round, prse_service service,
                             prse_status status, const char *why,
                             prse_error *err);

#endif
