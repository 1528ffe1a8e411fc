/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/pack_test.h"

#include <string.h>

#include "base/error.h"
#include "rules/cell_text.h"

/* --- Mismatches --- */

static int make_room(prse__testing *t)
{
    size_t room = t->mismatch_room ? 2 * t->mismatch_room : 16;
    if (t->mismatch_count < t->mismatch_room)
        return 1;
    prse__mismatch *more = prse__arena_alloc(t->arena, room, sizeof *more);
    if (!more)
        return 0;
    if (t->mismatch_count)
        memcpy(more, t->mismatches, t->mismatch_count * sizeof *more);
    t->mismatches = more;
    t->mismatch_room = room;
    return 1;
}

prse_status prse__test_mismatch(prse__testing *t, prse__place place,
                                prse_str what, prse_str expected,
                                prse_str found)
{
    prse__mismatch m = {.place = place,
                        .obligation = t->obligation,
                        .at = t->test->at,
                        .what = prse__str_dup(t->arena, what),
                        .expected = prse__str_dup(t->arena, expected),
                        .found = prse__str_dup(t->arena, found)};
    if (!m.what.ptr || !m.expected.ptr || !m.found.ptr || !make_room(t))
        return prse__error_nomem(t->err);
    t->mismatches[t->mismatch_count++] = m;
    return PRSE_OK;
}

/* --- Running --- */

static void note_given(prse__testing *t)
{
    const prse__ruleset *rules = &t->pack->rules;
    const prse__mask *masks = t->facts->profile.masks;
    t->epochs[prse__epoch_of(&rules->epochs, t->test->at)] = 1;
    for (size_t v = 0; v < rules->var_count; v++)
        if (prse__mask_count(&masks[v]) < rules->cells[v])
            t->given[v] = prse__mask_or(t->given[v], masks[v]);
}

static prse_status refused_facts(prse__testing *t, const prse_error *why)
{
    prse__place place = {t->test->place.file, why->line, why->column};
    return prse__test_mismatch(t, place, PRSE_STR("given"),
                               PRSE_STR("facts of the pack"),
                               prse_str_of(why->message));
}

static prse_status evaluate(prse__testing *t)
{
    prse__buf date;
    prse__buf_init(&date, 0);
    prse__date_print(&date, t->test->at);
    prse_status status =
        date.failed ? prse__error_nomem(t->err)
                    : prse_report_evaluate_one(t->report, t->facts,
                                               t->obligation,
                                               prse__buf_str(&date), t->err);
    prse__buf_free(&date);
    return status;
}

static prse_status run_test(prse__testing *t)
{
    size_t before = t->mismatch_count;
    prse_error why = {0};
    prse_status status = prse__test_given(t, &why);
    if (status == PRSE_ENOMEM)
        return prse__error_nomem(t->err);
    if (status) {
        status = refused_facts(t, &why);
    } else {
        note_given(t);
        status = evaluate(t);
        if (!status)
            status = prse__test_compare(t);
    }
    t->test_count++;
    t->failed += t->mismatch_count > before;
    return status;
}

static prse_status run_obligation(prse__testing *t)
{
    const prse__ruleset *rules = &t->pack->rules;
    const prse__obligation *o = &t->pack->tree->obligations[t->obligation];
    prse_status status = PRSE_OK;
    memset(t->given, 0, rules->var_count * sizeof *t->given);
    memset(t->epochs, 0, rules->epochs.count);
    for (size_t i = 0; i < o->test_count && !status; i++) {
        t->test = &o->tests[i];
        status = run_test(t);
    }
    return status ? status : prse__test_cover(t);
}

static prse_status begin(prse__testing *t)
{
    const prse__ruleset *rules = &t->pack->rules;
    /* only the count of the pack's holders changes */
    prse_pack *pack = (prse_pack *)t->pack;
    t->arena = prse__arena_new(0);
    if (!t->arena)
        return prse__error_nomem(t->err);
    t->given = prse__arena_alloc(t->arena, rules->var_count + 1,
                                 sizeof *t->given);
    t->epochs = prse__arena_alloc(t->arena, rules->epochs.count + 1, 1);
    t->coverage = prse__arena_alloc(
        t->arena, t->pack->tree->obligation_count + 1, sizeof *t->coverage);
    if (!t->given || !t->epochs || !t->coverage)
        return prse__error_nomem(t->err);
    prse_status status = prse_facts_new(&t->facts, pack, t->err);
    return status ? status : prse_report_new(&t->report, pack, t->err);
}

static void end(prse__testing *t)
{
    prse_report_free(t->report);
    prse_facts_free(t->facts);
    prse__arena_free(t->arena);
}

/* --- Text --- */

static prse_str obligation_id(const prse__testing *t, size_t obligation)
{
    return t->pack->tree->obligations[obligation].id;
}

static void write_mismatch(prse__buf *out, const prse__testing *t,
                           const prse__mismatch *m)
{
    prse__buf_addf(out, "%s:%u: ", m->place.file, m->place.line);
    prse__buf_add(out, obligation_id(t, m->obligation));
    prse__buf_adds(out, " on ");
    prse__date_print(out, m->at);
    prse__buf_adds(out, ": ");
    prse__buf_add(out, m->what);
    prse__buf_adds(out, ": expected ");
    prse__buf_add(out, m->expected.len ? m->expected : PRSE_STR("none"));
    prse__buf_adds(out, ", found ");
    prse__buf_add(out, m->found.len ? m->found : PRSE_STR("none"));
    prse__buf_addc(out, '\n');
}

