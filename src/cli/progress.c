/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/progress.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/amounts.h"
#include "cli/page.h"

enum {
    REDRAW_MS = 100, /* between two bars */
    LINE_MS = 10000, /* between two lines elsewhere */
    SURE_MS = 1000,  /* before a rate is worth telling */
    BAR = 16,
    WIDE = 64 /* columns, for the bar and the rate too */
};

/* Milliseconds since any fixed moment. */
static int64_t now_ms(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

cli_progress cli_progress_on(const cli_context *cli)
{
    const char *terminal = getenv("TERM");
    int dumb = terminal && strcmp(terminal, "dumb") == 0;
    return (cli_progress){.cli = cli,
                          .terminal = isatty(STDERR_FILENO) && !dumb,
                          .narrow = cli_terminal_columns(STDERR_FILENO) < WIDE,
                          .began_ms = now_ms()};
}

void cli_progress_wait(cli_progress *progress)
{
    progress->steps_seen = 1;
    progress->step_ms = progress->began_ms;
    progress->told_ms = progress->began_ms;
}

int64_t cli_progress_time(const cli_progress *progress)
{
    return now_ms() - progress->began_ms;
}

static void add_step(cli_buffer *out, const cli_context *cli,
                     const prse_register_progress *at)
{
    static const struct {
        const char *name;
        cli_text_id words;
    } steps[] = {
        {"unites_legales", TEXT_STEP_UNITS},
        {"etablissements", TEXT_STEP_SEATS},
        {"recherche", TEXT_STEP_SEARCH},
        {"egapro", TEXT_STEP_EGAPRO},
    };
    if (at->steps > 0) {
        cli_buffer_add_number(out, (int64_t)at->step + 1);
        cli_buffer_add_char(out, '/');
        cli_buffer_add_number(out, at->steps);
        cli_buffer_add_char(out, ' ');
    }
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (cli_str_is(at->doing, steps[i].name)) {
            cli_buffer_add_text(out, cli_text(cli, steps[i].words));
            return;
        }
    }
    cli_buffer_add(out, at->doing);
}

/* Thousandths of the step that are done. */
static uint32_t part_of(const prse_register_progress *at)
{
    if (at->total == 0)
        return 0;
    double part = (double)at->done / (double)at->total;
    return part < 1 ? (uint32_t)(part * 1000) : 1000;
}

static void add_bar(cli_buffer *out, const prse_register_progress *at)
{
    size_t full = part_of(at) * BAR / 1000;
    cli_buffer_add_text(out, "  ");
    cli_buffer_add_repeated(out, "█", full);
    cli_buffer_add_repeated(out, "░", BAR - full);
}

static void add_counted(cli_buffer *out, const cli_context *cli,
                        cli_text_id words, uint64_t count)
{
    cli_buffer number = {0};
    cli_add_count(&number, cli, count);
    prse_str value = cli_buffer_str(&number);
    cli_buffer_add_text(out, "  ");
    cli_add_words(out, cli, words, &value, 1);
    cli_buffer_free(&number);
}

/* Rows a second and the time left, of what this run did. */
static void add_pace(cli_buffer *out, const cli_progress *progress,
                     const prse_register_progress *at, int64_t now)
{
    int64_t ms = now - progress->step_ms;
    uint64_t rows = at->rows > progress->first_rows
                        ? at->rows - progress->first_rows
                        : 0;
    uint64_t done = at->done > progress->first_done
                        ? at->done - progress->first_done
                        : 0;
    if (ms < SURE_MS || done == 0)
        return;
    if (rows > 0 && !progress->narrow)
        add_counted(out, progress->cli, TEXT_ROWS_A_SECOND,
                    rows * 1000 / (uint64_t)ms);
    if (at->total <= at->done)
        return;
    double left = (double)(at->total - at->done) / (double)done * (double)ms;
    if (left < 1000)
        return;
    cli_buffer time = {0};
    cli_add_duration(&time, progress->cli, (int64_t)(left / 1000) * 1000);
    prse_str value = cli_buffer_str(&time);
    cli_buffer_add_text(out, "  ");
    cli_add_words(out, progress->cli, TEXT_TIME_LEFT, &value, 1);
    cli_buffer_free(&time);
}

static void make_line(cli_buffer *out, const cli_progress *progress,
                      const prse_register_progress *at, int64_t now)
{
    add_step(out, progress->cli, at);
    if (progress->terminal && !progress->narrow && at->total > 0)
        add_bar(out, at);
    if (at->total > 0)
        add_counted(out, progress->cli, TEXT_PER_CENT, part_of(at) / 10);
    if (at->rows > 0 && (at->total == 0 || !progress->terminal))
        add_counted(out, progress->cli, TEXT_ROWS_SO_FAR, at->rows);
    add_pace(out, progress, at, now);
}

/* A line longer than the terminal would not be drawn over. */
static void draw(cli_progress *progress, cli_buffer *line)
{
    size_t columns = cli_terminal_columns(STDERR_FILENO), width = 0, end = 0;
    while (end < line->len) {
        size_t next = end + 1;
        while (next < line->len &&
               ((unsigned char)line->text[next] & 0xC0) == 0x80)
            next++;
        if (++width >= columns)
            break;
        end = next;
    }
    fputc('\r', stderr);
    fwrite(line->text, 1, end, stderr);
    fputs("\033[K", stderr);
    fflush(stderr);
    progress->drawn = 1;
}

static int is_due(cli_progress *progress, const prse_register_progress *at,
                  int64_t now)
{
    int64_t pause = progress->terminal ? REDRAW_MS : LINE_MS;
    if (progress->steps_seen != at->step + 1) {
        progress->steps_seen = at->step + 1;
        progress->step_ms = now;
        progress->first_rows = at->rows;
        progress->first_done = at->done;
        return 1;
    }
    return now - progress->told_ms >= pause;
}

void cli_progress_show(void *user, const prse_register_progress *at)
{
    cli_progress *progress = user;
    int64_t now = now_ms();
    cli_buffer line = {0};
    if (!is_due(progress, at, now))
        return;
    progress->told_ms = now;
    make_line(&line, progress, at, now);
    if (progress->terminal) {
        draw(progress, &line);
    } else {
        cli_buffer_add_char(&line, '\n');
        fwrite(line.text, 1, line.len, stderr);
    }
    cli_buffer_free(&line);
}

void cli_progress_end(cli_progress *progress)
{
    if (progress->drawn)
        fputs("\r\033[K", stderr);
    progress->drawn = 0;
}
