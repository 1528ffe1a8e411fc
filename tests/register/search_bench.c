/* SPDX-License-Identifier: Apache-2.0 */
/* How long searches take:
 *
 *   search_bench REGISTER QUERIES
 *
 * QUERIES has a text a line; after a tab, a department that units must have.
 * Prints the microseconds that each took, a line each. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "portailrse/register.h"

enum { LINE = 1024 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int ask(prse_register *reg, char *line)
{
    prse_error err = {0};
    prse_units *units = NULL;
    prse_search_options opts = {.size = sizeof opts};
    char *tab = strchr(line, '\t');
    if (tab) {
        *tab = '\0';
        opts.departement = prse_str_of(tab + 1);
    }
    double start = now();
    prse_status status = prse_register_search(&units, reg, prse_str_of(line),
                                              &opts, &err);
    double taken = now() - start;
    prse_units_free(units);
    if (status) {
        fprintf(stderr, "%s: %s\n", line, err.message);
        return 0;
    }
    printf("%.1f\n", taken);
    return 1;
}

int main(int count, char **args)
{
    char line[LINE];
    prse_register *reg = NULL;
    prse_error err = {0};
    int good = 1;
    FILE *queries = count == 3 ? fopen(args[2], "r") : NULL;
    if (!queries) {
        fprintf(stderr, "usage: search_bench REGISTER QUERIES\n");
        return EXIT_FAILURE;
    }
    if (prse_register_open(&reg, prse_str_of(args[1]), &err)) {
        fprintf(stderr, "%s\n", err.message);
        good = 0;
    }
    while (good && fgets(line, sizeof line, queries)) {
        line[strcspn(line, "\n")] = '\0';
        good = ask(reg, line);
    }
    fclose(queries);
    prse_register_free(reg);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
