/* SPDX-License-Identifier: Apache-2.0 */
/* Whether a store, and its blobs, are as they should be. */
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/findings.h"
#include "cli/store_open.h"
#include "portailrse/document.h"

typedef prse_status check(const cli_store *store, cli_findings *findings,
                          prse_error *err);

static prse_status check_all(const cli_store *store, cli_findings *findings,
                             prse_error *err)
{
    const prse_store *s = &store->store;
    prse_status status =
        s->check ? s->check(s->self, cli_findings_add, findings, err)
                 : PRSE_OK;
    return status ? status
                  : prse_portal_check(store->session, cli_findings_add,
                                      findings, &findings->work.given, err);
}

static prse_status check_blobs(const cli_store *store, cli_findings *findings,
                               prse_error *err)
{
    int deep = cli_args_value(store->cli->args, OPTION_DEEP) != NULL;
    return prse_portal_documents_check(store->session, deep,
                                       cli_findings_add, findings,
                                       &findings->work.given, err);
}

static cli_exit run(const cli_context *cli, prse_str address, prse_str blobs,
                    check *what)
{
    cli_store store = {0};
    cli_findings findings;
    prse_error err = {.code = PRSE_OK};
    cli_exit code =
        cli_store_open_portal(&store, cli, address, CLI_STORE_READ);
    if (code == CLI_OK)
        code = cli_store_begin(&store, blobs);
    if (code == CLI_OK)
        code = cli_findings_begin(&findings, cli);
    if (code == CLI_OK) {
        prse_status status = what(&store, &findings, &err);
        code = cli_findings_end(&findings, status ? &err : NULL,
                                cli_buffer_str(&store.shown));
    }
    cli_store_close(&store);
    return code;
}

cli_exit cli_run_store_check(const cli_context *cli)
{
    const char *blobs = cli_args_value(cli->args, OPTION_BLOBS);
    prse_str address;
    cli_exit code =
        cli_store_address(&address, cli, cli_args_operand(cli->args, 0));
    return code == CLI_OK ? run(cli, address,
                                cli_blobs_address(blobs, address), check_all)
                          : code;
}

cli_exit cli_run_blob_check(const cli_context *cli)
{
    const char *given = cli_args_operand(cli->args, 0);
    prse_str address;
    cli_exit code = cli_store_address(&address, cli,
                                      cli_args_value(cli->args, OPTION_STORE));
    if (code != CLI_OK)
        return code;
    prse_str blobs = cli_blobs_address(given, address);
    if (blobs.len == 0)
        return cli_complain(cli, CLI_USAGE, TEXT_BLOBS_MISSING, NULL, 0);
    return run(cli, address, blobs, check_blobs);
}
