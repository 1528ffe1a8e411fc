/* SPDX-License-Identifier: Apache-2.0 */
/* A pack in one spelling: two packs that differ in comments, layout, order of
 * keys or tests only have the same canonical JSON, hence the same digest. */
#include "base/error.h"
#include "engine/pack.h"
#include "engine/value_json.h"
#include "rules/cell_text.h"

/* --- Words --- */

static void put(prse__json *json, const char *key, prse_str text)
{
    if (text.len)
        prse__json_put(json, key, text);
}

static void put_flag(prse__json *json, const char *key, int flag)
{
    if (flag)
        prse__json_put_bool(json, key, 1);
}

static void put_text(prse__json *json, const char *key, prse__text text)
{
    if (!text.fr.len && !text.en.len)
        return;
    prse__json_key(json, prse_str_of(key));
    prse__json_open(json, '{');
    put(json, "fr", text.fr);
    put(json, "en", text.en);
    prse__json_close(json, '}');
}

static void put_law(prse__json *json, const prse__law *law)
{
    if (law)
        prse__json_put(json, "law", law->id);
}

static void put_words(prse__json *json, const char *key,
                      const prse_str *words, size_t count)
{
    if (!count)
        return;
    prse__json_key(json, prse_str_of(key));
    prse__json_open(json, '[');
    for (size_t i = 0; i < count; i++)
        prse__json_string(json, words[i]);
    prse__json_close(json, ']');
}

/* --- Dates and values --- */

static void add_date_key(prse__json *json, prse__date date)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__date_print(&text, date);
    json->buf->failed |= text.failed;
    prse__json_key(json, prse__buf_str(&text));
    prse__buf_free(&text);
}

static void put_date(prse__json *json, const char *key, prse__date date)
{
    prse__buf text;
    if (date == PRSE__ALWAYS || date == PRSE__FOREVER)
        return;
    prse__buf_init(&text, 0);
    prse__date_print(&text, date);
    json->buf->failed |= text.failed;
    prse__json_put(json, key, prse__buf_str(&text));
    prse__buf_free(&text);
}

static void add_feel(prse__json *json, const prse__feel *expr)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__feel_print(&text, expr);
    json->buf->failed |= text.failed;
    prse__json_string(json, prse__buf_str(&text));
    prse__buf_free(&text);
}

static void put_bound(prse__json *json, const char *key, prse__bound bound)
{
    if (!bound.present)
        return;
    prse__json_key(json, prse_str_of(key));
    prse__json_value(json, bound.value);
}

/* --- Expressions and tables --- */

static void add_row(prse__json *json, const prse__table *table, size_t row)
{
    const prse__table_row *r = &table->rows[row];
    prse__json_open(json, '[');
    for (size_t i = 0; i < table->input_count; i++)
        add_feel(json, r->tests[i]);
    for (size_t i = 0; i < table->output_count; i++)
        add_feel(json, r->outputs[i]);
    prse__json_close(json, ']');
}

static void add_heading(prse__json *json, const prse__table *table, size_t i)
{
    prse__json_open(json, '{');
    prse__json_put(json, "name", table->output_names[i]);
    if (table->output_values && table->output_values[i]) {
        prse__json_key(json, PRSE_STR("values"));
        add_feel(json, table->output_values[i]);
    }
    if (table->defaults && table->defaults[i]) {
        prse__json_key(json, PRSE_STR("default"));
        add_feel(json, table->defaults[i]);
    }
    prse__json_close(json, '}');
}

static void add_table(prse__json *json, const prse__table *table)
{
    char policy[2] = {table->policy, table->aggregator};
    prse__json_open(json, '{');
    prse__json_put(json, "policy",
                   (prse_str){policy, table->aggregator ? 2 : 1});
    prse__json_key(json, PRSE_STR("inputs"));
    prse__json_open(json, '[');
    for (size_t i = 0; i < table->input_count; i++)
        add_feel(json, table->inputs[i]);
    prse__json_close(json, ']');
    prse__json_key(json, PRSE_STR("outputs"));
    prse__json_open(json, '[');
    for (size_t i = 0; i < table->output_count; i++)
        add_heading(json, table, i);
    prse__json_close(json, ']');
    prse__json_key(json, PRSE_STR("rows"));
    prse__json_open(json, '[');
    for (size_t i = 0; i < table->row_count; i++)
        add_row(json, table, i);
    prse__json_close(json, ']');
    prse__json_close(json, '}');
}

