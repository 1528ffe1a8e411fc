/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/hub_open.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/args.h"
#include "cli/complain.h"
#include "cli/outside.h"

/* --- Settings --- */

/* The first variable that says something, and what stands below it. */
static const struct {
    const char *variable, *below;
} caches[] = {{"HF_HUB_CACHE", ""},
              {"HF_HOME", "/hub"},
              {"XDG_CACHE_HOME", "/huggingface/hub"},
              {"HOME", "/.cache/huggingface/hub"}};

static void add_cache(cli_buffer *out)
{
    for (size_t i = 0; i < sizeof caches / sizeof *caches; i++) {
        const char *base = getenv(caches[i].variable);
        if (!base || !*base)
            continue;
        cli_buffer_add_text(out, base);
        cli_buffer_add_text(out, caches[i].below);
        return;
    }
}

static cli_exit open_with(prse_hub **out, const cli_context *cli,
                          const cli_buffer *cache, const cli_buffer *token)
{
    prse_error err;
    const char *endpoint = cli_args_value(cli->args, OPTION_ENDPOINT);
    const prse_hub_options opts = {
        .size = sizeof opts, .cache = cli_buffer_str(cache),
        .behind_proxy = cli_outside_has_proxy(),
        .endpoint = prse_str_of(endpoint ? endpoint
                                         : getenv("HF_ENDPOINT")),
        .networks = cli_outside_networks(cli),
        .token = cli_buffer_str(token)};
    if (prse_hub_new(out, &opts, &err) != PRSE_OK)
        return cli_complain_error(&err);
    return CLI_OK;
}

cli_exit cli_hub_open(prse_hub **out, const cli_context *cli)
{
    cli_buffer cache = {0}, token = {0};
    add_cache(&cache);
    cli_exit code = cli_outside_token(&token, cli);
    if (token.len == 0 && getenv("HF_TOKEN"))
        cli_buffer_add_text(&token, getenv("HF_TOKEN"));
    if (code == CLI_OK && cache.len == 0)
        code = cli_complain(cli, CLI_INPUT, TEXT_HUB_NO_CACHE, NULL, 0);
    if (code == CLI_OK)
        code = open_with(out, cli, &cache, &token);
    cli_buffer_free(&token);
    cli_buffer_free(&cache);
    return code;
}

/* --- A model of the cache --- */

int cli_hub_is_name(const char *text)
{
    struct stat is;
    return strchr(text, '@') != NULL && text[0] != '/' && text[0] != '.' &&
           stat(text, &is) != 0;
}

static cli_exit find(cli_buffer *out, const cli_context *cli,
                     const prse_hub *hub, const char *name)
{
    prse_error err;
    prse_hub_model *model = NULL;
    prse_hub_model_info info = {.size = sizeof info};
    prse_str shown = prse_str_of(name);
    prse_status status =
        prse_hub_find(&model, hub, shown, (prse_str){0}, &err);
    if (!status)
        status = prse_hub_model_get(model, &info, &err);
    if (!status)
        cli_buffer_add(out, info.folder);
    prse_hub_model_free(model);
    if (status == PRSE_ENOTFOUND)
        return cli_complain(cli, CLI_INPUT, TEXT_HUB_NOT_FETCHED, &shown, 1);
    return status ? cli_complain_error(&err) : CLI_OK;
}

cli_exit cli_hub_find(cli_buffer *out, const cli_context *cli,
                      const char *name)
{
    prse_hub *hub = NULL;
    cli_exit code = cli_hub_open(&hub, cli);
    if (code == CLI_OK)
        code = find(out, cli, hub, name);
    prse_hub_free(hub);
    return code;
}
