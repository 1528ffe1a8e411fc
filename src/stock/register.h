/* SPDX-License-Identifier: Apache-2.0 */
/* An open register: a file that never changes, and connections to it that
 * threads take turns with. An update puts another file under the name, which
 * the calls that come later see. */
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

/* Texts given to callers live as long as the register. */
typedef struct prse__stock_date prse__stock_date;
struct prse__stock_date {
    char text[12];
    prse__stock_date *next;
};

struct prse_register {
    prse__buf path;
    pthread_mutex_t lock; /* of what follows */
    prse__stock_reader *idle;
    uint32_t idle_count;
    prse__stock_date *dates;
};

/* A connection for the calling thread, until it is given back. */
prse_status prse__register_borrow(prse__stock_reader **out,
                                  prse_register *reg, prse_error *err);
void prse__register_give_back(prse_register *reg, prse__stock_reader *reader);

#endif
