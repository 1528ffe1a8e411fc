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

pgprse_layout *pgprse_layout_make(MemoryContext memory, pgprse_row *row)
{
    MemoryContext before = MemoryContextSwitchTo(memory);
    size_t room = (size_t)row->count + 1;
    pgprse_layout *layout = palloc0(sizeof *layout);
    layout->fields = palloc0(room * sizeof *layout->fields);
    layout->field_list = palloc0(room * sizeof *layout->field_list);
    layout->columns = palloc0(room * sizeof *layout->columns);
    for (int i = 0; i < row->count; i++) {
        pgprse_column *column = &row->columns[i];
        if (!is_read(column))
            continue;
        layout->fields[layout->count] = (struct ArrowSchema){
            .format = SHAPES[column->kind].format, .name = column->name,
            .flags = ARROW_FLAG_NULLABLE, .release = keep_schema};
        layout->field_list[layout->count] = &layout->fields[layout->count];
        layout->columns[layout->count++] = column;
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
    for (int c = 0; c < layout->count; c++) {
        pgprse_column *column = layout->columns[c];
        block->cells[c].attribute = column->attribute;
        block->cells[c].kind = column->kind;
        block->cells[c].column = column;
    }
}

/* Of values for so many rows, and the end of one more. */
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

/* Values are there, and false, until something else is put. */
static void clear(pgprse_cells *cells, int from, int room)
{
    size_t used = (size_t)from / 8, bytes = (size_t)room / 8 + 8;
    memset(cells->valid + used, 0xFF, bytes - used);
    if (cells->kind == PGPRSE_BOOL)
        memset((char *)cells->values + used, 0, bytes - used);
}

static void set_room(pgprse_block *block, int room)
{
    size_t bytes = 0;
    for (int c = 0; c < block->layout->count; c++) {
        pgprse_cells *cells = &block->cells[c];
        size_t size = values_size(cells->kind, room);
        size_t bits = (size_t)room / 8 + 8;
        cells->values = grown(block, cells->values, size);
        cells->valid = grown(block, cells->valid, bits);
        clear(cells, block->room, room);
        bytes += size + bits + cells->letters_room;
    }
    taken += bytes - block->bytes;
    block->bytes = bytes;
    block->room = room;
}

/* FIRST_ROOM is a multiple of 8: clear() begins with a whole byte. */
static bool has_room(pgprse_block *block)
{
    bool may_grow = block->room < MOST_ROOM &&
                    taken + block->bytes < (size_t)work_mem * 1024;
    if (block->rows < block->room)
        return true;
    if (block->room > 0 && !may_grow)
        return false;
    set_room(block, block->room > 0 ? block->room * 2 : FIRST_ROOM);
    return true;
}

void pgprse_block_free(pgprse_block *block)
{
    taken -= block->bytes;
    block->bytes = 0;
}

/* --- Values --- */

static void make_letters(pgprse_block *block, pgprse_cells *cells,
                         size_t needed)
{
    size_t room = Max(cells->letters_room * 2, needed + 256);
    if (needed > MaxAllocSize / 4)
        ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
                        errmsg("the texts of column \"%s\" are too long to "
                               "be answered at once", cells->column->name)));
    cells->letters = grown(block, cells->letters, room);
    taken += room - cells->letters_room;
    block->bytes += room - cells->letters_room;
    cells->letters_room = room;
}

static void put_text(pgprse_block *block, pgprse_cells *cells, prse_str text)
{
    int32 *ends = (int32 *)cells->values + block->rows;
    size_t from = block->rows > 0 ? (size_t)ends[0] : 0;
    if (from + text.len > cells->letters_room)
        make_letters(block, cells, from + text.len);
    if (text.len > 0)
        memcpy(cells->letters + from, text.ptr, text.len);
    ends[0] = (int32)from;
    ends[1] = (int32)(from + text.len);
}

enum { DAYS_BEFORE = POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE };

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

static void put_truth(uint8 *bits, int row, Datum value)
{
    bits[row >> 3] |= (uint8)(DatumGetBool(value) << (row & 7));
}

static void put_null(pgprse_block *block, pgprse_cells *cells)
{
    int row = block->rows;
    if (is_text(cells->kind))
        put_text(block, cells, (prse_str){NULL, 0});
    cells->valid[row >> 3] &= (uint8) ~(1u << (row & 7));
    cells->has_null = true;
}

static void put(pgprse_block *block, pgprse_cells *cells, Datum it)
{
    int row = block->rows;
    void *to = cells->values;
    switch (cells->kind) {
    case PGPRSE_INT2: ((int16 *)to)[row] = DatumGetInt16(it); break;
    case PGPRSE_INT4: ((int32 *)to)[row] = DatumGetInt32(it); break;
    case PGPRSE_INT8: ((int64 *)to)[row] = DatumGetInt64(it); break;
    case PGPRSE_BOOL: put_truth(to, row, it); break;
    case PGPRSE_FLOAT4: ((float4 *)to)[row] = DatumGetFloat4(it); break;
    case PGPRSE_FLOAT8: ((float8 *)to)[row] = DatumGetFloat8(it); break;
    case PGPRSE_DATE: ((int32 *)to)[row] = day_of(it); break;
    case PGPRSE_TIMESTAMP: ((int64 *)to)[row] = moment_of(it); break;
    default: put_text(block, cells, pgprse_value_text(cells->column, it));
    }
}

bool pgprse_block_add(pgprse_block *block, const Datum *values,
                      const bool *nulls)
{
    if (block->room == 0)
        set_room(block, FIRST_ROOM);
    pgprse_cells *end = block->cells + block->layout->count;
    for (pgprse_cells *cells = block->cells; cells < end; cells++) {
        if (nulls[cells->attribute])
            put_null(block, cells);
        else
            put(block, cells, values[cells->attribute]);
    }
    block->rows++;
    return !has_room(block);
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
        const void **own = buffers + c * 3;
        own[0] = cells->has_null ? cells->valid : NULL;
        own[1] = cells->values;
        own[2] = cells->letters ? cells->letters : "";
        arrays[c] = (struct ArrowArray){
            .length = block->rows, .null_count = cells->has_null ? -1 : 0,
            .n_buffers = is_text(cells->kind) ? 3 : 2, .buffers = own,
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
    for (size_t c = 0; c < count; c++) {
        clear(&block->cells[c], 0, block->rows);
        block->cells[c].has_null = false;
    }
    block->rows = 0;
    pfree(buffers);
    pfree(list);
    pfree(arrays);
}
