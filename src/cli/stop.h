/* SPDX-License-Identifier: Apache-2.0 */
/* Ctrl-C during work that can be gone on with later: the work is asked to
 * stop, and a second Ctrl-C ends the program at once. */
#ifndef PRSE_CLI_STOP_H
#define PRSE_CLI_STOP_H

/* From here on, SIGINT, SIGTERM and SIGHUP only ask. */
void cli_stop_catch(void);
/* A second one only asks too: for a process that others stop, who may all ask,
 * each in their turn. */
void cli_stop_catch_always(void);
/* A should_stop of the library. */
int cli_stop_wanted(void *user);
/* Ends the program by the signal that came, so that a shell knows; returns
 * when none came. */
void cli_stop_end(void);

#endif
