/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/batch_columns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/complain.h"
#include "cli/fact_name.h"
#include "portailrse/batch.h"

static int same(const cli_buffer *a, const cli_buffer *b)
{
    return a->len == b->len && strcmp(a->text, b->text) == 0;
}

static void add_answer(cli_batch_columns *columns, cli_batch_answer answer,
                       prse_str name, const char *suffix)
{
    cli_buffer_add(&answer.heading, name);
    cli_buffer_add_text(&answer.heading, suffix);
    columns->added = cli_resize(columns->added, columns->added_count + 1,
                                sizeof *columns->added);
    columns->added[columns->added_count++] = answer;
}

static void add_outputs(cli_batch_columns *columns,
                        const cli_company *company, cli_batch_answer answer,
                        const prse_obligation_info *info)
{
    answer.kind = CLI_BATCH_OUTPUT;
    for (uint32_t i = 0; i < info->output_count; i++) {
        prse_part_info part = {.size = sizeof part};
        if (prse_pack_part(company->pack, answer.obligation, PRSE_PART_OUTPUT,
                           i, company->cli->lang, &part) == PRSE_OK)
            add_answer(columns, answer, part.id, "");
    }
}

/* The columns in their order, and what asks for them. */
typedef struct choice {
    const char *name;
    uint32_t column; /* of prse_batch_column */
    cli_batch_kind kind;
    const char *suffix; /* NULL: each output under its own name */
} choice;

static const choice choices[] = {
    {"answers", PRSE_BATCH_ANSWERS, CLI_BATCH_SUBJECT, "_soumis"},
    {"criteria", PRSE_BATCH_CRITERIA, CLI_BATCH_CRITERIA, "_criteres"},
    {"outputs", PRSE_BATCH_OUTPUTS, CLI_BATCH_OUTPUT, NULL},
    {"first-year", PRSE_BATCH_FIRST_YEAR, CLI_BATCH_FIRST_YEAR,
     "_premiere_annee"},
    {"missing", PRSE_BATCH_MISSING, CLI_BATCH_MISSING, "_manque"},
    {"compliance", PRSE_BATCH_COMPLIANCE, CLI_BATCH_STATUS, "_statut"},
};

enum {
    CHOICES = sizeof choices / sizeof *choices,
    USUAL = PRSE_BATCH_ANSWERS | PRSE_BATCH_CRITERIA | PRSE_BATCH_OUTPUTS |
            PRSE_BATCH_COMPLIANCE
};

static void add_obligation(cli_batch_columns *columns,
                           const cli_company *company, size_t obligation,
                           const prse_obligation_info *info)
{
    for (size_t i = 0; i < CHOICES; i++) {
        const choice *c = &choices[i];
        cli_batch_answer answer = {.kind = c->kind,
                                   .obligation = obligation,
                                   .criteria = info->criterion_count};
        if (!(columns->wanted & c->column) ||
            (c->kind == CLI_BATCH_STATUS && !info->has_status))
            continue;
        if (c->suffix)
            add_answer(columns, answer, info->id, c->suffix);
        else
            add_outputs(columns, company, answer, info);
    }
}

/* One name of a list; 0: there is no such column. */
static uint32_t column_of(prse_str name)
{
    for (size_t i = 0; i < CHOICES; i++)
        if (cli_str_is(name, choices[i].name))
            return choices[i].column;
    return 0;
}

cli_exit cli_batch_columns_choose(cli_batch_columns *columns,
                                  const cli_context *cli)
{
    const char *list = cli_args_value(cli->args, OPTION_COLUMNS);
    columns->wanted = list ? 0 : USUAL;
    while (list) {
        prse_str name = {list, strcspn(list, ",")};
        uint32_t column = column_of(name);
        if (column == 0)
            return cli_complain(cli, CLI_USAGE, TEXT_NO_SUCH_COLUMNS, &name,
                                1);
        columns->wanted |= column;
        list = name.ptr[name.len] ? name.ptr + name.len + 1 : NULL;
    }
    return CLI_OK;
}

static cli_exit add_answers(cli_batch_columns *columns,
                            const cli_company *company)
{
    size_t count = prse_pack_obligation_count(company->pack);
    for (size_t i = 0; i < count; i++) {
        prse_obligation_info info = {.size = sizeof info};
        prse_error err;
        if (prse_pack_obligation(company->pack, i, company->cli->lang, &info,
                                 &err) != PRSE_OK)
            return cli_complain_error(&err);
        add_obligation(columns, company, i, &info);
    }
    return CLI_OK;
}

