/* SPDX-License-Identifier: Apache-2.0 */
#include "counting.h"

pgprse_counting *pgprse_counting_make(MemoryContext memory, pgprse_pack *pack,
                                      DateADT date)
{
    size_t obligations = prse_pack_obligation_count(pack->pack);
    size_t numbers = obligations * PGPRSE_COUNTED;
    pgprse_counting *all = MemoryContextAllocZero(
        memory, offsetof(pgprse_counting, counts) +
                    numbers * sizeof *all->counts);
    all->pack = pack;
    all->date = date;
    all->obligations = obligations;
    return all;
}

/* --- Beginning --- */

static void unref(void *plan)
{
    prse_batch_unref(plan);
}

static prse_batch *plan_of(pgprse_site *site, DateADT date)
{
    if (site->plan && site->plan_date == date)
        return site->plan;
    MemoryContextCallback *end =
        MemoryContextAllocZero(site->memory, sizeof *end);
    end->func = unref;
    end->arg = prse_batch_ref(pgprse_pack_plan(site->pack, date));
    MemoryContextRegisterResetCallback(site->memory, end);
    site->plan = end->arg;
    site->plan_date = date;
    return site->plan;
}

/* Columns of a type that their fact cannot have are told before any row. */
static pgprse_layout *layout_of(pgprse_site *site, prse_batch *plan,
                                pgprse_row *row)
{
    if (row->layout)
        return row->layout;
    struct ArrowSchema answers;
    prse_error err;
    pgprse_layout *layout = pgprse_layout_make(site->memory, row);
    pgprse_check(prse_batch_schema(&answers, plan, &layout->table, &err), &err,
                 PGPRSE_COLUMN);
    answers.release(&answers);
    row->layout = layout;
    return layout;
}

static void forget_block(void *all)
{
    pgprse_block_free(&((pgprse_counting *)all)->block);
}

pgprse_counting *pgprse_counting_begin(pgprse_site *site, MemoryContext memory,
                                       DateADT date, pgprse_row *row)
{
    pgprse_counting *all = pgprse_counting_make(memory, site->pack, date);
    MemoryContextCallback *end = MemoryContextAllocZero(memory, sizeof *end);
    all->plan = plan_of(site, date);
    all->row = row;
    pgprse_block_init(&all->block, memory, layout_of(site, all->plan, row));
    end->func = forget_block;
    end->arg = all;
    MemoryContextRegisterResetCallback(memory, end);
    return all;
}

/* --- Rows --- */

void pgprse_counting_add(pgprse_counting *all, const Datum *values,
                         const bool *nulls)
{
    if (pgprse_block_add(&all->block, values, nulls))
        pgprse_counting_settle(all);
}

void pgprse_counting_settle(pgprse_counting *all)
{
    if (all->block.rows > 0)
        pgprse_block_count(&all->block, all->plan, all->counts);
}

/* --- Result --- */

void pgprse_counting_row(const pgprse_counting *all, size_t obligation,
                         Datum values[PGPRSE_COUNTED + 1])
{
    prse_obligation_info info = {.size = sizeof info};
    prse_error err;
    pgprse_check(prse_pack_obligation(all->pack->pack, obligation,
                                      PRSE_LANG_FR, &info, &err),
                 &err, PGPRSE_CALL);
    values[0] = PointerGetDatum(pgprse_text_of(info.id));
    for (size_t i = 0; i < PGPRSE_COUNTED; i++)
        values[i + 1] =
            Int64GetDatum(all->counts[obligation * PGPRSE_COUNTED + i]);
}
