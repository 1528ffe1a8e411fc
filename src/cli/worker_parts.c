/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/worker_parts.h"

#include <stdlib.h>
#include <string.h>

#include "cli/complain.h"
#include "cli/input.h"
#include "cli/model.h"
#include "cli/queue_open.h"

static const char *given(const cli_worker_parts *p, cli_option_id option)
{
    return cli_args_value(p->cli->args, option);
}

static int64_t number(const cli_worker_parts *p, cli_worker_number which)
{
    return cli_worker_number_or(p->settings, which, 0);
}

/* --- The queue --- */

static cli_exit open_queue(cli_worker_parts *p, int migrates)
{
    const prse_queue_options opts = {
        .size = sizeof opts, .migrate = migrates != 0,
        .attempts = (uint32_t)number(p, CLI_WORKER_ATTEMPTS),
        .deaths = (uint32_t)number(p, CLI_WORKER_DEATHS),
        .retry_ms = number(p, CLI_WORKER_RETRY_MS),
        .longest_retry_ms = number(p, CLI_WORKER_LONGEST_RETRY_MS)};
    return cli_queue_open_with(
        &p->queue, p->cli, migrates ? CLI_STORE_MAKE : CLI_STORE_WRITE,
        &opts);
}

/* --- The portal --- */

static cli_exit open_portal_at(cli_worker_parts *p, prse_str address)
{
    cli_exit code =
        cli_store_open_portal(&p->portal, p->cli, address, CLI_STORE_WRITE);
    return code == CLI_OK
               ? cli_store_begin(&p->portal,
                                 cli_blobs_address(given(p, OPTION_BLOBS),
                                                   address))
               : code;
}

/* Whether the store of the queue holds a portal too. */
static cli_exit look_for_portal(int *there, cli_worker_parts *p,
                                prse_str address)
{
    cli_store store = {0};
    uint32_t version = 0;
    prse_error err;
    cli_exit code = cli_store_open(&store, p->cli, address, CLI_STORE_READ);
    if (code == CLI_OK &&
        store.store.version(store.store.self,
                            prse_str_of(prse_portal_schema()->name), &version,
                            &err) != PRSE_OK)
        code = cli_complain_error(&err);
    *there = version > 0;
    cli_store_close(&store);
    return code;
}

static cli_exit open_portal(cli_worker_parts *p)
{
    const char *portal = given(p, OPTION_PORTAL);
    prse_str address;
    int there = 0;
    if (portal)
        return open_portal_at(p, prse_str_of(portal));
    cli_exit code =
        cli_store_address(&address, p->cli, given(p, OPTION_STORE));
    if (code == CLI_OK)
        code = look_for_portal(&there, p, address);
    return code == CLI_OK && there ? open_portal_at(p, address) : code;
}

/* --- Blobs, addresses, secrets --- */

static cli_exit open_blob(cli_worker_parts *p)
{
    prse_str store = PRSE_STR("");
    cli_exit code = cli_store_address(&store, p->cli, given(p, OPTION_STORE));
    prse_str address = cli_blobs_address(given(p, OPTION_BLOBS), store);
    return code == CLI_OK && address.len > 0
               ? cli_blobs_open(&p->blob, p->cli, address)
               : code;
}

static const char *spool(void)
{
    const char *folder = getenv("TMPDIR");
    return folder && *folder ? folder : NULL;
}

static cli_exit open_remote(cli_worker_parts *p)
{
    prse_error err;
    int64_t hold_ms = cli_worker_number_or(p->settings, CLI_WORKER_HOLD_MS,
                                           -1);
    const prse_remote_options opts = {
        .size = sizeof opts, .hosts = prse_str_of(given(p, OPTION_HOSTS)),
        .networks = prse_str_of(given(p, OPTION_NETWORKS)),
        .folder = prse_str_of(spool()),
        .total_ms = number(p, CLI_WORKER_TOTAL_MS),
        .most_bytes = (uint64_t)number(p, CLI_WORKER_MOST_BYTES),
        .hold_ms = hold_ms < 0 ? 0 : hold_ms ? hold_ms : -1};
    if (!given(p, OPTION_HOSTS))
        return CLI_OK;
    return prse_remote_new(&p->remote, &opts, &err) == PRSE_OK
               ? CLI_OK
               : cli_complain_given(&err);
}

