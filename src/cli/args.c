/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/args.h"

#include <stdlib.h>
#include <string.h>

#include "cli/address.h"
#include "cli/buffer.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/days.h"
#include "cli/nearest.h"

static cli_exit refuse_option(const cli_context *cli, prse_str written,
                              prse_str name)
{
    cli_nearest nearest = cli_nearest_to(name);
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (cli_command_takes(cli->command, (cli_option_id)i))
            cli_nearest_consider(&nearest,
                prse_str_of(cli_option_of((cli_option_id)i)->name));
    prse_str values[] = {written, nearest.best,
                         prse_str_of(cli->command->name)};
    return cli_complain(cli, CLI_USAGE,
                        nearest.best.len > 0 ? TEXT_UNKNOWN_OPTION_NEAR
                                             : TEXT_UNKNOWN_OPTION,
                        values, 3);
}

/* The name follows two dashes on the command line. */
static cli_exit find_option(cli_option_id *out, const cli_context *cli,
                            prse_str name)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (cli_command_takes(cli->command, (cli_option_id)i) &&
            cli_str_is(name, cli_option_of((cli_option_id)i)->name)) {
            *out = (cli_option_id)i;
            return CLI_OK;
        }
    }
    prse_str written = {name.ptr - 2, name.len + 2};
    return refuse_option(cli, written, name);
}

static cli_exit check_value(const cli_context *cli, const cli_given *given)
{
    const cli_option *option = cli_option_of(given->option);
    cli_day day;
    if (!option->is_date || cli_day_read(&day, given->value))
        return CLI_OK;
    prse_str values[] = {prse_str_of(option->name),
                         prse_str_of(given->value)};
    return cli_complain(cli, CLI_USAGE, TEXT_NOT_A_DATE, values, 2);
}

/* Reads the option at words[*at] and moves past its value. */
static cli_exit read_option(cli_args *args, const cli_context *cli, int count,
                            char **words, int *at)
{
    const char *word = words[*at] + 2;
    size_t length = strcspn(word, "=");
    prse_str name = {word, length};
    cli_given *given = &args->given[args->given_count];
    cli_exit code = find_option(&given->option, cli, name);
    if (code != CLI_OK)
        return code;
    int takes_value = cli_option_of(given->option)->value != TEXT_NONE;
    given->value = "";
    if (takes_value && word[length] == '=')
        given->value = word + length + 1;
    else if (takes_value && *at + 1 < count)
        given->value = words[++*at];
    else if (takes_value)
        return cli_complain(cli, CLI_USAGE, TEXT_VALUE_MISSING, &name, 1);
    else if (word[length] == '=')
        return cli_complain(cli, CLI_USAGE, TEXT_VALUE_UNWANTED, &name, 1);
    args->given_count++;
    return check_value(cli, given);
}

/* It may be an address with a password. */
static cli_exit refuse_operand(const cli_context *cli, const char *word)
{
    cli_buffer shown = {0};
    cli_address_add(&shown, prse_str_of(word));
    prse_str values[] = {cli_buffer_str(&shown),
                         prse_str_of(cli->command->name)};
    cli_exit code = cli_complain(cli, CLI_USAGE, TEXT_OPERAND_UNWANTED,
                                 values, 2);
    cli_buffer_free(&shown);
    return code;
}

static cli_exit add_operand(cli_args *args, const cli_context *cli,
                            const char *word)
{
    if (args->operand_count == cli->command->most_operands)
        return refuse_operand(cli, word);
    args->operands[args->operand_count++] = word;
    return CLI_OK;
}

cli_exit cli_args_read(cli_args *args, const cli_context *cli, int count,
                       char **words)
{
    size_t room = (size_t)(count > 0 ? count : 0);
    int only_operands = 0;
    *args = (cli_args){cli_alloc(room, sizeof(cli_given)), 0,
                       cli_alloc(room, sizeof(char *)), 0};
    cli_exit code = CLI_OK;
    for (int i = 0; i < count && code == CLI_OK; i++) {
        const char *word = words[i];
        if (only_operands || word[0] != '-' || strcmp(word, "-") == 0)
            code = add_operand(args, cli, word);
        else if (strcmp(word, "--") == 0)
            only_operands = 1;
        else if (strcmp(word, "-h") == 0)
            args->given[args->given_count++] = (cli_given){OPTION_HELP, ""};
        else if (word[1] == '-')
            code = read_option(args, cli, count, words, &i);
        else
            code = refuse_option(cli, prse_str_of(word),
                                 prse_str_of(word + 1));
    }
    return code;
}

void cli_args_free(cli_args *args)
{
    free(args->given);
    free(args->operands);
    *args = (cli_args){0};
}

const char *cli_args_nth(const cli_args *args, cli_option_id option,
                         size_t index)
{
    for (size_t i = 0; i < args->given_count; i++)
        if (args->given[i].option == option && index-- == 0)
            return args->given[i].value;
    return NULL;
}

const char *cli_args_value(const cli_args *args, cli_option_id option)
{
    for (size_t i = args->given_count; i > 0; i--)
        if (args->given[i - 1].option == option)
            return args->given[i - 1].value;
    return NULL;
}

const char *cli_args_operand(const cli_args *args, size_t index)
{
    return index < args->operand_count ? args->operands[index] : NULL;
}

cli_exit cli_args_format(size_t *out, const cli_context *cli,
                         const char *const *names, size_t count)
{
    const char *wanted = cli_args_value(cli->args, OPTION_FORMAT);
    *out = 0;
    if (!wanted)
        return CLI_OK;
    cli_buffer all = {0};
    for (size_t i = 0; i < count; i++) {
        if (strcmp(wanted, names[i]) == 0) {
            *out = i;
            cli_buffer_free(&all);
            return CLI_OK;
        }
        cli_buffer_add_text(&all, i > 0 ? ", " : "");
        cli_buffer_add_text(&all, names[i]);
    }
    prse_str values[] = {prse_str_of(wanted), cli_buffer_str(&all)};
    cli_exit code = cli_complain(cli, CLI_USAGE, TEXT_UNKNOWN_FORMAT, values,
                                 2);
    cli_buffer_free(&all);
    return code;
}
