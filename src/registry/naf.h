/* SPDX-License-Identifier: Apache-2.0 */
/* Which nomenclature a code of activity belongs to.
 *
 * Two live side by side: NAF rev. 2 and NAF 2025. Until 1 January 2027 a
 * register gives the first under its usual key and the second under a key of
 * its own; from that day the usual key holds the second and the other key is
 * gone. No date decides here, neither today's nor the record's, since answers
 * are kept and units that ceased keep their old code: Sirene names the
 * nomenclature, and the letters differ. NAF rev. 2 writes "47.11F" with A to F,
 * or Z where a class is not divided; NAF 2025 writes "47.11Y" with G to Y. */
#ifndef PRSE_REGISTRY_NAF_H
#define PRSE_REGISTRY_NAF_H

#include "base/str.h"
#include "portailrse/company.h"

/* Puts a code to unit->naf25, or to unit->naf, where that is empty. A unit that
 * ceased before 2008 has a code of an older nomenclature in unit->naf.
 * `nomenclature` is Sirene's name for it, or empty. */
void prse__naf_put(prse_unit *unit, prse_str code, prse_str nomenclature);

#endif
