/* SPDX-License-Identifier: Apache-2.0 */
/* A collection of counters, for programs that use the public plug only. */
#ifndef PRSE_TESTS_STORE_POSTGRES_COUNTERS_H
#define PRSE_TESTS_STORE_POSTGRES_COUNTERS_H

#include "portailrse/sys/store.h"

extern const prse_schema counters_schema; /* "crowd" */
extern const prse_collection *const counters; /* id; count, twice: halves of
                                                 one row that are equal */

/* Opens the store of PRSE_POSTGRES_URL and migrates it when it is empty; ends
 * the program when it cannot. */
prse_store open_counters(uint32_t connections, int64_t connect_ms);
/* In a transaction. A row that is not there counts 0 with version 0. */
prse_status read_counter(const prse_store *store, void *tx, int64_t id,
                         int64_t *count, int64_t *version, prse_error *err);
prse_status write_counter(const prse_store *store, void *tx, int64_t id,
                          int64_t count, int64_t expected, prse_error *err);
void die(const char *what, const prse_error *err);

#endif
