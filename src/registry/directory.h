/* SPDX-License-Identifier: Apache-2.0 */
/* API Recherche d'entreprises: what to ask and how to read it. No I/O. */
#ifndef PRSE_REGISTRY_DIRECTORY_H
#define PRSE_REGISTRY_DIRECTORY_H

#include "http/answer.h"
#include "registry/unit.h"

/* number: a SIREN or SIRET that was checked. */
void prse__directory_number_url(prse__buf *url, prse_str base,
                                prse_str number);
void prse__directory_search_url(prse__buf *url, prse_str base, prse_str text,
                                const prse_search_options *search);

/* Every unit of an answer, ghosts left out. ABSENT: none. *why is filled when
 * the outcome is neither READ nor ABSENT; memory that ran out is UNREADABLE
 * with PRSE_ENOMEM. A 404 is UNREADABLE: the service answers an empty list when
 * it finds nothing, so that the address is wrong. */
prse_outcome prse__directory_read(prse__unit_list *out, prse__arena *arena,
                                  const prse__answer *answer,
                                  prse_error *why);
/* The unit of a SIREN; any other unit in the answer is UNREADABLE. */
prse_outcome prse__directory_read_one(prse__unit *out, prse__arena *arena,
                                      const prse__answer *answer,
                                      prse_str siren, prse_error *why);

/* Appends what of an answer may be kept: all but directors and elected persons.
 * out->failed: no JSON, or no memory. */
void prse__directory_keep(prse__buf *out, prse_str body);

#endif
