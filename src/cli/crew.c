/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/crew.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "cli/buffer.h"
#include "cli/complain.h"
#include "cli/stop.h"

enum {
    FIRST_PAUSE_MS = 100,
    LONGEST_PAUSE_MS = 30000,
    SOUND_MS = 10000, /* who lived so long did not die of its beginning */
    LOOK_MS = 1000
};

static int64_t now_ms(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* --- Signals: a child that ends is waited for, not run into --- */

static sigset_t of_children(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    return set;
}

static void wait_for_news(int64_t ms)
{
    const sigset_t set = of_children();
    const struct timespec time = {(time_t)(ms / 1000),
                                  (long)(ms % 1000) * 1000000};
    sigtimedwait(&set, NULL, &time);
}

void cli_crew_begin(cli_crew *crew, const cli_context *cli,
                    int64_t longest_pause_ms)
{
    const sigset_t set = of_children();
    *crew = (cli_crew){.cli = cli, .longest_pause_ms = longest_pause_ms
                                                           ? longest_pause_ms
                                                           : LONGEST_PAUSE_MS};
    signal(SIGCHLD, SIG_DFL);
    sigprocmask(SIG_BLOCK, &set, NULL);
    cli_stop_catch();
}

cli_member *cli_crew_add(cli_crew *crew, const char *name)
{
    cli_member *member = &crew->members[crew->count++];
    *member = (cli_member){.process = 0};
    snprintf(member->name, sizeof member->name, "%s", name);
    return member;
}

/* --- What is said --- */

static void say(const cli_crew *crew, const cli_member *member,
                cli_text_id text, int64_t first, int64_t second)
{
    cli_buffer numbers[2] = {{0}, {0}};
    cli_buffer_add_number(&numbers[0], first);
    cli_buffer_add_number(&numbers[1], second);
    prse_str values[] = {prse_str_of(member->name),
                         cli_buffer_str(&numbers[0]),
                         cli_buffer_str(&numbers[1])};
    crew->before_line();
    cli_complain(crew->cli, CLI_OK, text, values, 3);
    cli_buffer_free(&numbers[0]);
    cli_buffer_free(&numbers[1]);
}

/* --- One begins --- */

/* It must not outlive who looks after it. */
static void follow(pid_t parent)
{
    const sigset_t set = of_children();
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    cli_stop_catch_always();
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
    if (getppid() != parent)
        raise(SIGTERM);
}

static void put_off(cli_crew *crew, cli_member *member)
{
    int64_t now = now_ms();
    int is_sound = now - member->began_ms >= SOUND_MS;
    member->pause_ms = is_sound || !member->pause_ms ? FIRST_PAUSE_MS
                                                     : member->pause_ms * 2;
    member->pause_ms = least(member->pause_ms, crew->longest_pause_ms);
    member->due_ms = now + member->pause_ms;
}

/* 1: this is the new process. */
static int begin(cli_crew *crew, cli_member *member)
{
    pid_t parent = getpid();
    fflush(stdout);
    member->began_ms = now_ms();
    member->process = fork();
    if (member->process == 0) {
        follow(parent);
        return 1;
    }
    if (member->process < 0) {
        prse_str why = prse_str_of(strerror(errno));
        member->process = 0;
        put_off(crew, member);
        cli_complain(crew->cli, CLI_OK, TEXT_NO_PROCESS, &why, 1);
    }
    return 0;
}

/* --- One ends --- */

static void note_end(cli_crew *crew, cli_member *member, int status)
{
    member->process = 0;
    member->is_over = member->ends && WIFEXITED(status) &&
                      WEXITSTATUS(status) == CLI_OK;
    if (member->is_over || cli_stop_wanted(NULL))
        return;
    put_off(crew, member);
    if (WIFSIGNALED(status))
        say(crew, member, TEXT_MEMBER_KILLED, WTERMSIG(status),
            member->pause_ms);
    else
        say(crew, member, TEXT_MEMBER_FAILED, WEXITSTATUS(status),
            member->pause_ms);
}

static void note_ends(cli_crew *crew)
{
    int status = 0;
    for (pid_t ended; (ended = waitpid(-1, &status, WNOHANG)) > 0;)
        for (size_t i = 0; i < crew->count; i++)
            if (crew->members[i].process == ended)
                note_end(crew, &crew->members[i], status);
}

/* --- All of them --- */

static int is_done(const cli_crew *crew)
{
    size_t end = 0, over = 0;
    for (size_t i = 0; i < crew->count; i++) {
        end += crew->members[i].ends != 0;
        over += crew->members[i].is_over != 0;
    }
    return end > 0 && end == over;
}

static int is_due(const cli_member *member, int64_t now)
{
    return !member->process && !member->is_over && member->due_ms <= now;
}

static int64_t until_next(const cli_crew *crew)
{
    int64_t ms = LOOK_MS, now = now_ms();
    for (size_t i = 0; i < crew->count; i++) {
        const cli_member *member = &crew->members[i];
        if (!member->process && !member->is_over)
            ms = least(ms, member->due_ms > now ? member->due_ms - now : 0);
    }
    return ms;
}

cli_member *cli_crew_keep(cli_crew *crew)
{
    while (!is_done(crew) && !cli_stop_wanted(NULL)) {
        int64_t now = now_ms();
        for (size_t i = 0; i < crew->count; i++)
            if (is_due(&crew->members[i], now) &&
                begin(crew, &crew->members[i]))
                return &crew->members[i];
        wait_for_news(until_next(crew));
        note_ends(crew);
    }
    return NULL;
}

static int wait_for(const cli_member *member)
{
    int status = 0;
    while (waitpid(member->process, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

cli_member *cli_crew_run(cli_crew *crew, cli_member *member, cli_exit *code)
{
    int status = 0;
    *code = CLI_STOPPED;
    while (!cli_stop_wanted(NULL)) {
        if (begin(crew, member))
            return member;
        status = member->process ? wait_for(member) : SIGKILL;
        if (WIFEXITED(status)) {
            *code = (cli_exit)WEXITSTATUS(status);
            return NULL;
        }
        note_end(crew, member, status);
        wait_for_news(member->pause_ms);
    }
    return NULL;
}

static void ask(const cli_member *member)
{
    if (member->process)
        kill(member->process, SIGTERM);
}

static void wait_until_gone(cli_member *member)
{
    if (member->process)
        wait_for(member);
    member->process = 0;
}

void cli_crew_stop(cli_member *member)
{
    ask(member);
    wait_until_gone(member);
}

void cli_crew_stop_all(cli_crew *crew)
{
    for (size_t i = 0; i < crew->count; i++)
        ask(&crew->members[i]);
    for (size_t i = 0; i < crew->count; i++)
        wait_until_gone(&crew->members[i]);
}
