/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/services.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/complain.h"
#include "cli/user_files.h"

static const char *option(const cli_services *services, cli_option_id id)
{
    return cli_args_value(services->cli->args, id);
}

cli_exit cli_register_path(cli_buffer *out, const cli_context *cli,
                           int *named)
{
    const char *path = cli_args_value(cli->args, OPTION_REGISTER);
    if (!path)
        path = getenv("PRSE_REGISTER");
    *named = path && *path;
    if (*named)
        cli_buffer_add_text(out, path);
    else
        cli_user_file(out, CLI_DATA_FOLDER, "registre.sqlite");
    return CLI_OK;
}

cli_exit cli_register_refused(const cli_context *cli, const cli_buffer *path,
                              const prse_error *err)
{
    prse_str value = cli_buffer_str(path);
    return err->code == PRSE_ENOTFOUND
               ? cli_complain(cli, CLI_IO, TEXT_NO_REGISTER, &value, 1)
               : cli_complain_error(err);
}

/* A register that somebody named must be there and whole; the usual one may
 * be absent, and when it is broken the services go on without it. */
static cli_exit open_register(cli_services *services, prse_error *told)
{
    prse_error err;
    int named = 0;
    cli_exit code = cli_register_path(&services->reg_path, services->cli,
                                      &named);
    if (code != CLI_OK || services->reg_path.len == 0 ||
        (!named && access(services->reg_path.text, F_OK) != 0))
        return code;
    if (prse_register_open(&services->reg,
                           cli_buffer_str(&services->reg_path), &err) ==
        PRSE_OK)
        return CLI_OK;
    services->reg = NULL;
    if (told)
        *told = err;
    else
        code = cli_register_refused(services->cli, &services->reg_path, &err);
    return named ? code : CLI_OK;
}

/* Without a file, answers are kept in memory for one run: no cache is ever a
 * reason to stop. Records are not mixed with answers of other days. */
static void open_cache(cli_services *services, prse_cache *cache,
                       prse_services_options *options)
{
    cli_buffer *path = &services->cache_path;
    int wanted = !option(services, OPTION_NO_CACHE) &&
                 !option(services, OPTION_RECORD) &&
                 !option(services, OPTION_REPLAY);
    if (wanted && cli_user_file(path, CLI_CACHE_FOLDER, "http.sqlite") &&
        cli_make_folders(path->text) &&
        prse_cache_sqlite(cache, cli_buffer_str(path), NULL) == PRSE_OK)
        options->cache = cache;
    else
        cli_buffer_clear(path);
}

static prse_status open_record(prse_http *out, const char *folder,
                               const prse_http_curl_options *curl,
                               prse_error *err)
{
    prse_http inner = {.size = sizeof inner};
    prse_status status = prse_http_curl(&inner, curl, err);
    if (status != PRSE_OK)
        return status;
    status = prse_http_record(out, &inner, prse_str_of(folder), err);
    if (status != PRSE_OK && inner.free)
        inner.free(inner.self);
    return status;
}

/* Without any wish the library opens its own. */
static cli_exit open_http(cli_services *services, prse_http *http,
                          prse_services_options *options)
{
    const char *record = option(services, OPTION_RECORD);
    const char *replay = option(services, OPTION_REPLAY);
    prse_http_curl_options curl = {
        .size = sizeof curl,
        .proxy = prse_str_of(cli_settings_own(&services->settings,
                                              "http.proxy")),
        .ca_file = prse_str_of(cli_settings_own(&services->settings,
                                                "http.ca_file"))};
    prse_status status = PRSE_OK;
    prse_error err;
    if (record && replay)
        return cli_complain(services->cli, CLI_USAGE, TEXT_RECORD_OR_REPLAY,
                            NULL, 0);
    if (record)
        status = open_record(http, record, &curl, &err);
    else if (replay)
        status = prse_http_replay(http, prse_str_of(replay), &err);
    else if (curl.proxy.len > 0 || curl.ca_file.len > 0)
        status = prse_http_curl(http, &curl, &err);
    else
        return CLI_OK;
    if (status != PRSE_OK)
        return cli_complain_error(&err);
    options->http = http;
    return CLI_OK;
}

/* What a failed prse_services_new() did not take. */
static void drop(const prse_services_options *options)
{
    if (options->http && options->http->free)
        options->http->free(options->http->self);
    if (options->cache && options->cache->free)
        options->cache->free(options->cache->self);
}

