/* SPDX-License-Identifier: Apache-2.0 */
/* What a reform changes: the population that the library counts, and what it
 * counted. */
#ifndef PRSE_CLI_REFORM_H
#define PRSE_CLI_REFORM_H

#include "cli/batch_errors.h"
#include "cli/table.h"
#include "portailrse/reform.h"

enum { CLI_REFORM_STATES = PRSE_REFORM_ABSENT + 1 };

/* --- What was counted --- */

typedef struct cli_reform_fact {
    cli_buffer name;
    uint64_t companies; /* that it would help to tell */
} cli_reform_fact;

/* Companies of one obligation, by their answers before and after. */
typedef struct cli_reform_pairs {
    uint64_t of[CLI_REFORM_STATES][CLI_REFORM_STATES]; /* from, to */
} cli_reform_pairs;

/* Companies that a column of the population tells apart. */
typedef struct cli_reform_group {
    cli_buffer column, value;
    uint64_t companies, changed, untold;
    cli_reform_pairs pairs;
} cli_reform_group;

typedef struct cli_reform_obligation {
    cli_buffer id, label;
    int touched; /* by the symbolic difference */
    uint64_t changed, untold, outside;
    cli_reform_pairs pairs;
    cli_reform_fact *facts;
    size_t fact_count;
    cli_reform_group *groups; /* those of one column follow each other */
    size_t group_count;
} cli_reform_obligation;

typedef struct cli_reform_result {
    prse_text *json;
    uint64_t companies, bad_rows;
    cli_reform_obligation *obligations;
    size_t obligation_count;
} cli_reform_result;

cli_exit cli_reform_result_read(cli_reform_result *result,
                                const prse_reform *reform);
void cli_reform_result_free(cli_reform_result *result);

/* An answer as files name it. */
const char *cli_reform_state(size_t state);

void cli_reform_add_page(cli_buffer *out, const cli_context *cli,
                         const cli_reform_result *result);
void cli_reform_add_csv(cli_buffer *out, const cli_reform_result *result);

/* --- The population --- */

/* Whoever counts is handed each table. */
typedef struct cli_reform_counter {
    prse_status (*count)(void *self, const struct ArrowSchema *schema,
                         const struct ArrowArray *table, prse_error *err);
    void *self;
} cli_reform_counter;

typedef struct cli_reform_file {
    const cli_context *cli;
    prse_pack *packs[2];    /* borrowed: whose facts are read */
    prse_facts *facts[2];   /* for the errors of cells */
    const char **by;        /* columns that are read though they are no fact */
    size_t by_count;
    cli_table *table;
    int64_t rows;           /* of the tables before */
    cli_batch_log log;
    cli_progress progress;
} cli_reform_file;

/* All complain when they fail. */
cli_exit cli_reform_file_open(cli_reform_file *file, const cli_context *cli,
                              prse_pack *const packs[2]);
/* Reads as far as the names of the columns. */
cli_exit cli_reform_file_begin(cli_reform_file *file, const char *path);
cli_exit cli_reform_file_read(cli_reform_file *file,
                              cli_reform_counter counter);
void cli_reform_file_close(cli_reform_file *file);
/* A row in error, as the library tells it; user: the file. */
void cli_reform_file_bad_row(void *user, int64_t row, prse_str why);

#endif
