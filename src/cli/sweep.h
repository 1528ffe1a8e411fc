/* SPDX-License-Identifier: Apache-2.0 */
/* Counts as a function of a threshold: a law a value, all of them counted in
 * one pass over the population. */
#ifndef PRSE_CLI_SWEEP_H
#define PRSE_CLI_SWEEP_H

#include "cli/reform_law.h"
#include "cli/threshold.h"
#include "portailrse/reform.h"

/* Companies by their answer at a value, and that surely become subject or
 * cease to be against the law before. */
typedef struct cli_sweep_count {
    int64_t answers[PRSE_REFORM_ABSENT + 1];
    int64_t gained, lost;
} cli_sweep_count;

typedef struct cli_sweep_obligation {
    cli_buffer id, label;
    cli_sweep_count *counts; /* one a value */
} cli_sweep_obligation;

typedef struct cli_sweep {
    const cli_context *cli;
    const cli_reform_law *law; /* borrowed */
    cli_threshold threshold;
    size_t count;
    int64_t *values; /* ascending; that in force is among them */
    size_t in_force; /* its place; SIZE_MAX: outside, or there is none */
    prse_pack **packs;
    prse_reform **reforms;
    size_t obligation_count;
    cli_sweep_obligation *obligations; /* that some value touches */
    int64_t companies, bad_rows;
} cli_sweep;

/* Reads NAME=FROM..TO[/STEP] and makes the laws; complains when it cannot.
 * Close it whatever the answer. */
cli_exit cli_sweep_open(cli_sweep *sweep, const cli_reform_law *law,
                        const char *words,
                        void (*bad_row)(void *, int64_t, prse_str),
                        void *user);
/* Counts a table under every law. */
prse_status cli_sweep_count_table(void *self, const struct ArrowSchema *schema,
                                  const struct ArrowArray *table,
                                  prse_error *err);
/* Takes the counts, when all tables were counted. */
void cli_sweep_end(cli_sweep *sweep, uint64_t bad_rows);
void cli_sweep_close(cli_sweep *sweep);

/* The most companies that an obligation may concern at any value: those that
 * are subject, and those of which it can't be told. */
int64_t cli_sweep_most(const cli_sweep *sweep,
                       const cli_sweep_obligation *obligation);

void cli_sweep_add_page(cli_buffer *out, const cli_sweep *sweep);
void cli_sweep_add_json(cli_buffer *out, const cli_sweep *sweep);
void cli_sweep_add_csv(cli_buffer *out, const cli_sweep *sweep);
void cli_sweep_add_chart(cli_buffer *out, const cli_sweep *sweep);

#endif
