/* SPDX-License-Identifier: Apache-2.0 */
/* Values that are spelt out, by columns, against one company at a time: every
 * fact of the packs with texts around what decides, decimals and fractions. */
#include <stdio.h>
#include <string.h>

#include "support/test.h"
#include "table_scene.h"

enum { ROWS = 2500, LETTERS = 64 * ROWS };

static const char *const SPELT[] = {
    "49", "49.5", "49.99", "49.999999999999", "50", "50.0", "50.01", "249.5",
    "250", "300.00", "050", "50.", ".5", "0", "0.0", "00", "1e2", "-3", "-0",
    "-0.5", "abc", "50..249", "[50..300)", ">= 50", "null", "unknown", "2.75",
    "2.74", "2.7499999999999999999999", "23.6", "23.61", "499.9", "500",
    "500.000000000000000000001", "999999999999999999", "9999999999999999999",
    "40000000", "40000000.5", "100000000.01", "1", "true", "false", "0.99",
    "2025-12-31", "2025-02-30", "2026-1-1", "99100", "5710", "5710.5", "fait",
    "en_cours", " 50", "50 ", "a word that is longer than what is kept",
    "\xff", "12 000", "12,5", "+50", "0x32", "1.0.0", "1_000"};

enum { SPELLINGS = sizeof SPELT / sizeof *SPELT };

typedef struct scene {
    prse_pack *pack;
    prse_batch *batch;
    prse_facts *facts;
    prse_report *report;
    size_t good, bad;
    char name[80];
    int32_t ends[ROWS + 1];
    char letters[LETTERS];
    uint64_t decimals[2 * ROWS];
    double doubles[ROWS];
    char texts[ROWS][64]; /* the same values, as they are written */
} scene;

static void expect_obligation(const scene *s, size_t o, int64_t row,
                              const struct ArrowSchema *schema,
                              const struct ArrowArray *out)
{
    prse_obligation_info info = {.size = sizeof info};
    char name[80];
    int64_t met = 0, unknown = 0;
    prse_pack_obligation(s->pack, o, PRSE_LANG_FR, &info, NULL);
    for (uint32_t i = 0; i < info.criterion_count; i++) {
        int is_met = prse_report_criterion(s->report, o, i);
        met |= (int64_t)(is_met == 1) << i;
        unknown |= (int64_t)(is_met < 0) << i;
    }
    snprintf(name, sizeof name, "%s_soumis", info.id.ptr);
    cr_assert_eq(scene_integer(schema, out, name, row),
                 prse_report_answer(s->report, o), "%s: %s of %s", name,
                 s->name, s->texts[row]);
    snprintf(name, sizeof name, "%s_criteres", info.id.ptr);
    cr_assert_eq(scene_integer(schema, out, name, row), met, "%s: %s of %s",
                 name, s->name, s->texts[row]);
    snprintf(name, sizeof name, "%s_criteres_inconnus", info.id.ptr);
    cr_assert_eq(scene_integer(schema, out, name, row), unknown,
                 "%s: %s of %s", name, s->name, s->texts[row]);
}

static void expect_row(scene *s, prse_str fact, int32_t year, int64_t row,
                       const struct ArrowSchema *schema,
                       const struct ArrowArray *out)
{
    prse_facts_clear(s->facts);
    int is_good = prse_facts_set(s->facts, fact, year,
                                 prse_str_of(s->texts[row]), NULL) == PRSE_OK;
    const struct ArrowArray *errors = scene_answers(schema, out, "erreur");
    s->good += (size_t)is_good;
    s->bad += (size_t)!is_good;
    cr_assert_eq(scene_is_null(errors, row), is_good, "%s of %s", s->name,
                 s->texts[row]);
    if (!is_good)
        return;
    cr_assert_eq(prse_report_evaluate(s->report, s->facts,
                                      PRSE_STR("2026-11-23"), NULL),
                 PRSE_OK);
    for (size_t o = 0; o < prse_pack_obligation_count(s->pack); o++)
        expect_obligation(s, o, row, schema, out);
}

