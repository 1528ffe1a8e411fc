/* SPDX-License-Identifier: Apache-2.0 */
/* What a kind of file does so that it can be a table; see table.h. */
#ifndef PRSE_CLI_TABLE_SOURCE_H
#define PRSE_CLI_TABLE_SOURCE_H

#include <stdio.h>

#include "cli/table.h"

typedef struct cli_table_source cli_table_source;

/* NULL: what a file without lines does. */
typedef struct cli_table_kind {
    uint64_t (*done)(const void *self);
    uint64_t (*line)(const void *self, int64_t row);
    int (*fault)(cli_buffer *reason, const void *self, int64_t row);
    void (*add_row)(cli_buffer *out, const void *self, int64_t row);
    void (*add_names)(cli_buffer *out, const void *self);
    cli_table_style (*style)(const void *self);
    /* NULL: what the stream says of its last failure. */
    cli_exit (*complain)(const void *self);
    void (*close)(void *self);
} cli_table_kind;

struct cli_table_source {
    const cli_table_kind *kind;
    void *self;
    struct ArrowArrayStream stream; /* released by the table */
};

/* A file whose first bytes were read already. */
typedef struct cli_table_file {
    const cli_context *cli;
    const char *path; /* "-": the standard input */
    const char *name; /* for people */
    FILE *file;       /* the table closes it */
    char head[8];     /* its first bytes, */
    size_t head_size; /* as many as there are */
} cli_table_file;

#endif
