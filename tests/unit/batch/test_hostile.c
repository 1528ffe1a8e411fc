/* SPDX-License-Identifier: Apache-2.0 */
/* Structs that break the interface are refused, naming the column, and nothing
 * is read through them. */
#include <string.h>

#include "support/test.h"
#include "table_scene.h"

static const int64_t NUMBERS[] = {60, 40, 60, 40};
static const int32_t ENDS[] = {0, 1, 2, 3, 4};
static const char LETTERS[] = "1234";

typedef struct scene {
    prse_pack *pack;
    prse_batch *batch;
    scene_table table;
} scene;

static void begin(scene *s)
{
    static const scene_column columns[] = {
        {.name = "effectif", .format = "l", .buffers = {NULL, NUMBERS},
         .buffer_count = 2, .length = 4},
        {.name = "effectif@-1", .format = "u",
         .buffers = {NULL, ENDS, LETTERS}, .buffer_count = 3, .length = 4},
        {.name = "autre", .format = "l", .buffers = {NULL, NUMBERS},
         .buffer_count = 2, .length = 4}};
    s->pack = scene_trial_pack();
    s->batch = scene_plan(
        s->pack, (prse_batch_options){.others = PRSE_BATCH_KEEP_OTHERS});
    scene_table_make(&s->table, columns, 3, 4, 0);
}

static void expect(scene *s, prse_status expected, const char *column)
{
    struct ArrowArray out = {0};
    prse_error err = {0};
    prse_status status = prse_batch_block(&out, s->batch, &s->table.schema,
                                          &s->table.array, &err);
    cr_expect_eq(status, expected, "%s: %s", prse_status_name(status),
                 err.message);
    cr_expect_str_eq(err.subject, column, "%s", err.message);
    cr_expect_null(out.release);
    cr_expect_eq(s->table.released, 0);
    prse_batch_unref(s->batch);
    prse_pack_unref(s->pack);
}

static const void *no_buffers[3];

/* One field of a fresh table is spoilt. */
#define SPOILT(test, spoil, status, column) \
    PRSE_TEST(hostile, test) \
    { \
        scene s; \
        begin(&s); \
        spoil; \
        expect(&s, status, column); \
    }

SPOILT(schema_released, s.table.schema.release = NULL, PRSE_EINVAL, "")
SPOILT(schema_without_format, s.table.schema.format = NULL, PRSE_EINVAL, "")
SPOILT(schema_of_a_list, s.table.schema.format = "+l", PRSE_ESCHEMA, "")
SPOILT(schema_with_less_than_no_columns, s.table.schema.n_children = -1,
       PRSE_EINVAL, "")
SPOILT(schema_without_columns, s.table.schema.children = NULL, PRSE_EINVAL,
       "")
SPOILT(field_that_is_null, s.table.field_list[1] = NULL, PRSE_EINVAL, "")
SPOILT(field_released, s.table.fields[1].release = NULL, PRSE_EINVAL, "")
SPOILT(field_without_format, s.table.fields[1].format = NULL, PRSE_EINVAL, "")
SPOILT(field_without_name, s.table.fields[1].name = NULL;
       s.table.fields[0].name = "\xFF", PRSE_ESCHEMA, "")
SPOILT(field_with_a_nameless_dictionary,
       s.table.fields[0].dictionary = &s.table.words[0], PRSE_EINVAL,
       "effectif")

SPOILT(table_released, s.table.array.release = NULL, PRSE_EINVAL, "")
SPOILT(table_of_less_than_no_rows, s.table.array.length = -1, PRSE_EINVAL, "")
SPOILT(table_before_its_beginning, s.table.array.offset = -1, PRSE_EINVAL, "")
SPOILT(table_too_long, s.table.array.length = INT64_MAX, PRSE_EINVAL, "")
SPOILT(table_with_other_columns, s.table.array.n_children = 2, PRSE_EINVAL,
       "")
