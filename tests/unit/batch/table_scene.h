/* SPDX-License-Identifier: Apache-2.0 */
/* Tables as another library would hand them over, in memory of the test's own:
 * nothing is allocated, and every release is counted. */
#ifndef PRSE_TESTS_BATCH_TABLE_SCENE_H
#define PRSE_TESTS_BATCH_TABLE_SCENE_H

#include "portailrse/batch.h"

enum { SCENE_COLUMNS = 24 };

/* A column of a table; buffers as its format wants them. */
typedef struct scene_column {
    const char *name, *format;
    const void *buffers[8];
    int64_t buffer_count;
    int64_t length;
    int64_t offset;
    int64_t nulls;
    const struct scene_column *words; /* of a dictionary */
} scene_column;

typedef struct scene_table {
    struct ArrowSchema schema, fields[SCENE_COLUMNS], words[SCENE_COLUMNS];
    struct ArrowSchema *field_list[SCENE_COLUMNS];
    struct ArrowArray array, columns[SCENE_COLUMNS], texts[SCENE_COLUMNS];
    struct ArrowArray *column_list[SCENE_COLUMNS];
    const void *buffers[1];
    int released;         /* times that the array was */
    int columns_released; /* and its columns */
} scene_table;

/* Fills a table in place: it must not move while it is in use. */
void scene_table_make(scene_table *table, const scene_column *columns,
                      size_t count, int64_t rows, int64_t offset);

/* A stream over tables that all have the first one's schema. */
typedef struct scene_stream {
    struct ArrowArrayStream stream;
    scene_table *tables;
    size_t count, next;
    size_t fails_at; /* table whose turn fails; SIZE_MAX: none */
    const char *error;
    int released;
} scene_stream;

void scene_stream_make(scene_stream *stream, scene_table *tables,
                       size_t count);

/* --- Columns of a few values --- */

#define SCENE_INTS(name_, format_, ...) \
    {.name = (name_), .format = (format_), .buffers = {NULL, __VA_ARGS__}, \
     .buffer_count = 2, .length = sizeof(__VA_ARGS__) / sizeof(__VA_ARGS__)[0]}

/* --- Reading answers --- */

/* The column of a name; fails the test when there is none. */
const struct ArrowArray *scene_answers(const struct ArrowSchema *schema,
                                       const struct ArrowArray *array,
                                       const char *name);
int scene_is_null(const struct ArrowArray *column, int64_t row);
int64_t scene_integer(const struct ArrowSchema *schema,
                      const struct ArrowArray *array, const char *name,
                      int64_t row);
prse_str scene_text(const struct ArrowArray *column, int64_t row);

/* A plan over a pack, or the test fails. */
prse_batch *scene_plan(prse_pack *pack, prse_batch_options opts);

/* The packs of tests/api and of packs/. */
prse_pack *scene_trial_pack(void);
prse_pack *scene_pack(const char *name);

#endif
