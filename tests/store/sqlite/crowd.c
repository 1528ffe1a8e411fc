/* SPDX-License-Identifier: Apache-2.0 */
/* Many writers of the same few rows of one SQLite file: none is lost, conflicts
 * are told as such, and who gives up has waited until its deadline.
 *
 *   sqlite-crowd FOLDER [SECONDS] */
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/counters.h"

enum { ROWS = 4, DEADLINE_MS = 5000 };

typedef struct member {
    const prse_store *store;
    double until;
    uint64_t seed;
    uint64_t updates, conflicts, busy, looks;
    double longest; /* begin */
    int failures;
} member;

static void complain(member *m, const char *where, const prse_error *err)
{
    if (m->failures++ == 0)
        fprintf(stderr, "FAILED: %s: %s: %s\n", where,
                prse_status_name((prse_status)err->code), err->message);
}

/* 0: not now. */
static int begin(member *m, prse__tx *tx, int write)
{
    prse_error err = {0};
    prse_tx_options opts = {.size = sizeof opts, .write = (uint32_t)write,
                            .deadline_ms = DEADLINE_MS};
    double start = clock_s();
    prse_status status = prse__tx_begin(tx, m->store, &opts, &err);
    double took = clock_s() - start;
    if (took > m->longest)
        m->longest = took;
    if (status == PRSE_EBUSY && took * 1000 >= DEADLINE_MS - 20)
        m->busy++;
    else if (status)
        complain(m, "begin", &err);
    return status == PRSE_OK;
}

/* The row and the sum of all rows, in one transaction. */
static prse_status add_to_both(prse__tx *tx, const char *name,
                               const counter *seen, prse_error *err)
{
    counter row, sum;
    prse_status status = seen ? PRSE_OK : counter_get(tx, name, &row, err);
    if (!status)
        status = counter_get(tx, "sum", &sum, err);
    const counter *from = seen ? seen : &row;
    if (!status)
        status = counter_put(tx, name, from->number + 1, 10, from->version,
                             err);
    if (!status)
        status = counter_put(tx, "sum", sum.number + 1, 10, PRSE_VERSION_ANY,
                             err);
    return status;
}

static void update(member *m, const char *name, const counter *seen)
{
    prse__tx tx;
    prse_error err = {0};
    if (!begin(m, &tx, 1))
        return;
    prse_status status = add_to_both(&tx, name, seen, &err);
    if (!status)
        status = prse__tx_commit(&tx, &err);
    prse__tx_rollback(&tx);
    m->updates += status == PRSE_OK;
    if (seen && status == PRSE_ECONFLICT)
        m->conflicts++;
    else if (status)
        complain(m, "update", &err);
}

/* What a form does: it is shown in one transaction and sent in another. */
static void look_then_update(member *m, const char *name)
{
    prse__tx tx;
    prse_error err = {0};
    counter seen;
    if (!begin(m, &tx, 0))
        return;
    prse_status status = counter_get(&tx, name, &seen, &err);
    prse__tx_rollback(&tx);
    if (status)
        complain(m, "get", &err);
    else
        update(m, name, &seen);
}

static int add_up(void *user, const prse_value *values, int64_t version)
{
    int64_t *sums = user;
    int is_sum = prse__str_is(values[0].text, "sum");
    sums[is_sum] += values[1].number;
    sums[2] += is_sum ? 0 : version - 1;
    return 0;
}

static int64_t look(member *m)
{
    prse__tx tx;
    prse_error err = {0};
    int64_t sums[3] = {0};
    prse_query query = {.size = sizeof query, .index = -1};
    if (!begin(m, &tx, 0))
        return 0;
    prse_status status = prse__tx_scan(&tx, COUNTERS, &query, add_up, sums,
                                       &err);
    prse__tx_rollback(&tx);
    if (status)
        complain(m, "scan", &err);
    else if (sums[0] != sums[1] || sums[0] != sums[2])
        complain(m, "rows of two moments", &err);
    m->looks++;
    return sums[0];
}

static void *take_part(void *user)
{
    member *m = user;
    while (clock_s() < m->until && m->failures == 0) {
        char name[20];
        snprintf(name, sizeof name, "row%d", (int)(draw(&m->seed) % ROWS));
        switch (draw(&m->seed) % 4) {
        case 0: look(m); break;
        case 1: update(m, name, NULL); break;
        default: look_then_update(m, name); break;
        }
    }
    return NULL;
}

