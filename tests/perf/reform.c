/* SPDX-License-Identifier: Apache-2.0 */
/* What a reform changes for millions of companies, on one thread, tables in
 * memory: answers under both laws, who changes, of whom it cannot be told and
 * which facts would tell, and that whoever changes lies in a situation of the
 * symbolic difference.
 *
 *   perf-reform ROWS MISSING DATE PACK [OVERLAY]
 *   perf-reform ROWS MISSING DATE PACK AFTER DATE_AFTER
 *
 * MISSING in a hundred values are not known. Fails when a company changes in
 * no such situation. Times are for people to read. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "portailrse/reform.h"
#include "cli/population.h"

enum { BLOCK = 1 << 16 };

static void fail(const char *what, const prse_error *err)
{
    fprintf(stderr, "%s: %s\n", what, err ? err->message : "");
    exit(1);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static prse_pack *load(const char *path, const char *overlay)
{
    prse_error err = {0};
    prse_engine *engine = NULL;
    prse_pack *pack = NULL;
    prse_pack_options opts = {sizeof opts, overlay != NULL, &overlay};
    if (prse_engine_new(&engine, NULL, &err) ||
        prse_pack_load(&pack, engine, path, &opts, &err))
        fail(path, &err);
    prse_engine_unref(engine);
    return pack;
}

/* Drawing companies is not counted. */
static double count(prse_reform *reform, const prse_pack *pack, int64_t rows,
                    uint32_t missing)
{
    static cli_population people;
    prse_error err = {0};
    double spent = 0;
    if (!cli_population_make(&people, pack,
                         (cli_population_options){.seed = 5,
                                              .detail = CLI_POPULATION_MIXED,
                                              .missing = missing},
                         BLOCK))
        fail("no memory", NULL);
    for (int64_t first = 0; first < rows; first += BLOCK) {
        int64_t left = rows - first;
        cli_population_table(&people, first, left < BLOCK ? left : BLOCK);
        double start = now();
        if (prse_reform_block(reform, &people.schema, &people.array, &err))
            fail("block", &err);
        spent += now() - start;
    }
    cli_population_free(&people);
    return spent;
}

/* The number of a member of the next obligation. */
static int64_t member(const char **at, const char *name)
{
    *at = *at ? strstr(*at, name) : NULL;
    return *at ? strtoll(*at + strlen(name), NULL, 10) : -1;
}

/* Fails when somebody changes outside of the difference, or nobody changes. */
static void tell(const prse_reform *reform, double spent, double opened)
{
    prse_text *text = NULL;
    prse_error err = {0};
    int64_t changed = 0, untold = 0, outside = 0;
    double start = now();
    if (prse_reform_json(&text, reform, &err))
        fail("json", &err);
    spent += now() - start;
    const char *at = prse_text_str(text).ptr;
    for (int64_t n; (n = member(&at, "\"outside\": ")) >= 0;) {
        outside += n;
        changed += member(&at, "\"changed\": ");
        untold += member(&at, "\"untold\": ");
    }
    prse_text_free(text);
    int64_t companies =
        prse_reform_count(reform, PRSE_STR(""), PRSE_REFORM_ANY,
                          PRSE_REFORM_ANY);
    printf("%" PRId64 " companies in %.3f s (%.1f million/s; compared in "
           "%.3f s): %" PRId64 " changes, %" PRId64 " cannot be told, "
           "%" PRId64 " outside of the difference\n",
           companies, spent, (double)companies / spent / 1e6, opened, changed,
           untold, outside);
    if (outside > 0 || changed == 0)
        fail("the two differences do not agree", NULL);
}

int main(int argc, char **argv)
{
    if (argc < 5)
        fail("ROWS MISSING DATE PACK [OVERLAY | AFTER DATE_AFTER]", NULL);
    prse_error err = {0};
    prse_reform *reform = NULL;
    prse_pack *before = load(argv[4], NULL);
    prse_pack *after = argc > 6 ? load(argv[5], NULL)
                                : load(argv[4], argc > 5 ? argv[5] : NULL);
    prse_reform_options opts = {.size = sizeof opts,
                                .date_a = prse_str_of(argv[3])};
    if (argc > 6)
        opts.date_b = prse_str_of(argv[6]);
    double start = now();
    if (prse_reform_new(&reform, before, after, &opts, &err))
        fail("reform", &err);
    double opened = now() - start;
    tell(reform,
         count(reform, before, strtoll(argv[1], NULL, 10),
               (uint32_t)strtoul(argv[2], NULL, 10)),
         opened);
    prse_reform_free(reform);
    prse_pack_unref(before);
    prse_pack_unref(after);
    return 0;
}
