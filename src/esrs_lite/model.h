/* SPDX-License-Identifier: Apache-2.0 */
/* The model: made by the build from models/esrs-lite, where the tool that
 * makes it lives too. All numbers are whole, so that every machine gives the
 * same answers. */
#ifndef PRSE_ESRS_LITE_MODEL_H
#define PRSE_ESRS_LITE_MODEL_H

#include "portailrse/base.h"

enum {
    PRSE__LITE_LANES = 16,      /* labels, at most: a row of weights */
    PRSE__LITE_BUCKETS = 8192,  /* rows of weights */
    PRSE__LITE_NORMS = 1024,    /* see `norms` */
    PRSE__LITE_POWERS = 256,    /* see `powers` */
    PRSE__LITE_NO_TERM = -1
};

/* The lexicon as a tree of letters, where ' ' stands between two words and '*'
 * for the rest of a word. Node 0 is the root; no other node leads to it. */
typedef struct prse__lite_node {
    char letter;
    uint16_t child, next; /* 0: none */
    int16_t term;         /* that ends here; PRSE__LITE_NO_TERM */
} prse__lite_node;

typedef struct prse__lite_term {
    uint8_t label, weight;
} prse__lite_term;

typedef struct prse__lite_label {
    const char *code, *text, *title;
} prse__lite_label;

typedef struct prse__lite_model {
    const char *digest; /* of the files it was made from and of the tool */
    const prse__lite_label *labels;
    uint32_t label_count;
    uint32_t none;
    const prse__lite_node *nodes;
    const prse__lite_term *terms;
    /* Lanes of a bucket. */
    const int8_t (*weights)[PRSE__LITE_LANES];
    /* One over the square root of so many features, times 4096. */
    const uint16_t *norms;
    int32_t bias[PRSE__LITE_LANES];
    int32_t term_scale; /* of a score for a point of a term's weight */
    int32_t term_cap;   /* points of one label, at most */
    /* e to the power of -i/16, times 65535, and how much of a score that
     * sixteenth is. */
    const uint16_t *powers;
    int32_t power_step;
    double min_confidence;
    size_t bytes; /* of all tables */
} prse__lite_model;

extern const prse__lite_model prse__lite_model_built;

#endif
