/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/unit_table.h"

#include <string.h>

#include "cli/amounts.h"
#include "cli/args.h"
#include "cli/complain.h"
#include "cli/csv_cell.h"
#include "cli/json_string.h"
#include "cli/unit.h"

enum { COLUMNS = 5, SIREN_WIDTH = 11, NAF_WIDTH = 6, HEADCOUNT_WIDTH = 14,
       STATE_WIDTH = 6, GAP = 2 };

/* How wide each column is; 0: there is no room for it. */
typedef struct layout {
    size_t widths[COLUMNS];
} layout;

/* Names get what the codes leave, three fifths of it beside a place. A narrow
 * page loses the activity first, then the headcount, then the place; whether
 * a unit has ceased is told on any. */
static layout lay_out(size_t columns)
{
    layout l = {{SIREN_WIDTH, 0, 0, 0,
                 columns >= 60 ? HEADCOUNT_WIDTH : STATE_WIDTH}};
    size_t left = columns - SIREN_WIDTH - l.widths[4] - 2 * GAP;
    if (columns >= 76) {
        l.widths[3] = NAF_WIDTH;
        left -= NAF_WIDTH + GAP;
    }
    if (columns >= 50) {
        l.widths[2] = (left - GAP) * 2 / 5;
        left -= l.widths[2] + GAP;
    }
    l.widths[1] = left;
    return l;
}

/* Bytes of the longest beginning that is so many characters wide. */
static size_t bytes_within(prse_str text, size_t width)
{
    size_t end = 0;
    for (size_t i = 1; i <= text.len; i++) {
        int whole = i == text.len ||
                    ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
        if (whole && cli_width((prse_str){text.ptr, i}) > width)
            break;
        if (whole)
            end = i;
    }
    return end;
}

/* A text in a column: padded, or cut with three dots. */
static void add_cell(cli_buffer *line, prse_str text, size_t width)
{
    size_t wide = cli_width(text);
    if (wide > width) {
        text.len = bytes_within(text, width - 1);
        cli_buffer_add(line, text);
        cli_buffer_add_text(line, "…");
        wide = cli_width(text) + 1;
    } else {
        cli_buffer_add(line, text);
    }
    cli_buffer_add_repeated(line, " ", width - wide + GAP);
}

/* A town keeps its department even where it is cut. */
static void add_place(cli_buffer *line, const prse_unit *unit, size_t width)
{
    cli_buffer place = {0};
    prse_unit shorter = *unit;
    cli_unit_add_place(&place, unit);
    for (size_t wide = cli_width(unit->commune);
         cli_width(cli_buffer_str(&place)) > width && wide > 2 &&
         unit->departement.len > 0; wide--) {
        cli_buffer town = {0};
        shorter.commune.len = bytes_within(unit->commune, wide - 2);
        cli_buffer_add(&town, shorter.commune);
        cli_buffer_add_text(&town, "…");
        shorter.commune = cli_buffer_str(&town);
        cli_buffer_clear(&place);
        cli_unit_add_place(&place, &shorter);
        shorter.commune = unit->commune;
        cli_buffer_free(&town);
    }
    add_cell(line, cli_buffer_str(&place), width);
    cli_buffer_free(&place);
}

static void end_line(cli_page *page, cli_buffer *line, cli_colour colour)
{
    while (line->len > 0 && line->text[line->len - 1] == ' ')
        line->text[--line->len] = '\0';
    cli_page_line(page, 0, colour, cli_buffer_str(line));
    cli_buffer_free(line);
}

static void show_header(cli_page *page, const cli_context *cli,
                        const layout *l)
{
    const cli_text_id titles[COLUMNS] = {
        TEXT_UNIT_SIREN, TEXT_UNIT_NAME, TEXT_COLUMN_PLACE, TEXT_UNIT_NAF,
        l->widths[4] == STATE_WIDTH ? TEXT_NONE : TEXT_COLUMN_HEADCOUNT};
    cli_buffer line = {0};
    for (size_t i = 0; i < COLUMNS; i++)
        if (l->widths[i] > 0)
            add_cell(&line, prse_str_of(cli_text(cli, titles[i])),
                     l->widths[i]);
    end_line(page, &line, CLI_BOLD);
}

