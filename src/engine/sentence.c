/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences about one obligation. */
#include <string.h>

#include "base/error.h"
#include "engine/report.h"

static void say(prse__buf *buf, prse_lang lang, const char *fr, const char *en)
{
    prse__buf_adds(buf, lang == PRSE_LANG_EN ? en : fr);
}

static void separate(prse__buf *buf)
{
    if (buf->len)
        prse__buf_adds(buf, "; ");
}

/* --- Why --- */

static void name_value(prse__buf *buf, const prse_report *report,
                       prse_str name, prse_lang lang)
{
    const prse__pack_tree *pack = report->pack->tree;
    const prse__name *found = prse__pack_name(pack, name);
    if (found && found->kind == PRSE__NAME_FACT) {
        const prse__slot *slot =
            prse__profile_slot(&report->facts->profile, found->index, 0);
        prse__display_slot(buf, slot, lang);
    } else if (found && found->kind == PRSE__NAME_THRESHOLD) {
        const prse__value *value = prse__threshold_at(
            &pack->thresholds[found->index], report->date);
        if (value)
            prse__display_value(buf, value, lang);
    }
}

static size_t index_of(prse_str text, size_t from, char c)
{
    const char *found =
        from < text.len ? memchr(text.ptr + from, c, text.len - from) : NULL;
    return found ? (size_t)(found - text.ptr) : text.len;
}

/* The pack's own words, with {names} replaced. */
static void fill_template(prse__buf *buf, const prse_report *report,
                          prse_str text, prse_lang lang)
{
    size_t i = 0;
    while (i < text.len) {
        size_t open = index_of(text, i, '{');
        size_t close = index_of(text, open, '}');
        prse__buf_add(buf, (prse_str){text.ptr + i, open - i});
        if (close < text.len)
            name_value(buf, report,
                       (prse_str){text.ptr + open + 1, close - open - 1},
                       lang);
        i = close + 1;
    }
}

static void list_reason(prse__buf *buf, prse_report *report,
                        size_t obligation, prse_lang lang)
{
    const uint32_t *reason;
    size_t count = prse__judge_reason(&reason, &report->judge, obligation);
    for (size_t i = 0; i < count; i++) {
        const prse__slot *slot = prse__report_slot(report, reason[i]);
        separate(buf);
        prse__display_name(buf, slot->fact, slot->year, lang);
        say(buf, lang, "\u00a0: ", ": ");
        prse__display_slot(buf, slot, lang);
    }
}

static void write_reason(prse__buf *buf, prse_report *report,
                         size_t obligation, prse_lang lang)
{
    prse_str words = prse__text_in(
        report->pack->tree->obligations[obligation].because, lang);
    if (words.len && prse_report_answer(report, obligation) == PRSE_SUBJECT)
        fill_template(buf, report, words, lang);
    else
        list_reason(buf, report, obligation, lang);
}

/* --- What would change it --- */

/* How far an exact number is from the nearest value that changes it. */
static int distance(prse__dec *out, const prse__slot *slot,
                    const prse__cell *cell, int *more)
{
    const prse__value *own = slot->value;
    if (!own || own->kind != PRSE__VALUE_NUMBER)
        return 0;
    *more = cell->low.present &&
            prse__dec_cmp(cell->low.value->number, own->number) >= 0;
    const prse__bound *end = *more ? &cell->low : &cell->high;
    if (!end->present || end->value->kind != PRSE__VALUE_NUMBER)
        return 0;
    *out = prse__dec_abs(prse__dec_sub(end->value->number, own->number));
    return prse__dec_sign(*out) != 0;
}

static void write_distance(prse__buf *buf, const prse__slot *slot,
                           const prse__cell *cell, prse_lang lang)
{
    prse__dec by;
    int more;
    int is_code = slot->fact->type == PRSE__FACT_COUNT &&
                  !slot->fact->unit.fr.len;
    if (is_code || !distance(&by, slot, cell, &more))
        return;
    prse__value value = {.kind = PRSE__VALUE_NUMBER, .number = by};
    prse__buf_adds(buf, " (");
    prse__display_value(buf, &value, lang);
    say(buf, lang, more ? " de plus)" : " de moins)",
        more ? " more)" : " fewer)");
}

