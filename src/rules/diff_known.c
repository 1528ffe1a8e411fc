/* SPDX-License-Identifier: Apache-2.0 */
/* Explanations: what a pack says of its differences with another one. Their
 * conditions read the facts of the pack that holds them, on its day. */
#include "rules/compile.h"
#include "rules/diff.h"

typedef struct loader {
    prse__diff *diff;
    size_t side;
    prse__dd_store store; /* over the variables of that pack */
    prse__compiler compiler;
    prse__diff_import import;
    prse_error *err;
} loader;

static const prse__pack_tree *pack_of(const prse__diff *diff, size_t side)
{
    return diff->space.rules[side]->pack;
}

static int is_about_other(const prse__diff *diff, size_t side, size_t set)
{
    const prse__pack_tree *own = pack_of(diff, side);
    prse_str other = pack_of(diff, 1 - side)->id;
    return !prse__str_eq(own->id, other) &&
           prse__str_eq(own->explanations[set].pack, other);
}

static size_t count_known(const prse__diff *diff)
{
    size_t count = 0;
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0; i < pack_of(diff, side)->explanations_count; i++)
            if (is_about_other(diff, side, i))
                count += pack_of(diff, side)->explanations[i].count;
    return count;
}

/* --- Conditions --- */

static prse_status truth(prse__dd *out, void *self, const prse__dd *leaves,
                         size_t count, prse_error *err)
{
    (void)self, (void)count, (void)err;
    *out = leaves[0] == PRSE__DD_TRUE ? PRSE__DD_TRUE : PRSE__DD_FALSE;
    return PRSE_OK;
}

static prse_status compile(loader *l, prse__diff_known *known)
{
    prse__diff *d = l->diff;
    prse__dd_apply apply = {truth, NULL, NULL, d->space.cells};
    prse__dd dd;
    prse_status status = prse__compile_rule(&dd, &l->compiler,
                                            &known->what->when,
                                            PRSE__DD_TRUE, l->err);
    if (!status)
        status = prse__diff_import_init(&l->import, &d->space, l->side,
                                        &l->store, &d->store, l->err);
    if (!status)
        status = prse__diff_import_dd(&dd, &l->import, dd, l->err);
    prse__diff_import_free(&l->import);
    return status ? status
                  : prse__dd_combine(&known->when, &d->store, &apply, &dd, 1,
                                     l->err);
}

static prse_status load_sets(loader *l)
{
    const prse__pack_tree *pack = l->compiler.pack;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < pack->explanations_count; i++) {
        const prse__explanations *set = &pack->explanations[i];
        if (!is_about_other(l->diff, l->side, i))
            continue;
        for (size_t j = 0; j < set->count && !status; j++) {
            prse__diff_known *known = &l->diff->known[l->diff->known_count++];
            *known = (prse__diff_known){.what = &set->items[j],
                                        .side = l->side};
            status = compile(l, known);
        }
    }
    return status;
}

static prse_status load_side(prse__diff *diff, size_t side, prse_error *err)
{
    const prse__ruleset *rules = diff->space.rules[side];
    size_t memos = (rules->pack->definition_count + 1) * PRSE__YEARS_MAX;
    loader l = {.diff = diff, .side = side, .err = err};
    l.compiler = (prse__compiler){
        .pack = rules->pack,
        .epochs = &rules->epochs,
        .vars = rules->vars,
        .cells = rules->cells,
        .fact_vars = rules->fact_vars,
        .store = &l.store,
        .scratch = prse__arena_new(0),
        .definitions = prse__arena_alloc(diff->arena, memos,
                                         sizeof(prse__compiled)),
        .epoch = diff->epochs[side],
        .until = PRSE__FOREVER};
    prse_status status = l.compiler.scratch && l.compiler.definitions
                             ? prse__dd_init(&l.store, diff->arena, err)
                             : prse__error_nomem(err);
    if (!status)
        status = load_sets(&l);
    prse__dd_free(&l.store);
    prse__arena_free(l.compiler.scratch);
    return status;
}

