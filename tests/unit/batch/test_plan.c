/* SPDX-License-Identifier: Apache-2.0 */
/* Plans and the schemas that they accept: what is wrong is told with the name
 * of the column. */
#include <string.h>

#include "support/fault.h"
#include "support/test.h"
#include "table_scene.h"

static const int64_t NUMBERS[] = {60, 40, 60, 40};
static const scene_column HEADCOUNT = {.name = "effectif", .format = "l",
                                       .buffers = {NULL, NUMBERS},
                                       .buffer_count = 2, .length = 4};

/* --- Plans --- */

static prse_status plan(prse_pack *pack, prse_batch_options opts,
                        prse_error *err)
{
    prse_batch *batch = NULL;
    opts.size = sizeof opts;
    if (!opts.date.ptr)
        opts.date = PRSE_STR("2026-11-23");
    prse_status status = prse_batch_new(&batch, pack, &opts, err);
    prse_batch_unref(batch);
    return status;
}

PRSE_TEST(plan, what_cannot_be_asked_for)
{
    static const prse_str nobody[] = {{"inconnue", 8}};
    static const prse_str twice[] = {{"charte", 6}, {"charte", 6}};
    static const struct {
        prse_batch_options opts;
        prse_status status;
    } CASES[] = {
        {{.date = {"demain", 6}}, PRSE_EPARSE},
        {{.date = {"", 0}}, PRSE_EPARSE},
        {{.columns = 256}, PRSE_EINVAL},
        {{.columns = PRSE_BATCH_COUNTS | PRSE_BATCH_ERRORS}, PRSE_EINVAL},
        {{.columns = PRSE_BATCH_COUNTS, .others = PRSE_BATCH_KEEP_OTHERS},
         PRSE_EINVAL},
        {{.obligations = nobody, .obligation_count = 1}, PRSE_ENOTFOUND},
        {{.obligations = twice, .obligation_count = 2}, PRSE_EINVAL},
        {{.obligation_count = 1}, PRSE_EINVAL},
        {{.keep_count = 1}, PRSE_EINVAL},
    };
    prse_pack *pack = scene_trial_pack();
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        prse_error err = {0};
        cr_expect_eq(plan(pack, CASES[i].opts, &err), CASES[i].status,
                     "case %d: %s", (int)i, err.message);
        cr_expect_neq(err.message[0], '\0');
    }
    cr_expect_eq(prse_batch_new(NULL, pack, NULL, NULL), PRSE_EINVAL);
    prse_batch_unref(NULL);
    cr_expect_null(prse_batch_ref(NULL));
    prse_pack_unref(pack);
}

PRSE_TEST(plan, holds_its_pack)
{
    scene_table table;
    struct ArrowArray out;
    prse_pack *pack = scene_trial_pack();
    prse_batch *batch = scene_plan(pack, (prse_batch_options){0});
    prse_pack_unref(pack);
    cr_expect_eq(prse_batch_ref(batch), batch);
    prse_batch_unref(batch);
    scene_table_make(&table, &HEADCOUNT, 1, 4, 0);
    cr_assert_eq(prse_batch_block(&out, batch, &table.schema, &table.array,
                                  NULL),
                 PRSE_OK);
    prse_batch_unref(batch);
    cr_expect_eq(out.length, 4);
    out.release(&out);
}

/* --- The schema of the answers --- */

static void expect_field(const struct ArrowSchema *schema, int64_t i,
                         const char *name, const char *format)
{
    cr_assert_lt(i, schema->n_children);
    cr_expect_str_eq(schema->children[i]->name, name);
    cr_expect_str_eq(schema->children[i]->format, format);
}

