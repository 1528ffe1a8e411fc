/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/ruleset.h"

#include "rules/compile.h"
#include "rules/cuts.h"
#include "rules/overlap.h"
#include "rules/survey.h"
#include "rules/words.h"

/* --- Variables --- */

static int is_ruled(const prse__fact *fact)
{
    return fact->type != PRSE__FACT_TEXT || fact->choice_count;
}

static size_t count_variables(const prse__pack_tree *pack)
{
    size_t count = 0;
    for (size_t i = 0; i < pack->fact_count; i++)
        if (is_ruled(&pack->facts[i]))
            count += prse__fact_years(&pack->facts[i]);
    return count;
}

static prse_status make_variables(prse__ruleset *out, prse__arena *arena,
                                  prse__cuts *cuts, prse_error *err)
{
    const prse__pack_tree *pack = out->pack;
    size_t next = 0;
    for (size_t i = 0; i < pack->fact_count; i++) {
        const prse__fact *fact = &pack->facts[i];
        out->fact_vars[i] = is_ruled(fact) ? next : SIZE_MAX;
        prse__var var = {.fact = fact};
        prse_status status =
            is_ruled(fact) ? prse__cells_make(&var, arena, &cuts[i], err)
                           : PRSE_OK;
        if (status)
            return status;
        for (size_t y = 0; is_ruled(fact) && y < prse__fact_years(fact); y++) {
            var.year = -(int32_t)y;
            out->vars[next] = var;
            out->cells[next++] = var.cell_count;
        }
    }
    return PRSE_OK;
}

static prse_status find_variables(prse__ruleset *out, prse__arena *arena,
                                  prse_error *err)
{
    const prse__pack_tree *pack = out->pack;
    prse__cuts *cuts = prse__arena_alloc(arena, pack->fact_count + 1,
                                         sizeof *cuts);
    out->var_count = count_variables(pack);
    out->vars = prse__arena_alloc(arena, out->var_count + 1,
                                  sizeof *out->vars);
    out->cells = prse__arena_alloc(arena, out->var_count + 1,
                                   sizeof *out->cells);
    out->fact_vars = prse__arena_alloc(arena, pack->fact_count + 1,
                                       sizeof *out->fact_vars);
    out->listed = prse__arena_alloc(arena, pack->definition_count + 1,
                                    sizeof *out->listed);
    if (!cuts || !out->vars || !out->cells || !out->fact_vars || !out->listed)
        return prse__error_nomem(err);
    prse_status status =
        prse__cuts_find(cuts, out->listed, arena, pack, &out->epochs, err);
    return status ? status : make_variables(out, arena, cuts, err);
}

/* --- The answer: requires, applies and recommended in one diagram --- */

static prse__dd answer_of(prse__dd requires, prse__dd applies,
                          prse__dd recommended)
{
    if (requires == PRSE__DD_FALSE)
        return PRSE__DD_INSUFFICIENT;
    if (requires != PRSE__DD_TRUE)
        return PRSE__DD_NULL;
    if (applies == PRSE__DD_TRUE)
        return PRSE__DD_TRUE;
    if (applies != PRSE__DD_FALSE)
        return PRSE__DD_NULL;
    if (recommended == PRSE__DD_TRUE)
        return PRSE__DD_RECOMMENDED;
    return recommended == PRSE__DD_FALSE ? PRSE__DD_FALSE : PRSE__DD_NULL;
}

static prse_status decide(prse__dd *out, void *self, const prse__dd *leaves,
                          size_t count, prse_error *err)
{
    (void)self, (void)count, (void)err;
    *out = answer_of(leaves[0], leaves[1], leaves[2]);
    return PRSE_OK;
}

static int decide_early(prse__dd *out, const prse__dd_store *store,
                        const prse__dd *parts, size_t count)
{
    (void)store, (void)count;
    if (parts[0] == PRSE__DD_FALSE) {
        *out = PRSE__DD_INSUFFICIENT;
        return 1;
    }
    if (parts[0] == PRSE__DD_TRUE && parts[1] == PRSE__DD_TRUE) {
        *out = PRSE__DD_TRUE;
        return 1;
    }
    return 0;
}

