/* SPDX-License-Identifier: Apache-2.0 */
/* Millions of companies a second: batches beside the same eight rules written
 * by hand, on the same companies in the same run; a whole pack of law, with
 * numbers, ranges and gaps, and with every column there is; and two threads
 * beside one, on the same plan.
 *
 *   perf-columns EIGHT LAW [ROUNDS]
 *
 * EIGHT is tests/perf/eight, LAW a pack. Fails when an answer differs from the
 * one by hand. Times are for people to read. */
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "columns.h"
#include "cli/population.h"

enum { ROWS = 1 << 16, SIZES = 7 };

static void fail(const char *what, const prse_error *err)
{
    fprintf(stderr, "%s: %s\n", what, err ? err->message : "");
    exit(1);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* --- What is measured --- */

typedef struct host {
    prse_pack *pack;
    cli_population population;
    prse_batch *batch;
    struct ArrowArray answers; /* of the last round */
    hand_columns hand;
    uint8_t *by_hand[HAND_RULES];
    void *blocks[2 * SIZES + 2];
    size_t block_count;
} host;

static void begin(host *h, const char *path, cli_population_detail detail,
                  uint32_t missing)
{
    prse_error err = {0};
    prse_engine *engine = NULL;
    *h = (host){0};
    if (prse_engine_new(&engine, NULL, &err) ||
        prse_pack_load(&h->pack, engine, path, NULL, &err))
        fail(path, &err);
    prse_engine_unref(engine);
    if (!cli_population_make(&h->population, h->pack,
                         (cli_population_options){.seed = 5, .detail = detail,
                                              .missing = missing},
                         ROWS))
        fail("no memory", NULL);
    cli_population_table(&h->population, 0, ROWS);
}

static void plan(host *h, uint32_t columns)
{
    prse_error err = {0};
    prse_batch_options opts = {.size = sizeof opts, .columns = columns,
                               .date = PRSE_STR("2026-11-23")};
    prse_batch_unref(h->batch);
    h->batch = NULL;
    if (prse_batch_new(&h->batch, h->pack, &opts, &err))
        fail("plan", &err);
}

static void end(host *h)
{
    if (h->answers.release)
        h->answers.release(&h->answers);
    for (size_t i = 0; i < h->block_count; i++)
        free(h->blocks[i]);
    for (size_t i = 0; i < HAND_RULES; i++)
        free(h->by_hand[i]);
    prse_batch_unref(h->batch);
    cli_population_free(&h->population);
    prse_pack_unref(h->pack);
}

static void by_batch(host *h)
{
    prse_error err = {0};
    struct ArrowArray in = h->population.array;
    if (h->answers.release)
        h->answers.release(&h->answers);
    if (prse_batch_block(&h->answers, h->batch, &h->population.schema, &in,
                         &err))
        fail("batch", &err);
}

static void by_hand_exact(host *h)
{
    hand_exact(h->by_hand, &h->hand, ROWS);
}

static void by_hand_ranges(host *h)
{
    hand_ranges(h->by_hand, &h->hand, ROWS);
}

/* The best of some rounds, in millions of companies a second. */
static double speed(host *h, void (*run)(host *h), size_t rounds)
{
    double best = 0;
    for (size_t i = 0; i < rounds; i++) {
        double start = now();
        run(h);
        double rate = ROWS / (now() - start) / 1e6;
        best = rate > best ? rate : best;
    }
    return best;
}

/* --- The same columns for the rules by hand --- */

static cli_population_column *column_of(host *h, const char *name)
{
    for (size_t i = 0; i < h->population.count; i++)
        if (strcmp(h->population.columns[i].name, name) == 0)
            return &h->population.columns[i];
    fail(name, NULL);
    return NULL;
}

static void *keep(host *h, size_t size)
{
    void *block = malloc(size);
    if (!block)
        fail("no memory", NULL);
    return h->blocks[h->block_count++] = block;
}

/* The text of a band: 7, 10..19, [0..450000), >= 10000. */
static void read_band(int64_t *low, int64_t *high, const char *text)
{
    char *rest;
    while (*text < '0' || *text > '9')
        text++;
    *low = *high = strtoll(text, &rest, 10);
    if (*rest == '.')
        *high = strtoll(rest + 2, &rest, 10) - (*rest == ')');
    else if (text[-1] == ' ')
        *high = INT32_MAX;
}

static void ends_of(const cli_population_column *c, int64_t row, int64_t *low,
                    int64_t *high)
{
    char text[64] = " ";
    int64_t band = c->values[row];
    *low = *high = band;
    if (!c->ends)
        return;
    snprintf(text + 1, sizeof text - 1, "%.*s",
             (int)(c->ends[band + 1] - c->ends[band]),
             c->letters + c->ends[band]);
    text[0] = '[';
    read_band(low, high, text);
}

static hand_range32 sizes(host *h, const char *name)
{
    const cli_population_column *c = column_of(h, name);
    int32_t *low = keep(h, ROWS * sizeof *low);
    int32_t *high = keep(h, ROWS * sizeof *high);
    for (int64_t row = 0; row < ROWS; row++) {
        int64_t from, to;
        ends_of(c, row, &from, &to);
        low[row] = (int32_t)from;
        high[row] = (int32_t)to;
    }
    return (hand_range32){low, high};
}

static hand_range64 money(host *h, const char *name)
{
    const cli_population_column *c = column_of(h, name);
    int64_t *low = keep(h, ROWS * sizeof *low);
    int64_t *high = keep(h, ROWS * sizeof *high);
    for (int64_t row = 0; row < ROWS; row++)
        ends_of(c, row, &low[row], &high[row]);
    return (hand_range64){low, high};
}

static const uint8_t *truths(host *h, const char *name)
{
    const cli_population_column *c = column_of(h, name);
    uint8_t *truth = keep(h, ROWS);
    for (int64_t row = 0; row < ROWS; row++)
        truth[row] = (uint8_t)c->values[row];
    return truth;
}

static void begin_hand(host *h)
{
    h->hand = (hand_columns){
        .headcount = sizes(h, "effectif"),
        .insured = sizes(h, "effectif_securite_sociale"),
        .overseas = sizes(h, "effectif_outre_mer"),
        .group = sizes(h, "effectif_groupe"),
        .turnover = money(h, "chiffre_affaires"),
        .consolidated = money(h, "chiffre_affaires_consolide"),
        .balance = money(h, "bilan"),
        .form = column_of(h, "categorie_juridique")->data,
        .in_group = truths(h, "appartient_groupe"),
        .listed = truths(h, "est_cotee")};
    for (size_t i = 0; i < HAND_RULES; i++) {
        h->by_hand[i] = malloc(ROWS);
        if (!h->by_hand[i])
            fail("no memory", NULL);
    }
}

static void compare(const host *h)
{
    int64_t known = 0;
    for (size_t rule = 0; rule < HAND_RULES; rule++) {
        const uint8_t *found = h->answers.children[rule]->buffers[1];
        for (int64_t row = 0; row < ROWS; row++) {
            known += found[row] != PRSE_UNKNOWN;
            if (found[row] != h->by_hand[rule][row]) {
                fprintf(stderr,
                        "rule %zu, row %" PRId64 ": %d, by hand %d\n", rule,
                        row, found[row], h->by_hand[rule][row]);
                exit(1);
            }
        }
    }
    printf("  %.1f %% of the answers are known\n",
           100.0 * (double)known / ROWS / HAND_RULES);
}

/* --- Measuring --- */

static void measure_eight(const char *path, cli_population_detail detail,
                          size_t rounds)
{
    host h;
    int exact = detail == CLI_POPULATION_EXACT;
    begin(&h, path, detail, 0);
    begin_hand(&h);
    printf("eight obligations, every size %s\n",
           exact ? "a number" : "a range");
    double hand = speed(&h, exact ? by_hand_exact : by_hand_ranges, rounds);
    plan(&h, PRSE_BATCH_ANSWERS);
    double answers = speed(&h, by_batch, rounds);
    compare(&h);
    plan(&h, PRSE_BATCH_COUNTS);
    double counts = speed(&h, by_batch, rounds);
    printf("  answers %.1f M/s, counts %.1f M/s, answers by hand %.1f M/s: "
           "%.2f times ours\n",
           answers, counts, hand, hand / answers);
    end(&h);
}

static double speed_of(host *h, uint32_t columns, size_t rounds)
{
    plan(h, columns);
    return speed(h, by_batch, rounds);
}

static void measure_law(const char *path, cli_population_detail detail,
                        uint32_t missing, size_t rounds)
{
    host h;
    begin(&h, path, detail, missing);
    printf("%s, %zu obligations, %zu columns, every size %s, %u %% missing\n",
           path, prse_pack_obligation_count(h.pack), h.population.count,
           detail == CLI_POPULATION_EXACT ? "a number" : "a range", missing);
    printf("  answers %.1f M/s, counts %.1f M/s, with criteria %.1f M/s,\n",
           speed_of(&h, PRSE_BATCH_ANSWERS, rounds),
           speed_of(&h, PRSE_BATCH_COUNTS, rounds),
           speed_of(&h, PRSE_BATCH_ANSWERS | PRSE_BATCH_CRITERIA, rounds));
    printf("  with outputs %.1f M/s, first years %.1f M/s, compliance "
           "%.1f M/s, missing facts %.1f M/s,\n",
           speed_of(&h, PRSE_BATCH_ANSWERS | PRSE_BATCH_OUTPUTS, rounds),
           speed_of(&h, PRSE_BATCH_ANSWERS | PRSE_BATCH_FIRST_YEAR, rounds),
           speed_of(&h, PRSE_BATCH_ANSWERS | PRSE_BATCH_COMPLIANCE, rounds),
           speed_of(&h, PRSE_BATCH_ANSWERS | PRSE_BATCH_MISSING, rounds));
    printf("  with every column %.1f M/s\n",
           speed_of(&h, PRSE_BATCH_COUNTS - 1, rounds));
    end(&h);
}

/* --- Two threads --- */

enum { BLOCKS = 64 };

/* Answers the same table again and again, into answers of its own. */
static void *work(void *user)
{
    const host *h = user;
    prse_error err = {0};
    for (size_t i = 0; i < BLOCKS; i++) {
        struct ArrowArray in = h->population.array, out;
        if (prse_batch_block(&out, h->batch, &h->population.schema, &in,
                             &err))
            fail("batch", &err);
        out.release(&out);
    }
    return NULL;
}

static double seconds_of(host *h, size_t threads)
{
    pthread_t others[2];
    double start = now();
    for (size_t i = 1; i < threads; i++)
        if (pthread_create(&others[i], NULL, work, h))
            fail("no thread", NULL);
    work(h);
    for (size_t i = 1; i < threads; i++)
        pthread_join(others[i], NULL);
    return now() - start;
}

/* The best of some rounds, one after the other, so that both see the same
 * machine. */
static void measure_threads(const char *path, size_t rounds)
{
    host h;
    double one = 1e9, two = 1e9;
    begin(&h, path, CLI_POPULATION_BRACKETS, 0);
    plan(&h, PRSE_BATCH_ANSWERS);
    for (size_t i = 0; i < 1 + rounds / 4; i++) {
        double alone = seconds_of(&h, 1), both = seconds_of(&h, 2);
        one = alone < one ? alone : one;
        two = both < two ? both : two;
    }
    printf("two threads on one plan: %.2f times one\n", 2 * one / two);
    end(&h);
}

int main(int count, char **args)
{
    size_t rounds = count > 3 ? strtoul(args[3], NULL, 10) : 20;
    if (count < 3)
        return 2;
    measure_eight(args[1], CLI_POPULATION_EXACT, rounds);
    measure_eight(args[1], CLI_POPULATION_BRACKETS, rounds);
    measure_law(args[2], CLI_POPULATION_EXACT, 0, rounds);
    measure_law(args[2], CLI_POPULATION_BRACKETS, 0, rounds);
    measure_law(args[2], CLI_POPULATION_EXACT, 30, rounds);
    measure_threads(args[2], rounds);
    return 0;
}
