/* SPDX-License-Identifier: Apache-2.0 */
/* The answers of both laws about the same rows, counted. */
#include <string.h>

#include "cli/complain.h"
#include "cli/fact_name.h"
#include "cli/reform.h"

static cli_exit ask(struct ArrowArray *out, prse_batch *plan,
                    cli_reform_table *table)
{
    cli_reform_view view;
    prse_error err;
    cli_reform_view_open(&view, table);
    prse_status status =
        prse_batch_block(out, plan, &view.schema, &view.array, &err);
    cli_reform_view_close(&view);
    return status == PRSE_OK ? CLI_OK : cli_complain_error(&err);
}

static int is_null(const struct ArrowArray *column, size_t row)
{
    const uint8_t *there = column->buffers[0];
    size_t at = (size_t)column->offset + row;
    return there && !(there[at / 8] >> at % 8 & 1);
}

static size_t state_at(const struct ArrowArray *answers, size_t place,
                       size_t row)
{
    if (place == SIZE_MAX)
        return CLI_REFORM_ABSENT;
    const struct ArrowArray *column = answers->children[place];
    const int8_t *values = column->buffers[1];
    return (size_t)values[(size_t)column->offset + row];
}

static prse_str text_at(const struct ArrowArray *answers, size_t place,
                        size_t row)
{
    static const prse_str none = {"", 0};
    if (place == SIZE_MAX || is_null(answers->children[place], row))
        return none;
    const struct ArrowArray *column = answers->children[place];
    const int32_t *ends = column->buffers[1];
    const char *text = column->buffers[2];
    size_t at = (size_t)column->offset + row;
    if (ends[at + 1] == ends[at])
        return none;
    return (prse_str){text + ends[at], (size_t)(ends[at + 1] - ends[at])};
}

/* --- Bad rows --- */

static int is_bad(const struct ArrowArray *answers, size_t row)
{
    return !is_null(answers->children[answers->n_children - 1], row);
}

/* The reason of either pack why it cannot take a cell, or nothing. */
static int refused(prse_error *why, const cli_reform *r, prse_str heading,
                   prse_str cell)
{
    prse_str id;
    int32_t year;
    cli_fact_name_read(&id, &year, heading);
    for (size_t side = 0; side < 2; side++)
        if (prse_pack_fact_index(r->packs[side], id) != SIZE_MAX &&
            prse_facts_set(r->facts[side], id, year, cell, why) != PRSE_OK)
            return 1;
    return 0;
}

static void tell_bad(cli_reform *r, size_t row)
{
    for (size_t i = 0; i < r->table.column_count; i++) {
        prse_str heading = cli_buffer_str(&r->table.columns[i].name);
        prse_str cell = cli_reform_table_cell(&r->table, i, row);
        prse_error why;
        if (cell.len > 0 && refused(&why, r, heading, cell))
            cli_batch_log_error(&r->log, r->lines[row], heading, cell,
                                prse_str_of(why.message));
    }
}

/* --- Facts that would tell --- */

static void count_fact(cli_reform_obligation *o, prse_str name)
{
    size_t i = 0;
    while (i < o->fact_count && !cli_str_is(name, o->facts[i].name.text))
        i++;
    if (i == o->fact_count) {
        o->facts = cli_resize(o->facts, ++o->fact_count, sizeof *o->facts);
        o->facts[i] = (cli_reform_fact){0};
        cli_buffer_add(&o->facts[i].name, name);
    }
    o->facts[i].companies++;
}

/* Takes the first name off a list that + joins. */
static prse_str next_name(prse_str *list)
{
    const char *end = memchr(list->ptr, '+', list->len);
    size_t length = end ? (size_t)(end - list->ptr) : list->len;
    prse_str name = {list->ptr, length};
    list->ptr += length + (end != NULL);
    list->len -= length + (end != NULL);
    return name;
}