static void add_step(prse__json *json, const prse__dated *step)
{
    if (step->table)
        add_table(json, step->table);
    else
        add_feel(json, step->expr);
}

static void put_rule(prse__json *json, const char *key, const prse__rule *rule)
{
    if (!rule->count)
        return;
    prse__json_key(json, prse_str_of(key));
    if (rule->count == 1 && rule->steps[0].from == PRSE__ALWAYS) {
        add_step(json, &rule->steps[0]);
        return;
    }
    prse__json_open(json, '{');
    for (size_t i = 0; i < rule->count; i++) {
        add_date_key(json, rule->steps[i].from);
        add_step(json, &rule->steps[i]);
    }
    prse__json_close(json, '}');
}

/* --- The dictionary --- */

static void put_brackets(prse__json *json, const prse__fact *fact)
{
    if (!fact->bracket_count)
        return;
    prse__json_key(json, PRSE_STR("brackets"));
    prse__json_open(json, '{');
    for (size_t i = 0; i < fact->bracket_count; i++) {
        const prse__bracket *b = &fact->brackets[i];
        prse__buf text;
        prse__buf_init(&text, 0);
        prse__range_print(&text, b->low, b->high);
        json->buf->failed |= text.failed;
        prse__json_key(json, b->name);
        prse__json_string(json, prse__buf_str(&text));
        prse__buf_free(&text);
    }
    prse__json_close(json, '}');
}

static void put_choices(prse__json *json, const prse__fact *fact)
{
    if (!fact->choice_count)
        return;
    prse__json_key(json, PRSE_STR("values"));
    prse__json_open(json, '{');
    for (size_t i = 0; i < fact->choice_count; i++) {
        prse__json_key(json, fact->choices[i].id);
        prse__json_open(json, '{');
        put(json, "fr", fact->choices[i].label.fr);
        put(json, "en", fact->choices[i].label.en);
        prse__json_close(json, '}');
    }
    prse__json_close(json, '}');
}

static void put_aliases(prse__json *json, const prse__fact *fact)
{
    if (!fact->alias_count)
        return;
    prse__json_key(json, PRSE_STR("same_as"));
    prse__json_open(json, '{');
    for (size_t i = 0; i < fact->alias_count; i++) {
        prse__json_key(json, fact->aliases[i].pack);
        prse__json_string(json, fact->aliases[i].name);
    }
    prse__json_close(json, '}');
}

static void add_fact(prse__json *json, const void *item)
{
    static const char *const TYPES[] = {"number", "count", "boolean", "text",
                                        "date"};
    const prse__fact *fact = item;
    prse__json_put(json, "id", fact->id);
    prse__json_put(json, "type", prse_str_of(TYPES[fact->type]));
    put_text(json, "unit", fact->unit);
    put_text(json, "unit_one", fact->unit_one);
    put_text(json, "label", fact->label);
    put_text(json, "question", fact->question);
    put_text(json, "definition", fact->definition);
    put_law(json, fact->law);
    put_bound(json, "min", fact->low);
    put_bound(json, "max", fact->high);
    if (fact->years)
        prse__json_put_int(json, "years", fact->years);
    put_flag(json, "nullable", fact->nullable);
    put_flag(json, "missing_null", fact->missing_null);
    put_flag(json, "evidence", fact->evidence);
    put_brackets(json, fact);
    put_choices(json, fact);
    put_aliases(json, fact);
}

static void add_law(prse__json *json, const void *item)
{
    static const char *const STATUS[] = {"in_force", "adopted", "draft"};
    static const char *const CONFIDENCE[] = {"text", "secondary", "memory"};
    const prse__law *law = item;
    prse__json_put(json, "id", law->id);
    put_text(json, "title", law->title);
    put(json, "url", law->url);
    prse__json_put(json, "status", prse_str_of(STATUS[law->status]));
    put_flag(json, "draft_read",
             law->status == PRSE__LAW_DRAFT && law->enabled);
    put_date(json, "from", law->from);
    put_date(json, "to", law->to);
    put_date(json, "reviewed", law->reviewed);
    prse__json_put(json, "confidence",
                   prse_str_of(CONFIDENCE[law->confidence]));
}

