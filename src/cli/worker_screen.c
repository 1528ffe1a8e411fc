/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/worker_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/complain.h"
#include "cli/page.h"
#include "cli/queue_open.h"
#include "cli/stop.h"

enum { EVERY_MS = 500, MOST_SHOWN = 8 };

int cli_worker_screen_is_there(void)
{
    const char *terminal = getenv("TERM");
    return isatty(STDERR_FILENO) &&
           !(terminal && strcmp(terminal, "dumb") == 0);
}

void cli_worker_screen_clear(void)
{
    if (cli_worker_screen_is_there())
        fputs("\r\033[K", stderr);
}

/* " · classement 512/2048" */
static void add_run(cli_buffer *line, prse_records *runs, size_t row)
{
    prse_str word = prse_records_text(runs, row, PRSE_STR("mot"));
    prse_str done = prse_records_text(runs, row, PRSE_STR("fait"));
    prse_str total = prse_records_text(runs, row, PRSE_STR("total"));
    if (word.len == 0)
        return;
    cli_buffer_add_text(line, " · ");
    cli_buffer_add(line, word);
    cli_buffer_add_char(line, ' ');
    cli_buffer_add(line, done);
    if (cli_str_is(total, "0"))
        return;
    cli_buffer_add_char(line, '/');
    cli_buffer_add(line, total);
}

static void write_line(cli_buffer *line, const cli_context *cli,
                       prse_records *runs)
{
    size_t count = prse_records_count(runs);
    cli_buffer number = {0};
    cli_buffer_add_number(&number, (int64_t)count);
    prse_str value = cli_buffer_str(&number);
    cli_buffer_add_filled(line, cli_text(cli, TEXT_RUNS_UNDER_WAY), &value,
                          1);
    for (size_t i = 0; i < count && i < MOST_SHOWN; i++)
        add_run(line, runs, i);
    cli_buffer_free(&number);
}

/* One longer than the terminal could not be taken away. */
static void draw(cli_buffer *line)
{
    size_t columns = cli_terminal_columns(STDERR_FILENO);
    while (line->len > 0 && cli_width(cli_buffer_str(line)) >= columns) {
        do
            line->len--;
        while (((unsigned char)line->text[line->len] & 0xC0) == 0x80);
    }
    fputs("\r", stderr);
    fwrite(line->text, 1, line->len, stderr);
    fputs("\033[K", stderr);
}

static void show(prse_queue *queue, const cli_context *cli)
{
    const prse_jobs_query running = {.size = sizeof running,
                                     .state = PRSE_JOB_RUNNING};
    prse_records *runs = NULL;
    cli_buffer line = {0};
    if (prse_queue_jobs(&runs, queue, &running, NULL) != PRSE_OK)
        return; /* workers tell of a store that does not answer */
    write_line(&line, cli, runs);
    draw(&line);
    cli_buffer_free(&line);
    prse_records_free(runs);
}

cli_exit cli_worker_screen_show(const cli_context *cli)
{
    const struct timespec pause = {0, EVERY_MS * 1000000L};
    prse_queue *queue = NULL;
    cli_exit code = cli_queue_open(&queue, cli, CLI_STORE_READ);
    while (code == CLI_OK && !cli_stop_wanted(NULL)) {
        show(queue, cli);
        nanosleep(&pause, NULL);
    }
    cli_worker_screen_clear();
    prse_queue_unref(queue);
    return code;
}
