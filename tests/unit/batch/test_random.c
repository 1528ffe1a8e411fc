/* SPDX-License-Identifier: Apache-2.0 */
/* Random tables give what prse_report gives for each of their rows. */
#include <stdlib.h>
#include <string.h>

#include "support/test.h"
#include "test_random_table.h"

enum { COLUMNS = PRSE_BATCH_COUNTS - 1 };

typedef struct scene {
    prse_pack *pack;
    prse_batch *batch;
    prse_facts *facts;
    prse_report *report;
    random_table table;
    struct ArrowSchema schema;
    struct ArrowArray out;
    int64_t column; /* next one of the answers */
    size_t bad, decided;
} scene;

/* 1 when every value is one of its fact. */
static int set_facts(scene *s, int64_t row)
{
    int good = 1;
    prse_facts_clear(s->facts);
    for (size_t i = 0; i < s->table.count; i++) {
        const random_column *c = &s->table.columns[i];
        const char *text =
            c->texts[row + s->table.offset + c->column.offset];
        prse_status status = prse_facts_set(s->facts, c->id, c->year,
                                            prse_str_of(text), NULL);
        cr_assert(status == PRSE_OK || status == PRSE_ETYPE);
        good &= status == PRSE_OK;
    }
    return good;
}

static const struct ArrowArray *next_column(scene *s, const char *what,
                                            prse_str id)
{
    const struct ArrowSchema *field = s->schema.children[s->column];
    cr_assert(strncmp(field->name, id.ptr, id.len) == 0 &&
                  strcmp(field->name + id.len, what) == 0,
              "%s is not the column after %s", field->name, id.ptr);
    return s->out.children[s->column++];
}

static void expect_integer(const struct ArrowArray *column, int64_t row,
                           size_t bytes, int64_t expected)
{
    int64_t found = 0;
    const char *values = column->buffers[1];
    cr_assert_not(scene_is_null(column, row));
    memcpy(&found, values + (size_t)row * bytes, bytes);
    if (bytes == 1)
        found = (int8_t)found;
    if (bytes == 2)
        found = (int16_t)found;
    cr_assert_eq(found, expected, "row %d: %d, not %d", (int)row, (int)found,
                 (int)expected);
}

static void expect_text(const struct ArrowArray *column, int64_t row,
                        prse_str expected, int known)
{
    prse_str found = scene_text(column, row);
    cr_assert_eq(found.ptr != NULL, known);
    if (known)
        cr_assert(found.len == expected.len &&
                  memcmp(found.ptr, expected.ptr, found.len) == 0);
}

static void expect_criteria(scene *s, int64_t row, size_t obligation,
                            const prse_obligation_info *info)
{
    int64_t met = 0, unknown = 0;
    for (size_t i = 0; i < info->criterion_count; i++) {
        int is = prse_report_criterion(s->report, obligation, i);
        met |= (int64_t)(is == 1) << i;
        unknown |= (int64_t)(is < 0) << i;
    }
    expect_integer(next_column(s, "_criteres", info->id), row, 8, met);
    expect_integer(next_column(s, "_criteres_inconnus", info->id), row, 8,
                   unknown);
}

static void expect_outputs(scene *s, int64_t row, size_t obligation,
                           const prse_obligation_info *info)
{
    for (size_t i = 0; i < info->output_count; i++) {
        prse_part_info part = {.size = sizeof part};
        prse_str value = {NULL, 0};
        int known = 0;
        prse_error err;
        prse_pack_part(s->pack, obligation, PRSE_PART_OUTPUT, i, PRSE_LANG_FR,
                       &part);
        cr_assert_eq(prse_report_output(&value, s->report, obligation, i,
                                        &known, &err),
                     PRSE_OK);
        expect_text(next_column(s, "", part.id), row, value, known);
    }
}

/* The number of facts that are named. */
static size_t names_in(prse_str text)
{
    size_t count = text.len > 0;
    for (size_t i = 0; i < text.len; i++)
        count += text.ptr[i] == '+';
    return count;
}

static void expect_missing(scene *s, int64_t row, size_t obligation,
                           prse_str id)
{
    prse_str text = scene_text(next_column(s, "_manque", id), row);
    size_t count = prse_report_missing(s->report, obligation, NULL, 0);
    cr_assert_eq(names_in(text), count);
}

