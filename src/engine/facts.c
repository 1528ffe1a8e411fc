/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/facts.h"

#include "base/error.h"
#include "base/options.h"

prse_status prse_facts_new(prse_facts **out, prse_pack *pack, prse_error *err)
{
    if (!out || !pack)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out and pack are required");
    prse_facts *facts = prse__alloc(1, sizeof *facts);
    if (!facts)
        return prse__error_nomem(err);
    facts->pack = prse_pack_ref(pack);
    facts->texts = prse__arena_new(0);
    prse_status status =
        facts->texts ? prse__profile_init(&facts->profile, &pack->rules, err)
                     : prse__error_nomem(err);
    if (!status) {
        facts->shown = prse__alloc(facts->profile.slot_count + 1,
                                   sizeof *facts->shown);
        status = facts->shown ? PRSE_OK : prse__error_nomem(err);
    }
    if (status) {
        prse_facts_free(facts);
        return status;
    }
    *out = facts;
    return PRSE_OK;
}

void prse_facts_free(prse_facts *facts)
{
    if (!facts)
        return;
    prse__profile_free(&facts->profile);
    prse__arena_free(facts->texts);
    prse__free(facts->shown);
    prse__free(facts->warnings);
    prse_pack_unref(facts->pack);
    prse__free(facts);
}

void prse__facts_changed(prse_facts *facts)
{
    facts->checked = 0;
    facts->warning_count = facts->read_count;
    if (!facts->shown_count)
        return;
    for (size_t i = 0; i < facts->profile.slot_count; i++)
        facts->shown[i] = (prse_str){NULL, 0};
    facts->shown_count = 0;
    prse__arena_reset(facts->texts);
}

void prse_facts_clear(prse_facts *facts)
{
    if (!facts)
        return;
    facts->read_count = 0;
    facts->year = 0;
    prse__facts_changed(facts);
    prse__profile_clear(&facts->profile);
}

static prse_status no_slot(size_t index, prse_str id, int32_t year,
                           prse_error *err)
{
    char subject[64];
    prse__error_copy(subject, sizeof subject, id);
    if (index == SIZE_MAX)
        return prse__error_set(err, PRSE_ENOTFOUND, subject,
                               "the pack has no fact `%s`", subject);
    return prse__error_set(err, PRSE_ENOTFOUND, subject,
                           "the pack keeps no value of `%s` for year %d",
                           subject, (int)year);
}

prse_status prse_facts_set(prse_facts *facts, prse_str id, int32_t year,
                           prse_str value, prse_error *err)
{
    if (!facts)
        return prse__error_set(err, PRSE_EINVAL, NULL, "facts is NULL");
    size_t index = prse_pack_fact_index(facts->pack, id);
    prse__slot *slot = prse__profile_slot(&facts->profile, index, year);
    if (!slot)
        return no_slot(index, id, year, err);
    if (prse__profile_quick(&facts->profile, slot, value)) {
        prse__facts_changed(facts);
        return PRSE_OK;
    }
    if (prse__utf8_check(value) != value.len)
        return prse__error_set(err, PRSE_ETYPE, slot->fact->id.ptr,
                               "the value is not UTF-8");
    prse__facts_changed(facts);
    return prse__profile_read(&facts->profile, slot, value,
                              (prse__place){0}, err);
}

prse_status prse_facts_set_int(prse_facts *facts, size_t index, int32_t year,
                               int64_t value, prse_error *err)
{
    if (!facts)
        return prse__error_set(err, PRSE_EINVAL, NULL, "facts is NULL");
    prse__slot *slot = prse__profile_slot(&facts->profile, index, year);
    if (!slot)
        return prse__error_set(err, PRSE_ENOTFOUND, NULL,
                               "the pack has no fact %zu for year %d", index,
                               (int)year);
    prse__facts_changed(facts);
    return prse__profile_set_int(&facts->profile, slot, value, err);
}

size_t prse_facts_count(const prse_facts *facts)
{
    return facts ? facts->profile.slot_count : 0;
}

static prse_status show(prse_facts *facts, size_t index, prse_error *err)
{
    prse__buf buf;
    prse__buf_init(&buf, 0);
    prse__slot_print(&buf, &facts->profile.slots[index]);
    if (!buf.failed)
        facts->shown[index] =
            prse__str_dup(facts->texts, prse__buf_str(&buf));
    prse__buf_free(&buf);
    facts->shown_count++;
    return facts->shown[index].ptr ? PRSE_OK : prse__error_nomem(err);
}

