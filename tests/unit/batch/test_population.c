/* SPDX-License-Identifier: Apache-2.0 */
/* Made-up companies, by columns and row by row: each answer, criterion, output,
 * first year, compliance, list of missing facts, error and count is the same.
 * PRSE_ROWS is how many companies a pack and detail get. */
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
    struct ArrowSchema schema; /* of the answers */
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

/* Bytes of an integer; 0: text. */
static size_t width_of(const struct ArrowSchema *field)
{
    static const struct {
        char format;
        size_t bytes;
    } WIDTHS[] = {{'c', 1}, {'s', 2}, {'i', 4}, {'l', 8}, {'u', 0}};
    size_t i = 0;
    while (WIDTHS[i].format != *field->format)
        i++;
    return WIDTHS[i].bytes;
}

static int is_same(const struct ArrowArray *one,
                   const struct ArrowArray *other, int64_t row, size_t bytes)
{
    const char *values = one->buffers[1], *others = other->buffers[1];
    if (bytes > 0)
        return memcmp(values + (size_t)row * bytes,
                      others + (size_t)row * bytes, bytes) == 0;
    prse_str a = scene_text(one, row), b = scene_text(other, row);
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* A company that its pack cannot hold has no answers in either. */
static void expect_same_column(const struct ArrowSchema *field,
                               const struct ArrowArray *one,
                               const struct ArrowArray *other)
{
    size_t bytes = width_of(field);
    cr_assert_eq(one->null_count, other->null_count, "%s", field->name);
    for (int64_t row = 0; row < one->length; row++) {
        int is_null = scene_is_null(one, row);
        cr_assert_eq(is_null, scene_is_null(other, row), "%s, row %lld",
                     field->name, (long long)row);
        cr_assert(is_null || is_same(one, other, row, bytes), "%s, row %lld",
                  field->name, (long long)row);
    }
}

static void note_answers(census *c, const struct ArrowArray *column)
{
    const int8_t *values = column->buffers[1];
    for (int64_t row = 0; row < column->length; row++)
        if (!scene_is_null(column, row))
            c->told[values[row] == PRSE_UNKNOWN]++;
}

static void expect_same(census *c, const struct ArrowArray *a,
                        const struct ArrowArray *b)
{
    for (int64_t i = 0; i < a->n_children; i++) {
        expect_same_column(c->schema.children[i], a->children[i],
                           b->children[i]);
        if (strcmp(c->schema.children[i]->format, "c") == 0)
            note_answers(c, b->children[i]);
    }
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

static void make_plans(census *c, const prse__kernels *kernels)
{
    prse_batch_options opts = {.columns = PRSE_BATCH_COUNTS - 1};
    prse_batch_options counts = {.columns = PRSE_BATCH_COUNTS};
    c->columns = scene_plan(c->pack, opts);
    cr_assert(c->columns->kernels);
    c->rows = scene_plan(c->pack, opts);
    c->counts = scene_plan(c->pack, counts);
    c->rows->kernels = NULL;
    c->columns->kernels = c->counts->kernels = kernels;
}

static void end(census *c)
{
    c->schema.release(&c->schema);
    cli_population_free(&c->population);
    prse_batch_unref(c->rows);
    prse_batch_unref(c->columns);
    prse_batch_unref(c->counts);
    prse_pack_unref(c->pack);
}

static void run(const char *name, cli_population_options how,
                const prse__kernels *kernels)
{
    const char *asked = getenv("PRSE_ROWS");
    int64_t rows = asked ? strtoll(asked, NULL, 10) : 20000;
    census c = {.pack = scene_pack(name)};
    make_plans(&c, kernels);
    cr_assert(cli_population_make(&c.population, c.pack, how, BLOCK));
    cli_population_table(&c.population, 0, 1);
    cr_assert_eq(prse_batch_schema(&c.schema, c.columns, &c.population.schema,
                                   NULL),
                 PRSE_OK);
    for (int64_t first = 0; first < rows; first += BLOCK)
        run_block(&c, first, rows - first < BLOCK ? rows - first : BLOCK);
    int64_t known = c.told[0];
    cr_log_info("%s, %s: %lld answers known of %lld", name, kernels->name,
                (long long)known, (long long)c.counted);
    cr_assert(known > 0 && known < c.counted);
    cr_assert_eq(c.told[1], 0, "counts tell other unknown answers");
    end(&c);
}

static void run_all(const char *name)
{
    static const cli_population_options HOW[] = {
        {.seed = 7, .detail = CLI_POPULATION_EXACT, .missing = 8},
        {.seed = 8, .detail = CLI_POPULATION_BRACKETS, .missing = 8},
        {.seed = 9, .detail = CLI_POPULATION_MIXED, .missing = 8},
        {.seed = 10, .detail = CLI_POPULATION_EXACT, .missing = 30},
        {.seed = 11, .detail = CLI_POPULATION_MIXED, .missing = 60}};
    const prse__kernels *kernels;
    for (size_t k = 0; (kernels = prse__kernels_at(k)); k++)
        for (size_t i = 0; i < sizeof HOW / sizeof *HOW; i++)
            run(name, HOW[i], kernels);
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
