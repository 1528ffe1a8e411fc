/* SPDX-License-Identifier: Apache-2.0 */
/* The same values in every format that can be read. The output `total` of the
 * trial pack is the headcount and 40, so that it tells what was read. */
#include <math.h>
#include <string.h>

#include "support/test.h"
#include "table_scene.h"

enum { ROWS = 4 };

static const int64_t ZEROS[ROWS + 2] = {0};
static const scene_column SCORE = {.name = "score", .format = "l",
                                   .buffers = {NULL, ZEROS},
                                   .buffer_count = 2, .length = ROWS + 2};

typedef struct answers {
    prse_pack *pack;
    prse_batch *batch;
    scene_table table;
    struct ArrowSchema schema;
    struct ArrowArray array;
} answers;

static void begin(answers *a, const scene_column *column, int64_t offset)
{
    const scene_column columns[] = {SCORE, *column};
    prse_error err = {0};
    a->pack = scene_trial_pack();
    a->batch = scene_plan(a->pack, (prse_batch_options){
                                       .columns = PRSE_BATCH_ANSWERS |
                                                  PRSE_BATCH_OUTPUTS |
                                                  PRSE_BATCH_ERRORS});
    scene_table_make(&a->table, columns, 2, ROWS, offset);
    cr_assert_eq(prse_batch_schema(&a->schema, a->batch, &a->table.schema,
                                   &err),
                 PRSE_OK, "%s", err.message);
    cr_assert_eq(prse_batch_block(&a->array, a->batch, &a->table.schema,
                                  &a->table.array, &err),
                 PRSE_OK, "%s", err.message);
    cr_assert_null(a->table.array.release);
}

static void end(answers *a)
{
    a->array.release(&a->array);
    a->schema.release(&a->schema);
    cr_assert_eq(a->table.released, 1);
    prse_batch_unref(a->batch);
    prse_pack_unref(a->pack);
}

static void expect_text(const answers *a, const char *name, int64_t row,
                        const char *expected)
{
    prse_str found =
        scene_text(scene_answers(&a->schema, &a->array, name), row);
    if (!expected)
        cr_expect_null(found.ptr, "%s of row %d: %.*s", name, (int)row,
                       (int)found.len, found.ptr);
    else
        cr_expect(found.ptr && found.len == strlen(expected) &&
                      memcmp(found.ptr, expected, found.len) == 0,
                  "%s of row %d: %.*s, not %s", name, (int)row,
                  (int)found.len, found.ptr ? found.ptr : "", expected);
}

/* What the outputs are for four rows, the bitmap leaving out the second; then
 * the same table from its second row on. */
static const char *const TOTALS[ROWS] = {"100", NULL, "40", "165"};
static const uint8_t BITMAP[1] = {0xFD}; /* all but row 1 */

static void expect_totals(const scene_column *column)
{
    answers a;
    scene_column again = *column;
    begin(&a, column, 0);
    for (int64_t row = 0; row < ROWS; row++) {
        expect_text(&a, "total", row, TOTALS[row]);
        expect_text(&a, "erreur", row, NULL);
    }
    end(&a);
    /* sliced: by the table's offset, then by the column's own */
    begin(&a, column, 1);
    expect_text(&a, "total", 0, TOTALS[1]);
    expect_text(&a, "total", 2, TOTALS[3]);
    end(&a);
    again.offset = 2;
    again.length -= 2;
    again.nulls = -1;
    begin(&a, &again, 0);
    expect_text(&a, "total", 0, TOTALS[2]);
    expect_text(&a, "total", 1, TOTALS[3]);
    end(&a);
}

static void expect_numbers(const char *format, const void *values)
{
    scene_column column = {.name = "effectif", .format = format,
                           .buffers = {BITMAP, values}, .buffer_count = 2,
                           .length = ROWS + 2, .nulls = 1};
    expect_totals(&column);
}

#define NUMBERS(type) \
    (const type[]) \
    { \
        60, 7, 0, 125, 1, 1 \
    }