prse_status prse_facts_get(const prse_facts *facts, size_t index,
                           prse_fact_state *out, prse_error *err)
{
    if (!facts || index >= facts->profile.slot_count)
        return prse__error_set(err, facts ? PRSE_ENOTFOUND : PRSE_EINVAL,
                               NULL, "there is no slot %zu", index);
    const prse__slot *slot = &facts->profile.slots[index];
    /* the cache is not part of what the facts say */
    prse_status status = facts->shown[index].ptr
                             ? PRSE_OK
                             : show((prse_facts *)facts, index, err);
    if (status)
        return status;
    prse_fact_state own = {
        .year = slot->year,
        .given = slot->given,
        .exact = slot->value != NULL,
        .fact = (size_t)(slot->fact - facts->pack->tree->facts),
        .value = facts->shown[index],
        .source = slot->said.source,
        .date = slot->said.date,
        .confidence = slot->said.confidence};
    return prse__struct_give(out, &own, sizeof own, err);
}

/* --- Years --- */

/* A value that lived in one slot lives in the other. */
static const prse__value *moved(const prse__value *value, prse__slot *to,
                                const prse__slot *from)
{
    for (size_t i = 0; i < 2; i++)
        if (value == &from->own[i])
            return &to->own[i];
    return value;
}

static void move_slot(prse__profile *p, prse__slot *to, const prse__slot *from)
{
    size_t var = to->var;
    *to = *from;
    to->var = var;
    to->value = moved(from->value, to, from);
    to->low.value = moved(from->low.value, to, from);
    to->high.value = moved(from->high.value, to, from);
    if (var != SIZE_MAX)
        p->masks[var] = p->masks[from->var];
}

void prse__facts_move_to_year(prse_facts *facts, int32_t year)
{
    prse__profile *p = &facts->profile;
    int32_t by = facts->year ? year - facts->year : 0;
    facts->year = year;
    for (size_t i = p->slot_count; by > 0 && i-- > 0;) {
        prse__slot *slot = &p->slots[i];
        int32_t back = slot->year;
        if (!slot->fact->years)
            continue;
        if (back + by <= 0)
            move_slot(p, slot, slot - by);
        else
            prse__profile_forget(p, slot);
        slot->year = back;
    }
}

/* --- Warnings --- */

static prse_status push_warning(prse_facts *facts, prse__warning warning,
                                prse_error *err)
{
    if (facts->warning_count == facts->warning_room) {
        size_t room = facts->warning_room ? 2 * facts->warning_room : 8;
        prse__warning *more = prse__resize(
            facts->warnings, facts->warning_room, room, sizeof *more);
        if (!more)
            return prse__error_nomem(err);
        facts->warnings = more;
        facts->warning_room = room;
    }
    facts->warnings[facts->warning_count++] = warning;
    return PRSE_OK;
}

prse_status prse__facts_warn(prse_facts *facts, prse_str fr, prse_str en,
                             prse_error *err)
{
    prse__arena *arena = facts->profile.arena;
    prse__warning warning = {prse__str_dup(arena, fr),
                             prse__str_dup(arena, en)};
    if (!warning.fr.ptr || !warning.en.ptr)
        return prse__error_nomem(err);
    prse_status status = push_warning(facts, warning, err);
    if (!status)
        facts->read_count = facts->warning_count;
    return status;
}

static prse_status run_check(prse_facts *facts, prse__arena *arena,
                             const prse__check *check, prse_error *err)
{
    int holds = 1;
    prse_status status =
        prse__check_holds(&holds, arena, &facts->profile, check, err);
    prse__arena_reset(arena);
    /* a check that costs too much says nothing */
    if (status == PRSE_ELIMIT)
        return PRSE_OK;
    return status || holds
               ? status
               : push_warning(facts,
                              (prse__warning){check->text.fr, check->text.en},
                              err);
}

prse_status prse__facts_check(prse_facts *facts, prse_error *err)
{
    const prse__pack_tree *pack = facts->pack->tree;
    prse_error own = {0};
    if (facts->checked)
        return PRSE_OK;
    prse__arena *arena = prse__arena_new(0);
    prse_status status = arena ? PRSE_OK : prse__error_nomem(&own);
    facts->warning_count = facts->read_count;
    for (size_t i = 0; !status && i < pack->check_count; i++)
        status = run_check(facts, arena, &pack->checks[i], &own);
    prse__arena_free(arena);
    facts->checked = !status;
    if (status && err)
        *err = own;
    return status;
}

size_t prse_facts_warning_count(const prse_facts *facts)
{
    if (!facts)
        return 0;
    prse__facts_check((prse_facts *)facts, NULL);
    return facts->warning_count;
}

prse_str prse_facts_warning(const prse_facts *facts, size_t index,
                            prse_lang lang)
{
    if (index >= prse_facts_warning_count(facts))
        return PRSE_STR("");
    const prse__warning *warning = &facts->warnings[index];
    return prse__text_in((prse__text){warning->fr, warning->en}, lang);
}
