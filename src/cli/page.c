/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/page.h"

#include <stdlib.h>
#include <sys/ioctl.h>

enum { USUAL_COLUMNS = 80, FEWEST_COLUMNS = 40, MOST_COLUMNS = 120 };

size_t cli_terminal_columns(int descriptor)
{
    struct winsize size = {0};
    if (descriptor < 0 || ioctl(descriptor, TIOCGWINSZ, &size) != 0 ||
        size.ws_col == 0)
        return USUAL_COLUMNS;
    return size.ws_col;
}

cli_page cli_page_on(cli_output *out)
{
    const char *wanted = getenv("COLUMNS");
    long columns = wanted ? strtol(wanted, NULL, 10)
                          : (long)cli_terminal_columns(fileno(out->file));
    if (columns < FEWEST_COLUMNS)
        columns = USUAL_COLUMNS;
    if (columns > MOST_COLUMNS)
        columns = MOST_COLUMNS;
    return (cli_page){out, (size_t)columns, cli_style_wanted(out->file)};
}

/* 1 unless the byte goes on with a character or the character is drawn over
 * the one before it (U+0300 .. U+036F). */
static int begins_cell(prse_str text, size_t i)
{
    unsigned char byte = (unsigned char)text.ptr[i];
    if ((byte & 0xC0) == 0x80)
        return 0;
    unsigned char next =
        i + 1 < text.len ? (unsigned char)text.ptr[i + 1] : 0;
    return byte != 0xCC && !(byte == 0xCD && next < 0xB0);
}

size_t cli_width(prse_str text)
{
    size_t width = 0;
    for (size_t i = 0; i < text.len; i++)
        width += (size_t)begins_cell(text, i);
    return width;
}

/* Whether a control character begins at i: C0, DEL, or C1 as UTF-8. */
static size_t control_at(prse_str text, size_t i)
{
    unsigned char byte = (unsigned char)text.ptr[i];
    unsigned char next =
        i + 1 < text.len ? (unsigned char)text.ptr[i + 1] : 0;
    if (byte < 0x20 || byte == 0x7F)
        return 1;
    return byte == 0xC2 && next >= 0x80 && next < 0xA0 ? 2 : 0;
}

prse_str cli_harmless(cli_buffer *out, prse_str text)
{
    for (size_t i = 0; i < text.len;) {
        size_t control = control_at(text, i);
        cli_buffer_add_char(out, control ? '?' : text.ptr[i]);
        i += control ? control : 1;
    }
    return cli_buffer_str(out);
}

/* A text that may come from anywhere. */
static void write_content(cli_page *page, prse_str text)
{
    cli_buffer harmless = {0};
    cli_output_write(page->out, cli_harmless(&harmless, text));
    cli_buffer_free(&harmless);
}

static void write_text(cli_page *page, const char *text)
{
    cli_output_write(page->out, prse_str_of(text));
}

static void write_times(cli_page *page, const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        write_text(page, text);
}

static void write_coloured(cli_page *page, cli_colour colour, prse_str text)
{
    int coloured = page->coloured && colour != CLI_PLAIN;
    if (coloured)
        write_text(page, cli_style_code(colour));
    write_content(page, text);
    if (coloured)
        write_text(page, cli_style_code(CLI_PLAIN));
}

void cli_page_blank(cli_page *page)
{
    write_text(page, "\n");
}

void cli_page_line(cli_page *page, size_t indent, cli_colour colour,
                   prse_str text)
{
    write_times(page, " ", indent);
    write_coloured(page, colour, text);
    write_text(page, "\n");
}

static prse_str cut(prse_str *rest, char end)
{
    prse_str word = {rest->ptr, 0};
    while (word.len < rest->len && rest->ptr[word.len] != end)
        word.len++;
    size_t past = word.len < rest->len ? word.len + 1 : word.len;
    *rest = (prse_str){rest->ptr + past, rest->len - past};
    return word;
}

/* Writes words of one paragraph from the column `at`; a word longer than the
 * line (an address) stays whole. */
static void wrap(cli_page *page, size_t at, size_t hang, prse_str text)
{
    int first = 1;
    while (text.len > 0) {
        prse_str word = cut(&text, ' ');
        if (word.len == 0)
            continue;
        size_t width = cli_width(word);
        if (!first && at + 1 + width > page->columns) {
            write_text(page, "\n");
            write_times(page, " ", hang);
            at = hang;
        } else if (!first) {
            write_text(page, " ");
            at++;
        }
        write_content(page, word);
        at += width;
        first = 0;
    }
    write_text(page, "\n");
}

void cli_page_item(cli_page *page, size_t indent, size_t hang,
                   cli_colour colour, const char *label, prse_str text)
{
    prse_str title = prse_str_of(label);
    size_t width = cli_width(title);
    write_times(page, " ", indent);
    write_coloured(page, colour, title);
    size_t at = indent + width;
    do {
        /* A label that reaches into the text's column keeps one blank. */
        size_t gap = at < hang ? hang - at : (size_t)(at > 0 && width > 0);
        write_times(page, " ", gap);
        wrap(page, at + gap, hang, cut(&text, '\n'));
        at = 0;
    } while (text.len > 0);
}

void cli_page_title(cli_page *page, prse_str text)
{
    if (page->coloured)
        write_text(page, cli_style_code(CLI_BOLD));
    wrap(page, 0, 2, text);
    if (page->coloured)
        write_text(page, cli_style_code(CLI_PLAIN));
}

void cli_page_text(cli_page *page, size_t indent, prse_str text)
{
    cli_page_item(page, 0, indent, CLI_PLAIN, "", text);
}

void cli_page_heading(cli_page *page, cli_colour colour, prse_str text)
{
    size_t width = cli_width(text) + 1;
    write_coloured(page, colour, text);
    write_text(page, " ");
    if (width < page->columns)
        write_times(page, "─", page->columns - width);
    write_text(page, "\n");
}

void cli_page_ends(cli_page *page, size_t indent, cli_colour colour,
                   prse_str left, prse_str right)
{
    size_t width = indent + cli_width(left), other = cli_width(right);
    int fits = width + 2 + other <= page->columns;
    if (page->coloured)
        write_text(page, cli_style_code(CLI_BOLD));
    write_times(page, " ", indent);
    if (fits)
        write_content(page, left);
    else
        wrap(page, indent, indent + 2, left);
    if (page->coloured)
        write_text(page, cli_style_code(CLI_PLAIN));
    width = fits ? width : 0;
    write_times(page, " ", other + width < page->columns
                               ? page->columns - width - other
                               : 0);
    write_coloured(page, colour, right);
    write_text(page, "\n");
}
