/* SPDX-License-Identifier: Apache-2.0 */
/* Columns that are handed on: not copied, and alive as long as anybody holds
 * them. */
#include <string.h>

#include "support/test.h"
#include "table_scene.h"

static const int64_t NUMBERS[] = {1, 60, 40, 60, 40, 2};
static const int32_t ENDS[] = {0, 1, 2, 3, 4, 5, 6};
static const char LETTERS[] = "abcdef";
static const scene_column COLUMNS[] = {
    {.name = "nom", .format = "u", .buffers = {NULL, ENDS, LETTERS},
     .buffer_count = 3, .length = 6},
    {.name = "effectif", .format = "l", .buffers = {NULL, NUMBERS},
     .buffer_count = 2, .length = 6}};

typedef struct scene {
    prse_pack *pack;
    prse_batch *batch;
    scene_table table;
    struct ArrowSchema schema;
    struct ArrowArray out;
} scene;

static void begin(scene *s, prse_batch_options opts, int64_t offset)
{
    prse_error err = {0};
    s->pack = scene_trial_pack();
    s->batch = scene_plan(s->pack, opts);
    scene_table_make(&s->table, COLUMNS, 2, 4, offset);
    cr_assert_eq(prse_batch_schema(&s->schema, s->batch, &s->table.schema,
                                   &err),
                 PRSE_OK, "%s", err.message);
    cr_assert_eq(prse_batch_block(&s->out, s->batch, &s->table.schema,
                                  &s->table.array, &err),
                 PRSE_OK, "%s", err.message);
    prse_batch_unref(s->batch);
    prse_pack_unref(s->pack);
}

static const prse_str KEEP[] = {{"nom", 3}, {"effectif", 8}};
static const prse_batch_options BOTH = {.keep = KEEP, .keep_count = 2};

PRSE_TEST(kept, nothing_is_copied)
{
    scene s;
    begin(&s, BOTH, 0);
    cr_expect_str_eq(s.schema.children[0]->name, "nom");
    cr_expect_str_eq(s.schema.children[1]->name, "effectif");
    cr_expect_eq(s.out.children[0]->buffers[2], LETTERS);
    cr_expect_eq(s.out.children[1]->buffers[1], NUMBERS);
    cr_expect_eq(s.table.released, 0);
    s.out.release(&s.out);
    cr_expect_eq(s.table.released, 1);
    cr_expect_eq(s.table.columns_released, 2);
    s.schema.release(&s.schema);
}

PRSE_TEST(kept, a_slice_stays_a_slice)
{
    scene s;
    begin(&s, BOTH, 2);
    cr_expect_eq(s.out.children[1]->offset, 2);
    cr_expect_eq(s.out.children[1]->length, 4);
    cr_expect_eq(scene_integer(&s.schema, &s.out, "effectif", 3), 2);
    s.out.release(&s.out);
    s.schema.release(&s.schema);
}

/* A column that was moved out of the answers outlives them. */
PRSE_TEST(kept, a_column_lives_on_by_itself)
{
    scene s;
    begin(&s, BOTH, 0);
    struct ArrowArray moved = *s.out.children[0];
    s.out.children[0]->release = NULL;
    s.out.release(&s.out);
    cr_expect_eq(s.table.released, 0);
    cr_expect_eq(scene_text(&moved, 3).ptr[0], 'd');
    moved.release(&moved);
    cr_expect_null(moved.release);
    cr_expect_eq(s.table.released, 1);
    s.schema.release(&s.schema);
}

PRSE_TEST(kept, without_any_the_table_goes_at_once)
{
    scene s;
    begin(&s, (prse_batch_options){.others = PRSE_BATCH_IGNORE_OTHERS}, 0);
    cr_expect_eq(s.table.released, 1);
    s.out.release(&s.out);
    s.schema.release(&s.schema);
}

PRSE_TEST(kept, whatever_is_no_fact)
{
    scene s;
    begin(&s, (prse_batch_options){.others = PRSE_BATCH_KEEP_OTHERS}, 0);
    cr_expect_str_eq(s.schema.children[0]->name, "nom");
    cr_expect_str_eq(s.schema.children[1]->name, "affichage_soumis");
    s.out.release(&s.out);
    s.schema.release(&s.schema);
}

static prse_status refuse(prse_batch_options opts, const char *renamed,
                          prse_error *err)
{
    scene_column columns[] = {COLUMNS[0], COLUMNS[1], COLUMNS[0]};
    scene_table table;
    struct ArrowArray out = {0};
    prse_pack *pack = scene_trial_pack();
    prse_batch *batch = scene_plan(pack, opts);
    columns[0].name = renamed;
    columns[2].name = "prénom";
    scene_table_make(&table, columns, 3, 4, 0);
    prse_status status =
        prse_batch_block(&out, batch, &table.schema, &table.array, err);
    cr_expect_not_null(table.array.release);
    prse_batch_unref(batch);
    prse_pack_unref(pack);
    return status;
}

PRSE_TEST(kept, a_column_that_is_not_there)
{
    prse_error err = {0};
    prse_batch_options opts = BOTH;
    opts.others = PRSE_BATCH_IGNORE_OTHERS;
    cr_expect_eq(refuse(opts, "adresse", &err), PRSE_ENOTFOUND);
    cr_expect_str_eq(err.subject, "nom");
}

PRSE_TEST(kept, a_column_with_the_name_of_an_answer)
{
    prse_error err = {0};
    const prse_batch_options opts = {.others = PRSE_BATCH_KEEP_OTHERS};
    cr_expect_eq(refuse(opts, "charte_soumis", &err), PRSE_ESCHEMA);
    cr_expect_str_eq(err.subject, "charte_soumis");
    cr_expect_eq(refuse(opts, "erreur", &err), PRSE_ESCHEMA);
}

/* Two columns of one name are two answers of one name, which most readers of
 * tables refuse later. */
PRSE_TEST(kept, a_column_that_is_there_twice)
{
    prse_error err = {0};
    prse_batch_options opts = {.others = PRSE_BATCH_KEEP_OTHERS};
    cr_expect_eq(refuse(opts, "prénom", &err), PRSE_ESCHEMA);
    cr_expect_str_eq(err.subject, "prénom");
    cr_expect_str_eq(err.message, "columns 1 and 3 are both `prénom`");
}

/* Nested types, dictionaries and metadata are handed on as they are. */
PRSE_TEST(kept, a_schema_of_any_depth)
{
    static const char metadata[] = "\1\0\0\0\3\0\0\0cle\6\0\0\0valeur";
    scene_table table;
    struct ArrowSchema item = {.format = "l", .name = "item"}, out;
    struct ArrowSchema *items[] = {&item};
    prse_pack *pack = scene_trial_pack();
    prse_batch *batch = scene_plan(
        pack, (prse_batch_options){.others = PRSE_BATCH_KEEP_OTHERS});
    prse_error err = {0};
    scene_table_make(&table, COLUMNS, 2, 4, 0);
    item.release = table.schema.release;
    table.fields[0].format = "+l";
    table.fields[0].n_children = 1;
    table.fields[0].children = items;
    table.fields[0].metadata = metadata;
    cr_assert_eq(prse_batch_schema(&out, batch, &table.schema, &err), PRSE_OK,
                 "%s", err.message);
    cr_expect_str_eq(out.children[0]->children[0]->name, "item");
    cr_expect_neq(out.children[0]->children[0], &item);
    cr_expect_eq(memcmp(out.children[0]->metadata, metadata,
                        sizeof metadata - 1),
                 0);
    out.release(&out);
    prse_batch_unref(batch);
    prse_pack_unref(pack);
}
