/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences as numbers of tokens, as Hugging Face's fast tokenizers number
 * them: the special ones first, then SentencePiece's own. */
#ifndef PRSE_CAMEMBERT_TOKENS_H
#define PRSE_CAMEMBERT_TOKENS_H

#include "base/str.h"
#include "camembert/config.h"
#include "pieces/pieces.h"

typedef struct prse__numbering {
    int32_t first, last; /* <s> and </s> */
    int32_t unknown, mask;
    int32_t shift;       /* from SentencePiece's numbers to ours */
    int is_camembert;
} prse__numbering;

prse__numbering prse__numbering_of(const prse__config *config,
                                   uint32_t pieces);

/* Writes <s>, the tokens, </s>: at most `room` (2 or more), the sentence being
 * cut. *count is how many were written. */
prse_status prse__tokens_of(const prse__pieces *pieces,
                            const prse__numbering *numbering, prse_str text,
                            int32_t *to, size_t room, size_t *count,
                            prse_error *err);

#endif