static void add_threshold(prse__json *json, const void *item)
{
    const prse__threshold *t = item;
    prse__json_put(json, "id", t->id);
    put_text(json, "label", t->label);
    put_text(json, "unit", t->unit);
    put_law(json, t->law);
    prse__json_key(json, PRSE_STR("from"));
    prse__json_open(json, '{');
    for (size_t i = 0; i < t->count; i++) {
        add_date_key(json, t->steps[i].from);
        prse__json_value(json, t->steps[i].value);
    }
    prse__json_close(json, '}');
}

static void add_definition(prse__json *json, const void *item)
{
    const prse__definition *d = item;
    prse__json_put(json, "id", d->id);
    put_text(json, "label", d->label);
    put_rule(json, "value", &d->value);
    if (d->years > 1)
        prse__json_put_int(json, "years", d->years);
}

static void add_function(prse__json *json, const void *item)
{
    const prse__function *f = item;
    prse__json_put(json, "id", f->id);
    put_words(json, "params", f->params, f->param_count);
    put_rule(json, "value", &f->value);
}

static void add_check(prse__json *json, const void *item)
{
    const prse__check *check = item;
    prse__json_put(json, "id", check->id);
    prse__json_key(json, PRSE_STR("check"));
    add_feel(json, check->expr);
    put_text(json, "text", check->text);
}

/* --- Obligations --- */

static void add_criterion(prse__json *json, const void *item)
{
    const prse__criterion *c = item;
    prse__json_put(json, "id", c->id);
    put_rule(json, "when", &c->when);
    put_text(json, "text", c->text);
    put_law(json, c->law);
}

static void add_output(prse__json *json, const void *item)
{
    const prse__output *o = item;
    prse__json_put(json, "id", o->id);
    put_text(json, "label", o->label);
    put_rule(json, "value", &o->value);
    put_rule(json, "compute", &o->compute);
}

static void add_duty(prse__json *json, const void *item)
{
    const prse__duty *d = item;
    put_text(json, "text", d->text);
    put_rule(json, "when", &d->when);
    put_law(json, d->law);
}

static void add_deadline(prse__json *json, const void *item)
{
    const prse__deadline *d = item;
    prse__json_put(json, "id", d->id);
    put_text(json, "label", d->label);
    put_rule(json, "when", &d->when);
    if (d->month) {
        prse__json_put_int(json, "month", d->month);
        prse__json_put_int(json, "day", d->day);
    }
    put_date(json, "once", d->once);
    put_rule(json, "due", &d->due);
    if (d->every)
        prse__json_put_int(json, "every_months", d->every);
    put_law(json, d->law);
}

typedef void add_item(prse__json *json, const void *item);

static void put_items(prse__json *json, const char *key, const void *items,
                      size_t count, size_t size, add_item *add)
{
    if (!count)
        return;
    prse__json_key(json, prse_str_of(key));
    prse__json_open(json, '[');
    for (size_t i = 0; i < count; i++) {
        prse__json_open(json, '{');
        add(json, (const char *)items + i * size);
        prse__json_close(json, '}');
    }
    prse__json_close(json, ']');
}

#define PUT_ITEMS(json, key, items, count, add) \
    put_items(json, key, items, count, sizeof *(items), add)

static void put_laws(prse__json *json, const prse__obligation *o)
{
    if (!o->law_count)
        return;
    prse__json_key(json, PRSE_STR("law"));
    prse__json_open(json, '[');
    for (size_t i = 0; i < o->law_count; i++)
        prse__json_string(json, o->laws[i]->id);
    prse__json_close(json, ']');
}

static void add_obligation(prse__json *json, const void *item)
{
    const prse__obligation *o = item;
    prse__json_put(json, "id", o->id);
    put_text(json, "label", o->label);
    put_text(json, "summary", o->summary);
    put_words(json, "tags", o->tags, o->tag_count);
    put_laws(json, o);
    put_text(json, "authority", o->authority);
    put(json, "platform", o->platform);
    put_date(json, "from", o->from);
    put_date(json, "to", o->to);
    put_rule(json, "requires", &o->requires);
    put_rule(json, "applies", &o->applies);
    put_rule(json, "recommended", &o->recommended);
    PUT_ITEMS(json, "criteria", o->criteria, o->criterion_count,
              add_criterion);
    PUT_ITEMS(json, "outputs", o->outputs, o->output_count, add_output);
    put_rule(json, "first_year", &o->first_year);
    PUT_ITEMS(json, "duties", o->duties, o->duty_count, add_duty);
    PUT_ITEMS(json, "sanctions", o->sanctions, o->sanction_count, add_duty);
    PUT_ITEMS(json, "deadlines", o->deadlines, o->deadline_count,
              add_deadline);
    put_rule(json, "status", &o->status);
    put_text(json, "because", o->because);
}

