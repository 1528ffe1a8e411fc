/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/store_open.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/complain.h"

cli_exit cli_complain_given(const prse_error *err)
{
    cli_exit code = cli_complain_error(err);
    if (err->code == PRSE_ENOTFOUND)
        return CLI_IO;
    return err->code == PRSE_EINVAL || err->code == PRSE_EPARSE ? CLI_USAGE
                                                                : code;
}

cli_exit cli_store_open(cli_store *store, const cli_context *cli,
                        prse_str address, cli_store_how how)
{
    const prse_store_open_options opts = {
        .size = sizeof opts,
        .read_only = how == CLI_STORE_READ,
        .must_exist = how != CLI_STORE_MAKE};
    prse_error err;
    *store = (cli_store){.cli = cli};
    cli_address_add(&store->shown, address);
    if (prse_store_open(&store->store, address, &opts, &err) != PRSE_OK)
        return cli_complain_given(&err);
    store->is_open = 1;
    return CLI_OK;
}

/* --- The portal --- */

static cli_exit refuse_version(const cli_store *store, uint32_t there)
{
    const prse_schema *schema = prse_portal_schema();
    cli_buffer numbers[2] = {{0}, {0}};
    cli_buffer_add_number(&numbers[0], there);
    cli_buffer_add_number(&numbers[1], schema->version);
    prse_str values[] = {cli_buffer_str(&store->shown),
                         cli_buffer_str(&numbers[0]),
                         cli_buffer_str(&numbers[1])};
    cli_text_id text = there == 0                ? TEXT_STORE_EMPTY
                       : there < schema->version ? TEXT_STORE_OLD
                                                 : TEXT_STORE_NEW;
    cli_exit code = cli_complain(store->cli, CLI_INPUT, text, values, 3);
    cli_buffer_free(&numbers[0]);
    cli_buffer_free(&numbers[1]);
    return code;
}

cli_exit cli_store_wants_portal(const cli_store *store)
{
    const prse_schema *schema = prse_portal_schema();
    uint32_t there = 0;
    prse_error err;
    if (store->store.version(store->store.self, prse_str_of(schema->name),
                             &there, &err) != PRSE_OK)
        return cli_complain_error(&err);
    return there == schema->version ? CLI_OK : refuse_version(store, there);
}

cli_exit cli_store_open_portal(cli_store *store, const cli_context *cli,
                               prse_str address, cli_store_how how)
{
    cli_exit code = cli_store_open(store, cli, address, how);
    return code == CLI_OK ? cli_store_wants_portal(store) : code;
}

static cli_exit open_session(cli_store *store, prse_blob *blobs)
{
    prse_error err;
    if (prse_portal_new(&store->portal, &store->store, blobs, NULL, &err) !=
        PRSE_OK)
        return cli_complain_error(&err);
    store->is_open = 0;
    if (blobs)
        blobs->free = NULL;
    if (prse_session_of_host(&store->session, store->portal,
                             PRSE_STR("portailrse"), &err) != PRSE_OK)
        return cli_complain_error(&err);
    return CLI_OK;
}

cli_exit cli_store_begin(cli_store *store, prse_str blobs)
{
    prse_blob blob = {.size = 0};
    cli_exit code = CLI_OK;
    if (blobs.len == 0)
        return open_session(store, NULL);
    code = cli_blobs_open(&blob, store->cli, blobs);
    if (code == CLI_OK)
        code = open_session(store, &blob);
    if (blob.free)
        blob.free(blob.self);
    return code;
}

void cli_store_close(cli_store *store)
{
    prse_session_free(store->session);
    prse_portal_unref(store->portal);
    if (store->is_open && store->store.free)
        store->store.free(store->store.self);
    cli_buffer_free(&store->shown);
    *store = (cli_store){0};
}

/* --- Blobs --- */

/* The library makes a folder that is absent; a mistyped one must not come into
 * being, nor look empty. */
static cli_exit check_folder(prse_str address)
{
    static const char scheme[] = "folder:";
    const char *path = address.ptr;
    struct stat known;
    if (strncmp(path, "s3:", 3) == 0)
        return CLI_OK;
    if (strncmp(path, scheme, sizeof scheme - 1) == 0)
        path += sizeof scheme - 1;
    if (stat(path, &known) != 0)
        return cli_complain_system(path, errno);
    return S_ISDIR(known.st_mode) ? CLI_OK
                                  : cli_complain_system(path, ENOTDIR);
}

cli_exit cli_blobs_open(prse_blob *out, const cli_context *cli,
                        prse_str address)
{
    const char *access = getenv("PRSE_S3_ACCESS_KEY");
    const char *secret = getenv("PRSE_S3_SECRET_KEY");
    prse_error err;
    if (address.len == 0)
        return cli_complain(cli, CLI_USAGE, TEXT_BLOBS_MISSING, NULL, 0);
    cli_exit code = check_folder(address);
    if (code == CLI_OK &&
        prse_blob_open(out, address, prse_str_of(access), prse_str_of(secret),
                       &err) != PRSE_OK)
        code = cli_complain_given(&err);
    return code;
}
