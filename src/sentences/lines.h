/* SPDX-License-Identifier: Apache-2.0 */
/* A page as runs: words of one line with no wide gap between them. */
#ifndef PRSE_SENTENCES_LINES_H
#define PRSE_SENTENCES_LINES_H

#include "base/mem.h"
#include "portailrse/sentences.h"
#include "sentences/marks.h"

typedef struct prse__run {
    size_t first, count; /* its words on the page */
    float left, top, right, bottom;
    float size;          /* height of most of it */
    float support;       /* letters that speak for that height */
    uint32_t block;
    prse__mark mark;     /* of its first word */
    uint32_t row;        /* of a table, from 1; 0: none */
} prse__run;

typedef struct prse__lines {
    const prse_page *page;
    prse__run *runs;
    size_t count;
} prse__lines;

/* Its place, with what is not finite as 0. */
prse_word prse__lines_word(const prse_page *page, size_t index);

/* Runs in the arena; 0: memory ran out. */
int prse__lines_make(prse__lines *lines, const prse_page *page,
                     prse__arena *arena);

/* A run that is nothing but the mark of a list. */
int prse__lines_lone_mark(const prse__lines *lines, size_t run);

/* `b` begins where `a` has ended, level with it. */
int prse__lines_beside(const prse__run *a, const prse__run *b);

/* `b` is below `a`, in the same column. */
int prse__lines_below(const prse__run *a, const prse__run *b);

prse_str prse__lines_first(const prse__lines *lines, const prse__run *run);
/* The last one that does not only close, as a guillemet does. */
prse_str prse__lines_last(const prse__lines *lines, const prse__run *run);

#endif