/* Rows repeat what they say: looking at one turn of it is enough. */
static void expect_column(scene *s, scene_column column, prse_str fact,
                          int32_t year)
{
    scene_table table;
    struct ArrowSchema schema;
    struct ArrowArray out;
    prse_error err = {0};
    column.name = s->name;
    column.length = ROWS;
    scene_table_make(&table, &column, 1, ROWS, 0);
    cr_assert_eq(prse_batch_schema(&schema, s->batch, &table.schema, &err),
                 PRSE_OK, "%s", err.message);
    cr_assert_eq(prse_batch_block(&out, s->batch, &table.schema, &table.array,
                                  &err),
                 PRSE_OK, "%s", err.message);
    for (int64_t row = ROWS - 2 * SPELLINGS; row < ROWS; row++)
        expect_row(s, fact, year, row, &schema, &out);
    out.release(&out);
    schema.release(&schema);
}

static void expect_texts(scene *s, prse_str fact, int32_t year)
{
    for (size_t row = 0; row < ROWS; row++) {
        const char *text = SPELT[row % SPELLINGS];
        size_t length = strlen(text);
        strcpy(s->texts[row], text);
        memcpy(s->letters + s->ends[row], text, length);
        s->ends[row + 1] = s->ends[row] + (int32_t)length;
    }
    expect_column(s, (scene_column){.format = "u", .buffer_count = 3,
                                    .buffers = {NULL, s->ends, s->letters}},
                  fact, year);
}

/* Hundredths, one after the other, around what decides. */
static void expect_numbers(scene *s, prse_str fact, int32_t year)
{
    static const int64_t AROUND[] = {0, 275, 2360, 5000, 25000, 50000};
    for (size_t row = 0; row < ROWS; row++) {
        int64_t hundredths = AROUND[row % 6] + (int64_t)(row / 6 % 8) * 25 -
                             100;
        int negative = hundredths < 0;
        s->decimals[2 * row] = (uint64_t)hundredths;
        s->decimals[2 * row + 1] = negative ? UINT64_MAX : 0;
        s->doubles[row] = (double)hundredths / 100;
        snprintf(s->texts[row], sizeof s->texts[row], "%.2f",
                 s->doubles[row]);
    }
    expect_column(s, (scene_column){.format = "d:9,2", .buffer_count = 2,
                                    .buffers = {NULL, s->decimals}},
                  fact, year);
    expect_column(s, (scene_column){.format = "g", .buffer_count = 2,
                                    .buffers = {NULL, s->doubles}},
                  fact, year);
}

static void run(const char *name)
{
    static scene s;
    s.pack = scene_pack(name);
    s.batch = scene_plan(s.pack, (prse_batch_options){
                                     .columns = PRSE_BATCH_ANSWERS |
                                                PRSE_BATCH_CRITERIA |
                                                PRSE_BATCH_ERRORS});
    cr_assert_eq(prse_facts_new(&s.facts, s.pack, NULL), PRSE_OK);
    cr_assert_eq(prse_report_new(&s.report, s.pack, NULL), PRSE_OK);
    for (size_t i = 0; i < prse_pack_fact_count(s.pack); i++) {
        prse_fact_info info = {.size = sizeof info};
        prse_pack_fact(s.pack, i, PRSE_LANG_FR, &info, NULL);
        snprintf(s.name, sizeof s.name, "%s", info.id.ptr);
        expect_texts(&s, info.id, 0);
        if (info.type == PRSE_FACT_NUMBER || info.type == PRSE_FACT_COUNT)
            expect_numbers(&s, info.id, 0);
    }
    cr_assert(s.good > 0 && s.bad > 0);
    prse_report_free(s.report);
    prse_facts_free(s.facts);
    prse_batch_unref(s.batch);
    prse_pack_unref(s.pack);
}

PRSE_TEST(spelt, facts_of_french_law)
{
    run("fr-rse");
}

PRSE_TEST(spelt, facts_of_the_existing_service)
{
    run("portail-rse-compat");
}

PRSE_TEST(spelt, facts_of_another_administration)
{
    run("demo-commune");
}
