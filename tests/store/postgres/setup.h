/* SPDX-License-Identifier: Apache-2.0 */
/* A store in the server of PRSE_POSTGRES_URL, in a schema of its own for each
 * test, since they run side by side. */
#ifndef PRSE_TESTS_STORE_POSTGRES_SETUP_H
#define PRSE_TESTS_STORE_POSTGRES_SETUP_H

#include "postgres/connection.h"
#include "store/store.h"
#include "support/test.h"

extern const prse_schema demo_schema; /* counters, papers */
extern const prse_collection *const counters; /* name; count */
extern const prse_collection *const papers;   /* id; code (unique), then the
                                                 other types */
prse_str server_url(void);
/* `schema` is emptied and migrated. */
prse_store open_store(const char *schema, uint32_t connections);
void run_sql(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The first cell of the answer; lives until the next call. */
const char *ask_sql(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

void *begin(const prse_store *store, uint32_t write, int64_t deadline_ms);
/* Each alone in its transaction. */
prse_status put_count(const prse_store *store, const char *name,
                      int64_t count, prse_error *err);
int64_t get_count(const prse_store *store, const char *name);
prse_status tx_put_count(const prse_store *store, void *tx, const char *name,
                         int64_t count, prse_error *err);
prse_status tx_get_count(const prse_store *store, void *tx, const char *name,
                         int64_t *count, prse_error *err);

#endif
