/* SPDX-License-Identifier: Apache-2.0 */
#include "tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void fail(const char *path, size_t line, const char *why)
{
    fprintf(stderr, "%s:%zu: %s\n", path, line, why);
    exit(1);
}

void *take(size_t count, size_t size)
{
    void *block = calloc(count > 0 ? count : 1, size);
    if (!block)
        fail("memory", 0, "there is none left");
    return block;
}

static void read_file(table *out, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        fail(path, 0, "it can't be opened");
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    out->text = take((size_t)size + 1, 1);
    out->size = fread(out->text, 1, (size_t)size, file);
    fclose(file);
    if (out->size != (size_t)size)
        fail(path, 0, "it can't be read");
}

static void cut(prse_str *cells, char *line, const char *path, size_t number,
                size_t columns)
{
    for (size_t i = 0; i < columns; i++) {
        size_t length = strcspn(line, "\t");
        cells[i] = (prse_str){line, length};
        if (length == 0)
            fail(path, number, "a cell is empty");
        if ((line[length] == '\t') != (i + 1 < columns))
            fail(path, number, "it has too few or too many cells");
        line[length] = '\0';
        line += length + 1;
    }
}

table table_read(const char *path, size_t columns)
{
    table out = {0};
    size_t lines = 0;
    read_file(&out, path);
    for (size_t i = 0; i < out.size; i++)
        lines += out.text[i] == '\n';
    out.rows = take(lines, sizeof *out.rows);
    char *line = out.text;
    for (size_t number = 1; number <= lines; number++) {
        char *end = strchr(line, '\n');
        if (!end)
            fail(path, number, "it holds a zero byte");
        *end = '\0';
        if (number > 1)
            cut(out.rows[out.count++], line, path, number, columns);
        line = end + 1;
    }
    if (line != out.text + out.size)
        fail(path, lines + 1, "the last line has no end");
    return out;
}

void table_free(table *it)
{
    free(it->rows);
    free(it->text);
    *it = (table){0};
}
