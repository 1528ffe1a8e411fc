/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "cli/args.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/nearest.h"
#include "cli/page.h"

enum { OPTION_HANG = 24, COMMAND_HANG = 19 };

static const char *words(const cli_context *cli, cli_text_id id)
{
    return cli_text(cli, id);
}

static void show_option(cli_page *page, const cli_context *cli,
                        const cli_option *option)
{
    cli_buffer label = {0}, text = {0};
    cli_buffer_add_text(&label, "--");
    cli_buffer_add_text(&label, option->name);
    if (option->value != TEXT_NONE) {
        cli_buffer_add_char(&label, ' ');
        cli_buffer_add_text(&label, words(cli, option->value));
    }
    cli_buffer_add_text(&text, words(cli, option->help));
    if (option->repeats)
        cli_buffer_add_text(&text, words(cli, TEXT_MAY_REPEAT));
    cli_page_item(page, 2, OPTION_HANG, CLI_BOLD, label.text,
                  cli_buffer_str(&text));
    cli_buffer_free(&label);
    cli_buffer_free(&text);
}

static void show_usage(cli_page *page, const cli_context *cli,
                       const cli_command *command)
{
    cli_buffer line = {0};
    cli_buffer_add_text(&line, "portailrse ");
    cli_buffer_add_text(&line, command->name);
    cli_buffer_add_text(&line, words(cli, TEXT_SOME_OPTIONS));
    if (command->operands != TEXT_NONE) {
        cli_buffer_add_char(&line, ' ');
        cli_buffer_add_text(&line, words(cli, command->operands));
    }
    cli_page_item(page, 0, 11, CLI_BOLD, words(cli, TEXT_USAGE),
                  cli_buffer_str(&line));
    cli_buffer_free(&line);
}

cli_exit cli_help_command(const cli_context *cli, const cli_command *command)
{
    cli_output out;
    cli_exit code = cli_output_open(&out, NULL);
    cli_page page = cli_page_on(&out);
    show_usage(&page, cli, command);
    cli_page_blank(&page);
    cli_page_text(&page, 0, prse_str_of(words(cli, command->summary)));
    cli_page_blank(&page);
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (cli_command_takes(command, (cli_option_id)i))
            show_option(&page, cli, cli_option_of((cli_option_id)i));
    return cli_output_close(&out, code);
}

static cli_exit show_commands(const cli_context *cli)
{
    cli_output out;
    cli_exit code = cli_output_open(&out, NULL);
    cli_page page = cli_page_on(&out);
    cli_page_text(&page, 0, prse_str_of(words(cli, TEXT_ABOUT_PROGRAM)));
    cli_page_blank(&page);
    cli_page_item(&page, 0, 11, CLI_BOLD, words(cli, TEXT_USAGE),
                  prse_str_of(words(cli, TEXT_USAGE_PROGRAM)));
    cli_page_blank(&page);
    for (size_t i = 0; i < cli_command_count(); i++) {
        const cli_command *command = cli_command_at(i);
        cli_page_item(&page, 2, COMMAND_HANG, CLI_BOLD, command->name,
                      prse_str_of(words(cli, command->summary)));
    }
    cli_page_blank(&page);
    cli_page_text(&page, 0, prse_str_of(words(cli, TEXT_ABOUT_CODES)));
    cli_page_text(&page, 0, prse_str_of(words(cli, TEXT_ABOUT_MORE)));
    return cli_output_close(&out, code);
}

/* The commands whose first word this is. */
static void add_longer(cli_buffer *out, prse_str word)
{
    for (size_t i = 0; i < cli_command_count(); i++) {
        const char *name = cli_command_at(i)->name;
        if (strncmp(name, word.ptr, word.len) != 0 || name[word.len] != ' ')
            continue;
        cli_buffer_add_text(out, out->len > 0 ? ", " : "");
        cli_buffer_add_text(out, name);
    }
}

cli_exit cli_help_unknown(const cli_context *cli, prse_str word)
{
    cli_nearest nearest = cli_nearest_to(word);
    for (size_t i = 0; i < cli_command_count(); i++)
        cli_nearest_consider(&nearest, prse_str_of(cli_command_at(i)->name));
    cli_buffer longer = {0};
    add_longer(&longer, word);
    prse_str values[] = {word, longer.len > 0 ? cli_buffer_str(&longer)
                                              : nearest.best};
    cli_exit code = cli_complain(
        cli, CLI_USAGE,
        longer.len > 0         ? TEXT_COMMAND_UNFINISHED
        : nearest.best.len > 0 ? TEXT_UNKNOWN_COMMAND_NEAR
                               : TEXT_UNKNOWN_COMMAND,
        values, 2);
    cli_buffer_free(&longer);
    return code;
}

cli_exit cli_run_help(const cli_context *cli)
{
    const cli_args *args = cli->args;
    cli_buffer name = {0};
    char *asked[2] = {NULL, NULL};
    int taken;
    if (args->operand_count == 0)
        return show_commands(cli);
    for (size_t i = 0; i < args->operand_count && i < 2; i++) {
        asked[i] = (char *)args->operands[i];
        cli_buffer_add_text(&name, i > 0 ? " " : "");
        cli_buffer_add_text(&name, asked[i]);
    }
    const cli_command *command = cli_command_find((int)args->operand_count,
                                                  asked, &taken);
    cli_exit code = command ? cli_help_command(cli, command)
                            : cli_help_unknown(cli, cli_buffer_str(&name));
    cli_buffer_free(&name);
    return code;
}
