/* SPDX-License-Identifier: Apache-2.0 */
/* Saving and reading one row in a transaction of its own: by the store, and by
 * hand with libpq as most programs do (prepared statements, one round trip for
 * each of BEGIN, the statement and COMMIT). Needs PRSE_POSTGRES_URL. */
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "store/postgres/counters.h"

enum { ROUNDS = 3000, TURNS = 3 };

typedef void job(void *with, int64_t id);

static double now(void)
{
    struct timespec at = {0};
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static void save(void *with, int64_t id)
{
    const prse_store *store = with;
    void *tx = NULL;
    prse_error err = {0};
    prse_tx_options opts = {.size = sizeof opts, .write = 1};
    if (store->begin(store->self, &tx, &opts, &err) ||
        write_counter(store, tx, id, id, PRSE_VERSION_ANY, &err) ||
        store->commit(tx, &err))
        die("saving", &err);
}

static void load(void *with, int64_t id)
{
    const prse_store *store = with;
    void *tx = NULL;
    int64_t count = 0, version = 0;
    prse_error err = {0};
    if (store->begin(store->self, &tx, NULL, &err) ||
        read_counter(store, tx, id, &count, &version, &err) ||
        store->commit(tx, &err) || count != id)
        die("reading", &err);
}

static void expect(PGconn *conn, PGresult *result)
{
    ExecStatusType is = PQresultStatus(result);
    if (is != PGRES_COMMAND_OK && is != PGRES_TUPLES_OK) {
        fprintf(stderr, "%s", PQerrorMessage(conn));
        exit(2);
    }
    PQclear(result);
}

static void by_hand(PGconn *conn, const char *name, int64_t id)
{
    char text[24];
    const char *values[] = {text};
    snprintf(text, sizeof text, "%lld", (long long)id);
    expect(conn, PQexec(conn, "BEGIN ISOLATION LEVEL SERIALIZABLE"));
    expect(conn, PQexecPrepared(conn, name, 1, values, NULL, NULL, 0));
    expect(conn, PQexec(conn, "COMMIT"));
}

static void save_by_hand(void *with, int64_t id)
{
    by_hand(with, "save", id);
}

static void load_by_hand(void *with, int64_t id)
{
    by_hand(with, "load", id);
}

static PGconn *open_by_hand(void)
{
    PGconn *conn = PQconnectdb(getenv("PRSE_POSTGRES_URL"));
    expect(conn, PQprepare(conn, "save",
        "INSERT INTO portailrse.counters AS c VALUES ($1, $1, $1, 1)"
        " ON CONFLICT (id) DO UPDATE SET count = excluded.count,"
        " again = excluded.again, version = c.version + 1"
        " RETURNING version", 0, NULL));
    expect(conn, PQprepare(conn, "load",
        "SELECT * FROM portailrse.counters WHERE id = $1", 0, NULL));
    return conn;
}

/* Microseconds for one, the best of some turns. */
static double time_of(job *run, void *with, int64_t from)
{
    double best = 1e9;
    for (int turn = 0; turn < TURNS; turn++) {
        double begun = now();
        for (int64_t i = 0; i < ROUNDS; i++)
            run(with, from + i);
        double took = (now() - begun) * 1e6 / ROUNDS;
        best = took < best ? took : best;
    }
    return best;
}

static void compare(const char *what, double own, double hand)
{
    printf("%s: %.0f us, by hand %.0f us: %.2f of its speed\n", what, own,
           hand, hand / own);
}

int main(void)
{
    prse_store store = open_counters(1, 0);
    PGconn *conn = open_by_hand();
    double own = time_of(save, &store, 0);
    double hand = time_of(save_by_hand, conn, 100000);
    compare("saving a row", own, hand);
    own = time_of(load, &store, 0);
    hand = time_of(load_by_hand, conn, 100000);
    compare("reading a row", own, hand);
    PQfinish(conn);
    store.free(store.self);
    return 0;
}
