/* SPDX-License-Identifier: Apache-2.0 */
/* The cut of a text with the highest sum of its pieces' scores, as Hugging
 * Face's fast tokenizers find it (tokenizers, models/unigram): word by word,
 * the scores added in 64 bits. SentencePiece adds them in 32 bits over the
 * whole text, so that of cuts with the same score, as "00 0" and "0 00" have,
 * it may take another. */
#ifndef PRSE_PIECES_PATH_H
#define PRSE_PIECES_PATH_H

#include "portailrse/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct prse__piece {
    prse_str text;
    double score;
    int32_t number;
} prse__piece;

typedef struct prse__path_pieces {
    const prse__piece *sorted; /* by the bytes of their texts */
    size_t count;
    double unknown; /* the score of a sign that no piece is */
} prse__path_pieces;

/* For qsort(). */
int prse__path_order(const void *a, const void *b);

/* At most `room` numbers of pieces, 0 for a stretch of unknown signs; *count
 * is how many there are. A word begins with U+2581. */
prse_status prse__path_best(const prse__path_pieces *pieces, prse_str text,
                            int32_t *to, size_t room, size_t *count,
                            prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
