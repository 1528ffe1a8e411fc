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

/* Puts a code to unit->naf or unit->naf25, where that is empty. One of an older
 * nomenclature (NAF rev. 1, NAF 1993, NAP) goes nowhere; one that nothing can
 * place is left as it stands in unit->naf. nomenclature may be empty. */
void prse__naf_put(prse_unit *unit, prse_str code, prse_str nomenclature);

#endif
