/* SPDX-License-Identifier: Apache-2.0 */
/* The segments found so far, and what cutting the next page must know of the
 * pages before it. */
#ifndef PRSE_SENTENCES_COLLECTION_H
#define PRSE_SENTENCES_COLLECTION_H

#include "sentences/flow.h"

enum { PRSE__HEIGHTS = 128 }; /* of words, by half points */

typedef struct prse__found {
    size_t start, len; /* in the text of all */
    uint32_t page, words;
    prse_segment_kind kind;
    float left, top, right, bottom;
} prse__found;

/* What a page changes, so that a failed one can be undone. */
typedef struct prse__progress {
    size_t count;      /* segments */
    uint32_t page;     /* the last one */
    int listed;        /* a list without marks may begin, or go on */
    int open;          /* segment `open_at` is not complete */
    size_t open_at;
    prse__tail tail;   /* how it ends */
    uint32_t heights[PRSE__HEIGHTS]; /* words of each */
} prse__progress;

struct prse_sentences {
    prse_sentences_options options;
    prse__arena *scratch;
    prse__buf text;
    prse__found *found;
    size_t capacity;
    prse__progress now;
    prse_status failed; /* while a page is cut */
};

/* A new segment, without text. Failures are kept in `failed`. */
void prse__collection_begin(prse_sentences *s, prse_segment_kind kind);

/* The segment at `index` becomes the one that words are added to. */
void prse__collection_resume(prse_sentences *s, size_t index);

/* Text, after a separator (0: none) when it is not the first, and its box. */
void prse__collection_add(prse_sentences *s, char separator,
                          const prse_word *word);

/* The segment that words are added to. */
prse__found *prse__collection_last(prse_sentences *s);

/* The last word that does not only close, of the segment at `index`. */
prse_str prse__collection_last_word(const prse_sentences *s, size_t index);

/* The usual height of words so far. */
float prse__collection_body(const prse_sentences *s);

/* Counts the heights of a page. */
void prse__collection_measure(prse_sentences *s, const prse__lines *lines);

#endif
