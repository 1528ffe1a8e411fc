/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/dashboard.h"

#include <stdlib.h>

#include "cli/card.h"
#include "cli/complain.h"
#include "cli/next_question.h"
#include "cli/online.h"
#include "cli/page.h"
#include "cli/urgency.h"

static const struct {
    prse_answer answer; /* whose colour it has */
    cli_text_id heading;
    cli_text_id count;
} groups[CLI_STATUS_COUNT] = {
    [CLI_TO_UPDATE] = {PRSE_SUBJECT, TEXT_GROUP_TO_UPDATE, TEXT_TO_UPDATE},
    [CLI_IN_PROGRESS] = {PRSE_SUBJECT, TEXT_GROUP_IN_PROGRESS,
                         TEXT_IN_PROGRESS},
    [CLI_SUBJECT] = {PRSE_SUBJECT, TEXT_GROUP_SUBJECT, TEXT_SUBJECT},
    [CLI_UNDECIDED] = {PRSE_UNKNOWN, TEXT_GROUP_UNDECIDED, TEXT_UNDECIDED},
    [CLI_INSUFFICIENT] = {PRSE_INSUFFICIENT, TEXT_GROUP_INSUFFICIENT,
                          TEXT_INSUFFICIENT},
    [CLI_UP_TO_DATE] = {PRSE_SUBJECT, TEXT_GROUP_UP_TO_DATE,
                        TEXT_UP_TO_DATE},
    [CLI_RECOMMENDED] = {PRSE_RECOMMENDED, TEXT_GROUP_RECOMMENDED,
                         TEXT_RECOMMENDED},
    [CLI_NOT_SUBJECT] = {PRSE_NOT_SUBJECT, TEXT_GROUP_NOT_SUBJECT,
                         TEXT_NOT_SUBJECT},
};

/* The obligations of a company in order. */
typedef struct list {
    cli_urgency *items;
    size_t count;
} list;

static size_t count_of(const list *all, cli_status status)
{
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++)
        count += all->items[i].status == status;
    return count;
}

static void show_name(cli_page *page, const cli_company *company)
{
    if (company->online) {
        cli_online_show_unit(page, company);
        return;
    }
    prse_str name = cli_company_fact(company, "denomination");
    prse_str siren = cli_company_fact(company, "siren");
    cli_buffer line = {0};
    cli_buffer_add(&line, name);
    if (siren.len > 0) {
        cli_buffer_add_text(&line, name.len > 0 ? " · SIREN " : "SIREN ");
        cli_buffer_add(&line, siren);
    }
    if (line.len > 0)
        cli_page_line(page, 0, CLI_BOLD, cli_buffer_str(&line));
    cli_buffer_free(&line);
}

/* Which law, of which day. */
static void show_law(cli_page *page, const cli_company *company)
{
    cli_buffer day = {0}, line = {0};
    cli_day_add_words(&day, company->cli, company->day);
    prse_str values[] = {
        prse_pack_label(company->pack, company->cli->lang),
        prse_pack_version(company->pack), cli_buffer_str(&day)};
    cli_buffer_add_filled(&line, cli_text(company->cli, TEXT_LAW_OF_DAY),
                          values, 3);
    cli_page_text(page, 0, cli_buffer_str(&line));
    cli_buffer_free(&day);
    cli_buffer_free(&line);
}

/* "soumis : 2" is never cut in two. */
static void add_count(cli_buffer *line, size_t *width, size_t columns,
                      prse_str item)
{
    size_t wide = cli_width(item);
    if (*width > 0 && *width + wide + 3 > columns) {
        cli_buffer_add_char(line, '\n');
        *width = 0;
    } else if (*width > 0) {
        cli_buffer_add_text(line, " · ");
        *width += 3;
    }
    cli_buffer_add(line, item);
    *width += wide;
}

