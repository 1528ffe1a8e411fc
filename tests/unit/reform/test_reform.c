/* SPDX-License-Identifier: Apache-2.0 */
/* What a reform changes: every count is that of two batches, answer by answer,
 * and whoever changes lies in a situation of the symbolic difference. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../batch/table_scene.h"
#include "reform/reform.h"
#include "rules/diff_set.h"
#include "support/fault.h"
#include "cli/population.h"
#include "support/test.h"

enum { ROWS = 5000, BLOCK = 1777 };

static const char DAY[] = "2027-06-01";

/* --- Laws --- */

static prse_pack *load(const char *pack, const char *overlay)
{
    char path[512], over[640];
    const char *overlays[] = {over};
    prse_error err = {0};
    prse_engine *engine = NULL;
    prse_pack *out = NULL;
    const char *root = getenv("PRSE_SOURCE_ROOT");
    snprintf(path, sizeof path, "%s/packs/%s", root, pack);
    snprintf(over, sizeof over, "%s/overlays/%s.yaml", path,
             overlay ? overlay : "");
    prse_pack_options opts = {sizeof opts, overlay != NULL, overlays};
    cr_assert_eq(prse_engine_new(&engine, NULL, &err), PRSE_OK);
    cr_assert_eq(prse_pack_load(&out, engine, path, &opts, &err), PRSE_OK,
                 "%s", err.message);
    prse_engine_unref(engine);
    return out;
}

typedef struct scene {
    prse_pack *packs[2];
    prse_reform *reform;
} scene;

static prse_reform_options options(void)
{
    return (prse_reform_options){.size = sizeof(prse_reform_options),
                                 .date_a = prse_str_of(DAY)};
}

static scene open_scene(const char *before, const char *after,
                        const char *overlay, prse_reform_options opts)
{
    scene s = {.packs = {load(before, NULL), load(after, overlay)}};
    prse_error err = {0};
    cr_assert_eq(prse_reform_new(&s.reform, s.packs[0], s.packs[1], &opts,
                                 &err),
                 PRSE_OK, "%s", err.message);
    return s;
}

static void close_scene(scene *s)
{
    prse_reform_free(s->reform);
    prse_pack_unref(s->packs[0]);
    prse_pack_unref(s->packs[1]);
}

/* --- The same from two batches --- */

typedef struct expected {
    int64_t pairs[32][6][6];
    int64_t missing[32]; /* companies with a list, and their facts */
} expected;

static void answer(struct ArrowArray *out, prse_pack *pack, uint32_t columns,
                   const cli_population *p)
{
    struct ArrowArray in = p->array;
    prse_batch_options opts = {.size = sizeof opts, .columns = columns,
                               .date = prse_str_of(DAY),
                               .others = PRSE_BATCH_IGNORE_OTHERS};
    prse_batch *plan = scene_plan(pack, opts);
    prse_error err = {0};
    cr_assert_eq(prse_batch_block(out, plan, &p->schema, &in, &err), PRSE_OK,
                 "%s", err.message);
    prse_batch_unref(plan);
}

static size_t state(const struct ArrowArray *answers, size_t place,
                    int64_t row)
{
    return place == SIZE_MAX
               ? PRSE__REFORM_ABSENT
               : (size_t)((const int8_t *)answers->children[place]
                              ->buffers[1])[row];
}

static void expect_block(expected *e, const scene *s, const cli_population *p)
{
    struct ArrowArray out[2];
    for (size_t side = 0; side < 2; side++)
        answer(&out[side], s->packs[side],
               PRSE_BATCH_ANSWERS | PRSE_BATCH_ERRORS, p);
    for (int64_t row = 0; row < p->array.length; row++) {
        if (!scene_is_null(out[0].children[out[0].n_children - 1], row) ||
            !scene_is_null(out[1].children[out[1].n_children - 1], row))
            continue;
        for (size_t i = 0; i < s->reform->obligation_count; i++) {
            const prse__reform_obligation *o = &s->reform->obligations[i];
            e->pairs[i][state(&out[0], o->index[0], row)]
                    [state(&out[1], o->index[1], row)]++;
        }
    }
    out[0].release(&out[0]);
    out[1].release(&out[1]);
}

static int64_t outside_of(const prse_reform *reform)
{
    int64_t sum = 0;
    for (size_t i = 0; i < reform->obligation_count; i++)
        sum += reform->obligations[i].outside;
    return sum;
}

