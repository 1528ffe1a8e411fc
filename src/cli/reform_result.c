/* SPDX-License-Identifier: Apache-2.0 */
/* What the library counted, read from its JSON. */
#include <stdlib.h>

#include "cli/complain.h"
#include "cli/json_value.h"
#include "cli/reform.h"

const char *cli_reform_state(size_t state)
{
    static const char *const words[CLI_REFORM_STATES] = {
        [PRSE_NOT_SUBJECT] = "non_soumis",
        [PRSE_SUBJECT] = "soumis",
        [PRSE_UNKNOWN] = "incalculable",
        [PRSE_RECOMMENDED] = "recommande",
        [PRSE_INSUFFICIENT] = "insuffisant",
        [PRSE_REFORM_ABSENT] = "absente"};
    return words[state];
}

static uint64_t number(prse_str object, const char *name)
{
    return (uint64_t)cli_json_number(cli_json_at(object, name));
}

static size_t state(prse_str object, const char *name)
{
    prse_str word = cli_json_at(object, name);
    size_t i = 0;
    while (i < PRSE_REFORM_ABSENT &&
           !cli_json_is(word, cli_reform_state(i)))
        i++;
    return i;
}

static void read_pairs(cli_reform_pairs *pairs, prse_str owner)
{
    prse_str list = cli_json_at(owner, "answers"), pair;
    for (size_t at = 0; cli_json_item(list, &at, &pair);)
        pairs->of[state(pair, "from")][state(pair, "to")] =
            number(pair, "companies");
}

static void read_facts(cli_reform_obligation *o, prse_str object)
{
    prse_str name, value;
    for (size_t at = 0; cli_json_next(object, &at, &name, &value);) {
        o->facts = cli_resize(o->facts, o->fact_count + 1, sizeof *o->facts);
        cli_reform_fact *fact = &o->facts[o->fact_count++];
        *fact = (cli_reform_fact){
            .companies = (uint64_t)cli_json_number(value)};
        cli_buffer_add(&fact->name, name);
    }
}

static void read_groups(cli_reform_obligation *o, prse_str column,
                        prse_str list)
{
    prse_str group;
    for (size_t at = 0; cli_json_item(list, &at, &group);) {
        o->groups =
            cli_resize(o->groups, o->group_count + 1, sizeof *o->groups);
        cli_reform_group *g = &o->groups[o->group_count++];
        *g = (cli_reform_group){
            .companies = number(group, "companies"),
            .changed = number(group, "changed"),
            .untold = number(group, "untold")};
        cli_buffer_add(&g->column, column);
        cli_json_add_value(&g->value, cli_json_at(group, "value"));
        read_pairs(&g->pairs, group);
    }
}

static void read_obligation(cli_reform_obligation *o, prse_str object)
{
    prse_str name, list;
    prse_str touched = cli_json_at(object, "touched");
    *o = (cli_reform_obligation){
        .touched = touched.len > 0 && *touched.ptr == 't',
        .changed = number(object, "changed"),
        .untold = number(object, "untold"),
        .outside = number(object, "outside")};
    cli_json_add_value(&o->id, cli_json_at(object, "id"));
    cli_json_add_value(&o->label, cli_json_at(object, "label"));
    read_pairs(&o->pairs, object);
    read_facts(o, cli_json_at(object, "would_tell"));
    prse_str by = cli_json_at(object, "by");
    for (size_t at = 0; cli_json_next(by, &at, &name, &list);)
        read_groups(o, name, list);
}

cli_exit cli_reform_result_read(cli_reform_result *result,
                                const prse_reform *reform)
{
    prse_error err;
    *result = (cli_reform_result){.json = NULL};
    if (prse_reform_json(&result->json, reform, &err) != PRSE_OK)
        return cli_complain_error(&err);
    prse_str all = prse_text_str(result->json), item;
    prse_str list = cli_json_at(all, "obligations");
    result->companies = number(all, "companies");
    result->bad_rows = number(all, "bad_rows");
    for (size_t at = 0; cli_json_item(list, &at, &item);) {
        result->obligations =
            cli_resize(result->obligations, result->obligation_count + 1,
                       sizeof *result->obligations);
        read_obligation(&result->obligations[result->obligation_count++],
                        item);
    }
    return CLI_OK;
}

static void free_obligation(cli_reform_obligation *o)
{
    for (size_t i = 0; i < o->fact_count; i++)
        cli_buffer_free(&o->facts[i].name);
    for (size_t i = 0; i < o->group_count; i++) {
        cli_buffer_free(&o->groups[i].column);
        cli_buffer_free(&o->groups[i].value);
    }
    cli_buffer_free(&o->id);
    cli_buffer_free(&o->label);
    free(o->facts);
    free(o->groups);
}

void cli_reform_result_free(cli_reform_result *result)
{
    for (size_t i = 0; i < result->obligation_count; i++)
        free_obligation(&result->obligations[i]);
    free(result->obligations);
    prse_text_free(result->json);
}
