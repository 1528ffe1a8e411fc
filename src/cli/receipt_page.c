/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/receipt_page.h"

#include "cli/days.h"
#include "cli/json_value.h"
#include "cli/page.h"

enum { HANG = 16 };

typedef struct view {
    cli_page page;
    const cli_context *cli;
    const cli_receipt *receipt;
    prse_str report;
} view;

/* --- The checks --- */

/* One line: a good, bad or missing result (1, 0, -1). */
typedef struct line {
    cli_text_id label, good, bad, skipped;
} line;

static void show_check(view *v, const line *l, int32_t result)
{
    cli_text_id text = result > 0    ? l->good
                       : result == 0 ? l->bad
                                     : l->skipped;
    cli_page_item(&v->page, 2, HANG,
                  result > 0    ? CLI_GREEN
                  : result == 0 ? CLI_RED
                                : CLI_YELLOW,
                  cli_text(v->cli, l->label),
                  prse_str_of(cli_text(v->cli, text)));
}

static void show_signature(view *v, int key_given)
{
    int is_signed = cli_json_at(v->receipt->json, "signature").len > 0;
    const line l = {TEXT_RECEIPT_SIGNATURE, TEXT_RECEIPT_SIGNATURE_GOOD,
                    is_signed ? TEXT_RECEIPT_SIGNATURE_BAD
                              : TEXT_RECEIPT_SIGNATURE_NONE,
                    is_signed ? TEXT_RECEIPT_SIGNATURE_SKIPPED
                              : TEXT_RECEIPT_SIGNATURE_NONE};
    int32_t result = v->receipt->check.signature;
    show_check(v, &l, result < 0 && key_given ? 0 : result);
}

static void show_checks(view *v, int key_given)
{
    static const line lines[] = {
        {TEXT_RECEIPT_FACTS, TEXT_RECEIPT_FACTS_GOOD, TEXT_RECEIPT_FACTS_BAD,
         TEXT_NONE},
        {TEXT_RECEIPT_REASONS, TEXT_RECEIPT_REASONS_GOOD,
         TEXT_RECEIPT_REASONS_BAD, TEXT_NONE},
        {TEXT_RECEIPT_PACK, TEXT_RECEIPT_PACK_GOOD, TEXT_RECEIPT_PACK_BAD,
         TEXT_RECEIPT_PACK_SKIPPED},
        {TEXT_RECEIPT_RESULT, TEXT_RECEIPT_RESULT_GOOD,
         TEXT_RECEIPT_RESULT_BAD, TEXT_RECEIPT_RESULT_SKIPPED}};
    const prse_receipt_check *c = &v->receipt->check;
    const int32_t results[] = {c->facts_digest, c->consistent, c->pack_digest,
                               c->same_result};
    cli_page_blank(&v->page);
    show_signature(v, key_given);
    for (size_t i = 0; i < 4; i++)
        show_check(v, &lines[i], results[i]);
}

/* --- What was found --- */

/* "effectif 2025: the facts say ..." */
static void show_finding(view *v, prse_str finding)
{
    cli_buffer text = {0};
    cli_json_add_value(&text, cli_json_at(finding, "id"));
    if (!cli_json_is_nothing(cli_json_at(finding, "year"))) {
        cli_buffer_add_char(&text, ' ');
        cli_json_add_value(&text, cli_json_at(finding, "year"));
    }
    if (text.len > 0)
        cli_buffer_add_text(&text, cli_text(v->cli, TEXT_COLON));
    cli_json_add_value(&text, cli_json_at(finding, "text"));
    cli_page_item(&v->page, 2, 4, CLI_RED, "-", cli_buffer_str(&text));
    cli_buffer_free(&text);
}

static void show_findings(view *v)
{
    prse_str finding, list = cli_json_at(v->report, "findings");
    size_t at = 0, count = 0;
    while (cli_json_item(list, &at, &finding)) {
        if (count++ == 0) {
            cli_page_blank(&v->page);
            cli_page_heading(&v->page, CLI_RED,
                             prse_str_of(cli_text(v->cli,
                                                  TEXT_RECEIPT_FINDINGS)));
        }
        show_finding(v, finding);
    }
}

/* --- Today --- */

static void show_difference(view *v, prse_str difference)
{
    cli_buffer text = {0}, because = {0};
    cli_json_add_value(&text, cli_json_at(difference, "text"));
    cli_json_add_value(&because, cli_json_at(difference, "because"));
    if (because.len > 0) {
        cli_buffer_add_char(&text, '\n');
        cli_buffer_add(&text, cli_buffer_str(&because));
    }
    cli_page_item(&v->page, 2, 4, CLI_YELLOW, "-", cli_buffer_str(&text));
    cli_buffer_free(&text);
    cli_buffer_free(&because);
}

static void show_today_heading(view *v, prse_str today)
{
    static const char *const paths[] = {"date", "pack.id", "pack.version"};
    cli_buffer parts[3] = {{0}}, day = {0}, heading = {0};
    prse_str values[3];
    for (size_t i = 0; i < 3; i++) {
        cli_json_add_value(&parts[i], cli_json_at(today, paths[i]));
        values[i] = cli_buffer_str(&parts[i]);
    }
    cli_day_add_text(&day, v->cli, values[0]);
    values[0] = cli_buffer_str(&day);
    cli_buffer_add_filled(&heading, cli_text(v->cli, TEXT_RECEIPT_TODAY),
                          values, 3);
    cli_page_blank(&v->page);
    cli_page_heading(&v->page, CLI_BOLD, cli_buffer_str(&heading));
    for (size_t i = 0; i < 3; i++)
        cli_buffer_free(&parts[i]);
    cli_buffer_free(&day);
    cli_buffer_free(&heading);
}

static void show_today(view *v)
{
    prse_str today = cli_json_at(v->report, "today"), difference;
    prse_str list = cli_json_at(today, "differences");
    size_t at = 0;
    if (cli_json_is_nothing(today))
        return;
    show_today_heading(v, today);
    while (cli_json_item(list, &at, &difference))
        show_difference(v, difference);
    if (v->receipt->check.differences == 0)
        cli_page_text(&v->page, 2,
                      prse_str_of(cli_text(v->cli, TEXT_RECEIPT_NO_CHANGE)));
}

cli_exit cli_receipt_page(const cli_context *cli, const cli_receipt *receipt,
                          int key_given)
{
    cli_output out;
    int holds = receipt->check.holds;
    cli_exit code =
        cli_output_open(&out, cli_args_value(cli->args, OPTION_OUT));
    if (code != CLI_OK)
        return code;
    view v = {cli_page_on(&out), cli, receipt, prse_text_str(receipt->report)};
    cli_receipt_title(&v.page, cli, receipt);
    cli_page_blank(&v.page);
    cli_page_heading(&v.page, holds ? CLI_GREEN : CLI_RED,
                     prse_str_of(cli_text(cli, holds ? TEXT_RECEIPT_HOLDS
                                                     : TEXT_RECEIPT_FAILS)));
    show_checks(&v, key_given);
    show_findings(&v);
    show_today(&v);
    return cli_output_close(&out, CLI_OK);
}
