/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/merge.h"

#include "base/error.h"
#include "engine/merge_set.h"

prse_status prse__merge_init(prse__merge *merge, prse_pack *pack,
                             prse_error *err)
{
    *merge = (prse__merge){.pack = pack};
    prse_status status = prse_facts_new(&merge->facts, pack, err);
    if (status)
        return status;
    merge->from_host = prse__alloc(prse_facts_count(merge->facts) + 1,
                                   sizeof *merge->from_host);
    return merge->from_host ? PRSE_OK : prse__error_nomem(err);
}

void prse__merge_free(prse__merge *merge)
{
    prse_facts_free(merge->facts);
    for (size_t i = 0; i < PRSE__TELLINGS; i++)
        prse_facts_free(merge->of[i]);
    prse__free(merge->from_host);
    *merge = (prse__merge){0};
}

/* --- One slot --- */

static prse_status copy_said(prse_facts *to, prse__said *said,
                             const prse__said *from, prse_error *err)
{
    prse__arena *arena = to->profile.arena;
    *said = *from;
    if (from->source.len)
        said->source = prse__str_dup(arena, from->source);
    if (from->date.len)
        said->date = prse__str_dup(arena, from->date);
    return (from->source.len && !said->source.ptr) ||
                   (from->date.len && !said->date.ptr)
               ? prse__error_nomem(err)
               : PRSE_OK;
}

/* Sets a slot to what was printed, and frees the print. */
static prse_status set_printed(prse_facts *to, prse__slot *slot,
                               prse__buf *text, prse_error *err)
{
    prse_status status =
        text->failed ? prse__error_nomem(err)
                     : prse__profile_set(&to->profile, slot,
                                         prse__buf_str(text),
                                         (prse__place){0}, err);
    prse__buf_free(text);
    return status;
}

/* What a slot says goes through text: its values live in another arena. */
static prse_status copy_slot(prse_facts *to, prse__slot *slot,
                             const prse__slot *from, prse_error *err)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__slot_print(&text, from);
    prse_status status = set_printed(to, slot, &text, err);
    return status ? status : copy_said(to, &slot->said, &from->said, err);
}

/* "recherche_entreprises 2024, ratios 2024" */
static prse_status join_sources(prse_facts *to, prse__said *said,
                                const prse__said *other, prse_error *err)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_add(&text, said->source);
    prse__buf_adds(&text, ", ");
    prse__buf_add(&text, other->source);
    said->source = text.failed ? (prse_str){NULL, 0}
                               : prse__str_dup(to->profile.arena,
                                               prse__buf_str(&text));
    prse__buf_free(&text);
    said->confidence = prse__sureness_name(PRSE__INDICATIVE);
    said->disputed = 1;
    return said->source.ptr ? PRSE_OK : prse__error_nomem(err);
}

/* Of a value taken from an earlier year, the slot of that year tells. */
static int is_told_of_its_year(const prse_facts *facts,
                               const prse__slot *slot)
{
    size_t fact = (size_t)(slot->fact - facts->pack->tree->facts);
    return slot->said.stand_in &&
           prse__profile_slot(&facts->profile, fact,
                              slot->said.about - facts->year) != NULL;
}

/* Both are believed: the smallest set that holds them. */
static prse_status take_hull(prse_facts *to, prse__slot *slot,
                             const prse__slot *other, prse_error *err)
{
    prse__said said = slot->said;
    prse__slot before = *slot;
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__slots_hull(&text, slot, other);
    prse_status status = set_printed(to, slot, &text, err);
    if (status)
        return status;
    slot->said = said;
    status = join_sources(to, &slot->said, &other->said, err);
    return status || is_told_of_its_year(to, slot)
               ? status
               : prse__merge_warn(to, &before, 0, other, slot, err);
}

/* Registers that speak of different years, or of different days, do not
 * contradict each other: the later one is right today. */
static int is_later(const prse__slot *slot, const prse__slot *than)
{
    return slot->said.date.len &&
           slot->said.date.len == than->said.date.len &&
           prse__str_cmp(slot->said.date, than->said.date) > 0;
}

/* A name is written in many ways, so that two of them are no contradiction;
 * registers that differ on one are told elsewhere. */
static int is_free_text(const prse__slot *slot)
{
    return slot->var == SIZE_MAX;
}

static prse_status beside_host(prse_facts *to, const prse__slot *slot,
                               prse__relation relation,
                               const prse__slot *other, prse_error *err)
{
    if (relation != PRSE__APART || is_free_text(slot) ||
        other->said.stand_in)
        return PRSE_OK;
    return prse__merge_warn(to, slot, 1, other, slot, err);
}

static prse_status beside_other(prse_facts *to, prse__slot *slot,
                                prse__relation relation,
                                const prse__slot *other, prse_error *err)
{
    if (relation == PRSE__SAME || relation == PRSE__AROUND ||
        is_free_text(slot) || is_later(slot, other))
        return PRSE_OK;
    if (is_later(other, slot))
        return copy_slot(to, slot, other, err);
    /* a third one inside a dispute does not settle it */
    if (relation == PRSE__INSIDE)
        return slot->said.disputed ? PRSE_OK
                                   : copy_slot(to, slot, other, err);
    return take_hull(to, slot, other, err);
}

static prse_status merge_slot(prse__merge *merge, const prse_facts *from,
                              size_t i, prse_error *err)
{
    const prse__slot *other = &from->profile.slots[i];
    prse__slot *slot = &merge->facts->profile.slots[i];
    if (!other->given)
        return PRSE_OK;
    if (!slot->given || (slot->said.stand_in && !other->said.stand_in))
        return copy_slot(merge->facts, slot, other, err);
    if (other->said.stand_in && !slot->said.stand_in && !merge->from_host[i])
        return PRSE_OK;
    prse__relation relation = prse__slots_relation(
        &merge->facts->profile, slot, &from->profile, other);
    return merge->from_host[i]
               ? beside_host(merge->facts, slot, relation, other, err)
               : beside_other(merge->facts, slot, relation, other, err);
}

