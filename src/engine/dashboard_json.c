/* SPDX-License-Identifier: Apache-2.0 */
/* A dashboard as JSON: the unit, who was asked, the facts with their reasons,
 * and the report with the next date of each obligation. */
#include "base/error.h"
#include "engine/dashboard.h"
#include "engine/report_write.h"
#include "engine/unit_copy.h"

typedef prse__report_writer writer;

static void key(writer *w, const char *name)
{
    prse__json_key(&w->json, prse_str_of(name));
}

/* --- The unit --- */

static void write_unit(writer *w, const prse_dashboard *d)
{
    const prse_unit *unit = &d->lookup.unit.is;
    key(w, "unit");
    if (!prse__lookup_found(&d->lookup)) {
        prse__json_null(&w->json);
        return;
    }
    prse__json_open(&w->json, '{');
    for (size_t i = 0; i < PRSE__UNIT_TEXTS; i++) {
        prse_str text = prse__unit_text_get(unit, i);
        if (text.len)
            prse__json_put(&w->json, prse__unit_texts[i].name, text);
    }
    key(w, "open");
    if (unit->open < 0)
        prse__json_null(&w->json);
    else
        prse__json_bool(&w->json, unit->open);
    prse__json_put_bool(&w->json, "partial", unit->partial);
    prse__json_put_bool(&w->json, "natural_person", unit->natural_person);
    prse__json_close(&w->json, '}');
}

/* --- Services --- */

static void write_trace(writer *w, const prse_trace *trace)
{
    static const char *const ORIGINS[] = {
        [PRSE_ORIGIN_NONE] = "none",
        [PRSE_ORIGIN_NETWORK] = "network",
        [PRSE_ORIGIN_CACHE] = "cache",
        [PRSE_ORIGIN_STALE] = "stale",
        [PRSE_ORIGIN_FILE] = "file"};
    prse__json_open(&w->json, '{');
    prse__json_put(&w->json, "service", trace->name);
    prse__json_put(&w->json, "outcome",
                   prse_str_of(prse_outcome_name(
                       (prse_outcome)trace->outcome)));
    prse__json_put(&w->json, "origin", prse_str_of(ORIGINS[trace->origin]));
    prse__json_put_int(&w->json, "http", trace->http);
    prse__json_put_int(&w->json, "attempts", trace->attempts);
    prse__json_put_int(&w->json, "took_ms", trace->took_ms);
    prse__json_put_int(&w->json, "age_ms", trace->age_ms);
    if (trace->status)
        prse__json_put(&w->json, "status",
                       prse_str_of(prse_status_name(
                           (prse_status)trace->status)));
    if (trace->message.len)
        prse__json_put(&w->json, "message", trace->message);
    prse__json_close(&w->json, '}');
}

static void write_services(writer *w, const prse_dashboard *d)
{
    key(w, "services");
    prse__json_open(&w->json, '[');
    for (size_t i = 0; i < d->round.traces.count; i++)
        write_trace(w, &d->round.traces.items[i]);
    prse__json_close(&w->json, ']');
}

/* --- Facts --- */

static void add_to_fact(writer *w, const prse_fact_state *state)
{
    prse_dashboard *d = w->user;
    const prse__profile *profile = &d->merge.facts->profile;
    const prse__slot *slot =
        prse__profile_slot(profile, state->fact, state->year);
    prse_str why;
    if (state->date.len)
        prse__json_put(&w->json, "date", state->date);
    if (state->confidence.len)
        prse__json_put(&w->json, "confidence", state->confidence);
    prse__json_put_bool(&w->json, "prefill",
                        !d->merge.from_host[slot - profile->slots]);
    w->status = prse_dashboard_why(&why, d, state->fact, state->year, w->lang,
                                   w->err);
    if (!w->status)
        prse__json_put(&w->json, "why", why);
}

/* --- Obligations --- */

static int64_t day_number(const prse_due *due)
{
    prse__date date = 0;
    prse__date_from(&date, (prse__ymd){due->year, due->month, due->day});
    return date;
}

/* The earliest of the dates that concern the company. */
static void add_next_date(writer *w, size_t index)
{
    const prse__obligation *o = &w->report->pack->tree->obligations[index];
    prse_due next = {.size = sizeof next};
    for (size_t i = 0; i < o->deadline_count && !w->status; i++) {
        prse_due due = {.size = sizeof due};
        w->status =
            prse_report_due(w->report, index, i, w->lang, &due, w->err);
        if (!w->status && due.known &&
            (!next.known || day_number(&due) < day_number(&next)))
            next = due;
    }
    key(w, "next");
    if (w->status || !next.known) {
        prse__json_null(&w->json);
        return;
    }
    prse__json_open(&w->json, '{');
    prse__json_put(&w->json, "label", next.label);
    prse__report_write_date(w, &next);
    prse__json_close(&w->json, '}');
}

/* --- All of it --- */

static void write_all(writer *w, prse_dashboard *d)
{
    prse__json_open(&w->json, '{');
    prse__report_write_head(w);
    prse__json_put(&w->json, "siren", d->siren);
    prse__json_put_bool(&w->json, "partial", prse_dashboard_partial(d));
    write_unit(w, d);
    write_services(w, d);
    prse__report_write_facts(w);
    prse__report_write_obligations(w);
    if (!w->status)
        prse__report_write_question(w);
    prse__json_close(&w->json, '}');
}

prse_status prse_dashboard_json(prse_text **out, prse_dashboard *dashboard,
                                prse_lang lang, prse_error *err)
{
    prse__buf buf;
    prse_error unused;
    prse_status status = prse__dashboard_ready(dashboard, err);
    if (!status && !out)
        status = prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    if (status)
        return status;
    writer w = {.report = dashboard->report,
                .lang = lang,
                .err = err ? err : &unused,
                .of_fact = add_to_fact,
                .of_obligation = add_next_date,
                .user = dashboard};
    w.status = prse__facts_check(dashboard->merge.facts, w.err);
    prse__buf_init(&buf, 0);
    prse__json_init(&w.json, &buf, 2);
    write_all(&w, dashboard);
    prse__buf_addc(&buf, '\n');
    if (!w.status)
        return prse__text_take(out, &buf, err);
    prse__buf_free(&buf);
    return w.status;
}
