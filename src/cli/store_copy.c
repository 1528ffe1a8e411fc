/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/store_copy.h"

#include "cli/amounts.h"
#include "cli/commands.h"
#include "cli/complain.h"

enum { HANG = 16 };

/* Digest, copy, digest. */
uint32_t cli_copy_steps(void)
{
    return 3 * prse_portal_schema()->count;
}

static prse_status digest(prse_text **out, cli_copy *copy,
                          const cli_store *of, prse_error *err)
{
    return prse_store_digest(out, &of->store, prse_portal_schema(),
                             &copy->work.given, err);
}

static prse_status copy_rows(cli_copy *copy, prse_error *err)
{
    cli_work_forget_rows(&copy->work);
    prse_status status =
        prse_store_copy(&copy->to.store, &copy->from.store,
                        prse_portal_schema(), &copy->work.given, err);
    copy->rows = cli_work_rows(&copy->work);
    return status;
}

static int is_same(const prse_text *a, const prse_text *b)
{
    prse_str other = prse_text_str(b);
    return other.len > 0 && cli_str_is(prse_text_str(a), other.ptr);
}

/* Where the two differ, it must be because the source moved. */
static prse_status look_again(cli_copy *copy, const prse_text *before,
                              prse_error *err)
{
    prse_text *after = NULL;
    prse_status status = digest(&after, copy, &copy->from, err);
    copy->moved = !status && !is_same(before, after);
    prse_text_free(after);
    return status;
}

cli_exit cli_copy_run(cli_copy *copy)
{
    prse_text *before = NULL;
    prse_error err;
    int same = 1;
    prse_status status = digest(&before, copy, &copy->from, &err);
    if (!status)
        status = copy_rows(copy, &err);
    if (!status)
        status = digest(&copy->digest, copy, &copy->to, &err);
    if (!status)
        same = is_same(before, copy->digest);
    if (!status && !same)
        status = look_again(copy, before, &err);
    prse_text_free(before);
    cli_work_pause(&copy->work);
    if (status)
        return cli_work_refuse(&copy->work, &err, TEXT_COPY_STOPPED);
    return same || copy->moved
               ? CLI_OK
               : cli_complain(copy->from.cli, CLI_IO, TEXT_COPY_DIFFERS, NULL,
                              0);
}

/* --- What was done --- */

static void show_done(cli_page *page, const cli_copy *copy, cli_text_id done,
                      prse_str to)
{
    const cli_context *cli = copy->from.cli;
    cli_buffer rows = {0}, time = {0}, line = {0};
    cli_add_count(&rows, cli, copy->rows);
    cli_add_duration(&time, cli, cli_progress_time(&copy->work.progress));
    prse_str values[] = {cli_buffer_str(&copy->from.shown), to,
                         cli_buffer_str(&rows), cli_buffer_str(&time)};
    cli_add_words(&line, cli, done, values, 4);
    cli_page_text(page, 0, cli_buffer_str(&line));
    cli_buffer_free(&rows);
    cli_buffer_free(&time);
    cli_buffer_free(&line);
}

cli_exit cli_copy_show(const cli_copy *copy, cli_text_id done, prse_str to)
{
    const cli_context *cli = copy->from.cli;
    cli_output out;
    cli_exit code = cli_output_open(&out, NULL);
    cli_page page = cli_page_on(&out);
    show_done(&page, copy, done, to);
    cli_page_item(&page, 2, HANG, CLI_DIM, cli_text(cli, TEXT_RECEIPT_DIGEST),
                  prse_text_str(copy->digest));
    cli_page_text(&page, 2, prse_str_of(cli_text(cli,
                                                 copy->moved
                                                     ? TEXT_COPY_MOVED
                                                     : TEXT_COPY_SAME)));
    return cli_output_close(&out, code);
}

void cli_copy_close(cli_copy *copy)
{
    prse_text_free(copy->digest);
    cli_store_close(&copy->from);
    cli_store_close(&copy->to);
}

/* --- copy and restore --- */

static cli_exit copy_to(const cli_context *cli, prse_str from, prse_str to,
                        cli_text_id done)
{
    cli_copy copy = {.moved = 0};
    cli_exit code =
        cli_store_open_portal(&copy.from, cli, from, CLI_STORE_READ);
    if (code == CLI_OK)
        code = cli_store_open(&copy.to, cli, to, CLI_STORE_MAKE);
    if (code == CLI_OK) {
        cli_work_begin(&copy.work, cli, cli_copy_steps());
        code = cli_copy_run(&copy);
    }
    if (code == CLI_OK)
        code = cli_copy_show(&copy, done, cli_buffer_str(&copy.to.shown));
    cli_copy_close(&copy);
    return code;
}

cli_exit cli_run_store_copy(const cli_context *cli)
{
    const char *from = cli_args_operand(cli->args, 0);
    const char *to = cli_args_operand(cli->args, 1);
    return to ? copy_to(cli, prse_str_of(from), prse_str_of(to), TEXT_COPIED)
              : cli_complain(cli, CLI_USAGE, TEXT_TWO_STORES_MISSING, NULL,
                             0);
}

cli_exit cli_run_store_restore(const cli_context *cli)
{
    const char *file = cli_args_operand(cli->args, 0);
    cli_buffer from = {0};
    prse_str to;
    if (!file)
        return cli_complain(cli, CLI_USAGE, TEXT_BACKUP_MISSING, NULL, 0);
    cli_exit code =
        cli_store_address(&to, cli, cli_args_operand(cli->args, 1));
    cli_buffer_add_text(&from, "sqlite:");
    cli_buffer_add_text(&from, file);
    if (code == CLI_OK)
        code = copy_to(cli, cli_buffer_str(&from), to, TEXT_RESTORED);
    cli_buffer_free(&from);
    return code;
}
