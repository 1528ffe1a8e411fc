/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/diff.h"

#include <string.h>

#include "rules/diff_set.h"

/* Two terminals that meet somewhere, and the terminal that says so. */
typedef struct pair {
    prse__dd from, to, both;
} pair;

typedef struct differ {
    prse__diff *diff;
    const prse__ruleset *rules[2];
    prse__diff_import imports[2];
    pair *pairs;
    size_t pair_count, pair_room;
    int only_true; /* a criterion is met or not */
    prse_error *err;
} differ;

/* --- Growing lists --- */

static void *grown(prse__arena *arena, void *old, size_t count, size_t *room,
                   size_t size)
{
    if (count < *room)
        return old;
    size_t more = *room ? 2 * *room : 16;
    void *block = prse__arena_alloc(arena, more, size);
    if (block && count)
        memcpy(block, old, count * size);
    if (block)
        *room = more;
    return block;
}

static prse_status add_difference(prse__diff *d, prse__difference item,
                                  prse_error *err)
{
    prse__difference *items =
        grown(d->arena, d->items, d->count, &d->room, sizeof *items);
    if (!items)
        return prse__error_nomem(err);
    d->items = items;
    items[d->count++] = item;
    return PRSE_OK;
}

static prse_status add_skipped(prse__diff *d, prse__diff_lone item,
                               prse_error *err)
{
    prse__diff_lone *skipped = grown(d->arena, d->skipped, d->skipped_count,
                                     &d->skipped_room, sizeof *skipped);
    if (!skipped)
        return prse__error_nomem(err);
    d->skipped = skipped;
    skipped[d->skipped_count++] = item;
    return PRSE_OK;
}

static prse_status add_lone(prse__diff *d, prse__diff_lone item,
                            prse_error *err)
{
    prse__diff_lone *lone =
        grown(d->arena, d->lone, d->lone_count, &d->lone_room, sizeof *lone);
    if (!lone)
        return prse__error_nomem(err);
    item.because = prse__diff_known_lone(d, &item);
    d->lone = lone;
    lone[d->lone_count++] = item;
    return PRSE_OK;
}

/* --- Where two diagrams differ --- */

/* The amount is what terminals are found by. */
static prse_status number_terminal(prse__dd *out, prse__diff *d,
                                   size_t number, prse_error *err)
{
    prse__value *value = prse__arena_alloc(d->arena, 1, sizeof *value);
    if (!value)
        return prse__error_nomem(err);
    *value = (prse__value){.kind = PRSE__VALUE_NUMBER,
                           .amount = (int64_t)number,
                           .number = prse__dec_int((int64_t)number)};
    return prse__dd_terminal(out, &d->store, value, err);
}

static prse_status pair_terminal(prse__dd *out, differ *f, prse__dd from,
                                 prse__dd to)
{
    for (size_t i = 0; i < f->pair_count; i++)
        if (f->pairs[i].from == from && f->pairs[i].to == to) {
            *out = f->pairs[i].both;
            return PRSE_OK;
        }
    pair *pairs = grown(f->diff->arena, f->pairs, f->pair_count,
                        &f->pair_room, sizeof *pairs);
    if (!pairs)
        return prse__error_nomem(f->err);
    f->pairs = pairs;
    prse_status status =
        number_terminal(out, f->diff, f->pair_count, f->err);
    if (!status)
        pairs[f->pair_count++] = (pair){from, to, *out};
    return status;
}

/* False where both are the same, else the pair. */
static prse_status name_pair(prse__dd *out, void *self, const prse__dd *leaves,
                             size_t count, prse_error *err)
{
    differ *f = self;
    prse__dd from = leaves[1], to = leaves[2];
    (void)count, (void)err;
    if (f->only_true) {
        from = from == PRSE__DD_TRUE ? PRSE__DD_TRUE : PRSE__DD_FALSE;
        to = to == PRSE__DD_TRUE ? PRSE__DD_TRUE : PRSE__DD_FALSE;
    }
    *out = PRSE__DD_FALSE;
    return from == to ? PRSE_OK : pair_terminal(out, f, from, to);
}

