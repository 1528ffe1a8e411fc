/* SPDX-License-Identifier: Apache-2.0 */
/* Processes that are looked after: one that dies begins again, after a pause
 * that grows; all are asked to stop when this one is, or dies. They are forked
 * from a process that has neither threads nor anything open. */
#ifndef PRSE_CLI_CREW_H
#define PRSE_CLI_CREW_H

#include <sys/types.h>

#include "cli/texts.h"

enum { CLI_CREW_MOST = 66, CLI_MEMBER_NAME = 32 };

typedef struct cli_member {
    char name[CLI_MEMBER_NAME];
    int ends;      /* 1: it ends when nothing is left, and is over then */
    int is_over;
    pid_t process; /* 0: it does not run */
    int64_t began_ms, due_ms, pause_ms;
} cli_member;

typedef struct cli_crew {
    const cli_context *cli;
    cli_member members[CLI_CREW_MOST];
    size_t count;
    int64_t longest_pause_ms;
    void (*before_line)(void); /* called before a line is written */
} cli_crew;

void cli_crew_begin(cli_crew *crew, const cli_context *cli,
                    int64_t longest_pause_ms);
/* One more, who begins with cli_crew_keep(). */
cli_member *cli_crew_add(cli_crew *crew, const char *name);

/* Looks after them until those who end are over; without such, until this
 * process is asked to stop. In each new process it answers who that one is:
 * let it do its work, and end. Here it answers NULL. */
cli_member *cli_crew_keep(cli_crew *crew);
/* Runs one until it ends of itself; *code is how, CLI_STOPPED when this process
 * is asked to stop first. Answers as cli_crew_keep(). */
cli_member *cli_crew_run(cli_crew *crew, cli_member *member, cli_exit *code);
/* Asks one to stop, and waits for it. */
void cli_crew_stop(cli_member *member);
void cli_crew_stop_all(cli_crew *crew);

#endif
