/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "cli/args.h"
#include "cli/buffer.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/stop.h"

static int begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* The language of the environment; French unless it is English. */
static prse_lang lang_of_environment(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return begins(value, "en") ? PRSE_LANG_EN : PRSE_LANG_FR;
    }
    return PRSE_LANG_FR;
}

/* --lang is looked for before anything else, so that even a complaint about
 * the command line is in the right language. 0: it is neither fr nor en. */
static int find_lang(prse_lang *out, int count, char **words)
{
    for (int i = 1; i < count && strcmp(words[i], "--") != 0; i++) {
        const char *value = NULL;
        if (begins(words[i], "--lang="))
            value = words[i] + strlen("--lang=");
        else if (strcmp(words[i], "--lang") == 0 && i + 1 < count)
            value = words[i + 1];
        if (!value)
            continue;
        if (strcmp(value, "fr") != 0 && strcmp(value, "en") != 0)
            return 0;
        *out = value[0] == 'e' ? PRSE_LANG_EN : PRSE_LANG_FR;
    }
    return 1;
}

static cli_exit run_command(cli_context *cli, int count, char **words)
{
    cli_args args;
    cli_exit code = cli_args_read(&args, cli, count, words);
    cli->args = &args;
    if (code == CLI_OK && cli_args_value(&args, OPTION_HELP))
        code = cli_help_command(cli, cli->command);
    else if (code == CLI_OK)
        code = cli->command->run(cli);
    cli_args_free(&args);
    if (code != CLI_STOPPED)
        return code;
    cli_stop_end();
    return CLI_FINDINGS;
}

/* Whether more than one command begins with this word: "pack check". */
static int is_family(const char *word)
{
    size_t length = strlen(word);
    for (size_t i = 0; i < cli_command_count(); i++) {
        const char *name = cli_command_at(i)->name;
        if (begins(name, word) && name[length] == ' ')
            return 1;
    }
    return 0;
}

/* "portailrse pack" alone, or with a tool that does not exist. */
static cli_exit refuse_command(const cli_context *cli, int count,
                               char **words)
{
    cli_buffer name = {0};
    cli_buffer_add_text(&name, words[0]);
    if (is_family(words[0]) && count > 1 && words[1][0] != '-') {
        cli_buffer_add_char(&name, ' ');
        cli_buffer_add_text(&name, words[1]);
    }
    cli_exit code = cli_help_unknown(cli, cli_buffer_str(&name));
    cli_buffer_free(&name);
    return code;
}

static cli_exit run(int count, char **words)
{
    static char help[] = "help", version[] = "version";
    cli_context cli = {.lang = lang_of_environment()};
    int taken = 0;
    if (!find_lang(&cli.lang, count, words))
        return cli_complain(&cli, CLI_USAGE, TEXT_UNKNOWN_LANG, NULL, 0);
    if (count < 2)
        return cli_complain(&cli, CLI_USAGE, TEXT_COMMAND_MISSING, NULL, 0);
    if (!strcmp(words[1], "--help") || !strcmp(words[1], "-h"))
        words[1] = help;
    if (!strcmp(words[1], "--version"))
        words[1] = version;
    cli.command = cli_command_find(count - 1, words + 1, &taken);
    if (!cli.command)
        return refuse_command(&cli, count - 1, words + 1);
    return run_command(&cli, count - 1 - taken, words + 1 + taken);
}

int main(int count, char **words)
{
    /* A reader that goes away is an error of writing, as a full disk is. */
    signal(SIGPIPE, SIG_IGN);
    return (int)run(count, words);
}
