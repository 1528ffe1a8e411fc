/* SPDX-License-Identifier: Apache-2.0 */
/* A register while it is made, under a name of its own until it is whole. */
#ifndef PRSE_STOCK_PART_H
#define PRSE_STOCK_PART_H

#include "sqlite/database.h"

typedef struct prse__part {
    prse__buf whole;   /* the name in the end */
    prse__buf name;    /* the name until then */
    prse__buf journal; /* SQLite's, beside it */
    prse__buf folder;
    prse__db *db;
} prse__part;

/* A part of PATH named PATH + ending. Nothing is opened; prse__part_close() in
 * any case. */
prse_status prse__part_name(prse__part *part, prse_str path,
                            const char *ending, prse_error *err);
/* 1: the whole is there already. */
int prse__part_is_whole(const prse__part *part);
/* Opens the file, made when absent, for this process alone. What cannot be the
 * beginning of a register is thrown away. */
prse_status prse__part_open(prse__part *part, prse_error *err);
/* Starts again with an empty file. */
prse_status prse__part_renew(prse__part *part, prse_error *err);
/* Gives the file its name; all transactions are over. */
prse_status prse__part_finish(prse__part *part, prse_error *err);
/* Leaves the file where it is, for later. */
void prse__part_close(prse__part *part);
/* Leaves nothing; prse__part_close() is still needed. */
void prse__part_drop(prse__part *part);

#endif
