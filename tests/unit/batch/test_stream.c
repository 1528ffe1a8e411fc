/* SPDX-License-Identifier: Apache-2.0 */
/* Streams: lazy, released once, and failing with what went wrong. */
#include <errno.h>
#include <string.h>

#include "support/fault.h"
#include "support/test.h"
#include "table_scene.h"

enum { TABLES = 3 };

static const int64_t NUMBERS[] = {60, 40, 60, 200};
static const scene_column COLUMN = {.name = "effectif", .format = "l",
                                    .buffers = {NULL, NUMBERS},
                                    .buffer_count = 2, .length = 4};

typedef struct scene {
    prse_pack *pack;
    prse_batch *batch;
    scene_table tables[TABLES];
    scene_stream in;
    struct ArrowArrayStream out;
} scene;

static void begin(scene *s, prse_batch_options opts)
{
    s->pack = scene_trial_pack();
    s->batch = scene_plan(s->pack, opts);
    for (size_t i = 0; i < TABLES; i++)
        scene_table_make(&s->tables[i], &COLUMN, 1, 4, 0);
    scene_stream_make(&s->in, s->tables, TABLES);
    s->out = (struct ArrowArrayStream){0};
}

static void open(scene *s)
{
    prse_error err = {0};
    cr_assert_eq(prse_batch_stream(&s->out, s->batch, &s->in.stream, &err),
                 PRSE_OK, "%s", err.message);
    cr_assert_null(s->in.stream.release);
    /* the stream holds the plan, and the plan the pack */
    prse_batch_unref(s->batch);
    prse_pack_unref(s->pack);
}

static void end(scene *s)
{
    s->out.release(&s->out);
    cr_assert_null(s->out.release);
    cr_assert_eq(s->in.released, 1);
    for (size_t i = 0; i < TABLES; i++)
        cr_assert_eq(s->tables[i].released, 1);
}

PRSE_TEST(stream, table_after_table)
{
    scene s;
    struct ArrowSchema schema;
    struct ArrowArray array;
    begin(&s, (prse_batch_options){0});
    open(&s);
    cr_expect_eq(s.in.next, 0, "tables are asked for when they are needed");
    cr_assert_eq(s.out.get_schema(&s.out, &schema), 0);
    for (size_t i = 0; i < TABLES; i++) {
        cr_assert_eq(s.out.get_next(&s.out, &array), 0);
        cr_expect_eq(s.in.next, i + 1);
        cr_expect_eq(array.length, 4);
        cr_expect_eq(scene_integer(&schema, &array, "charte_soumis", 0),
                     PRSE_UNKNOWN);
        array.release(&array);
    }
    for (size_t i = 0; i < 2; i++) {
        cr_assert_eq(s.out.get_next(&s.out, &array), 0);
        cr_assert_null(array.release, "the end stays the end");
    }
    cr_expect_null(s.out.get_last_error(&s.out));
    schema.release(&schema);
    end(&s);
}

PRSE_TEST(stream, given_up_in_the_middle)
{
    scene s;
    struct ArrowArray array;
    begin(&s, (prse_batch_options){0});
    open(&s);
    cr_assert_eq(s.out.get_next(&s.out, &array), 0);
    end(&s);
    cr_expect_eq(array.length, 4, "a table lives on without its stream");
    array.release(&array);
}

PRSE_TEST(stream, counts_come_once_over_all_tables)
{
    scene s;
    struct ArrowSchema schema;
    struct ArrowArray array;
    begin(&s, (prse_batch_options){.columns = PRSE_BATCH_COUNTS});
    open(&s);
    cr_assert_eq(s.out.get_schema(&s.out, &schema), 0);
    cr_assert_eq(s.out.get_next(&s.out, &array), 0);
    cr_expect_eq(scene_integer(&schema, &array, "incalculable", 1),
                 4 * TABLES);
    array.release(&array);
    cr_assert_eq(s.out.get_next(&s.out, &array), 0);
    cr_assert_null(array.release);
    schema.release(&schema);
    end(&s);
}

