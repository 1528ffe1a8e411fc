/* SPDX-License-Identifier: Apache-2.0 */
/* A store of a host's own: rows in one ordered list in memory.
 *
 * Whoever writes works on a copy of the list and at the end puts it in the
 * place of the old one; there is one writer at a time. Whoever reads keeps the
 * list that was there when it began. So transactions are serialisable, and
 * readers wait for nobody.
 *
 * Here are transactions; own_rows.c has the lists, own_read.c and own_write.c
 * work on them. The library checks every value and query before they come. */
#include "own_store.h"

#include <stdlib.h>
#include <time.h>

#include "own_parts.h"

enum { DEADLINE_MS = 5000 };

/* --- Transactions */

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

prse_status go_on(transaction *tx, prse_error *err)
{
    if (tx->failed)
        return fail(err, tx->failed, "transaction", "it failed before");
    if (now_ms() >= tx->until)
        tx->failed = fail(err, PRSE_ETIMEOUT, "transaction", "out of time");
    else if (tx->how.should_stop && tx->how.should_stop(tx->how.user))
        tx->failed = fail(err, PRSE_ECANCELED, "transaction", "stopped");
    return tx->failed;
}

/* The list of now; a writer waits until nobody else writes, and copies it. */
static void look(transaction *tx, prse_error *err)
{
    int waits = 1;
    while (waits && !go_on(tx, err)) {
        pthread_mutex_lock(&tx->in->lock);
        waits = tx->how.write && tx->in->writing;
        if (!waits) {
            tx->rows = list_hold(tx->in->current);
            tx->in->writing |= (int)tx->how.write;
        }
        pthread_mutex_unlock(&tx->in->lock);
        if (waits)
            nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
    if (!waits && tx->how.write) {
        list *own = list_copy(tx->rows);
        if (!own)
            tx->failed = fail(err, PRSE_ENOMEM, "transaction", "no memory");
        else
            list_drop(tx->rows), tx->rows = own;
    }
}

/* What it did stays when keep is 1. */
static void end(transaction *tx, int keep)
{
    list *old = tx->rows;
    pthread_mutex_lock(&tx->in->lock);
    if (keep) {
        old = tx->in->current;
        tx->in->current = tx->rows;
    }
    if (tx->how.write && old)
        tx->in->writing = 0;
    pthread_mutex_unlock(&tx->in->lock);
    if (old)
        list_drop(old);
    free(tx);
}

static prse_status begin(void *self, void **out, const prse_tx_options *how,
                         prse_error *err)
{
    int64_t now = now_ms(), ms = how->deadline_ms;
    transaction *tx = malloc(sizeof *tx);
    if (!tx)
        return fail(err, PRSE_ENOMEM, "transaction", "no memory");
    ms = ms ? ms : DEADLINE_MS;
    *tx = (transaction){.in = self,
                        .how = *how,
                        .until = ms < INT64_MAX - now ? now + ms : INT64_MAX};
    look(tx, err);
    prse_status status = tx->failed;
    if (status)
        end(tx, 0);
    else
        *out = tx;
    return status;
}

static prse_status commit(void *own, prse_error *err)
{
    transaction *tx = own;
    prse_status status = go_on(tx, err);
    end(tx, tx->how.write && !status);
    return status;
}

static void rollback(void *own)
{
    end(own, 0);
}

/* --- Opening and closing */

/* The store's version of a schema is that of a row of its own. */
static prse_status version_of(void *self, prse_str schema, uint32_t *version,
                              prse_error *err)
{
    store *in = self;
    (void)err;
    pthread_mutex_lock(&in->lock);
    *version = schema_version(in->current, schema);
    pthread_mutex_unlock(&in->lock);
    return PRSE_OK;
}

static prse_status migrate(void *self, const prse_schema *schema, uint32_t from,
                           uint32_t to, prse_error *err)
{
    const prse_tx_options how = {.size = sizeof how, .write = 1};
    void *tx;
    prse_status status = begin(self, &tx, &how, err);
    if (status)
        return status;
    status = migrate_rows(tx, schema, from, to, err);
    if (!status)
        return commit(tx, err);
    rollback(tx);
    return status;
}

static void free_store(void *self)
{
    store *in = self;
    list_drop(in->current);
    pthread_mutex_destroy(&in->lock);
    free(in);
}

prse_status own_store(prse_store *out, prse_error *err)
{
    store *in = calloc(1, sizeof *in);
    if (in)
        in->current = list_new(0);
    if (!in || !in->current || pthread_mutex_init(&in->lock, NULL)) {
        if (in && in->current)
            list_drop(in->current);
        free(in);
        return fail(err, PRSE_ENOMEM, "store", "no memory");
    }
    *out = (prse_store){.size = sizeof *out,
                        .self = in,
                        .free = free_store,
                        .version = version_of,
                        .migrate = migrate,
                        .begin = begin,
                        .commit = commit,
                        .rollback = rollback,
                        .get = get,
                        .put = put,
                        .remove = remove_row,
                        .scan = scan,
                        .claim = claim,
                        .load = load};
    return PRSE_OK;
}