PRSE_TEST(batch, integers_of_every_size)
{
    expect_numbers("c", NUMBERS(int8_t));
    expect_numbers("C", NUMBERS(uint8_t));
    expect_numbers("s", NUMBERS(int16_t));
    expect_numbers("S", NUMBERS(uint16_t));
    expect_numbers("i", NUMBERS(int32_t));
    expect_numbers("I", NUMBERS(uint32_t));
    expect_numbers("l", NUMBERS(int64_t));
    expect_numbers("L", NUMBERS(uint64_t));
}

PRSE_TEST(batch, floating_point)
{
    expect_numbers("f", NUMBERS(float));
    expect_numbers("g", NUMBERS(double));
}

PRSE_TEST(batch, decimals)
{
    static const int64_t hundredths[] = {6000, 0, 7, 0, 0,   0,
                                         12500, 0, 1, 0, 1, 0};
    static const int64_t dozens[] = {6, 0, 7, 0, 0, 0, 0, 0, 1, 0, 1, 0};
    expect_numbers("d:9,2", hundredths);
    expect_numbers("d:9,2,128", hundredths);
    scene_column tens = {.name = "effectif", .format = "d:3,-1",
                         .buffers = {BITMAP, dozens}, .buffer_count = 2,
                         .length = ROWS + 2, .nulls = 1};
    answers a;
    begin(&a, &tens, 0);
    expect_text(&a, "total", 0, "100");
    end(&a);
}

static const char LETTERS[] = "60sept0125>= 50petit";

PRSE_TEST(batch, strings)
{
    static const int32_t ends[] = {0, 2, 6, 7, 10, 15, 20};
    static const int64_t large[] = {0, 2, 6, 7, 10, 15, 20};
    scene_column column = {.name = "effectif", .format = "u",
                           .buffers = {BITMAP, ends, LETTERS},
                           .buffer_count = 3, .length = ROWS + 2, .nulls = 1};
    expect_totals(&column);
    column.format = "U";
    column.buffers[1] = large;
    expect_totals(&column);
}

typedef struct text_view {
    int32_t length;
    char prefix[4];
    int32_t buffer, offset;
} text_view;

PRSE_TEST(batch, string_views_inside_and_outside)
{
    static const char outside[] = "....             125 .";
    static const int64_t sizes[] = {sizeof outside - 1};
    static const text_view views[ROWS + 2] = {
        {2, "60", 0, 0}, {0, "", 0, 0}, {1, "0", 0, 0}, {17, "    ", 0, 4}};
    const scene_column column = {
        .name = "effectif", .format = "vu",
        .buffers = {BITMAP, views, outside, sizes}, .buffer_count = 4,
        .length = ROWS + 2, .nulls = 1};
    expect_totals(&column);
}

PRSE_TEST(batch, dictionaries)
{
    static const int32_t ends[] = {0, 2, 6, 7, 10, 15, 20};
    static const int8_t keys[ROWS + 2] = {0, 1, 2, 3, 4, 5};
    static const uint32_t wide[ROWS + 2] = {0, 1, 2, 3, 4, 5};
    scene_column words = {.format = "u", .buffers = {NULL, ends, LETTERS},
                          .buffer_count = 3, .length = 6};
    scene_column column = {.name = "effectif", .format = "c",
                           .buffers = {BITMAP, keys}, .buffer_count = 2,
                           .length = ROWS + 2, .nulls = 1, .words = &words};
    expect_totals(&column);
    column.format = "I";
    column.buffers[1] = wide;
    expect_totals(&column);
    /* the null is in the dictionary, and the dictionary is a slice */
    static const int32_t late[] = {0, 0, 2, 6, 7, 10, 15, 20};
    words.buffers[0] = (const uint8_t[]){0xFB};
    words.buffers[1] = late;
    words.nulls = 1;
    words.offset = 1;
    column.buffers[0] = NULL;
    column.nulls = 0;
    expect_totals(&column);
}

PRSE_TEST(batch, a_column_without_any_value)
{
    const scene_column column = {.name = "effectif", .format = "n",
                                 .length = ROWS, .nulls = ROWS};
    answers a;
    begin(&a, &column, 0);
    for (int64_t row = 0; row < ROWS; row++) {
        expect_text(&a, "total", row, NULL);
        expect_text(&a, "erreur", row, NULL);
    }
    end(&a);
}

