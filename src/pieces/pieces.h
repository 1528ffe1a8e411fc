/* SPDX-License-Identifier: Apache-2.0 */
/* Text as pieces of words, by SentencePiece: a wrapper of C++, from which no
 * exception comes out. */
#ifndef PRSE_PIECES_PIECES_H
#define PRSE_PIECES_PIECES_H

#include "portailrse/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct prse__pieces prse__pieces;

/* From the bytes of a model, which are copied; `path` names it in errors. An
 * unknown sign scores less than each piece and than `lowest`.
 * PRSE_ESCHEMA (no model of SentencePiece), PRSE_ENOMEM. */
prse_status prse__pieces_open(prse__pieces **out, prse_str model,
                              double lowest, const char *path,
                              prse_error *err);
void prse__pieces_close(prse__pieces *pieces); /* NULL is legal */
uint32_t prse__pieces_count(const prse__pieces *pieces);

/* At most `room` numbers of pieces, in order; *count is how many the text has,
 * which may be more. Shared by threads. */
prse_status prse__pieces_split(const prse__pieces *pieces, prse_str text,
                               int32_t *to, size_t room, size_t *count,
                               prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
