/* SPDX-License-Identifier: Apache-2.0 */
/* Financial ratios (data.economie.gouv.fr, Explore API 2.1; records 1.0 are
 * read too): what to ask and a record out of the answer. No I/O. */
#ifndef PRSE_PLATFORMS_RATIOS_H
#define PRSE_PLATFORMS_RATIOS_H

#include "base/date.h"
#include "http/answer.h"

void prse__ratios_url(prse__buf *url, prse_str base, prse_str siren);
/* Accounts closed after `today` are told apart; 0: the day is not known. */
prse_outcome prse__ratios_record(prse__buf *json, prse_str siren,
                                 prse__date today,
                                 const prse__answer *answer);
int prse__ratios_accept(prse_str body);

#endif
