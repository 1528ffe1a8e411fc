/* SPDX-License-Identifier: Apache-2.0 */
#include "analytics/brackets.h"

#include "portailrse/facts.h"

typedef struct bracket {
    prse_str fact, value, name;
} bracket;

struct prse__brackets {
    prse__arena *arena;
    bracket *list;
    size_t count;
};

static size_t count_all(const prse_pack *pack)
{
    size_t count = 0;
    for (size_t i = 0; i < prse_pack_fact_count(pack); i++) {
        prse_fact_info info = {.size = sizeof info};
        if (prse_pack_fact(pack, i, PRSE_LANG_FR, &info, NULL) == PRSE_OK)
            count += info.bracket_count;
    }
    return count;
}

/* How a value is written that was set by its name. */
static prse_status written(prse_str *out, prse_facts *facts, size_t fact,
                           prse_error *err)
{
    prse_status status = PRSE_OK;
    *out = PRSE_STR("");
    for (size_t i = 0; i < prse_facts_count(facts) && !status; i++) {
        prse_fact_state state = {.size = sizeof state};
        status = prse_facts_get(facts, i, &state, err);
        if (!status && state.fact == fact && state.year == 0)
            *out = state.value;
    }
    return status;
}

static prse_status add(prse__brackets *b, prse_facts *facts, prse_str id,
                       size_t fact, prse_str name, prse_error *err)
{
    prse_str value;
    bracket *to = &b->list[b->count];
    prse_status status = prse_facts_set(facts, id, 0, name, err);
    if (!status)
        status = written(&value, facts, fact, err);
    if (status)
        return status;
    *to = (bracket){prse__str_dup(b->arena, id), prse__str_dup(b->arena, value),
                    prse__str_dup(b->arena, name)};
    b->count++;
    prse_facts_clear(facts);
    return to->fact.ptr && to->value.ptr && to->name.ptr
               ? PRSE_OK
               : prse__error_nomem(err);
}

static prse_status add_all(prse__brackets *b, const prse_pack *pack,
                           prse_facts *facts, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < prse_pack_fact_count(pack) && !status; i++) {
        prse_fact_info info = {.size = sizeof info};
        status = prse_pack_fact(pack, i, PRSE_LANG_FR, &info, err);
        for (size_t k = 0; k < info.bracket_count && !status; k++)
            status = add(b, facts, info.id, i,
                         prse_pack_fact_bracket(pack, i, k), err);
    }
    return status;
}

static prse_status fill(prse__brackets *b, const prse_pack *pack,
                        prse_error *err)
{
    prse_facts *facts = NULL;
    size_t count = count_all(pack);
    b->list = prse__arena_alloc(b->arena, count + 1, sizeof *b->list);
    prse_status status =
        b->list ? prse_facts_new(&facts, (prse_pack *)pack, err)
                : prse__error_nomem(err);
    if (!status)
        status = add_all(b, pack, facts, err);
    prse_facts_free(facts);
    return status;
}

prse_status prse__brackets_new(prse__brackets **out, const prse_pack *pack,
                               prse_error *err)
{
    prse__brackets *b = prse__alloc(1, sizeof *b);
    if (!b)
        return prse__error_nomem(err);
    b->arena = prse__arena_new(0);
    prse_status status = b->arena ? PRSE_OK : prse__error_nomem(err);
    if (!status && pack)
        status = fill(b, pack, err);
    if (status)
        prse__brackets_free(b);
    else
        *out = b;
    return status;
}

void prse__brackets_free(prse__brackets *brackets)
{
    if (!brackets)
        return;
    prse__arena_free(brackets->arena);
    prse__free(brackets);
}

prse_str prse__brackets_name(const prse__brackets *brackets, prse_str fact,
                             prse_str value)
{
    for (size_t i = 0; i < brackets->count; i++)
        if (prse__str_eq(brackets->list[i].fact, fact) &&
            prse__str_eq(brackets->list[i].value, value))
            return brackets->list[i].name;
    return value;
}
