/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/csv_cell.h"

/* Both separators: whoever reads the file finds its own by counting. */
static int needs_quotes(prse_str cell)
{
    for (size_t i = 0; i < cell.len; i++) {
        char c = cell.ptr[i];
        if (c == ',' || c == ';' || c == '"' || c == '\n' || c == '\r')
            return 1;
    }
    return cell.len > 0 &&
           (cell.ptr[0] == ' ' || cell.ptr[cell.len - 1] == ' ');
}

void cli_csv_add_cell(cli_buffer *out, prse_str cell)
{
    if (!needs_quotes(cell)) {
        cli_buffer_add(out, cell);
        return;
    }
    cli_buffer_add_char(out, '"');
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.ptr[i] == '"')
            cli_buffer_add_char(out, '"');
        cli_buffer_add_char(out, cell.ptr[i]);
    }
    cli_buffer_add_char(out, '"');
}
