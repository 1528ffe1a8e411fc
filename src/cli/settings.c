/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/args.h"
#include "cli/complain.h"
#include "cli/input.h"
#include "cli/nearest.h"
#include "cli/user_files.h"

static const char *const own_names[] = {"http.proxy", "http.ca_file"};
static const char of_workers[] = "worker.";

static int is_own(prse_str name)
{
    if (name.len > sizeof of_workers - 1 &&
        memcmp(name.ptr, of_workers, sizeof of_workers - 1) == 0)
        return 1;
    for (size_t i = 0; i < sizeof own_names / sizeof *own_names; i++)
        if (cli_str_is(name, own_names[i]))
            return 1;
    return 0;
}

static void remember(cli_settings *settings, prse_str name, prse_str value,
                     const char *where, uint32_t line)
{
    settings->given = cli_resize(settings->given, settings->count + 1,
                                 sizeof *settings->given);
    cli_given_setting *given = &settings->given[settings->count++];
    *given = (cli_given_setting){.line = line};
    cli_buffer_add(&given->name, name);
    cli_buffer_add(&given->value, value);
    cli_buffer_add_text(&given->where, where);
}

static prse_str trimmed(prse_str text)
{
    while (text.len > 0 && strchr(" \t\r", text.ptr[0])) {
        text.ptr++;
        text.len--;
    }
    while (text.len > 0 && strchr(" \t\r", text.ptr[text.len - 1]))
        text.len--;
    return text;
}

static cli_exit refuse_line(const cli_settings *settings, uint32_t line)
{
    cli_buffer number = {0};
    cli_buffer_add_number(&number, line);
    prse_str values[] = {cli_buffer_str(&settings->file),
                         cli_buffer_str(&number)};
    cli_exit code = cli_complain(settings->cli, CLI_INPUT,
                                 TEXT_NOT_A_CONFIG_LINE, values, 2);
    cli_buffer_free(&number);
    return code;
}

static cli_exit read_line(cli_settings *settings, prse_str text,
                          uint32_t line)
{
    text = trimmed(text);
    if (text.len == 0 || text.ptr[0] == '#')
        return CLI_OK;
    const char *equals = memchr(text.ptr, '=', text.len);
    if (!equals || equals == text.ptr)
        return refuse_line(settings, line);
    size_t length = (size_t)(equals - text.ptr);
    remember(settings, trimmed((prse_str){text.ptr, length}),
             trimmed((prse_str){equals + 1, text.len - length - 1}),
             settings->file.text, line);
    return CLI_OK;
}

static cli_exit read_text(cli_settings *settings, prse_str text)
{
    cli_exit code = CLI_OK;
    for (uint32_t line = 1; text.len > 0 && code == CLI_OK; line++) {
        const char *end = memchr(text.ptr, '\n', text.len);
        size_t length = end ? (size_t)(end - text.ptr) : text.len;
        code = read_line(settings, (prse_str){text.ptr, length}, line);
        length += end != NULL;
        text = (prse_str){text.ptr + length, text.len - length};
    }
    return code;
}

/* The file of --config must be there; the user's own may be. */
cli_exit cli_settings_read(cli_settings *settings, const cli_context *cli)
{
    const char *wanted = cli_args_value(cli->args, OPTION_CONFIG);
    cli_buffer text = {0};
    *settings = (cli_settings){.cli = cli};
    if (wanted)
        cli_buffer_add_text(&settings->file, wanted);
    else if (cli_user_file(&settings->file, CLI_CONFIG_FOLDER,
                           "services.conf") &&
             access(settings->file.text, F_OK) != 0)
        cli_buffer_clear(&settings->file);
    if (settings->file.len == 0)
        return CLI_OK;
    cli_exit code = cli_input_read(&text, cli, settings->file.text);
    if (code == CLI_OK)
        code = read_text(settings, cli_buffer_str(&text));
    cli_buffer_free(&text);
    return code;
}

