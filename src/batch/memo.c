/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/memo.h"

#include <string.h>

enum { LEAST_ROOM = 256, MOST_NOTES = 32768 };

void prse__memo_free(prse__memo *m)
{
    prse__free(m->places);
    prse__free(m->notes);
    prse__buf_free(&m->keys);
    prse__buf_free(&m->texts);
    *m = (prse__memo){0};
}

void prse__memo_clear(prse__memo *m)
{
    if (m->count > 0)
        memset(m->places, 0, m->room * sizeof *m->places);
    m->count = 0;
    prse__buf_clear(&m->keys);
    prse__buf_clear(&m->texts);
}

void prse__memo_trim(prse__memo *m)
{
    if (m->count > MOST_NOTES)
        prse__memo_clear(m);
}

/* --- Finding --- */

static size_t hash(prse_str key)
{
    uint64_t sum = key.len;
    for (size_t at = 0; at < key.len; at += 8) {
        uint64_t part = 0;
        size_t left = key.len - at;
        if (left >= 8)
            memcpy(&part, key.ptr + at, 8);
        else
            memcpy(&part, key.ptr + at, left);
        sum = (sum ^ part) * UINT64_C(0x9E3779B97F4A7C15);
        sum ^= sum >> 32;
    }
    return (size_t)sum;
}

/* Where a key is, or would be. */
static size_t place_of(const prse__memo *m, prse_str key)
{
    size_t place = hash(key) & (m->room - 1);
    for (; m->places[place]; place = (place + 1) & (m->room - 1)) {
        const prse__note *note = &m->notes[m->places[place] - 1];
        if (note->key_length == key.len &&
            (key.len == 0 ||
             memcmp(m->keys.ptr + note->key, key.ptr, key.len) == 0))
            break;
    }
    return place;
}

size_t prse__memo_find(const prse__memo *m, prse_str key)
{
    if (m->count == 0)
        return SIZE_MAX;
    uint32_t found = m->places[place_of(m, key)];
    return found ? found - 1 : SIZE_MAX;
}

/* --- Adding --- */

static int grow_places(prse__memo *m)
{
    size_t room = m->room ? 2 * m->room : LEAST_ROOM;
    prse__memo next = *m;
    next.places = prse__alloc(room, sizeof *next.places);
    next.room = room;
    if (!next.places)
        return 0;
    for (size_t i = 0; i < m->count; i++) {
        const prse__note *note = &m->notes[i];
        prse_str key = {m->keys.ptr + note->key, note->key_length};
        next.places[place_of(&next, key)] = (uint32_t)i + 1;
    }
    prse__free(m->places);
    *m = next;
    return 1;
}

static int grow_notes(prse__memo *m)
{
    size_t room = m->note_room ? 2 * m->note_room : LEAST_ROOM;
    prse__note *more =
        prse__resize(m->notes, m->note_room, room, sizeof *more);
    if (!more)
        return 0;
    m->notes = more;
    m->note_room = room;
    return 1;
}

static int has_room(prse__memo *m)
{
    if (m->count == m->note_room && !grow_notes(m))
        return 0;
    return 2 * m->count < m->room || grow_places(m);
}

prse_status prse__memo_add(size_t *out, prse__memo *m, prse_str key,
                           prse_str text, int32_t integer, prse_error *err)
{
    prse__note note = {m->keys.len, key.len, m->texts.len,
                       text.ptr ? (int32_t)text.len : PRSE__MEMO_NONE,
                       integer};
    if (!has_room(m))
        return prse__error_nomem(err);
    size_t place = place_of(m, key);
    prse__buf_add(&m->keys, key);
    if (text.ptr)
        prse__buf_add(&m->texts, text);
    if (m->keys.failed || m->texts.failed)
        return prse__error_nomem(err);
    m->notes[m->count] = note;
    *out = m->count++;
    m->places[place] = (uint32_t)m->count;
    return PRSE_OK;
}

prse_str prse__memo_text(const prse__memo *m, size_t note)
{
    const prse__note *n = &m->notes[note];
    if (n->length == PRSE__MEMO_NONE)
        return (prse_str){0};
    if (n->length == 0)
        return PRSE_STR("");
    return (prse_str){m->texts.ptr + n->text, (size_t)n->length};
}
