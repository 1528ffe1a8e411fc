/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/sirene.h"

#include <string.h>

#include "registry/sirene_answer.h"
#include "registry/sirene_unit.h"
#include "registry/unit_read.h"

static const char source[] = "sirene";

/* --- Units --- */

static int is_establishment(const prse__node *item)
{
    return prse__node_get(item, "siret") != NULL;
}

static int is_seat(const prse__node *establishment)
{
    const prse__node *seat =
        prse__node_get(establishment, "etablissementSiege");
    return seat && prse__str_is(seat->text, "true");
}

/* The number of an establishment begins with that of its unit. */
static prse_str siren_of(prse__clean *clean, const prse__node *item)
{
    const prse__node *node = prse__node_get(item, "siren");
    prse_str siren = node ? prse__clean_siren(clean, node)
                          : (prse_str){NULL, 0};
    prse_str siret = prse__clean_raw(prse__node_get(item, "siret"));
    if (siret.len && (siret.len < siren.len || !siren.len ||
                      memcmp(siret.ptr, siren.ptr, siren.len) != 0))
        return (prse_str){NULL, 0};
    return siren;
}

static int is_of_unit(const prse_unit *unit, const prse__node *item)
{
    prse_str siret = prse__clean_raw(prse__node_get(item, "siret"));
    return siret.len > unit->siren.len &&
           prse__str_eq((prse_str){siret.ptr, unit->siren.len}, unit->siren);
}

/* A unit that knows the number of its seat takes no other establishment. */
static int is_seat_of(const prse_unit *unit, const prse__node *item)
{
    prse_str siret = prse__clean_raw(prse__node_get(item, "siret"));
    return unit->siret_siege.len ? prse__str_eq(siret, unit->siret_siege)
                                 : is_seat(item) && is_of_unit(unit, item);
}

static void read_establishment(prse__clean *clean, prse__unit *unit,
                               const prse__node *item)
{
    prse_str status =
        prse__clean_raw(prse__node_get(item, "statutDiffusionEtablissement"));
    if (is_seat_of(&unit->is, item))
        prse__sirene_seat(clean, &unit->is, item);
    if (prse__str_is(status, "N"))
        prse__unit_hide(&unit->is);
}

/* 1: a unit, now or before in the list. */
static int read_item(prse__clean *clean, prse__unit_list *list,
                     const prse__node *item)
{
    int establishment = is_establishment(item);
    prse_str siren = siren_of(clean, item);
    if (!siren.len)
        return 0;
    prse__unit *unit = prse__unit_list_find(list, siren);
    if (!unit && list->count < PRSE__UNITS_MOST) {
        unit = &list->units[list->count++];
        prse__sirene_unit(clean, unit, siren,
                          establishment ? prse__node_get(item, "uniteLegale")
                                        : item);
    }
    if (unit && establishment)
        read_establishment(clean, unit, item);
    return 1;
}

/* The total counts what the answer lists: units, or seats, which are as many,
 * but not establishments. */
static uint64_t total_of(const prse__reply *reply,
                         const prse__sirene_items *items, size_t units)
{
    const prse__node *n = items->first;
    for (size_t i = 0; n && i < items->count; i++, n = n->next)
        if (is_establishment(n) && !is_seat(n))
            return units;
    return prse__unit_total(
        prse__node_path(prse__reply_unwrap(reply->root),
                        PRSE_STR("header.total")),
        units);
}

static prse_outcome read_items(prse__unit_list *out, prse__arena *arena,
                               prse__reply *reply)
{
    prse__clean clean = {.arena = arena};
    prse__sirene_items items;
    size_t known = 0;
    if (!prse__sirene_find(&items, reply))
        return prse__reply_unreadable(reply, "the answer has neither a unit "
                                             "nor an establishment");
    if (!prse__unit_list_begin(out, arena, items.count))
        return prse__reply_nomem(reply);
    const prse__node *n = items.first;
    for (size_t i = 0; n && i < items.count && !clean.failed; i++) {
        known += (size_t)read_item(&clean, out, n);
        n = n->next;
    }
    if (clean.failed)
        return prse__reply_nomem(reply);
    if (items.count > 0 && known == 0)
        return prse__reply_unreadable(reply, "nothing in it has a SIREN");
    out->total = total_of(reply, &items, out->count);
    return out->count ? PRSE_OUTCOME_READ : PRSE_OUTCOME_ABSENT;
}

