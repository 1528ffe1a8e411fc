/* SPDX-License-Identifier: Apache-2.0 */
/* API Sirene 3.11: what to ask and how to read it. No I/O. */
#ifndef PRSE_REGISTRY_SIRENE_H
#define PRSE_REGISTRY_SIRENE_H

#include "http/answer.h"
#include "registry/unit.h"

#define PRSE__SIRENE_KEY_HEADER "X-INSEE-Api-Key-Integration"

void prse__sirene_unit_url(prse__buf *url, prse_str base, prse_str siren);
/* The seat, for its address and country. */
void prse__sirene_seat_url(prse__buf *url, prse_str base, prse_str siret);
/* Asks for the seats of units whose current name has all the words, so that an
 * answer has addresses too; prse__sirene_read_units() reads it. Lucene's own
 * characters in the text are escaped, then the URL's. */
void prse__sirene_search_url(prse__buf *url, prse_str base, prse_str text,
                             const prse_search_options *search);

/* As prse__directory_read_one(). Of several periods the current one counts. A
 * 404 is ABSENT when it is Sirene's own. A number that was given twice to one
 * unit (301) is ABSENT too, with *why filled: PRSE_ENOTFOUND and the number
 * that lives on, where it is told. */
prse_outcome prse__sirene_read_unit(prse__unit *out, prse__arena *arena,
                                    const prse__answer *answer,
                                    prse_str siren, prse_error *why);
/* The same of an answer that a redirect led to: another unit in it is the one
 * that lives on. */
prse_outcome prse__sirene_read_moved(prse__unit *out, prse__arena *arena,
                                     const prse__answer *answer,
                                     prse_str siren, prse_error *why);
/* Adds the address of the seat to a unit that was read before; untouched unless
 * READ. */
prse_outcome prse__sirene_read_seat(prse__unit *unit, prse__arena *arena,
                                    const prse__answer *answer,
                                    prse_error *why);
/* Units of a list, be it of units or of establishments. */
prse_outcome prse__sirene_read_units(prse__unit_list *out,
                                     prse__arena *arena,
                                     const prse__answer *answer,
                                     prse_error *why);

#endif
