/* SPDX-License-Identifier: Apache-2.0 */
/* What a receipt says, whether it holds or not. */
#include "cli/commands.h"
#include "cli/fact_name.h"
#include "cli/json_value.h"
#include "cli/receipt_read.h"

enum { HANG = 28, HEAD_HANG = 16 };

typedef struct view {
    cli_page page;
    const cli_context *cli;
    prse_str json;
} view;

static void show_member(view *v, cli_text_id label, const char *path)
{
    cli_buffer text = {0};
    cli_json_add_value(&text, cli_json_at(v->json, path));
    if (text.len > 0)
        cli_page_item(&v->page, 2, HEAD_HANG, CLI_BOLD,
                      cli_text(v->cli, label), cli_buffer_str(&text));
    cli_buffer_free(&text);
}

static void show_heading(view *v, cli_text_id heading)
{
    cli_page_blank(&v->page);
    cli_page_heading(&v->page, CLI_BOLD,
                     prse_str_of(cli_text(v->cli, heading)));
}

/* A name that a file brought must not reach a terminal as it is. */
static void show_item(view *v, const cli_buffer *name, const cli_buffer *text)
{
    cli_buffer harmless = {0};
    cli_harmless(&harmless, cli_buffer_str(name));
    cli_page_item(&v->page, 2, HANG, CLI_BOLD,
                  harmless.text ? harmless.text : "", cli_buffer_str(text));
    cli_buffer_free(&harmless);
}

/* --- Facts --- */

static void show_fact(view *v, prse_str id, prse_str year, prse_str value)
{
    cli_buffer name = {0}, text = {0};
    cli_buffer_add(&name, id);
    if (year.len > 0)
        cli_buffer_add_char(&name, ' ');
    cli_buffer_add(&name, year);
    cli_json_add_value(&text, value);
    show_item(v, &name, &text);
    cli_buffer_free(&name);
    cli_buffer_free(&text);
}

static void show_facts(view *v)
{
    prse_str facts = cli_json_at(v->json, "facts"), id, value, year, one;
    show_heading(v, TEXT_RECEIPT_FACTS_HEADING);
    for (size_t at = 0; cli_json_next(facts, &at, &id, &value);) {
        if (value.ptr[0] != '{') {
            show_fact(v, id, PRSE_STR(""), value);
            continue;
        }
        for (size_t in = 0; cli_json_next(value, &in, &year, &one);)
            show_fact(v, id, year, one);
    }
}

/* --- Answers --- */

static cli_text_id answer_text(prse_str answer)
{
    static const struct {
        const char *word;
        cli_text_id text;
    } answers[] = {{"subject", TEXT_SUBJECT},
                   {"not_subject", TEXT_NOT_SUBJECT},
                   {"recommended", TEXT_RECOMMENDED},
                   {"insufficient", TEXT_INSUFFICIENT}};
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
        if (cli_json_is(answer, answers[i].word))
            return answers[i].text;
    return TEXT_UNDECIDED;
}

/* "effectif 60, effectif@-1 55" */
static void add_reason(cli_buffer *out, prse_str reason)
{
    prse_str use;
    const char *between = "\n";
    for (size_t at = 0; cli_json_item(reason, &at, &use);) {
        cli_buffer fact = {0};
        cli_json_add_value(&fact, cli_json_at(use, "fact"));
        cli_buffer_add_text(out, between);
        cli_fact_name_add(
            out, cli_buffer_str(&fact),
            (int32_t)cli_json_number(cli_json_at(use, "year")));
        cli_buffer_add_char(out, ' ');
        cli_json_add_value(out, cli_json_at(use, "value"));
        cli_buffer_free(&fact);
        between = ", ";
    }
}

static void show_answer(view *v, prse_str id, prse_str answer)
{
    cli_buffer name = {0}, text = {0}, year = {0};
    cli_buffer_add(&name, id);
    cli_buffer_add_text(
        &text, cli_text(v->cli, answer_text(cli_json_at(answer, "answer"))));
    cli_json_add_value(&year, cli_json_at(answer, "since"));
    prse_str since = cli_buffer_str(&year);
    if (year.len > 0)
        cli_buffer_add_filled(&text, cli_text(v->cli, TEXT_RECEIPT_SINCE),
                              &since, 1);
    add_reason(&text, cli_json_at(answer, "reason"));
    show_item(v, &name, &text);
    cli_buffer_free(&name);
    cli_buffer_free(&text);
    cli_buffer_free(&year);
}

static void show_answers(view *v)
{
    prse_str result = cli_json_at(v->json, "result"), id, answer;
    show_heading(v, TEXT_RECEIPT_RESULT_HEADING);
    for (size_t at = 0; cli_json_next(result, &at, &id, &answer);)
        show_answer(v, id, answer);
}

static cli_exit show(const cli_context *cli, const cli_receipt *receipt)
{
    cli_output out;
    cli_exit code =
        cli_output_open(&out, cli_args_value(cli->args, OPTION_OUT));
    if (code != CLI_OK)
        return code;
    view v = {cli_page_on(&out), cli, receipt->json};
    cli_receipt_title(&v.page, cli, receipt);
    cli_page_blank(&v.page);
    show_member(&v, TEXT_RECEIPT_ISSUED, "issued");
    show_member(&v, TEXT_RECEIPT_KEY, "signature.key");
    show_member(&v, TEXT_RECEIPT_DIGEST, "pack.digest");
    show_facts(&v);
    show_answers(&v);
    return cli_output_close(&out, CLI_OK);
}

cli_exit cli_run_receipt_show(const cli_context *cli)
{
    cli_receipt receipt = {0};
    const prse_receipt_verify_options opts = {.size = sizeof opts,
                                              .lang = (int32_t)cli->lang};
    cli_exit code = cli_receipt_read(&receipt, cli, &opts);
    if (code == CLI_OK)
        code = show(cli, &receipt);
    cli_receipt_close(&receipt);
    return code;
}
