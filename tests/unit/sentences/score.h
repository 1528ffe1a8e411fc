/* SPDX-License-Identifier: Apache-2.0 */
/* How well the segments of a labelled document agree with what is expected. */
#ifndef PRSE_TESTS_SENTENCES_SCORE_H
#define PRSE_TESTS_SENTENCES_SCORE_H

#include "layout.h"

typedef struct score {
    size_t wanted, exact, letters; /* true sentences: prose, items, cells;
                                      found as they are, or but for signs and
                                      blanks */
    size_t titles, titles_found;   /* headings and rows */
    size_t kinds;                  /* exact ones of the right kind */
    size_t segments, glued_segments;
    size_t words, glued; /* words of the segments; two of them in one */
    size_t passing;      /* true sentences, by letters, that a filter lets
                            pass */
} score;

/* `filter` for `passing`. */
score score_of(const layout *l, const prse_sentences *found,
               const prse_sentences_filter *filter);

/* A line for people to read. */
void score_print(const char *name, const score *s);

#endif