PRSE_TEST(batch, fractions_are_the_shortest_decimals)
{
    static const double doubles[ROWS] = {0.1, 1e-7, 1234567.891, 60.5};
    static const float floats[ROWS] = {0.1f, 16777216.0f, 1.1f, 60.5f};
    const scene_column wide = {.name = "effectif", .format = "g",
                               .buffers = {NULL, doubles}, .buffer_count = 2,
                               .length = ROWS};
    const scene_column narrow = {.name = "effectif", .format = "f",
                                 .buffers = {NULL, floats}, .buffer_count = 2,
                                 .length = ROWS};
    static const char *const of_wide[] = {"40.1", "40.0000001", "1234607.891",
                                          "100.5"};
    static const char *const of_narrow[] = {"40.1", "16777256", "41.1",
                                            "100.5"};
    answers a;
    begin(&a, &wide, 0);
    for (int64_t row = 0; row < ROWS; row++)
        expect_text(&a, "total", row, of_wide[row]);
    end(&a);
    begin(&a, &narrow, 0);
    for (int64_t row = 0; row < ROWS; row++)
        expect_text(&a, "total", row, of_narrow[row]);
    end(&a);
}

/* --- Rows that are bad --- */

PRSE_TEST(batch, a_bad_value_is_told_and_stops_nothing)
{
    static const double values[ROWS] = {NAN, 60, INFINITY, -1};
    const scene_column column = {.name = "effectif", .format = "g",
                                 .buffers = {NULL, values}, .buffer_count = 2,
                                 .length = ROWS};
    answers a;
    begin(&a, &column, 0);
    expect_text(&a, "erreur", 0,
                "effectif: it is not a value of this fact: it is infinite or "
                "not a number");
    expect_text(&a, "erreur", 1, NULL);
    expect_text(&a, "total", 1, "100");
    expect_text(&a, "total", 3, NULL);
    expect_text(&a, "erreur", 3,
                "effectif: `-1` is not a value of this fact: its range is "
                ">= 0");
    cr_expect(scene_is_null(
        scene_answers(&a.schema, &a.array, "affichage_soumis"), 0));
    cr_expect(scene_is_null(
        scene_answers(&a.schema, &a.array, "affichage_soumis"), 3));
    end(&a);
}

PRSE_TEST(batch, every_bad_column_of_a_row_is_told)
{
    static const int32_t ends[] = {0, 3, 3, 3, 3};
    static const int32_t cuts[] = {0, 2, 2, 2, 2};
    const scene_column columns[] = {
        {.name = "effectif@-1", .format = "u",
         .buffers = {NULL, ends, "abc"}, .buffer_count = 3, .length = ROWS},
        {.name = "siren", .format = "u", .buffers = {NULL, cuts, "a\xFF"},
         .buffer_count = 3, .length = ROWS}};
    prse_pack *pack = scene_trial_pack();
    prse_batch *batch = scene_plan(pack, (prse_batch_options){0});
    scene_table table;
    struct ArrowArray out;
    prse_error err = {0};
    scene_table_make(&table, columns, 2, ROWS, 0);
    cr_assert_eq(prse_batch_block(&out, batch, &table.schema, &table.array,
                                  &err),
                 PRSE_OK);
    prse_str text = scene_text(out.children[2], 0);
    cr_expect_str_eq(text.ptr,
                     "effectif@-1: `abc` is not a value of this fact: write "
                     "50, 50..249, [50..300) or >= 50, or a bracket: petit, "
                     "grand; siren: the value is not UTF-8",
                     "%s", text.ptr);
    cr_expect(scene_is_null(out.children[2], 1));
    out.release(&out);
    prse_batch_unref(batch);
    prse_pack_unref(pack);
}