prse_outcome prse__sirene_read_units(prse__unit_list *out, prse__arena *arena,
                                     const prse__answer *answer,
                                     prse_error *why)
{
    prse__reply reply = {.source = source, .answer = answer, .why = why};
    prse_outcome outcome = prse__sirene_open(&reply, (prse_str){NULL, 0});
    *out = (prse__unit_list){0};
    if (outcome == PRSE_OUTCOME_READ)
        outcome = read_items(out, arena, &reply);
    prse__reply_close(&reply);
    return outcome;
}

static prse_outcome read_unit(prse__unit *out, prse__arena *arena,
                              prse__reply *reply, prse_str siren, int moved)
{
    prse__unit_list list;
    prse_outcome outcome = prse__sirene_open(reply, siren);
    if (outcome == PRSE_OUTCOME_READ)
        outcome = read_items(&list, arena, reply);
    if (outcome != PRSE_OUTCOME_READ)
        return outcome;
    if (moved && list.count == 1 &&
        !prse__str_eq(list.units[0].is.siren, siren))
        return prse__sirene_duplicate(reply, list.units[0].is.siren);
    return prse__unit_list_only(out, &list, siren, reply);
}

prse_outcome prse__sirene_read_unit(prse__unit *out, prse__arena *arena,
                                    const prse__answer *answer,
                                    prse_str siren, prse_error *why)
{
    prse__reply reply = {.source = source, .answer = answer, .why = why};
    prse_outcome outcome = read_unit(out, arena, &reply, siren, 0);
    prse__reply_close(&reply);
    return outcome;
}

prse_outcome prse__sirene_read_moved(prse__unit *out, prse__arena *arena,
                                     const prse__answer *answer,
                                     prse_str siren, prse_error *why)
{
    prse__reply reply = {.source = source, .answer = answer, .why = why};
    prse_outcome outcome = read_unit(out, arena, &reply, siren, 1);
    prse__reply_close(&reply);
    return outcome;
}

/* --- The seat --- */

static prse_outcome add_seat(prse__unit *unit, prse__arena *arena,
                             prse__reply *reply, const prse__node *item)
{
    prse__clean clean = {.arena = arena};
    prse__unit with = *unit;
    prse__sirene_seat(&clean, &with.is, item);
    if (clean.failed)
        return prse__reply_nomem(reply);
    *unit = with;
    return PRSE_OUTCOME_READ;
}

static prse_outcome find_seat(prse__unit *unit, prse__arena *arena,
                              prse__reply *reply)
{
    prse__sirene_items items;
    size_t others = 0;
    if (!prse__sirene_find(&items, reply))
        return prse__reply_unreadable(reply, "the answer has no establishment");
    const prse__node *n = items.first;
    for (size_t i = 0; n && i < items.count; i++, n = n->next) {
        if (is_seat_of(&unit->is, n))
            return add_seat(unit, arena, reply, n);
        others += !is_of_unit(&unit->is, n);
    }
    return others ? prse__reply_unreadable(
                        reply, "the answer tells of another unit than the "
                               "one asked")
                  : PRSE_OUTCOME_ABSENT;
}

prse_outcome prse__sirene_read_seat(prse__unit *unit, prse__arena *arena,
                                    const prse__answer *answer,
                                    prse_error *why)
{
    prse__reply reply = {.source = source, .answer = answer, .why = why};
    prse_outcome outcome = prse__sirene_open(&reply, unit->is.siren);
    if (outcome == PRSE_OUTCOME_READ)
        outcome = find_seat(unit, arena, &reply);
    prse__reply_close(&reply);
    return outcome;
}
