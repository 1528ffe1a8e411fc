/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/register_stat.h"

#include <string.h>

#include "cli/amounts.h"
#include "cli/args.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/days.h"
#include "cli/json_string.h"
#include "cli/services.h"

enum { HANG = 28 };

cli_exit cli_register_open(prse_register **out, cli_buffer *path,
                           const cli_context *cli)
{
    prse_error err;
    int named = 0;
    *out = NULL;
    cli_exit code = cli_register_path(path, cli, &named);
    if (code != CLI_OK)
        return code;
    if (path->len == 0)
        return cli_complain(cli, CLI_USAGE, TEXT_REGISTER_NOWHERE, NULL, 0);
    if (prse_register_open(out, cli_buffer_str(path), &err) == PRSE_OK)
        return CLI_OK;
    *out = NULL;
    return cli_register_refused(cli, path, &err);
}

static cli_exit read_stat(prse_register_stat *out, prse_register *reg)
{
    prse_error err;
    *out = (prse_register_stat){.size = sizeof *out};
    return prse_register_stats(reg, out, &err) == PRSE_OK
               ? CLI_OK
               : cli_complain_error(&err);
}

/* Of the counts, in the order in which they are shown. */
static const struct {
    const char *name;
    cli_text_id label;
    size_t offset;
} counts[] = {
    {"unites", TEXT_STAT_UNITS, offsetof(prse_register_stat, units)},
    {"ouvertes", TEXT_STAT_OPEN, offsetof(prse_register_stat, open)},
    {"diffusion_partielle", TEXT_STAT_PARTIAL,
     offsetof(prse_register_stat, partial)},
    {"sieges", TEXT_STAT_SEATS, offsetof(prse_register_stat, seats)},
    {"mots", TEXT_STAT_WORDS, offsetof(prse_register_stat, words)},
    {"declarations", TEXT_STAT_DECLARATIONS,
     offsetof(prse_register_stat, declarations)},
    {"octets", TEXT_STAT_BYTES, offsetof(prse_register_stat, bytes)},
};

enum { COUNTS = sizeof counts / sizeof *counts };

static uint64_t count_at(const prse_register_stat *stat, size_t i)
{
    uint64_t count;
    memcpy(&count, (const char *)stat + counts[i].offset, sizeof count);
    return count;
}

static void show(cli_page *page, const cli_context *cli, cli_text_id label,
                 prse_str text)
{
    cli_page_item(page, 2, HANG, CLI_DIM, cli_text(cli, label), text);
}

cli_exit cli_register_show(cli_page *page, const cli_context *cli,
                           prse_register *reg, prse_str path)
{
    prse_register_stat stat;
    cli_buffer text = {0};
    cli_exit code = read_stat(&stat, reg);
    if (code != CLI_OK)
        return code;
    show(page, cli, TEXT_STAT_FILE, path);
    cli_day_add_text(&text, cli, stat.date);
    show(page, cli, TEXT_STAT_DATE, cli_buffer_str(&text));
    for (size_t i = 0; i < COUNTS; i++) {
        cli_buffer_clear(&text);
        if (counts[i].label == TEXT_STAT_BYTES)
            cli_add_size(&text, cli, count_at(&stat, i));
        else
            cli_add_count(&text, cli, count_at(&stat, i));
        show(page, cli, counts[i].label, cli_buffer_str(&text));
    }
    cli_buffer_free(&text);
    return CLI_OK;
}

cli_exit cli_register_add_json(cli_buffer *out, prse_register *reg,
                               prse_str path)
{
    prse_register_stat stat;
    cli_exit code = read_stat(&stat, reg);
    if (code != CLI_OK)
        return code;
    cli_buffer_add_char(out, '{');
    cli_json_add_member(out, "fichier", path);
    cli_buffer_add_text(out, ", ");
    cli_json_add_member(out, "date", stat.date);
    cli_buffer_add_text(out, ", \"version\": ");
    cli_buffer_add_number(out, stat.version);
    for (size_t i = 0; i < COUNTS; i++) {
        cli_buffer_add_text(out, ", ");
        cli_json_add_string(out, prse_str_of(counts[i].name));
        cli_buffer_add_text(out, ": ");
        cli_buffer_add_number(out, (int64_t)count_at(&stat, i));
    }
    cli_buffer_add_char(out, '}');
    return CLI_OK;
}

static cli_exit write_json(const cli_context *cli, prse_register *reg,
                           prse_str path)
{
    cli_buffer text = {0};
    cli_exit code = cli_register_add_json(&text, reg, path);
    if (code == CLI_OK)
        code = cli_output_text(cli, cli_buffer_str(&text));
    cli_buffer_free(&text);
    return code;
}

static cli_exit write_page(const cli_context *cli, prse_register *reg,
                           prse_str path)
{
    cli_output out;
    cli_exit code = cli_output_open(&out, cli_args_value(cli->args,
                                                         OPTION_OUT));
    if (code != CLI_OK)
        return code;
    cli_page page = cli_page_on(&out);
    return cli_output_close(&out, cli_register_show(&page, cli, reg, path));
}

cli_exit cli_run_register_stat(const cli_context *cli)
{
    static const char *const formats[] = {"text", "json"};
    prse_register *reg = NULL;
    cli_buffer path = {0};
    size_t format = 0;
    cli_exit code = cli_args_format(&format, cli, formats, 2);
    if (code == CLI_OK)
        code = cli_register_open(&reg, &path, cli);
    if (code == CLI_OK)
        code = format == 1 ? write_json(cli, reg, cli_buffer_str(&path))
                           : write_page(cli, reg, cli_buffer_str(&path));
    prse_register_free(reg);
    cli_buffer_free(&path);
    return code;
}
