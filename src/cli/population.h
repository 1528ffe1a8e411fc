/* SPDX-License-Identifier: Apache-2.0 */
/* Made-up companies with the sizes, activities and legal forms of real ones:
 * docs/population.md says whose figures they follow. A column for each fact and
 * year of a pack, behind those that identify a company when they are asked
 * for. Company i of a seed is the same whatever is asked before. Tests are
 * built with it too. */
#ifndef PRSE_CLI_POPULATION_H
#define PRSE_CLI_POPULATION_H

#include "portailrse/batch.h"

/* How numbers are known. */
typedef enum cli_population_detail {
    CLI_POPULATION_EXACT,    /* int32, or int64 for money */
    CLI_POPULATION_BRACKETS, /* a dictionary of ranges */
    CLI_POPULATION_MIXED     /* one column so, the next one so */
} cli_population_detail;

typedef struct cli_population_options {
    uint64_t seed;
    cli_population_detail detail;
    uint32_t missing; /* values in a hundred that nobody knows */
    int identity; /* siren, denomination, code_naf, section_naf, departement,
                     tranche_effectif before the facts */
} cli_population_options;

enum { CLI_POPULATION_COLUMNS = 128 };

typedef struct cli_population_column {
    char name[64];
    prse_fact_info info;
    int32_t year;
    int kind, rule;       /* see population.c */
    int is_group;         /* a figure of the group */
    int words_of;         /* a cli_draw_words */
    int64_t most;         /* that the fact may be */
    int64_t *values;      /* drawn, before they are laid out */
    uint8_t *validity;
    void *data;
    const void *buffers[3], *word_buffers[3];
    struct ArrowSchema words_schema;
    struct ArrowArray words; /* of a dictionary */
    int32_t *ends;
    char *letters;
} cli_population_column;

typedef struct cli_population {
    cli_population_options options;
    int64_t room;
    size_t count;
    cli_population_column columns[CLI_POPULATION_COLUMNS];
    struct ArrowSchema schema, fields[CLI_POPULATION_COLUMNS];
    struct ArrowSchema *field_list[CLI_POPULATION_COLUMNS];
    struct ArrowArray array, arrays[CLI_POPULATION_COLUMNS];
    struct ArrowArray *array_list[CLI_POPULATION_COLUMNS];
    const void *buffers[1];
} cli_population;

/* SIREN numbers that can be told apart: those that begin with 1 to 9. */
enum { CLI_POPULATION_MOST = 90000000 };

/* Room for tables of so many rows. 0: no memory, or too many facts. */
int cli_population_make(cli_population *population, const prse_pack *pack,
                        cli_population_options options, int64_t room);
void cli_population_free(cli_population *population);
/* Fills schema and array with companies from `first` on; they stay the
 * population's, and releasing them does nothing. */
void cli_population_table(cli_population *population, int64_t first,
                          int64_t rows);

#endif
