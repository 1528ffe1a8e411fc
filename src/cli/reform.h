/* SPDX-License-Identifier: Apache-2.0 */
/* What a reform changes: the law before (side 0) and after (side 1), and how
 * many companies of a population have which answer under each. */
#ifndef PRSE_CLI_REFORM_H
#define PRSE_CLI_REFORM_H

#include "cli/batch_errors.h"
#include "cli/csv_reader.h"
#include "cli/reform_table.h"
#include "portailrse/batch.h"

/* The answers, and that a pack does not know the obligation. */
enum { CLI_REFORM_ABSENT = PRSE_INSUFFICIENT + 1, CLI_REFORM_STATES };

typedef struct cli_reform_fact {
    cli_buffer name;
    uint64_t companies; /* that it would help to tell */
} cli_reform_fact;

typedef struct cli_reform_obligation {
    prse_str id, label;
    size_t place[2]; /* in each pack; SIZE_MAX: it is not there */
    int touched;     /* by the symbolic difference */
    size_t asked[2]; /* place among those whose missing facts are asked */
    /* The changes that it names. */
    uint8_t named[CLI_REFORM_STATES][CLI_REFORM_STATES];
    cli_reform_fact *facts;
    size_t fact_count;
} cli_reform_obligation;

/* Companies of one obligation, by their answers before and after. */
typedef struct cli_reform_pairs {
    uint64_t of[CLI_REFORM_STATES][CLI_REFORM_STATES]; /* from, to */
} cli_reform_pairs;

typedef struct cli_reform_tally {
    cli_buffer value; /* of the column, when it is a group */
    uint64_t companies;
    cli_reform_pairs *pairs; /* one an obligation */
} cli_reform_tally;

/* Companies that a column of the population tells apart. */
typedef struct cli_reform_split {
    const char *column;
    size_t cell;          /* place of the column in the file */
    cli_reform_tally *groups;
    size_t group_count;
    size_t *rows;         /* the group of each row of the table */
} cli_reform_split;

typedef struct cli_reform {
    const cli_context *cli;
    prse_engine *engine;
    prse_pack *packs[2];
    prse_facts *facts[2];     /* for the errors of cells */
    prse_batch *answers[2];
    prse_batch *missing[2];   /* of what is touched; NULL: nothing is */
    cli_buffer dates[2];
    prse_text *difference;    /* as a text for people */
    prse_text *difference_json;
    cli_reform_obligation *obligations;
    size_t obligation_count;
    cli_csv_reader csv;
    size_t *fact_cells;       /* places of the table's columns in the file */
    size_t heading_count;
    cli_reform_table table;
    cli_reform_table doubtful; /* rows of it for which something is unknown */
    uint64_t *lines;          /* of the rows of the table */
    cli_batch_log log;
    cli_reform_tally all;
    cli_reform_split *splits;
    size_t split_count;
} cli_reform;

/* Each complains when it fails. */
cli_exit cli_reform_open_law(cli_reform *r);
cli_exit cli_reform_read(cli_reform *r, FILE *file, const char *name);
/* Counts the rows of the table, which is empty then. */
cli_exit cli_reform_count(cli_reform *r);

/* The group of a value, made when it is new; SIZE_MAX: too many. */
size_t cli_reform_group(cli_reform_split *split, const cli_reform *r,
                        prse_str value);
cli_reform_tally cli_reform_tally_make(const cli_reform *r);

/* Groups by value, and facts by how many companies lack them; when nothing
 * is counted any more. */
void cli_reform_sort(cli_reform *r);

/* An answer as files name it. */
prse_str cli_reform_state(size_t state);

/* Companies that surely change, and those of which it can't be told. */
uint64_t cli_reform_changed(const cli_reform_pairs *pairs);
uint64_t cli_reform_untold(const cli_reform_pairs *pairs);
/* Companies whose change the symbolic difference does not name. */
uint64_t cli_reform_outside(const cli_reform *r, size_t obligation);

void cli_reform_add_page(cli_buffer *out, const cli_reform *r);
void cli_reform_add_json(cli_buffer *out, const cli_reform *r);
void cli_reform_add_csv(cli_buffer *out, const cli_reform *r);

#endif
