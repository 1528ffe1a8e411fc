/* SPDX-License-Identifier: Apache-2.0 */
/* A register while it is made, under a name of its own until it is whole. */
#ifndef PRSE_STOCK_PART_H
#define PRSE_STOCK_PART_H

#include "sqlite/database.h"

typedef struct prse__part {
    prse__buf whole; /* the name in the end */
    prse__buf name;  /* the name until then */
    prse__db *db;
} prse__part;

/* Opens PATH + ending, made when absent, for this process alone. What cannot
 * be the beginning of a register is thrown away. */
prse_status prse__part_open(prse__part *part, prse_str path,
                            const char *ending, prse_error *err);
/* Starts again with an empty file. */
prse_status prse__part_renew(prse__part *part, prse_error *err);
/* Gives the file its name; all transactions are over. */
prse_status prse__part_finish(prse__part *part, prse_error *err);
/* Leaves the file where it is, for later. */
void prse__part_close(prse__part *part);
/* Leaves nothing. */
void prse__part_drop(prse__part *part);

/* 1: there is a file of that name. */
int prse__part_exists(prse_str path);

#endif
