/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences as numbers of tokens, as Hugging Face's fast tokenizers number
 * them: the special ones first, then SentencePiece's own. */
#ifndef PRSE_CAMEMBERT_TOKENS_H
#define PRSE_CAMEMBERT_TOKENS_H

#include "base/str.h"
#include "camembert/config.h"
#include "pieces/charsmap.h"
#include "pieces/pieces.h"

typedef struct prse__tokenizer {
    prse__pieces *pieces;
    prse__buf model; /* the file of SentencePiece */
    prse__charsmap map; /* inside it */
    int32_t first, last; /* <s> and </s> */
    int32_t mask;
    int32_t shift;       /* from SentencePiece's numbers to ours */
    int is_camembert;
} prse__tokenizer;

/* PRSE_ESCHEMA where the file is no model, or has more pieces than the network
 * has words; PRSE_ENOTFOUND, PRSE_EIO, PRSE_ENOMEM. */
prse_status prse__tokenizer_open(prse__tokenizer *out, const char *path,
                                 const prse__config *config, prse_error *err);
void prse__tokenizer_close(prse__tokenizer *tokenizer); /* zeroed: legal */

/* Writes <s>, the tokens, </s>: at most `room` (2 or more), the sentence being
 * cut. *count is how many were written. */
prse_status prse__tokens_of(const prse__tokenizer *tokenizer, prse_str text,
                            int32_t *to, size_t room, size_t *count,
                            prse_error *err);

#endif
