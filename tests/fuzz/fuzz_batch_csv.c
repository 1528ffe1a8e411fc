/* SPDX-License-Identifier: Apache-2.0 */
/* The reader of `portailrse batch`, which cuts 64 bytes at a time, finds the
 * records and cells that one finds a byte at a time, and fails where it does;
 * each cell that is written can be read again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/complain.h"
#include "cli/csv_cell.h"
#include "cli/csv_record.h"
#include "cli/csv_table.h"
#include "fuzz/csv_plain.h"
#include "fuzz/fuzz.h"

/* The table's reader complains of a header line; what it says is tried in
 * tests/cli. */
cli_exit cli_complain(const cli_context *cli, cli_exit code, cli_text_id text,
                      const prse_str *values, size_t count)
{
    (void)cli;
    (void)text;
    (void)values;
    (void)count;
    return code;
}

cli_exit cli_complain_system(const char *name, int code)
{
    (void)name;
    (void)code;
    return CLI_IO;
}

const char *cli_text(const cli_context *cli, cli_text_id id)
{
    (void)cli;
    (void)id;
    return "{0} {1}";
}

typedef struct table {
    cli_table_source source;
    struct ArrowSchema schema;
    struct ArrowArray block;
    int64_t row; /* of the block */
} table;

static FILE *open_text(prse_str text)
{
    FILE *file = fmemopen((char *)text.ptr, text.len, "rb");
    FUZZ_ASSERT(file);
    return file;
}

/* As cli_table_open() does: the first bytes are read to see what it is. */
static int open_table(table *t, prse_str text)
{
    static const cli_context cli;
    cli_table_file file = {.cli = &cli, .path = "fuzz", .name = "fuzz",
                           .file = open_text(text)};
    *t = (table){0};
    file.head_size = fread(file.head, 1, sizeof file.head, file.file);
    if (cli_csv_table_open(&t->source, &file) != CLI_OK)
        return 0;
    FUZZ_ASSERT(t->source.stream.get_schema(&t->source.stream, &t->schema) ==
                0);
    return 1;
}

static void close_table(table *t)
{
    if (t->block.release)
        t->block.release(&t->block);
    t->schema.release(&t->schema);
    t->source.stream.release(&t->source.stream);
    t->source.kind->close(t->source.self);
}

/* 0: the end, or a failure, which is told. */
static int next_row(table *t, int *failed)
{
    struct ArrowArrayStream *stream = &t->source.stream;
    while (!t->block.release || t->row == t->block.length) {
        if (t->block.release)
            t->block.release(&t->block);
        *failed = stream->get_next(stream, &t->block) != 0;
        if (*failed || !t->block.release)
            return 0;
        t->row = 0;
    }
    return 1;
}

static prse_str cell_at(const table *t, size_t column)
{
    const struct ArrowArray *cells = t->block.children[column];
    const int32_t *ends = cells->buffers[1];
    const char *text = cells->buffers[2];
    return (prse_str){text + ends[t->row],
                      (size_t)(ends[t->row + 1] - ends[t->row])};
}

static int is_null_row(const table *t)
{
    const uint8_t *there = t->block.buffers[0];
    return there && !(there[t->row >> 3] >> (t->row & 7) & 1);
}

/* Of its cells when there are as many as names, else that they are not. */
static void expect_row(const table *t, const plain_csv *plain)
{
    size_t names = (size_t)t->schema.n_children;
    FUZZ_ASSERT(t->source.kind->line(t->source.self, t->row) ==
                plain->record);
    FUZZ_ASSERT(is_null_row(t) == (plain->count != names));
    for (size_t i = 0; i < names && plain->count == names; i++)
        FUZZ_ASSERT(fuzz_same(cell_at(t, i), cli_csv_trim(plain->cells[i])));
}

static void expect_rows(table *t, plain_csv *plain)
{
    plain_csv_status status = plain_csv_next(plain);
    int failed = 0;
    for (; next_row(t, &failed); t->row++) {
        FUZZ_ASSERT(status == PLAIN_CSV_RECORD);
        expect_row(t, plain);
        status = plain_csv_next(plain);
    }
    FUZZ_ASSERT(failed == (status != PLAIN_CSV_END));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    table t;
    plain_csv plain;
    prse_str text = fuzz_text(data, size);
    if (size == 0)
        return 0;
    FILE *file = open_text(text);
    plain_csv_open(&plain, file, "fuzz");
    plain_csv_status status = plain_csv_next(&plain);
    int opened = open_table(&t, text);
    FUZZ_ASSERT(opened == (status == PLAIN_CSV_RECORD));
    if (opened) {
        FUZZ_ASSERT((size_t)t.schema.n_children == plain.count);
        expect_rows(&t, &plain);
        close_table(&t);
    }
    plain_csv_close(&plain);
    fclose(file);
    return 0;
}
