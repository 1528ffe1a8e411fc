/* SPDX-License-Identifier: Apache-2.0 */
/* Made-up companies, by columns and row by row: each answer, criterion and
 * count is the same. PRSE_ROWS is how many companies a pack and detail get. */
#include <stdlib.h>
#include <string.h>

#include "batch/plan.h"
#include "cli/population.h"
#include "support/test.h"
#include "table_scene.h"

/* Blocks of a size that is no multiple of anything. */
enum { BLOCK = 3331 };

typedef struct census {
    prse_pack *pack;
    prse_batch *rows, *columns, *counts;
    cli_population population;
    int64_t told[2]; /* answers that are known, and those that are not */
    int64_t counted;
} census;

static void answer(struct ArrowArray *out, prse_batch *batch, census *c)
{
    struct ArrowArray in = c->population.array;
    prse_error err = {0};
    cr_assert_eq(prse_batch_block(out, batch, &c->population.schema, &in,
                                  &err),
                 PRSE_OK, "%s", err.message);
}

/* A company that its pack cannot hold has no answers in either. */
static void expect_same_column(census *c, const struct ArrowArray *one,
                               const struct ArrowArray *other, size_t bytes)
{
    const char *values = one->buffers[1], *others = other->buffers[1];
    cr_assert_eq(one->null_count, other->null_count);
    for (int64_t row = 0; row < one->length; row++) {
        size_t at = (size_t)row * bytes;
        int is_null = scene_is_null(one, row);
        cr_assert_eq(is_null, scene_is_null(other, row));
        cr_assert(is_null || memcmp(values + at, others + at, bytes) == 0);
        if (bytes == 1 && !is_null)
            c->told[values[at] == PRSE_UNKNOWN]++;
    }
}

/* An answer and two sets an obligation. */
static void expect_same(census *c, const struct ArrowArray *a,
                        const struct ArrowArray *b)
{
    for (int64_t i = 0; i < a->n_children; i++)
        expect_same_column(c, a->children[i], b->children[i],
                           i % 3 == 0 ? 1 : 8);
}

/* Of every answer of every obligation. */
static void note_counts(census *c, const struct ArrowArray *counts)
{
    for (int64_t i = 1; i < counts->n_children; i++)
        for (int64_t o = 0; o < counts->length; o++)
            c->counted += ((const int64_t *)counts->children[i]->buffers[1])[o];
    const int64_t *unknown = counts->children[1 + PRSE_UNKNOWN]->buffers[1];
    for (int64_t o = 0; o < counts->length; o++)
        c->told[1] -= unknown[o];
}

static void run_block(census *c, int64_t first, int64_t rows)
{
    struct ArrowArray by_rows, by_columns, counts;
    cli_population_table(&c->population, first, rows);
    answer(&by_rows, c->rows, c);
    answer(&by_columns, c->columns, c);
    answer(&counts, c->counts, c);
    expect_same(c, &by_rows, &by_columns);
    int64_t unknown = c->told[1];
    note_counts(c, &counts);
    cr_assert(unknown >= 0);
    by_rows.release(&by_rows);
    by_columns.release(&by_columns);
    counts.release(&counts);
}

static void run(const char *name, cli_population_detail detail,
                const prse__kernels *kernels)
{
    const char *asked = getenv("PRSE_ROWS");
    int64_t rows = asked ? strtoll(asked, NULL, 10) : 20000;
    prse_batch_options opts = {.columns = PRSE_BATCH_ANSWERS |
                                          PRSE_BATCH_CRITERIA};
    prse_batch_options counts = {.columns = PRSE_BATCH_COUNTS};
    census c = {.pack = scene_pack(name)};
    c.rows = scene_plan(c.pack, opts);
    c.columns = scene_plan(c.pack, opts);
    c.counts = scene_plan(c.pack, counts);
    c.rows->kernels = NULL;
    c.columns->kernels = c.counts->kernels = kernels;
    cr_assert(cli_population_make(&c.population, c.pack,
                              (cli_population_options){.seed = 7 + detail,
                                                   .detail = detail,
                                                   .missing = 8},
                              BLOCK));
    for (int64_t first = 0; first < rows; first += BLOCK)
        run_block(&c, first, rows - first < BLOCK ? rows - first : BLOCK);
    int64_t known = c.told[0];
    cr_log_info("%s, %s: %lld answers known of %lld", name, kernels->name,
                (long long)known, (long long)c.counted);
    cr_assert(known > 0 && known < c.counted);
    cr_assert_eq(c.told[1], 0, "counts tell other unknown answers");
    cli_population_free(&c.population);
    prse_batch_unref(c.rows);
    prse_batch_unref(c.columns);
    prse_batch_unref(c.counts);
    prse_pack_unref(c.pack);
}

static void run_all(const char *name)
{
    const prse__kernels *kernels;
    for (size_t k = 0; (kernels = prse__kernels_at(k)); k++) {
        run(name, CLI_POPULATION_EXACT, kernels);
        run(name, CLI_POPULATION_BRACKETS, kernels);
        run(name, CLI_POPULATION_MIXED, kernels);
    }
}

PRSE_TEST(population, under_french_law, .timeout = 3000)
{
    run_all("fr-rse");
}

PRSE_TEST(population, as_the_existing_service, .timeout = 3000)
{
    run_all("portail-rse-compat");
}

PRSE_TEST(population, of_another_administration, .timeout = 3000)
{
    run_all("demo-commune");
}
