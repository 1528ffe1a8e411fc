/* SPDX-License-Identifier: Apache-2.0 */
#include "block.h"

#include <miscadmin.h>
#include <utils/memutils.h>
#include <utils/timestamp.h>

/* Blocks begin small, for there may be one a group, and grow while all of the
 * backend together keep within work_mem. */
enum { FIRST_ROOM = 32, MOST_ROOM = 8192 };
static size_t taken;

static const struct {
    const char *format;
    int width; /* 0: bits */
} SHAPES[] = {
    [PGPRSE_INT2] = {"s", 2},      [PGPRSE_INT4] = {"i", 4},
    [PGPRSE_INT8] = {"l", 8},      [PGPRSE_BOOL] = {"b", 0},
    [PGPRSE_FLOAT4] = {"f", 4},    [PGPRSE_FLOAT8] = {"g", 8},
    [PGPRSE_DATE] = {"tdD", 4},    [PGPRSE_TIMESTAMP] = {"tsu:", 8},
    [PGPRSE_NUMERIC] = {"u", 4},   [PGPRSE_TEXT] = {"u", 4},
    [PGPRSE_RANGE] = {"u", 4},     [PGPRSE_ENUM] = {"u", 4},
};

static bool is_text(pgprse_kind kind)
{
    return SHAPES[kind].format[0] == 'u';
}

/* --- Layouts --- */

static void keep_schema(struct ArrowSchema *schema)
{
    schema->release = NULL;
}

static void keep_array(struct ArrowArray *array)
{
    array->release = NULL;
}

/* No rule reads a text that may be anything, such as a name. */
static bool is_read(const pgprse_column *column)
{
    return column->info.type != PRSE_FACT_TEXT ||
           column->info.choice_count > 0;
}

pgprse_layout *pgprse_layout_make(MemoryContext memory, const pgprse_row *row)
{
    MemoryContext before = MemoryContextSwitchTo(memory);
    size_t room = (size_t)row->count + 1;
    pgprse_layout *layout = palloc0(sizeof *layout);
    layout->fields = palloc0(room * sizeof *layout->fields);
    layout->field_list = palloc0(room * sizeof *layout->field_list);
    layout->columns = palloc0(room * sizeof *layout->columns);
    for (int i = 0; i < row->count; i++) {
        const pgprse_column *column = &row->columns[i];
        if (!is_read(column))
            continue;
        layout->fields[layout->count] = (struct ArrowSchema){
            .format = SHAPES[column->kind].format, .name = column->name,
            .flags = ARROW_FLAG_NULLABLE, .release = keep_schema};
        layout->field_list[layout->count] = &layout->fields[layout->count];
        layout->columns[layout->count++] = i;
    }
    layout->table = (struct ArrowSchema){
        .format = "+s", .name = "", .n_children = layout->count,
        .children = layout->field_list, .release = keep_schema};
    MemoryContextSwitchTo(before);
    return layout;
}

/* --- Room --- */

void pgprse_block_init(pgprse_block *block, MemoryContext memory,
                       const pgprse_layout *layout)
{
    *block = (pgprse_block){.memory = memory, .layout = layout};
    block->cells = MemoryContextAllocZero(
        memory, ((size_t)layout->count + 1) * sizeof *block->cells);
}

/* Bytes of values for so many rows, with an end more than rows. */
static size_t values_size(pgprse_kind kind, int rows)
{
    size_t width = (size_t)SHAPES[kind].width;
    return width > 0 ? width * ((size_t)rows + 1) : (size_t)rows / 8 + 8;
}

static void *grown(pgprse_block *block, void *old, size_t size)
{
    return old ? repalloc(old, size)
               : MemoryContextAllocZero(block->memory, size);
}

static void set_room(pgprse_block *block, const pgprse_row *row, int room)
{
    size_t bytes = 0;
    for (int c = 0; c < block->layout->count; c++) {
        pgprse_kind kind = row->columns[block->layout->columns[c]].kind;
        pgprse_cells *cells = &block->cells[c];
        size_t size = values_size(kind, room), bits = (size_t)room / 8 + 8;
        cells->values = grown(block, cells->values, size);
        cells->valid = grown(block, cells->valid, bits);
        bytes += size + bits;
    }
    taken += bytes - block->bytes;
    block->bytes = bytes;
    block->room = room;
}

static bool has_room(pgprse_block *block, const pgprse_row *row)
{
    if (block->rows < block->room)
        return true;
    bool may_grow = block->room < MOST_ROOM &&
                    taken + block->bytes < (size_t)work_mem * 1024;
    if (block->room > 0 && !may_grow)
        return false;
    set_room(block, row, block->room > 0 ? block->room * 2 : FIRST_ROOM);
    return true;
}

void pgprse_block_free(pgprse_block *block)
{
    taken -= block->bytes;
    block->bytes = 0;
}

/* --- Values --- */

static void set_bit(void *bits, int at, bool on)
{
    uint8 bit = (uint8)(1u << (at & 7));
    uint8 *byte = (uint8 *)bits + (at >> 3);
    *byte = (uint8)(on ? *byte | bit : *byte & ~bit);
}

