/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/diff_space.h"

typedef struct maker {
    prse__diff_space *space;
    prse__arena *arena;
    const prse__pack_tree *packs[2];
    size_t *partners; /* fact of the second pack for each of the first */
    prse_error *err;
} maker;

/* --- Which fact is which --- */

static int has_alias(const prse__fact *fact, prse_str pack, prse_str name)
{
    for (size_t i = 0; i < fact->alias_count; i++)
        if (prse__str_eq(fact->aliases[i].pack, pack) &&
            prse__str_eq(fact->aliases[i].name, name))
            return 1;
    return 0;
}

static int is_alias(const maker *m, size_t a, size_t b)
{
    const prse__fact *first = &m->packs[0]->facts[a];
    const prse__fact *second = &m->packs[1]->facts[b];
    return has_alias(second, m->packs[0]->id, first->id) ||
           has_alias(first, m->packs[1]->id, second->id);
}

static int same_id(const maker *m, size_t a, size_t b)
{
    return prse__str_eq(m->packs[0]->facts[a].id, m->packs[1]->facts[b].id);
}

static int is_taken(const maker *m, size_t b)
{
    for (size_t a = 0; a < m->packs[0]->fact_count; a++)
        if (m->partners[a] == b)
            return 1;
    return 0;
}

static void pair_facts(maker *m, int (*same)(const maker *, size_t, size_t))
{
    for (size_t a = 0; a < m->packs[0]->fact_count; a++)
        for (size_t b = 0; b < m->packs[1]->fact_count; b++)
            if (m->partners[a] == SIZE_MAX && same(m, a, b) &&
                !is_taken(m, b))
                m->partners[a] = b;
}

/* --- What both accept --- */

static int is_ruled(const maker *m, size_t side, size_t fact)
{
    return m->space->rules[side]->fact_vars[fact] != SIZE_MAX;
}

static int accepts_null(const prse__fact *fact)
{
    return fact->nullable || fact->missing_null;
}

static int same_kind(const prse__fact *a, const prse__fact *b)
{
    if (!prse__fact_is_ordered(a) || !prse__fact_is_ordered(b))
        return a->type == b->type;
    return (a->type == PRSE__FACT_DATE) == (b->type == PRSE__FACT_DATE);
}

static int has_choice(const prse__fact *fact, prse_str id)
{
    for (size_t i = 0; i < fact->choice_count; i++)
        if (prse__str_eq(fact->choices[i].id, id))
            return 1;
    return 0;
}

static int common_choices(prse__fact *out, prse__arena *arena,
                          const prse__fact *a)
{
    prse__choice *kept = prse__arena_alloc(arena, out->choice_count + 1,
                                           sizeof *kept);
    size_t count = 0;
    for (size_t i = 0; kept && i < out->choice_count; i++)
        if (has_choice(a, out->choices[i].id))
            kept[count++] = out->choices[i];
    out->choices = kept;
    out->choice_count = count;
    return kept != NULL;
}

/* The fact as both packs accept it. */
static int common_fact(prse__fact *out, prse__arena *arena,
                       const prse__fact *a, const prse__fact *b)
{
    *out = *b;
    if (a->type == PRSE__FACT_COUNT)
        out->type = PRSE__FACT_COUNT;
    if (prse__bound_low_cmp(a->low, b->low) > 0)
        out->low = a->low;
    if (prse__bound_high_cmp(a->high, b->high) < 0)
        out->high = a->high;
    out->nullable = accepts_null(a) && accepts_null(b);
    out->missing_null = 0;
    return a->type != PRSE__FACT_TEXT || common_choices(out, arena, a);
}

static int is_empty(const prse__fact *fact)
{
    return fact->type == PRSE__FACT_TEXT
               ? fact->choice_count == 0
               : prse__bound_crossed(fact->low, fact->high);
}

static int accepts_more(const prse__fact *one, const prse__fact *both)
{
    return one->type != both->type ||
           one->choice_count != both->choice_count ||
           prse__bound_low_cmp(one->low, both->low) != 0 ||
           prse__bound_high_cmp(one->high, both->high) != 0;
}