static void count_people(scene *s, expected *e, cli_population_options how,
                         int64_t rows)
{
    cli_population p;
    prse_error err = {0};
    cr_assert(cli_population_make(&p, s->packs[0], how, BLOCK));
    for (int64_t first = 0; first < rows; first += BLOCK) {
        cli_population_table(&p, first,
                         rows - first < BLOCK ? rows - first : BLOCK);
        cr_assert_eq(prse_reform_block(s->reform, &p.schema, &p.array, &err),
                     PRSE_OK, "%s", err.message);
        if (e)
            expect_block(e, s, &p);
    }
    cli_population_free(&p);
    prse__reform_settle(s->reform);
}

static void expect_same(const char *before, const char *after,
                        const char *overlay, cli_population_options how)
{
    scene s = open_scene(before, after, overlay, options());
    expected *e = calloc(1, sizeof *e);
    int64_t changed = 0;
    count_people(&s, e, how, ROWS);
    for (size_t i = 0; i < s.reform->obligation_count; i++)
        for (int32_t from = 0; from < PRSE__REFORM_STATES; from++)
            for (int32_t to = 0; to < PRSE__REFORM_STATES; to++) {
                int64_t n = prse_reform_count(
                    s.reform, s.reform->obligations[i].id, from, to);
                cr_assert_eq(n, e->pairs[i][from][to]);
                changed += from != to ? n : 0;
            }
    cr_assert_gt(changed, 0);
    cr_assert_eq(outside_of(s.reform), 0);
    free(e);
    close_scene(&s);
}

PRSE_TEST(reform, pairs_are_those_of_two_batches)
{
    for (cli_population_detail d = CLI_POPULATION_EXACT; d <= CLI_POPULATION_MIXED; d++)
        for (uint32_t missing = 0; missing < 40; missing += 15) {
            cli_population_options how = {.seed = 3, .detail = d,
                                      .missing = missing};
            expect_same("fr-rse", "fr-rse", "omnibus", how);
            expect_same("demo-commune", "demo-commune", "nuit-noire", how);
            expect_same("portail-rse-compat", "fr-rse", NULL, how);
        }
}

/* --- Facts that would tell --- */

static int has_name(prse_str list, prse_str name)
{
    while (list.len > 0) {
        const char *end = memchr(list.ptr, '+', list.len);
        size_t length = end ? (size_t)(end - list.ptr) : list.len;
        if (length == name.len && memcmp(list.ptr, name.ptr, length) == 0)
            return 1;
        length += end != NULL;
        list = (prse_str){list.ptr + length, list.len - length};
    }
    return 0;
}

static prse_str list_of(const struct ArrowArray *lists, size_t index,
                        int64_t row)
{
    if (index == SIZE_MAX || scene_is_null(lists->children[index], row))
        return PRSE_STR("");
    return scene_text(lists->children[index], row);
}

PRSE_TEST(reform, missing_facts_are_those_of_each_company)
{
    scene s = open_scene("fr-rse", "fr-rse", "omnibus", options());
    cli_population p;
    prse_error err = {0};
    struct ArrowArray lists[2];
    int64_t facts = 0;
    cr_assert(cli_population_make(&p, s.packs[0],
                              (cli_population_options){.seed = 9, .missing = 25,
                                                   .detail =
                                                       CLI_POPULATION_MIXED},
                              1500));
    cli_population_table(&p, 0, 1500);
    cr_assert_eq(prse_reform_block(s.reform, &p.schema, &p.array, &err),
                 PRSE_OK);
    prse__reform_settle(s.reform);
    for (size_t side = 0; side < 2; side++)
        answer(&lists[side], s.packs[side], PRSE_BATCH_MISSING, &p);
    for (size_t i = 0; i < s.reform->obligation_count; i++) {
        const prse__reform_obligation *o = &s.reform->obligations[i];
        for (size_t n = 0; o->touched && n < s.reform->name_count; n++) {
            int64_t companies = 0;
            for (int64_t row = 0; row < 1500; row++)
                companies +=
                    has_name(list_of(&lists[0], o->index[0], row),
                             s.reform->names[n]) ||
                    has_name(list_of(&lists[1], o->index[1], row),
                             s.reform->names[n]);
            cr_assert_eq(o->missing[n], companies, "%s: %s", o->id.ptr,
                         s.reform->names[n].ptr);
            facts += companies;
        }
    }
    cr_assert_gt(facts, 0);
    lists[0].release(&lists[0]);
    lists[1].release(&lists[1]);
    cli_population_free(&p);
    close_scene(&s);
}

/* --- Exact situations --- */

