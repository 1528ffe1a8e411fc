/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/index_cursor.h"

#include <string.h>

/* A list in memory, of which more may follow in the file; or the union of
 * other cursors. */
struct prse__cursor {
    prse__index *index;
    uint64_t units;
    uint32_t *numbers; /* ascending; room for a block when is_long */
    uint32_t count, at;
    int is_long;
    uint32_t list;
    size_t child_count;
    prse__cursor **children;
    uint32_t *fronts; /* where each child is */
};

typedef struct maker {
    prse__index *index;
    prse_error *err;
    prse__cursor *cursors[PRSE__PREFIX_TERMS + 1]; /* of large terms */
    size_t cursor_count;
    uint64_t merged; /* numbers of the other terms, now in the index's set */
} maker;

/* --- Seeking --- */

static uint32_t gallop(const uint32_t *numbers, uint32_t at, uint32_t count,
                       uint32_t from)
{
    uint32_t step = 1;
    while (at < count && numbers[at] < from) {
        uint32_t next = count - at > step ? at + step : count;
        if (next == count || numbers[next] >= from) {
            /* between at and next */
            uint32_t low = at + 1, high = next;
            while (low < high) {
                uint32_t middle = low + (high - low) / 2;
                if (numbers[middle] < from)
                    low = middle + 1;
                else
                    high = middle;
            }
            return low;
        }
        at = next;
        step *= 2;
    }
    return at;
}

static prse_status seek_list(prse__cursor *c, uint32_t from, uint32_t *unit,
                             prse_error *err)
{
    c->at = gallop(c->numbers, c->at, c->count, from);
    if (c->at == c->count && c->is_long) {
        prse_status status = prse__index_block(c->numbers, &c->count,
                                               c->index, c->list, from, err);
        if (status)
            return status;
        c->is_long = c->count > 0;
        c->at = gallop(c->numbers, 0, c->count, from);
    }
    *unit = c->at < c->count ? c->numbers[c->at] : PRSE__CURSOR_END;
    return PRSE_OK;
}

prse_status prse__cursor_seek(prse__cursor *c, uint32_t from, uint32_t *unit,
                              prse_error *err)
{
    if (c->child_count == 0)
        return seek_list(c, from, unit, err);
    *unit = PRSE__CURSOR_END;
    for (size_t i = 0; i < c->child_count; i++) {
        if (c->fronts[i] < from) {
            prse_status status = seek_list(c->children[i], from,
                                           &c->fronts[i], err);
            if (status)
                return status;
        }
        if (c->fronts[i] < *unit)
            *unit = c->fronts[i];
    }
    return PRSE_OK;
}

/* Moves both on inside what is in memory, until they agree or one of them is
 * at its end there. Without branches that depend on the numbers, which no
 * processor can guess. */
static int merge_on(prse__cursor *a, prse__cursor *b)
{
    uint32_t i = a->at, j = b->at;
    while (i < a->count && j < b->count && a->numbers[i] != b->numbers[j]) {
        uint32_t first = a->numbers[i], second = b->numbers[j];
        i += first < second;
        j += second < first;
    }
    a->at = i;
    b->at = j;
    return i < a->count && j < b->count;
}

prse_status prse__cursor_meet(prse__cursor *a, prse__cursor *b, uint32_t from,
                              uint32_t *unit, prse_error *err)
{
    for (*unit = from;;) {
        uint32_t first = *unit;
        prse_status status = prse__cursor_seek(a, first, &first, err);
        *unit = first;
        if (!status && first != PRSE__CURSOR_END)
            status = prse__cursor_seek(b, first, unit, err);
        if (status || *unit == first)
            return status;
        if (a->child_count == 0 && b->child_count == 0 && merge_on(a, b)) {
            *unit = a->numbers[a->at];
            return PRSE_OK;
        }
    }
}

uint64_t prse__cursor_units(const prse__cursor *cursor)
{
    return cursor->units;
}

uint64_t prse__cursor_exact(const prse__cursor *cursor)
{
    return cursor->child_count == 0 ? cursor->units : 0;
}

/* --- Making --- */

static prse__cursor *new_list(maker *m, size_t room, uint64_t units)
{
    prse__cursor *c = prse__arena_alloc(m->index->arena, 1, sizeof *c);
    if (!c)
        return NULL;
    c->index = m->index;
    c->units = units;
    c->numbers = prse__arena_alloc(m->index->arena, room, sizeof *c->numbers);
    return c->numbers ? c : NULL;
}

/* A term walked as it is. */
static prse_status add_cursor(maker *m, const prse__term *term)
{
    prse__cursor *c = new_list(m, term->is_long ? PRSE__LIST_BLOCK
                                                : term->bytes.len + 1,
                               term->units);
    if (!c)
        return prse__error_nomem(m->err);
    c->is_long = term->is_long;
    c->list = term->list;
    if (!term->is_long)
        c->count = prse__index_decode(c->numbers, term->bytes);
    m->cursors[m->cursor_count++] = c;
    return PRSE_OK;
}

