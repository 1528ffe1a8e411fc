/* SPDX-License-Identifier: Apache-2.0 */
/* Are the right units found?
 *
 *   search_quality REGISTER QUERIES FLOOR [UNITS ESTABLISHMENTS]
 *
 * With stock files, the register is made anew from them. QUERIES has a line a
 * query: genre, text, SIREN. The unit of that SIREN must be among the first
 * five. Prints the share by genre and what was missed; fails when fewer than
 * FLOOR per cent are found. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "portailrse/register.h"

enum { FIRST = 5, MOST_GENRES = 40, LINE = 600 };

typedef struct genre {
    char name[40];
    int asked, found;
} genre;

static genre genres[MOST_GENRES];

static genre *genre_of(const char *name)
{
    size_t i = 0;
    while (i + 1 < MOST_GENRES && genres[i].asked > 0 &&
           strcmp(genres[i].name, name) != 0)
        i++;
    snprintf(genres[i].name, sizeof genres[i].name, "%s", name);
    return &genres[i];
}

/* Cuts a field off a line of CSV, in place. */
static char *next_field(char **line)
{
    char *from = *line, *to = from, *field = from;
    int quoted = *from == '"';
    for (from += quoted; *from; from++) {
        if (quoted && from[0] == '"' && from[1] == '"')
            from++;
        else if (quoted ? *from == '"' : *from == ',')
            break;
        *to++ = *from;
    }
    from += quoted && *from == '"';
    from += *from == ',';
    *line = from;
    *to = '\0';
    return field;
}

/* Place from 1; 0: not among the first ones. */
static size_t place_of(const prse_units *units, const char *siren)
{
    for (size_t i = 0; i < prse_units_count(units) && i < FIRST; i++) {
        prse_unit unit = {.size = sizeof unit};
        if (prse_units_get(units, i, &unit, NULL) == PRSE_OK &&
            strncmp(unit.siren.ptr, siren, unit.siren.len) == 0)
            return i + 1;
    }
    return 0;
}

static void tell(const prse_units *units, const char *name, const char *text)
{
    printf("missed: %s: %s\n", name, text);
    for (size_t i = 0; i < prse_units_count(units) && i < FIRST; i++) {
        prse_unit unit = {.size = sizeof unit};
        if (prse_units_get(units, i, &unit, NULL) == PRSE_OK)
            printf("    %.*s %.*s\n", (int)unit.siren.len, unit.siren.ptr,
                   (int)unit.denomination.len, unit.denomination.ptr);
    }
}

static int ask(prse_register *reg, char *line)
{
    prse_error err = {0};
    prse_units *units = NULL;
    char *name = next_field(&line), *text = next_field(&line);
    char *siren = next_field(&line);
    genre *g = genre_of(name);
    g->asked++;
    if (prse_register_search(&units, reg, prse_str_of(text), NULL, &err)) {
        printf("%s: %s\n", text, err.message);
        return 0;
    }
    int found = place_of(units, siren) > 0;
    g->found += found;
    if (!found)
        tell(units, name, text);
    prse_units_free(units);
    return found;
}

static int report(int asked, int found, const char *floor)
{
    for (size_t i = 0; i < MOST_GENRES && genres[i].asked > 0; i++)
        printf("%-10s %3d of %3d\n", genres[i].name, genres[i].found,
               genres[i].asked);
    double share = asked > 0 ? 100.0 * found / asked : 0.0;
    printf("%-10s %3d of %3d, %.1f %%\n", "all", found, asked, share);
    return share >= strtod(floor, NULL) ? EXIT_SUCCESS : EXIT_FAILURE;
}

static prse_status open_register(prse_register **reg, int count, char **args,
                                 prse_error *err)
{
    prse_register_options opts = {.size = sizeof opts};
    if (count == 6) {
        remove(args[1]);
        opts.units = prse_str_of(args[4]);
        opts.establishments = prse_str_of(args[5]);
        prse_status status = prse_register_import(prse_str_of(args[1]),
                                                  &opts, err);
        if (status)
            return status;
    }
    return prse_register_open(reg, prse_str_of(args[1]), err);
}

static int ask_all(prse_register *reg, FILE *queries, const char *floor)
{
    char line[LINE];
    int asked = 0, found = 0;
    while (fgets(line, sizeof line, queries)) {
        line[strcspn(line, "\r\n")] = '\0';
        if (strncmp(line, "genre,", 6) == 0)
            continue;
        asked++;
        found += ask(reg, line);
    }
    return report(asked, found, floor);
}

int main(int count, char **args)
{
    prse_register *reg = NULL;
    prse_error err = {0};
    int result = EXIT_FAILURE;
    FILE *queries = count == 4 || count == 6 ? fopen(args[2], "r") : NULL;
    if (!queries) {
        fprintf(stderr, "usage: search_quality REGISTER QUERIES FLOOR "
                        "[UNITS ESTABLISHMENTS]\n");
        return EXIT_FAILURE;
    }
    if (open_register(&reg, count, args, &err))
        fprintf(stderr, "%s\n", err.message);
    else
        result = ask_all(reg, queries, args[3]);
    fclose(queries);
    prse_register_free(reg);
    return result;
}
