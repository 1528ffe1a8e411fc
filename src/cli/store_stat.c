/* SPDX-License-Identifier: Apache-2.0 */
/* How much a store holds. */
#include "cli/amounts.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/json_string.h"
#include "cli/json_value.h"
#include "cli/page.h"
#include "cli/store_open.h"
#include "cli/work.h"

enum { HANG = 28 };

typedef struct stat_of {
    cli_store store;
    cli_work work;
    prse_text *rows;
    prse_text *digest; /* NULL: not asked for */
} stat_of;

static cli_exit read_stat(stat_of *s, const cli_context *cli)
{
    const prse_schema *schema = prse_portal_schema();
    prse_error err;
    cli_work_begin(&s->work, cli, schema->count);
    prse_status status =
        prse_store_stat(&s->rows, &s->store.store, schema, &err);
    if (!status && cli_args_value(cli->args, OPTION_DIGEST))
        status = prse_store_digest(&s->digest, &s->store.store, schema,
                                   &s->work.given, &err);
    cli_work_pause(&s->work);
    return status ? cli_work_refuse(&s->work, &err, TEXT_CHECK_STOPPED)
                  : CLI_OK;
}

/* --- Text --- */

static void show(cli_page *page, const char *label, prse_str text)
{
    cli_page_item(page, 2, HANG, CLI_DIM, label, text);
}

static void show_rows(cli_page *page, const cli_context *cli, prse_str rows)
{
    prse_str name, value;
    for (size_t at = 0; cli_json_next(rows, &at, &name, &value);) {
        cli_buffer label = {0}, count = {0};
        cli_buffer_add(&label, name);
        cli_add_count(&count, cli, (uint64_t)cli_json_number(value));
        show(page, label.text, cli_buffer_str(&count));
        cli_buffer_free(&label);
        cli_buffer_free(&count);
    }
}

static cli_exit write_page(const stat_of *s, const cli_context *cli)
{
    cli_buffer version = {0};
    cli_output out;
    cli_exit code =
        cli_output_open(&out, cli_args_value(cli->args, OPTION_OUT));
    if (code != CLI_OK)
        return code;
    cli_page page = cli_page_on(&out);
    cli_buffer_add_number(&version, prse_portal_schema()->version);
    show(&page, cli_text(cli, TEXT_STAT_STORE),
         cli_buffer_str(&s->store.shown));
    show(&page, cli_text(cli, TEXT_STAT_VERSION), cli_buffer_str(&version));
    show_rows(&page, cli, prse_text_str(s->rows));
    if (s->digest)
        show(&page, cli_text(cli, TEXT_RECEIPT_DIGEST),
             prse_text_str(s->digest));
    cli_buffer_free(&version);
    return cli_output_close(&out, CLI_OK);
}

/* --- JSON --- */

static cli_exit write_json(const stat_of *s, const cli_context *cli)
{
    cli_buffer json = {0};
    cli_buffer_add_char(&json, '{');
    cli_json_add_member(&json, "store", cli_buffer_str(&s->store.shown));
    cli_buffer_add_text(&json, ", \"version\": ");
    cli_buffer_add_number(&json, prse_portal_schema()->version);
    cli_buffer_add_text(&json, ", \"rows\": ");
    cli_buffer_add(&json, prse_text_str(s->rows));
    if (s->digest) {
        cli_buffer_add_text(&json, ", ");
        cli_json_add_member(&json, "digest", prse_text_str(s->digest));
    }
    cli_buffer_add_char(&json, '}');
    cli_exit code = cli_output_text(cli, cli_buffer_str(&json));
    cli_buffer_free(&json);
    return code;
}

cli_exit cli_run_store_stat(const cli_context *cli)
{
    static const char *const formats[] = {"text", "json"};
    stat_of s = {.rows = NULL};
    prse_str address;
    size_t format = 0;
    cli_exit code = cli_args_format(&format, cli, formats, 2);
    if (code == CLI_OK)
        code = cli_store_address(&address, cli,
                                 cli_args_operand(cli->args, 0));
    if (code == CLI_OK)
        code = cli_store_open_portal(&s.store, cli, address, CLI_STORE_READ);
    if (code == CLI_OK)
        code = read_stat(&s, cli);
    if (code == CLI_OK)
        code = format == 1 ? write_json(&s, cli) : write_page(&s, cli);
    prse_text_free(s.rows);
    prse_text_free(s.digest);
    cli_store_close(&s.store);
    return code;
}
