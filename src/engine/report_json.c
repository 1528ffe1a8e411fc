/* SPDX-License-Identifier: Apache-2.0 */
/* A report as JSON. */
#include "base/error.h"
#include "engine/report_write.h"

typedef prse__report_writer writer;

const char *prse__answer_name(prse_answer answer)
{
    static const char *const NAMES[] = {
        [PRSE_NOT_SUBJECT] = "not_subject", [PRSE_SUBJECT] = "subject",
        [PRSE_UNKNOWN] = "unknown",         [PRSE_RECOMMENDED] = "recommended",
        [PRSE_INSUFFICIENT] = "insufficient"};
    return NAMES[answer];
}

static const char *compliance_name(prse_compliance compliance)
{
    static const char *const NAMES[] = {
        [PRSE_TO_UPDATE] = "a_actualiser",
        [PRSE_IN_PROGRESS] = "en_cours",
        [PRSE_UP_TO_DATE] = "a_jour",
        [PRSE_NOT_FOLLOWED] = "soumis",
        [PRSE_NOT_CONCERNED] = "non_soumis",
        [PRSE_ADVISED] = "recommande"};
    return compliance == PRSE_UNDECIDED ? "incalculable" : NAMES[compliance];
}

static void key(writer *w, const char *name)
{
    prse__json_key(&w->json, prse_str_of(name));
}

static void put_tri(writer *w, const char *name, int value)
{
    key(w, name);
    if (value < 0)
        prse__json_null(&w->json);
    else
        prse__json_bool(&w->json, value);
}

static void put_text(writer *w, const char *name, prse__text text)
{
    prse__json_put(&w->json, name, prse__text_in(text, w->lang));
}

/* --- Facts --- */

static void write_fact(writer *w, size_t index)
{
    prse_fact_state state = {.size = sizeof state};
    w->status = prse_facts_get(w->report->facts, index, &state, w->err);
    if (w->status || !state.given)
        return;
    prse__json_open(&w->json, '{');
    prse__json_put(&w->json, "id",
                   w->report->pack->tree->facts[state.fact].id);
    prse__json_put_int(&w->json, "year", state.year);
    prse__json_put(&w->json, "value", state.value);
    prse__json_put_bool(&w->json, "exact", state.exact);
    prse__json_put(&w->json, "source", state.source);
    if (w->of_fact)
        w->of_fact(w, &state);
    prse__json_close(&w->json, '}');
}

void prse__report_write_facts(writer *w)
{
    const prse_facts *facts = w->report->facts;
    key(w, "facts");
    prse__json_open(&w->json, '[');
    for (size_t i = 0; i < prse_facts_count(facts) && !w->status; i++)
        write_fact(w, i);
    prse__json_close(&w->json, ']');
    key(w, "warnings");
    prse__json_open(&w->json, '[');
    for (size_t i = 0; i < prse_facts_warning_count(facts); i++)
        prse__json_string(&w->json, prse_facts_warning(facts, i, w->lang));
    prse__json_close(&w->json, ']');
}

/* --- One obligation --- */

static void write_sentence(writer *w, size_t o, const char *name,
                           prse_sentence what)
{
    prse_str text;
    if (w->status)
        return;
    w->status = prse_report_sentence(&text, w->report, o, what, w->lang,
                                     w->err);
    if (!w->status)
        prse__json_put(&w->json, name, text);
}

static void write_uses(writer *w, size_t o, const char *name,
                       size_t (*list)(const prse_report *, size_t,
                                      prse_fact_use *, size_t))
{
    size_t room = w->report->pack->rules.var_count;
    prse_fact_use *uses = prse__alloc(room + 1, sizeof *uses);
    if (!uses) {
        w->status = prse__error_nomem(w->err);
        return;
    }
    size_t count = list(w->report, o, uses, room);
    key(w, name);
    prse__json_open(&w->json, '[');
    for (size_t i = 0; i < count; i++) {
        prse__json_open(&w->json, '{');
        prse__json_put(&w->json, "fact",
                       w->report->pack->tree->facts[uses[i].fact].id);
        prse__json_put_int(&w->json, "year", uses[i].year);
        prse__json_close(&w->json, '}');
    }
    prse__json_close(&w->json, ']');
    prse__free(uses);
}

