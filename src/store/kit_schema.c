/* SPDX-License-Identifier: Apache-2.0 */
/* The schemas of the kit: one that is made at once, and one as three releases
 * of a program declare it. Some names are words of SQL on purpose. */
#include "store/kit.h"

static const prse_column values_columns[] = {
    {.name = "id", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "text", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 400,
     .since = 1},
    {.name = "integer", .type = PRSE_TYPE_INT, .optional = 1, .since = 1},
    {.name = "boolean", .type = PRSE_TYPE_BOOL, .optional = 1, .since = 1},
    {.name = "date", .type = PRSE_TYPE_DATE, .optional = 1, .since = 1},
    {.name = "time", .type = PRSE_TYPE_TIME, .optional = 1, .since = 1},
    {.name = "decimal", .type = PRSE_TYPE_DECIMAL, .optional = 1, .since = 1},
    {.name = "json", .type = PRSE_TYPE_JSON, .optional = 1, .since = 1},
    {.name = "bytes", .type = PRSE_TYPE_BYTES, .optional = 1, .since = 1},
    {.name = "long", .type = PRSE_TYPE_TEXT, .optional = 1, .since = 1},
};

static const prse_index values_indexes[] = {
    {.name = "kit_values_text", .columns = {PRSE_TYPE_TEXT}, .count = 1,
     .since = 1},
    {.name = "kit_values_integer", .columns = {PRSE_TYPE_INT}, .count = 1,
     .since = 1},
    {.name = "kit_values_boolean", .columns = {PRSE_TYPE_BOOL}, .count = 1,
     .since = 1},
    {.name = "kit_values_date", .columns = {PRSE_TYPE_DATE}, .count = 1,
     .since = 1},
    {.name = "kit_values_time", .columns = {PRSE_TYPE_TIME}, .count = 1,
     .since = 1},
};

static const prse_column keys_columns[] = {
    {.name = "group", .type = PRSE_TYPE_TEXT, .max = 60, .since = 1},
    {.name = "order", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "day", .type = PRSE_TYPE_DATE, .since = 1},
    {.name = "select", .type = PRSE_TYPE_INT, .since = 1},
};

static const prse_column codes_columns[] = {
    {.name = "id", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "code", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 60,
     .since = 1},
    {.name = "part", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 60,
     .since = 1},
    {.name = "place", .type = PRSE_TYPE_INT, .optional = 1, .since = 1},
};

static const prse_index codes_indexes[] = {
    {.name = "kit_codes_code", .columns = {1}, .count = 1, .unique = 1,
     .since = 1},
    {.name = "kit_codes_place", .columns = {2, 3}, .count = 2, .unique = 1,
     .since = 1},
};

static const prse_column counters_columns[] = {
    {.name = "name", .type = PRSE_TYPE_TEXT, .max = 60, .since = 1},
    {.name = "count", .type = PRSE_TYPE_INT, .since = 1},
};

static const prse_column jobs_columns[] = {
    {.name = "id", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "state", .type = PRSE_TYPE_TEXT, .max = 60, .since = 1},
    {.name = "due", .type = PRSE_TYPE_INT, .optional = 1, .since = 1},
};

static const prse_index jobs_indexes[] = {
    {.name = "kit_jobs_due", .columns = {1, 2}, .count = 2, .since = 1},
};

/* A column of each type with an initial value, quotes among them. */
static const prse_column history_columns[] = {
    {.name = "id", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "name", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 60,
     .since = 1},
    {.name = "note", .type = PRSE_TYPE_TEXT, .max = 60, .since = 2,
     .initial = "l'\"ancien\" \\ %s é"},
    {.name = "rank", .type = PRSE_TYPE_INT, .since = 2, .initial = "-7"},
    {.name = "flag", .type = PRSE_TYPE_BOOL, .since = 2, .initial = "1"},
    {.name = "day", .type = PRSE_TYPE_DATE, .since = 2, .initial = "20484"},
    {.name = "moment", .type = PRSE_TYPE_TIME, .since = 2,
     .initial = "1764190707123"},
    {.name = "exact", .type = PRSE_TYPE_DECIMAL, .since = 2,
     .initial = "12.5"},
    {.name = "json", .type = PRSE_TYPE_JSON, .since = 2,
     .initial = "{\"a\":[1]}"},
    {.name = "absent", .type = PRSE_TYPE_BYTES, .optional = 1, .since = 2},
    {.name = "code", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 60,
     .since = 3},
};