/* --- Sources --- */

static void add_code_table(prse__json *json, const void *item)
{
    const prse__code_table *t = item;
    prse__json_put(json, "id", t->id);
    prse__json_key(json, PRSE_STR("codes"));
    prse__json_open(json, '{');
    for (size_t i = 0; i < t->count; i++) {
        prse__json_key(json, t->codes[i].code);
        prse__json_string(json, t->codes[i].value);
    }
    prse__json_close(json, '}');
}

static void add_mapping(prse__json *json, const void *item)
{
    const prse__mapping *m = item;
    prse__json_put(json, "fact", m->fact->id);
    put(json, "path", m->path);
    put(json, "each_year", m->each_year);
    put(json, "year", m->year);
    put(json, "date", m->date);
    put(json, "doubt", m->doubt);
    if (m->table)
        prse__json_put(json, "table", m->table->id);
    if (m->confidence)
        prse__json_put(json, "confidence",
                       prse__sureness_name(m->confidence));
}

static void add_source(prse__json *json, const void *item)
{
    const prse__source *s = item;
    prse__json_put(json, "id", s->id);
    put_text(json, "label", s->label);
    put(json, "detect", s->detect);
    put_words(json, "roots", s->roots, s->root_count);
    put_rule(json, "year", &s->year);
    PUT_ITEMS(json, "tables", s->tables, s->table_count, add_code_table);
    PUT_ITEMS(json, "facts", s->mappings, s->mapping_count, add_mapping);
}

/* --- Differences with other packs --- */

static void add_explanation(prse__json *json, const void *item)
{
    const prse__explanation *e = item;
    prse__json_put(json, "id", e->id);
    prse__json_put(json, "obligation", e->obligation);
    put_words(json, "about", e->about, e->about_count);
    put_rule(json, "when", &e->when);
    put(json, "from", e->from);
    put(json, "to", e->to);
    put_text(json, "text", e->text);
    put_law(json, e->law);
}

static void add_explanations(prse__json *json, const void *item)
{
    const prse__explanations *set = item;
    prse__json_put(json, "pack", set->pack);
    PUT_ITEMS(json, "entries", set->items, set->count, add_explanation);
}

/* --- The pack --- */

void prse__pack_canonical(prse__buf *buf, const prse__pack_tree *tree)
{
    prse__json json;
    prse__json_init(&json, buf, 0);
    prse__json_open(&json, '{');
    prse__json_put(&json, "pack", tree->id);
    put(&json, "version", tree->version);
    put_text(&json, "label", tree->label);
    put_date(&json, "reviewed", tree->reviewed);
    put_flag(&json, "missing_null", tree->missing_null);
    PUT_ITEMS(&json, "facts", tree->facts, tree->fact_count, add_fact);
    PUT_ITEMS(&json, "law", tree->laws, tree->law_count, add_law);
    PUT_ITEMS(&json, "thresholds", tree->thresholds, tree->threshold_count,
              add_threshold);
    PUT_ITEMS(&json, "definitions", tree->definitions,
              tree->definition_count, add_definition);
    PUT_ITEMS(&json, "functions", tree->functions, tree->function_count,
              add_function);
    PUT_ITEMS(&json, "coherence", tree->checks, tree->check_count, add_check);
    PUT_ITEMS(&json, "obligations", tree->obligations,
              tree->obligation_count, add_obligation);
    PUT_ITEMS(&json, "sources", tree->sources, tree->source_count,
              add_source);
    PUT_ITEMS(&json, "differences", tree->explanations,
              tree->explanations_count, add_explanations);
    prse__json_close(&json, '}');
}

prse_status prse_pack_json(prse_text **out, const prse_pack *pack,
                           prse_error *err)
{
    prse__buf buf;
    if (!out || !pack)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out and pack are required");
    prse__buf_init(&buf, 0);
    prse__pack_canonical(&buf, pack->tree);
    return prse__text_take(out, &buf, err);
}