prse_status prse__diff_known_find(prse__diff *diff, prse_error *err)
{
    size_t count = count_known(diff);
    if (!count)
        return PRSE_OK;
    diff->known = prse__arena_alloc(diff->arena, count, sizeof *diff->known);
    if (!diff->known)
        return prse__error_nomem(err);
    prse_status status = load_side(diff, 0, err);
    return status ? status : load_side(diff, 1, err);
}

/* --- What an explanation is about --- */

static prse_str obligation_id(const prse__diff *diff, size_t side,
                              size_t obligation)
{
    return pack_of(diff, side)->obligations[obligation].id;
}

static prse_str part_name(const prse__obligation *o, prse__part part,
                          size_t item)
{
    switch (part) {
    case PRSE__PART_CRITERION:
        return o->criteria[item].id;
    case PRSE__PART_OUTPUT:
        return o->outputs[item].id;
    case PRSE__PART_FIRST_YEAR:
        return PRSE_STR("first_year");
    default:
        return PRSE_STR("applies");
    }
}

static int is_about(const prse__explanation *what, const prse__diff *diff,
                    size_t side, size_t obligation, prse__part part,
                    size_t item)
{
    const prse__obligation *o = &pack_of(diff, side)->obligations[obligation];
    if (!prse__str_eq(what->obligation, obligation_id(diff, side, obligation)))
        return 0;
    for (size_t i = 0; i < what->about_count; i++)
        if (prse__str_eq(what->about[i], part_name(o, part, item)))
            return 1;
    return what->about_count == 0;
}

static int is_number(prse_str expected, const prse__value *value)
{
    prse__dec number;
    return value->kind == PRSE__VALUE_NUMBER &&
           prse__dec_parse(&number, expected) &&
           prse__dec_cmp(number, value->number) == 0;
}

static int is_date(prse_str expected, const prse__value *value)
{
    prse__date date;
    return value->kind == PRSE__VALUE_DATE &&
           prse__date_parse(&date, expected) && date == value->amount;
}

/* Whether the answer is the one that was written; nothing written: any. */
static int is_word(prse_str expected, prse__part part,
                   const prse__value *value)
{
    if (!expected.len)
        return 1;
    int listed = part == PRSE__PART_FIRST_YEAR || part == PRSE__PART_OUTPUT;
    if (listed && value->kind == PRSE__VALUE_NULL)
        return prse__str_is(expected, "null");
    if (listed && value->kind == PRSE__VALUE_BOOLEAN)
        return prse__str_is(expected, value->flag ? "true" : "false");
    return prse__str_eq(expected, prse__diff_word(part, value)) ||
           is_number(expected, value) || is_date(expected, value);
}

int prse__diff_known_fits(const prse__diff *diff,
                          const prse__diff_known *known,
                          const prse__difference *difference)
{
    const prse__explanation *what = known->what;
    const prse__value *theirs = difference->from, *ours = difference->to;
    if (known->side == 0) {
        theirs = difference->to;
        ours = difference->from;
    }
    return is_about(what, diff, known->side,
                    difference->obligation[known->side], difference->part,
                    difference->item[known->side]) &&
           is_word(what->from, difference->part, theirs) &&
           is_word(what->to, difference->part, ours);
}

int prse__diff_known_idle(const prse__diff_known *known)
{
    int ended = known->what->when.count > 1 && known->when == PRSE__DD_FALSE;
    return !known->used && !ended;
}

/* About a thing as such, not about some situations or answers. */
static int is_plain(const prse__explanation *what)
{
    return !what->when.count && !what->from.len && !what->to.len;
}

const prse__explanation *prse__diff_known_lone(prse__diff *diff,
                                               const prse__diff_lone *lone)
{
    for (size_t i = 0; i < diff->known_count; i++) {
        prse__diff_known *known = &diff->known[i];
        if (is_plain(known->what) &&
            is_about(known->what, diff, lone->side, lone->obligation,
                     lone->part, lone->item)) {
            known->used = 1;
            return known->what;
        }
    }
    return NULL;
}
