/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/table.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/complain.h"
#include "cli/csv_cell.h"
#include "cli/csv_table.h"
#include "cli/files_table.h"
#include "cli/input.h"
#include "cli/table_cell.h"
#include "cli/table_source.h"

/* A block that the table looks into while somebody else has it. */
typedef struct shared {
    atomic_int holders;
    struct ArrowArray block;
} shared;

struct cli_table {
    cli_table_file file;
    cli_table_source source;
    struct ArrowSchema schema;
    shared *last;        /* block that the stream gave, or NULL */
    uint64_t before;     /* rows before it */
    int failed;
    uint64_t size;
};

/* --- Opening --- */

/* The kinds of files, by how they begin; any other is CSV. */
typedef struct kind {
    const char *begins;
    cli_exit (*open)(cli_table_source *out, cli_table_file *file);
} kind;

static cli_exit open_source(cli_table_source *out, cli_table_file *file)
{
    static const kind kinds[] = {{"PAR1", cli_files_table_parquet},
                                 {"ARROW1", cli_files_table_ipc}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t length = strlen(kinds[i].begins);
        if (file->head_size >= length &&
            memcmp(file->head, kinds[i].begins, length) == 0)
            return kinds[i].open(out, file);
    }
    return cli_csv_table_open(out, file);
}

static cli_exit read_schema(cli_table *table)
{
    struct ArrowArrayStream *stream = &table->source.stream;
    if (stream->get_schema(stream, &table->schema) == 0)
        return CLI_OK;
    table->schema.release = NULL;
    table->failed = 1;
    return cli_table_failed(table);
}

static cli_exit open_table(cli_table *table, const char *path)
{
    struct stat known;
    cli_table_file *file = &table->file;
    cli_exit code = cli_input_open(&file->file, path);
    if (code != CLI_OK)
        return code;
    file->path = path;
    file->name = cli_input_name(path);
    if (fstat(fileno(file->file), &known) == 0 && S_ISREG(known.st_mode))
        table->size = (uint64_t)known.st_size;
    file->head_size = fread(file->head, 1, sizeof file->head, file->file);
    if (ferror(file->file))
        return cli_complain_system(file->name, errno);
    code = open_source(&table->source, file);
    return code == CLI_OK ? read_schema(table) : code;
}

cli_exit cli_table_open(cli_table **out, const cli_context *cli,
                        const char *path)
{
    cli_table *table = cli_alloc(1, sizeof *table);
    table->file.cli = cli;
    cli_exit code = open_table(table, path);
    *out = NULL;
    if (code == CLI_OK)
        *out = table;
    else
        cli_table_close(table);
    return code;
}

/* --- Blocks --- */

static void let_go(shared *block)
{
    if (!block || atomic_fetch_sub(&block->holders, 1) > 1)
        return;
    block->block.release(&block->block);
    free(block);
}

static void release_block(struct ArrowArray *array)
{
    let_go(array->private_data);
    array->release = NULL;
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
    cli_table *table = stream->private_data;
    struct ArrowArrayStream *from = &table->source.stream;
    struct ArrowArray block = {0};
    *out = block;
    if (table->last)
        table->before += (uint64_t)table->last->block.length;
    let_go(table->last);
    table->last = NULL;
    int failure = from->get_next(from, &block);
    table->failed |= failure != 0;
    if (failure || !block.release)
        return failure;
    table->last = cli_alloc(1, sizeof *table->last);
    atomic_init(&table->last->holders, 2);
    table->last->block = block;
    *out = block;
    out->private_data = table->last;
    out->release = release_block;
    return 0;
}

static int get_schema(struct ArrowArrayStream *stream,
                      struct ArrowSchema *out)
{
    cli_table *table = stream->private_data;
    return table->source.stream.get_schema(&table->source.stream, out);
}

static const char *get_last_error(struct ArrowArrayStream *stream)
{
    cli_table *table = stream->private_data;
    return table->source.stream.get_last_error(&table->source.stream);
}

