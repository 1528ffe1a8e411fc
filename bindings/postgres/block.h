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
    int count;     /* columns that a rule may read */
    int *columns;  /* which of the row's they are */
} pgprse_layout;

typedef struct pgprse_cells {
    char *values;  /* of fixed width, bits, or ends of texts */
    uint8 *valid;  /* bits */
    char *letters; /* of texts */
    size_t letters_room;
    bool has_null;
} pgprse_cells;

typedef struct pgprse_block {
    MemoryContext memory;
    const pgprse_layout *layout;
    int rows, room;
    size_t bytes; /* taken from pgprse_block_bytes() */
    pgprse_cells *cells;
} pgprse_block;

pgprse_layout *pgprse_layout_make(MemoryContext memory,
                                  const pgprse_row *row);

void pgprse_block_init(pgprse_block *block, MemoryContext memory,
                       const pgprse_layout *layout);

/* Adds the open row. True: there is room for no more, answer now. */
bool pgprse_block_add(pgprse_block *block, pgprse_row *row);

/* Counts by obligation and answer, bad rows last, are added; the block is empty
 * afterwards. */
enum { PGPRSE_COUNTED = 6 };
void pgprse_block_count(pgprse_block *block, prse_batch *plan, int64 *counts);

/* Gives the memory back. */
void pgprse_block_free(pgprse_block *block);

#endif