PRSE_TEST(reform, a_wrong_difference_is_found_out)
{
    scene s = open_scene("fr-rse", "fr-rse", "omnibus", options());
    cli_population_options how = {.seed = 3, .detail = CLI_POPULATION_EXACT};
    int64_t changed = 0;
    for (size_t i = 0; i < s.reform->obligation_count; i++)
        s.reform->obligations[i].sets[PRSE_SUBJECT][PRSE_NOT_SUBJECT] =
            PRSE__DD_FALSE;
    count_people(&s, NULL, how, ROWS);
    for (size_t i = 0; i < s.reform->obligation_count; i++)
        changed += s.reform->obligations[i]
                       .pairs.of[PRSE_SUBJECT][PRSE_NOT_SUBJECT];
    cr_assert_gt(changed, 0);
    cr_assert_eq(outside_of(s.reform), changed);
    close_scene(&s);
}

/* The direction is named, but one of its conditions is not. */
PRSE_TEST(reform, a_situation_that_is_left_out_is_found_out)
{
    scene s = open_scene("fr-rse", "fr-rse", "omnibus", options());
    cli_population_options how = {.seed = 3, .detail = CLI_POPULATION_EXACT};
    prse__reform_obligation *o = s.reform->obligations;
    while (o->sets[PRSE_SUBJECT][PRSE_NOT_SUBJECT] == PRSE__DD_FALSE)
        o++;
    prse__dd *set = &o->sets[PRSE_SUBJECT][PRSE_NOT_SUBJECT];
    prse__diff *diff = &s.reform->diff;
    prse__set_reader reader;
    prse__mask masks[256];
    prse__cube cube = {masks};
    cr_assert_lt(diff->space.var_count, 256);
    cr_assert_eq(prse__set_reader_init(&reader, &diff->store,
                                       diff->space.var_count,
                                       diff->space.cells, NULL),
                 PRSE_OK);
    cr_assert_eq(prse__set_cube(&cube, &reader, *set, *set, NULL), PRSE_OK);
    cr_assert_eq(prse__set_without(set, &reader, *set, &cube, NULL), PRSE_OK);
    prse__set_reader_free(&reader);
    /* the walk has a stamp for each node, of which there are more now */
    s.reform->stamps =
        prse__arena_alloc(s.reform->arena, diff->store.node_count,
                          sizeof *s.reform->stamps);
    cr_assert(s.reform->stamps);
    count_people(&s, NULL, how, 20 * ROWS);
    int64_t changed = o->pairs.of[PRSE_SUBJECT][PRSE_NOT_SUBJECT];
    cr_assert_gt(o->outside, 0);
    cr_assert_lt(o->outside, changed, "%d of %d", (int)o->outside,
                 (int)changed);
    close_scene(&s);
}

/* --- Tables --- */

static const int32_t SIZES[] = {10, 60, 70, 5000, 49, 250};
static const int8_t PLACES[] = {35, 29, 35, 35, 29, 1};

static void make_table(scene_table *t, const uint8_t *there)
{
    static const scene_column columns[] = {
        SCENE_INTS("effectif", "i", SIZES),
        SCENE_INTS("dep", "c", PLACES)};
    scene_table_make(t, columns, 2, 6, 0);
    t->buffers[0] = there;
    t->array.buffers = t->buffers;
}

typedef struct told {
    int64_t rows[8];
    size_t count;
} told;

static void note_bad(void *user, int64_t row, prse_str why)
{
    told *t = user;
    cr_assert_gt(why.len, 0);
    t->rows[t->count++] = row;
}

PRSE_TEST(reform, a_null_row_is_in_error_and_groups_are_told)
{
    static const uint8_t there[8] = {0x3D}; /* not the second */
    prse_str by[] = {PRSE_STR("dep")};
    told bad = {.count = 0};
    prse_reform_options opts = options();
    opts.by = by;
    opts.by_count = 1;
    opts.bad_row = note_bad;
    opts.user = &bad;
    scene s = open_scene("fr-rse", "fr-rse", "omnibus", opts);
    scene_table t;
    prse_error err = {0};
    prse_text *json = NULL;
    make_table(&t, there);
    for (int i = 0; i < 2; i++)
        cr_assert_eq(prse_reform_block(s.reform, &t.schema, &t.array, &err),
                     PRSE_OK, "%s", err.message);
    cr_assert_eq(bad.count, 2);
    cr_assert_eq(bad.rows[1], 7);
    cr_assert_eq(prse_reform_count(s.reform, PRSE_STR(""), PRSE_REFORM_ANY,
                                   PRSE_REFORM_ANY),
                 10);
    cr_assert_eq(t.released, 0);
    cr_assert_eq(prse_reform_json(&json, s.reform, &err), PRSE_OK);
    cr_assert(strstr(prse_text_str(json).ptr, "\"value\": \"35\""));
    cr_assert(strstr(prse_text_str(json).ptr, "\"bad_rows\": 2"));
    prse_text_free(json);
    t.array.release(&t.array);
    close_scene(&s);
}

