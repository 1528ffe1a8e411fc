/* SPDX-License-Identifier: Apache-2.0 */
/* The dialogue is held on the standard error, so that the standard output
 * holds the result alone. */
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/dashboard.h"
#include "cli/line_input.h"
#include "cli/next_question.h"

typedef struct dialogue {
    cli_company *company;
    cli_page *page;
    cli_question question;
    cli_buffer line;
} dialogue;

static const char *words(const dialogue *d, cli_text_id id)
{
    return cli_text(d->company->cli, id);
}

static void say(dialogue *d, cli_colour colour, const char *label,
                prse_str text)
{
    cli_page_item(d->page, 2, 4, colour, label, text);
}

/* Sets the fact; what cannot be one of its values is told, not fatal. */
static void take(dialogue *d, prse_str value)
{
    prse_error err;
    prse_status status = prse_facts_set(d->company->facts, d->question.id,
                                        d->question.year, value, &err);
    if (status != PRSE_OK)
        say(d, CLI_RED, "!", prse_str_of(err.message));
}

static void explain(dialogue *d)
{
    prse_fact_info info = {.size = sizeof info};
    say(d, CLI_DIM, "", cli_buffer_str(&d->question.why));
    if (prse_pack_fact(d->company->pack, d->question.fact,
                       d->company->cli->lang, &info, NULL) == PRSE_OK) {
        if (info.definition.len > 0)
            say(d, CLI_DIM, "", info.definition);
        if (info.law.len > 0)
            say(d, CLI_DIM, "", info.law);
    }
    if (!d->question.open)
        say(d, CLI_DIM, "", cli_buffer_str(&d->question.condition));
}

/* Reads a line; one that nobody sees being typed is shown. 0 at the end. */
static int read_answer(dialogue *d)
{
    cli_output_write(d->page->out, prse_str_of(words(d, TEXT_PROMPT)));
    fflush(d->page->out->file);
    int more = cli_line_read(&d->line);
    if (!more || !isatty(0))
        cli_page_line(d->page, 0, CLI_PLAIN, cli_buffer_str(&d->line));
    return more;
}

static void take_yes_or_no(dialogue *d, const cli_buffer *value)
{
    if (d->question.open)
        say(d, CLI_RED, "!", prse_str_of(words(d, TEXT_WANTS_VALUE)));
    else
        take(d, cli_buffer_str(value));
}

/* Nobody knows: the fact is never asked again. */
static void skip(dialogue *d)
{
    prse_error err;
    if (prse_report_skip(d->company->report, d->question.fact,
                         d->question.year, &err) != PRSE_OK)
        say(d, CLI_RED, "!", prse_str_of(err.message));
}

static void show_question(dialogue *d)
{
    cli_buffer values = {0};
    say(d, CLI_YELLOW, "?", cli_buffer_str(&d->question.text));
    if (d->question.open)
        cli_question_add_values(&values, d->company, &d->question);
    if (values.len > 0)
        say(d, CLI_DIM, "", cli_buffer_str(&values));
    cli_buffer_free(&values);
}

/* Asks once; 0 when there will be no more answers. */
static int ask_once(dialogue *d)
{
    show_question(d);
    if (!read_answer(d) || cli_line_is(&d->line, words(d, TEXT_STOP_WORDS)))
        return 0;
    if (cli_line_is(&d->line, words(d, TEXT_YES_WORDS)))
        take_yes_or_no(d, &d->question.yes);
    else if (cli_line_is(&d->line, words(d, TEXT_NO_WORDS)))
        take_yes_or_no(d, &d->question.no);
    else if (cli_line_is(&d->line, "?"))
        skip(d);
    else if (cli_line_is(&d->line, words(d, TEXT_WHY_WORDS)))
        explain(d);
    else if (d->line.len > 0)
        take(d, cli_buffer_str(&d->line));
    return 1;
}

static cli_exit next_question(dialogue *d)
{
    cli_exit code = cli_company_evaluate(d->company);
    return code == CLI_OK ? cli_question_read(&d->question, d->company)
                          : code;
}

static cli_exit hold(dialogue *d)
{
    cli_exit code;
    cli_page_text(d->page, 0, prse_str_of(words(d, TEXT_ASK_INTRO)));
    cli_page_blank(d->page);
    do {
        code = next_question(d);
    } while (code == CLI_OK && d->question.found && ask_once(d));
    cli_page_blank(d->page);
    return code;
}

static cli_exit run_dialogue(cli_company *company)
{
    cli_output error_output = {.file = stderr};
    cli_page page = cli_page_on(&error_output);
    dialogue d = {.company = company, .page = &page};
    cli_exit code = hold(&d);
    cli_question_free(&d.question);
    cli_buffer_free(&d.line);
    return code;
}

/* The answers come from the standard input, so the facts cannot. */
static cli_exit check_input(const cli_context *cli)
{
    const char *path;
    for (size_t i = 0; (path = cli_args_nth(cli->args, OPTION_FACTS, i)); i++)
        if (strcmp(path, "-") == 0)
            return cli_complain(cli, CLI_USAGE, TEXT_STDIN_IS_TAKEN, NULL, 0);
    return CLI_OK;
}

cli_exit cli_run_ask(const cli_context *cli)
{
    cli_company company = {0};
    size_t format;
    cli_exit code = cli_dashboard_format(&format, cli);
    if (code == CLI_OK)
        code = check_input(cli);
    if (code == CLI_OK)
        code = cli_company_answer(&company, cli);
    if (code == CLI_OK)
        code = run_dialogue(&company);
    if (code == CLI_OK)
        code = cli_dashboard(&company, format);
    cli_company_close(&company);
    return code;
}