static void show_summary(cli_page *page, const cli_company *company,
                         const list *all)
{
    cli_buffer line = {0};
    size_t width = 0;
    for (size_t i = 0; i < CLI_STATUS_COUNT; i++) {
        size_t count = count_of(all, (cli_status)i);
        cli_buffer item = {0};
        if (count == 0)
            continue;
        cli_buffer_add_text(&item, cli_text(company->cli, groups[i].count));
        cli_buffer_add_text(&item, cli_text(company->cli, TEXT_COLON));
        cli_buffer_add_number(&item, (int64_t)count);
        add_count(&line, &width, page->columns, cli_buffer_str(&item));
        cli_buffer_free(&item);
    }
    cli_page_text(page, 0, cli_buffer_str(&line));
    cli_buffer_free(&line);
}

static void show_warnings(cli_page *page, const cli_company *company)
{
    if (company->online)
        cli_online_show_gaps(page, company);
    for (size_t i = 0; i < prse_facts_warning_count(company->known); i++)
        cli_page_item(page, 0, 2, CLI_YELLOW, "!",
                      prse_facts_warning(company->known, i,
                                         company->cli->lang));
}

static cli_exit show_groups(cli_page *page, cli_company *company,
                            const list *all)
{
    cli_exit code = CLI_OK;
    for (size_t i = 0; i < all->count && code == CLI_OK; i++) {
        cli_status status = all->items[i].status;
        if (i == 0 || all->items[i - 1].status != status)
            cli_page_heading(page, cli_answer_colour(groups[status].answer),
                             prse_str_of(cli_text(company->cli,
                                                  groups[status].heading)));
        code = cli_card(page, company, all->items[i].obligation);
    }
    return code;
}

static cli_exit show_question(cli_page *page, cli_company *company,
                              const list *all)
{
    const cli_context *cli = company->cli;
    cli_question question = {0};
    cli_exit code = cli_question_read(&question, company);
    if (code == CLI_OK && question.found) {
        cli_page_heading(page, CLI_YELLOW,
                         prse_str_of(cli_text(cli, TEXT_NEXT_QUESTION)));
        cli_question_show(page, company, &question);
    } else if (code == CLI_OK) {
        size_t open = count_of(all, CLI_UNDECIDED) +
                      count_of(all, CLI_INSUFFICIENT);
        cli_page_text(page, 0,
                      prse_str_of(cli_text(cli, open > 0
                                                    ? TEXT_NO_QUESTION
                                                    : TEXT_ALL_DECIDED)));
    }
    cli_question_free(&question);
    return code;
}

static cli_exit show_list(cli_page *page, cli_company *company,
                          const list *all)
{
    show_name(page, company);
    show_law(page, company);
    cli_page_blank(page);
    show_summary(page, company, all);
    show_warnings(page, company);
    cli_page_blank(page);
    cli_exit code = show_groups(page, company, all);
    if (code == CLI_OK && company->online &&
        cli_args_value(company->cli->args, OPTION_DETAILS))
        code = cli_online_show_details(page, company);
    return code == CLI_OK ? show_question(page, company, all) : code;
}

static cli_exit show_page(cli_output *out, cli_company *company)
{
    cli_page page = cli_page_on(out);
    list all = {NULL, prse_pack_obligation_count(company->pack)};
    cli_exit code = cli_urgency_list(&all.items, company);
    if (code == CLI_OK)
        code = show_list(&page, company, &all);
    free(all.items);
    return code;
}

static cli_exit show_json(cli_company *company)
{
    prse_text *text = NULL;
    prse_error err;
    if (prse_report_json(&text, company->report, company->cli->lang, &err) !=
        PRSE_OK)
        return cli_complain_error(&err);
    cli_exit code = cli_output_text(company->cli, prse_text_str(text));
    prse_text_free(text);
    return code;
}

cli_exit cli_dashboard_format(size_t *out, const cli_context *cli)
{
    static const char *const names[] = {"text", "json"};
    return cli_args_format(out, cli, names, 2);
}

cli_exit cli_dashboard(cli_company *company, size_t format)
{
    cli_output out;
    if (format == 1)
        return company->online ? cli_online_json(company)
                               : show_json(company);
    cli_exit code = cli_output_open(
        &out, cli_args_value(company->cli->args, OPTION_OUT));
    if (code != CLI_OK)
        return code;
    code = show_page(&out, company);
    return code == CLI_OK ? cli_output_close(&out, code)
                          : cli_output_drop(&out, code);
}