SPOILT(table_without_columns, s.table.array.children = NULL, PRSE_EINVAL, "")
SPOILT(table_without_buffers, s.table.array.n_buffers = 0, PRSE_EINVAL, "")
SPOILT(table_whose_buffers_are_null, s.table.array.buffers = NULL,
       PRSE_EINVAL, "")
SPOILT(table_with_nulls_but_no_bitmap, s.table.array.null_count = 1,
       PRSE_EINVAL, "")

SPOILT(column_that_is_null, s.table.column_list[0] = NULL, PRSE_EINVAL,
       "effectif")
SPOILT(column_released, s.table.columns[1].release = NULL, PRSE_EINVAL,
       "effectif@-1")
SPOILT(column_too_short, s.table.columns[1].length = 3, PRSE_EINVAL,
       "effectif@-1")
SPOILT(column_of_less_than_no_rows, s.table.columns[0].length = -1,
       PRSE_EINVAL, "effectif")
SPOILT(column_before_its_beginning, s.table.columns[0].offset = -4,
       PRSE_EINVAL, "effectif")
SPOILT(column_far_away, s.table.columns[0].offset = INT64_MAX, PRSE_EINVAL,
       "effectif")
SPOILT(column_with_one_buffer, s.table.columns[0].n_buffers = 1, PRSE_EINVAL,
       "effectif")
SPOILT(column_with_one_buffer_more, s.table.columns[0].n_buffers = 3,
       PRSE_EINVAL, "effectif")
SPOILT(column_whose_buffers_are_null, s.table.columns[0].buffers = NULL,
       PRSE_EINVAL, "effectif")
SPOILT(column_without_values, s.table.columns[0].buffers = no_buffers,
       PRSE_EINVAL, "effectif")
SPOILT(column_with_nulls_but_no_bitmap, s.table.columns[0].null_count = 2,
       PRSE_EINVAL, "effectif")
SPOILT(column_whose_keys_have_no_words,
       s.table.fields[0].dictionary = &s.table.fields[1], PRSE_EINVAL,
       "effectif")

SPOILT(kept_column_too_short, s.table.columns[2].length = 1, PRSE_EINVAL,
       "autre")
SPOILT(kept_column_released, s.table.columns[2].release = NULL, PRSE_EINVAL,
       "autre")

/* --- Texts that lead outside their buffers --- */

static void expect_texts_refused(const int32_t *ends, const char *letters)
{
    scene s;
    begin(&s);
    const void *buffers[] = {NULL, ends, letters};
    s.table.columns[1].buffers = buffers;
    expect(&s, PRSE_ESCHEMA, "effectif@-1");
}

PRSE_TEST(hostile, texts)
{
    expect_texts_refused((const int32_t[]){-1, 1, 2, 3, 4}, LETTERS);
    expect_texts_refused((const int32_t[]){0, 3, 2, 3, 4}, LETTERS);
    expect_texts_refused((const int32_t[]){0, 1, 900, 3, 4}, LETTERS);
    expect_texts_refused((const int32_t[]){0, 1, 2, 3, 4}, NULL);
}

typedef struct text_view {
    int32_t length;
    char prefix[4];
    int32_t buffer, offset;
} text_view;

static void expect_view_refused(text_view view, int64_t size)
{
    scene s;
    begin(&s);
    const text_view views[4] = {view};
    const void *buffers[] = {NULL, views, LETTERS, &size};
    s.table.fields[1].format = "vu";
    s.table.columns[1].buffers = buffers;
    s.table.columns[1].n_buffers = 4;
    expect(&s, PRSE_ESCHEMA, "effectif@-1");
}

PRSE_TEST(hostile, views)
{
    expect_view_refused((text_view){-1, "", 0, 0}, 4);
    expect_view_refused((text_view){13, "", 0, 0}, 4);
    expect_view_refused((text_view){13, "", 1, 0}, 100);
    expect_view_refused((text_view){13, "", -1, 0}, 100);
    expect_view_refused((text_view){13, "", 0, -1}, 100);
    expect_view_refused((text_view){13, "", 0, INT32_MAX}, 100);
    expect_view_refused((text_view){INT32_MAX, "", 0, 1}, 100);
}

