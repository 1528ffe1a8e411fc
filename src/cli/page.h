/* SPDX-License-Identifier: Apache-2.0 */
/* Pages for a terminal: indented, wrapped, in columns, within 80 characters,
 * or as many as COLUMNS or the terminal itself has. Control characters of the
 * texts, which may come from anywhere, never reach it. */
#ifndef PRSE_CLI_PAGE_H
#define PRSE_CLI_PAGE_H

#include "cli/output.h"
#include "cli/style.h"

typedef struct cli_page {
    cli_output *out;
    size_t columns;
    int coloured;
} cli_page;

cli_page cli_page_on(cli_output *out);
/* Characters in a line of the terminal behind a descriptor; 80 when there is
 * none or it does not tell. */
size_t cli_terminal_columns(int descriptor);
/* Characters that a text takes on a terminal. */
size_t cli_width(prse_str text);
/* Adds a text with a question mark for each control character, and gives the
 * whole. */
prse_str cli_harmless(cli_buffer *out, prse_str text);

void cli_page_blank(cli_page *page);
/* A line that is not wrapped. */
void cli_page_line(cli_page *page, size_t indent, cli_colour colour,
                   prse_str text);
/* What the page is about, wrapped. */
void cli_page_title(cli_page *page, prse_str text);
/* A paragraph; its lines begin at the indent. */
void cli_page_text(cli_page *page, size_t indent, prse_str text);
/* A label, then at column `hang` a wrapped text whose further lines begin
 * there too. */
void cli_page_item(cli_page *page, size_t indent, size_t hang,
                   cli_colour colour, const char *label, prse_str text);
/* A heading that a rule carries on to the right edge. */
void cli_page_heading(cli_page *page, cli_colour colour, prse_str text);
/* A text on the left and one at the right edge, on one line if they fit. */
void cli_page_ends(cli_page *page, size_t indent, cli_colour colour,
                   prse_str left, prse_str right);

#endif
