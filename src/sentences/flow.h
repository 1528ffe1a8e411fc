/* SPDX-License-Identifier: Apache-2.0 */
/* Which runs make up a paragraph. */
#ifndef PRSE_SENTENCES_FLOW_H
#define PRSE_SENTENCES_FLOW_H

#include "sentences/lines.h"

typedef struct prse__paragraph {
    const prse__lines *lines;
    size_t *runs; /* their numbers, in order */
    size_t count;
    prse__mark mark; /* in front of its text, in the run or beside it */
    float left;      /* of its text, behind the mark */
    float leading;   /* between its lines; negative: not known */
    float body;      /* height of usual words in this document */
    int listed;      /* it follows a colon, or a short line that does */
} prse__paragraph;

/* How a text that is not complete ends: what a later paragraph is compared
 * with. */
typedef struct prse__tail {
    float size;
    float slack; /* from its end to the edge of its column */
    int leans;   /* its last word calls for another */
    int listed;  /* it is of a list without marks */
    size_t runs; /* lines it has so far */
} prse__tail;

/* A paragraph of one run. */
void prse__flow_begin(prse__paragraph *p, size_t run);

/* 1: the paragraph goes on with this run, which was added. */
int prse__flow_add(prse__paragraph *p, size_t run);

/* How the paragraph ends. */
prse__tail prse__flow_tail(const prse__paragraph *p);

/* 1: the paragraph, elsewhere on the page or on the next one, goes on with what
 * was left open; `word` is its last word. */
int prse__flow_resumes(const prse__tail *tail, prse_str word,
                       const prse__paragraph *p);

#endif