static void expect_compliance(scene *s, int64_t row, size_t obligation,
                              const prse_obligation_info *info)
{
    prse_compliance compliance;
    if (!info->has_status)
        return;
    cr_assert_eq(prse_report_compliance(s->report, obligation, &compliance,
                                        NULL),
                 PRSE_OK);
    expect_integer(next_column(s, "_statut", info->id), row, 2, compliance);
}

static void expect_obligation(scene *s, int64_t row, size_t obligation)
{
    prse_obligation_info info = {.size = sizeof info};
    prse_pack_obligation(s->pack, obligation, PRSE_LANG_FR, &info, NULL);
    prse_answer answer = prse_report_answer(s->report, obligation);
    s->decided += answer != PRSE_UNKNOWN;
    expect_integer(next_column(s, "_soumis", info.id), row, 1, answer);
    expect_criteria(s, row, obligation, &info);
    expect_outputs(s, row, obligation, &info);
    int32_t year = prse_report_first_year(s->report, obligation);
    const struct ArrowArray *years =
        next_column(s, "_premiere_annee", info.id);
    if (year)
        expect_integer(years, row, 4, year);
    else
        cr_assert(scene_is_null(years, row));
    expect_missing(s, row, obligation, info.id);
    expect_compliance(s, row, obligation, &info);
}

static void expect_row(scene *s, int64_t row)
{
    s->column = 0;
    if (!set_facts(s, row)) {
        s->bad++;
        for (; s->column + 1 < s->schema.n_children; s->column++)
            cr_assert(scene_is_null(s->out.children[s->column], row));
        cr_assert_not(scene_is_null(s->out.children[s->column], row));
        return;
    }
    cr_assert_eq(prse_report_evaluate(s->report, s->facts,
                                      PRSE_STR("2026-11-23"), NULL),
                 PRSE_OK);
    for (size_t o = 0; o < prse_pack_obligation_count(s->pack); o++)
        expect_obligation(s, row, o);
    cr_assert(scene_is_null(s->out.children[s->column], row),
              "row %d: %s", (int)row,
              scene_text(s->out.children[s->column], row).ptr);
}

static void run(const char *name, int64_t rows)
{
    scene s = {.pack = strcmp(name, "essai") ? scene_pack(name)
                                             : scene_trial_pack()};
    prse_error err = {0};
    s.batch = scene_plan(s.pack, (prse_batch_options){.columns = COLUMNS});
    cr_assert_eq(prse_facts_new(&s.facts, s.pack, NULL), PRSE_OK);
    cr_assert_eq(prse_report_new(&s.report, s.pack, NULL), PRSE_OK);
    size_t cells = 0, wanted = getenv("PRSE_FULL") ? 4000000 : 100000;
    for (uint64_t seed = 1; cells < wanted; seed++) {
        random_table_make(&s.table, s.pack, rows, seed);
        cr_assert_eq(prse_batch_schema(&s.schema, s.batch, &s.table.schema,
                                       &err),
                     PRSE_OK, "%s", err.message);
        cr_assert_eq(prse_batch_block(&s.out, s.batch, &s.table.schema,
                                      &s.table.array, &err),
                     PRSE_OK, "%s", err.message);
        for (int64_t row = 0; row < rows; row++)
            expect_row(&s, row);
        cells += (size_t)rows * s.table.count;
        s.out.release(&s.out);
        s.schema.release(&s.schema);
        random_table_free(&s.table);
    }
    cr_log_info("%zu bad rows, %zu decided\n", s.bad, s.decided);
    cr_assert(s.bad > 0 && s.decided > 0);
    prse_report_free(s.report);
    prse_facts_free(s.facts);
    prse_batch_unref(s.batch);
    prse_pack_unref(s.pack);
}

PRSE_TEST(random, tables_of_french_law)
{
    run("fr-rse", 97);
}

PRSE_TEST(random, tables_of_the_existing_service)
{
    run("portail-rse-compat", 33);
}

PRSE_TEST(random, tables_of_another_administration)
{
    run("demo-commune", 256);
}

PRSE_TEST(random, tables_of_one_row)
{
    run("essai", 1);
}