static const prse_index history_first[] = {
    {.name = "kit_history_name", .columns = {1}, .count = 1, .since = 1},
};

static const prse_index history_second[] = {
    {.name = "kit_history_name", .columns = {1}, .count = 1, .since = 1},
    {.name = "kit_history_rank", .columns = {3, 1}, .count = 2, .since = 2},
};

static const prse_index history_third[] = {
    {.name = "kit_history_name", .columns = {1}, .count = 1, .since = 1,
     .until = 3},
    {.name = "kit_history_rank", .columns = {3, 1}, .count = 2, .since = 2},
    {.name = "kit_history_once", .columns = {1}, .count = 1, .unique = 1,
     .since = 3},
};

static const prse_column later_columns[] = {
    {.name = "id", .type = PRSE_TYPE_INT, .since = 2},
    {.name = "name", .type = PRSE_TYPE_TEXT, .max = 60, .since = 2},
    {.name = "more", .type = PRSE_TYPE_INT, .since = 3, .initial = "3"},
};

static const prse_index later_indexes[] = {
    {.name = "kit_later_name", .columns = {1}, .count = 1, .since = 2},
};

static const prse_index whole_indexes[] = {
    {.name = "kit_whole_name", .columns = {1}, .count = 1, .since = 1,
     .until = 3},
    {.name = "kit_whole_rank", .columns = {3, 1}, .count = 2, .since = 2},
    {.name = "kit_whole_once", .columns = {1}, .count = 1, .unique = 1,
     .since = 3},
};

enum {
    VALUES = sizeof values_columns / sizeof values_columns[0],
    VALUES_INDEXES = sizeof values_indexes / sizeof values_indexes[0],
    HISTORY = sizeof history_columns / sizeof history_columns[0],
    HISTORY_FIRST = 2,  /* columns of the first release */
    HISTORY_SECOND = 10
};

static const prse_collection lasting[] = {
    {.name = "kit_values", .columns = values_columns, .column_count = VALUES,
     .key_count = 1, .indexes = values_indexes, .index_count = VALUES_INDEXES,
     .since = 1},
    {.name = "kit_keys", .columns = keys_columns, .column_count = 4,
     .key_count = 3, .since = 1},
    {.name = "kit_codes", .columns = codes_columns, .column_count = 4,
     .key_count = 1, .indexes = codes_indexes, .index_count = 2, .since = 1},
    {.name = "kit_counters", .columns = counters_columns, .column_count = 2,
     .key_count = 1, .since = 1},
    {.name = "kit_jobs", .columns = jobs_columns, .column_count = 3,
     .key_count = 1, .indexes = jobs_indexes, .index_count = 1, .since = 1},
    {.name = "kit_whole", .columns = history_columns, .column_count = HISTORY,
     .key_count = 1, .indexes = whole_indexes, .index_count = 3, .since = 1},
};

const prse_schema prse__trial_schema = {
    .name = "prse_kit", .collections = lasting,
    .count = sizeof lasting / sizeof lasting[0], .version = 3};

static const prse_collection first[] = {
    {.name = "kit_history", .columns = history_columns,
     .column_count = HISTORY_FIRST, .key_count = 1, .indexes = history_first,
     .index_count = 1, .since = 1},
};

static const prse_collection second[] = {
    {.name = "kit_history", .columns = history_columns,
     .column_count = HISTORY_SECOND, .key_count = 1,
     .indexes = history_second, .index_count = 2, .since = 1},
    {.name = "kit_later", .columns = later_columns, .column_count = 2,
     .key_count = 1, .indexes = later_indexes, .index_count = 1, .since = 2},
};

static const prse_collection third[] = {
    {.name = "kit_history", .columns = history_columns,
     .column_count = HISTORY, .key_count = 1, .indexes = history_third,
     .index_count = 3, .since = 1},
    {.name = "kit_later", .columns = later_columns, .column_count = 3,
     .key_count = 1, .indexes = later_indexes, .index_count = 1, .since = 2},
};

const prse_schema prse__trial_releases[PRSE__TRIAL_RELEASES] = {
    {.name = "prse_kit_history", .collections = first, .count = 1,
     .version = 1},
    {.name = "prse_kit_history", .collections = second, .count = 2,
     .version = 2},
    {.name = "prse_kit_history", .collections = third, .count = 2,
     .version = 3},
};

const prse_collection *prse__trial_of(prse__trial_collection which)
{
    return &lasting[which];
}