PRSE_TEST(stream, a_failure_of_the_source_is_passed_on)
{
    scene s;
    struct ArrowArray array;
    begin(&s, (prse_batch_options){0});
    s.in.fails_at = 1;
    s.in.error = "the disk is gone";
    open(&s);
    cr_assert_eq(s.out.get_next(&s.out, &array), 0);
    array.release(&array);
    for (size_t i = 0; i < 2; i++) {
        cr_expect_eq(s.out.get_next(&s.out, &array), EIO);
        cr_expect_null(array.release);
        cr_expect_str_eq(s.out.get_last_error(&s.out),
                         "the stream of tables failed: the disk is gone");
    }
    end(&s);
}

PRSE_TEST(stream, a_table_that_is_not_of_the_schema)
{
    scene s;
    struct ArrowArray array;
    begin(&s, (prse_batch_options){0});
    s.tables[1].array.n_children = 0;
    open(&s);
    cr_assert_eq(s.out.get_next(&s.out, &array), 0);
    array.release(&array);
    cr_expect_eq(s.out.get_next(&s.out, &array), EINVAL);
    cr_expect_str_eq(s.out.get_last_error(&s.out),
                     "the table has not the columns of its schema");
    end(&s);
}

static void expect_refused(scene *s, prse_status expected)
{
    prse_error err = {0};
    cr_expect_eq(prse_batch_stream(&s->out, s->batch, &s->in.stream, &err),
                 expected);
    cr_expect_eq(err.code, (int32_t)expected);
    cr_expect_not_null(s->in.stream.release);
    cr_expect_null(s->out.release);
    prse_batch_unref(s->batch);
    prse_pack_unref(s->pack);
}

PRSE_TEST(stream, a_column_is_refused_at_once)
{
    scene s;
    begin(&s, (prse_batch_options){0});
    s.tables[0].fields[0].name = "autre";
    expect_refused(&s, PRSE_ENOTFOUND);
}

PRSE_TEST(stream, a_source_without_a_schema)
{
    scene s;
    begin(&s, (prse_batch_options){0});
    s.in.fails_at = 0;
    s.in.error = "no such file";
    expect_refused(&s, PRSE_EIO);
}

PRSE_TEST(stream, a_source_that_was_released)
{
    scene s;
    begin(&s, (prse_batch_options){0});
    void (*release)(struct ArrowArrayStream *) = s.in.stream.release;
    s.in.stream.release = NULL;
    prse_error err = {0};
    cr_expect_eq(prse_batch_stream(&s.out, s.batch, &s.in.stream, &err),
                 PRSE_EINVAL);
    s.in.stream.release = release;
    prse_batch_unref(s.batch);
    prse_pack_unref(s.pack);
}

/* The status of reading a stream to its end. */
static prse_status read_all(struct ArrowArrayStream *stream)
{
    struct ArrowSchema schema;
    struct ArrowArray array = {0};
    int failure = stream->get_schema(stream, &schema);
    if (!failure)
        schema.release(&schema);
    do {
        if (!failure)
            failure = stream->get_next(stream, &array);
        if (array.release)
            array.release(&array);
        else
            break;
    } while (!failure);
    cr_assert(!failure || (failure == ENOMEM &&
                           stream->get_last_error(stream)));
    return failure ? PRSE_ENOMEM : PRSE_OK;
}

static void expect_faults_told(uint32_t columns)
{
    scene s;
    begin(&s, (prse_batch_options){.columns = columns});
    PRSE_EACH_FAULT {
        prse_error err = {0};
        for (size_t i = 0; i < TABLES; i++)
            scene_table_make(&s.tables[i], &COLUMN, 1, 4, 0);
        scene_stream_make(&s.in, s.tables, TABLES);
        prse_status status =
            prse_batch_stream(&s.out, s.batch, &s.in.stream, &err);
        if (status) {
            PRSE_FAULT_CHECK(status, err);
            cr_assert_not_null(s.in.stream.release);
            continue;
        }
        status = read_all(&s.out);
        s.out.release(&s.out);
        cr_assert_eq(prse_fault_pause(), status == PRSE_ENOMEM);
        cr_assert_eq(s.in.released, 1);
        for (size_t i = 0; i < TABLES; i++)
            cr_assert_eq(s.tables[i].released, 1);
    }
    prse_batch_unref(s.batch);
    prse_pack_unref(s.pack);
}

PRSE_TEST(stream, while_memory_runs_out)
{
    expect_faults_told(0);
}

PRSE_TEST(stream, counts_while_memory_runs_out)
{
    expect_faults_told(PRSE_BATCH_COUNTS);
}
