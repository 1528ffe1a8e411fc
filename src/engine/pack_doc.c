/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/pack_doc.h"

#include "base/error.h"
#include "engine/report.h"

static const char *colon(const prse__doc *d)
{
    return d->lang == PRSE_LANG_EN ? ":** " : "\u00a0:** ";
}

static void begin_item(prse__doc *d, prse__doc_word word)
{
    prse__buf_adds(d->out, "- **");
    prse__doc_say(d, word);
    prse__buf_adds(d->out, colon(d));
}

/* --- What it is --- */

static void add_title(prse__doc *d)
{
    const prse__obligation *o = d->obligation;
    prse__buf_adds(d->out, "# ");
    prse__doc_text_in(d, o->label);
    prse__buf_adds(d->out, "\n\n");
    if (prse__text_in(o->summary, d->lang).len) {
        prse__doc_text_in(d, o->summary);
        prse__buf_adds(d->out, "\n\n");
    }
    begin_item(d, PRSE__DOC_PACK);
    prse__doc_text_in(d, d->tree->label);
    prse__buf_addc(d->out, ' ');
    prse__doc_text(d, d->tree->version);
    prse__buf_adds(d->out, ", ");
    prse__doc_say(d, PRSE__DOC_REVIEWED);
    prse__buf_addc(d->out, ' ');
    prse__date_print(d->out, d->tree->reviewed);
    prse__buf_adds(d->out, " (`");
    prse__buf_add(d->out, o->id);
    prse__buf_adds(d->out, "`)\n");
}

static void add_identity(prse__doc *d)
{
    const prse__obligation *o = d->obligation;
    add_title(d);
    if (o->tag_count)
        begin_item(d, PRSE__DOC_TAGS);
    for (size_t i = 0; i < o->tag_count; i++) {
        prse__buf_adds(d->out, i ? ", " : "");
        prse__doc_text(d, o->tags[i]);
    }
    prse__buf_adds(d->out, o->tag_count ? "\n" : "");
    if (prse__text_in(o->authority, d->lang).len) {
        begin_item(d, PRSE__DOC_AUTHORITY);
        prse__doc_text_in(d, o->authority);
        prse__buf_addc(d->out, '\n');
    }
    if (o->platform.len) {
        begin_item(d, PRSE__DOC_PLATFORM);
        prse__buf_addc(d->out, '<');
        prse__buf_add(d->out, o->platform);
        prse__buf_adds(d->out, ">\n");
    }
}

/* --- Whom it concerns --- */

static void add_who(prse__doc *d)
{
    const prse__obligation *o = d->obligation;
    prse__doc_heading(d, PRSE__DOC_WHO);
    begin_item(d, PRSE__DOC_IN_FORCE);
    prse__doc_period(d, o->from, o->to);
    prse__buf_addc(d->out, '\n');
    prse__doc_rule_item(d, PRSE__DOC_REQUIRES, &o->requires);
    prse__doc_rule_item(d, PRSE__DOC_APPLIES, &o->applies);
    prse__doc_rule_item(d, PRSE__DOC_RECOMMENDED, &o->recommended);
    prse__doc_rule_item(d, PRSE__DOC_FIRST_YEAR, &o->first_year);
}

static int any(const uint8_t *flags, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (flags[i])
            return 1;
    return 0;
}

static void add_fact(prse__doc *d, const prse__fact *fact)
{
    prse_str unit = prse__text_in(fact->unit, d->lang);
    prse__buf_adds(d->out, "- `");
    prse__buf_add(d->out, fact->id);
    prse__buf_adds(d->out, d->lang == PRSE_LANG_EN ? "`: " : "`\u00a0: ");
    prse__doc_text_in(d, fact->label);
    if (unit.len) {
        prse__buf_adds(d->out, ", ");
        prse__doc_text(d, unit);
    }
    if (prse__text_in(fact->definition, d->lang).len) {
        prse__buf_adds(d->out, ". ");
        prse__doc_text_in(d, fact->definition);
    }
    prse__doc_law(d, fact->law);
    prse__buf_addc(d->out, '\n');
}

static void add_facts(prse__doc *d)
{
    const uint8_t *read = d->reads.of[PRSE__NAME_FACT];
    if (any(read, d->tree->fact_count))
        prse__doc_heading(d, PRSE__DOC_FACTS);
    for (size_t i = 0; i < d->tree->fact_count; i++)
        if (read[i])
            add_fact(d, &d->tree->facts[i]);
}

static void add_definitions(prse__doc *d)
{
    const uint8_t *read = d->reads.of[PRSE__NAME_DEFINITION];
    if (any(read, d->tree->definition_count))
        prse__doc_heading(d, PRSE__DOC_DEFINITIONS);
    for (size_t i = 0; i < d->tree->definition_count; i++) {
        const prse__definition *def = &d->tree->definitions[i];
        if (!read[i])
            continue;
        prse__buf_adds(d->out, "- `");
        prse__buf_add(d->out, def->id);
        prse__buf_addc(d->out, '`');
        if (prse__text_in(def->label, d->lang).len) {
            prse__buf_adds(d->out, ", ");
            prse__doc_text_in(d, def->label);
        }
        prse__buf_adds(d->out, d->lang == PRSE_LANG_EN ? ":" : "\u00a0:");
        prse__doc_rule(d, &def->value);
    }
}

/* --- Thresholds --- */

