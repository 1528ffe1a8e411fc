/* SPDX-License-Identifier: Apache-2.0 */
#include "native.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 512 };

void give_up(const char *what, const char *why)
{
    fprintf(stderr, "peers-native: %s: %s\n", what, why);
    exit(1);
}

void *blank(size_t count, size_t size)
{
    void *found = calloc(count + 1, size);
    if (!found)
        give_up("memory", "there is none");
    return found;
}

/* The cells of a line, which is cut up. */
static void cut(char *cells[FACTS], char *line)
{
    line[strcspn(line, "\r\n")] = 0;
    for (size_t i = 0; i < FACTS; i++) {
        cells[i] = line;
        line = strchr(line, ',');
        if (!line != (i + 1 == FACTS))
            give_up("a line", "ten cells were expected");
        if (line)
            *line++ = 0;
    }
}

static void read_cell(companies *out, column *c, size_t row, const char *text)
{
    char *rest;
    c->known[row] = *text != 0;
    if (*text == 't' || *text == 'f') {
        c->is_truth = 1;
        c->low[row] = c->high[row] = *text == 't';
        return;
    }
    c->low[row] = c->high[row] = strtoll(text, &rest, 10);
    if (strncmp(rest, "..", 2) == 0) {
        out->has_ranges = 1;
        c->high[row] = strtoll(rest + 2, &rest, 10);
    }
    if (*rest)
        give_up(text, "60, 50..249, true, false or nothing was expected");
}

static size_t lines_of(FILE *file)
{
    char line[LINE];
    size_t count = 0;
    while (fgets(line, sizeof line, file))
        count++;
    rewind(file);
    return count;
}

void companies_read(companies *out, const char *path)
{
    char line[LINE], *cells[FACTS];
    FILE *file = fopen(path, "r");
    *out = (companies){0};
    if (!file)
        give_up(path, "cannot be read");
    size_t lines = lines_of(file);
    if (!fgets(line, sizeof line, file) || lines < 2)
        give_up(path, "has no companies");
    cut(cells, line);
    for (size_t i = 0; i < FACTS; i++) {
        column *c = &out->columns[i];
        snprintf(c->name, sizeof c->name, "%s", cells[i]);
        c->low = blank(lines, sizeof *c->low);
        c->high = blank(lines, sizeof *c->high);
        c->known = blank(lines, 1);
    }
    for (; fgets(line, sizeof line, file); out->count++) {
        cut(cells, line);
        for (size_t i = 0; i < FACTS; i++)
            read_cell(out, &out->columns[i], out->count, cells[i]);
    }
    fclose(file);
}

void companies_free(companies *c)
{
    for (size_t i = 0; i < FACTS; i++) {
        free(c->columns[i].low);
        free(c->columns[i].high);
        free(c->columns[i].known);
    }
}
