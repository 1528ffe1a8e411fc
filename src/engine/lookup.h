/* SPDX-License-Identifier: Apache-2.0 */
/* The legal unit of a SIREN: the directory, else Sirene, else the offline
 * register, which is also read beside the others. */
#ifndef PRSE_ENGINE_LOOKUP_H
#define PRSE_ENGINE_LOOKUP_H

#include "engine/services.h"
#include "registry/unit.h"

typedef struct prse__lookup {
    prse__round *round;
    prse_str siren; /* borrowed */
    prse__ask directory, sirene, seat;
    prse_units *kept;    /* of the register: its texts live in there */
    prse__unit unit;     /* completed from the others */
    prse__unit asked;    /* as one service said; siren empty: none did */
    prse__unit filed;    /* as the register said; the same */
    int absent;          /* a service knows no such unit */
    prse_service denier; /* that service; of two the last one */
    prse_error gone;     /* code 0, or PRSE_ENOTFOUND: it has another number */
    prse_error failure;  /* why the first service that failed did */
    prse__unit_conflict conflicts[PRSE__UNIT_CONFLICTS];
    size_t conflict_count;
} prse__lookup;

/* Adds what there is to ask to the round's crew. Zeroed before, freed after,
 * also when this fails. */
prse_status prse__lookup_start(prse__lookup *lookup, prse__round *round,
                               prse_str siren, prse_error *err);
/* After the round ran: reads the register, and puts together what is known.
 * PRSE_OK also when nothing is: prse__lookup_found(). */
prse_status prse__lookup_finish(prse__lookup *lookup, prse_error *err);
int prse__lookup_found(const prse__lookup *lookup);
/* Why nothing was found: PRSE_ENOTFOUND, or what hindered. */
prse_status prse__lookup_failure(const prse__lookup *lookup, prse_error *err);
void prse__lookup_free(prse__lookup *lookup);

/* --- Inside: prse__fetch.accept; what is kept is about this unit --- */

int prse__lookup_accept_directory(const prse__fetch *fetch, int32_t http,
                                  prse_str body);
int prse__lookup_accept_sirene(const prse__fetch *fetch, int32_t http,
                               prse_str body);
int prse__lookup_accept_seat(const prse__fetch *fetch, int32_t http,
                             prse_str body);

#endif
