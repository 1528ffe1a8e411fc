/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/worker_settings.h"

#include <stdlib.h>
#include <string.h>

#include "cli/args.h"
#include "cli/complain.h"
#include "cli/settings.h"

enum { MOST_WORKERS = 64, MOST_DIGITS = 9 };

static const char *const names[CLI_WORKER_NUMBERS] = {
    [CLI_WORKER_LEASE_MS] = "worker.lease_ms",
    [CLI_WORKER_ATTEMPTS] = "worker.attempts",
    [CLI_WORKER_DEATHS] = "worker.deaths",
    [CLI_WORKER_RETRY_MS] = "worker.retry_ms",
    [CLI_WORKER_LONGEST_RETRY_MS] = "worker.longest_retry_ms",
    [CLI_WORKER_HOLD_MS] = "worker.hold_ms",
    [CLI_WORKER_DELIVERY_MS] = "worker.delivery_ms",
    [CLI_WORKER_TOTAL_MS] = "worker.total_ms",
    [CLI_WORKER_MOST_BYTES] = "worker.most_bytes",
    [CLI_WORKER_PATIENCE_MS] = "worker.patience_ms",
    [CLI_WORKER_LONGEST_PAUSE_MS] = "worker.longest_pause_ms",
    [CLI_WORKER_PAGE_LIMIT] = "worker.page_limit",
    [CLI_WORKER_DEADLINE_MS] = "worker.deadline_ms",
};

/* -1: it is no number, or too long. */
static int64_t number_of(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return digits > 0 && digits <= MOST_DIGITS && text[digits] == '\0'
               ? strtoll(text, NULL, 10)
               : -1;
}

static cli_exit refuse(const cli_context *cli, const cli_settings *settings,
                       const char *name, const char *value)
{
    cli_buffer place = {0};
    cli_setting_add_place(&place,
                          cli_settings_find(settings, prse_str_of(name)));
    prse_str values[] = {cli_buffer_str(&place), prse_str_of(name),
                         prse_str_of(value)};
    cli_exit code = cli_complain(cli, CLI_INPUT, TEXT_SETTING_WANTS_NUMBER,
                                 values, 3);
    cli_buffer_free(&place);
    return code;
}

static cli_exit read_numbers(cli_worker_settings *out, const cli_context *cli,
                             cli_settings *settings)
{
    for (size_t i = 0; i < CLI_WORKER_NUMBERS; i++) {
        const char *value = cli_settings_own(settings, names[i]);
        out->numbers[i] = value ? number_of(value) : -1;
        if (value && out->numbers[i] < 0)
            return refuse(cli, settings, names[i], value);
    }
    return CLI_OK;
}

static cli_exit read_workers(uint32_t *out, const cli_context *cli)
{
    const char *text = cli_args_value(cli->args, OPTION_WORKERS);
    int64_t count = text ? number_of(text) : 1;
    prse_str values[] = {prse_str_of("workers"),
                         prse_str_of(cli_text(cli, TEXT_WANTS_WORKERS)),
                         prse_str_of(text)};
    if (count < 1 || count > MOST_WORKERS)
        return cli_complain(cli, CLI_USAGE, TEXT_WRONG_FILTER, values, 3);
    *out = (uint32_t)count;
    return CLI_OK;
}

cli_exit cli_worker_settings_read(cli_worker_settings *out,
                                  const cli_context *cli)
{
    cli_settings settings;
    cli_exit code = read_workers(&out->workers, cli);
    if (code != CLI_OK)
        return code;
    code = cli_settings_read(&settings, cli);
    if (code == CLI_OK)
        code = read_numbers(out, cli, &settings);
    cli_settings_free(&settings);
    return code;
}

int64_t cli_worker_number_or(const cli_worker_settings *settings,
                             cli_worker_number number, int64_t other)
{
    int64_t given = settings->numbers[number];
    return given < 0 ? other : given;
}
