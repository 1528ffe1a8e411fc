/* SPDX-License-Identifier: Apache-2.0 */
/* Results by the bytes that they were found in: the same file is classified
 * once, whoever brings it. A cache may forget, and fail; then there is none. */
#ifndef PRSE_RUNS_KNOWN_H
#define PRSE_RUNS_KNOWN_H

#include "portailrse/passages.h"
#include "runs/document.h"

/* Adds what is known of the document to passages, under a name. 1: it was. */
int prse__known_find(const prse_runs *runs, const prse__document *document,
                     prse_str name, prse_passages *passages);
/* `json`: what was found, without a name. */
void prse__known_keep(const prse_runs *runs, const prse__document *document,
                      prse_str json);

#endif