static void write_change(prse__buf *buf, prse_report *report,
                         const prse__change *change, prse_lang lang)
{
    const prse__var *var = &report->pack->rules.vars[change->var];
    const prse__slot *slot = prse__report_slot(report, change->var);
    int subject = change->answer == PRSE__DD_TRUE;
    if (!buf->len)
        say(buf, lang, subject ? "Serait soumis avec\u00a0: "
                               : "Ne serait plus soumis avec\u00a0: ",
            subject ? "Would be subject with: "
                    : "Would leave scope with: ");
    else
        say(buf, lang, "; ou ", "; or ");
    prse__display_name(buf, var->fact, var->year, lang);
    say(buf, lang, "\u00a0: ", ": ");
    prse__display_cells(buf, var, &change->mask, lang);
    write_distance(buf, slot, &var->cells[change->cell], lang);
}

static void write_changes(prse__buf *buf, prse_report *report,
                          size_t obligation, prse_lang lang)
{
    prse__judge *j = &report->judge;
    const uint32_t *reason;
    size_t count = prse__judge_reason(&reason, j, obligation);
    for (size_t i = 0; i < count; i++) {
        prse__change change;
        if (!j->rules->vars[reason[i]].fact->evidence &&
            prse__change_find(&change, j, obligation, reason[i]))
            write_change(buf, report, &change, lang);
    }
}

/* --- What is missing --- */

static void write_missing(prse__buf *buf, prse_report *report,
                          size_t obligation, prse_lang lang)
{
    const prse__ruleset *rules = &report->pack->rules;
    if (prse_report_answer(report, obligation) != PRSE_UNKNOWN)
        return;
    const uint64_t *matters =
        prse__asker_matters(&report->asker, &report->judge, obligation);
    for (size_t v = prse__bits_next(matters, 0, rules->var_count);
         v < rules->var_count;
         v = prse__bits_next(matters, v + 1, rules->var_count)) {
        if (buf->len)
            prse__buf_adds(buf, ", ");
        prse__display_name(buf, rules->vars[v].fact, rules->vars[v].year,
                           lang);
    }
}

/* --- Warnings about the law --- */

static void warn_law(prse__buf *buf, const prse__law *law, prse__date today,
                     prse_lang lang)
{
    const char *fr = NULL;
    const char *en = NULL;
    if (law->status == PRSE__LAW_ADOPTED) {
        fr = "adopté, pas encore en vigueur";
        en = "adopted, not yet in force";
    } else if (law->status == PRSE__LAW_DRAFT) {
        fr = "projet de texte";
        en = "draft text";
    } else if (today >= law->to) {
        fr = "n'est plus en vigueur";
        en = "no longer in force";
    } else if (today >= law->stale) {
        fr = "relu il y a plus d'un an";
        en = "last reviewed more than a year ago";
    }
    if (!fr)
        return;
    separate(buf);
    prse__buf_add(buf, prse__text_in(law->title, lang));
    say(buf, lang, "\u00a0: ", ": ");
    say(buf, lang, fr, en);
}

static void write_law(prse__buf *buf, const prse_report *report,
                      size_t obligation, prse_lang lang)
{
    const prse__obligation *o = &report->pack->tree->obligations[obligation];
    for (size_t i = 0; i < o->law_count; i++)
        warn_law(buf, o->laws[i], report->date, lang);
}

prse_status prse_report_sentence(prse_str *out, prse_report *report,
                                 size_t obligation, prse_sentence what,
                                 prse_lang lang, prse_error *err)
{
    prse_status status = prse__report_ready(report, obligation, err);
    if (status)
        return status;
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, NULL, "out is NULL");
    prse__buf_clear(&report->text);
    switch (what) {
    case PRSE_SENTENCE_REASON:
        write_reason(&report->text, report, obligation, lang);
        break;
    case PRSE_SENTENCE_CHANGE:
        write_changes(&report->text, report, obligation, lang);
        break;
    case PRSE_SENTENCE_MISSING:
        write_missing(&report->text, report, obligation, lang);
        break;
    case PRSE_SENTENCE_LAW:
        write_law(&report->text, report, obligation, lang);
        break;
    default:
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "there is no sentence %d", (int)what);
    }
    return prse__report_text(out, report, err);
}