static void end_text(pgprse_cells *cells, int row, prse_str text,
                     pgprse_block *block)
{
    int32 *ends = (int32 *)(void *)cells->values;
    size_t from = row > 0 ? (size_t)ends[row] : 0;
    if (text.len > MaxAllocSize / 2 - from)
        ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
                        errmsg("the texts of a column are too long to be "
                               "answered at once")));
    if (from + text.len > cells->letters_room) {
        size_t room = Max(cells->letters_room * 2, from + text.len + 256);
        cells->letters = grown(block, cells->letters, room);
        taken += room - cells->letters_room;
        block->bytes += room - cells->letters_room;
        cells->letters_room = room;
    }
    if (text.len > 0)
        memcpy(cells->letters + from, text.ptr, text.len);
    ends[0] = 0;
    ends[row + 1] = (int32)(from + text.len);
}

static const int32 DAYS_BEFORE = POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE;

/* Infinite days are out of every range, on either side. */
static int32 day_of(Datum value)
{
    DateADT date = DatumGetDateADT(value);
    return DATE_NOT_FINITE(date) ? date : date + DAYS_BEFORE;
}

static int64 moment_of(Datum value)
{
    Timestamp moment = DatumGetTimestamp(value);
    return TIMESTAMP_NOT_FINITE(moment)
               ? moment : moment + DAYS_BEFORE * USECS_PER_DAY;
}

static void put(pgprse_block *block, pgprse_cells *cells,
                pgprse_column *column, Datum value)
{
    int row = block->rows;
    void *values = cells->values;
    switch (column->kind) {
    case PGPRSE_INT2: ((int16 *)values)[row] = DatumGetInt16(value); break;
    case PGPRSE_INT4: ((int32 *)values)[row] = DatumGetInt32(value); break;
    case PGPRSE_INT8: ((int64 *)values)[row] = DatumGetInt64(value); break;
    case PGPRSE_BOOL: set_bit(values, row, DatumGetBool(value)); break;
    case PGPRSE_FLOAT4: ((float4 *)values)[row] = DatumGetFloat4(value); break;
    case PGPRSE_FLOAT8: ((float8 *)values)[row] = DatumGetFloat8(value); break;
    case PGPRSE_DATE: ((int32 *)values)[row] = day_of(value); break;
    case PGPRSE_TIMESTAMP: ((int64 *)values)[row] = moment_of(value); break;
    default: end_text(cells, row, pgprse_value_text(column, value), block);
    }
    set_bit(cells->valid, row, true);
}

static void put_null(pgprse_block *block, pgprse_cells *cells,
                     pgprse_kind kind)
{
    if (is_text(kind))
        end_text(cells, block->rows, (prse_str){NULL, 0}, block);
    set_bit(cells->valid, block->rows, false);
    cells->has_null = true;
}

bool pgprse_block_add(pgprse_block *block, pgprse_row *row)
{
    const pgprse_layout *layout = block->layout;
    if (block->rows == block->room)
        has_room(block, row);
    for (int c = 0; c < layout->count; c++) {
        pgprse_column *column = &row->columns[layout->columns[c]];
        if (row->nulls[column->attribute])
            put_null(block, &block->cells[c], column->kind);
        else
            put(block, &block->cells[c], column,
                row->values[column->attribute]);
    }
    block->rows++;
    return !has_room(block, row);
}

/* --- Answers --- */

static void add_counts(int64 *counts, const struct ArrowArray *answers)
{
    for (int64 c = 0; c < PGPRSE_COUNTED; c++) {
        const int64 *numbers = answers->children[c + 1]->buffers[1];
        for (int64 i = 0; i < answers->length; i++)
            counts[i * PGPRSE_COUNTED + c] += numbers[i];
    }
}

static void lay_out(struct ArrowArray *arrays, struct ArrowArray **list,
                    const void **buffers, const pgprse_block *block)
{
    for (int c = 0; c < block->layout->count; c++) {
        const pgprse_cells *cells = &block->cells[c];
        bool has_letters = block->layout->fields[c].format[0] == 'u';
        const void **own = buffers + c * 3;
        own[0] = cells->has_null ? cells->valid : NULL;
        own[1] = cells->values;
        own[2] = cells->letters ? cells->letters : "";
        arrays[c] = (struct ArrowArray){
            .length = block->rows, .null_count = cells->has_null ? -1 : 0,
            .n_buffers = has_letters ? 3 : 2, .buffers = own,
            .release = keep_array};
        list[c] = &arrays[c];
    }
}

void pgprse_block_count(pgprse_block *block, prse_batch *plan, int64 *counts)
{
    size_t count = (size_t)block->layout->count;
    struct ArrowArray *arrays = palloc((count + 1) * sizeof *arrays);
    struct ArrowArray **list = palloc((count + 1) * sizeof *list);
    const void **buffers = palloc((count + 1) * 3 * sizeof *buffers);
    const void *none = NULL;
    struct ArrowArray answers, table = {
        .length = block->rows, .n_buffers = 1, .buffers = &none,
        .n_children = (int64)count, .children = list, .release = keep_array};
    prse_error err;
    lay_out(arrays, list, buffers, block);
    pgprse_check(prse_batch_block(&answers, plan, &block->layout->table,
                                  &table, &err),
                 &err, PGPRSE_COLUMN);
    add_counts(counts, &answers);
    answers.release(&answers);
    for (size_t c = 0; c < count; c++)
        block->cells[c].has_null = false;
    block->rows = 0;
    pfree(buffers);
    pfree(list);
    pfree(arrays);
}
