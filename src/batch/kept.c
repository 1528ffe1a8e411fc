/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/table.h"

struct prse__kept {
    atomic_size_t holders; /* columns that were given, and the maker */
    struct ArrowArray table;
};

prse__kept *prse__kept_make(void)
{
    prse__kept *kept = prse__alloc(1, sizeof *kept);
    if (kept)
        atomic_init(&kept->holders, 1);
    return kept;
}

static void let_go(prse__kept *kept)
{
    if (atomic_fetch_sub(&kept->holders, 1) > 1)
        return;
    if (kept->table.release)
        kept->table.release(&kept->table);
    prse__free(kept);
}

static void release_column(struct ArrowArray *column)
{
    prse__kept *kept = column->private_data;
    column->release = NULL;
    let_go(kept);
}

/* The table's own offset and length hold for its columns too. */
void prse__kept_give(struct ArrowArray *out, prse__kept *kept,
                     const struct ArrowArray *table, size_t column)
{
    const struct ArrowArray *from = table->children[column];
    int whole = table->offset == 0 && from->length == table->length;
    *out = *from;
    out->offset += table->offset;
    out->length = table->length;
    if (!whole && out->null_count > 0)
        out->null_count = from->n_buffers == 0 ? table->length : -1;
    out->release = release_column;
    out->private_data = kept;
    atomic_fetch_add(&kept->holders, 1);
}

void prse__kept_take(prse__kept *kept, struct ArrowArray *table)
{
    kept->table = *table;
    table->release = NULL;
    let_go(kept);
}