static prse_status compile_answer(prse__dd *out, prse__compiler *c,
                                  const prse__obligation *o, prse_error *err)
{
    prse__date date = c->epochs->dates[c->epoch];
    prse__dd parts[3] = {PRSE__DD_TRUE, PRSE__DD_FALSE, PRSE__DD_FALSE};
    prse__dd_apply apply = {decide, decide_early, NULL, c->cells};
    prse_status status = PRSE_OK;
    *out = PRSE__DD_FALSE;
    prse__compiler_changes(c, o->from);
    prse__compiler_changes(c, o->to);
    if (date < o->from || date >= o->to)
        return PRSE_OK;
    status = prse__compile_rule(&parts[0], c, &o->requires, PRSE__DD_TRUE,
                                err);
    if (!status)
        status = prse__compile_rule(&parts[1], c, &o->applies,
                                    PRSE__DD_FALSE, err);
    if (!status)
        status = prse__compile_rule(&parts[2], c, &o->recommended,
                                    PRSE__DD_FALSE, err);
    return status ? status
                  : prse__dd_combine(out, c->store, &apply, parts, 3, err);
}

/* --- Slots --- */

static void lay_out(prse__obligation_rules *rules, const prse__obligation *o)
{
    const size_t counts[PRSE__PART_END] = {
        1, 1, o->criterion_count, o->output_count, o->duty_count,
        o->deadline_count};
    for (size_t i = 0; i < PRSE__PART_END; i++) {
        rules->first[i] = rules->slot_count;
        rules->slot_count += counts[i];
    }
}

/* The rule of a slot and what its absence means. */
static const prse__rule *slot_rule(const prse__obligation *o,
                                   const prse__obligation_rules *rules,
                                   size_t slot, prse__dd *absent)
{
    *absent = PRSE__DD_NULL;
    if (slot < rules->first[PRSE__PART_CRITERION])
        return &o->first_year;
    if (slot < rules->first[PRSE__PART_OUTPUT])
        return &o->criteria[slot - rules->first[PRSE__PART_CRITERION]].when;
    if (slot < rules->first[PRSE__PART_DUTY]) {
        const prse__output *output =
            &o->outputs[slot - rules->first[PRSE__PART_OUTPUT]];
        *absent = output->compute.count ? PRSE__DD_NONE : PRSE__DD_NULL;
        return &output->value;
    }
    *absent = PRSE__DD_TRUE;
    if (slot < rules->first[PRSE__PART_DEADLINE])
        return &o->duties[slot - rules->first[PRSE__PART_DUTY]].when;
    return &o->deadlines[slot - rules->first[PRSE__PART_DEADLINE]].when;
}

static prse_status compile_slot(prse__dd *out, prse__compiler *c,
                                const prse__obligation *o,
                                const prse__obligation_rules *rules,
                                size_t slot, prse_error *err)
{
    prse__dd absent;
    if (slot == 0)
        return compile_answer(out, c, o, err);
    const prse__rule *rule = slot_rule(o, rules, slot, &absent);
    return prse__compile_rule(out, c, rule, absent, err);
}

/* Compiles the slots of one period; those that nothing has changed keep the
 * diagram of the period before. */
static prse_status compile_period(prse__compiler *c,
                                  const prse__obligation *o,
                                  prse__obligation_rules *rules,
                                  prse_error *err)
{
    prse__dd *slots = &rules->slots[c->epoch * rules->slot_count];
    for (size_t slot = 0; slot < rules->slot_count; slot++) {
        if (c->epoch && c->epochs->dates[c->epoch] < rules->until[slot]) {
            slots[slot] = *(&slots[slot] - rules->slot_count);
            continue;
        }
        c->until = PRSE__FOREVER;
        prse_status status = compile_slot(&slots[slot], c, o, rules, slot, err);
        if (status)
            return status;
        rules->until[slot] = c->until;
    }
    return PRSE_OK;
}

static int make_slots(prse__obligation_rules *rules, prse__arena *arena,
                      const prse__obligation *o, size_t epochs)
{
    lay_out(rules, o);
    rules->slots = prse__arena_alloc(arena, rules->slot_count * epochs,
                                     sizeof *rules->slots);
    rules->until = prse__arena_alloc(arena, rules->slot_count,
                                     sizeof *rules->until);
    return rules->slots && rules->until;
}

