/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/next_question.h"

#include "cli/card.h"
#include "cli/complain.h"
#include "cli/fact_name.h"

static void keep(cli_buffer *out, prse_str text)
{
    cli_buffer_clear(out);
    cli_buffer_add(out, text);
}

cli_exit cli_question_read(cli_question *out, cli_company *company)
{
    prse_lang lang = company->cli->lang;
    prse_question question = {.size = sizeof question};
    prse_fact_info info = {.size = sizeof info};
    prse_error err;
    prse_status status = prse_report_question(company->report, lang,
                                              &question, &err);
    out->found = status == PRSE_OK;
    if (status == PRSE_ENOTFOUND)
        return CLI_OK;
    if (status != PRSE_OK || prse_pack_fact(company->pack, question.fact,
                                            lang, &info, &err) != PRSE_OK)
        return cli_complain_error(&err);
    out->fact = question.fact;
    out->year = question.year;
    out->id = info.id;
    keep(&out->text, question.text);
    keep(&out->condition, question.condition);
    keep(&out->yes, question.yes);
    keep(&out->no, question.no);
    keep(&out->why, question.why);
    out->open = question.yes.len == 0 && question.no.len == 0;
    return CLI_OK;
}

void cli_question_free(cli_question *question)
{
    cli_buffer_free(&question->text);
    cli_buffer_free(&question->condition);
    cli_buffer_free(&question->yes);
    cli_buffer_free(&question->no);
    cli_buffer_free(&question->why);
    *question = (cli_question){0};
}

static void add_item(cli_buffer *out, prse_str name, prse_str label)
{
    cli_buffer_add_text(out, out->len > 0 ? ", " : "");
    cli_buffer_add(out, name);
    if (label.len == 0)
        return;
    cli_buffer_add_text(out, " (");
    cli_buffer_add(out, label);
    cli_buffer_add_char(out, ')');
}

void cli_question_add_values(cli_buffer *out, const cli_company *company,
                             const cli_question *question)
{
    static const prse_str none = {"", 0};
    prse_lang lang = company->cli->lang;
    prse_fact_info info = {.size = sizeof info};
    if (prse_pack_fact(company->pack, question->fact, lang, &info, NULL) !=
        PRSE_OK)
        return;
    for (uint32_t i = 0; i < info.choice_count; i++) {
        prse_str label = none;
        prse_str name = prse_pack_fact_choice(company->pack, question->fact,
                                              i, lang, &label);
        add_item(out, name, label);
    }
    for (uint32_t i = 0; i < info.bracket_count; i++)
        add_item(out, prse_pack_fact_bracket(company->pack, question->fact,
                                             i), none);
}

static void show_setting(cli_page *page, const cli_context *cli,
                         const cli_question *question, cli_text_id label,
                         prse_str value)
{
    cli_buffer line = {0};
    cli_buffer_add_text(&line, "--set '");
    cli_fact_name_add(&line, question->id, question->year);
    cli_buffer_add_char(&line, '=');
    cli_buffer_add(&line, value);
    cli_buffer_add_char(&line, '\'');
    cli_page_item(page, CLI_CARD_INDENT, CLI_CARD_HANG, CLI_DIM,
                  cli_text(cli, label), cli_buffer_str(&line));
    cli_buffer_free(&line);
}

static void show_open(cli_page *page, const cli_company *company,
                      const cli_question *question)
{
    cli_buffer values = {0};
    cli_question_add_values(&values, company, question);
    if (values.len > 0)
        cli_page_item(page, CLI_CARD_INDENT, CLI_CARD_HANG, CLI_DIM,
                      cli_text(company->cli, TEXT_VALUES),
                      cli_buffer_str(&values));
    show_setting(page, company->cli, question, TEXT_ANSWER,
                 prse_str_of(cli_text(company->cli, TEXT_SOME_VALUE)));
    cli_buffer_free(&values);
}

void cli_question_show(cli_page *page, const cli_company *company,
                       const cli_question *question)
{
    const cli_context *cli = company->cli;
    cli_page_item(page, 2, 4, CLI_YELLOW, "?",
                  cli_buffer_str(&question->text));
    if (question->why.len > 0)
        cli_page_item(page, CLI_CARD_INDENT, CLI_CARD_HANG, CLI_DIM,
                      cli_text(cli, TEXT_WHY),
                      cli_buffer_str(&question->why));
    if (question->open) {
        show_open(page, company, question);
        return;
    }
    show_setting(page, cli, question, TEXT_IF_YES,
                 cli_buffer_str(&question->yes));
    show_setting(page, cli, question, TEXT_IF_NO,
                 cli_buffer_str(&question->no));
}