static prse_status prepare_set(prse__index *index, prse_error *err)
{
    uint32_t units = 0;
    for (size_t i = 0; i < PRSE__INDEX_PARTS; i++)
        if (index->parts[i].units > units)
            units = index->parts[i].units;
    if (index->set.bits && index->set.size >= units)
        return PRSE_OK;
    prse__bits_free(&index->set);
    return prse__bits_init(&index->set, units) ? PRSE_OK
                                               : prse__error_nomem(err);
}

/* A term whose units go into the set with those of others. */
static prse_status merge(maker *m, const prse__term *term)
{
    uint32_t numbers[PRSE__LIST_BLOCK], count = 0, from = 0;
    prse_status status = prepare_set(m->index, m->err);
    if (!status && !term->is_long) {
        if (term->bytes.len <= PRSE__LIST_SHORT)
            count = prse__index_decode(numbers, term->bytes);
        prse__bits_add(&m->index->set, numbers, count);
        m->merged += count;
    }
    while (!status && term->is_long) {
        status = prse__index_block(numbers, &count, m->index, term->list,
                                   from, m->err);
        if (status || count == 0 || numbers[count - 1] < from)
            break;
        prse__bits_add(&m->index->set, numbers, count);
        m->merged += count;
        from = numbers[count - 1] + 1;
    }
    return status;
}

static prse_status add_merged(maker *m)
{
    if (m->merged == 0)
        return PRSE_OK;
    prse__cursor *c = new_list(m, m->merged, m->merged);
    uint32_t *numbers = c ? c->numbers : NULL;
    if (!numbers) /* the set must be empty again */
        prse__bits_clear(&m->index->set);
    else
        c->units = c->count = prse__bits_drain(&m->index->set, numbers);
    m->merged = 0;
    if (!c)
        return prse__error_nomem(m->err);
    m->cursors[m->cursor_count++] = c;
    return PRSE_OK;
}

static prse_status take(maker *m, const prse__term *term, int alone)
{
    int large = term->units >= PRSE__TERM_LARGE || alone;
    if (term->units == 0)
        return PRSE_OK;
    if (large && m->cursor_count < PRSE__PREFIX_TERMS)
        return add_cursor(m, term);
    return merge(m, term);
}

/* The list of the prefix when it has one, else those of its terms. */
static prse_status take_prefix(maker *m, prse_str text)
{
    char name[PRSE__TERM_LONGEST] = PRSE__TERM_PREFIX;
    size_t count = PRSE__PREFIX_TERMS;
    prse__term *terms = prse__arena_alloc(m->index->arena, count,
                                          sizeof *terms);
    if (!terms)
        return prse__error_nomem(m->err);
    memcpy(name + 1, text.ptr, text.len);
    prse_status status = prse__index_term(&terms[0], m->index,
                                          (prse_str){name, text.len + 1},
                                          m->err);
    if (status || terms[0].units > 0)
        return status ? status : take(m, &terms[0], 0);
    status = prse__index_terms(terms, &count, m->index, text, m->err);
    for (size_t i = 0; i < count && !status; i++)
        status = take(m, &terms[i], count == 1);
    return status;
}

static prse_status take_word(maker *m, prse_str text, int alone)
{
    prse__term term;
    prse_status status = prse__index_term(&term, m->index, text, m->err);
    return status ? status : take(m, &term, alone);
}

static prse_status join(prse__cursor **out, maker *m)
{
    if (m->cursor_count == 1) {
        *out = m->cursors[0];
        return PRSE_OK;
    }
    prse__cursor *c = new_list(m, 1, 0);
    if (!c)
        return prse__error_nomem(m->err);
    c->children = prse__arena_alloc(m->index->arena, m->cursor_count + 1,
                                    sizeof(prse__cursor *));
    c->fronts = prse__arena_alloc(m->index->arena, m->cursor_count + 1,
                                  sizeof *c->fronts);
    if (!c->children || !c->fronts)
        return prse__error_nomem(m->err);
    c->child_count = m->cursor_count;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < m->cursor_count && !status; i++) {
        c->children[i] = m->cursors[i];
        c->units += m->cursors[i]->units;
        status = seek_list(m->cursors[i], 0, &c->fronts[i], m->err);
    }
    *out = c;
    return status;
}

prse_status prse__cursor_new(prse__cursor **out, prse__index *index,
                             const prse__wanted *wanted, size_t count,
                             prse_error *err)
{
    maker m = {.index = index, .err = err};
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < count && !status; i++) {
        prse_str text = wanted[i].text;
        if (text.len == 0 || text.len >= PRSE__TERM_LONGEST)
            continue;
        status = wanted[i].prefix ? take_prefix(&m, text)
                                  : take_word(&m, text, count == 1);
    }
    if (status) {
        if (m.merged > 0)
            prse__bits_clear(&index->set);
        return status;
    }
    status = add_merged(&m);
    return status ? status : join(out, &m);
}
