/* SPDX-License-Identifier: Apache-2.0 */
/* A table of random companies: a column for each fact and year of a pack, each
 * in a random format, and the same values as facts are written. */
#ifndef PRSE_TESTS_BATCH_RANDOM_TABLE_H
#define PRSE_TESTS_BATCH_RANDOM_TABLE_H

#include "table_scene.h"

enum { RANDOM_COLUMNS = 96, RANDOM_TEXT = 32 };

typedef struct random_column {
    char name[64];
    prse_str id;
    int32_t year;
    const char *format;
    char (*texts)[RANDOM_TEXT]; /* of each row; empty: missing */
    void *blocks[6];            /* to be freed */
    scene_column column, words;
} random_column;

typedef struct random_table {
    uint64_t seed;
    int64_t rows, offset;
    size_t count;
    random_column columns[RANDOM_COLUMNS];
    struct ArrowSchema schema, fields[RANDOM_COLUMNS], words[RANDOM_COLUMNS];
    struct ArrowSchema *field_list[RANDOM_COLUMNS];
    struct ArrowArray array, arrays[RANDOM_COLUMNS], texts[RANDOM_COLUMNS];
    struct ArrowArray *array_list[RANDOM_COLUMNS];
    const void *buffers[1];
} random_table;

void random_table_make(random_table *table, const prse_pack *pack,
                       int64_t rows, uint64_t seed);
void random_table_free(random_table *table);

#endif