static void add_member(member *to, const member *m)
{
    to->updates += m->updates;
    to->conflicts += m->conflicts;
    to->busy += m->busy;
    to->looks += m->looks;
    to->failures += m->failures;
    if (m->longest > to->longest)
        to->longest = m->longest;
}

static member run_threads(const char *path, int threads, double until,
                          uint64_t seed)
{
    prse_store store;
    prse_error err = {0};
    prse_store_sqlite_options opts = {.size = sizeof opts,
                                      .durability = PRSE_CRASH_SAFE};
    pthread_t ids[64];
    member members[64] = {{0}}, all = {0};
    must(!prse_store_sqlite(&store, prse_str_of(path), &opts, &err),
         err.message);
    for (int i = 0; i < threads; i++) {
        members[i] = (member){.store = &store, .until = until,
                              .seed = seed * 64 + (uint64_t)i};
        pthread_create(&ids[i], NULL, take_part, &members[i]);
    }
    for (int i = 0; i < threads; i++) {
        pthread_join(ids[i], NULL);
        add_member(&all, &members[i]);
    }
    store.free(store.self);
    return all;
}

static member run_processes(const char *path, int processes, int threads,
                            double until)
{
    int tube[2];
    member all = {0}, m;
    must(pipe(tube) == 0, "pipe");
    for (int i = 0; i < processes; i++) {
        pid_t child = fork();
        must(child >= 0, "fork");
        if (child == 0) {
            m = run_threads(path, threads, until, (uint64_t)i + 1);
            _exit(write(tube[1], &m, sizeof m) != (ssize_t)sizeof m);
        }
    }
    for (int i = 0; i < processes; i++) {
        must(read(tube[0], &m, sizeof m) == (ssize_t)sizeof m, "read");
        add_member(&all, &m);
    }
    while (wait(NULL) > 0)
        ;
    return all;
}

static void make_rows(const char *path)
{
    prse_store store;
    prse__tx tx;
    prse_tx_options opts = {.size = sizeof opts, .write = 1};
    must(!prse_store_sqlite(&store, prse_str_of(path), NULL, NULL), "open");
    must(!store.migrate(store.self, &COUNTERS_SCHEMA, 0, 1, NULL), "migrate");
    must(!prse__tx_begin(&tx, &store, &opts, NULL), "begin");
    for (int i = 0; i <= ROWS; i++) {
        char name[20] = "sum";
        if (i < ROWS)
            snprintf(name, sizeof name, "row%d", i);
        must(!counter_put(&tx, name, 0, 10, 0, NULL), "put");
    }
    must(!prse__tx_commit(&tx, NULL), "commit");
    store.free(store.self);
}

static void tell_damage(void *user, prse_str text)
{
    (void)user;
    fprintf(stderr, "FAILED: %.*s\n", (int)text.len, text.ptr);
    exit(1);
}

static void run_crowd(const char *folder, double seconds, int processes,
                      int threads)
{
    char path[512], command[600];
    prse_store store;
    snprintf(path, sizeof path, "%s/crowd-%d-%d.db", folder, processes,
             threads);
    make_rows(path);
    member all = run_processes(path, processes, threads,
                               clock_s() + seconds);
    must(!prse_store_sqlite(&store, prse_str_of(path), NULL, NULL), "open");
    member last = {.store = &store};
    int64_t kept = look(&last);
    must(!store.check(store.self, tell_damage, NULL, NULL), "check");
    store.free(store.self);
    snprintf(command, sizeof command, "rm -f '%s'*", path);
    must(system(command) == 0, "rm");
    printf("%d processes of %d threads: %llu updates, %llu conflicts, %llu "
           "looks, %llu gave up, longest wait %.2f s\n", processes, threads,
           (unsigned long long)all.updates, (unsigned long long)all.conflicts,
           (unsigned long long)all.looks, (unsigned long long)all.busy,
           all.longest);
    must(all.failures + last.failures == 0, "calls failed");
    must((uint64_t)kept == all.updates, "updates were lost");
    must(all.updates > 100 && all.busy == 0, "somebody starved");
}

int main(int argc, char **argv)
{
    double seconds = argc > 2 ? strtod(argv[2], NULL) : 5;
    char folder[400];
    must(argc >= 2, "usage: sqlite-crowd FOLDER [SECONDS]");
    snprintf(folder, sizeof folder, "%s/prse-crowd-XXXXXX", argv[1]);
    must(mkdtemp(folder) != NULL, "no folder");
    run_crowd(folder, seconds, 8, 1);
    run_crowd(folder, seconds, 1, 16);
    run_crowd(folder, seconds, 4, 4);
    rmdir(folder);
    return 0;
}
