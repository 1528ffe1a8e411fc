/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a stock file row by row into the tables of a register. */
#ifndef PRSE_STOCK_LOAD_H
#define PRSE_STOCK_LOAD_H

#include "portailrse/register.h"
#include "stock/intake.h"

/* The caller's options, and how far an import or an update is. */
typedef struct prse__stock_watch {
    const prse_register_options *options;
    uint32_t step, steps;
    const char *doing;
} prse__stock_watch;

/* Not 0: the caller wants to stop; `user` is a prse__stock_watch. */
int prse__stock_stopped(void *user);
void prse__stock_tell(const prse__stock_watch *watch, uint64_t rows,
                      uint64_t done, uint64_t total);

/* Where in a file a load stands. */
typedef struct prse__load_point {
    prse__csv_point at; /* offset 0: at the beginning */
    uint64_t rows;      /* read so far */
} prse__load_point;

typedef struct prse__load {
    prse__intake *intake;
    prse__stock_watch *watch;
    const prse__column_name *names;
    prse__intake_row *row;
    /* After every `batch` rows, when not NULL. */
    prse_status (*checkpoint)(void *user, const prse__load_point *at,
                              prse_error *err);
    void *user;
    uint64_t batch;
} prse__load;

/* Reads a file from a point to its end. PRSE_EPARSE and PRSE_ESCHEMA with file,
 * line and column; PRSE_ECANCELED. */
prse_status prse__load_file(const prse__load *load, prse_str path,
                            prse__load_point from, prse_error *err);

#endif