/* Facts that share no value are two facts, whatever their names. */
static prse_status part_strangers(maker *m)
{
    for (size_t i = 0; i < m->packs[0]->fact_count; i++) {
        size_t j = m->partners[i];
        const prse__fact *a = &m->packs[0]->facts[i];
        prse__fact both;
        if (j == SIZE_MAX)
            continue;
        const prse__fact *b = &m->packs[1]->facts[j];
        int alike = is_ruled(m, 0, i) && is_ruled(m, 1, j) && same_kind(a, b);
        if (alike && !common_fact(&both, m->arena, a, b))
            return prse__error_nomem(m->err);
        if (!alike || is_empty(&both))
            m->partners[i] = SIZE_MAX;
    }
    return PRSE_OK;
}

/* --- Variables --- */

static int add_cuts(prse__cuts *cuts, prse__arena *arena,
                    const prse__fact *fact, const prse__var *var)
{
    size_t count = var->cell_count - (size_t)var->has_null;
    for (size_t i = 1; prse__fact_is_ordered(fact) && i < count; i++) {
        prse__bound low = var->cells[i].low;
        if (!prse__cuts_add(cuts, arena, fact, low.value, low.open))
            return 0;
    }
    return 1;
}

static prse_status common_cells(maker *m, prse__diff_var *out,
                                const prse__var *a, const prse__var *b)
{
    prse__cuts cuts = {0};
    prse__fact *fact = prse__arena_alloc(m->arena, 1, sizeof *fact);
    if (!fact || !common_fact(fact, m->arena, a->fact, b->fact) ||
        !add_cuts(&cuts, m->arena, fact, a) ||
        !add_cuts(&cuts, m->arena, fact, b))
        return prse__error_nomem(m->err);
    out->var = (prse__var){.fact = fact, .year = a->year};
    out->null_left_out = a->has_null != b->has_null;
    out->values_left_out =
        accepts_more(a->fact, fact) || accepts_more(b->fact, fact);
    return prse__cells_make(&out->var, m->arena, &cuts, m->err);
}

/* Its name, unless the second pack calls another fact so. */
static prse_status lone_cells(maker *m, prse__diff_var *out, size_t side,
                              const prse__var *var)
{
    out->var = *var;
    const prse__name *name = prse__pack_name(m->packs[1], var->fact->id);
    if (side == 1 || !name || name->kind != PRSE__NAME_FACT)
        return PRSE_OK;
    prse__buf buf;
    prse__buf_init(&buf, 0);
    prse__buf_add(&buf, m->packs[0]->id);
    prse__buf_addc(&buf, '.');
    prse__buf_add(&buf, var->fact->id);
    prse__fact *fact = prse__arena_alloc(m->arena, 1, sizeof *fact);
    int failed = buf.failed || !fact;
    if (!failed) {
        *fact = *var->fact;
        fact->id = prse__str_dup(m->arena, prse__buf_str(&buf));
        failed = !fact->id.ptr;
        out->var.fact = fact;
    }
    prse__buf_free(&buf);
    return failed ? prse__error_nomem(m->err) : PRSE_OK;
}

static size_t cell_holding(const prse__var *var, const prse__value *value)
{
    prse__bound here = {1, 0, value};
    int ordered = prse__fact_is_ordered(var->fact) &&
                  value->kind != PRSE__VALUE_NULL;
    prse__mask mask = ordered ? prse__cells_meet(var, here, here)
                              : prse__cells_of(var, value);
    return prse__mask_next(&mask, 0);
}

static prse_status find_cells(maker *m, prse__diff_var *out, size_t side)
{
    const prse__var *own = &m->space->rules[side]->vars[out->own[side]];
    out->holds[side] = prse__arena_alloc(m->arena, out->var.cell_count + 1, 1);
    if (!out->holds[side])
        return prse__error_nomem(m->err);
    for (size_t i = 0; i < out->var.cell_count; i++)
        out->holds[side][i] =
            (uint8_t)cell_holding(own, out->var.cells[i].value);
    return PRSE_OK;
}