static void write_law(writer *w, const char *name, const prse__law *law)
{
    static const char *const STATUS[] = {"in_force", "adopted", "draft"};
    static const char *const CONFIDENCE[] = {"text", "secondary", "memory"};
    if (name)
        key(w, name);
    prse__json_open(&w->json, '{');
    prse__json_put(&w->json, "id", law->id);
    put_text(w, "title", law->title);
    prse__json_put(&w->json, "url", law->url);
    prse__json_put(&w->json, "status", prse_str_of(STATUS[law->status]));
    prse__json_put(&w->json, "confidence",
                   prse_str_of(CONFIDENCE[law->confidence]));
    prse__json_put(&w->json, "reviewed", law->reviewed_text);
    prse__json_close(&w->json, '}');
}

static void write_criteria(writer *w, size_t index, const prse__obligation *o)
{
    key(w, "criteria");
    prse__json_open(&w->json, '[');
    for (size_t i = 0; i < o->criterion_count; i++) {
        prse__json_open(&w->json, '{');
        prse__json_put(&w->json, "id", o->criteria[i].id);
        put_text(w, "text", o->criteria[i].text);
        put_tri(w, "met", prse_report_criterion(w->report, index, i));
        if (o->criteria[i].law)
            write_law(w, "law", o->criteria[i].law);
        prse__json_close(&w->json, '}');
    }
    prse__json_close(&w->json, ']');
}

static void write_outputs(writer *w, size_t index, const prse__obligation *o)
{
    key(w, "outputs");
    prse__json_open(&w->json, '[');
    for (size_t i = 0; i < o->output_count && !w->status; i++) {
        prse_str value;
        int known = 0;
        w->status = prse_report_output(&value, w->report, index, i, &known,
                                       w->err);
        if (w->status)
            break;
        prse__json_open(&w->json, '{');
        prse__json_put(&w->json, "id", o->outputs[i].id);
        put_text(w, "label", o->outputs[i].label);
        prse__json_put_bool(&w->json, "known", known);
        key(w, "value");
        if (known && value.len)
            prse__json_string(&w->json, value);
        else
            prse__json_null(&w->json);
        prse__json_close(&w->json, '}');
    }
    prse__json_close(&w->json, ']');
}

static void write_duties(writer *w, size_t index, const prse__obligation *o)
{
    key(w, "duties");
    prse__json_open(&w->json, '[');
    for (size_t i = 0; i < o->duty_count; i++) {
        prse__json_open(&w->json, '{');
        put_text(w, "text", o->duties[i].text);
        put_tri(w, "due", prse_report_duty(w->report, index, i));
        if (o->duties[i].law)
            write_law(w, "law", o->duties[i].law);
        prse__json_close(&w->json, '}');
    }
    prse__json_close(&w->json, ']');
}

void prse__report_write_date(writer *w, const prse_due *due)
{
    prse__buf text;
    prse__date date;
    prse__buf_init(&text, 0);
    key(w, "date");
    if (due->known &&
        prse__date_from(&date, (prse__ymd){due->year, due->month, due->day})) {
        prse__date_print(&text, date);
        w->json.buf->failed |= text.failed;
        prse__json_string(&w->json, prse__buf_str(&text));
    } else {
        prse__json_null(&w->json);
    }
    prse__buf_free(&text);
}

static void write_deadlines(writer *w, size_t index,
                            const prse__obligation *o)
{
    key(w, "deadlines");
    prse__json_open(&w->json, '[');
    for (size_t i = 0; i < o->deadline_count && !w->status; i++) {
        prse_due due = {.size = sizeof due};
        w->status =
            prse_report_due(w->report, index, i, w->lang, &due, w->err);
        if (w->status)
            break;
        prse__json_open(&w->json, '{');
        prse__json_put(&w->json, "id", o->deadlines[i].id);
        prse__json_put(&w->json, "label", due.label);
        prse__report_write_date(w, &due);
        prse__json_put_int(&w->json, "every_months", due.every);
        prse__json_close(&w->json, '}');
    }
    prse__json_close(&w->json, ']');
}

static void write_first_year(writer *w, size_t index)
{
    int32_t year = prse_report_first_year(w->report, index);
    key(w, "first_year");
    if (year)
        prse__json_int(&w->json, year);
    else
        prse__json_null(&w->json);
}

static void write_compliance(writer *w, size_t index)
{
    prse_compliance compliance;
    if (w->status)
        return;
    w->status =
        prse_report_compliance(w->report, index, &compliance, w->err);
    if (!w->status)
        prse__json_put(&w->json, "status",
                       prse_str_of(compliance_name(compliance)));
}