/* A unit that has ceased has no headcount worth a look. */
static void show_unit(cli_page *page, const cli_context *cli,
                      const layout *l, const prse_unit *unit)
{
    cli_buffer line = {0}, siren = {0}, name = {0}, headcount = {0};
    cli_add_number_groups(&siren, unit->siren);
    cli_unit_add_name(&name, cli, unit);
    if (unit->open == 0)
        cli_buffer_add_text(&headcount, cli_text(cli, TEXT_CEASED));
    else if (l->widths[4] >= HEADCOUNT_WIDTH)
        cli_unit_add_headcount(&headcount, cli, unit->tranche_effectif);
    add_cell(&line, cli_buffer_str(&siren), l->widths[0]);
    add_cell(&line, cli_buffer_str(&name), l->widths[1]);
    if (l->widths[2] > 0)
        add_place(&line, unit, l->widths[2]);
    if (l->widths[3] > 0)
        add_cell(&line, unit->naf, l->widths[3]);
    add_cell(&line, cli_buffer_str(&headcount), l->widths[4]);
    end_line(page, &line, unit->open == 0 ? CLI_DIM : CLI_PLAIN);
    cli_buffer_free(&siren);
    cli_buffer_free(&name);
    cli_buffer_free(&headcount);
}

int cli_unit_at(prse_unit *out, const prse_units *units, size_t index)
{
    *out = (prse_unit){.size = sizeof *out};
    return prse_units_get(units, index, out, NULL) == PRSE_OK;
}

/* "3 sur 1 204 unités · Annuaire des entreprises" */
static void show_total(cli_page *page, const cli_context *cli,
                       const prse_units *units)
{
    size_t shown = prse_units_count(units);
    uint64_t total = prse_units_total(units);
    cli_buffer line = {0}, counts[2] = {{0}, {0}};
    prse_unit unit;
    cli_add_count(&counts[0], cli, shown);
    cli_add_count(&counts[1], cli, total);
    prse_str values[] = {cli_buffer_str(&counts[0]),
                         cli_buffer_str(&counts[1])};
    cli_add_words(&line, cli, shown < total ? TEXT_UNITS_OF_TOTAL
                              : shown == 1  ? TEXT_ONE_UNIT
                                            : TEXT_UNITS, values, 2);
    if (cli_unit_at(&unit, units, 0) && unit.source.len > 0) {
        cli_buffer_add_text(&line, " · ");
        cli_add_source(&line, cli, unit.source);
    }
    cli_page_line(page, 0, CLI_DIM, cli_buffer_str(&line));
    cli_buffer_free(&line);
    cli_buffer_free(&counts[0]);
    cli_buffer_free(&counts[1]);
}

void cli_units_show(cli_page *page, const cli_context *cli,
                    const prse_units *units)
{
    layout l = lay_out(page->columns);
    prse_unit unit;
    show_header(page, cli, &l);
    for (size_t i = 0; i < prse_units_count(units); i++)
        if (cli_unit_at(&unit, units, i))
            show_unit(page, cli, &l, &unit);
    cli_page_blank(page);
    show_total(page, cli, units);
}

static int is_plain(const char *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+,";
    return *text && strspn(text, plain) == strlen(text);
}

/* As a shell takes it for one word. */
static void add_word(cli_buffer *out, const char *text)
{
    if (is_plain(text)) {
        cli_buffer_add_text(out, text);
        return;
    }
    cli_buffer_add_char(out, '\'');
    for (; *text; text++)
        if (*text == '\'')
            cli_buffer_add_text(out, "'\\''");
        else
            cli_buffer_add_char(out, *text);
    cli_buffer_add_char(out, '\'');
}

