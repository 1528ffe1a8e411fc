/* SPDX-License-Identifier: Apache-2.0 */
/* Made-up companies as every peer reads them: a line a company, exact facts.
 *
 *   peers-rows EIGHT ROWS > FILE */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/population.h"

/* Our seed; another one gives other companies of the same sizes. */
enum { SEED = 5 };

static int fail(const char *what, const prse_error *err)
{
    fprintf(stderr, "%s: %s\n", what, err->message);
    return 1;
}

static void print_head(const cli_population *p)
{
    for (size_t i = 0; i < p->count; i++)
        printf("%s%s", i ? "," : "", p->columns[i].name);
    putchar('\n');
}

static void print_row(const cli_population *p, int64_t row)
{
    for (size_t i = 0; i < p->count; i++) {
        const cli_population_column *c = &p->columns[i];
        const char *comma = i ? "," : "";
        if (c->info.type == PRSE_FACT_BOOLEAN)
            printf("%s%s", comma, c->values[row] ? "true" : "false");
        else
            printf("%s%" PRId64, comma, c->values[row]);
    }
    putchar('\n');
}

int main(int count, char **args)
{
    prse_error err = {0};
    prse_engine *engine = NULL;
    prse_pack *pack = NULL;
    static cli_population people;
    int64_t rows = count == 3 ? strtoll(args[2], NULL, 10) : 0;
    if (rows <= 0)
        return 2;
    if (prse_engine_new(&engine, NULL, &err) ||
        prse_pack_load(&pack, engine, args[1], NULL, &err))
        return fail(args[1], &err);
    if (!cli_population_make(&people, pack,
                         (cli_population_options){.seed = SEED,
                                              .detail = CLI_POPULATION_EXACT},
                         rows))
        return fail("no memory", &err);
    cli_population_table(&people, 0, rows);
    print_head(&people);
    for (int64_t row = 0; row < rows; row++)
        print_row(&people, row);
    cli_population_free(&people);
    prse_pack_unref(pack);
    prse_engine_unref(engine);
    return 0;
}