static int has_name(prse_str list, prse_str name)
{
    while (list.len > 0) {
        prse_str one = next_name(&list);
        if (one.len == name.len && memcmp(one.ptr, name.ptr, one.len) == 0)
            return 1;
    }
    return 0;
}

/* A fact that is missing before and after counts once. */
static void count_facts(cli_reform_obligation *o, prse_str before,
                        prse_str after)
{
    for (prse_str left = before; left.len > 0;)
        count_fact(o, next_name(&left));
    while (after.len > 0) {
        prse_str name = next_name(&after);
        if (!has_name(before, name))
            count_fact(o, name);
    }
}

static cli_exit count_missing(cli_reform *r)
{
    struct ArrowArray out[2] = {{.length = 0}, {.length = 0}};
    cli_exit code = CLI_OK;
    for (size_t side = 0; side < 2 && code == CLI_OK; side++)
        if (r->missing[side])
            code = ask(&out[side], r->missing[side], &r->doubtful);
    for (size_t row = 0; code == CLI_OK && row < r->doubtful.rows; row++)
        for (size_t i = 0; i < r->obligation_count; i++) {
            cli_reform_obligation *o = &r->obligations[i];
            count_facts(o, text_at(&out[0], o->asked[0], row),
                        text_at(&out[1], o->asked[1], row));
        }
    for (size_t side = 0; side < 2; side++)
        if (out[side].release)
            out[side].release(&out[side]);
    cli_reform_table_clear(&r->doubtful);
    return code;
}

/* --- Rows --- */

static void count_pair(cli_reform *r, size_t row, size_t obligation,
                       size_t from, size_t to)
{
    r->all.pairs[obligation].of[from][to]++;
    for (size_t i = 0; i < r->split_count; i++) {
        const cli_reform_split *split = &r->splits[i];
        split->groups[split->rows[row]].pairs[obligation].of[from][to]++;
    }
}

static void count_company(cli_reform *r, size_t row)
{
    r->all.companies++;
    for (size_t i = 0; i < r->split_count; i++)
        r->splits[i].groups[r->splits[i].rows[row]].companies++;
}

static void keep_doubtful(cli_reform *r, size_t row)
{
    for (size_t i = 0; i < r->table.column_count; i++)
        cli_reform_table_set(&r->doubtful, i,
                             cli_reform_table_cell(&r->table, i, row));
    cli_reform_table_end_row(&r->doubtful);
}

static void count_row(cli_reform *r, const struct ArrowArray *answers,
                      size_t row)
{
    int doubtful = 0;
    for (size_t i = 0; i < r->obligation_count; i++) {
        const cli_reform_obligation *o = &r->obligations[i];
        size_t from = state_at(&answers[0], o->place[0], row);
        size_t to = state_at(&answers[1], o->place[1], row);
        count_pair(r, row, i, from, to);
        doubtful |= o->touched && (from == PRSE_UNKNOWN || to == PRSE_UNKNOWN);
    }
    count_company(r, row);
    if (doubtful)
        keep_doubtful(r, row);
}

static void count_rows(cli_reform *r, const struct ArrowArray *answers)
{
    for (size_t row = 0; row < r->table.rows; row++) {
        int bad = is_bad(&answers[0], row) || is_bad(&answers[1], row);
        if (bad)
            tell_bad(r, row);
        else
            count_row(r, answers, row);
        cli_batch_log_row(&r->log, bad);
    }
}

cli_exit cli_reform_count(cli_reform *r)
{
    struct ArrowArray answers[2] = {{.length = 0}, {.length = 0}};
    cli_exit code = ask(&answers[0], r->answers[0], &r->table);
    if (code == CLI_OK)
        code = ask(&answers[1], r->answers[1], &r->table);
    if (code == CLI_OK)
        count_rows(r, answers);
    for (size_t side = 0; side < 2; side++)
        if (answers[side].release)
            answers[side].release(&answers[side]);
    cli_reform_table_clear(&r->table);
    return code == CLI_OK && r->doubtful.rows > 0 ? count_missing(r) : code;
}
