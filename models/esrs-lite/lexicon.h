/* SPDX-License-Identifier: Apache-2.0 */
/* Makes the tree of the lexicon. */
#ifndef ESRS_LITE_LEXICON_H
#define ESRS_LITE_LEXICON_H

#include "esrs_lite/model.h"
#include "tables.h"

typedef struct lexicon {
    prse__lite_node *nodes;
    size_t node_count;
    prse__lite_term *terms;
    size_t term_count;
} lexicon;

/* Columns code, weight, term. A term is one word or more; a star at the end of
 * a word stands for any rest, else the word may end with s, x, e or es. */
lexicon lexicon_read(const char *path, const table *labels);
void lexicon_free(lexicon *it);
/* The position of a code among the labels; ends the program when it is
 * unknown. */
uint8_t label_of(prse_str code, const table *labels, const char *path,
                 size_t line);

#endif
