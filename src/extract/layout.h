/* SPDX-License-Identifier: Apache-2.0 */
/* Lines and blocks, from the places of words that come in reading order. */
#ifndef PRSE_EXTRACT_LAYOUT_H
#define PRSE_EXTRACT_LAYOUT_H

#include "portailrse/sys/extract.h"

/* How a page has to be turned to be read. */
typedef enum prse__turn {
    PRSE__TURN_NONE,
    PRSE__TURN_RIGHT, /* its lines run downwards */
    PRSE__TURN_OVER,
    PRSE__TURN_LEFT, /* its lines run upwards */
    PRSE__TURNS
} prse__turn;

/* As most words stand beside those before them. */
prse__turn prse__layout_turn(const prse_word *words, size_t count);

/* Sets line and block of each word. A line goes on while words stand beside
 * each other from left to right; a block while lines of one size follow each
 * other downwards at one distance. */
void prse__layout(prse_word *words, size_t count);

#endif
