/* SPDX-License-Identifier: Apache-2.0 */
/* Rows gathered as a table of columns, until there are enough of them to be
 * answered at once. */
#ifndef PGPRSE_BLOCK_H
#define PGPRSE_BLOCK_H

#include "row.h"

/* How a table of the columns of a row looks. */
typedef struct pgprse_layout {
    struct ArrowSchema table;
    struct ArrowSchema *fields;
    struct ArrowSchema **field_list;
    int count; /* columns that a rule may read */
    pgprse_column **columns; /* of the row */
} pgprse_layout;

/* A column of a block. */
typedef struct pgprse_cells {
    int attribute;
    pgprse_kind kind;
    bool has_null;
    void *values;  /* of fixed width, bits, or ends of texts */
    uint8 *valid;  /* bits */
    char *letters; /* of texts */
    size_t letters_room;
    pgprse_column *column;
} pgprse_cells;

typedef struct pgprse_block {
    MemoryContext memory;
    const pgprse_layout *layout;
    int rows, room;
    size_t bytes; /* of values */
    pgprse_cells *cells;
} pgprse_block;

pgprse_layout *pgprse_layout_make(MemoryContext memory,
                                  pgprse_row *row);

void pgprse_block_init(pgprse_block *block, MemoryContext memory,
                       const pgprse_layout *layout);

/* Adds a row, given all its attributes. True: there is room for no more, answer
 * now. */
bool pgprse_block_add(pgprse_block *block, const Datum *values,
                      const bool *nulls);

/* Counts by obligation and answer, bad rows last, are added; the block is empty
 * afterwards. */
enum { PGPRSE_COUNTED = 6 };
void pgprse_block_count(pgprse_block *block, prse_batch *plan, int64 *counts);

/* Says that its memory goes. */
void pgprse_block_free(pgprse_block *block);

#endif
