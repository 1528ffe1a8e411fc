/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/worker.h"

#include <string.h>

#include "batch/schema.h"
#include "batch/value.h"

/* Values that are read again and again live in the arena of the facts: above
 * this it is emptied, and what was met is forgotten. */
enum { MOST_VALUES = 1 << 20 };

/* --- Life --- */

static void forget_met(prse__worker *w)
{
    for (size_t c = 0; c < w->room; c++) {
        w->columns[c].now = NULL;
        w->columns[c].missing = 1;
        for (size_t i = 0; i < PRSE__MEMORY && w->columns[c].met; i++)
            w->columns[c].met[i].length = 0;
    }
    prse_facts_clear(w->facts);
    w->changed = 1;
}

static prse_status make_room(prse__worker *w, size_t columns, prse_error *err)
{
    if (columns <= w->room)
        return PRSE_OK;
    prse__memory *more =
        prse__resize(w->columns, w->room, columns, sizeof *more);
    if (!more)
        return prse__error_nomem(err);
    w->columns = more;
    for (; w->room < columns; w->room++) {
        prse__memory *column = &w->columns[w->room];
        *column = (prse__memory){
            .met = prse__alloc(PRSE__MEMORY, sizeof *column->met)};
        if (!column->met)
            return prse__error_nomem(err);
    }
    return PRSE_OK;
}

static prse_status begin(prse__worker *w, const prse__reading *reading,
                         prse_error *err)
{
    prse_status status = make_room(w, reading->input_count, err);
    if (status)
        return status;
    forget_met(w);
    for (size_t i = 0; w->computed && i < w->batch->computed_count; i++)
        prse__memo_clear(&w->computed[i]); /* other types, other bytes */
    for (size_t i = 0; i < reading->input_count; i++) {
        const prse__input *input = &reading->inputs[i];
        w->columns[i].input = input;
        w->columns[i].name = prse_str_of(
            prse__schema_name(reading->schema->children[input->column]));
        w->columns[i].slot = prse__profile_slot(&w->facts->profile,
                                                input->fact, input->year);
    }
    return PRSE_OK;
}

static prse_status make_memos(prse__worker *w, prse_error *err)
{
    const prse_batch *batch = w->batch;
    size_t computed = batch->computed_count;
    w->missing = prse__alloc(batch->obligation_count + 1, sizeof *w->missing);
    w->computed = prse__alloc(computed + 1, sizeof *w->computed);
    w->notes = prse__alloc(computed * PRSE__LOT + 1, sizeof *w->notes);
    w->ends = prse__alloc(batch->most_computed * PRSE__LOT + 1, 1);
    return w->missing && w->computed && w->notes && w->ends
               ? PRSE_OK
               : prse__error_nomem(err);
}

static void free_memos(prse__memo *memos, size_t count)
{
    for (size_t i = 0; memos && i < count; i++)
        prse__memo_free(&memos[i]);
    prse__free(memos);
}

static prse_status make(prse__worker **out, prse_batch *batch, prse_error *err)
{
    prse__worker *w = prse__alloc(1, sizeof *w);
    if (!w)
        return prse__error_nomem(err);
    w->batch = batch;
    prse__buf_init(&w->value, 0);
    prse__buf_init(&w->errors, 0);
    w->uses = prse__alloc(batch->pack->rules.var_count + 1, sizeof *w->uses);
    prse_status status = w->uses ? prse_facts_new(&w->facts, batch->pack, err)
                                 : prse__error_nomem(err);
    if (!status)
        status = prse_report_new(&w->report, batch->pack, err);
    if (!status && batch->kernels)
        status = prse__lots_new(&w->lots, batch, err);
    if (!status && batch->kernels)
        status = make_memos(w, err);
    if (status) {
        prse__worker_free(w);
        return status;
    }
    w->report->facts = w->facts;
    w->report->date = batch->date;
    *out = w;
    return PRSE_OK;
}

static prse__worker *take_spare(prse_batch *batch)
{
    prse__worker *spare = NULL;
    for (size_t i = 0; i < PRSE__SPARES && !spare; i++)
        if (atomic_load(&batch->spares[i]))
            spare = atomic_exchange(&batch->spares[i], NULL);
    return spare;
}

