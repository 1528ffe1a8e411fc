/* SPDX-License-Identifier: Apache-2.0 */
/* Columns give what the same plan gives row by row: every set of loops, every
 * format, slices, every number of rows around the size of a lot. */
#include <stdio.h>
#include <string.h>

#include "batch/plan.h"
#include "support/fault.h"
#include "support/test.h"
#include "test_random_table.h"

enum { ASKED = PRSE_BATCH_ANSWERS | PRSE_BATCH_CRITERIA | PRSE_BATCH_ERRORS };

/* One plan, answered in two ways. */
typedef struct pair {
    prse_pack *pack;
    prse_batch *rows, *columns;
    random_table table;
    struct ArrowSchema schema;
    size_t bad;
} pair;

static prse_pack *pack_of(const char *name)
{
    return strcmp(name, "essai") ? scene_pack(name) : scene_trial_pack();
}

static void begin(pair *p, const char *name, prse_batch_options opts,
                  const prse__kernels *kernels)
{
    *p = (pair){.pack = pack_of(name)};
    p->rows = scene_plan(p->pack, opts);
    p->columns = scene_plan(p->pack, opts);
    cr_assert_not_null(p->columns->kernels);
    p->rows->kernels = NULL;
    p->columns->kernels = kernels;
}

static void end(pair *p)
{
    prse_batch_unref(p->rows);
    prse_batch_unref(p->columns);
    prse_pack_unref(p->pack);
}

static int is_same_value(const char *format, const struct ArrowArray *a,
                         const struct ArrowArray *b, int64_t row)
{
    size_t bytes = *format == 'c' ? 1 : 8;
    if (scene_is_null(a, row) || scene_is_null(b, row))
        return scene_is_null(a, row) == scene_is_null(b, row);
    if (*format != 'u')
        return memcmp((const char *)a->buffers[1] + (size_t)row * bytes,
                      (const char *)b->buffers[1] + (size_t)row * bytes,
                      bytes) == 0;
    prse_str one = scene_text(a, row), other = scene_text(b, row);
    return one.len == other.len && memcmp(one.ptr, other.ptr, one.len) == 0;
}

static void expect_same(pair *p, const struct ArrowArray *a,
                        const struct ArrowArray *b)
{
    cr_assert_eq(a->length, b->length);
    for (int64_t c = 0; c < p->schema.n_children; c++) {
        const struct ArrowSchema *field = p->schema.children[c];
        cr_assert_eq(a->children[c]->null_count, b->children[c]->null_count,
                     "%s", field->name);
        for (int64_t row = 0; row < a->length; row++)
            cr_assert(is_same_value(field->format, a->children[c],
                                    b->children[c], row),
                      "%s differs in row %d", field->name, (int)row);
    }
    p->bad += (size_t)(a->length -
                       a->children[p->schema.n_children - 1]->null_count);
}

/* The test's tables may be read twice: their release does nothing. */
static void answer(struct ArrowArray *out, prse_batch *batch, pair *p)
{
    struct ArrowArray in = p->table.array;
    prse_error err = {0};
    cr_assert_eq(prse_batch_block(out, batch, &p->table.schema, &in, &err),
                 PRSE_OK, "%s", err.message);
}

static void compare_tables(pair *p)
{
    struct ArrowArray by_rows, by_columns;
    cr_assert_eq(prse_batch_schema(&p->schema, p->columns, &p->table.schema,
                                   NULL),
                 PRSE_OK);
    answer(&by_rows, p->rows, p);
    answer(&by_columns, p->columns, p);
    expect_same(p, &by_rows, &by_columns);
    by_rows.release(&by_rows);
    by_columns.release(&by_columns);
    p->schema.release(&p->schema);
}

static void compare(pair *p, int64_t rows, uint64_t seed)
{
    random_table_make(&p->table, p->pack, rows, seed);
    compare_tables(p);
    random_table_free(&p->table);
}

static const int64_t ROWS[] = {0,  1,  2,   7,    8,    63,   64,
                               65, 97, 500, 1023, 1024, 1025, 2100};
static const char *const PACKS[] = {"fr-rse", "portail-rse-compat",
                                    "demo-commune", "essai"};

static void compare_all(prse_batch_options opts)
{
    const prse__kernels *kernels;
    for (size_t k = 0; (kernels = prse__kernels_at(k)); k++)
        for (size_t i = 0; i < sizeof PACKS / sizeof *PACKS; i++) {
            pair p;
            begin(&p, PACKS[i], opts, kernels);
            for (size_t r = 0; r < sizeof ROWS / sizeof *ROWS; r++)
                compare(&p, ROWS[r], 1 + r + 100 * i);
            cr_log_info("%s, %s: %zu bad rows", PACKS[i], kernels->name,
                        p.bad);
            end(&p);
        }
}

PRSE_TEST(columns, give_what_rows_give)
{
    compare_all((prse_batch_options){.columns = ASKED});
}

PRSE_TEST(columns, give_words_and_earlier_law)
{
    compare_all((prse_batch_options){.columns = ASKED,
                                     .style = PRSE_BATCH_WORDS,
                                     .date = PRSE_STR("2024-06-30")});
}