PRSE_TEST(plan, every_column_of_answers)
{
    static const char *const FIELDS[][2] = {
        {"affichage_soumis", "c"},
        {"affichage_criteres", "l"},
        {"affichage_criteres_inconnus", "l"},
        {"format", "u"},
        {"total", "u"},
        {"affichage_premiere_annee", "i"},
        {"affichage_manque", "u"},
        {"affichage_statut", "s"},
        {"charte_soumis", "c"},
        {"charte_criteres", "l"},
        {"charte_criteres_inconnus", "l"},
        {"charte_premiere_annee", "i"},
        {"charte_manque", "u"},
        {"erreur", "u"},
    };
    enum { FIELD_COUNT = sizeof FIELDS / sizeof *FIELDS };
    scene_table table;
    struct ArrowSchema schema;
    prse_pack *pack = scene_trial_pack();
    prse_batch *batch = scene_plan(
        pack, (prse_batch_options){.columns = PRSE_BATCH_COUNTS - 1});
    scene_table_make(&table, &HEADCOUNT, 1, 4, 0);
    cr_assert_eq(prse_batch_schema(&schema, batch, &table.schema, NULL),
                 PRSE_OK);
    cr_expect_str_eq(schema.format, "+s");
    cr_assert_eq(schema.n_children, FIELD_COUNT);
    for (int64_t i = 0; i < FIELD_COUNT; i++)
        expect_field(&schema, i, FIELDS[i][0], FIELDS[i][1]);
    schema.release(&schema);
    cr_expect_null(schema.release);
    prse_batch_unref(batch);
    prse_pack_unref(pack);
}

PRSE_TEST(plan, obligations_in_the_order_wanted)
{
    static const prse_str wanted[] = {{"charte", 6}, {"affichage", 9}};
    scene_table table;
    struct ArrowSchema schema;
    prse_pack *pack = scene_trial_pack();
    prse_batch *batch =
        scene_plan(pack, (prse_batch_options){.columns = PRSE_BATCH_ANSWERS,
                                              .obligations = wanted,
                                              .obligation_count = 2,
                                              .style = PRSE_BATCH_WORDS});
    scene_table_make(&table, &HEADCOUNT, 1, 4, 0);
    cr_assert_eq(prse_batch_schema(&schema, batch, &table.schema, NULL),
                 PRSE_OK);
    cr_assert_eq(schema.n_children, 2);
    expect_field(&schema, 0, "charte_soumis", "c");
    expect_field(&schema, 1, "affichage_soumis", "c");
    cr_expect_str_eq(schema.children[0]->dictionary->format, "u");
    schema.release(&schema);
    prse_batch_unref(batch);
    prse_pack_unref(pack);
}

/* --- Columns that are refused --- */

static prse_status refuse(prse_batch *batch, const scene_column *columns,
                          size_t count, prse_error *err)
{
    scene_table table;
    struct ArrowSchema schema = {0};
    struct ArrowArray out = {0};
    scene_table_make(&table, columns, count, 1, 0);
    prse_status status =
        prse_batch_schema(&schema, batch, &table.schema, err);
    cr_expect_null(schema.release);
    cr_expect_eq(prse_batch_block(&out, batch, &table.schema, &table.array,
                                  NULL),
                 status);
    cr_expect_null(out.release);
    cr_expect_not_null(table.array.release, "taken in spite of a failure");
    return status;
}

PRSE_TEST(plan, columns_that_are_refused)
{
    static const struct {
        const char *name, *format;
        prse_status status;
    } CASES[] = {
        {"efectif", "l", PRSE_ENOTFOUND},
        {"effectif@-2", "l", PRSE_ENOTFOUND},
        {"effectif@1", "l", PRSE_ENOTFOUND},
        {"effectif@", "l", PRSE_ENOTFOUND},
        {"forme@-1", "u", PRSE_ENOTFOUND},
        {"effectif", "e", PRSE_EUNSUPPORTED},
        {"effectif", "z", PRSE_EUNSUPPORTED},
        {"effectif", "", PRSE_EUNSUPPORTED},
        {"effectif", "d:9,2,256", PRSE_EUNSUPPORTED},
        {"effectif", "d:99999,2", PRSE_EUNSUPPORTED},
        {"effectif", "d:9", PRSE_EUNSUPPORTED},
        {"effectif", "d:9,2,128,", PRSE_EUNSUPPORTED},
        {"effectif", "+l", PRSE_EUNSUPPORTED},
        {"creation", "tsu:Europe/Paris", PRSE_EUNSUPPORTED},
        {"effectif", "b", PRSE_ETYPE},
        {"effectif", "tdD", PRSE_ETYPE},
        {"accord", "tsu:", PRSE_ETYPE},
        {"creation", "l", PRSE_ETYPE},
        {"creation", "b", PRSE_ETYPE},
    };
    prse_pack *pack = scene_trial_pack();
    prse_batch *batch = scene_plan(pack, (prse_batch_options){0});
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        scene_column column = HEADCOUNT;
        prse_error err = {0};
        column.name = CASES[i].name;
        column.format = CASES[i].format;
        cr_expect_eq(refuse(batch, &column, 1, &err), CASES[i].status,
                     "%s %s: %s", column.name, column.format, err.message);
        cr_expect_str_eq(err.subject, CASES[i].name);
        cr_expect_not_null(strstr(err.message, CASES[i].name));
    }
    prse_batch_unref(batch);
    prse_pack_unref(pack);
}

