/* SPDX-License-Identifier: Apache-2.0 */
/* Writers, readers and a copier on one store in memory: no lost update, no
 * reader that sees half a transaction, nothing for ThreadSanitizer. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "portailrse/store.h"
#include "store/store.h"

enum { WRITERS = 6, READERS = 2, EACH = 300, ACCOUNTS = 8 };

static const prse_column columns[] = {
    {.name = "compte", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "nom", .type = PRSE_TYPE_TEXT, .since = 1},
    {.name = "solde", .type = PRSE_TYPE_INT, .since = 1},
};
static const prse_index indexes[] = {
    {.name = "par_solde", .columns = {2}, .count = 1, .since = 1},
};
static const prse_collection accounts[] = {
    {"comptes", columns, indexes, 3, 1, 1, 1},
};
static const prse_schema schema = {"fil", accounts, 1, 1};

static prse_store store;
static atomic_int writing = WRITERS;

static void must(prse_status status, const prse_error *err)
{
    if (!status)
        return;
    fprintf(stderr, "%s: %s\n", prse_status_name(status), err->message);
    exit(1);
}

static void must_be(int64_t found, int64_t expected, const char *what)
{
    if (found == expected)
        return;
    fprintf(stderr, "%s: %lld, not %lld\n", what, (long long)found,
            (long long)expected);
    exit(1);
}

static prse_status add(prse__tx *tx, int64_t account, int64_t amount,
                       prse_error *err)
{
    prse__row row = {0};
    const prse_value key = prse__field_int(account);
    prse_status status = prse__tx_row(tx, accounts, &key, &row, err);
    if (!status) {
        row.values[2].number += amount;
        status = prse__tx_put(tx, accounts, row.values, row.version, NULL,
                              err);
    }
    prse__row_free(&row);
    return status;
}

/* From one account to the next: the sum stays. */
static prse_status move(void *user, prse__tx *tx, prse_error *err)
{
    int64_t from = *(const int *)user % ACCOUNTS;
    prse_status status = add(tx, from, -1, err);
    return status ? status : add(tx, (from + 1) % ACCOUNTS, 1, err);
}

static void *write_much(void *user)
{
    const prse_tx_options opts = {.size = sizeof opts, .write = 1,
                                  .deadline_ms = 60000};
    prse_error err = {0};
    (void)user;
    for (int i = 0; i < EACH; i++)
        must(prse__store_run(&store, &opts, move, &i, &err), &err);
    atomic_fetch_sub(&writing, 1);
    return NULL;
}

typedef struct sum {
    int64_t amount, rows, least;
} sum;

static int take(void *user, const prse_value *values, int64_t version)
{
    sum *s = user;
    (void)version;
    must_be(s->rows > 0 && values[2].number < s->least, 0, "order");
    s->least = values[2].number;
    s->amount += values[2].number;
    s->rows++;
    return 0;
}

static void *read_much(void *user)
{
    const prse_query by_amount = {.size = sizeof by_amount, .index = 0};
    prse_error err = {0};
    (void)user;
    while (atomic_load(&writing) > 0) {
        sum s = {0};
        prse__tx tx;
        must(prse__tx_begin(&tx, &store, NULL, &err), &err);
        must(prse__tx_scan(&tx, accounts, &by_amount, take, &s, &err), &err);
        must_be(s.amount, 0, "sum");
        must_be(s.rows, ACCOUNTS, "rows");
        prse__tx_rollback(&tx);
    }
    return NULL;
}

static void *copy_much(void *user)
{
    prse_error err = {0};
    (void)user;
    while (atomic_load(&writing) > 0) {
        prse_store to;
        must(prse_store_memory(&to, &err), &err);
        must(prse_store_copy(&to, &store, &schema, NULL, &err), &err);
        to.free(to.self);
    }
    return NULL;
}

static prse_status open_accounts(void *user, prse__tx *tx, prse_error *err)
{
    prse_status status = PRSE_OK;
    (void)user;
    for (int i = 0; !status && i < ACCOUNTS; i++) {
        const prse_value row[] = {prse__field_int(i),
                                  prse__field_text(PRSE_STR("compte")),
                                  prse__field_int(0)};
        status = prse__tx_put(tx, accounts, row, PRSE_VERSION_NEW, NULL, err);
    }
    return status;
}

int main(void)
{
    const prse_tx_options opts = {.size = sizeof opts, .write = 1};
    pthread_t threads[WRITERS + READERS + 1];
    prse_error err = {0};
    int count = 0;
    must(prse_store_memory(&store, &err), &err);
    must(prse_store_migrate(&store, &schema, &err), &err);
    must(prse__store_run(&store, &opts, open_accounts, NULL, &err), &err);
    for (; count < WRITERS; count++)
        pthread_create(&threads[count], NULL, write_much, NULL);
    for (; count < WRITERS + READERS; count++)
        pthread_create(&threads[count], NULL, read_much, NULL);
    pthread_create(&threads[count++], NULL, copy_much, NULL);
    while (count > 0)
        pthread_join(threads[--count], NULL);
    store.free(store.self);
    return 0;
}