static prse_status prepare(prse__compiler *c, prse__ruleset *out,
                           prse__arena *arena, prse_error *err)
{
    const prse__pack_tree *pack = out->pack;
    out->obligations = prse__arena_alloc(arena, pack->obligation_count + 1,
                                         sizeof *out->obligations);
    c->definitions =
        prse__arena_alloc(arena, (pack->definition_count + 1) *
                                     PRSE__YEARS_MAX,
                          sizeof *c->definitions);
    out->definitions =
        prse__arena_alloc(arena, pack->definition_count * c->epochs->count + 1,
                          sizeof *out->definitions);
    if (!out->obligations || !c->definitions || !out->definitions)
        return prse__error_nomem(err);
    for (size_t i = 0; i < pack->obligation_count; i++)
        if (!make_slots(&out->obligations[i], arena, &pack->obligations[i],
                        c->epochs->count))
            return prse__error_nomem(err);
    return PRSE_OK;
}

static prse_status compile_definitions(prse__compiler *c, prse__ruleset *out,
                                       prse_error *err)
{
    size_t count = out->pack->definition_count;
    prse__dd *own = &out->definitions[c->epoch * count];
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < count && !status; i++) {
        own[i] = PRSE__DD_NONE;
        if (out->listed[i])
            status = prse__compile_definition(&own[i], c, i, err);
    }
    return status;
}

static prse_status compile_pack(prse__compiler *c, prse__ruleset *out,
                                prse__arena *arena, prse_error *err)
{
    prse__date tables_hold = PRSE__ALWAYS;
    prse_status status = prepare(c, out, arena, err);
    for (size_t e = 0; !status && e < c->epochs->count; e++) {
        c->epoch = e;
        if (c->epochs->dates[e] >= tables_hold) {
            c->until = PRSE__FOREVER;
            status = prse__overlap_check(c, err);
            tables_hold = c->until;
        }
        if (!status)
            status = compile_definitions(c, out, err);
        for (size_t i = 0; !status && i < out->pack->obligation_count; i++)
            status = compile_period(c, &out->pack->obligations[i],
                                    &out->obligations[i], err);
    }
    return status;
}

static prse_status answer_terminals(prse__ruleset *out, prse_error *err)
{
    static const prse__value recommended = {
        .kind = PRSE__VALUE_STRING, .text = {"recommended", 11}};
    static const prse__value insufficient = {
        .kind = PRSE__VALUE_STRING, .text = {"insufficient", 12}};
    prse__dd dd;
    prse_status status =
        prse__dd_terminal(&dd, &out->store, &recommended, err);
    return status ? status
                  : prse__dd_terminal(&dd, &out->store, &insufficient, err);
}

prse_status prse__ruleset_compile(prse__ruleset *out, prse__arena *arena,
                                  const prse__pack_tree *pack,
                                  prse_error *err)
{
    *out = (prse__ruleset){.pack = pack};
    prse_status status = prse__epochs_make(&out->epochs, arena, pack, err);
    if (!status)
        status = find_variables(out, arena, err);
    if (!status)
        status = prse__dd_init(&out->store, arena, err);
    if (!status)
        status = answer_terminals(out, err);
    prse__compiler c = {.pack = pack,
                        .epochs = &out->epochs,
                        .vars = out->vars,
                        .cells = out->cells,
                        .fact_vars = out->fact_vars,
                        .store = &out->store,
                        .scratch = prse__arena_new(0)};
    if (!status)
        status = c.scratch ? compile_pack(&c, out, arena, err)
                           : prse__error_nomem(err);
    prse__arena_free(c.scratch);
    if (!status)
        status = prse__survey_make(&out->survey, out, err);
    if (!status)
        status = prse__words_make(&out->words, arena, out, err);
    if (status)
        prse__ruleset_free(out);
    return status;
}

void prse__ruleset_free(prse__ruleset *rules)
{
    prse__dd_free(&rules->store);
    prse__survey_free(rules->survey);
    rules->survey = NULL;
}

prse__dd prse__ruleset_dd(const prse__ruleset *rules, size_t obligation,
                          size_t epoch, prse__part part, size_t item)
{
    const prse__obligation_rules *o = &rules->obligations[obligation];
    return o->slots[epoch * o->slot_count + o->first[part] + item];
}
