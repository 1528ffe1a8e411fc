/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/work.h"

#include <stdio.h>
#include <string.h>

#include "cli/buffer.h"
#include "cli/complain.h"
#include "cli/stop.h"

/* What is done sooner says nothing in the mail of a nightly task. */
enum { QUIET_MS = 10000 };

static void enter(cli_work *work, prse_str what)
{
    work->before += work->at.rows;
    if (work->doing[0])
        work->at.step++;
    snprintf(work->doing, sizeof work->doing, "%.*s", (int)what.len,
             what.ptr);
    work->at.doing = prse_str_of(work->doing);
    work->at.rows = 0;
}

/* A step ends when another begins, or the same one from the beginning. */
static void tell(void *user, prse_str what, uint64_t done, uint64_t total)
{
    cli_work *work = user;
    if (!cli_str_is(what, work->doing) || done < work->at.rows)
        enter(work, what);
    work->at.rows = done;
    work->at.done = done;
    work->at.total = total;
    if (work->progress.terminal ||
        cli_progress_time(&work->progress) >= QUIET_MS)
        cli_progress_show(&work->progress, &work->at);
}

void cli_work_begin(cli_work *work, const cli_context *cli, uint32_t steps)
{
    *work = (cli_work){.progress = cli_progress_on(cli),
                       .at = {.size = sizeof work->at, .steps = steps}};
    work->given = (prse_store_work){.size = sizeof work->given,
                                    .should_stop = cli_stop_wanted,
                                    .progress = tell,
                                    .user = work};
    cli_stop_catch();
}

void cli_work_pause(cli_work *work)
{
    cli_progress_end(&work->progress);
}

uint64_t cli_work_rows(const cli_work *work)
{
    return work->before + work->at.rows;
}

void cli_work_forget_rows(cli_work *work)
{
    work->before = 0;
    work->at.rows = 0;
}

cli_exit cli_work_refuse(cli_work *work, const prse_error *err,
                         cli_text_id stopped)
{
    cli_work_pause(work);
    if (err->code != PRSE_ECANCELED)
        return cli_complain_error(err);
    return cli_complain(work->progress.cli, CLI_STOPPED, stopped, NULL, 0);
}