static size_t percent(const prse__coverage *c)
{
    return c->total ? 100 * c->reached / c->total : 100;
}

static void write_uncovered(prse__buf *out, const prse__testing *t,
                            const prse__uncovered *u)
{
    const prse__var *var = &t->pack->rules.vars[u->var];
    prse__buf_adds(out, "  not reached: ");
    prse__buf_add(out, var->fact->id);
    if (var->year)
        prse__buf_addf(out, "@%d", (int)var->year);
    prse__buf_adds(out, u->never_given ? " (no test gives it)" : ": ");
    if (!u->never_given)
        prse__cells_print(out, var, &u->cells);
    prse__buf_addc(out, '\n');
}

static void write_text(prse__buf *out, const prse__testing *t)
{
    for (size_t i = 0; i < t->mismatch_count; i++)
        write_mismatch(out, t, &t->mismatches[i]);
    prse__buf_addf(out, "%zu test%s, %zu failed\n", t->test_count,
                   t->test_count == 1 ? "" : "s", t->failed);
    prse__buf_adds(out, "cells that the tests reach:\n");
    for (size_t o = 0; o < t->pack->tree->obligation_count; o++) {
        const prse__coverage *c = &t->coverage[o];
        prse__buf_add(out, obligation_id(t, o));
        prse__buf_addf(out, ": %zu of %zu (%zu %%)\n", c->reached, c->total,
                       percent(c));
        for (size_t i = 0; i < c->count; i++)
            write_uncovered(out, t, &c->items[i]);
    }
}

/* --- JSON --- */

static void put_date(prse__json *json, const char *key, prse__date date)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__date_print(&text, date);
    json->buf->failed |= text.failed;
    prse__json_put(json, key, prse__buf_str(&text));
    prse__buf_free(&text);
}

static void add_mismatch(prse__json *json, const prse__testing *t,
                         const prse__mismatch *m)
{
    prse__json_open(json, '{');
    prse__json_put(json, "obligation", obligation_id(t, m->obligation));
    prse__json_put(json, "file", prse_str_of(m->place.file));
    prse__json_put_int(json, "line", m->place.line);
    put_date(json, "at", m->at);
    prse__json_put(json, "what", m->what);
    prse__json_put(json, "expected", m->expected);
    prse__json_put(json, "found", m->found);
    prse__json_close(json, '}');
}

static void add_uncovered(prse__json *json, const prse__testing *t,
                          const prse__uncovered *u)
{
    const prse__var *var = &t->pack->rules.vars[u->var];
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__cells_print(&text, var, &u->cells);
    json->buf->failed |= text.failed;
    prse__json_open(json, '{');
    prse__json_put(json, "fact", var->fact->id);
    prse__json_put_int(json, "year", var->year);
    prse__json_put_bool(json, "given", !u->never_given);
    if (!u->never_given)
        prse__json_put(json, "cells", prse__buf_str(&text));
    prse__json_close(json, '}');
    prse__buf_free(&text);
}

static void add_coverage(prse__json *json, const prse__testing *t, size_t o)
{
    const prse__coverage *c = &t->coverage[o];
    prse__json_open(json, '{');
    prse__json_put(json, "obligation", obligation_id(t, o));
    prse__json_put_int(json, "cells", (int64_t)c->total);
    prse__json_put_int(json, "reached", (int64_t)c->reached);
    prse__json_put_int(json, "percent", (int64_t)percent(c));
    prse__json_key(json, PRSE_STR("unreached"));
    prse__json_open(json, '[');
    for (size_t i = 0; i < c->count; i++)
        add_uncovered(json, t, &c->items[i]);
    prse__json_close(json, ']');
    prse__json_close(json, '}');
}

static void write_json(prse__buf *out, const prse__testing *t)
{
    prse__json json;
    prse__json_init(&json, out, 2);
    prse__json_open(&json, '{');
    prse__json_put_int(&json, "tests", (int64_t)t->test_count);
    prse__json_put_int(&json, "failed", (int64_t)t->failed);
    prse__json_key(&json, PRSE_STR("failures"));
    prse__json_open(&json, '[');
    for (size_t i = 0; i < t->mismatch_count; i++)
        add_mismatch(&json, t, &t->mismatches[i]);
    prse__json_close(&json, ']');
    prse__json_key(&json, PRSE_STR("coverage"));
    prse__json_open(&json, '[');
    for (size_t o = 0; o < t->pack->tree->obligation_count; o++)
        add_coverage(&json, t, o);
    prse__json_close(&json, ']');
    prse__json_close(&json, '}');
    prse__buf_addc(out, '\n');
}

prse_status prse_pack_test(prse_text **out, size_t *failed,
                           const prse_pack *pack, prse_format format,
                           prse_error *err)
{
    prse__testing t = {.pack = pack, .err = err};
    prse__buf buf;
    if (!out || !pack)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out and pack are required");
    prse__buf_init(&buf, 0);
    prse_status status = begin(&t);
    for (size_t o = 0; o < pack->tree->obligation_count && !status; o++) {
        t.obligation = o;
        status = run_obligation(&t);
    }
    if (!status) {
        (format == PRSE_FORMAT_JSON ? write_json : write_text)(&buf, &t);
        status = prse__text_take(out, &buf, err);
    }
    if (!status && failed)
        *failed = t.failed;
    end(&t);
    return status;
}
