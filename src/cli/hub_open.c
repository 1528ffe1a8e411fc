/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/hub_open.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/args.h"
#include "cli/complain.h"
#include "cli/input.h"
#include "cli/user_files.h"

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

static const char *given_or(const cli_context *cli, cli_option_id option,
                            const char *variable)
{
    const char *given = cli_args_value(cli->args, option);
    return given ? given : getenv(variable);
}

static void drop_line_end(cli_buffer *text)
{
    while (text->len > 0 && strchr(" \t\r\n", text->text[text->len - 1]))
        text->text[--text->len] = '\0';
}

cli_exit cli_hub_token(cli_buffer *out, const cli_context *cli)
{
    const char *path = cli_args_value(cli->args, OPTION_TOKEN_FILE);
    const char *token = getenv("HF_TOKEN");
    cli_exit code = CLI_OK;
    if (path)
        code = cli_input_read(out, cli, path);
    else if (token)
        cli_buffer_add_text(out, token);
    drop_line_end(out);
    return code;
}

static int has_proxy(void)
{
    static const char *const names[] = {"https_proxy", "HTTPS_PROXY",
                                        "all_proxy", "ALL_PROXY"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return 1;
    }
    return 0;
}

static cli_exit open_with(prse_hub **out, const cli_context *cli,
                          const cli_buffer *cache, const cli_buffer *token)
{
    prse_error err;
    const prse_hub_options opts = {
        .size = sizeof opts, .cache = cli_buffer_str(cache),
        .behind_proxy = (uint32_t)has_proxy(),
        .endpoint = prse_str_of(given_or(cli, OPTION_ENDPOINT,
                                         "HF_ENDPOINT")),
        .networks = prse_str_of(given_or(cli, OPTION_NETWORKS,
                                         "PRSE_HUB_NETWORKS")),
        .token = cli_buffer_str(token)};
    if (prse_hub_new(out, &opts, &err) != PRSE_OK)
        return cli_complain_error(&err);
    return CLI_OK;
}

cli_exit cli_hub_open(prse_hub **out, const cli_context *cli)
{
    cli_buffer cache = {0}, token = {0};
    add_cache(&cache);
    cli_exit code = cli_hub_token(&token, cli);
    if (code == CLI_OK && cache.len == 0)
        code = cli_complain(cli, CLI_INPUT, TEXT_HUB_NO_CACHE, NULL, 0);
    if (code == CLI_OK)
        code = open_with(out, cli, &cache, &token);
    if (token.text)
        memset(token.text, 0, token.len);
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