prse_status prse__worker_take(prse__worker **out, prse_batch *batch,
                              const prse__reading *reading, prse_error *err)
{
    prse__worker *w = take_spare(batch);
    prse_status status = w ? PRSE_OK : make(&w, batch, err);
    if (!status)
        status = begin(w, reading, err);
    if (status)
        prse__worker_free(w);
    else
        *out = w;
    return status;
}

void prse__worker_return(prse__worker *worker)
{
    for (size_t i = 0; worker && i < PRSE__SPARES; i++) {
        prse__worker *none = NULL;
        if (atomic_compare_exchange_strong(&worker->batch->spares[i], &none,
                                           worker))
            return;
    }
    prse__worker_free(worker);
}

void prse__worker_free(prse__worker *w)
{
    if (!w)
        return;
    for (size_t i = 0; i < w->room; i++)
        prse__free(w->columns[i].met);
    free_memos(w->missing, w->batch->obligation_count);
    free_memos(w->computed, w->batch->computed_count);
    prse__free(w->notes);
    prse__free(w->ends);
    prse__free(w->columns);
    prse__free(w->uses);
    prse__lots_free(w->lots);
    prse_report_free(w->report);
    prse_facts_free(w->facts);
    prse__buf_free(&w->value);
    prse__buf_free(&w->errors);
    prse__free(w);
}

/* --- Errors of a row --- */

/* Bytes of somebody's value, cut anywhere, are shown in messages. */
static void add_sound(prse__buf *buf, prse_str text)
{
    while (text.len > 0) {
        size_t good = prse__utf8_check(text);
        prse__buf_add(buf, (prse_str){text.ptr, good});
        if (good == text.len)
            return;
        prse__buf_addc(buf, '?');
        text = (prse_str){text.ptr + good + 1, text.len - good - 1};
    }
}

void prse__worker_blame(prse__worker *w, prse_str column, const char *why)
{
    if (w->errors.len > 0)
        prse__buf_adds(&w->errors, "; ");
    prse__buf_add(&w->errors, column);
    prse__buf_adds(&w->errors, ": ");
    add_sound(&w->errors, prse_str_of(why));
}

/* --- Values --- */

static void forget(prse__worker *w, prse__memory *column)
{
    column->now = NULL;
    if (column->missing)
        return;
    prse__profile_forget(&w->facts->profile, column->slot);
    column->missing = 1;
    w->changed = 1;
}

static size_t place_of(prse_str key)
{
    uint64_t hash = key.len;
    for (size_t at = 0; at < key.len; at += 8) {
        uint64_t part = 0;
        size_t left = key.len - at;
        memcpy(&part, key.ptr + at, left < 8 ? left : 8);
        hash = (hash ^ part) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
    }
    return (size_t)(hash % PRSE__MEMORY);
}

static int is_met(const prse__met *met, prse_str key)
{
    return met->length == key.len + 1 &&
           memcmp(met->key, key.ptr, key.len) == 0;
}

static void recall(prse__worker *w, prse__memory *column,
                   const prse__met *met)
{
    *column->slot = met->slot;
    if (column->slot->var != SIZE_MAX)
        w->facts->profile.masks[column->slot->var] = met->mask;
}

static void remember(prse__worker *w, prse__memory *column, prse__met *met,
                     prse_str key)
{
    met->length = (uint8_t)(key.len + 1);
    memcpy(met->key, key.ptr, key.len);
    met->slot = *column->slot;
    if (column->slot->var != SIZE_MAX)
        met->mask = w->facts->profile.masks[column->slot->var];
    column->now = met;
}

static const prse__arrow_type *type_of(const prse__memory *column)
{
    const prse__column_type *type = &column->input->type;
    return type->has_words ? &type->words : &type->cells;
}

