/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/each_rule.h"

static void of_obligation(const prse__obligation *o, prse__rule_visitor *visit,
                          void *self)
{
    visit(self, &o->requires, PRSE__USE_CELLS);
    visit(self, &o->applies, PRSE__USE_CELLS);
    visit(self, &o->recommended, PRSE__USE_CELLS);
    visit(self, &o->first_year, PRSE__USE_CELLS);
    visit(self, &o->status, PRSE__USE_EVALUATE);
    for (size_t i = 0; i < o->criterion_count; i++)
        visit(self, &o->criteria[i].when, PRSE__USE_CELLS);
    for (size_t i = 0; i < o->output_count; i++) {
        visit(self, &o->outputs[i].value, PRSE__USE_CELLS);
        visit(self, &o->outputs[i].compute, PRSE__USE_EVALUATE);
    }
    for (size_t i = 0; i < o->duty_count; i++)
        visit(self, &o->duties[i].when, PRSE__USE_CELLS);
    for (size_t i = 0; i < o->deadline_count; i++) {
        visit(self, &o->deadlines[i].when, PRSE__USE_CELLS);
        visit(self, &o->deadlines[i].due, PRSE__USE_EVALUATE);
    }
}

static void of_differences(const prse__explanations *set,
                           prse__rule_visitor *visit, void *self)
{
    for (size_t i = 0; i < set->count; i++)
        visit(self, &set->items[i].when, PRSE__USE_CELLS);
}

void prse__each_rule(const prse__pack_tree *pack, prse__rule_visitor *visit,
                     void *self)
{
    for (size_t i = 0; i < pack->function_count; i++)
        visit(self, &pack->functions[i].value, PRSE__USE_FUNCTION);
    for (size_t i = 0; i < pack->definition_count; i++)
        visit(self, &pack->definitions[i].value, PRSE__USE_DEFINITION);
    for (size_t i = 0; i < pack->obligation_count; i++)
        of_obligation(&pack->obligations[i], visit, self);
    for (size_t i = 0; i < pack->explanations_count; i++)
        of_differences(&pack->explanations[i], visit, self);
}
