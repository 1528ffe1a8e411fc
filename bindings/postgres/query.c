/* SPDX-License-Identifier: Apache-2.0 */
/* prse_counts_of(): counts over the rows of a query, which are read where they
 * lie. An aggregate is handed each row as a value of its own, which costs more
 * than all the answers. */
#include "counting.h"

#include <executor/spi.h>
#include <executor/tuptable.h>
#include <funcapi.h>
#include <tcop/dest.h>
#include <utils/builtins.h>

/* Takes the rows. */
typedef struct taker {
    DestReceiver receiver;
    pgprse_site *site;
    MemoryContext memory;
    DateADT date;
    int attributes; /* of a row, those that are needed */
    pgprse_counting *all; /* NULL: no query has begun */
} taker;

static void begin(DestReceiver *self, int operation, TupleDesc desc)
{
    taker *t = (taker *)self;
    (void)operation;
    if (t->all)
        ereport(ERROR, (errcode(ERRCODE_SYNTAX_ERROR),
                        errmsg("companies come from one query, not from "
                               "several")));
    pgprse_row *row = pgprse_row_bind(t->memory, t->site->pack, desc);
    t->all = pgprse_counting_begin(t->site, t->memory, t->date, row);
    for (int i = 0; i < row->count; i++)
        t->attributes = Max(t->attributes, row->columns[i].attribute + 1);
}

static bool take(TupleTableSlot *slot, DestReceiver *self)
{
    taker *t = (taker *)self;
    slot_getsomeattrs(slot, t->attributes);
    pgprse_counting_add(t->all, slot->tts_values, slot->tts_isnull);
    return true;
}

static void end(DestReceiver *self)
{
    (void)self;
}

static void run(taker *t, const char *query)
{
    SPIExecuteOptions options = {.read_only = true, .dest = &t->receiver};
    SPI_connect();
    t->memory = CurrentMemoryContext;
    int done = SPI_execute_extended(query, &options);
    if (done != SPI_OK_SELECT || !t->all)
        ereport(ERROR, (errcode(ERRCODE_WRONG_OBJECT_TYPE),
                        errmsg("companies come from a SELECT")));
    pgprse_counting_settle(t->all);
}

/* (pack, query, day) */
PG_FUNCTION_INFO_V1(pgprse_counts_of);
PGDLLEXPORT Datum pgprse_counts_of(PG_FUNCTION_ARGS)
{
    ReturnSetInfo *result = (ReturnSetInfo *)fcinfo->resultinfo;
    taker t = {
        .receiver = {.receiveSlot = take, .rStartup = begin, .rShutdown = end,
                     .rDestroy = end, .mydest = DestTuplestore},
        .site = pgprse_site_of(fcinfo, 0),
        .date = PG_GETARG_DATEADT(2)};
    InitMaterializedSRF(fcinfo, 0);
    run(&t, text_to_cstring(PG_GETARG_TEXT_PP(1)));
    for (size_t i = 0; i < t.all->obligations; i++) {
        Datum values[PGPRSE_COUNTED + 1];
        bool nulls[PGPRSE_COUNTED + 1] = {false};
        pgprse_counting_row(t.all, i, values);
        tuplestore_putvalues(result->setResult, result->setDesc, values,
                             nulls);
    }
    SPI_finish();
    return (Datum)0;
}