/* What was said of the registers holds for the next command too. */
static void add_places(cli_buffer *out, const cli_context *cli)
{
    static const cli_option_id places[] = {OPTION_REGISTER, OPTION_CONFIG};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *place = cli_args_value(cli->args, places[i]);
        if (!place)
            continue;
        cli_buffer_add_text(out, " --");
        cli_buffer_add_text(out, cli_option_of(places[i])->name);
        cli_buffer_add_char(out, ' ');
        add_word(out, place);
    }
}

static void show_hint(cli_page *page, const cli_context *cli,
                      const prse_units *units, const char *hint)
{
    cli_buffer line = {0}, command = {0};
    prse_unit unit;
    if (!hint || !cli_unit_at(&unit, units, 0))
        return;
    cli_buffer_add_text(&command, hint);
    add_places(&command, cli);
    prse_str values[] = {cli_buffer_str(&command), unit.siren};
    cli_add_words(&line, cli, TEXT_HINT_NEXT, values, 2);
    /* On one line, whatever its length: it is to be copied. */
    cli_page_line(page, 0, CLI_PLAIN, cli_buffer_str(&line));
    cli_buffer_free(&command);
    cli_buffer_free(&line);
}

static cli_exit write_table(const cli_context *cli, const prse_units *units,
                            const char *hint)
{
    cli_output out;
    cli_exit code = cli_output_open(&out, cli_args_value(cli->args,
                                                         OPTION_OUT));
    if (code != CLI_OK)
        return code;
    cli_page page = cli_page_on(&out);
    if (prse_units_count(units) > 0) {
        cli_units_show(&page, cli, units);
        show_hint(&page, cli, units, hint);
        return cli_output_close(&out, CLI_OK);
    }
    cli_page_text(&page, 0, prse_str_of(cli_text(cli, TEXT_NO_UNIT)));
    return cli_output_close(&out, CLI_FINDINGS);
}

static void add_json(cli_buffer *out, const prse_units *units)
{
    cli_buffer_add_text(out, "{\n  \"total\": ");
    cli_buffer_add_number(out, (int64_t)prse_units_total(units));
    cli_buffer_add_text(out, ",\n  \"unites\": [");
    for (size_t i = 0; i < prse_units_count(units); i++) {
        prse_unit unit;
        if (!cli_unit_at(&unit, units, i))
            continue;
        cli_buffer_add_text(out, i > 0 ? ",\n    " : "\n    ");
        cli_unit_add_json(out, &unit, "\n      ");
    }
    cli_buffer_add_text(out, "]\n}\n");
}

static void add_csv(cli_buffer *out, const prse_units *units)
{
    for (size_t i = 0; i < cli_unit_field_count(); i++) {
        cli_buffer_add_text(out, i > 0 ? "," : "");
        cli_buffer_add_text(out, cli_unit_field_at(i)->name);
    }
    cli_buffer_add_char(out, '\n');
    for (size_t i = 0; i < prse_units_count(units); i++) {
        prse_unit unit;
        if (!cli_unit_at(&unit, units, i))
            continue;
        for (size_t j = 0; j < cli_unit_field_count(); j++) {
            cli_buffer_add_text(out, j > 0 ? "," : "");
            cli_csv_add_cell(out, cli_unit_value(&unit,
                                                 cli_unit_field_at(j)));
        }
        cli_buffer_add_char(out, '\n');
    }
}

cli_exit cli_units_format(size_t *out, const cli_context *cli)
{
    static const char *const names[] = {"text", "json", "csv"};
    return cli_args_format(out, cli, names, 3);
}

cli_exit cli_units_write(const cli_context *cli, const prse_units *units,
                         size_t format, const char *hint)
{
    cli_buffer text = {0};
    if (format == 0)
        return write_table(cli, units, hint);
    if (format == 1)
        add_json(&text, units);
    else
        add_csv(&text, units);
    cli_exit code = cli_output_text(cli, cli_buffer_str(&text));
    cli_buffer_free(&text);
    return code == CLI_OK && prse_units_count(units) == 0 ? CLI_FINDINGS
                                                          : code;
}
