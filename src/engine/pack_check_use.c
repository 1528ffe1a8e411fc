/* SPDX-License-Identifier: Apache-2.0 */
/* What no rule reads, and what a rule reads although it is only a draft. */
#include "engine/pack_check.h"

#include "base/error.h"
#include "rules/each_rule.h"

typedef struct uses {
    prse__checking *k;
    uint8_t *read[PRSE__NAME_FUNCTION + 1]; /* of each name of a kind */
} uses;

static void read_rule(uses *u, const prse__rule *rule);

static void read_expr(uses *u, const prse__feel *node)
{
    const prse__name *name = node->kind == PRSE__FEEL_NAME
                                 ? prse__pack_name(u->k->tree, node->text)
                                 : NULL;
    if (name && !u->read[name->kind][name->index]) {
        u->read[name->kind][name->index] = 1;
        if (name->kind == PRSE__NAME_DEFINITION)
            read_rule(u, &u->k->tree->definitions[name->index].value);
    }
    for (const prse__feel *c = node->first; c; c = c->next)
        read_expr(u, c);
}

static void read_rule(uses *u, const prse__rule *rule)
{
    for (size_t i = 0; i < rule->count; i++)
        read_expr(u, rule->steps[i].expr);
}

/* Definitions count when something that counts reads them. */
static void visit(void *self, const prse__rule *rule, prse__rule_use use)
{
    if (use == PRSE__USE_CELLS || use == PRSE__USE_EVALUATE)
        read_rule(self, rule);
}

static void unused(uses *u, const char *what, prse_str id, prse__place place,
                   const char *right)
{
    prse__buf_addf(&u->k->message, "no rule reads %s `", what);
    prse__buf_add(&u->k->message, id);
    prse__buf_addf(&u->k->message, "`: %s", right);
    prse__check_say(u->k, place, "unused", id);
}

static int is_free_text(const prse__fact *fact)
{
    return fact->type == PRSE__FACT_TEXT && !fact->choice_count;
}

static void tell_unused(uses *u)
{
    const prse__pack_tree *t = u->k->tree;
    for (size_t i = 0; i < t->threshold_count; i++)
        if (!u->read[PRSE__NAME_THRESHOLD][i])
            unused(u, "threshold", t->thresholds[i].id, t->thresholds[i].place,
                   "take it out, or compare a fact with it");
    for (size_t i = 0; i < t->definition_count; i++)
        if (!u->read[PRSE__NAME_DEFINITION][i])
            unused(u, "definition", t->definitions[i].id,
                   t->definitions[i].place,
                   "take it out, or use it in a rule");
    for (size_t i = 0; i < t->fact_count; i++)
        if (!u->read[PRSE__NAME_FACT][i] && !t->facts[i].evidence &&
            !is_free_text(&t->facts[i]))
            unused(u, "fact", t->facts[i].id, t->facts[i].place,
                   "take it out, or mark it `evidence: true` when it proves "
                   "compliance");
}

static void tell_draft(uses *u, const prse__threshold *t)
{
    prse__buf *m = &u->k->message;
    prse__buf_adds(m, "a rule reads threshold `");
    prse__buf_add(m, t->id);
    prse__buf_adds(m, "`, whose law `");
    prse__buf_add(m, t->law->id);
    prse__buf_adds(m, t->law->enabled
                          ? "` is a draft that an overlay turns on: answers "
                            "are those of a law that is not adopted"
                          : "` is a draft, so that its value is null: keep "
                            "the threshold in an overlay until the law is "
                            "adopted");
    prse__check_say(u->k, t->place, "draft", t->id);
}

static void tell_drafts(uses *u)
{
    const prse__pack_tree *t = u->k->tree;
    for (size_t i = 0; i < t->threshold_count; i++) {
        const prse__law *law = t->thresholds[i].law;
        if (law && law->status == PRSE__LAW_DRAFT &&
            u->read[PRSE__NAME_THRESHOLD][i])
            tell_draft(u, &t->thresholds[i]);
    }
}

void prse__check_uses(prse__checking *k)
{
    const prse__pack_tree *t = k->tree;
    const size_t counts[] = {
        [PRSE__NAME_FACT] = t->fact_count,
        [PRSE__NAME_THRESHOLD] = t->threshold_count,
        [PRSE__NAME_DEFINITION] = t->definition_count,
        [PRSE__NAME_FUNCTION] = t->function_count};
    uses u = {.k = k};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        u.read[i] = prse__arena_alloc(k->arena, counts[i] + 1, 1);
        if (!u.read[i]) {
            prse__check_stop(k, prse__error_nomem(k->err));
            return;
        }
    }
    prse__each_rule(t, visit, &u);
    for (size_t i = 0; i < t->check_count; i++)
        read_expr(&u, t->checks[i].expr);
    tell_unused(&u);
    tell_drafts(&u);
}
