/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/queue_open.h"

#include "cli/complain.h"

/* A store without a queue is no fault of the store. */
static cli_exit check_there(const cli_store *store)
{
    uint32_t there = 0;
    prse_error err;
    prse_str name = prse_str_of(prse_queue_schema()->name);
    prse_str shown = cli_buffer_str(&store->shown);
    if (store->store.version(store->store.self, name, &there, &err) !=
        PRSE_OK)
        return cli_complain_error(&err);
    return there ? CLI_OK
                 : cli_complain(store->cli, CLI_INPUT, TEXT_QUEUE_EMPTY,
                                &shown, 1);
}

cli_exit cli_queue_open(prse_queue **out, const cli_context *cli,
                        cli_store_how how)
{
    return cli_queue_open_with(out, cli, how, NULL);
}

cli_exit cli_queue_open_with(prse_queue **out, const cli_context *cli,
                             cli_store_how how,
                             const prse_queue_options *opts)
{
    cli_store store = {.cli = cli};
    prse_str address;
    prse_error err;
    cli_exit code = cli_store_address(
        &address, cli, cli_args_value(cli->args, OPTION_STORE));
    if (code == CLI_OK)
        code = cli_store_open(&store, cli, address, how);
    if (code == CLI_OK && !(opts && opts->migrate))
        code = check_there(&store);
    if (code == CLI_OK &&
        prse_queue_new(out, &store.store, opts, &err) != PRSE_OK)
        code = cli_complain_error(&err);
    if (*out)
        store.is_open = 0; /* the queue has it */
    cli_store_close(&store);
    return code;
}
