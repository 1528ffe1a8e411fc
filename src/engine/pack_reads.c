/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/pack_reads.h"

int prse__reads_make(prse__reads *out, prse__arena *arena,
                     const prse__pack_tree *tree)
{
    const size_t counts[] = {
        [PRSE__NAME_FACT] = tree->fact_count,
        [PRSE__NAME_THRESHOLD] = tree->threshold_count,
        [PRSE__NAME_DEFINITION] = tree->definition_count,
        [PRSE__NAME_FUNCTION] = tree->function_count};
    *out = (prse__reads){.tree = tree};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        out->of[i] = prse__arena_alloc(arena, counts[i] + 1, 1);
        if (!out->of[i])
            return 0;
    }
    return 1;
}

static void read_rule(prse__reads *reads, const prse__rule *rule)
{
    for (size_t i = 0; i < rule->count; i++)
        prse__reads_expr(reads, rule->steps[i].expr);
}

void prse__reads_expr(prse__reads *reads, const prse__feel *expr)
{
    const prse__name *name = expr->kind == PRSE__FEEL_NAME
                                 ? prse__pack_name(reads->tree, expr->text)
                                 : NULL;
    if (name && !reads->of[name->kind][name->index]) {
        reads->of[name->kind][name->index] = 1;
        if (name->kind == PRSE__NAME_DEFINITION)
            read_rule(reads, &reads->tree->definitions[name->index].value);
        if (name->kind == PRSE__NAME_FUNCTION)
            read_rule(reads, &reads->tree->functions[name->index].value);
    }
    for (const prse__feel *c = expr->first; c; c = c->next)
        prse__reads_expr(reads, c);
}

void prse__reads_visit(void *self, const prse__rule *rule, prse__rule_use use)
{
    if (use == PRSE__USE_CELLS || use == PRSE__USE_EVALUATE)
        read_rule(self, rule);
}

void prse__reads_obligation(prse__reads *reads, size_t obligation)
{
    prse__pack_tree alone = *reads->tree;
    alone.obligations += obligation;
    alone.obligation_count = 1;
    alone.explanations_count = 0;
    prse__each_rule(&alone, prse__reads_visit, reads);
}
