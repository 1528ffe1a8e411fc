/* SPDX-License-Identifier: Apache-2.0 */
/* Companies that are alike for one obligation: whose planes of its diagrams,
 * before and after, are the same. Such companies have the same answers, lack
 * the same facts and change in the same situations, so that it is worked out
 * once. */
#ifndef PRSE_REFORM_SEEN_H
#define PRSE_REFORM_SEEN_H

#include "columns/kernels.h"

/* A plane of the lot at hand, and whose it is. */
typedef struct prse__seen_plane {
    const prse__lot *lot;
    const prse__plane *meaning;
    size_t side;
} prse__seen_plane;

/* What is known of a kind of company: the name of a fact that it lacks, or
 * that its change is named nowhere. */
enum { PRSE__NOTE_OUTSIDE = UINT16_MAX };

typedef struct prse__kind {
    int64_t companies;
    size_t note, note_count;
} prse__kind;

typedef struct prse__seen {
    size_t plane_count, words; /* of a key: 64 planes a word */
    prse__seen_plane *planes;  /* of both sides */
    size_t count, room;
    uint64_t *keys;
    prse__kind *kinds;
    uint32_t *slots; /* of the hash table: kind + 1; 0: free */
    size_t slot_count;
    size_t note_count, note_room;
    uint16_t *notes;
} prse__seen;

void prse__seen_free(prse__seen *seen);

/* Keys of the 64 rows from a word of the lot on: key[word * 64 + row]. */
void prse__seen_keys(uint64_t *keys, const prse__seen *seen, size_t word);
/* The kind of one of these rows; *is_new: it has none yet, and its notes are
 * to be added. NULL: no memory. */
prse__kind *prse__seen_find(prse__seen *seen, const uint64_t *keys,
                            size_t row, int *is_new);
/* To the kind that was found last. 0: no memory. */
int prse__seen_note(prse__seen *seen, uint16_t note);
/* No kind is known any more. */
void prse__seen_clear(prse__seen *seen);

#endif
