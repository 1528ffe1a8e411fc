/* SPDX-License-Identifier: Apache-2.0 */
/* Made-up companies with the sizes of real ones: 96 in 100 have fewer than ten
 * employees; headcounts follow the bands of INSEE, money follows headcounts,
 * and legal forms are drawn as they are frequent. A column for each fact and
 * year of a pack. Company i of a seed is the same whatever is asked before. */
#ifndef PRSE_TESTS_SUPPORT_POPULATION_H
#define PRSE_TESTS_SUPPORT_POPULATION_H

#include "portailrse/batch.h"

/* How numbers are known. */
typedef enum population_detail {
    POPULATION_EXACT,    /* int32, or int64 for money */
    POPULATION_BRACKETS, /* a dictionary of ranges */
    POPULATION_MIXED     /* one column so, the next one so */
} population_detail;

typedef struct population_options {
    uint64_t seed;
    population_detail detail;
    uint32_t missing; /* values in a hundred that nobody knows */
} population_options;

enum { POPULATION_COLUMNS = 128 };

typedef struct population_column {
    char name[64];
    prse_fact_info info;
    int32_t year;
    int kind;             /* see population.c */
    int64_t *values;      /* drawn, before they are laid out */
    uint8_t *validity;
    void *data;
    const void *buffers[2], *word_buffers[3];
    struct ArrowSchema words_schema;
    struct ArrowArray words; /* of a dictionary */
    int32_t *ends;
    char *letters;
} population_column;

typedef struct population {
    population_options options;
    int64_t room;
    size_t count;
    population_column columns[POPULATION_COLUMNS];
    struct ArrowSchema schema, fields[POPULATION_COLUMNS];
    struct ArrowSchema *field_list[POPULATION_COLUMNS];
    struct ArrowArray array, arrays[POPULATION_COLUMNS];
    struct ArrowArray *array_list[POPULATION_COLUMNS];
    const void *buffers[1];
} population;

/* Room for tables of so many rows. 0: no memory, or too many facts. */
int population_make(population *population, const prse_pack *pack,
                    population_options options, int64_t room);
void population_free(population *population);
/* Fills schema and array with companies from `first` on; they stay the
 * population's, and releasing them does nothing. */
void population_table(population *population, int64_t first, int64_t rows);

#endif
