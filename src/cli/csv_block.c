/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/csv_block.h"

#include <stdatomic.h>
#include <stdlib.h>

enum { FIRST_ROOM = 4096 };

struct cli_csv_yard {
    atomic_int holders; /* the table, and each block that is out */
    size_t columns, rows;
    _Atomic(cli_csv_block *) spare;
};

static void free_block(cli_csv_block *block)
{
    if (!block)
        return;
    for (size_t i = 0; i < block->count; i++) {
        free(block->columns[i].ends);
        free(block->columns[i].validity);
        free(block->columns[i].text);
    }
    free(block->columns);
    free(block->validity);
    free(block->arrays);
    free(block->array_list);
    free(block->buffers);
    free(block);
}

static void let_go(cli_csv_yard *yard)
{
    if (atomic_fetch_sub(&yard->holders, 1) > 1)
        return;
    free_block(atomic_load(&yard->spare));
    free(yard);
}

cli_csv_yard *cli_csv_yard_open(size_t columns, size_t rows)
{
    cli_csv_yard *yard = cli_alloc(1, sizeof *yard);
    atomic_init(&yard->holders, 1);
    atomic_init(&yard->spare, NULL);
    yard->columns = columns;
    yard->rows = rows;
    return yard;
}

void cli_csv_yard_close(cli_csv_yard *yard)
{
    if (yard)
        let_go(yard);
}

static cli_csv_block *make_block(const cli_csv_yard *yard)
{
    cli_csv_block *block = cli_alloc(1, sizeof *block);
    size_t bytes = yard->rows / 8 + 1;
    block->count = yard->columns;
    block->room = yard->rows;
    block->columns = cli_alloc(block->count, sizeof *block->columns);
    block->validity = cli_alloc(bytes, 1);
    block->arrays = cli_alloc(block->count, sizeof *block->arrays);
    block->array_list = cli_alloc(block->count, sizeof *block->array_list);
    block->buffers = cli_alloc(3 * block->count + 1, sizeof *block->buffers);
    for (size_t i = 0; i < block->count; i++) {
        cli_csv_column *column = &block->columns[i];
        column->ends = cli_alloc(yard->rows + 1, sizeof *column->ends);
        column->validity = cli_alloc(bytes, 1);
        cli_csv_column_grow(column, 1);
    }
    return block;
}

cli_csv_block *cli_csv_yard_take(cli_csv_yard *yard)
{
    cli_csv_block *block = atomic_exchange(&yard->spare, NULL);
    if (!block)
        block = make_block(yard);
    atomic_fetch_add(&yard->holders, 1);
    block->yard = yard;
    block->rows = 0;
    memset(block->validity, 0xFF, block->room / 8 + 1);
    return block;
}

void cli_csv_block_drop(cli_csv_block *block)
{
    cli_csv_yard *yard = block->yard;
    free_block(atomic_exchange(&yard->spare, block));
    let_go(yard);
}

void cli_csv_column_grow(cli_csv_column *column, size_t wanted)
{
    size_t room = column->room < FIRST_ROOM ? FIRST_ROOM : column->room;
    while (room < wanted)
        room *= 2;
    column->text = cli_resize(column->text, room, 1);
    column->room = room;
}

void cli_csv_block_null(cli_csv_block *block)
{
    size_t row = block->rows;
    uint8_t others = (uint8_t)~(1u << (row & 7));
    block->validity[row >> 3] &= others;
    for (size_t i = 0; i < block->count; i++) {
        block->columns[i].ends[row + 1] = block->columns[i].ends[row];
        block->columns[i].validity[row >> 3] &= others;
    }
}

static void release_column(struct ArrowArray *array)
{
    array->release = NULL; /* the block holds it */
}

static void release_block(struct ArrowArray *array)
{
    cli_csv_block_drop(array->private_data);
    array->release = NULL;
}

void cli_csv_block_give(struct ArrowArray *out, cli_csv_block *block)
{
    const void **buffers = block->buffers;
    *out = (struct ArrowArray){.length = (int64_t)block->rows,
                               .null_count = -1,
                               .n_buffers = 1,
                               .n_children = (int64_t)block->count,
                               .buffers = buffers,
                               .children = block->array_list,
                               .release = release_block,
                               .private_data = block};
    *buffers++ = block->validity;
    for (size_t i = 0; i < block->count; i++, buffers += 3) {
        const cli_csv_column *column = &block->columns[i];
        buffers[0] = column->validity;
        buffers[1] = column->ends;
        buffers[2] = column->text;
        block->arrays[i] = (struct ArrowArray){.length = out->length,
                                               .null_count = -1,
                                               .n_buffers = 3,
                                               .buffers = buffers,
                                               .release = release_column};
        block->array_list[i] = &block->arrays[i];
    }
}