static void release_stream(struct ArrowArrayStream *stream)
{
    stream->release = NULL; /* the table holds all */
}

void cli_table_stream(cli_table *table, struct ArrowArrayStream *out)
{
    *out = (struct ArrowArrayStream){.get_schema = get_schema,
                                     .get_next = get_next,
                                     .get_last_error = get_last_error,
                                     .release = release_stream,
                                     .private_data = table};
}

void cli_table_close(cli_table *table)
{
    if (!table)
        return;
    let_go(table->last);
    if (table->schema.release)
        table->schema.release(&table->schema);
    if (table->source.stream.release)
        table->source.stream.release(&table->source.stream);
    if (table->source.kind)
        table->source.kind->close(table->source.self);
    cli_input_close(table->file.file);
    free(table);
}

/* --- What a table tells --- */

const char *cli_table_name(const cli_table *table)
{
    return table->file.name;
}

const struct ArrowSchema *cli_table_schema(const cli_table *table)
{
    return &table->schema;
}

cli_exit cli_table_failed(const cli_table *table)
{
    const cli_table_source *source = &table->source;
    if (!table->failed)
        return CLI_OK;
    if (source->kind->complain)
        return source->kind->complain(source->self);
    struct ArrowArrayStream stream = source->stream;
    const char *text = stream.get_last_error(&stream);
    prse_str values[] = {prse_str_of(table->file.name),
                         prse_str_of(text ? text : "?")};
    return cli_complain(table->file.cli, CLI_INPUT, TEXT_TABLE_FAILED, values,
                        2);
}

uint64_t cli_table_line(const cli_table *table, int64_t row)
{
    const cli_table_source *source = &table->source;
    return source->kind->line ? source->kind->line(source->self, row)
                              : table->before + (uint64_t)row + 1;
}

int cli_table_fault(cli_buffer *reason, const cli_table *table, int64_t row)
{
    const cli_table_source *source = &table->source;
    return source->kind->fault &&
           source->kind->fault(reason, source->self, row);
}

void cli_table_add_cell(cli_buffer *out, const cli_table *table,
                        size_t column, int64_t row)
{
    const struct ArrowArray *block = &table->last->block;
    cli_table_cell_add(out, table->schema.children[column],
                       block->children[column], block->offset + row);
}

cli_table_style cli_table_style_of(const cli_table *table)
{
    const cli_table_source *source = &table->source;
    return source->kind->style ? source->kind->style(source->self)
                               : (cli_table_style){.separator = ','};
}

void cli_table_add_row(cli_buffer *out, const cli_table *table, int64_t row)
{
    const cli_table_source *source = &table->source;
    cli_buffer cell = {0};
    if (source->kind->add_row) {
        source->kind->add_row(out, source->self, row);
        return;
    }
    for (int64_t i = 0; i < table->schema.n_children; i++) {
        cli_buffer_clear(&cell);
        cli_table_add_cell(&cell, table, (size_t)i, row);
        if (i > 0)
            cli_buffer_add_char(out, ',');
        cli_csv_add_cell(out, cli_buffer_str(&cell));
    }
    cli_buffer_free(&cell);
}

void cli_table_add_names(cli_buffer *out, const cli_table *table)
{
    const cli_table_source *source = &table->source;
    if (source->kind->add_names) {
        source->kind->add_names(out, source->self);
        return;
    }
    for (int64_t i = 0; i < table->schema.n_children; i++) {
        const char *name = table->schema.children[i]->name;
        if (i > 0)
            cli_buffer_add_char(out, ',');
        cli_csv_add_cell(out, prse_str_of(name ? name : ""));
    }
}

uint64_t cli_table_done(const cli_table *table)
{
    const cli_table_source *source = &table->source;
    return source->kind->done ? source->kind->done(source->self) : 0;
}

uint64_t cli_table_size(const cli_table *table)
{
    return table->size;
}