static int stop(void *user)
{
    (void)user;
    return 1;
}

static void expect_refused(prse_reform_options opts, prse_status code,
                           const char *subject)
{
    scene s = open_scene("fr-rse", "fr-rse", "omnibus", opts);
    scene_table t;
    prse_error err = {0};
    make_table(&t, NULL);
    cr_assert_eq(prse_reform_block(s.reform, &t.schema, &t.array, &err),
                 code);
    cr_assert_str_eq(err.subject, subject);
    cr_assert_gt(strlen(err.message), 0);
    t.array.release(&t.array);
    close_scene(&s);
}

PRSE_TEST(reform, what_cannot_be_counted_is_refused)
{
    prse_str by[] = {PRSE_STR("region")}, ids[] = {PRSE_STR("nothing")};
    prse_reform_options opts = options();
    prse_reform *none = NULL;
    prse_error err = {0};
    opts.should_stop = stop;
    expect_refused(opts, PRSE_ECANCELED, "");
    opts.should_stop = NULL;
    opts.by = by;
    opts.by_count = 1;
    expect_refused(opts, PRSE_ENOTFOUND, "region");
    opts = options();
    opts.obligations = ids;
    opts.obligation_count = 1;
    prse_pack *pack = load("fr-rse", NULL);
    cr_assert_eq(prse_reform_new(&none, pack, pack, &opts, &err),
                 PRSE_ENOTFOUND);
    cr_assert_str_eq(err.subject, "nothing");
    opts = (prse_reform_options){.size = sizeof opts};
    cr_assert_eq(prse_reform_new(&none, pack, pack, &opts, &err),
                 PRSE_EINVAL);
    opts.date_a = PRSE_STR("tomorrow");
    cr_assert_eq(prse_reform_new(&none, pack, pack, &opts, &err),
                 PRSE_EPARSE);
    prse_pack_unref(pack);
}

PRSE_TEST(reform, a_stream_is_counted_to_its_end_or_kept)
{
    scene s = open_scene("fr-rse", "fr-rse", "omnibus", options());
    scene_table tables[3];
    scene_stream stream;
    prse_error err = {0};
    for (int i = 0; i < 3; i++)
        make_table(&tables[i], NULL);
    scene_stream_make(&stream, tables, 3);
    cr_assert_eq(prse_reform_stream(s.reform, &stream.stream, &err), PRSE_OK,
                 "%s", err.message);
    cr_assert_eq(stream.released, 1);
    cr_assert_eq(prse_reform_count(s.reform, PRSE_STR(""), -1, -1), 18);
    for (int i = 0; i < 3; i++)
        make_table(&tables[i], NULL);
    scene_stream_make(&stream, tables, 3);
    stream.fails_at = 1;
    stream.error = "the disk is gone";
    cr_assert_eq(prse_reform_stream(s.reform, &stream.stream, &err),
                 PRSE_EIO);
    cr_assert(strstr(err.message, "the disk is gone"));
    cr_assert_eq(stream.released, 0);
    stream.stream.release(&stream.stream);
    close_scene(&s);
}

PRSE_TEST(reform, every_failure_of_memory_is_told)
{
    prse_pack *before = load("demo-commune", NULL);
    prse_pack *after = load("demo-commune", "nuit-noire");
    prse_str by[] = {PRSE_STR("quartier")};
    static const int32_t places[] = {1, 2, 3, 4, 5, 6};
    static const int32_t panes[] = {5, 6, 19, 20, 21, 7};
    static const scene_column columns[] = {
        SCENE_INTS("quartier", "i", places),
        SCENE_INTS("surface_vitrine", "i", panes)};
    PRSE_EACH_FAULT
    {
        prse_reform_options opts = options();
        prse_reform *reform = NULL;
        prse_text *json = NULL;
        scene_table t;
        prse_error err = {0};
        opts.by = by;
        opts.by_count = 1;
        scene_table_make(&t, columns, 2, 6, 0);
        prse_status status =
            prse_reform_new(&reform, before, after, &opts, &err);
        if (!status)
            status = prse_reform_block(reform, &t.schema, &t.array, &err);
        if (!status)
            status = prse_reform_json(&json, reform, &err);
        PRSE_FAULT_CHECK(status, err);
        prse_text_free(json);
        prse_reform_free(reform);
    }
    prse_pack_unref(before);
    prse_pack_unref(after);
}