void cli_settings_free(cli_settings *settings)
{
    for (size_t i = 0; i < settings->count; i++) {
        cli_buffer_free(&settings->given[i].name);
        cli_buffer_free(&settings->given[i].value);
        cli_buffer_free(&settings->given[i].where);
    }
    free(settings->given);
    cli_buffer_free(&settings->file);
    *settings = (cli_settings){0};
}

void cli_setting_add_variable(cli_buffer *out, prse_str name)
{
    cli_buffer_add_text(out, "PRSE_");
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (c == '.' || c == '-')
            c = '_';
        else if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        cli_buffer_add_char(out, c);
    }
}

void cli_setting_add_place(cli_buffer *out, const cli_given_setting *given)
{
    cli_buffer_add(out, cli_buffer_str(&given->where));
    if (given->line == 0)
        return;
    cli_buffer_add_char(out, ':');
    cli_buffer_add_number(out, given->line);
}

/* An empty variable says nothing, as if it were not set. */
static void read_variable(cli_settings *settings, prse_str name)
{
    cli_buffer variable = {0};
    cli_setting_add_variable(&variable, name);
    const char *value = getenv(variable.text);
    if (value && *value)
        remember(settings, name, prse_str_of(value), variable.text, 0);
    cli_buffer_free(&variable);
}

const cli_given_setting *cli_settings_find(const cli_settings *settings,
                                           prse_str name)
{
    for (size_t i = settings->count; i > 0; i--) {
        const cli_given_setting *given = &settings->given[i - 1];
        if (given->name.len == name.len &&
            memcmp(given->name.text, name.ptr, name.len) == 0)
            return given;
    }
    return NULL;
}

const char *cli_settings_own(cli_settings *settings, const char *name)
{
    read_variable(settings, prse_str_of(name));
    const cli_given_setting *given = cli_settings_find(settings,
                                                       prse_str_of(name));
    return given && given->value.len > 0 ? given->value.text : NULL;
}

static int setting_at(prse_setting *out, const prse_services *services,
                      size_t index)
{
    *out = (prse_setting){.size = sizeof *out};
    return prse_services_setting(services, index, out, NULL) == PRSE_OK;
}

static cli_exit refuse_name(const cli_settings *settings,
                            const cli_given_setting *given,
                            const prse_services *services)
{
    cli_nearest nearest = cli_nearest_to(cli_buffer_str(&given->name));
    cli_buffer place = {0};
    prse_setting setting;
    for (size_t i = 0; setting_at(&setting, services, i); i++)
        cli_nearest_consider(&nearest, setting.name);
    cli_setting_add_place(&place, given);
    prse_str values[] = {cli_buffer_str(&place),
                         cli_buffer_str(&given->name), nearest.best};
    cli_exit code = cli_complain(settings->cli, CLI_INPUT,
                                 nearest.best.len > 0
                                     ? TEXT_UNKNOWN_SETTING_NEAR
                                     : TEXT_UNKNOWN_SETTING,
                                 values, 3);
    cli_buffer_free(&place);
    return code;
}

static cli_exit apply_one(const cli_settings *settings,
                          const cli_given_setting *given,
                          prse_services *services)
{
    prse_error err;
    if (is_own(cli_buffer_str(&given->name)))
        return CLI_OK;
    prse_status status = prse_services_set(
        services, cli_buffer_str(&given->name),
        cli_buffer_str(&given->value), &err);
    if (status == PRSE_OK)
        return CLI_OK;
    if (status == PRSE_ENOTFOUND)
        return refuse_name(settings, given, services);
    snprintf(err.file, sizeof err.file, "%s", given->where.text);
    err.line = given->line;
    err.column = given->line > 0;
    return cli_complain_error(&err);
}

cli_exit cli_settings_apply(cli_settings *settings, prse_services *services)
{
    prse_setting setting;
    cli_exit code = CLI_OK;
    for (size_t i = 0; setting_at(&setting, services, i); i++)
        read_variable(settings, setting.name);
    for (size_t i = 0; i < settings->count && code == CLI_OK; i++)
        code = apply_one(settings, &settings->given[i], services);
    return code;
}