/* --- The host --- */

/* 0: the host names no years, its N is the others' N. */
static int32_t shift(const prse__merge *merge, const prse_facts *known)
{
    return known->year ? merge->facts->year - known->year : 0;
}

static prse_status copy_host(prse__merge *merge, const prse_facts *known,
                             prse_error *err)
{
    prse_facts *to = merge->facts;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < known->profile.slot_count && !status; i++) {
        const prse__slot *from = &known->profile.slots[i];
        size_t fact = (size_t)(from->fact - merge->pack->tree->facts);
        int32_t by = from->fact->years ? shift(merge, known) : 0;
        prse__slot *slot =
            prse__profile_slot(&to->profile, fact, from->year - by);
        if (!from->given || !slot)
            continue;
        status = copy_slot(to, slot, from, err);
        merge->from_host[slot - to->profile.slots] = 1;
    }
    return status;
}

/* What the host knows of an earlier year stands for N when nobody knows better:
 * where its own N moved, and before what a register knows of no later year. */
static int may_stand_in(const prse__merge *merge, const prse_facts *known,
                        const prse__slot *last, const prse__slot *now)
{
    if (!now->given)
        return shift(merge, known) > 0;
    return now->said.stand_in && now->said.about <= known->year + last->year;
}

static prse_status stand_in(prse__merge *merge, const prse_facts *known,
                            const prse__slot *last, prse_error *err)
{
    prse_facts *to = merge->facts;
    size_t fact = (size_t)(last->fact - merge->pack->tree->facts);
    prse__slot *now = prse__profile_slot(&to->profile, fact, 0);
    if (!may_stand_in(merge, known, last, now))
        return PRSE_OK;
    prse_status status = copy_slot(to, now, last, err);
    if (status)
        return status;
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_addf(&text, "%d", (int)(known->year + last->year));
    merge->from_host[now - to->profile.slots] = 1;
    now->said.stand_in = 1;
    now->said.about = known->year + last->year;
    now->said.date = text.failed
                         ? (prse_str){NULL, 0}
                         : prse__str_dup(to->profile.arena,
                                         prse__buf_str(&text));
    prse__buf_free(&text);
    return now->said.date.ptr ? PRSE_OK : prse__error_nomem(err);
}

static prse_status host_stands_in(prse__merge *merge, const prse_facts *known,
                                  prse_error *err)
{
    prse_status status = PRSE_OK;
    if (!known || !known->year)
        return PRSE_OK;
    for (size_t i = 0; i < known->profile.slot_count && !status; i++) {
        const prse__slot *last = &known->profile.slots[i];
        if (last->given && last->fact->years)
            status = stand_in(merge, known, last, err);
    }
    return status;
}

/* --- All of them --- */

static prse_status tell_stand_ins(prse_facts *facts, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < facts->profile.slot_count && !status; i++) {
        const prse__slot *slot = &facts->profile.slots[i];
        if (slot->given && slot->said.stand_in)
            status = prse__source_tell_stand_in(facts, slot, err);
    }
    return status;
}

static int32_t last_year(const prse_facts *known, const prse_pack *pack,
                         const prse__telling *tellings, size_t count)
{
    int32_t last = known ? known->year : 0;
    for (size_t i = 0; i < count; i++) {
        int32_t year = prse__source_last_year(pack->tree, &tellings[i]);
        last = year > last ? year : last;
    }
    return last;
}

static prse_status read_one(prse__merge *merge, const prse__telling *telling,
                            prse_error *err)
{
    const prse__source *source;
    prse_facts **facts = &merge->of[merge->count];
    prse_status status =
        *facts ? PRSE_OK : prse_facts_new(facts, merge->pack, err);
    if (status)
        return status;
    prse_facts_clear(*facts);
    (*facts)->year = merge->facts->year;
    status = prse__facts_from_source(*facts, telling, &source, err);
    for (size_t i = 0; i < (*facts)->read_count && !status; i++)
        status = prse__facts_warn(merge->facts, (*facts)->warnings[i].fr,
                                  (*facts)->warnings[i].en, err);
    merge->count++;
    return status;
}

static prse_status merge_one(prse__merge *merge, const prse_facts *from,
                             prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < from->profile.slot_count && !status; i++)
        status = merge_slot(merge, from, i, err);
    return status;
}

static void begin(prse__merge *merge, const prse_facts *known,
                  const prse__telling *tellings, size_t count)
{
    size_t slots = prse_facts_count(merge->facts);
    prse_facts_clear(merge->facts);
    merge->facts->year = last_year(known, merge->pack, tellings, count);
    merge->count = 0;
    for (size_t i = 0; i < slots; i++)
        merge->from_host[i] = 0;
}

prse_status prse__merge_run(prse__merge *merge, const prse_facts *known,
                            const prse__telling *tellings, size_t count,
                            prse_error *err)
{
    begin(merge, known, tellings, count);
    prse_status status = known ? copy_host(merge, known, err) : PRSE_OK;
    for (size_t i = 0; i < count && i < PRSE__TELLINGS && !status; i++) {
        status = read_one(merge, &tellings[i], err);
        if (!status)
            status = merge_one(merge, merge->of[i], err);
    }
    if (!status)
        status = host_stands_in(merge, known, err);
    return status ? status : tell_stand_ins(merge->facts, err);
}