static cli_exit open_all(cli_services *services)
{
    prse_http http = {.size = sizeof http};
    prse_cache cache = {.size = sizeof cache};
    prse_services_options options = {.size = sizeof options,
                                     .reg = services->reg};
    prse_error err;
    cli_exit code = open_http(services, &http, &options);
    if (code != CLI_OK)
        return code;
    open_cache(services, &cache, &options);
    if (prse_services_new(&services->all, &options, &err) == PRSE_OK)
        return CLI_OK;
    drop(&options);
    services->all = NULL;
    return cli_complain_error(&err);
}

/* --timeout: seconds, also parts of one. */
static cli_exit read_timeout(cli_services *services)
{
    enum { LONGEST = 3600 };
    const char *text = option(services, OPTION_TIMEOUT);
    char *end = NULL;
    if (!text)
        return CLI_OK;
    /* Neither hexadecimal, nor infinity, nor a sign. */
    int plain = strspn(text, "0123456789.") == strlen(text);
    double seconds = plain ? strtod(text, &end) : 0;
    if (end && *end == '\0' && seconds >= 0.001 && seconds <= LONGEST) {
        services->asked.deadline_ms = (int64_t)(seconds * 1000);
        return CLI_OK;
    }
    prse_str value = prse_str_of(text);
    return cli_complain(services->cli, CLI_USAGE, TEXT_NOT_A_TIME, &value, 1);
}

cli_exit cli_services_open_anyway(cli_services *services,
                                  const cli_context *cli, prse_error *told)
{
    if (told)
        *told = (prse_error){0};
    *services = (cli_services){
        .cli = cli, .asked = {.size = sizeof services->asked}};
    services->asked.offline = option(services, OPTION_OFFLINE) != NULL;
    cli_exit code = read_timeout(services);
    if (code == CLI_OK)
        code = open_register(services, told);
    if (code == CLI_OK)
        code = cli_settings_read(&services->settings, cli);
    if (code == CLI_OK)
        code = open_all(services);
    if (code == CLI_OK)
        code = cli_settings_apply(&services->settings, services->all);
    return code;
}

cli_exit cli_services_open(cli_services *services, const cli_context *cli)
{
    return cli_services_open_anyway(services, cli, NULL);
}

void cli_services_close(cli_services *services)
{
    prse_services_unref(services->all);
    prse_register_free(services->reg);
    cli_settings_free(&services->settings);
    cli_buffer_free(&services->reg_path);
    cli_buffer_free(&services->cache_path);
    *services = (cli_services){0};
}

const char *cli_cause(const cli_context *cli, prse_status status)
{
    switch (status) {
    case PRSE_ETIMEOUT:
        return cli_text(cli, TEXT_CAUSE_TIMEOUT);
    case PRSE_EREFUSED:
        return cli_text(cli, TEXT_CAUSE_REFUSED);
    case PRSE_ETLS:
        return cli_text(cli, TEXT_CAUSE_TLS);
    case PRSE_EDENIED:
        return cli_text(cli, TEXT_CAUSE_DENIED);
    case PRSE_ERATE:
        return cli_text(cli, TEXT_CAUSE_RATE);
    case PRSE_EPEER:
        return cli_text(cli, TEXT_CAUSE_PEER);
    case PRSE_EIO:
        return cli_text(cli, TEXT_CAUSE_IO);
    default:
        return NULL;
    }
}

cli_exit cli_services_complain_unit(const cli_services *services,
                                    const prse_error *err, prse_str number)
{
    if (err->code == PRSE_ENOTFOUND &&
        (services->reg || !services->asked.offline))
        return cli_complain(services->cli, CLI_FINDINGS, TEXT_NO_SUCH_UNIT,
                            &number, 1);
    return cli_services_complain(services, err);
}

cli_exit cli_services_complain(const cli_services *services,
                               const prse_error *err)
{
    const cli_context *cli = services->cli;
    const char *cause = cli_cause(cli, (prse_status)err->code);
    if (services->asked.offline && !services->reg &&
        (cause || err->code == PRSE_ENOTFOUND))
        return cli_complain(cli, CLI_IO, TEXT_OFFLINE_WITHOUT_REGISTER, NULL,
                            0);
    if (!cause)
        return cli_complain_error(err);
    prse_str values[] = {prse_str_of(cause), prse_str_of(err->message)};
    return cli_complain(cli, CLI_IO, TEXT_NO_ANSWER, values, 2);
}