/* Operands: where to look, then both. */
static int name_early(prse__dd *out, const prse__dd_store *store,
                      const prse__dd *operands, size_t count)
{
    (void)store, (void)count;
    if (operands[0] != PRSE__DD_FALSE && operands[1] != operands[2])
        return 0;
    *out = PRSE__DD_FALSE;
    return 1;
}

/* True where the terminal is the wanted one. */
static prse_status is_wanted(prse__dd *out, void *self, const prse__dd *leaves,
                             size_t count, prse_error *err)
{
    (void)count, (void)err;
    *out = leaves[0] == *(const prse__dd *)self ? PRSE__DD_TRUE
                                                : PRSE__DD_FALSE;
    return PRSE_OK;
}

static prse_status where(prse__dd *out, differ *f, prse__dd dd,
                         prse__dd terminal)
{
    prse__dd_apply apply = {is_wanted, NULL, &terminal, f->diff->space.cells};
    return prse__dd_combine(out, &f->diff->store, &apply, &dd, 1, f->err);
}

/* Takes out of the set what each explanation covers. */
static prse_status explain(differ *f, prse__difference item)
{
    prse__diff *d = f->diff;
    const size_t *cells = d->space.cells;
    prse_status status = PRSE_OK;
    prse__dd rest = item.set;
    for (size_t i = 0; i < d->known_count && !status; i++) {
        prse__diff_known *known = &d->known[i];
        if (!prse__diff_known_fits(d, known, &item))
            continue;
        status = prse__set_and(&item.set, &d->store, cells, rest, known->when,
                               f->err);
        if (status || item.set == PRSE__DD_FALSE)
            continue;
        known->used = 1;
        item.because = known->what;
        status = add_difference(d, item, f->err);
        if (!status)
            status = prse__set_minus(&rest, &d->store, cells, rest,
                                     known->when, f->err);
    }
    item.set = rest;
    item.because = NULL;
    return status || rest == PRSE__DD_FALSE
               ? status
               : add_difference(d, item, f->err);
}

static int refuses(const prse__difference *item, prse__dd dd)
{
    return item->part == PRSE__PART_ANSWER &&
           (dd == PRSE__DD_NULL || dd == PRSE__DD_INSUFFICIENT);
}

static prse_status add_pair(differ *f, prse__difference item, prse__dd dd,
                            pair both)
{
    const prse__dd_store *store = &f->diff->store;
    item.from = prse__dd_value(store, both.from);
    item.to = prse__dd_value(store, both.to);
    item.refusal = refuses(&item, both.from) || refuses(&item, both.to);
    prse_status status = where(&item.set, f, dd, both.both);
    return status || item.set == PRSE__DD_FALSE ? status : explain(f, item);
}

static prse_status compare(differ *f, const prse__difference *item,
                           prse__dd among, prse__dd from, prse__dd to)
{
    prse__dd_apply apply = {name_pair, name_early, f, f->diff->space.cells};
    prse__dd operands[3] = {among, from, to}, dd;
    f->pair_count = 0;
    f->only_true = item->part == PRSE__PART_CRITERION;
    prse_status status = prse__dd_combine(&dd, &f->diff->store, &apply,
                                          operands, 3, f->err);
    for (size_t i = 0; i < f->pair_count && !status; i++)
        status = add_pair(f, *item, dd, f->pairs[i]);
    return status;
}

/* --- The parts of an obligation --- */

static prse__dd own_dd(const differ *f, const prse__difference *item,
                       size_t side)
{
    return prse__ruleset_dd(f->rules[side], item->obligation[side],
                            f->diff->epochs[side], item->part,
                            item->item[side]);
}

