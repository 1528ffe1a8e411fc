/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/calendar_ics.h"

#include "cli/complain.h"

enum { LONGEST_LINE = 75 }; /* octets, without the line end */

/* Folds a line: what goes on begins with a blank. A character is not cut. */
static void add_line(cli_buffer *out, prse_str line)
{
    size_t used = 0;
    for (size_t i = 0; i < line.len;) {
        size_t length = 1;
        while (i + length < line.len &&
               ((unsigned char)line.ptr[i + length] & 0xC0) == 0x80)
            length++;
        if (used + length > LONGEST_LINE) {
            cli_buffer_add_text(out, "\r\n ");
            used = 1;
        }
        cli_buffer_add(out, (prse_str){line.ptr + i, length});
        used += length;
        i += length;
    }
    cli_buffer_add_text(out, "\r\n");
}

static void add_escaped(cli_buffer *out, prse_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '\\' || c == ';' || c == ',')
            cli_buffer_add_char(out, '\\');
        if (c == '\n')
            cli_buffer_add_text(out, "\\n");
        else if ((unsigned char)c >= ' ')
            cli_buffer_add_char(out, c);
    }
}

/* Writes the line and empties it. */
static void end_line(cli_buffer *out, cli_buffer *line)
{
    add_line(out, cli_buffer_str(line));
    cli_buffer_clear(line);
}

static void add_property(cli_buffer *out, const char *name, prse_str text)
{
    cli_buffer line = {0};
    if (text.len == 0)
        return;
    cli_buffer_add_text(&line, name);
    cli_buffer_add_char(&line, ':');
    add_escaped(&line, text);
    end_line(out, &line);
    cli_buffer_free(&line);
}

/* A day that some months lack falls on their last day: of the days that the
 * rule lists, the last one that exists. */
static void add_short_months(cli_buffer *line, cli_day day)
{
    cli_buffer_add_text(line, ";BYMONTHDAY=28");
    for (int32_t i = 29; i <= day.day; i++) {
        cli_buffer_add_char(line, ',');
        cli_buffer_add_number(line, i);
    }
    cli_buffer_add_text(line, ";BYSETPOS=-1");
}

static void add_rule(cli_buffer *out, const cli_deadline *item,
                     const cli_day *until)
{
    cli_buffer line = {0};
    int yearly = item->every % 12 == 0;
    cli_buffer_add_text(&line, yearly ? "RRULE:FREQ=YEARLY"
                                      : "RRULE:FREQ=MONTHLY");
    cli_buffer_add_text(&line, ";INTERVAL=");
    cli_buffer_add_number(&line, yearly ? item->every / 12 : item->every);
    if (item->anchor.day > 28) {
        if (yearly) {
            cli_buffer_add_text(&line, ";BYMONTH=");
            cli_buffer_add_number(&line, item->day.month);
        }
        add_short_months(&line, item->anchor);
    }
    if (until) {
        cli_buffer_add_text(&line, ";UNTIL=");
        cli_day_add_digits(&line, *until);
    }
    end_line(out, &line);
    cli_buffer_free(&line);
}

/* The same deadline of the same company keeps its name from one export to
 * the next, so that a diary replaces the event. */
static void add_uid(cli_buffer *out, const cli_company *company,
                    const prse_obligation_info *info,
                    const prse_part_info *part)
{
    cli_buffer line = {0};
    prse_str siren = cli_company_fact(company, "siren");
    cli_buffer_add_text(&line, "UID:");
    if (siren.len > 0) {
        cli_buffer_add(&line, siren);
        cli_buffer_add_char(&line, '-');
    }
    cli_buffer_add(&line, info->id);
    cli_buffer_add_char(&line, '-');
    cli_buffer_add(&line, part->id);
    cli_buffer_add_char(&line, '@');
    cli_buffer_add(&line, prse_pack_id(company->pack));
    end_line(out, &line);
    cli_buffer_free(&line);
}

static void add_day(cli_buffer *out, const char *name, cli_day day,
                    const char *rest)
{
    cli_buffer line = {0};
    cli_buffer_add_text(&line, name);
    cli_day_add_digits(&line, day);
    cli_buffer_add_text(&line, rest);
    end_line(out, &line);
    cli_buffer_free(&line);
}

static void add_summary(cli_buffer *out, const cli_deadline *item,
                        const prse_obligation_info *info)
{
    cli_buffer text = {0};
    cli_buffer_add(&text, info->label);
    if (item->label.len > 0) {
        cli_buffer_add_text(&text, " – ");
        cli_buffer_add(&text, item->label);
    }
    add_property(out, "SUMMARY", cli_buffer_str(&text));
    cli_buffer_free(&text);
}

static cli_exit add_event(cli_buffer *out, cli_company *company,
                          const cli_deadline *item, const cli_day *until)
{
    prse_obligation_info info = {.size = sizeof info};
    prse_part_info part = {.size = sizeof part};
    prse_error err;
    if (prse_pack_obligation(company->pack, item->obligation,
                             company->cli->lang, &info, &err) != PRSE_OK)
        return cli_complain_error(&err);
    (void)prse_pack_part(company->pack, item->obligation, PRSE_PART_DEADLINE,
                         item->index, company->cli->lang, &part);
    add_line(out, PRSE_STR("BEGIN:VEVENT"));
    add_uid(out, company, &info, &part);
    add_day(out, "DTSTAMP:", company->day, "T000000Z");
    add_day(out, "DTSTART;VALUE=DATE:", item->day, "");
    if (item->every > 0)
        add_rule(out, item, until);
    add_summary(out, item, &info);
    add_property(out, "DESCRIPTION", part.law_title);
    if (part.law_url.len > 0) {
        cli_buffer line = {0};
        cli_buffer_add_text(&line, "URL:");
        cli_buffer_add(&line, part.law_url);
        end_line(out, &line);
        cli_buffer_free(&line);
    }
    add_line(out, PRSE_STR("TRANSP:TRANSPARENT"));
    add_line(out, PRSE_STR("END:VEVENT"));
    return CLI_OK;
}

cli_exit cli_calendar_add_ics(cli_buffer *out, cli_company *company,
                              const cli_deadlines *list, const cli_day *until)
{
    cli_exit code = CLI_OK;
    add_line(out, PRSE_STR("BEGIN:VCALENDAR"));
    add_line(out, PRSE_STR("VERSION:2.0"));
    add_line(out, PRSE_STR("PRODID:-//libportailrse//portailrse//FR"));
    add_line(out, PRSE_STR("CALSCALE:GREGORIAN"));
    for (size_t i = 0; i < list->count && code == CLI_OK; i++)
        code = add_event(out, company, &list->items[i], until);
    add_line(out, PRSE_STR("END:VCALENDAR"));
    return code;
}