static void expect_key_refused(int64_t key)
{
    scene s;
    begin(&s);
    const int64_t keys[4] = {key};
    const void *buffers[] = {NULL, keys};
    s.table.fields[0].dictionary = &s.table.fields[1];
    s.table.columns[0].dictionary = &s.table.columns[1];
    s.table.columns[0].buffers = buffers;
    expect(&s, PRSE_ESCHEMA, "effectif");
}

PRSE_TEST(hostile, keys)
{
    expect_key_refused(-1);
    expect_key_refused(4);
    expect_key_refused(INT64_MAX);
    expect_key_refused(INT64_MIN);
}

/* --- Schemas without an end --- */

static prse_status schema_of(scene *s, prse_error *err)
{
    struct ArrowSchema out = {0};
    prse_status status =
        prse_batch_schema(&out, s->batch, &s->table.schema, err);
    cr_expect_eq(out.release != NULL, status == PRSE_OK);
    if (out.release)
        out.release(&out);
    prse_batch_unref(s->batch);
    prse_pack_unref(s->pack);
    return status;
}

/* A field that is its own child, once and twice. */
PRSE_TEST(hostile, a_field_inside_itself)
{
    for (int64_t times = 1; times <= 2; times++) {
        scene s;
        prse_error err = {0};
        begin(&s);
        struct ArrowSchema *field = &s.table.fields[2];
        struct ArrowSchema *children[] = {field, field};
        field->children = children;
        field->n_children = times;
        cr_expect_eq(schema_of(&s, &err), PRSE_ELIMIT);
        cr_expect_str_eq(err.subject, "autre");
    }
}

PRSE_TEST(hostile, a_dictionary_inside_itself)
{
    scene s;
    prse_error err = {0};
    begin(&s);
    s.table.fields[2].dictionary = &s.table.fields[2];
    cr_expect_eq(schema_of(&s, &err), PRSE_ELIMIT);
}

PRSE_TEST(hostile, metadata_of_impossible_lengths)
{
    static const char *const metadata[] = {
        "\xFF\xFF\xFF\xFF", "\1\0\0\0\xFF\xFF\xFF\xFF",
        "\1\0\0\0\0\0\0\0\xFF\xFF\xFF\x7F", "\xFF\xFF\xFF\x7F"};
    for (size_t i = 0; i < 4; i++) {
        scene s;
        prse_error err = {0};
        begin(&s);
        s.table.fields[2].metadata = metadata[i];
        cr_expect_eq(schema_of(&s, &err), PRSE_EINVAL);
        cr_expect_str_eq(err.subject, "autre");
    }
}

PRSE_TEST(hostile, children_of_a_kept_field)
{
    for (int way = 0; way < 4; way++) {
        scene s;
        prse_error err = {0};
        begin(&s);
        struct ArrowSchema *field = &s.table.fields[2];
        struct ArrowSchema *children[] = {NULL};
        field->n_children = way == 0 ? -1 : way == 1 ? INT64_MAX : 1;
        field->children = way == 2 ? children : NULL;
        cr_expect_eq(schema_of(&s, &err), PRSE_EINVAL);
    }
}

/* --- An empty table --- */

PRSE_TEST(hostile, an_empty_table_needs_no_values)
{
    scene s;
    struct ArrowArray out;
    prse_error err = {0};
    begin(&s);
    const void *none[] = {NULL, NULL, NULL};
    for (size_t i = 0; i < 3; i++) {
        s.table.columns[i].length = 0;
        s.table.columns[i].buffers = none;
    }
    s.table.array.length = 0;
    cr_assert_eq(prse_batch_block(&out, s.batch, &s.table.schema,
                                  &s.table.array, &err),
                 PRSE_OK, "%s", err.message);
    cr_expect_eq(out.length, 0);
    out.release(&out);
    prse_batch_unref(s.batch);
    prse_pack_unref(s.pack);
}
