/* SPDX-License-Identifier: Apache-2.0 */
/* The forms in which passages are written. */
#ifndef PRSE_PASSAGES_WRITE_H
#define PRSE_PASSAGES_WRITE_H

#include "passages/passages.h"

/* Of the first document. */
void prse__passages_json(prse__buf *out, const prse_passages *passages);
void prse__passages_existing(prse__buf *out, const prse_passages *passages);

void prse__passages_csv(prse__buf *out, const prse_passages *passages,
                        prse_lang lang);
void prse__passages_synthesis(prse__buf *out, const prse_passages *passages,
                              prse_lang lang);

#endif