PRSE_TEST(plan, a_fact_twice)
{
    scene_column columns[] = {HEADCOUNT, HEADCOUNT, HEADCOUNT};
    prse_pack *pack = scene_trial_pack();
    prse_batch *batch = scene_plan(pack, (prse_batch_options){0});
    prse_error err = {0};
    columns[1].name = "effectif@-1";
    columns[2].name = "effectif@0";
    cr_expect_eq(refuse(batch, columns, 3, &err), PRSE_ESCHEMA);
    cr_expect_str_eq(err.message, "columns 1 and 3 are both `effectif@0`");
    prse_batch_unref(batch);
    prse_pack_unref(pack);
}

PRSE_TEST(plan, other_columns_may_be_ignored)
{
    scene_column columns[] = {HEADCOUNT, HEADCOUNT};
    scene_table table;
    struct ArrowArray out;
    prse_pack *pack = scene_trial_pack();
    prse_batch *batch = scene_plan(
        pack, (prse_batch_options){.others = PRSE_BATCH_IGNORE_OTHERS});
    columns[1].name = "autre";
    columns[1].format = "+w:3";
    scene_table_make(&table, columns, 2, 4, 0);
    cr_assert_eq(prse_batch_block(&out, batch, &table.schema, &table.array,
                                  NULL),
                 PRSE_OK);
    cr_expect_eq(out.n_children, 3);
    out.release(&out);
    prse_batch_unref(batch);
    prse_pack_unref(pack);
}

/* --- Counts --- */

PRSE_TEST(plan, counts_by_answer)
{
    static const int32_t ends[] = {0, 2, 4, 6, 9};
    static const int64_t numbers[] = {60, 40, 60, 200};
    const scene_column columns[] = {
        {.name = "effectif", .format = "l", .buffers = {NULL, numbers},
         .buffer_count = 2, .length = 4},
        {.name = "forme", .format = "u",
         .buffers = {NULL, ends, "sasaxxsas"}, .buffer_count = 3,
         .length = 4}};
    static const int64_t expected[] = {0, 1, 0, 0, 0, 1};
    scene_table table;
    struct ArrowSchema schema;
    struct ArrowArray out;
    prse_pack *pack = scene_trial_pack();
    prse_batch *batch = scene_plan(
        pack, (prse_batch_options){.columns = PRSE_BATCH_COUNTS});
    scene_table_make(&table, columns, 2, 4, 0);
    cr_assert_eq(prse_batch_schema(&schema, batch, &table.schema, NULL),
                 PRSE_OK);
    cr_assert_eq(prse_batch_block(&out, batch, &table.schema, &table.array,
                                  NULL),
                 PRSE_OK);
    cr_expect_eq(table.released, 1);
    cr_assert_eq(out.length, 2);
    int64_t total = 0;
    for (int64_t c = 1; c < schema.n_children; c++)
        total += scene_integer(&schema, &out, schema.children[c]->name, 0);
    cr_expect_eq(total, 4);
    cr_expect_eq(scene_integer(&schema, &out, "soumis", 0), expected[1]);
    cr_expect_eq(scene_integer(&schema, &out, "erreurs", 0), expected[5]);
    cr_expect_eq(scene_text(out.children[0], 0).len, strlen("affichage"));
    out.release(&out);
    schema.release(&schema);
    prse_batch_unref(batch);
    prse_pack_unref(pack);
}

