/* SPDX-License-Identifier: Apache-2.0 */
/* What the tables of the index hold.
 *
 * A register has two parts: the large one, and a small one with the units that
 * were changed since. In each, units have numbers from 0 by rank; a list is
 * the ascending numbers of the units that have a term, as varints: the first
 * number, then differences.
 *
 *   recherche_mot     term -> number of units, and their list when it is short
 *   recherche_bloc    list number and last number inside -> part of a list
 *   recherche_rang    SIREN of each unit number
 *   recherche_nom     whole names by their hash, in buckets: two bytes of
 *                     the hash, difference of unit numbers as varint
 *   recherche_partie  sizes of each part
 *   recherche_change  units that the large part no longer tells
 *
 * Terms are words as words.h folds them, and by their first character:
 *   *mar      words that begin with mar, where these are many
 *   @ratp     initials of the names of employers
 *   =d35      department; likewise =n activity, =j legal form, =e headcount */
#ifndef PRSE_STOCK_INDEX_FORMAT_H
#define PRSE_STOCK_INDEX_FORMAT_H

#include "base/str.h"

enum {
    PRSE__INDEX_VERSION = 1,
    PRSE__INDEX_PARTS = 2,
    PRSE__TERM_LONGEST = 40,   /* bytes */
    PRSE__LIST_SHORT = 120,    /* bytes of a list beside its term */
    PRSE__LIST_BLOCK = 1000,   /* bytes of a block: four fill a page */
    PRSE__RANK_BLOCK = 1000,   /* SIRENs a row, 4 bytes each */
    PRSE__NAME_BUCKET = 256,   /* names a bucket, on average at most */
    PRSE__NAME_BITS_MOST = 16, /* of the hash that choose a bucket */
    PRSE__VARINT_MOST = 5      /* bytes */
};

/* Prefixes have a list of their own when putting it together while searching
 * would take long, and when they are a word of many units themselves. */
enum {
    PRSE__PREFIX_TERMS = 128,    /* more terms than this, or */
    PRSE__PREFIX_LARGE = 4,      /* more terms of many units, or */
    PRSE__PREFIX_UNITS = 32768,  /* more units in the others together */
    PRSE__TERM_LARGE = 4096,     /* many units */
    PRSE__PREFIX_DEEPEST = 16    /* bytes */
};

#define PRSE__TERM_PREFIX "*"
#define PRSE__TERM_INITIALS "@"
#define PRSE__TERM_DEPARTMENT "=d"
#define PRSE__TERM_ACTIVITY "=n"
#define PRSE__TERM_FORM "=j"
#define PRSE__TERM_HEADCOUNT "=e"

/* Keys of rows: the part above all else. */
int64_t prse__key_block(uint32_t list, uint32_t last);
int64_t prse__key_part(int part, uint32_t within);
/* Numbers of lists count on from here. */
uint32_t prse__list_first(int part);

/* Bytes written, at most PRSE__VARINT_MOST. */
size_t prse__varint_put(unsigned char *to, uint32_t value);
/* Reads at *at and moves on; 0 when bytes end. */
uint32_t prse__varint_get(prse_str bytes, size_t *at);

/* Which bucket of 2^bits a hash is in, and the bytes that tell it there. */
uint32_t prse__name_bucket(uint32_t key, uint32_t bits);
uint16_t prse__name_rest(uint32_t key);

#endif