static prse_status fetch(prse__dd *out, differ *f,
                         const prse__difference *item)
{
    prse_status status = PRSE_OK;
    for (size_t side = 0; side < 2 && !status; side++)
        status = prse__diff_import_dd(&out[side], &f->imports[side],
                                      own_dd(f, item, side), f->err);
    return status;
}

/* What is computed is no diagram. Where one ruleset is on both sides the same
 * number is the same function. */
static prse_status compare_part(differ *f, const prse__difference *item,
                                prse__dd among)
{
    prse__dd own[2] = {own_dd(f, item, 0), own_dd(f, item, 1)};
    prse__diff_lone skipped = {0, item->obligation[0], item->part,
                               item->item[0], NULL};
    if (own[0] == PRSE__DD_NONE || own[1] == PRSE__DD_NONE)
        return add_skipped(f->diff, skipped, f->err);
    if (f->rules[0] == f->rules[1] && own[0] == own[1])
        return PRSE_OK;
    prse_status status = fetch(own, f, item);
    return status ? status : compare(f, item, among, own[0], own[1]);
}

static prse_status known_and_equal(prse__dd *out, void *self,
                                   const prse__dd *leaves, size_t count,
                                   prse_error *err)
{
    (void)self, (void)count, (void)err;
    int known = leaves[0] != PRSE__DD_NULL &&
                leaves[0] != PRSE__DD_INSUFFICIENT;
    *out = known && leaves[0] == leaves[1] ? PRSE__DD_TRUE : PRSE__DD_FALSE;
    return PRSE_OK;
}

/* Where both give the same answer: only there is another criterion or another
 * year a difference of its own. */
static prse_status agreement(prse__dd *out, differ *f,
                             const prse__difference *item)
{
    prse__dd_apply apply = {known_and_equal, NULL, NULL,
                            f->diff->space.cells};
    prse__dd own[2];
    prse_status status = fetch(own, f, item);
    return status ? status
                  : prse__dd_combine(out, &f->diff->store, &apply, own, 2,
                                     f->err);
}

static const prse__obligation *obligation_of(const differ *f, size_t side,
                                             size_t index)
{
    return &f->rules[side]->pack->obligations[index];
}

static size_t part_count(const prse__obligation *o, prse__part part)
{
    return part == PRSE__PART_CRITERION ? o->criterion_count
                                        : o->output_count;
}

static prse_str part_id(const prse__obligation *o, prse__part part,
                        size_t index)
{
    return part == PRSE__PART_CRITERION ? o->criteria[index].id
                                        : o->outputs[index].id;
}

static size_t find_part(const prse__obligation *o, prse__part part,
                        prse_str id)
{
    for (size_t i = 0; i < part_count(o, part); i++)
        if (prse__str_eq(part_id(o, part, i), id))
            return i;
    return SIZE_MAX;
}

static prse_status compare_list(differ *f, prse__difference item,
                                prse__part part, prse__dd among)
{
    const prse__obligation *sides[2] = {
        obligation_of(f, 0, item.obligation[0]),
        obligation_of(f, 1, item.obligation[1])};
    prse_status status = PRSE_OK;
    item.part = part;
    for (size_t side = 0; side < 2; side++) {
        const prse__obligation *o = sides[side];
        for (size_t i = 0; i < part_count(o, part) && !status; i++) {
            size_t other = find_part(sides[1 - side], part,
                                     part_id(o, part, i));
            prse__diff_lone lone = {side, item.obligation[side], part, i,
                                    NULL};
            item.item[side] = i;
            item.item[1 - side] = other;
            if (other == SIZE_MAX)
                status = add_lone(f->diff, lone, f->err);
            else if (side == 0)
                status = compare_part(f, &item, among);
        }
    }
    return status;
}

