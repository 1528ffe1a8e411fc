/* SPDX-License-Identifier: Apache-2.0 */
#include "reform/seen.h"

#include <string.h>

enum { ROWS = 64, FIRST_ROOM = 1024 };

void prse__seen_free(prse__seen *seen)
{
    prse__free(seen->planes);
    prse__free(seen->keys);
    prse__free(seen->kinds);
    prse__free(seen->slots);
    prse__free(seen->notes);
}

/* --- Keys --- */

/* Bit j of word i becomes bit i of word j: blocks of 32, then of 16, ...
 * change places. */
static void transpose(uint64_t *block)
{
    uint64_t mask = UINT64_C(0x00000000FFFFFFFF);
    for (unsigned step = 32; step; step >>= 1, mask ^= mask << step)
        for (unsigned i = 0; i < ROWS; i = ((i | step) + 1) & ~step) {
            uint64_t swap = ((block[i] >> step) ^ block[i | step]) & mask;
            block[i] ^= swap << step;
            block[i | step] ^= swap;
        }
}

void prse__seen_keys(uint64_t *keys, const prse__seen *seen, size_t word)
{
    memset(keys, 0, seen->words * ROWS * sizeof *keys);
    for (size_t i = 0; i < seen->plane_count; i++)
        keys[i] = seen->planes[i].lot->words[word];
    for (size_t i = 0; i < seen->words; i++)
        transpose(keys + i * ROWS);
}

/* --- The table --- */

static uint64_t mixed(uint64_t hash, uint64_t part)
{
    hash = (hash ^ part) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

static uint64_t hash_of(const uint64_t *key, size_t words, size_t stride)
{
    uint64_t hash = words;
    for (size_t i = 0; i < words; i++)
        hash = mixed(hash, key[i * stride]);
    return hash;
}

static int is_key(const prse__seen *seen, size_t kind, const uint64_t *key)
{
    const uint64_t *own = seen->keys + kind * seen->words;
    for (size_t i = 0; i < seen->words; i++)
        if (own[i] != key[i * ROWS])
            return 0;
    return 1;
}

static size_t slot_of(const prse__seen *seen, const uint64_t *key)
{
    size_t at = hash_of(key, seen->words, ROWS) & (seen->slot_count - 1);
    while (seen->slots[at] && !is_key(seen, seen->slots[at] - 1, key))
        at = (at + 1) & (seen->slot_count - 1);
    return at;
}

static void place_again(prse__seen *seen)
{
    for (size_t i = 0; i < seen->count; i++) {
        size_t at = hash_of(seen->keys + i * seen->words, seen->words, 1) &
                    (seen->slot_count - 1);
        while (seen->slots[at])
            at = (at + 1) & (seen->slot_count - 1);
        seen->slots[at] = (uint32_t)i + 1;
    }
}

/* At most half of the slots are taken. */
static int make_room(prse__seen *seen)
{
    if (seen->count < seen->room)
        return 1;
    size_t room = seen->room ? 2 * seen->room : FIRST_ROOM;
    uint64_t *keys = prse__resize(seen->keys, seen->count * seen->words,
                                  room * seen->words, sizeof *keys);
    seen->keys = keys ? keys : seen->keys;
    prse__kind *kinds =
        prse__resize(seen->kinds, seen->count, room, sizeof *kinds);
    seen->kinds = kinds ? kinds : seen->kinds;
    uint32_t *slots = prse__alloc(2 * room, sizeof *slots);
    if (!keys || !kinds || !slots) {
        prse__free(slots);
        return 0;
    }
    prse__free(seen->slots);
    seen->slots = slots;
    seen->slot_count = 2 * room;
    seen->room = room;
    place_again(seen);
    return 1;
}

prse__kind *prse__seen_find(prse__seen *seen, const uint64_t *keys,
                            size_t row, int *is_new)
{
    const uint64_t *key = keys + row;
    if (!make_room(seen))
        return NULL;
    size_t slot = slot_of(seen, key);
    *is_new = !seen->slots[slot];
    if (*is_new) {
        for (size_t i = 0; i < seen->words; i++)
            seen->keys[seen->count * seen->words + i] = key[i * ROWS];
        seen->kinds[seen->count] = (prse__kind){.note = seen->note_count};
        seen->slots[slot] = (uint32_t)++seen->count;
    }
    return &seen->kinds[seen->slots[slot] - 1];
}

int prse__seen_note(prse__seen *seen, uint16_t note)
{
    if (seen->note_count == seen->note_room) {
        size_t room = 2 * seen->note_room + FIRST_ROOM;
        uint16_t *notes = prse__resize(seen->notes, seen->note_count, room,
                                         sizeof *notes);
        if (!notes)
            return 0;
        seen->notes = notes;
        seen->note_room = room;
    }
    seen->notes[seen->note_count++] = note;
    seen->kinds[seen->count - 1].note_count++;
    return 1;
}

void prse__seen_clear(prse__seen *seen)
{
    if (seen->slots)
        memset(seen->slots, 0, seen->slot_count * sizeof *seen->slots);
    seen->count = seen->note_count = 0;
}