/* PRSE_ETYPE with its reason when it is no value of the fact. */
static prse_status set_as_text(prse__worker *w, prse__memory *column,
                               prse_str bytes, prse_error *err)
{
    const char *id = column->slot->fact->id.ptr;
    prse__buf_clear(&w->value);
    const char *why = prse__arrow_print(&w->value, type_of(column), bytes);
    if (w->value.failed)
        return prse__error_nomem(err);
    if (why)
        return prse__error_set(err, PRSE_ETYPE, id,
                               "it is not a value of this fact: %s", why);
    prse_str text = w->value.ptr ? prse__buf_str(&w->value) : PRSE_STR("");
    if (prse__utf8_check(text) != text.len)
        return prse__error_set(err, PRSE_ETYPE, id,
                               "the value is not UTF-8");
    if (column->slot->var == SIZE_MAX)
        return PRSE_OK; /* free text, which no rule reads */
    return prse__profile_set(&w->facts->profile, column->slot, text,
                             (prse__place){0}, err);
}

/* The same; whole numbers need not be written. */
static prse_status set(prse__worker *w, prse__memory *column, prse_str bytes,
                       prse_error *err)
{
    int64_t whole;
    prse__fact_type fact = column->slot->fact->type;
    if ((fact == PRSE__FACT_NUMBER || fact == PRSE__FACT_COUNT ||
         fact == PRSE__FACT_BOOLEAN) &&
        prse__arrow_whole(&whole, type_of(column), bytes.ptr) &&
        prse__profile_set_int(&w->facts->profile, column->slot, whole,
                              NULL) == PRSE_OK)
        return PRSE_OK;
    return set_as_text(w, column, bytes, err);
}

static prse_status read_new(prse__worker *w, prse__memory *column,
                            prse_str bytes, prse__met *met, prse_error *err)
{
    prse_error why;
    prse_status status = set(w, column, bytes, &why);
    w->changed = 1;
    if (status == PRSE_ETYPE) {
        forget(w, column);
        prse__worker_blame(w, column->name, why.message);
        return PRSE_OK;
    }
    if (status) {
        if (err)
            *err = why;
        return status;
    }
    column->missing = 0;
    column->now = NULL;
    if (met)
        remember(w, column, met, bytes);
    return PRSE_OK;
}

static prse_status read_value(prse__worker *w, prse__memory *column,
                              prse_str bytes, prse_error *err)
{
    if (!bytes.ptr) {
        forget(w, column);
        return PRSE_OK;
    }
    if (bytes.len > PRSE__KEY_MOST)
        return read_new(w, column, bytes, NULL, err);
    if (column->now && is_met(column->now, bytes))
        return PRSE_OK;
    prse__met *met = &column->met[place_of(bytes)];
    if (!is_met(met, bytes))
        return read_new(w, column, bytes, met, err);
    recall(w, column, met);
    column->now = met;
    column->missing = 0;
    w->changed = 1;
    return PRSE_OK;
}

prse_status prse__worker_read(prse__worker *w, const prse__view *views,
                              size_t count, int64_t row, prse_error *err)
{
    prse_status status = PRSE_OK;
    prse__buf_clear(&w->errors);
    if (prse__arena_used(w->facts->profile.arena) > MOST_VALUES)
        forget_met(w);
    for (size_t i = 0; i < count && !status; i++) {
        prse_str bytes;
        status = prse__view_read(&bytes, &views[i], row, err);
        if (!status)
            status = read_value(w, &w->columns[i], bytes, err);
    }
    return status;
}

prse_status prse__worker_value(prse__mask *out, int *good, prse__worker *w,
                               size_t column, prse_str bytes, prse_error *err)
{
    const prse__slot *slot = w->columns[column].slot;
    prse__buf_clear(&w->errors);
    if (prse__arena_used(w->facts->profile.arena) > MOST_VALUES)
        forget_met(w);
    prse_status status = read_value(w, &w->columns[column], bytes, err);
    if (!status && w->errors.failed)
        status = prse__error_nomem(err);
    if (status)
        return status;
    *good = w->errors.len == 0;
    if (slot->var != SIZE_MAX)
        *out = w->facts->profile.masks[slot->var];
    return PRSE_OK;
}

/* --- Answers --- */

void prse__worker_answer(prse__worker *w)
{
    const prse_batch *batch = w->batch;
    size_t only =
        batch->obligation_count == 1 ? batch->obligations[0] : SIZE_MAX;
    if (w->changed)
        prse__judge_run(&w->report->judge, w->facts->profile.masks,
                        batch->date, only);
    w->changed = 0;
}
