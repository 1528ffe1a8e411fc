/* SPDX-License-Identifier: Apache-2.0 */
/* Making the tables of a portal, and bringing them to this release. */
#include "cli/amounts.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/page.h"
#include "cli/store_open.h"

static cli_exit read_version(uint32_t *out, const cli_store *store)
{
    prse_error err;
    return store->store.version(store->store.self,
                                prse_str_of(prse_portal_schema()->name), out,
                                &err) == PRSE_OK
               ? CLI_OK
               : cli_complain_error(&err);
}

static void show(cli_page *page, const cli_store *store, cli_text_id text,
                 uint64_t count)
{
    cli_buffer number = {0}, version = {0}, line = {0};
    cli_add_count(&number, store->cli, count);
    cli_buffer_add_number(&version, prse_portal_schema()->version);
    prse_str values[] = {cli_buffer_str(&store->shown),
                         cli_buffer_str(&version), cli_buffer_str(&number)};
    cli_add_words(&line, store->cli, text, values, 3);
    cli_page_text(page, 0, cli_buffer_str(&line));
    cli_buffer_free(&number);
    cli_buffer_free(&version);
    cli_buffer_free(&line);
}

/* --- init --- */

static void show_tables(cli_page *page)
{
    const prse_schema *schema = prse_portal_schema();
    cli_buffer names = {0};
    for (uint32_t i = 0; i < schema->count; i++) {
        cli_buffer_add_text(&names, i > 0 ? ", " : "");
        cli_buffer_add_text(&names, schema->collections[i].name);
    }
    cli_page_text(page, 2, cli_buffer_str(&names));
    cli_buffer_free(&names);
}

static cli_exit make(const cli_store *store)
{
    prse_error err;
    cli_output out;
    if (prse_store_migrate(&store->store, prse_portal_schema(), &err) !=
        PRSE_OK)
        return cli_complain_error(&err);
    cli_exit code = cli_output_open(&out, NULL);
    cli_page page = cli_page_on(&out);
    show(&page, store, TEXT_STORE_MADE, prse_portal_schema()->count);
    show_tables(&page);
    return cli_output_close(&out, code);
}

static cli_exit tell_there(const cli_store *store)
{
    cli_output out;
    cli_exit code = cli_output_open(&out, NULL);
    cli_page page = cli_page_on(&out);
    show(&page, store, TEXT_STORE_THERE, 0);
    return cli_output_close(&out, code);
}

cli_exit cli_run_store_init(const cli_context *cli)
{
    cli_store store = {0};
    prse_str address;
    uint32_t there = 0;
    cli_exit code =
        cli_store_address(&address, cli, cli_args_operand(cli->args, 0));
    if (code == CLI_OK)
        code = cli_store_open(&store, cli, address, CLI_STORE_MAKE);
    if (code == CLI_OK)
        code = read_version(&there, &store);
    if (code == CLI_OK && there > 0)
        code = cli_store_wants_portal(&store);
    if (code == CLI_OK)
        code = there > 0 ? tell_there(&store) : make(&store);
    cli_store_close(&store);
    return code;
}

/* --- migrate --- */

static size_t count_lines(prse_str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += text.ptr[i] == '\n';
    return count;
}

static cli_exit write_plan(const cli_store *store, prse_str plan, int is_dry)
{
    cli_output out;
    cli_exit code = cli_output_open(&out, NULL);
    cli_page page = cli_page_on(&out);
    cli_output_write(&out, plan);
    show(&page, store,
         plan.len == 0 ? TEXT_STORE_THERE
         : is_dry      ? TEXT_WOULD_MIGRATE
                       : TEXT_MIGRATED,
         count_lines(plan));
    return cli_output_close(&out, code);
}

static cli_exit migrate(const cli_store *store, int is_dry)
{
    const prse_schema *schema = prse_portal_schema();
    prse_text *plan = NULL;
    prse_error err;
    if (prse_store_plan(&plan, &store->store, schema, &err) != PRSE_OK)
        return cli_complain_error(&err);
    cli_exit code = CLI_OK;
    if (!is_dry &&
        prse_store_migrate(&store->store, schema, &err) != PRSE_OK)
        code = cli_complain_error(&err);
    if (code == CLI_OK)
        code = write_plan(store, prse_text_str(plan), is_dry);
    prse_text_free(plan);
    return code;
}

/* A newer store is refused as elsewhere; an empty one is none to migrate. */
cli_exit cli_run_store_migrate(const cli_context *cli)
{
    int is_dry = cli_args_value(cli->args, OPTION_DRY_RUN) != NULL;
    cli_store store = {0};
    prse_str address;
    uint32_t there = 0;
    cli_exit code =
        cli_store_address(&address, cli, cli_args_operand(cli->args, 0));
    if (code == CLI_OK)
        code = cli_store_open(&store, cli, address,
                              is_dry ? CLI_STORE_READ : CLI_STORE_WRITE);
    if (code == CLI_OK)
        code = read_version(&there, &store);
    if (code == CLI_OK &&
        (there == 0 || there > prse_portal_schema()->version))
        code = cli_store_wants_portal(&store);
    if (code == CLI_OK)
        code = migrate(&store, is_dry);
    cli_store_close(&store);
    return code;
}
