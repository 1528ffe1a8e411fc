/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/index_vocabulary.h"

#include <stdlib.h>
#include <string.h>

#include "stock/words.h"

enum { FIRST_SLOTS = 1 << 12 };

typedef struct term {
    uint32_t at; /* of its text */
    uint32_t hash;
    uint32_t units;
    uint32_t last; /* unit counted last, plus one */
    uint8_t length;
    uint8_t softness;
} term;

struct prse__vocabulary {
    size_t count, room;
    term *terms;
    size_t slot_count; /* a power of two, more than half of them free */
    uint32_t *slots;   /* number of a term plus one; 0: free */
    prse__buf texts;
};

prse__vocabulary *prse__vocabulary_new(void)
{
    prse__vocabulary *v = prse__alloc(1, sizeof *v);
    if (!v)
        return NULL;
    prse__buf_init(&v->texts, UINT32_MAX);
    v->slot_count = FIRST_SLOTS;
    v->room = FIRST_SLOTS / 2;
    v->slots = prse__alloc(v->slot_count, sizeof *v->slots);
    v->terms = prse__alloc(v->room, sizeof *v->terms);
    if (v->slots && v->terms)
        return v;
    prse__vocabulary_free(v);
    return NULL;
}

void prse__vocabulary_free(prse__vocabulary *v)
{
    if (!v)
        return;
    prse__free(v->slots);
    prse__free(v->terms);
    prse__buf_free(&v->texts);
    prse__free(v);
}

static uint32_t hash_of(prse_str text)
{
    uint64_t h = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < text.len; i++)
        h = (h ^ (unsigned char)text.ptr[i]) * UINT64_C(1099511628211);
    return (uint32_t)(h >> 32 ^ h);
}

/* Doubles the table; terms keep their numbers. */
static int grow(prse__vocabulary *v)
{
    size_t slot_count = v->slot_count * 2;
    uint32_t *slots = prse__alloc(slot_count, sizeof *slots);
    if (!slots)
        return 0;
    term *terms = prse__resize(v->terms, v->room, slot_count / 2,
                               sizeof *terms);
    if (!terms) {
        prse__free(slots);
        return 0;
    }
    v->terms = terms;
    v->room = slot_count / 2;
    for (size_t i = 0; i < v->count; i++) {
        size_t slot = terms[i].hash & (slot_count - 1);
        while (slots[slot])
            slot = (slot + 1) & (slot_count - 1);
        slots[slot] = (uint32_t)i + 1;
    }
    prse__free(v->slots);
    v->slots = slots;
    v->slot_count = slot_count;
    return 1;
}

static int is_term(const prse__vocabulary *v, const term *t, uint32_t hash,
                   prse_str text)
{
    return t->hash == hash && t->length == text.len &&
           memcmp(v->texts.ptr + t->at, text.ptr, text.len) == 0;
}

prse_status prse__vocabulary_add(prse__vocabulary *v, prse_str text,
                                 uint32_t *number, prse_error *err)
{
    uint32_t hash = hash_of(text);
    size_t slot = hash & (v->slot_count - 1);
    for (; v->slots[slot]; slot = (slot + 1) & (v->slot_count - 1)) {
        *number = v->slots[slot] - 1;
        if (is_term(v, &v->terms[*number], hash, text))
            return PRSE_OK;
    }
    uint32_t at = (uint32_t)v->texts.len;
    prse__buf_add(&v->texts, text);
    if (v->texts.failed)
        return prse__error_nomem(err);
    *number = (uint32_t)v->count;
    v->terms[v->count++] = (term){
        .at = at, .hash = hash, .length = (uint8_t)text.len,
        .softness = (uint8_t)prse__word_softness(text)};
    v->slots[slot] = (uint32_t)v->count;
    return v->count < v->room || grow(v) ? PRSE_OK : prse__error_nomem(err);
}

size_t prse__vocabulary_count(const prse__vocabulary *v)
{
    return v->count;
}

prse_str prse__vocabulary_text(const prse__vocabulary *v, uint32_t number)
{
    const term *t = &v->terms[number];
    return (prse_str){v->texts.ptr + t->at, t->length};
}

int prse__vocabulary_softness(const prse__vocabulary *v, uint32_t number)
{
    return v->terms[number].softness;
}

int prse__vocabulary_count_unit(prse__vocabulary *v, uint32_t number,
                                uint32_t unit)
{
    term *t = &v->terms[number];
    if (t->last == unit + 1)
        return 0;
    t->last = unit + 1;
    t->units++;
    return 1;
}

uint32_t prse__vocabulary_units(const prse__vocabulary *v, uint32_t number)
{
    return v->terms[number].units;
}

/* --- Order --- */

typedef struct key {
    uint64_t head; /* first bytes, so that most comparisons end there */
    prse_str text;
    uint32_t number;
} key;

static uint64_t head_of(prse_str text)
{
    uint64_t head = 0;
    for (size_t i = 0; i < 8; i++)
        head = head << 8 | (i < text.len ? (unsigned char)text.ptr[i] : 0);
    return head;
}

static int by_text(const void *left, const void *right)
{
    const key *a = left, *b = right;
    if (a->head != b->head)
        return a->head < b->head ? -1 : 1;
    return prse__str_cmp(a->text, b->text);
}

prse_status prse__vocabulary_sort(uint32_t **out, const prse__vocabulary *v,
                                  prse_error *err)
{
    key *keys = prse__alloc(v->count + 1, sizeof *keys);
    uint32_t *numbers = prse__alloc(v->count + 1, sizeof *numbers);
    if (!keys || !numbers) {
        prse__free(keys);
        prse__free(numbers);
        return prse__error_nomem(err);
    }
    for (uint32_t i = 0; i < v->count; i++) {
        prse_str text = prse__vocabulary_text(v, i);
        keys[i] = (key){head_of(text), text, i};
    }
    qsort(keys, v->count, sizeof *keys, by_text);
    for (size_t i = 0; i < v->count; i++)
        numbers[i] = keys[i].number;
    prse__free(keys);
    *out = numbers;
    return PRSE_OK;
}
