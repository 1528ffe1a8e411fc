/* SPDX-License-Identifier: Apache-2.0 */
/* The law before and after: obligations of either, plans, names of facts. */
#include "reform/reform.h"

/* --- Obligations --- */

static prse_status add_obligation(prse_reform *r, prse_str id, prse_lang lang,
                                  prse_error *err)
{
    prse__reform_obligation *o = &r->obligations[r->obligation_count];
    *o = (prse__reform_obligation){.touched = 0};
    for (size_t side = 0; side < 2; side++) {
        prse_obligation_info info = {.size = sizeof info};
        o->index[side] = prse_pack_obligation_index(r->packs[side], id);
        if (o->index[side] == SIZE_MAX)
            continue;
        prse_pack_obligation(r->packs[side], o->index[side], lang, &info,
                             NULL);
        o->id = info.id;
        o->label = o->label.ptr ? o->label : info.label;
    }
    char subject[64];
    prse__error_copy(subject, sizeof subject, id);
    if (!o->id.ptr)
        return prse__error_set(err, PRSE_ENOTFOUND, subject,
                               "neither pack has the obligation `%s`",
                               subject);
    o->touched = o->index[0] == SIZE_MAX || o->index[1] == SIZE_MAX;
    r->obligation_count++;
    return PRSE_OK;
}

/* Those of the first pack in its order, then those of the second alone. */
static prse_status add_all(prse_reform *r, prse_lang lang, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t side = 0; side < 2; side++) {
        const prse__pack_tree *tree = r->packs[side]->tree;
        for (size_t i = 0; i < tree->obligation_count && !status; i++) {
            prse_str id = tree->obligations[i].id;
            if (side == 0 ||
                prse_pack_obligation_index(r->packs[0], id) == SIZE_MAX)
                status = add_obligation(r, id, lang, err);
        }
    }
    return status;
}

static prse_status take_obligations(prse_reform *r,
                                    const prse_reform_options *opts,
                                    prse_error *err)
{
    size_t most = opts->obligation_count +
                  prse_pack_obligation_count(r->packs[0]) +
                  prse_pack_obligation_count(r->packs[1]) + 1;
    prse_status status = PRSE_OK;
    if (most >= UINT16_MAX)
        return prse__error_set(err, PRSE_ELIMIT, "obligations",
                               "more obligations than %d", UINT16_MAX);
    r->obligations =
        prse__arena_alloc(r->arena, most, sizeof *r->obligations);
    r->bits = prse__arena_alloc(r->arena, most, sizeof *r->bits);
    if (!r->obligations || !r->bits)
        return prse__error_nomem(err);
    for (size_t i = 0; i < opts->obligation_count && !status; i++)
        status = add_obligation(r, opts->obligations[i], opts->lang, err);
    return status || opts->obligation_count > 0
               ? status
               : add_all(r, opts->lang, err);
}

/* --- Plans --- */

static prse_status make_plan(prse_reform *r, size_t side, prse_str date,
                             prse_error *err)
{
    prse_str *ids =
        prse__arena_alloc(r->arena, r->obligation_count + 1, sizeof *ids);
    prse_batch_options opts = {
        .size = sizeof opts,
        .columns = PRSE_BATCH_ANSWERS | PRSE_BATCH_ERRORS,
        .date = date,
        .obligations = ids,
        .others = PRSE_BATCH_IGNORE_OTHERS};
    if (!ids)
        return prse__error_nomem(err);
    for (size_t i = 0; i < r->obligation_count; i++) {
        prse__reform_obligation *o = &r->obligations[i];
        int there = o->index[side] != SIZE_MAX;
        o->place[side] = there ? opts.obligation_count : SIZE_MAX;
        if (there)
            ids[opts.obligation_count++] = o->id;
    }
    prse_status status =
        prse_batch_new(&r->sides[side].plan, r->packs[side], &opts, err);
    if (!status)
        r->dates[side] = r->sides[side].plan->date;
    return status ? status : prse__reform_side_init(&r->sides[side], err);
}

/* --- Names of facts --- */

static prse_status name_var(uint32_t *out, prse_reform *r,
                            const prse__var *var, prse_error *err)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_add(&text, var->fact->id);
    if (var->year != 0)
        prse__buf_addf(&text, "@%d", (int)var->year);
    size_t i = 0;
    while (i < r->name_count &&
           !prse__str_eq(r->names[i], prse__buf_str(&text)))
        i++;
    if (i == r->name_count)
        r->names[r->name_count++] =
            prse__str_dup(r->arena, prse__buf_str(&text));
    int failed = text.failed || !r->names[i].ptr;
    prse__buf_free(&text);
    *out = (uint32_t)i;
    return failed ? prse__error_nomem(err) : PRSE_OK;
}

static prse_status name_facts(prse_reform *r, prse_error *err)
{
    size_t counts[2] = {r->packs[0]->rules.var_count,
                        r->packs[1]->rules.var_count};
    size_t most = counts[0] + counts[1] + 1;
    prse_status status = PRSE_OK;
    if (most >= PRSE__NOTE_OUTSIDE)
        return prse__error_set(err, PRSE_ELIMIT, "facts",
                               "more facts than %d", PRSE__NOTE_OUTSIDE);
    r->names = prse__arena_alloc(r->arena, most, sizeof *r->names);
    r->named = prse__arena_alloc(r->arena, most, sizeof *r->named);
    for (size_t side = 0; side < 2 && !status; side++) {
        r->name_of[side] = prse__arena_alloc(r->arena, counts[side] + 1,
                                             sizeof *r->name_of[side]);
        if (!r->names || !r->named || !r->name_of[side])
            return prse__error_nomem(err);
        for (size_t v = 0; v < counts[side] && !status; v++)
            status = name_var(&r->name_of[side][v], r,
                              &r->packs[side]->rules.vars[v], err);
    }
    return status;
}

static prse_status make_missing(prse_reform *r, prse_error *err)
{
    for (size_t i = 0; i < r->obligation_count; i++) {
        int64_t *missing =
            prse__arena_alloc(r->arena, r->name_count + 1, sizeof *missing);
        if (!missing)
            return prse__error_nomem(err);
        r->obligations[i].missing = missing;
    }
    return PRSE_OK;
}

prse_status prse__reform_law(prse_reform *r, const prse_reform_options *opts,
                             prse_error *err)
{
    prse_str dates[2] = {opts->date_a,
                         opts->date_b.len ? opts->date_b : opts->date_a};
    prse_status status = take_obligations(r, opts, err);
    for (size_t side = 0; side < 2 && !status; side++)
        status = make_plan(r, side, dates[side], err);
    if (!status)
        status = name_facts(r, err);
    return status ? status : make_missing(r, err);
}
