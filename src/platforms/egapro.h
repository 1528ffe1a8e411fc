/* SPDX-License-Identifier: Apache-2.0 */
/* EGAPRO: what to ask, and records out of answers of version 1 and 2, told
 * apart by their shape. No I/O. Records are described in docs/services.md. */
#ifndef PRSE_PLATFORMS_EGAPRO_H
#define PRSE_PLATFORMS_EGAPRO_H

#include "http/answer.h"

void prse__egapro_url(prse__buf *url, prse_str base, prse_str siren,
                      int32_t year);
/* Scores of every year, by the search. */
void prse__egapro_scores_url(prse__buf *url, prse_str base, prse_str siren);
/* Women and men among leaders, by the search. */
void prse__egapro_balance_url(prse__buf *url, prse_str base, prse_str siren);

/* Each appends a record whatever the answer is worth, and says what that is.
 * PRSE_ENOMEM is told by json->failed. */
prse_outcome prse__egapro_record(prse__buf *json, prse_str siren,
                                 int32_t year, const prse__answer *answer);
/* The record of a declaration that the platform fails on although it is well:
 * UNREADABLE, `declaration_en_erreur`. */
prse_outcome prse__egapro_broken_record(prse__buf *json, prse_str siren,
                                        int32_t year,
                                        const prse__answer *answer);
prse_outcome prse__egapro_scores_record(prse__buf *json, prse_str siren,
                                        const prse__answer *answer);
prse_outcome prse__egapro_balance_record(prse__buf *json, prse_str siren,
                                         const prse__answer *answer);
/* 1 when a 2xx body is one of the shapes. */
int prse__egapro_accept(prse_str body);
int prse__egapro_search_accept(prse_str body);

#endif
