/* SPDX-License-Identifier: Apache-2.0 */
/* What no rule reads, and what a rule reads although it is only a draft. */
#include "engine/pack_check.h"

#include "base/error.h"
#include "engine/pack_reads.h"

typedef struct uses {
    prse__checking *k;
    prse__reads reads;
    uint8_t *asked; /* of each law: a threshold of it is compared with null */
} uses;

static void note_asked(uses *u, const prse__feel *node)
{
    const prse__pack_tree *t = u->k->tree;
    for (const prse__feel *c = node->first; c; c = c->next) {
        const prse__name *name = c->kind == PRSE__FEEL_NAME
                                     ? prse__pack_name(t, c->text)
                                     : NULL;
        if (name && name->kind == PRSE__NAME_THRESHOLD &&
            t->thresholds[name->index].law)
            u->asked[t->thresholds[name->index].law - t->laws] = 1;
    }
}

static void find_asked(uses *u, const prse__feel *node)
{
    if (prse__check_asks_null(node))
        note_asked(u, node);
    for (const prse__feel *c = node->first; c; c = c->next)
        find_asked(u, c);
}

static void visit(void *self, const prse__rule *rule, prse__rule_use use)
{
    uses *u = self;
    prse__reads_visit(&u->reads, rule, use);
    for (size_t i = 0; i < rule->count; i++) {
        find_asked(u, rule->steps[i].expr);
        /* a function may be called from outside */
        if (use == PRSE__USE_FUNCTION)
            prse__reads_expr(&u->reads, rule->steps[i].expr);
    }
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
        if (!u->reads.of[PRSE__NAME_THRESHOLD][i])
            unused(u, "threshold", t->thresholds[i].id, t->thresholds[i].place,
                   "take it out, or compare a fact with it");
    for (size_t i = 0; i < t->definition_count; i++)
        if (!u->reads.of[PRSE__NAME_DEFINITION][i])
            unused(u, "definition", t->definitions[i].id,
                   t->definitions[i].place,
                   "take it out, or use it in a rule");
    for (size_t i = 0; i < t->fact_count; i++)
        if (!u->reads.of[PRSE__NAME_FACT][i] && !t->facts[i].evidence &&
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
                          : "` is a draft, so that its value is null: ask "
                            "first whether it is, `if ... = null`");
    prse__check_say(u->k, t->place, "draft", t->id);
}

/* A pack may hold drafts that overlays turn on, if its rules ask whether they
 * are there. */
static void tell_drafts(uses *u)
{
    const prse__pack_tree *t = u->k->tree;
    for (size_t i = 0; i < t->threshold_count; i++) {
        const prse__law *law = t->thresholds[i].law;
        if (law && law->status == PRSE__LAW_DRAFT &&
            u->reads.of[PRSE__NAME_THRESHOLD][i] &&
            (law->enabled || !u->asked[law - t->laws]))
            tell_draft(u, &t->thresholds[i]);
    }
}

void prse__check_uses(prse__checking *k)
{
    uses u = {.k = k};
    u.asked = prse__arena_alloc(k->arena, k->tree->law_count + 1, 1);
    if (!u.asked || !prse__reads_make(&u.reads, k->arena, k->tree)) {
        prse__check_stop(k, prse__error_nomem(k->err));
        return;
    }
    prse__each_rule(k->tree, visit, &u);
    for (size_t i = 0; i < k->tree->check_count; i++)
        prse__reads_expr(&u.reads, k->tree->checks[i].expr);
    tell_unused(&u);
    tell_drafts(&u);
}