static prse_status add_variable(maker *m, size_t a, size_t b)
{
    prse__diff_space *space = m->space;
    const prse__ruleset *const *rules = space->rules;
    prse__diff_var *out = &space->vars[space->var_count];
    *out = (prse__diff_var){.own = {a, b}};
    prse_status status =
        a == SIZE_MAX   ? lone_cells(m, out, 1, &rules[1]->vars[b])
        : b == SIZE_MAX ? lone_cells(m, out, 0, &rules[0]->vars[a])
                        : common_cells(m, out, &rules[0]->vars[a],
                                       &rules[1]->vars[b]);
    for (size_t side = 0; side < 2 && !status; side++) {
        if (out->own[side] == SIZE_MAX)
            continue;
        space->var_of[side][out->own[side]] = space->var_count;
        status = find_cells(m, out, side);
    }
    space->cells[space->var_count++] = out->var.cell_count;
    return status;
}

/* The second pack's variable for one of the first; SIZE_MAX: none. */
static size_t partner_variable(const maker *m, size_t var)
{
    const prse__var *own = &m->space->rules[0]->vars[var];
    size_t fact = m->partners[own->fact - m->packs[0]->facts];
    if (fact == SIZE_MAX)
        return SIZE_MAX;
    int32_t years = m->packs[1]->facts[fact].years;
    return -own->year < (years > 1 ? years : 1)
               ? m->space->rules[1]->fact_vars[fact] + (size_t)-own->year
               : SIZE_MAX;
}

static prse_status add_lone(maker *m, size_t *next, size_t end)
{
    prse_status status = PRSE_OK;
    for (; *next < end && !status; ++*next)
        if (partner_variable(m, *next) == SIZE_MAX)
            status = add_variable(m, *next, SIZE_MAX);
    return status;
}

/* The order of the second pack; what only the first one knows stays next to
 * what stood before it, so that its diagrams stay small too. */
static prse_status add_variables(maker *m)
{
    const prse__ruleset *const *rules = m->space->rules;
    size_t next = 0;
    prse_status status = PRSE_OK;
    for (size_t b = 0; b < rules[1]->var_count && !status; b++) {
        size_t a = 0;
        while (a < rules[0]->var_count && partner_variable(m, a) != b)
            a++;
        if (a == rules[0]->var_count)
            a = SIZE_MAX;
        else
            status = add_lone(m, &next, a);
        if (!status)
            status = add_variable(m, a, b);
    }
    return status ? status : add_lone(m, &next, rules[0]->var_count);
}

prse_status prse__diff_space_make(prse__diff_space *out, prse__arena *arena,
                                  const prse__ruleset *a,
                                  const prse__ruleset *b, prse_error *err)
{
    size_t most = a->var_count + b->var_count + 1;
    maker m = {.space = out,
               .arena = arena,
               .packs = {a->pack, b->pack},
               .err = err};
    *out = (prse__diff_space){.rules = {a, b}};
    out->vars = prse__arena_alloc(arena, most, sizeof *out->vars);
    out->cells = prse__arena_alloc(arena, most, sizeof *out->cells);
    out->var_of[0] = prse__arena_alloc(arena, most, sizeof *out->var_of[0]);
    out->var_of[1] = prse__arena_alloc(arena, most, sizeof *out->var_of[1]);
    m.partners = prse__arena_alloc(arena, a->pack->fact_count + 1,
                                   sizeof *m.partners);
    if (!out->vars || !out->cells || !out->var_of[0] || !out->var_of[1] ||
        !m.partners)
        return prse__error_nomem(err);
    for (size_t i = 0; i < a->pack->fact_count; i++)
        m.partners[i] = SIZE_MAX;
    pair_facts(&m, is_alias);
    pair_facts(&m, same_id);
    prse_status status = part_strangers(&m);
    return status ? status : add_variables(&m);
}
