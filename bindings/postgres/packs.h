/* SPDX-License-Identifier: Apache-2.0 */
/* Packs that a backend has compiled. A pack is found by its name in the folders
 * of portailrse.pack_path, is compiled once, and is compiled again for the
 * next statement after one of its files has changed. */
#ifndef PGPRSE_PACKS_H
#define PGPRSE_PACKS_H

#include "extension.h"

/* Answers of a pack on a day, counted. */
typedef struct pgprse_plan {
    DateADT date;
    prse_batch *batch; /* NULL: none yet */
} pgprse_plan;

enum { PGPRSE_PLANS = 4 };

typedef struct pgprse_pack {
    struct pgprse_pack *next;
    int holders; /* the list of packs is one of them */
    char *name;  /* as asked for */
    uint64 stamp; /* of its files */
    prse_pack *pack;
    prse_facts *facts;   /* of the company at hand */
    prse_report *report; /* about it */
    pgprse_plan plans[PGPRSE_PLANS];
    int oldest; /* plan, which gives way */
} pgprse_pack;

/* A pack, which stays until the memory context is emptied. */
pgprse_pack *pgprse_pack_hold(const char *name, MemoryContext until);

/* The plan that counts answers; it stays until the pack goes or PGPRSE_PLANS
 * other days were asked for: hold it while it is used. */
prse_batch *pgprse_pack_plan(pgprse_pack *pack, DateADT date);

enum { PGPRSE_DATE_ROOM = 32 };

/* "2026-11-23" */
void pgprse_write_date(char out[PGPRSE_DATE_ROOM], DateADT date);

#endif