/* A null row of the table itself is not a company without facts. */
PRSE_TEST(batch, a_null_row_is_bad)
{
    static const int64_t values[ROWS] = {60, 60, 60, 60};
    static const uint8_t rows[] = {0x0D};
    const scene_column column = {.name = "effectif", .format = "l",
                                 .buffers = {NULL, values}, .buffer_count = 2,
                                 .length = ROWS};
    prse_pack *pack = scene_trial_pack();
    prse_batch *batch = scene_plan(pack, (prse_batch_options){0});
    scene_table table;
    struct ArrowArray out;
    scene_table_make(&table, &column, 1, ROWS, 0);
    table.buffers[0] = rows;
    table.array.null_count = 1;
    cr_assert_eq(prse_batch_block(&out, batch, &table.schema, &table.array,
                                  NULL),
                 PRSE_OK);
    cr_expect(scene_is_null(out.children[0], 1));
    cr_expect_eq(scene_text(out.children[2], 1).len, strlen("the row is null"));
    cr_expect(scene_is_null(out.children[2], 2));
    out.release(&out);
    prse_batch_unref(batch);
    prse_pack_unref(pack);
}

/* --- Dates and truths --- */

static int64_t charter_of(const char *format, const void *values, int is_bad)
{
    const scene_column column = {.name = "creation", .format = format,
                                 .buffers = {NULL, values}, .buffer_count = 2,
                                 .length = ROWS};
    answers a;
    begin(&a, &column, 0);
    const struct ArrowArray *errors =
        scene_answers(&a.schema, &a.array, "erreur");
    cr_expect_eq(!scene_is_null(errors, 0), is_bad);
    int64_t answer =
        is_bad ? -1
               : scene_integer(&a.schema, &a.array, "charte_soumis", 0);
    end(&a);
    return answer;
}

PRSE_TEST(batch, dates)
{
    const int64_t day = 20000, seconds = day * 86400;
    const int32_t days[ROWS] = {20000};
    const int64_t milliseconds[ROWS] = {seconds * 1000};
    const int64_t plain[ROWS] = {seconds};
    const int64_t nanoseconds[ROWS] = {seconds * 1000000000};
    const int64_t noon[ROWS] = {seconds + 43200};
    const int64_t never[ROWS] = {INT64_MAX / 86400000 * 86400000};
    /* with a date the charter is undecided; without, insufficient */
    cr_expect_eq(charter_of("tdD", days, 0), PRSE_UNKNOWN);
    cr_expect_eq(charter_of("tdm", milliseconds, 0), PRSE_UNKNOWN);
    cr_expect_eq(charter_of("tsm:", milliseconds, 0), PRSE_UNKNOWN);
    cr_expect_eq(charter_of("tss:", plain, 0), PRSE_UNKNOWN);
    cr_expect_eq(charter_of("tsn:", nanoseconds, 0), PRSE_UNKNOWN);
    charter_of("tss:", noon, 1);
    charter_of("tdm", never, 1);
}

static void expect_recommended(const char *format, const void *values)
{
    static const int64_t small[ROWS] = {1, 1, 1, 1};
    const scene_column columns[] = {
        {.name = "effectif", .format = "l", .buffers = {NULL, small},
         .buffer_count = 2, .length = ROWS},
        {.name = "accord", .format = format, .buffers = {NULL, values},
         .buffer_count = 2, .length = ROWS}};
    prse_pack *pack = scene_trial_pack();
    prse_batch *batch = scene_plan(
        pack, (prse_batch_options){.style = PRSE_BATCH_WORDS});
    scene_table table;
    struct ArrowArray out;
    prse_error err = {0};
    scene_table_make(&table, columns, 2, ROWS, 0);
    cr_assert_eq(prse_batch_block(&out, batch, &table.schema, &table.array,
                                  &err),
                 PRSE_OK, "%s", err.message);
    const int8_t *codes = out.children[0]->buffers[1];
    cr_expect_eq(codes[0], PRSE_RECOMMENDED);
    cr_expect_eq(codes[1], PRSE_NOT_SUBJECT);
    prse_str word = scene_text(out.children[0]->dictionary, codes[0]);
    cr_expect(word.len == 10 && memcmp(word.ptr, "recommande", 10) == 0);
    out.release(&out);
    prse_batch_unref(batch);
    prse_pack_unref(pack);
}

PRSE_TEST(batch, truths)
{
    expect_recommended("b", (const uint8_t[]){0x05});
    expect_recommended("c", (const int8_t[]){1, 0, 1, 0});
    expect_recommended("g", (const double[]){1, 0, 1, 0});
}
