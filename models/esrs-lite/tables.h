/* SPDX-License-Identifier: Apache-2.0 */
/* Tables of the sources: UTF-8, tabs, a header line. */
#ifndef ESRS_LITE_TABLES_H
#define ESRS_LITE_TABLES_H

#include "portailrse/base.h"

enum { TABLE_COLUMNS = 3 };

typedef struct table {
    char *text; /* of the whole file */
    size_t size;
    prse_str (*rows)[TABLE_COLUMNS];
    size_t count; /* without the header */
} table;

/* Ends the program with a word of why when the file is not such a table. */
table table_read(const char *path, size_t columns);
void table_free(table *it);
/* Ends the program. */
_Noreturn void fail(const char *path, size_t line, const char *why);
void *take(size_t count, size_t size);

#endif
