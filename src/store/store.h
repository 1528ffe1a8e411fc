/* SPDX-License-Identifier: Apache-2.0 */
/* The inner side of the store plug: what may reach a backend is checked here,
 * and what a backend leaves out is filled in. */
#ifndef PRSE_STORE_STORE_H
#define PRSE_STORE_STORE_H

#include "base/error.h"
#include "base/str.h"
#include "portailrse/sys/store.h"

/* A transaction over a backend's; holds nothing of its own beside it. */
typedef struct prse__tx {
    const prse_store *store;
    void *tx; /* NULL: ended */
} prse__tx;

/* PRSE_EINVAL where the plug lacks a function or has another size; PRSE_EABI
 * where it is longer than is known and its tail is not zero. */
prse_status prse__store_accept(const prse_store *store, prse_error *err);
/* PRSE_EINVAL and where, when a schema breaks a sentence of sys/store.h. */
prse_status prse__schema_check(const prse_schema *schema, prse_error *err);

prse_status prse__tx_begin(prse__tx *out, const prse_store *store,
                           const prse_tx_options *opts, prse_error *err);
prse_status prse__tx_commit(prse__tx *tx, prse_error *err);
void prse__tx_rollback(prse__tx *tx); /* nothing when it has ended */
/* As the functions of the plug. Values are checked first: their types, lengths,
 * UTF-8, NUL, JSON grammar; PRSE_EINVAL for a bug of the caller (a wrong type,
 * an absent value that is not optional), PRSE_EPARSE for a text that cannot be
 * kept, both with the column as subject. */
prse_status prse__tx_get(prse__tx *tx, const prse_collection *of,
                         const prse_value *key, prse_row_found found,
                         void *user, prse_error *err);
prse_status prse__tx_put(prse__tx *tx, const prse_collection *of,
                         const prse_value *values, int64_t expected,
                         int64_t *version, prse_error *err);
prse_status prse__tx_remove(prse__tx *tx, const prse_collection *of,
                            const prse_value *key, int64_t expected,
                            prse_error *err);
prse_status prse__tx_scan(prse__tx *tx, const prse_collection *of,
                          const prse_query *query, prse_row_found found,
                          void *user, prse_error *err);
prse_status prse__tx_claim(prse__tx *tx, const prse_collection *of,
                           const prse_query *query, prse_row_found found,
                           void *user, prse_error *err);
prse_status prse__tx_load(prse__tx *tx, const prse_collection *of,
                          const prse_value *values, int64_t version,
                          prse_error *err);

/* What happens in one transaction. Run again from the start when others got in
 * the way, so that it may change nothing but through tx and what it first
 * resets. Any failure undoes the transaction. */
typedef prse_status (*prse__tx_body)(void *user, prse__tx *tx,
                                     prse_error *err);
/* begin, body, commit; again after PRSE_EBUSY, with pauses that grow by chance,
 * until opts->deadline_ms (never longer) has passed: then PRSE_EBUSY. */
prse_status prse__store_run(const prse_store *store,
                            const prse_tx_options *opts, prse__tx_body body,
                            void *user, prse_error *err);

/* Values of rows; "field", since feel has the values of expressions. */
prse_value prse__field_null(void);
prse_value prse__field_text(prse_str text);
prse_value prse__field_text_or_null(prse_str text); /* empty: absent */
prse_value prse__field_int(int64_t number);
prse_value prse__field_bool(int32_t yes);
prse_value prse__field_date(int32_t day);
prse_value prse__field_time(int64_t ms);
prse_value prse__field_json(prse_str json);
prse_value prse__field_bytes(prse_str bytes);
/* The order of keys and indexes: absent first, then numbers, texts by bytes. */
int prse__field_cmp(const prse_value *a, const prse_value *b);
/* As text: days 2026-11-26, moments 2026-11-26T20:58:27.000Z, true, false;
 * BYTES in base64; nothing when absent. */
void prse__field_print(prse__buf *out, const prse_value *value);
/* What prse__field_print() wrote, and `initial` of a column: PRSE_EPARSE. Text
 * is borrowed from the input. */
prse_status prse__field_read(prse_value *out, int32_t type, prse_str text,
                             prse_error *err);
void prse__time_print(prse__buf *out, int64_t ms); /* 2026-...T...000Z */
int prse__time_read(int64_t *out, prse_str text);  /* 0: no moment */

/* A copy of a row that outlives the transaction. */
typedef struct prse__row {
    prse_value *values; /* NULL: no row */
    uint32_t count;
    int64_t version;
    prse__buf texts;
} prse__row;
void prse__row_free(prse__row *row); /* a zeroed one is legal */
prse_status prse__row_copy(prse__row *out, const prse_collection *of,
                           const prse_value *values, int64_t version,
                           prse_error *err);
/* prse__tx_get() into a copy; *out is freed first. */
prse_status prse__tx_row(prse__tx *tx, const prse_collection *of,
                         const prse_value *key, prse__row *out,
                         prse_error *err);

#endif
