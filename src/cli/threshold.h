/* SPDX-License-Identifier: Apache-2.0 */
/* A named threshold of a pack, and overlays that move it. */
#ifndef PRSE_CLI_THRESHOLD_H
#define PRSE_CLI_THRESHOLD_H

#include "cli/buffer.h"
#include "cli/cli.h"
#include "portailrse/pack.h"

/* An amount in millionths, so that 2.75 is exact. */
enum { CLI_AMOUNT_ONE = 1000000 };

/* 0: not a number of at most twelve digits and six decimals. */
int cli_amount_read(int64_t *out, prse_str text);
/* As files write it: 2.75 */
void cli_amount_add(cli_buffer *out, int64_t amount);
/* As people of the language do: 1 250 000 or 1,250,000 */
void cli_amount_add_local(cli_buffer *out, const cli_context *cli,
                          int64_t amount);

typedef struct cli_threshold {
    cli_buffer id, label, unit;
    cli_buffer dates; /* what an overlay says of other days: "2018-01-01: 5" */
    cli_buffer since; /* the day from which the value in force holds */
    int in_force;     /* it has a value on the day, */
    int64_t value;    /* this one */
} cli_threshold;

/* The threshold as a pack has it on a day; complains when there is none. */
cli_exit cli_threshold_find(cli_threshold *out, const cli_context *cli,
                            const prse_pack *pack, prse_str id,
                            prse_str day);
/* Takes the value in force from another pack, which may not have it. */
void cli_threshold_compare(cli_threshold *threshold, const prse_pack *pack,
                           prse_str day);
void cli_threshold_free(cli_threshold *threshold);
/* An overlay under which it has another value on that day. */
void cli_threshold_overlay(cli_buffer *out, const cli_threshold *threshold,
                           int64_t value);

#endif