static cli_exit open_keys(cli_worker_parts *p)
{
    const char *path = given(p, OPTION_KEYS_FILE);
    cli_buffer text = {0};
    prse_error err;
    if (!path)
        return CLI_OK;
    cli_exit code = cli_input_read(&text, p->cli, path);
    while (text.len > 0 && strchr(" \t\r\n", text.text[text.len - 1]))
        text.len--;
    if (code == CLI_OK &&
        prse_webhook_keys_new(&p->keys, cli_buffer_str(&text), NULL, &err) !=
            PRSE_OK)
        code = cli_complain_error(&err);
    if (text.text)
        memset(text.text, 0, text.len);
    cli_buffer_free(&text);
    return code;
}

/* --- What analyses --- */

static cli_exit open_reader(cli_worker_parts *p)
{
    const char *pdfium = given(p, OPTION_PDFIUM);
    prse_error err;
    prse_status status =
        pdfium ? prse_extract_pdfium(&p->extract, prse_str_of(pdfium), NULL,
                                     &err)
               : prse_extract_pdftotext(&p->extract, PRSE_STR(""), NULL,
                                        &err);
    return status ? cli_complain_error(&err) : CLI_OK;
}

static cli_exit open_cache(cli_worker_parts *p)
{
    const char *path = given(p, OPTION_CACHE);
    prse_error err;
    return !path || prse_cache_sqlite(&p->cache, prse_str_of(path), &err) ==
                        PRSE_OK
               ? CLI_OK
               : cli_complain_error(&err);
}

static cli_exit open_runs(cli_worker_parts *p)
{
    prse_error err;
    const prse_runs_options opts = {
        .size = sizeof opts, .queue = p->queue, .portal = p->portal.portal,
        .blob = p->blob.size ? &p->blob : NULL, .remote = p->remote,
        .keys = p->keys, .extract = &p->extract,
        .classifier = &p->classifier,
        .cache = p->cache.size ? &p->cache : NULL,
        .page_limit = (uint32_t)number(p, CLI_WORKER_PAGE_LIMIT),
        .deadline_ms = number(p, CLI_WORKER_DEADLINE_MS), .spool = spool()};
    return prse_runs_new(&p->runs, &opts, &err) == PRSE_OK
               ? CLI_OK
               : cli_complain_error(&err);
}

/* --- All --- */

cli_exit cli_worker_parts_open(cli_worker_parts *out, const cli_context *cli,
                               const cli_worker_settings *settings,
                               int migrates)
{
    static cli_exit (*const steps[])(cli_worker_parts *) = {
        open_portal, open_blob,  open_remote, open_keys,
        open_reader, open_cache,
    };
    *out = (cli_worker_parts){.cli = cli, .settings = settings};
    cli_exit code = open_queue(out, migrates);
    for (size_t i = 0; i < sizeof steps / sizeof *steps && code == CLI_OK;
         i++)
        code = steps[i](out);
    if (code == CLI_OK)
        code = cli_model_open(&out->classifier, cli, settings->workers);
    return code == CLI_OK ? open_runs(out) : code;
}

void cli_worker_parts_close(cli_worker_parts *parts)
{
    prse_runs_free(parts->runs);
    if (parts->cache.free)
        parts->cache.free(parts->cache.self);
    prse_classifier_drop(&parts->classifier);
    if (parts->extract.free)
        parts->extract.free(parts->extract.self);
    prse_webhook_keys_free(parts->keys);
    prse_remote_free(parts->remote);
    if (parts->blob.free)
        parts->blob.free(parts->blob.self);
    cli_store_close(&parts->portal);
    prse_queue_unref(parts->queue);
    *parts = (cli_worker_parts){0};
}
