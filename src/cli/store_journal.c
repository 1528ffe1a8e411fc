/* SPDX-License-Identifier: Apache-2.0 */
/* The last events of a company, or of the portal itself. */
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/page.h"
#include "cli/store_open.h"

enum { USUAL = 10, MOST = 1000, HANG = 8 };

static int is_digits(const char *text, size_t length)
{
    return strlen(text) == length && strspn(text, "0123456789") == length;
}

static cli_exit read_limit(uint32_t *out, const cli_context *cli)
{
    const char *text = cli_args_value(cli->args, OPTION_LIMIT);
    *out = USUAL;
    if (!text)
        return CLI_OK;
    long limit = strlen(text) < 5 && is_digits(text, strlen(text))
                     ? strtol(text, NULL, 10)
                     : 0;
    *out = (uint32_t)limit;
    prse_str values[] = {prse_str_of("limit"),
                         prse_str_of(cli_text(cli, TEXT_WANTS_EVENTS)),
                         prse_str_of(text)};
    return limit >= 1 && limit <= MOST
               ? CLI_OK
               : cli_complain(cli, CLI_USAGE, TEXT_WRONG_FILTER, values, 3);
}

/* --- Text --- */

static void add_member(cli_buffer *out, prse_records *events, size_t i,
                       const char *column)
{
    prse_str text = prse_records_text(events, i, prse_str_of(column));
    if (text.len == 0)
        return;
    cli_buffer_add_text(out, out->len > 0 ? "  " : "");
    cli_buffer_add(out, text);
}

static void show_event(cli_page *page, prse_records *events, size_t i)
{
    static const char *const columns[] = {"instant", "acteur", "action",
                                          "objet"};
    cli_buffer number = {0}, text = {0};
    add_member(&number, events, i, "numero");
    for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
        add_member(&text, events, i, columns[c]);
    prse_str details = prse_records_text(events, i, PRSE_STR("details"));
    if (!cli_str_is(details, "{}") && !cli_str_is(details, "null")) {
        cli_buffer_add_char(&text, '\n');
        cli_buffer_add(&text, details);
    }
    cli_page_item(page, 0, HANG, CLI_BOLD, number.text ? number.text : "",
                  cli_buffer_str(&text));
    cli_buffer_free(&number);
    cli_buffer_free(&text);
}

static cli_exit write_page(const cli_context *cli, prse_records *events)
{
    cli_output out;
    cli_exit code =
        cli_output_open(&out, cli_args_value(cli->args, OPTION_OUT));
    if (code != CLI_OK)
        return code;
    cli_page page = cli_page_on(&out);
    for (size_t i = 0; i < prse_records_count(events); i++)
        show_event(&page, events, i);
    if (prse_records_count(events) == 0)
        cli_page_text(&page, 0, prse_str_of(cli_text(cli, TEXT_NO_EVENT)));
    return cli_output_close(&out, CLI_OK);
}

static cli_exit write_json(const cli_context *cli, const prse_records *events)
{
    prse_text *json = NULL;
    prse_error err;
    if (prse_records_json(&json, events, &err) != PRSE_OK)
        return cli_complain_error(&err);
    cli_exit code = cli_output_text(cli, prse_text_str(json));
    prse_text_free(json);
    return code;
}

static cli_exit show(const cli_store *store, const char *siren,
                     uint32_t limit, size_t format)
{
    prse_records *events = NULL;
    prse_error err;
    if (prse_portal_journal(&events, store->session, prse_str_of(siren), 0,
                            limit, &err) != PRSE_OK)
        return cli_complain_given(&err);
    cli_exit code = format == 1 ? write_json(store->cli, events)
                                : write_page(store->cli, events);
    prse_records_free(events);
    return code;
}

/* One operand is a store, unless it is a SIREN and PRSE_STORE names one. */
static cli_exit read_operands(prse_str *address, const char **siren,
                              const cli_context *cli)
{
    const char *first = cli_args_operand(cli->args, 0);
    *siren = cli_args_operand(cli->args, 1);
    if (first && !*siren && is_digits(first, 9) && getenv("PRSE_STORE"))
        return cli_store_and_other(address, siren, cli);
    return cli_store_address(address, cli, first);
}

cli_exit cli_run_store_journal(const cli_context *cli)
{
    static const char *const formats[] = {"text", "json"};
    cli_store store = {0};
    const char *siren = NULL;
    prse_str address;
    uint32_t limit = 0;
    size_t format = 0;
    cli_exit code = cli_args_format(&format, cli, formats, 2);
    if (code == CLI_OK)
        code = read_limit(&limit, cli);
    if (code == CLI_OK)
        code = read_operands(&address, &siren, cli);
    if (code == CLI_OK)
        code = cli_store_open_portal(&store, cli, address, CLI_STORE_READ);
    if (code == CLI_OK)
        code = cli_store_begin(&store, PRSE_STR(""));
    if (code == CLI_OK)
        code = show(&store, siren, limit, format);
    cli_store_close(&store);
    return code;
}
