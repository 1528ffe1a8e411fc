/* SPDX-License-Identifier: Apache-2.0 */
/* The daily task. */
#include <string.h>

#include "cli/amounts.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/page.h"
#include "cli/store_open.h"
#include "cli/work.h"

enum { HANG = 36 };

/* --- Are these the blobs of this store? --- */

static int see_row(void *user, const prse_value *values, int64_t version)
{
    (void)values;
    (void)version;
    *(int *)user = 1;
    return 1;
}

static const prse_collection *blob_rows(void)
{
    const prse_schema *schema = prse_portal_schema();
    const prse_collection *of = schema->collections;
    while (strcmp(of->name, "objets") != 0)
        of++;
    return of;
}

static prse_status find_row(int *found, const prse_store *store,
                            prse_error *err)
{
    const prse_tx_options opts = {.size = sizeof opts};
    const prse_query first = {.size = sizeof first, .index = -1, .limit = 1};
    void *tx = NULL;
    prse_status status = store->begin(store->self, &tx, &opts, err);
    if (status)
        return status;
    status = store->scan(tx, blob_rows(), &first, see_row, found, err);
    store->rollback(tx);
    return status;
}

static int see_blob(void *user, prse_str key, const prse_blob_info *info)
{
    (void)key;
    (void)info;
    *(int *)user = 1;
    return 1;
}

/* To a store that knows no blob, all that there are are orphans: the wrong
 * store, or one that is still to be restored. */
static cli_exit check_pair(const cli_store *store, prse_str address)
{
    const prse_blob_options opts = {.size = sizeof opts};
    prse_blob blobs;
    prse_error err;
    int knows = 0, there = 0;
    if (find_row(&knows, &store->store, &err) != PRSE_OK)
        return cli_complain_error(&err);
    cli_exit code = cli_blobs_open(&blobs, store->cli, address);
    if (code != CLI_OK)
        return code;
    if (!knows && blobs.list(blobs.self, PRSE_STR(""), see_blob, &there,
                             &opts, &err) != PRSE_OK)
        code = cli_complain_error(&err);
    blobs.free(blobs.self);
    prse_str values[] = {cli_buffer_str(&store->shown), address};
    return there ? cli_complain(store->cli, CLI_INPUT, TEXT_BLOBS_OF_OTHERS,
                                values, 2)
                 : code;
}

/* --- What was done --- */

static const struct {
    cli_text_id label;
    size_t offset;
} counts[] = {
    {TEXT_TIDIED_DOCUMENTS, offsetof(prse_tidied, documents)},
    {TEXT_TIDIED_BLOBS, offsetof(prse_tidied, blobs)},
    {TEXT_TIDIED_ORPHANS, offsetof(prse_tidied, orphans)},
    {TEXT_TIDIED_INVITATIONS, offsetof(prse_tidied, invitations)},
    {TEXT_TIDIED_TOKENS, offsetof(prse_tidied, tokens)},
    {TEXT_TIDIED_RIGHTS, offsetof(prse_tidied, rights)},
};

static cli_exit show(const cli_context *cli, const prse_tidied *done)
{
    cli_output out;
    cli_exit code = cli_output_open(&out, NULL);
    cli_page page = cli_page_on(&out);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        cli_buffer text = {0};
        uint64_t count;
        memcpy(&count, (const char *)done + counts[i].offset, sizeof count);
        cli_add_count(&text, cli, count);
        cli_page_item(&page, 2, HANG, CLI_DIM, cli_text(cli, counts[i].label),
                      cli_buffer_str(&text));
        cli_buffer_free(&text);
    }
    return cli_output_close(&out, code);
}

static cli_exit tidy(const cli_store *store)
{
    prse_tidied done = {.size = sizeof done};
    cli_work work;
    prse_error err;
    cli_work_begin(&work, store->cli, 0);
    prse_status status =
        prse_portal_tidy(store->session, &done, &work.given, &err);
    cli_work_pause(&work);
    return status ? cli_work_refuse(&work, &err, TEXT_TIDY_STOPPED)
                  : show(store->cli, &done);
}

cli_exit cli_run_store_tidy(const cli_context *cli)
{
    const char *given = cli_args_value(cli->args, OPTION_BLOBS);
    cli_store store = {0};
    prse_str address;
    cli_exit code =
        cli_store_address(&address, cli, cli_args_operand(cli->args, 0));
    if (code != CLI_OK)
        return code;
    prse_str blobs = cli_blobs_address(given, address);
    code = cli_store_open_portal(&store, cli, address, CLI_STORE_WRITE);
    if (code == CLI_OK && blobs.len > 0)
        code = check_pair(&store, blobs);
    if (code == CLI_OK)
        code = cli_store_begin(&store, blobs);
    if (code == CLI_OK)
        code = tidy(&store);
    cli_store_close(&store);
    return code;
}
