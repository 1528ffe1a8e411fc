/* SPDX-License-Identifier: Apache-2.0 */
/* An open register: a file that never changes under its name, and connections
 * to it that threads take turns with. */
#ifndef PRSE_STOCK_REGISTER_H
#define PRSE_STOCK_REGISTER_H

#include <pthread.h>

#include "portailrse/register.h"
#include "stock/index.h"

typedef struct prse__stock_reader prse__stock_reader;
struct prse__stock_reader {
    prse__db *db;
    prse__stmt *find; /* for prse__stock_read() */
    prse__index *index;
    prse__stock_reader *next; /* while nobody uses it */
};

struct prse_register {
    prse__buf path;
    prse_register_stat stat;
    char date[12];
    pthread_mutex_t lock; /* of what follows */
    prse__stock_reader *idle;
    uint32_t idle_count;
};

/* A connection for the calling thread, until it is given back. */
prse_status prse__register_borrow(prse__stock_reader **out,
                                  prse_register *reg, prse_error *err);
void prse__register_give_back(prse_register *reg, prse__stock_reader *reader);

#endif
