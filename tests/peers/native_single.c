/* SPDX-License-Identifier: Apache-2.0 */
/* Ours, one company after the other. */
#include <stdio.h>
#include <stdlib.h>

#include "native.h"
#include "portailrse/obligation.h"

/* A fact as a host has it: a number, or the text of a range. */
typedef struct said {
    size_t fact;
    prse_str id;
    int64_t value;
    char text[48];
    uint8_t known;
} said;

typedef struct single {
    prse_pack *pack;
    prse_facts *facts;
    prse_report *report;
    said *said; /* FACTS a company */
    uint8_t *answers[RULES];
} single;

static said said_of(const single *s, const column *c, size_t row)
{
    said out = {.id = prse_str_of(c->name), .value = c->low[row],
                .known = c->known[row]};
    out.fact = prse_pack_fact_index(s->pack, out.id);
    if (c->low[row] != c->high[row])
        snprintf(out.text, sizeof out.text, "%lld..%lld",
                 (long long)c->low[row], (long long)c->high[row]);
    return out;
}

static void *begin(const char *path, const companies *c)
{
    prse_error err = {0};
    prse_engine *engine = NULL;
    single *s = blank(1, sizeof *s);
    if (prse_engine_new(&engine, NULL, &err) ||
        prse_pack_load(&s->pack, engine, path, NULL, &err) ||
        prse_facts_new(&s->facts, s->pack, &err) ||
        prse_report_new(&s->report, s->pack, &err))
        give_up(path, err.message);
    prse_engine_unref(engine);
    s->said = blank(c->count * FACTS, sizeof *s->said);
    for (size_t row = 0; row < c->count; row++)
        for (size_t i = 0; i < FACTS; i++)
            s->said[row * FACTS + i] = said_of(s, &c->columns[i], row);
    for (size_t rule = 0; rule < RULES; rule++)
        s->answers[rule] = blank(c->count, 1);
    return s;
}

static void set(single *s, const said *what, prse_error *err)
{
    prse_status status =
        what->text[0] ? prse_facts_set(s->facts, what->id, 0,
                                       prse_str_of(what->text), err)
                      : prse_facts_set_int(s->facts, what->fact, 0,
                                           what->value, err);
    if (status)
        give_up("a fact", err->message);
}

static void answer(void *state, size_t count)
{
    prse_error err = {0};
    single *s = state;
    for (size_t row = 0; row < count; row++) {
        const said *what = &s->said[row * FACTS];
        prse_facts_clear(s->facts);
        for (size_t i = 0; i < FACTS; i++)
            if (what[i].known)
                set(s, &what[i], &err);
        if (prse_report_evaluate(s->report, s->facts, PRSE_STR("2026-11-23"),
                                 &err))
            give_up("evaluate", err.message);
        for (size_t rule = 0; rule < RULES; rule++)
            s->answers[rule][row] =
                (uint8_t)prse_report_answer(s->report, rule);
    }
}

static const uint8_t *column_of(const void *state, size_t rule)
{
    return ((const single *)state)->answers[rule];
}

static void end(void *state)
{
    single *s = state;
    for (size_t rule = 0; rule < RULES; rule++)
        free(s->answers[rule]);
    prse_report_free(s->report);
    prse_facts_free(s->facts);
    prse_pack_unref(s->pack);
    free(s->said);
    free(s);
}

const way way_single = {begin, answer, column_of, end, 0};
