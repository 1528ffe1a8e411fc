/* SPDX-License-Identifier: Apache-2.0 */
/* What was worked out before, by the bytes that it depends on. There are few
 * such keys in a population, and to work out takes some hundred times as long
 * as to find. */
#ifndef PRSE_BATCH_MEMO_H
#define PRSE_BATCH_MEMO_H

#include "base/error.h"
#include "base/str.h"

enum { PRSE__MEMO_NONE = -1 }; /* of what has no text: null */

typedef struct prse__note {
    size_t key, key_length;
    size_t text;
    int32_t length;  /* of the text, or PRSE__MEMO_NONE */
    int32_t integer; /* of what is a number */
} prse__note;

/* Begins as zeros. */
typedef struct prse__memo {
    size_t room, count;
    uint32_t *places; /* of a hash the note and 1; 0: free */
    size_t note_room;
    prse__note *notes; /* a note keeps its number until all are forgotten */
    prse__buf keys, texts;
} prse__memo;

void prse__memo_free(prse__memo *memo);
/* Forgets all. */
void prse__memo_clear(prse__memo *memo);
/* Forgets all when there is more than repetition would bring. */
void prse__memo_trim(prse__memo *memo);

/* The number of a key's note; SIZE_MAX: there is none. */
size_t prse__memo_find(const prse__memo *memo, prse_str key);
/* Adds a note for a key that has none; a text without ptr is null. */
prse_status prse__memo_add(size_t *out, prse__memo *memo, prse_str key,
                           prse_str text, int32_t integer, prse_error *err);
/* Valid until the next note is added; ptr NULL: null. */
prse_str prse__memo_text(const prse__memo *memo, size_t note);

#endif
