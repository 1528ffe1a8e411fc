/* SPDX-License-Identifier: Apache-2.0 */
/* From answers to facts: each goes through the pack's sources. */
#include "base/error.h"
#include "engine/conflict.h"
#include "engine/dashboard.h"
#include "engine/service_names.h"

typedef struct tellings {
    prse__telling items[PRSE__TELLINGS];
    size_t count;
} tellings;

static prse_status add(tellings *all, prse_dashboard *d, prse_str json,
                       prse__telling telling, prse_error *err)
{
    prse_status status = prse__json_read(&telling.root, d->arena, json,
                                         telling.name, NULL, err);
    if (!status && all->count < PRSE__TELLINGS)
        all->items[all->count++] = telling;
    return status;
}

static prse_status add_unit(tellings *all, prse_dashboard *d,
                            const prse__unit *unit, prse_error *err)
{
    prse__buf json;
    if (!unit->is.siren.len)
        return PRSE_OK;
    prse__buf_init(&json, 0);
    prse__unit_json(&json, unit);
    prse_status status =
        json.failed
            ? prse__error_nomem(err)
            : add(all, d, prse__buf_str(&json),
                  (prse__telling){.name = unit->is.source.ptr,
                                  .speaker = unit->is.source,
                                  .merging = 1},
                  err);
    prse__buf_free(&json);
    return status;
}

static prse_status add_record(tellings *all, prse_dashboard *d, size_t what,
                              prse_error *err)
{
    const prse__inquiry *inquiry = &d->inquiries[what];
    prse__telling telling = {.name = prse__platforms[what].record,
                             .asked = d->years[what],
                             .merging = 1};
    prse_status status = PRSE_OK;
    if (inquiry->done && inquiry->outcome != PRSE_OUTCOME_NOT_ASKED)
        status = add(all, d, prse__buf_str(&inquiry->record), telling, err);
    telling.speaker = PRSE_STR(PRSE__EGAPRO_FILE);
    if (!status && inquiry->filed.len)
        status = add(all, d, prse__buf_str(&inquiry->filed), telling, err);
    return status;
}

static prse_status add_records(tellings *all, prse_dashboard *d,
                               prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < PRSE__RECORDS && !status; i++)
        status = add_record(all, d, i, err);
    return status;
}

/* Facts that have cells tell of their contradictions themselves. */
static int is_told_by_fact(const prse_dashboard *d, prse_str path)
{
    const prse__pack_tree *pack = d->pack->tree;
    for (size_t s = 0; s < pack->source_count; s++)
        for (size_t i = 0; i < pack->sources[s].mapping_count; i++) {
            const prse__mapping *m = &pack->sources[s].mappings[i];
            size_t fact = (size_t)(m->fact - pack->facts);
            if (path.len && prse__str_eq(m->path, path) &&
                d->pack->rules.fact_vars[fact] != SIZE_MAX)
                return 1;
        }
    return 0;
}

static prse_status warn(prse_dashboard *d, size_t index, prse_error *err)
{
    prse__buf fr, en;
    prse__buf_init(&fr, 0);
    prse__buf_init(&en, 0);
    prse__conflict_say(&fr, &d->lookup, index, PRSE_LANG_FR);
    prse__conflict_say(&en, &d->lookup, index, PRSE_LANG_EN);
    prse_status status =
        fr.failed || en.failed
            ? prse__error_nomem(err)
            : prse__facts_warn(d->merge.facts, prse__buf_str(&fr),
                               prse__buf_str(&en), err);
    prse__buf_free(&fr);
    prse__buf_free(&en);
    return status;
}

static prse_status warn_of_unit(prse_dashboard *d, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < prse__conflict_count(&d->lookup) && !status; i++)
        if (!is_told_by_fact(d, prse__conflict_path(&d->lookup, i)))
            status = warn(d, i, err);
    return status;
}

prse_status prse__dashboard_merge(prse_dashboard *d, const prse_facts *known,
                                  prse_error *err)
{
    tellings all = {.count = 0};
    prse_status status = add_unit(&all, d, &d->lookup.asked, err);
    if (!status)
        status = add_unit(&all, d, &d->lookup.filed, err);
    if (!status)
        status = add_records(&all, d, err);
    if (!status)
        status = prse__merge_run(&d->merge, known, all.items, all.count, err);
    return status ? status : warn_of_unit(d, err);
}