static void add_threshold_value(prse__doc *d, const prse__threshold *t,
                                const prse__value *value)
{
    prse_str unit = prse__text_in(t->unit, d->lang);
    if (value->kind == PRSE__VALUE_NULL) {
        prse__doc_say(d, PRSE__DOC_NO_LONGER);
        return;
    }
    prse__display_value(d->out, value, d->lang);
    if (unit.len)
        prse__buf_addc(d->out, ' ');
    prse__doc_text(d, unit);
}

static void add_threshold_row(prse__doc *d, const prse__threshold *t,
                              size_t step)
{
    prse_str label = prse__text_in(t->label, d->lang);
    prse__buf_adds(d->out, "| ");
    prse__doc_text(d, label.len ? label : t->id);
    prse__buf_adds(d->out, " | ");
    add_threshold_value(d, t, t->steps[step].value);
    prse__buf_adds(d->out, " | ");
    prse__date_print(d->out, t->steps[step].from);
    prse__buf_adds(d->out, " | ");
    if (t->law)
        prse__doc_law_link(d, t->law);
    prse__buf_adds(d->out, " | ");
    if (t->law)
        prse__doc_law_status(d, t->law);
    prse__buf_adds(d->out, " | ");
    if (t->law)
        prse__doc_confidence(d, t->law);
    prse__buf_adds(d->out, " |\n");
}

static void add_thresholds(prse__doc *d)
{
    static const prse__doc_word COLUMNS[] = {
        PRSE__DOC_THRESHOLD, PRSE__DOC_VALUE, PRSE__DOC_SINCE,
        PRSE__DOC_LAW, PRSE__DOC_STATUS, PRSE__DOC_CONFIDENCE};
    const uint8_t *read = d->reads.of[PRSE__NAME_THRESHOLD];
    if (!any(read, d->tree->threshold_count))
        return;
    prse__doc_heading(d, PRSE__DOC_THRESHOLDS);
    prse__buf_addc(d->out, '|');
    for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++) {
        prse__buf_addc(d->out, ' ');
        prse__doc_say(d, COLUMNS[i]);
        prse__buf_adds(d->out, " |");
    }
    prse__buf_adds(d->out, "\n|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < d->tree->threshold_count; i++)
        for (size_t j = 0; read[i] && j < d->tree->thresholds[i].count; j++)
            add_threshold_row(d, &d->tree->thresholds[i], j);
}

/* --- Sources: every law that the page names --- */

static void add_source(prse__doc *d, const prse__law *law)
{
    prse__buf_adds(d->out, "- ");
    prse__doc_law_link(d, law);
    prse__buf_adds(d->out, ", ");
    prse__doc_law_status(d, law);
    if (law->from != PRSE__ALWAYS || law->to != PRSE__FOREVER) {
        prse__buf_addc(d->out, ' ');
        prse__doc_period(d, law->from, law->to);
    }
    prse__buf_adds(d->out, ", ");
    prse__doc_confidence(d, law);
    if (law->reviewed != PRSE__ALWAYS) {
        prse__buf_adds(d->out, ", ");
        prse__doc_say(d, PRSE__DOC_REVIEWED);
        prse__buf_addc(d->out, ' ');
        prse__date_print(d->out, law->reviewed);
    }
    prse__buf_addc(d->out, '\n');
}

static void add_sources(prse__doc *d)
{
    for (size_t i = 0; i < d->obligation->law_count; i++)
        d->cited[d->obligation->laws[i] - d->tree->laws] = 1;
    if (any(d->cited, d->tree->law_count))
        prse__doc_heading(d, PRSE__DOC_SOURCES);
    for (size_t i = 0; i < d->tree->law_count; i++)
        if (d->cited[i])
            add_source(d, &d->tree->laws[i]);
}

static void add_compliance(prse__doc *d)
{
    if (!d->obligation->status.count)
        return;
    prse__doc_heading(d, PRSE__DOC_COMPLIANCE);
    prse__doc_rule_item(d, PRSE__DOC_STATUS, &d->obligation->status);
}

static void add_page(prse__doc *d)
{
    add_identity(d);
    add_who(d);
    prse__doc_criteria(d);
    add_thresholds(d);
    add_facts(d);
    add_definitions(d);
    prse__doc_outputs(d);
    prse__doc_duties(d);
    prse__doc_deadlines(d);
    add_compliance(d);
    prse__doc_sanctions(d);
    prse__doc_examples(d);
    add_sources(d);
}

static prse_status write_page(prse_text **out, prse__doc *d,
                              prse__arena *arena, size_t obligation,
                              prse_error *err)
{
    prse__buf buf;
    d->cited = prse__arena_alloc(arena, d->tree->law_count + 1, 1);
    if (!d->cited || !prse__reads_make(&d->reads, arena, d->tree))
        return prse__error_nomem(err);
    prse__reads_obligation(&d->reads, obligation);
    prse__buf_init(&buf, 0);
    d->out = &buf;
    add_page(d);
    return prse__text_take(out, &buf, err);
}

prse_status prse_pack_doc(prse_text **out, const prse_pack *pack,
                          size_t obligation, prse_lang lang, prse_error *err)
{
    if (!out || !pack)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out and pack are required");
    if (obligation >= pack->tree->obligation_count)
        return prse__error_set(err, PRSE_ENOTFOUND, NULL,
                               "the pack has no obligation %zu", obligation);
    prse__doc d = {.tree = pack->tree,
                   .obligation = &pack->tree->obligations[obligation],
                   .lang = lang};
    prse__arena *arena = prse__arena_new(0);
    prse_status status = arena ? write_page(out, &d, arena, obligation, err)
                               : prse__error_nomem(err);
    prse__arena_free(arena);
    return status;
}
