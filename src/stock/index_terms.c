/* SPDX-License-Identifier: Apache-2.0 */
/* From the records of units to the lists of terms. Terms are taken in the
 * order of their bytes, as many at a time as fit into a fixed memory; for each
 * such range the records are read once. */
#include "stock/index_part.h"
#include "stock/index_prefixes.h"
#include "stock/index_record.h"

enum { ROOM = 1 << 26 }; /* numbers of units in memory, 4 bytes each */

typedef struct range {
    uint32_t from, to;  /* places in the order of terms */
    uint32_t size;      /* numbers of units in all their lists */
    uint32_t *next;     /* where the next number of each goes */
    uint32_t *numbers;
} range;

typedef struct writer {
    prse__index_part *p;
    uint32_t *order;  /* terms by their bytes */
    uint32_t *places; /* of each term in that order */
    prse__lists lists;
    prse__prefixes prefixes;
} writer;

static uint32_t units_at(const writer *w, uint32_t place)
{
    return prse__vocabulary_units(w->p->vocabulary, w->order[place]);
}

/* The range that starts at a place: one term at least. */
static range next_range(const writer *w, uint32_t from)
{
    size_t count = prse__vocabulary_count(w->p->vocabulary);
    range r = {.from = from, .to = from};
    while (r.to < count) {
        uint32_t units = units_at(w, r.to);
        if (r.to > from && units > ROOM - r.size)
            break;
        r.size += units;
        r.to++;
    }
    return r;
}

static prse_status open_range(range *r, const writer *w, prse_error *err)
{
    r->next = prse__alloc(r->to - r->from, sizeof *r->next);
    r->numbers = prse__alloc(r->size, sizeof *r->numbers);
    if (!r->next || !r->numbers)
        return prse__error_nomem(err);
    uint32_t before = 0;
    for (uint32_t i = 0; i < r->to - r->from; i++) {
        r->next[i] = before;
        before += units_at(w, r->from + i);
    }
    return PRSE_OK;
}

static void close_range(range *r)
{
    prse__free(r->next);
    prse__free(r->numbers);
}

static prse_status fill(range *r, const writer *w, prse_error *err)
{
    prse__index_record record;
    for (uint32_t unit = 0;;) {
        prse_str records;
        prse_status status = prse__index_part_next(w->p, &records, err);
        if (status || records.len == 0)
            return status;
        for (size_t at = 0; at < records.len; unit++) {
            prse__index_record_get(&record, records, &at);
            for (uint32_t i = 0; i < record.term_count; i++) {
                uint32_t place = w->places[record.terms[i]];
                if (place >= r->from && place < r->to)
                    r->numbers[r->next[place - r->from]++] = unit;
            }
        }
    }
}

static prse_status write_range(const range *r, writer *w, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (uint32_t i = 0; i < r->to - r->from && !status; i++) {
        uint32_t place = r->from + i, count = units_at(w, place);
        const uint32_t *numbers = r->numbers + (r->next[i] - count);
        prse_str text = prse__vocabulary_text(w->p->vocabulary,
                                              w->order[place]);
        status = prse__lists_add(&w->lists, text, numbers, count, err);
        if (!status)
            status = prse__prefixes_pass(&w->prefixes, place, numbers, count,
                                         err);
        if (!status)
            status = prse__index_part_tell(w->p, count, err);
    }
    return status;
}

static prse_status write_all(writer *w, prse_error *err)
{
    size_t count = prse__vocabulary_count(w->p->vocabulary);
    prse_status status = PRSE_OK;
    for (uint32_t from = 0; from < count && !status;) {
        range r = next_range(w, from);
        status = open_range(&r, w, err);
        if (!status)
            status = fill(&r, w, err);
        if (!status)
            status = write_range(&r, w, err);
        close_range(&r);
        from = r.to;
    }
    return status;
}

static prse_status write_ordered(writer *w, prse_error *err)
{
    prse__index_part *p = w->p;
    size_t count = prse__vocabulary_count(p->vocabulary);
    w->places = prse__alloc(count, sizeof *w->places);
    if (!w->places)
        return prse__error_nomem(err);
    for (uint32_t i = 0; i < count; i++)
        w->places[w->order[i]] = i;
    prse_status status = prse__lists_open(&w->lists, p->db, p->part, err);
    if (status)
        return status;
    prse__prefixes_init(&w->prefixes, p->vocabulary, w->order, &w->lists,
                        p->units);
    status = write_all(w, err);
    prse__prefixes_free(&w->prefixes);
    prse__lists_close(&w->lists);
    return status;
}

prse_status prse__index_write_lists(prse__index_part *p, prse_error *err)
{
    writer w = {.p = p};
    prse_status status = prse__vocabulary_sort(&w.order, p->vocabulary, err);
    if (!status)
        status = write_ordered(&w, err);
    prse__free(w.order);
    prse__free(w.places);
    return status;
}
