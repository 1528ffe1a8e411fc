/* SPDX-License-Identifier: Apache-2.0 */
/* The daily task of a queue. */
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/output.h"
#include "cli/page.h"
#include "cli/queue_open.h"

enum { USUAL_DAYS = 90, MOST_DIGITS = 4 };

static cli_exit read_days(uint32_t *out, const cli_context *cli)
{
    const char *text = cli_args_operand(cli->args, 0);
    *out = USUAL_DAYS;
    if (!text)
        return CLI_OK;
    prse_str value = prse_str_of(text);
    size_t digits = strspn(text, "0123456789");
    if (digits != value.len || digits == 0 || digits > MOST_DIGITS)
        return cli_complain(cli, CLI_USAGE, TEXT_WRONG_DAYS, &value, 1);
    *out = (uint32_t)strtoul(text, NULL, 10);
    return CLI_OK;
}

static cli_exit tell(const cli_context *cli, uint64_t removed)
{
    cli_buffer number = {0}, line = {0};
    cli_output out;
    cli_exit code = cli_output_open(&out, NULL);
    cli_page page = cli_page_on(&out);
    cli_buffer_add_number(&number, (int64_t)removed);
    prse_str value = cli_buffer_str(&number);
    cli_buffer_add_filled(&line, cli_text(cli, TEXT_JOBS_TIDIED), &value, 1);
    cli_page_text(&page, 0, cli_buffer_str(&line));
    cli_buffer_free(&number);
    cli_buffer_free(&line);
    return cli_output_close(&out, code);
}

cli_exit cli_run_jobs_tidy(const cli_context *cli)
{
    prse_queue *queue = NULL;
    prse_error err;
    uint64_t removed = 0;
    uint32_t days;
    cli_exit code = read_days(&days, cli);
    if (code == CLI_OK)
        code = cli_queue_open(&queue, cli, CLI_STORE_WRITE);
    if (code == CLI_OK &&
        prse_queue_tidy(queue, days, 0, &removed, &err) != PRSE_OK)
        code = cli_complain_error(&err);
    prse_queue_unref(queue);
    return code == CLI_OK ? tell(cli, removed) : code;
}
