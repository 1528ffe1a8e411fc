/* SPDX-License-Identifier: Apache-2.0 */
/* What a reform changes, for spreadsheets: a line a group and direction. */
#include "cli/reform.h"

/* Cells of texts, then the number that ends the line. */
static void add_line(cli_buffer *out, const prse_str *cells, size_t count,
                     uint64_t companies)
{
    for (size_t i = 0; i < count; i++) {
        cli_csv_add_cell(out, cells[i]);
        cli_buffer_add_char(out, ',');
    }
    cli_buffer_add_number(out, (int64_t)companies);
    cli_buffer_add_char(out, '\n');
}

static void add_tally(cli_buffer *out, const cli_reform *r, size_t obligation,
                      prse_str column, const cli_reform_tally *tally)
{
    const cli_reform_pairs *pairs = &tally->pairs[obligation];
    for (size_t from = 0; from < CLI_REFORM_STATES; from++)
        for (size_t to = 0; to < CLI_REFORM_STATES; to++) {
            const prse_str cells[] = {r->obligations[obligation].id, column,
                                      cli_buffer_str(&tally->value),
                                      cli_reform_state(from),
                                      cli_reform_state(to)};
            if (pairs->of[from][to] > 0)
                add_line(out, cells, 5, pairs->of[from][to]);
        }
}

static void add_split(cli_buffer *out, const cli_reform *r, size_t obligation,
                      const cli_reform_split *split)
{
    for (size_t i = 0; i < split->group_count; i++)
        add_tally(out, r, obligation, prse_str_of(split->column),
                  &split->groups[i]);
}

void cli_reform_add_csv(cli_buffer *out, const cli_reform *r)
{
    cli_buffer_add_text(out, "obligation,column,value,from,to,companies\n");
    for (size_t i = 0; i < r->obligation_count; i++) {
        add_tally(out, r, i, PRSE_STR(""), &r->all);
        for (size_t s = 0; s < r->split_count; s++)
            add_split(out, r, i, &r->splits[s]);
    }
}
