/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/calendar_ics.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/json_string.h"
#include "cli/page.h"

enum { AS_TEXT, AS_JSON, AS_ICS, FORMATS };
enum { USUAL_MONTHS = 24, HANG = 14 };

static cli_exit collect(cli_deadlines *list, cli_company *company)
{
    cli_exit code = CLI_OK;
    for (size_t i = 0; i < prse_pack_obligation_count(company->pack) &&
                       code == CLI_OK; i++)
        if (prse_report_answer(company->report, i) == PRSE_SUBJECT)
            code = cli_deadlines_add(list, company, i);
    return code;
}

static cli_exit label_of(prse_obligation_info *out,
                         const cli_company *company, size_t obligation)
{
    prse_error err;
    *out = (prse_obligation_info){.size = sizeof *out};
    if (prse_pack_obligation(company->pack, obligation, company->cli->lang,
                             out, &err) == PRSE_OK)
        return CLI_OK;
    return cli_complain_error(&err);
}

static cli_exit show_deadline(cli_page *page, const cli_company *company,
                              const cli_deadline *item)
{
    cli_buffer day = {0}, text = {0};
    prse_obligation_info info;
    cli_exit code = label_of(&info, company, item->obligation);
    if (code != CLI_OK)
        return code;
    cli_day_add_iso(&day, item->day);
    cli_buffer_add(&text, info.label);
    cli_buffer_add_char(&text, '\n');
    cli_buffer_add(&text, item->label);
    if (item->every > 0) {
        cli_buffer_add_text(&text, " (");
        cli_deadline_add_rhythm(&text, company->cli, item->every);
        cli_buffer_add_char(&text, ')');
    }
    cli_page_item(page, 2, HANG, CLI_BOLD, day.text, cli_buffer_str(&text));
    cli_buffer_free(&day);
    cli_buffer_free(&text);
    return CLI_OK;
}

static cli_exit show_page(cli_output *out, const cli_company *company,
                          const cli_deadlines *list, cli_day until)
{
    cli_page page = cli_page_on(out);
    cli_buffer days[2] = {{0}, {0}}, heading = {0};
    cli_exit code = CLI_OK;
    cli_day_add_words(&days[0], company->cli, company->day);
    cli_day_add_words(&days[1], company->cli, until);
    prse_str values[] = {cli_buffer_str(&days[0]), cli_buffer_str(&days[1])};
    cli_buffer_add_filled(&heading,
                          cli_text(company->cli, TEXT_CALENDAR_HEADING),
                          values, 2);
    cli_page_heading(&page, CLI_BOLD, cli_buffer_str(&heading));
    for (size_t i = 0; i < list->count && code == CLI_OK; i++)
        code = show_deadline(&page, company, &list->items[i]);
    if (list->count == 0)
        cli_page_text(&page, 2, prse_str_of(cli_text(company->cli,
                                                     TEXT_NO_DEADLINE)));
    cli_buffer_free(&days[0]);
    cli_buffer_free(&days[1]);
    cli_buffer_free(&heading);
    return code;
}

static cli_exit add_json_deadline(cli_buffer *out, const cli_company *company,
                                  const cli_deadline *item)
{
    prse_obligation_info info;
    prse_part_info part = {.size = sizeof part};
    cli_exit code = label_of(&info, company, item->obligation);
    (void)prse_pack_part(company->pack, item->obligation, PRSE_PART_DEADLINE,
                         item->index, company->cli->lang, &part);
    cli_buffer_add_text(out, "  {\"date\": \"");
    cli_day_add_iso(out, item->day);
    cli_buffer_add_text(out, "\", ");
    cli_json_add_member(out, "obligation", info.id);
    cli_buffer_add_text(out, ", ");
    cli_json_add_member(out, "deadline", part.id);
    cli_buffer_add_text(out, ", ");
    cli_json_add_member(out, "label", item->label);
    cli_buffer_add_text(out, ", \"every_months\": ");
    cli_buffer_add_number(out, item->every);
    cli_buffer_add_char(out, '}');
    return code;
}

static cli_exit add_json(cli_buffer *out, const cli_company *company,
                         const cli_deadlines *list)
{
    cli_exit code = CLI_OK;
    cli_buffer_add_text(out, "[");
    for (size_t i = 0; i < list->count && code == CLI_OK; i++) {
        cli_buffer_add_text(out, i > 0 ? ",\n" : "\n");
        code = add_json_deadline(out, company, &list->items[i]);
    }
    cli_buffer_add_text(out, list->count > 0 ? "\n]" : "]");
    return code;
}

static cli_exit write_page(const cli_company *company,
                           const cli_deadlines *list, cli_day until)
{
    cli_output out;
    cli_exit code = cli_output_open(
        &out, cli_args_value(company->cli->args, OPTION_OUT));
    if (code != CLI_OK)
        return code;
    code = show_page(&out, company, list, until);
    return code == CLI_OK ? cli_output_close(&out, code)
                          : cli_output_drop(&out, code);
}

static cli_exit write_calendar(cli_company *company, cli_deadlines *list,
                               size_t format)
{
    const char *wanted = cli_args_value(company->cli->args, OPTION_UNTIL);
    cli_day until = cli_day_add_months(company->day, USUAL_MONTHS);
    cli_buffer text = {0};
    cli_exit code;
    if (wanted)
        (void)cli_day_read(&until, wanted);
    if (format != AS_ICS)
        cli_deadlines_repeat(list, until);
    cli_deadlines_between(list, company->day, until);
    cli_deadlines_sort(list);
    if (format == AS_TEXT)
        return write_page(company, list, until);
    if (format == AS_JSON)
        code = add_json(&text, company, list);
    else
        code = cli_calendar_add_ics(&text, company, list,
                                    wanted ? &until : NULL);
    if (code == CLI_OK)
        code = cli_output_text(company->cli, cli_buffer_str(&text));
    cli_buffer_free(&text);
    return code;
}

cli_exit cli_run_calendar(const cli_context *cli)
{
    static const char *const formats[FORMATS] = {"text", "json", "ics"};
    cli_company company = {0};
    cli_deadlines list = {0};
    size_t format;
    cli_exit code = cli_args_format(&format, cli, formats, FORMATS);
    if (code == CLI_OK)
        code = cli_company_answer(&company, cli);
    if (code == CLI_OK)
        code = collect(&list, &company);
    if (code == CLI_OK)
        code = write_calendar(&company, &list, format);
    cli_deadlines_free(&list);
    cli_company_close(&company);
    return code;
}
