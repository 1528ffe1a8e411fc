/* SPDX-License-Identifier: Apache-2.0 */
/* Facts of a year as the JSON that stores keep. */
#include "engine/facts.h"
#include "formats/json_writer.h"
#include "portal/year.h"

static prse_str id_of(const prse_facts *facts, const prse_fact_state *state)
{
    return facts->pack->tree->facts[state->fact].id;
}

static void put_some(prse__json *json, const char *key, prse_str text)
{
    if (text.len)
        prse__json_put(json, key, text);
}

static void write_source(prse__json *json, const prse_fact_state *state)
{
    prse__json_open(json, '{');
    put_some(json, "source", state->source);
    put_some(json, "date", state->date);
    put_some(json, "confiance", state->confidence);
    prse__json_close(json, '}');
}

prse_status prse__year_write(prse__buf *facts_json, prse__buf *sources_json,
                             const prse_facts *facts, prse_error *err)
{
    prse__json values, sources;
    prse_status status = PRSE_OK;
    prse__json_init(&values, facts_json, 0);
    prse__json_init(&sources, sources_json, 0);
    prse__json_open(&values, '{');
    prse__json_open(&sources, '{');
    for (size_t i = 0; i < prse_facts_count(facts) && !status; i++) {
        prse_fact_state state = {.size = sizeof state};
        status = prse_facts_get(facts, i, &state, err);
        if (status || !state.given || state.year != 0)
            continue;
        prse__json_put(&values, id_of(facts, &state).ptr, state.value);
        prse__json_key(&sources, id_of(facts, &state));
        write_source(&sources, &state);
    }
    prse__json_close(&values, '}');
    prse__json_close(&sources, '}');
    if (!status && (facts_json->failed || sources_json->failed))
        status = prse__error_nomem(err);
    return status;
}

/* --- Reading --- */

typedef struct reading {
    prse_facts *facts;
    int32_t back;
    const prse__node *sources;
    prse_error *err;
} reading;

static prse_status keep(prse_str *to, reading *r, const prse__node *source,
                        const char *key)
{
    const prse__node *node = prse__node_get(source, key);
    if (!node)
        return PRSE_OK;
    *to = prse__str_dup(r->facts->profile.arena, node->text);
    return to->ptr ? PRSE_OK : prse__error_nomem(r->err);
}

static prse_status set_source(reading *r, prse__slot *slot, prse_str id)
{
    const prse__node *source =
        r->sources ? prse__node_find(r->sources, id) : NULL;
    if (!source || !slot->given)
        return PRSE_OK;
    prse_status status = keep(&slot->said.source, r, source, "source");
    if (!status)
        status = keep(&slot->said.date, r, source, "date");
    if (!status)
        status = keep(&slot->said.confidence, r, source, "confiance");
    return status;
}

static prse_status warn(reading *r, const prse__node *node)
{
    prse__buf fr, en;
    prse__buf_init(&fr, 0);
    prse__buf_init(&en, 0);
    prse__buf_addf(&fr, "La valeur enregistrée de « %.*s » (%.*s) n’existe "
                   "plus dans ce paquet de règles : elle est laissée de côté.",
                   (int)node->key.len, node->key.ptr, (int)node->text.len,
                   node->text.ptr);
    prse__buf_addf(&en, "The value that was kept of `%.*s` (%.*s) does not "
                   "exist in this rule pack any more: it is left out.",
                   (int)node->key.len, node->key.ptr, (int)node->text.len,
                   node->text.ptr);
    prse_status status =
        fr.failed || en.failed
            ? prse__error_nomem(r->err)
            : prse__facts_warn(r->facts, prse__buf_str(&fr),
                               prse__buf_str(&en), r->err);
    prse__buf_free(&fr);
    prse__buf_free(&en);
    return status;
}

static prse_status set_one(reading *r, const prse__node *node)
{
    size_t fact = prse_pack_fact_index(r->facts->pack, node->key);
    prse__slot *slot =
        fact == SIZE_MAX
            ? NULL
            : prse__profile_slot(&r->facts->profile, fact, r->back);
    if (!slot && r->back < 0)
        return PRSE_OK; /* not a yearly fact: the latest year says it */
    prse_error own = {0};
    prse_status status =
        slot ? prse__profile_set(&r->facts->profile, slot, node->text,
                                 (prse__place){0}, &own)
             : PRSE_ETYPE;
    if (status == PRSE_ETYPE)
        return warn(r, node);
    if (status && r->err)
        *r->err = own;
    return status ? status : set_source(r, slot, node->key);
}

static prse_status read_tree(reading *r, prse__arena *arena,
                             prse_str facts_json, prse_str sources_json)
{
    const prse__node *root;
    prse_status status =
        prse__json_read(&root, arena, facts_json, "faits", NULL, r->err);
    if (!status)
        status = prse__json_read(&r->sources, arena, sources_json, "sources",
                                 NULL, r->err);
    if (!status && root->kind != PRSE__NODE_MAP)
        return prse__error_set(r->err, PRSE_ESCHEMA, "faits",
                               "the facts of a year are no JSON object");
    if (status)
        return status;
    for (const prse__node *n = root->first; n && !status; n = n->next)
        status = set_one(r, n);
    return status;
}

prse_status prse__year_read(prse_facts *facts, int32_t back,
                            prse_str facts_json, prse_str sources_json,
                            prse_error *err)
{
    reading r = {facts, back, NULL, err};
    prse__arena *arena = prse__arena_new(0);
    if (!arena)
        return prse__error_nomem(err);
    prse__facts_changed(facts);
    prse_status status = read_tree(&r, arena, facts_json, sources_json);
    prse__arena_free(arena);
    return status;
}
