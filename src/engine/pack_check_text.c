/* SPDX-License-Identifier: Apache-2.0 */
/* Every text must be there in both languages. */
#include "engine/pack_check.h"

/* Whose texts are looked at, and where it stands. */
typedef struct owner {
    prse__checking *k;
    prse__place place;
    const char *what; /* "fact" */
    prse_str id;
} owner;

static void look(const owner *o, const char *key, prse__text text)
{
    static const char *const LANGUAGES[][2] = {{"French", "fr"},
                                               {"English", "en"}};
    int english = text.fr.len != 0;
    if (!text.fr.len == !text.en.len)
        return;
    prse__buf *m = &o->k->message;
    prse__buf_addf(m, "the %s of %s `", key, o->what);
    prse__buf_add(m, o->id);
    prse__buf_addf(m, "` has no %s text: add the key `%s` beside `%.*s`",
                   LANGUAGES[english][0], LANGUAGES[english][1],
                   (int)(english ? text.fr.len : text.en.len),
                   english ? text.fr.ptr : text.en.ptr);
    prse__check_say(o->k, o->place, "translation", o->id);
}

static void look_at_facts(prse__checking *k)
{
    for (size_t i = 0; i < k->tree->fact_count; i++) {
        const prse__fact *f = &k->tree->facts[i];
        owner o = {k, f->place, "fact", f->id};
        look(&o, "label", f->label);
        look(&o, "unit", f->unit);
        look(&o, "unit_one", f->unit_one);
        look(&o, "question", f->question);
        look(&o, "definition", f->definition);
        for (size_t j = 0; j < f->choice_count; j++) {
            owner value = {k, f->place, "value", f->choices[j].id};
            look(&value, "label", f->choices[j].label);
        }
    }
}

static void look_at_sections(prse__checking *k)
{
    const prse__pack_tree *t = k->tree;
    for (size_t i = 0; i < t->law_count; i++) {
        owner o = {k, t->laws[i].place, "law", t->laws[i].id};
        look(&o, "title", t->laws[i].title);
    }
    for (size_t i = 0; i < t->threshold_count; i++) {
        const prse__threshold *h = &t->thresholds[i];
        owner o = {k, h->place, "threshold", h->id};
        look(&o, "label", h->label);
        look(&o, "unit", h->unit);
    }
    for (size_t i = 0; i < t->definition_count; i++) {
        owner o = {k, t->definitions[i].place, "definition",
                   t->definitions[i].id};
        look(&o, "label", t->definitions[i].label);
    }
    for (size_t i = 0; i < t->check_count; i++) {
        owner o = {k, t->checks[i].place, "check", t->checks[i].id};
        look(&o, "text", t->checks[i].text);
    }
}

/* The place of a rule of an obligation, else of the obligation itself. */
static prse__place near(const prse__rule *rule, const prse__obligation *o)
{
    return rule->count ? rule->steps[0].place : o->place;
}

static void look_at_parts(prse__checking *k, const prse__obligation *o)
{
    for (size_t i = 0; i < o->criterion_count; i++) {
        const prse__criterion *c = &o->criteria[i];
        owner own = {k, near(&c->when, o), "criterion", c->id};
        look(&own, "text", c->text);
    }
    for (size_t i = 0; i < o->output_count; i++) {
        const prse__output *out = &o->outputs[i];
        const prse__rule *rule = out->value.count ? &out->value
                                                  : &out->compute;
        owner own = {k, near(rule, o), "output", out->id};
        look(&own, "label", out->label);
    }
    for (size_t i = 0; i < o->duty_count; i++) {
        owner own = {k, near(&o->duties[i].when, o), "a duty of", o->id};
        look(&own, "text", o->duties[i].text);
    }
    for (size_t i = 0; i < o->sanction_count; i++) {
        owner own = {k, o->place, "a sanction of", o->id};
        look(&own, "text", o->sanctions[i].text);
    }
    for (size_t i = 0; i < o->deadline_count; i++) {
        const prse__deadline *d = &o->deadlines[i];
        owner own = {k, near(&d->when, o), "deadline", d->id};
        look(&own, "label", d->label);
    }
}

static void look_at_explanations(prse__checking *k)
{
    for (size_t i = 0; i < k->tree->explanations_count; i++)
        for (size_t j = 0; j < k->tree->explanations[i].count; j++) {
            const prse__explanation *e = &k->tree->explanations[i].items[j];
            owner own = {k, e->place, "explanation", e->id};
            look(&own, "text", e->text);
        }
}

void prse__check_texts(prse__checking *k)
{
    const prse__pack_tree *t = k->tree;
    owner pack = {k, {"pack.yaml", 1, 1}, "pack", t->id};
    look(&pack, "label", t->label);
    look_at_facts(k);
    look_at_sections(k);
    for (size_t i = 0; i < t->obligation_count; i++) {
        const prse__obligation *o = &t->obligations[i];
        owner own = {k, o->place, "obligation", o->id};
        look(&own, "label", o->label);
        look(&own, "summary", o->summary);
        look(&own, "authority", o->authority);
        look(&own, "reason", o->because);
        look_at_parts(k, o);
    }
    for (size_t i = 0; i < t->source_count; i++) {
        const prse__source *s = &t->sources[i];
        prse__place place = s->mapping_count ? s->mappings[0].place
                                             : pack.place;
        owner own = {k, place, "source", s->id};
        look(&own, "label", s->label);
    }
    look_at_explanations(k);
}