PRSE_TEST(columns, count_what_rows_count)
{
    const prse__kernels *kernels;
    for (size_t k = 0; (kernels = prse__kernels_at(k)); k++) {
        pair p;
        begin(&p, "fr-rse",
              (prse_batch_options){.columns = PRSE_BATCH_COUNTS}, kernels);
        for (size_t r = 0; r < sizeof ROWS / sizeof *ROWS; r++)
            compare(&p, ROWS[r], 1000 + r);
        end(&p);
    }
}

/* --- Dictionaries --- */

enum { WORDS = 400, KEYS = 5000, WORD = 5 };

/* A headcount a word, the first one bad; keys in whatever format. */
typedef struct lexicon {
    char letters[WORDS * WORD];
    int32_t ends[WORDS + 1];
    int16_t keys[KEYS];
    int8_t short_keys[KEYS];
    scene_column words, column;
    scene_table table;
} lexicon;

/* Its columns live on, so that it can be read again. */
static void release_nothing(struct ArrowArray *array)
{
    array->release = NULL;
}

static void make_lexicon(lexicon *l, pair *p, int64_t words, int is_short)
{
    for (int i = 0; i < WORDS; i++) {
        int length = snprintf(l->letters + l->ends[i], WORD, "%d", i);
        l->ends[i + 1] = l->ends[i] + length;
    }
    l->letters[0] = 'x';
    for (int i = 0; i < KEYS; i++) {
        l->keys[i] = (int16_t)(i * 7 % words);
        l->short_keys[i] = (int8_t)(i % 128);
    }
    l->words = (scene_column){.format = "u",
                              .buffers = {NULL, l->ends, l->letters},
                              .buffer_count = 3, .length = words};
    l->column = (scene_column){
        .name = "effectif", .format = is_short ? "c" : "s",
        .buffers = {NULL, is_short ? (void *)l->short_keys : l->keys},
        .buffer_count = 2, .length = KEYS, .words = &l->words};
    scene_table_make(&l->table, &l->column, 1, KEYS, 0);
    p->table.schema = l->table.schema;
    p->table.array = l->table.array;
    p->table.array.release = release_nothing;
}

PRSE_TEST(columns, of_small_and_large_dictionaries)
{
    static const int64_t COUNTS[] = {1, 60, 254, 255, 256, WORDS};
    const prse__kernels *kernels;
    static lexicon l;
    for (size_t k = 0; (kernels = prse__kernels_at(k)); k++)
        for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++) {
            pair p;
            begin(&p, "essai", (prse_batch_options){.columns = ASKED},
                  kernels);
            make_lexicon(&l, &p, COUNTS[i], 0);
            compare_tables(&p);
            cr_assert_gt(p.bad, 0);
            end(&p);
        }
}

PRSE_TEST(columns, refuse_keys_below_zero)
{
    static lexicon l;
    pair p;
    begin(&p, "essai", (prse_batch_options){.columns = ASKED},
          prse__kernels_fastest());
    make_lexicon(&l, &p, 254, 1);
    compare_tables(&p);
    l.short_keys[321] = -56;
    struct ArrowArray out, in = p.table.array;
    cr_assert_eq(prse_batch_block(&out, p.columns, &l.table.schema, &in, NULL),
                 PRSE_ESCHEMA);
    cr_assert_not_null(in.release);
    end(&p);
}

/* --- Giving up --- */

static int stop_at_the_second(void *user)
{
    return ++*(int *)user == 2;
}

PRSE_TEST(columns, stop_in_the_middle)
{
    static lexicon l;
    int asked = 0;
    pair p;
    begin(&p, "essai",
          (prse_batch_options){.columns = ASKED, .user = &asked,
                               .should_stop = stop_at_the_second},
          prse__kernels_fastest());
    make_lexicon(&l, &p, 60, 0);
    struct ArrowArray out;
    cr_assert_eq(prse_batch_block(&out, p.columns, &l.table.schema,
                                  &l.table.array, NULL),
                 PRSE_ECANCELED);
    cr_assert_eq(asked, 2);
    cr_assert_eq(l.table.released, 0);
    end(&p);
}

static prse_status answer_all(prse_pack *pack, scene_table *table,
                              prse_error *err)
{
    prse_batch_options opts = {.size = sizeof opts, .columns = ASKED,
                               .date = PRSE_STR("2026-11-23")};
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

PRSE_TEST(columns, answer_while_memory_runs_out)
{
    static lexicon l;
    pair p;
    begin(&p, "essai", (prse_batch_options){.columns = ASKED},
          prse__kernels_fastest());
    PRSE_EACH_FAULT {
        prse_error err = {0};
        memset(&l, 0, sizeof l);
        make_lexicon(&l, &p, 60, 0);
        prse_status status = answer_all(p.pack, &l.table, &err);
        PRSE_FAULT_CHECK(status, err);
        cr_assert_eq(l.table.released, status == PRSE_OK);
    }
    end(&p);
}
