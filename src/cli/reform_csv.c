/* SPDX-License-Identifier: Apache-2.0 */
/* What a reform changes, for spreadsheets: a line a group and direction. */
#include "cli/csv_cell.h"
#include "cli/reform.h"

static void add_pairs(cli_buffer *out, const cli_reform_obligation *o,
                      prse_str column, prse_str value,
                      const cli_reform_pairs *pairs)
{
    for (size_t from = 0; from < CLI_REFORM_STATES; from++)
        for (size_t to = 0; to < CLI_REFORM_STATES; to++) {
            const prse_str cells[] = {cli_buffer_str(&o->id), column, value,
                                      prse_str_of(cli_reform_state(from)),
                                      prse_str_of(cli_reform_state(to))};
            if (pairs->of[from][to] == 0)
                continue;
            for (size_t i = 0; i < 5; i++) {
                cli_csv_add_cell(out, cells[i]);
                cli_buffer_add_char(out, ',');
            }
            cli_buffer_add_number(out, (int64_t)pairs->of[from][to]);
            cli_buffer_add_char(out, '\n');
        }
}

void cli_reform_add_csv(cli_buffer *out, const cli_reform_result *result)
{
    cli_buffer_add_text(out, "obligation,column,value,from,to,companies\n");
    for (size_t i = 0; i < result->obligation_count; i++) {
        const cli_reform_obligation *o = &result->obligations[i];
        add_pairs(out, o, PRSE_STR(""), PRSE_STR(""), &o->pairs);
        for (size_t g = 0; g < o->group_count; g++)
            add_pairs(out, o, cli_buffer_str(&o->groups[g].column),
                      cli_buffer_str(&o->groups[g].value),
                      &o->groups[g].pairs);
    }
}