/* A column is a fact when its heading is the fact's id, with or without a
 * year; a year that the fact does not have is an error. */
static cli_exit read_heading(cli_batch_column *column,
                             const cli_company *company,
                             const cli_table *table, const char *cell)
{
    prse_error err;
    cli_buffer_add_text(&column->heading, cell ? cell : "");
    prse_str name = cli_buffer_str(&column->heading), id;
    int is_name = cli_fact_name_read(&id, &column->year, name);
    size_t fact = prse_pack_fact_index(company->pack, id);
    prse_fact_info info = {.size = sizeof info};
    if (!is_name || fact == SIZE_MAX ||
        prse_pack_fact(company->pack, fact, company->cli->lang, &info,
                       NULL) != PRSE_OK)
        return CLI_OK;
    column->is_fact = 1;
    column->id = info.id;
    if (prse_facts_set(company->facts, info.id, column->year,
                       PRSE_STR("unknown"), &err) == PRSE_OK)
        return CLI_OK;
    snprintf(err.file, sizeof err.file, "%s", cli_table_name(table));
    err.line = 1;
    err.column = 1;
    return cli_complain_error(&err);
}

static cli_exit refuse_twice(const cli_company *company,
                             const cli_buffer *heading, size_t first,
                             size_t second)
{
    cli_buffer places[2] = {{0}, {0}};
    cli_buffer_add_number(&places[0], (int64_t)first + 1);
    cli_buffer_add_number(&places[1], (int64_t)second + 1);
    prse_str values[] = {cli_buffer_str(heading), cli_buffer_str(&places[0]),
                         cli_buffer_str(&places[1])};
    cli_exit code = cli_complain(company->cli, CLI_INPUT, TEXT_COLUMN_TWICE,
                                 values, 3);
    cli_buffer_free(&places[0]);
    cli_buffer_free(&places[1]);
    return code;
}

/* Two columns for one fact contradict each other; two of the same name that
 * are passed through do no harm. */
static cli_exit check_twice(const cli_batch_columns *columns,
                            const cli_company *company)
{
    for (size_t i = 0; i < columns->given_count; i++) {
        const cli_batch_column *one = &columns->given[i];
        for (size_t j = i + 1; j < columns->given_count && one->is_fact;
             j++) {
            const cli_batch_column *other = &columns->given[j];
            if (other->is_fact && other->year == one->year &&
                other->id.ptr == one->id.ptr)
                return refuse_twice(company, &other->heading, i, j);
        }
    }
    return CLI_OK;
}

static cli_exit check_clashes(const cli_batch_columns *columns,
                              const cli_company *company)
{
    for (size_t i = 0; i < columns->given_count; i++) {
        for (size_t j = 0; j < columns->added_count; j++) {
            const cli_buffer *heading = &columns->given[i].heading;
            if (!same(heading, &columns->added[j].heading))
                continue;
            prse_str name = cli_buffer_str(heading);
            return cli_complain(company->cli, CLI_INPUT, TEXT_COLUMN_CLASH,
                                &name, 1);
        }
    }
    return CLI_OK;
}

cli_exit cli_batch_columns_read(cli_batch_columns *columns,
                                const cli_company *company,
                                const cli_table *table)
{
    const struct ArrowSchema *schema = cli_table_schema(table);
    size_t count = (size_t)schema->n_children;
    columns->given = cli_alloc(count, sizeof *columns->given);
    cli_exit code = add_answers(columns, company);
    for (size_t i = 0; i < count && code == CLI_OK; i++) {
        columns->given_count++;
        code = read_heading(&columns->given[i], company, table,
                            schema->children[i]->name);
    }
    if (code == CLI_OK)
        code = check_twice(columns, company);
    return code == CLI_OK ? check_clashes(columns, company) : code;
}

void cli_batch_columns_free(cli_batch_columns *columns)
{
    for (size_t i = 0; i < columns->given_count; i++)
        cli_buffer_free(&columns->given[i].heading);
    for (size_t i = 0; i < columns->added_count; i++)
        cli_buffer_free(&columns->added[i].heading);
    free(columns->given);
    free(columns->added);
    *columns = (cli_batch_columns){0};
}
