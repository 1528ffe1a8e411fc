/* SPDX-License-Identifier: Apache-2.0 */
/* All texts at one keystroke from the word are made and sorted; they and the
 * sorted terms of the index then leap over each other's gaps, so that a few
 * hundred texts cost a few dozen look-ups. */
#include "stock/typo.h"

#include <stdlib.h>
#include <string.h>

/* --- Comparing --- */

static size_t common_start(prse_str a, prse_str b)
{
    size_t most = a.len < b.len ? a.len : b.len, i = 0;
    while (i < most && a.ptr[i] == b.ptr[i])
        i++;
    return i;
}

static int same_end(prse_str a, size_t from_a, prse_str b, size_t from_b)
{
    size_t length = a.len - from_a;
    return length == b.len - from_b &&
           memcmp(a.ptr + from_a, b.ptr + from_b, length) == 0;
}

static int swapped(prse_str a, prse_str b, size_t at)
{
    return at + 1 < a.len && at + 1 < b.len &&
           a.ptr[at] == b.ptr[at + 1] && a.ptr[at + 1] == b.ptr[at] &&
           same_end(a, at + 2, b, at + 2);
}

int prse__typo_near(prse_str a, prse_str b)
{
    size_t at = common_start(a, b);
    if (at == a.len)
        return b.len - at <= 1;
    if (at == b.len)
        return a.len - at <= 1;
    return same_end(a, at + 1, b, at) || same_end(a, at, b, at + 1) ||
           same_end(a, at + 1, b, at + 1) || swapped(a, b, at);
}

int prse__typo_near_start(prse_str a, prse_str b)
{
    for (size_t length = a.len > 0 ? a.len - 1 : 0; length <= a.len + 1;
         length++)
        if (length <= b.len &&
            prse__typo_near(a, (prse_str){b.ptr, length}))
            return 1;
    return 0;
}

/* --- Making --- */

typedef struct variant {
    char text[PRSE__TYPO_LONGEST + 2];
    uint8_t length;
} variant;

typedef struct maker {
    variant *variants;
    size_t count;
    prse_str word;
    prse_str letters;
} maker;

static variant *start(maker *m, size_t keep)
{
    variant *v = &m->variants[m->count++];
    memcpy(v->text, m->word.ptr, keep);
    v->length = (uint8_t)keep;
    return v;
}

static void finish(const maker *m, variant *v, size_t from)
{
    size_t length = m->word.len - from;
    memcpy(v->text + v->length, m->word.ptr + from, length);
    v->length = (uint8_t)(v->length + length);
}

static void make_at(maker *m, size_t at)
{
    const char *word = m->word.ptr;
    if (at < m->word.len)
        finish(m, start(m, at), at + 1);
    if (at + 1 < m->word.len) {
        variant *v = start(m, at);
        v->text[v->length++] = word[at + 1];
        v->text[v->length++] = word[at];
        finish(m, v, at + 2);
    }
    for (size_t i = 0; i < m->letters.len; i++) {
        variant *v = start(m, at);
        v->text[v->length++] = m->letters.ptr[i];
        finish(m, v, at);
        if (at == m->word.len)
            continue;
        v = start(m, at);
        v->text[v->length++] = m->letters.ptr[i];
        finish(m, v, at + 1);
    }
}

static prse_str text_of(const variant *v)
{
    return (prse_str){v->text, v->length};
}

static int by_text(const void *left, const void *right)
{
    return prse__str_cmp(text_of(left), text_of(right));
}

static int has_digit(prse_str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] >= '0' && word.ptr[i] <= '9')
            return 1;
    return 0;
}

static int make(maker *m, prse__arena *arena)
{
    m->letters = has_digit(m->word)
                     ? PRSE_STR("abcdefghijklmnopqrstuvwxyz0123456789")
                     : PRSE_STR("abcdefghijklmnopqrstuvwxyz");
    size_t room = (m->word.len + 1) * (2 * m->letters.len + 2);
    m->variants = prse__arena_alloc(arena, room, sizeof *m->variants);
    if (!m->variants)
        return 0;
    for (size_t at = 0; at <= m->word.len; at++)
        make_at(m, at);
    qsort(m->variants, m->count, sizeof *m->variants, by_text);
    return 1;
}

/* --- Finding --- */

typedef struct finder {
    prse__index *index;
    prse_str word;
    int prefix;
    prse__wanted *out;
    uint32_t units[PRSE__TYPO_MOST]; /* of each kept, falling */
    size_t count, room;
    prse_error *err;
} finder;

/* Keeps a term among the most frequent ones. */
static prse_status keep(finder *f, prse_str text, uint32_t units, int prefix)
{
    size_t at = f->count;
    if (prse__str_eq(text, f->word))
        return PRSE_OK;
    while (at > 0 && f->units[at - 1] < units)
        at--;
    if (at == f->room)
        return PRSE_OK;
    prse__wanted wanted = {prse__str_dup(f->index->arena, text), prefix};
    if (!wanted.text.ptr)
        return prse__error_nomem(f->err);
    if (f->count < f->room)
        f->count++;
    for (size_t i = f->count - 1; i > at; i--) {
        f->out[i] = f->out[i - 1];
        f->units[i] = f->units[i - 1];
    }
    f->out[at] = wanted;
    f->units[at] = units;
    return PRSE_OK;
}

static int begins(prse_str text, prse_str with)
{
    return text.len > with.len &&
           memcmp(text.ptr, with.ptr, with.len) == 0;
}

/* What the index has from one variant on: the variant, terms that begin with
 * it, or neither. */
static prse_status take(finder *f, prse_str tried, prse_str term,
                        uint32_t units)
{
    if (prse__str_eq(term, tried))
        return keep(f, tried, units, f->prefix);
    return f->prefix && begins(term, tried) ? keep(f, tried, units, 1)
                                            : PRSE_OK;
}

static prse_status find(finder *f, const maker *m)
{
    prse_status status = PRSE_OK;
    prse_str term = PRSE_STR("");
    uint32_t units = 0;
    for (size_t i = 0; i < m->count && !status; i++) {
        prse_str tried = text_of(&m->variants[i]);
        if (i > 0 && prse__str_eq(tried, text_of(&m->variants[i - 1])))
            continue;
        if (i == 0 || prse__str_cmp(term, tried) < 0)
            status = prse__index_next_term(&term, &units, f->index, tried,
                                           f->err);
        if (status || term.len == 0)
            break;
        status = take(f, tried, term, units);
    }
    return status;
}

static int is_plain(prse_str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] & 0x80)
            return 0;
    return 1;
}

prse_status prse__typo_terms(prse__wanted *out, size_t *count,
                             prse__index *index, prse_str word, int prefix,
                             prse_error *err)
{
    maker m = {.word = word};
    finder f = {.index = index, .word = word, .out = out, .err = err,
                .prefix = prefix && word.len >= PRSE__TYPO_PREFIX,
                .room = *count < PRSE__TYPO_MOST ? *count : PRSE__TYPO_MOST};
    *count = 0;
    if (word.len < PRSE__TYPO_SHORTEST || word.len > PRSE__TYPO_LONGEST ||
        !is_plain(word))
        return PRSE_OK;
    if (!make(&m, index->arena))
        return prse__error_nomem(err);
    prse_status status = find(&f, &m);
    *count = f.count;
    return status;
}
