/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/batch_columns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/complain.h"
#include "cli/fact_name.h"

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

static void add_obligation(cli_batch_columns *columns,
                           const cli_company *company, size_t obligation,
                           const prse_obligation_info *info)
{
    cli_batch_answer answer = {.kind = CLI_BATCH_SUBJECT,
                               .obligation = obligation};
    add_answer(columns, answer, info->id, "_soumis");
    answer.kind = CLI_BATCH_CRITERIA;
    answer.criteria = info->criterion_count;
    add_answer(columns, answer, info->id, "_criteres");
    answer.kind = CLI_BATCH_OUTPUT;
    for (uint32_t i = 0; i < info->output_count; i++) {
        prse_part_info part = {.size = sizeof part};
        answer.output = i;
        if (prse_pack_part(company->pack, obligation, PRSE_PART_OUTPUT, i,
                           company->cli->lang, &part) == PRSE_OK)
            add_answer(columns, answer, part.id, "");
    }
    answer.kind = CLI_BATCH_STATUS;
    if (info->has_status)
        add_answer(columns, answer, info->id, "_statut");
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

static prse_str without_blanks(prse_str text)
{
    while (text.len > 0 && (*text.ptr == ' ' || *text.ptr == '\t')) {
        text.ptr++;
        text.len--;
    }
    while (text.len > 0 && (text.ptr[text.len - 1] == ' ' ||
                            text.ptr[text.len - 1] == '\t'))
        text.len--;
    return text;
}

/* A column is a fact when its heading is the fact's id, with or without a
 * year; a year that the fact does not have is an error. */
static cli_exit read_heading(cli_batch_column *column,
                             const cli_company *company, prse_str cell,
                             const cli_csv_reader *csv)
{
    prse_error err;
    cli_buffer_add(&column->heading, without_blanks(cell));
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
    snprintf(err.file, sizeof err.file, "%s", csv->name);
    err.line = (uint32_t)csv->record;
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
                                const cli_csv_reader *csv)
{
    *columns = (cli_batch_columns){0};
    columns->given = cli_alloc(csv->count, sizeof *columns->given);
    cli_exit code = add_answers(columns, company);
    for (size_t i = 0; i < csv->count && code == CLI_OK; i++) {
        columns->given_count++;
        code = read_heading(&columns->given[i], company, csv->cells[i], csv);
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