static void write_laws(writer *w, const prse__obligation *o)
{
    key(w, "law");
    prse__json_open(&w->json, '[');
    for (size_t i = 0; i < o->law_count; i++)
        write_law(w, NULL, o->laws[i]);
    prse__json_close(&w->json, ']');
}

static void write_obligation(writer *w, size_t index)
{
    const prse__obligation *o = &w->report->pack->tree->obligations[index];
    prse__json_open(&w->json, '{');
    prse__json_put(&w->json, "id", o->id);
    put_text(w, "label", o->label);
    prse__json_put(&w->json, "answer",
                   prse_str_of(prse__answer_name(
                       prse_report_answer(w->report, index))));
    write_compliance(w, index);
    write_first_year(w, index);
    write_sentence(w, index, "because", PRSE_SENTENCE_REASON);
    write_uses(w, index, "reason", prse_report_reason);
    write_criteria(w, index, o);
    write_outputs(w, index, o);
    write_duties(w, index, o);
    write_deadlines(w, index, o);
    write_sentence(w, index, "change", PRSE_SENTENCE_CHANGE);
    write_uses(w, index, "missing", prse_report_missing);
    write_laws(w, o);
    write_sentence(w, index, "law_warning", PRSE_SENTENCE_LAW);
    if (w->of_obligation)
        w->of_obligation(w, index);
    prse__json_close(&w->json, '}');
}

void prse__report_write_obligations(writer *w)
{
    size_t count = w->report->pack->tree->obligation_count;
    key(w, "obligations");
    prse__json_open(&w->json, '[');
    for (size_t i = 0; i < count && !w->status; i++)
        write_obligation(w, i);
    prse__json_close(&w->json, ']');
}

/* --- The report --- */

void prse__report_write_question(writer *w)
{
    prse_question q = {.size = sizeof q};
    prse_error why = {0}; /* nothing to ask is no failure */
    prse_status status = prse_report_question(w->report, w->lang, &q, &why);
    key(w, "question");
    if (status == PRSE_ENOTFOUND) {
        prse__json_null(&w->json);
        return;
    }
    w->status = status;
    if (status) {
        *w->err = why;
        return;
    }
    prse__json_open(&w->json, '{');
    prse__json_put(&w->json, "fact", w->report->pack->tree->facts[q.fact].id);
    prse__json_put_int(&w->json, "year", q.year);
    prse__json_put(&w->json, "text", q.text);
    prse__json_put(&w->json, "condition", q.condition);
    prse__json_put(&w->json, "yes", q.yes);
    prse__json_put(&w->json, "no", q.no);
    prse__json_put(&w->json, "why", q.why);
    prse__json_close(&w->json, '}');
}

void prse__report_write_head(writer *w)
{
    const prse_pack *pack = w->report->pack;
    prse__buf date;
    prse__buf_init(&date, 0);
    prse__date_print(&date, w->report->date);
    w->json.buf->failed |= date.failed;
    prse__json_put(&w->json, "pack", pack->tree->id);
    prse__json_put(&w->json, "version", pack->tree->version);
    prse__json_put(&w->json, "digest", prse_pack_digest(pack));
    prse__json_put(&w->json, "date", prse__buf_str(&date));
    prse__buf_free(&date);
}

prse_status prse_report_json(prse_text **out, prse_report *report,
                             prse_lang lang, prse_error *err)
{
    prse__buf buf;
    prse_error unused;
    writer w = {.report = report, .lang = lang, .err = err ? err : &unused};
    /* a pack may have no obligation at all */
    if (prse__report_ready(report, 0, NULL) == PRSE_EINVAL || !out)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out and an evaluated report are required");
    /* cached, as if they were asked for one by one */
    w.status = prse__facts_check((prse_facts *)report->facts, w.err);
    prse__buf_init(&buf, 0);
    prse__json_init(&w.json, &buf, 2);
    prse__json_open(&w.json, '{');
    prse__report_write_head(&w);
    prse__report_write_facts(&w);
    prse__report_write_obligations(&w);
    if (!w.status)
        prse__report_write_question(&w);
    prse__json_close(&w.json, '}');
    prse__buf_addc(&buf, '\n');
    if (!w.status)
        return prse__text_take(out, &buf, err);
    prse__buf_free(&buf);
    return w.status;
}