static prse_status compare_obligation(differ *f, size_t a, size_t b)
{
    prse__difference item = {.obligation = {a, b}, .part = PRSE__PART_ANSWER};
    prse__dd among;
    prse_status status = compare_part(f, &item, PRSE__DD_TRUE);
    if (!status)
        status = agreement(&among, f, &item);
    item.part = PRSE__PART_FIRST_YEAR;
    if (!status)
        status = compare_part(f, &item, among);
    if (!status)
        status = compare_list(f, item, PRSE__PART_CRITERION, among);
    return status ? status
                  : compare_list(f, item, PRSE__PART_OUTPUT, among);
}

static size_t find_obligation(const differ *f, size_t side, prse_str id)
{
    const prse__pack_tree *pack = f->rules[side]->pack;
    for (size_t i = 0; i < pack->obligation_count; i++)
        if (prse__str_eq(pack->obligations[i].id, id))
            return i;
    return SIZE_MAX;
}

static prse_status compare_packs(differ *f)
{
    prse_status status = PRSE_OK;
    for (size_t side = 0; side < 2; side++) {
        const prse__pack_tree *pack = f->rules[side]->pack;
        for (size_t i = 0; i < pack->obligation_count && !status; i++) {
            size_t other = find_obligation(f, 1 - side,
                                           pack->obligations[i].id);
            prse__diff_lone lone = {side, i, PRSE__PART_ANSWER, 0, NULL};
            if (other == SIZE_MAX)
                status = add_lone(f->diff, lone, f->err);
            else if (side == 0)
                status = compare_obligation(f, i, other);
        }
    }
    return status;
}

/* --- Beginning and end --- */

/* The terminals of answers, under the numbers that rulesets give them. */
static prse_status answer_terminals(prse__diff *d, const prse__ruleset *rules,
                                    prse_error *err)
{
    prse_status status = PRSE_OK;
    for (prse__dd dd = PRSE__DD_RECOMMENDED;
         dd < PRSE__ANSWER_COUNT && !status; dd++) {
        prse__dd own;
        status = prse__dd_terminal(&own, &d->store,
                                   prse__dd_value(&rules->store, dd), err);
    }
    return status;
}

static prse_status begin(differ *f, prse__arena *arena)
{
    prse__diff *d = f->diff;
    prse_status status = prse__diff_space_make(&d->space, arena, f->rules[0],
                                               f->rules[1], f->err);
    if (!status)
        status = prse__dd_init(&d->store, arena, f->err);
    if (!status)
        status = answer_terminals(d, f->rules[0], f->err);
    for (size_t side = 0; side < 2 && !status; side++)
        status = prse__diff_import_init(&f->imports[side], &d->space, side,
                                        &f->rules[side]->store, &d->store,
                                        f->err);
    if (!status)
        status = prse__diff_terms_find(d, f->err);
    return status ? status : prse__diff_known_find(d, f->err);
}

prse_status prse__diff_make(prse__diff *out, prse__arena *arena,
                            const prse__ruleset *const rules[2],
                            const prse__date dates[2], prse_error *err)
{
    differ f = {.diff = out, .rules = {rules[0], rules[1]}, .err = err};
    *out = (prse__diff){.arena = arena};
    for (size_t side = 0; side < 2; side++)
        out->epochs[side] = prse__epoch_of(&rules[side]->epochs, dates[side]);
    prse_status status = begin(&f, arena);
    if (!status)
        status = compare_packs(&f);
    prse__diff_import_free(&f.imports[0]);
    prse__diff_import_free(&f.imports[1]);
    if (status)
        prse__diff_free(out);
    return status;
}

void prse__diff_free(prse__diff *diff)
{
    prse__dd_free(&diff->store);
}

prse_str prse__diff_word(prse__part part, const prse__value *value)
{
    int truth = part == PRSE__PART_ANSWER || part == PRSE__PART_CRITERION;
    if (value->kind == PRSE__VALUE_STRING)
        return value->text;
    if (truth && value->kind == PRSE__VALUE_BOOLEAN)
        return value->flag ? PRSE_STR("yes") : PRSE_STR("no");
    return truth ? PRSE_STR("unknown") : PRSE_STR("");
}
