/* SPDX-License-Identifier: Apache-2.0 */
/* A legal unit as a register tells it, cleaned: masks, ghosts and impossible
 * values are empty text. Texts live in the arena they were read into. */
#ifndef PRSE_REGISTRY_UNIT_H
#define PRSE_REGISTRY_UNIT_H

#include "base/error.h"
#include "base/str.h"
#include "portailrse/company.h"

typedef struct prse__finance { /* a financial year, in euros */
    int32_t year;
    prse_str ca;           /* turnover; empty: not known */
    prse_str resultat_net; /* empty: not known */
} prse__finance;

typedef struct prse__unit {
    prse_unit is;
    size_t finance_count;
    const prse__finance *finances;
} prse__unit;

typedef struct prse__unit_list {
    prse__unit *units;
    size_t count;
    uint64_t total; /* matches in all, as far as the register tells */
} prse__unit_list;

/* Writes a unit in the shape of the directory's answers, without what is
 * empty, so that one source of a pack reads the units of every register. */
void prse__unit_json(prse__buf *buf, const prse__unit *unit);

/* Fields on which two registers differ though both speak. */
typedef struct prse__unit_conflict {
    const char *field; /* "tranche_effectif" */
    prse_str first, second;
} prse__unit_conflict;

enum { PRSE__UNIT_CONFLICTS = 24 };

/* Fills what `unit` is silent on from `other`, whose arena then has to live as
 * long. Where both speak and differ, the one whose date_mise_a_jour is later is
 * right: its value stands, and is no conflict. Without two different dates
 * `unit` keeps its own and the difference is listed. A headcount of another
 * year is no conflict: the later year counts. A natural person who refused
 * diffusion in either register, unless it is the older one, is not named. The
 * number of conflicts. */
size_t prse__unit_complete(prse__unit *unit, const prse__unit *other,
                           prse__unit_conflict out[PRSE__UNIT_CONFLICTS]);

#endif