/* --- Stopping --- */

static int stop_at_once(void *user)
{
    ++*(int *)user;
    return 1;
}

PRSE_TEST(plan, stops_when_asked)
{
    int asked = 0;
    scene_table table;
    struct ArrowArray out = {0};
    prse_pack *pack = scene_trial_pack();
    prse_error err = {0};
    prse_batch *batch = scene_plan(
        pack, (prse_batch_options){.should_stop = stop_at_once,
                                   .user = &asked});
    scene_table_make(&table, &HEADCOUNT, 1, 4, 0);
    cr_expect_eq(prse_batch_block(&out, batch, &table.schema, &table.array,
                                  &err),
                 PRSE_ECANCELED);
    cr_expect_eq(asked, 1);
    cr_expect_not_null(table.array.release);
    prse_batch_unref(batch);
    prse_pack_unref(pack);
}

/* --- Lack of memory --- */

static prse_status answer(prse_pack *pack, scene_table *table,
                          prse_error *err)
{
    static const prse_str keep[] = {{"siren", 5}};
    prse_batch_options opts = {
        .size = sizeof opts, .date = PRSE_STR("2026-11-23"),
        .columns = PRSE_BATCH_COUNTS - 1, .style = PRSE_BATCH_WORDS,
        .keep = keep, .keep_count = 1};
    struct ArrowSchema schema = {0};
    struct ArrowArray out = {0};
    prse_batch *batch = NULL;
    prse_status status = prse_batch_new(&batch, pack, &opts, err);
    if (!status)
        status = prse_batch_schema(&schema, batch, &table->schema, err);
    if (!status)
        status = prse_batch_block(&out, batch, &table->schema, &table->array,
                                  err);
    if (schema.release)
        schema.release(&schema);
    if (out.release)
        out.release(&out);
    prse_batch_unref(batch);
    return status;
}

static prse_status count(prse_pack *pack, scene_table *table, prse_error *err)
{
    prse_batch_options opts = {.size = sizeof opts,
                               .date = PRSE_STR("2026-11-23"),
                               .columns = PRSE_BATCH_COUNTS};
    struct ArrowArray out = {0};
    prse_batch *batch = NULL;
    prse_status status = prse_batch_new(&batch, pack, &opts, err);
    if (!status)
        status = prse_batch_block(&out, batch, &table->schema, &table->array,
                                  err);
    if (out.release)
        out.release(&out);
    prse_batch_unref(batch);
    return status;
}

static void expect_faults_told(prse_status (*run)(prse_pack *, scene_table *,
                                                  prse_error *))
{
    static const int32_t ends[] = {0, 3, 8, 10, 12};
    static const char letters[] = "abc50..9999>160";
    const scene_column columns[] = {
        {.name = "effectif", .format = "u", .buffers = {NULL, ends, letters},
         .buffer_count = 3, .length = 4},
        {.name = "siren", .format = "u", .buffers = {NULL, ends, letters},
         .buffer_count = 3, .length = 4}};
    prse_pack *pack = scene_trial_pack();
    PRSE_EACH_FAULT {
        scene_table table;
        prse_error err = {0};
        scene_table_make(&table, columns, 2, 4, 0);
        prse_status status = run(pack, &table, &err);
        PRSE_FAULT_CHECK(status, err);
        cr_assert_eq(table.released, status == PRSE_OK,
                     "released %d times after %s", table.released,
                     prse_status_name(status));
        cr_assert_eq(table.array.release == NULL, status == PRSE_OK);
    }
    prse_pack_unref(pack);
}

PRSE_TEST(plan, answers_while_memory_runs_out)
{
    expect_faults_told(answer);
}

PRSE_TEST(plan, counts_while_memory_runs_out)
{
    expect_faults_told(count);
}
