/* SPDX-License-Identifier: Apache-2.0 */
/* Writers that are killed at any moment: what they were told to be kept is
 * there, nothing is half there, and the file is sound.
 *
 *   sqlite-crash FOLDER [KILLS]
 *
 * A writer saves, for each number from where it was, two to six rows and its
 * own last number, in one transaction; then it tells the number. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/counters.h"

enum { WRITERS = 2, MOST_ROWS = 6 };

static char path[512];

static int rows_of(int64_t number)
{
    return 2 + (int)(number % (MOST_ROWS - 1));
}

/* Some are longer than a page of the file. */
static size_t length_of(int64_t number, int row)
{
    return (size_t)((number * 7919 + row * 104729) % 97 == 0
                        ? 20000 : 20 + (number * 31 + row) % 400);
}

static void name_of(char *out, size_t size, int writer, int64_t number,
                    int row)
{
    snprintf(out, size, "w%d-%09lld-%d", writer, (long long)number, row);
}

static void last_of(char *out, size_t size, int writer)
{
    snprintf(out, size, "last%d", writer);
}

static void open_store(prse_store *store)
{
    prse_error err = {0};
    must(!prse_store_sqlite(store, prse_str_of(path), NULL, &err),
         err.message);
}

static prse_status save(prse__tx *tx, int writer, int64_t number,
                        prse_error *err)
{
    char name[40];
    prse_status status = PRSE_OK;
    for (int row = 0; row < rows_of(number) && !status; row++) {
        name_of(name, sizeof name, writer, number, row);
        status = counter_put(tx, name, number, length_of(number, row),
                             PRSE_VERSION_NEW, err);
    }
    last_of(name, sizeof name, writer);
    if (!status)
        status = counter_put(tx, name, number, 5, PRSE_VERSION_ANY, err);
    return status;
}

static void write_for_ever(int writer, int64_t number, int tube)
{
    prse_store store;
    prse_error err = {0};
    prse_tx_options opts = {.size = sizeof opts, .write = 1,
                            .deadline_ms = 20000};
    open_store(&store);
    for (;; number++) {
        prse__tx tx;
        prse_status status = prse__tx_begin(&tx, &store, &opts, &err);
        if (!status)
            status = save(&tx, writer, number, &err);
        if (!status)
            status = prse__tx_commit(&tx, &err);
        must(!status, err.message);
        must(write(tube, &number, sizeof number) == (ssize_t)sizeof number,
             "pipe");
    }
}

typedef struct writer {
    pid_t child;
    int tube;
    int64_t told; /* last number */
} writer;

static void start(writer *w, int i)
{
    int tube[2];
    must(pipe(tube) == 0, "pipe");
    w->child = fork();
    must(w->child >= 0, "fork");
    if (w->child == 0) {
        close(tube[0]);
        write_for_ever(i, w->told + 1, tube[1]);
    }
    close(tube[1]);
    w->tube = tube[0];
}

/* With all it had told before. */
static void end(writer *w)
{
    int64_t number;
    int status = 0;
    kill(w->child, SIGKILL);
    while (read(w->tube, &number, sizeof number) == (ssize_t)sizeof number)
        w->told = number;
    close(w->tube);
    waitpid(w->child, &status, 0);
    must(WIFSIGNALED(status), "a writer ended by itself");
}

/* How many rows of a number are there and right. */
static int count_rows(prse__tx *tx, int of, int64_t number)
{
    char name[40];
    counter row;
    int count = 0;
    for (int i = 0; i < MOST_ROWS; i++) {
        prse_error err = {0};
        name_of(name, sizeof name, of, number, i);
        prse_status status = counter_get(tx, name, &row, &err);
        must(!status || status == PRSE_ENOTFOUND, err.message);
        if (status)
            continue;
        must(row.number == number && row.text_is_right &&
             row.length == length_of(number, i) && row.version == 1,
             "a row is not what was written");
        count++;
    }
    return count;
}

/* All that was told, and of the next number all or nothing; then that counts as
 * told, since the writer goes on after it. 1: it was there. */
static int verify(prse__tx *tx, writer *w, int i, int64_t from)
{
    char name[40];
    counter last;
    for (int64_t number = from; number <= w->told; number++)
        must(count_rows(tx, i, number) == rows_of(number),
             "a row that was told to be kept is gone");
    int more = count_rows(tx, i, w->told + 1);
    must(more == 0 || more == rows_of(w->told + 1), "half is there");
    must(count_rows(tx, i, w->told + 2) == 0, "more than was told");
    w->told += more > 0;
    last_of(name, sizeof name, i);
    prse_status status = counter_get(tx, name, &last, NULL);
    must(status == (w->told ? PRSE_OK : PRSE_ENOTFOUND) &&
         last.number == w->told && last.version == w->told,
         "its last number is another");
    return more > 0;
}

static void tell_damage(void *user, prse_str text)
{
    (void)user;
    fprintf(stderr, "FAILED: %.*s\n", (int)text.len, text.ptr);
    exit(1);
}

static int verify_all(writer *writers, const int64_t *from, int check)
{
    prse_store store;
    prse__tx tx;
    int more = 0;
    prse_tx_options opts = {.size = sizeof opts, .deadline_ms = 600000};
    open_store(&store);
    must(!prse__tx_begin(&tx, &store, &opts, NULL), "begin");
    for (int i = 0; i < WRITERS; i++)
        more += verify(&tx, &writers[i], i, from[i]);
    prse__tx_rollback(&tx);
    if (check)
        must(!store.check(store.self, tell_damage, NULL, NULL), "check");
    store.free(store.self);
    return more;
}

static void pause_ms(uint64_t ms)
{
    struct timespec t = {(time_t)(ms / 1000), (long)(ms % 1000) * 1000000};
    nanosleep(&t, NULL);
}

/* One after the other, so that the first also dies beside one that goes on. */
static int kill_all(writer *writers, uint64_t *chance, int check)
{
    int64_t from[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
        from[i] = writers[i].told + 1;
        start(&writers[i], i);
    }
    for (int i = 0; i < WRITERS; i++) {
        pause_ms(draw(chance) % 80);
        end(&writers[i]);
    }
    return verify_all(writers, from, check);
}

int main(int argc, char **argv)
{
    int kills = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 100;
    char folder[400], command[500];
    writer writers[WRITERS] = {{0}};
    int64_t first[WRITERS] = {1, 1};
    uint64_t chance = 20261126;
    prse_store store;
    int more = 0;
    must(argc >= 2, "usage: sqlite-crash FOLDER [KILLS]");
    snprintf(folder, sizeof folder, "%s/prse-crash-XXXXXX", argv[1]);
    must(mkdtemp(folder) != NULL, "no folder");
    snprintf(path, sizeof path, "%s/crash.db", folder);
    open_store(&store);
    must(!store.migrate(store.self, &COUNTERS_SCHEMA, 0, 1, NULL), "migrate");
    store.free(store.self);
    for (int done = 0; done < kills; done += WRITERS)
        more += kill_all(writers, &chance, done % 10 == 0);
    verify_all(writers, first, 1);
    printf("%d kills: %lld and %lld transactions are there, whole; %d of them "
           "had not been told\n", kills, (long long)writers[0].told,
           (long long)writers[1].told, more);
    must(writers[0].told > kills && writers[1].told > kills,
         "too few transactions");
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command) != 0;
}
