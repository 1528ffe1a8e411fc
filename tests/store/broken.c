/* SPDX-License-Identifier: Apache-2.0 */
#include "store/broken.h"

#include <pthread.h>
#include <string.h>

enum { COLUMNS = 16, NAME = 64, LONG_MS = 20000, SHORT_MS = 200 };

typedef struct broken_tx broken_tx;

typedef struct broken {
    prse_store inner;
    broken_defect defect;
    pthread_mutex_t lock; /* of BROKEN_DIRTY_READ */
    broken_tx *writer;    /* whose work it shows */
} broken;

struct broken_tx {
    broken *store;
    prse_tx_options opts;
    void *tx;           /* NULL: each call has one of its own */
    void *before;       /* of BROKEN_OWN_WRITES: the moment of its start */
    char guarded[NAME]; /* of BROKEN_SKEW: the last row that was read */
    int64_t version;
};

static int is(const broken_tx *t, broken_defect defect)
{
    return t->store->defect == defect;
}

static int guards(const broken_tx *t)
{
    return is(t, BROKEN_SKEW) || is(t, BROKEN_PHANTOM);
}

static int each_call_alone(const broken_tx *t)
{
    return is(t, BROKEN_NO_TRANSACTIONS) || is(t, BROKEN_CLAIM) ||
           is(t, BROKEN_THREADS) || guards(t) ||
           (is(t, BROKEN_MOMENT) && !t->opts.write);
}

/* --- Which transaction of the good store a call goes to */

static prse_status enter(broken_tx *t, uint32_t write, void **tx,
                         prse_error *err)
{
    prse_tx_options opts = t->opts;
    opts.write = write;
    *tx = t->tx;
    if (each_call_alone(t))
        return t->store->inner.begin(t->store->inner.self, tx, &opts, err);
    if (is(t, BROKEN_OWN_WRITES) && t->opts.write && !write)
        *tx = t->before;
    if (is(t, BROKEN_DIRTY_READ)) {
        pthread_mutex_lock(&t->store->lock);
        if (!t->opts.write && t->store->writer)
            *tx = t->store->writer->tx;
    }
    return PRSE_OK;
}

static prse_status leave(broken_tx *t, void *tx, prse_status status,
                         prse_error *err)
{
    if (is(t, BROKEN_DIRTY_READ))
        pthread_mutex_unlock(&t->store->lock);
    if (!each_call_alone(t))
        return status;
    if (status == PRSE_OK)
        return t->store->inner.commit(tx, err);
    t->store->inner.rollback(tx);
    return status;
}

/* --- Transactions */

static prse_tx_options broken_options(const broken *b,
                                      const prse_tx_options *opts)
{
    prse_tx_options own = *opts;
    if (b->defect == BROKEN_DEADLINE && !own.write)
        own.deadline_ms = LONG_MS;
    if (b->defect == BROKEN_SHOULD_STOP && own.should_stop) {
        own.should_stop = NULL;
        own.deadline_ms = SHORT_MS;
    }
    return own;
}

static void show(broken_tx *t, broken_tx *writer)
{
    if (!is(t, BROKEN_DIRTY_READ) || !t->opts.write)
        return;
    pthread_mutex_lock(&t->store->lock);
    t->store->writer = writer;
    pthread_mutex_unlock(&t->store->lock);
}

static prse_status begin(void *self, void **out, const prse_tx_options *opts,
                         prse_error *err)
{
    broken *b = self;
    prse_tx_options reading = *opts;
    if (b->defect == BROKEN_LATE_BEGIN && opts->deadline_ms > 0 &&
        opts->deadline_ms < SHORT_MS)
        return prse__error_set(err, PRSE_ETIMEOUT, NULL, "too late");
    broken_tx *t = prse__alloc(1, sizeof *t);
    prse_status status = PRSE_OK;
    reading.write = 0;
    t->store = b;
    t->opts = broken_options(b, opts);
    if (!each_call_alone(t))
        status = b->inner.begin(b->inner.self, &t->tx, &t->opts, err);
    if (!status && is(t, BROKEN_OWN_WRITES))
        status = b->inner.begin(b->inner.self, &t->before, &reading, err);
    if (status) {
        prse__free(t);
        return status;
    }
    show(t, t);
    *out = t;
    return PRSE_OK;
}

static void end(broken_tx *t)
{
    if (t->before)
        t->store->inner.rollback(t->before);
    prse__free(t);
}

static prse_status commit(void *tx, prse_error *err)
{
    broken_tx *t = tx;
    prse_status status = PRSE_OK;
    show(t, NULL);
    if (t->tx && is(t, BROKEN_COMMIT))
        t->store->inner.rollback(t->tx);
    else if (t->tx)
        status = t->store->inner.commit(t->tx, err);
    end(t);
    return status;
}

static void rollback(void *tx)
{
    broken_tx *t = tx;
    show(t, NULL);
    if (t->tx && is(t, BROKEN_ROLLBACK))
        t->store->inner.commit(t->tx, NULL);
    else if (t->tx)
        t->store->inner.rollback(t->tx);
    end(t);
}

/* --- Reading */

typedef struct hearing {
    broken_tx *t;
    prse_row_found found;
    void *user;
    int64_t version;
} hearing;

static int hear(void *user, const prse_value *values, int64_t version)
{
    hearing *h = user;
    h->version = version;
    int stop = h->found(h->user, values,
                        is(h->t, BROKEN_VERSION) ? 1 : version);
    return is(h->t, BROKEN_STOP) ? 0 : stop;
}

static void guard(broken_tx *t, const prse_value *key, int64_t version)
{
    if (key->type != PRSE_TYPE_TEXT || key->text.len >= NAME)
        return;
    memcpy(t->guarded, key->text.ptr, key->text.len);
    t->guarded[key->text.len] = '\0';
    t->version = version;
}

static prse_status get(void *tx, const prse_collection *of,
                       const prse_value *key, prse_row_found found,
                       void *user, prse_error *err)
{
    broken_tx *t = tx;
    hearing h = {.t = t, .found = found, .user = user};
    void *inner;
    prse_status status = enter(t, 0, &inner, err);
    if (status)
        return status;
    status = t->store->inner.get(inner, of, key, hear, &h,
                                 is(t, BROKEN_ERROR) ? NULL : err);
    if (h.version > 0)
        guard(t, key, h.version);
    if (status == PRSE_ENOTFOUND && is(t, BROKEN_NOT_FOUND)) {
        status = PRSE_OK;
        if (err)
            *err = (prse_error){0};
    }
    return leave(t, inner, status, err);
}

static void move(const prse_value **bound, prse_value *moved)
{
    if (!*bound || (*bound)->type != PRSE_TYPE_INT ||
        (*bound)->number == INT64_MAX)
        return;
    *moved = **bound;
    moved->number++;
    *bound = moved;
}

/* The query as a defect understands it. */
static prse_query misread(const broken_tx *t, const prse_query *query,
                          prse_value *from, prse_value *to)
{
    prse_query own = *query;
    if (is(t, BROKEN_DESCENDING))
        own.descending = 0;
    if (is(t, BROKEN_LIMIT))
        own.limit = 0;
    if (is(t, BROKEN_TO))
        move(&own.to, to);
    if (is(t, BROKEN_FROM))
        move(&own.from, from);
    if (is(t, BROKEN_EQUAL_ABSENT) && own.equal_count > 0 &&
        own.equal[own.equal_count - 1].type == PRSE_TYPE_NULL)
        own.equal_count--;
    return own;
}

static prse_status scan(void *tx, const prse_collection *of,
                        const prse_query *query, prse_row_found found,
                        void *user, prse_error *err)
{
    broken_tx *t = tx;
    hearing h = {.t = t, .found = found, .user = user};
    prse_value from, to;
    prse_query own = misread(t, query, &from, &to);
    void *inner;
    prse_status status = enter(t, 0, &inner, err);
    if (status)
        return status;
    if (is(t, BROKEN_ABSENT_LAST) || is(t, BROKEN_CASE))
        status = broken_rows(t->store->defect, of, &own, &t->store->inner,
                             inner, hear, &h, err);
    else
        status = t->store->inner.scan(inner, of, &own, hear, &h, err);
    return leave(t, inner, status, err);
}

static prse_status claim(void *tx, const prse_collection *of,
                         const prse_query *query, prse_row_found found,
                         void *user, prse_error *err)
{
    broken_tx *t = tx;
    void *inner;
    prse_status status = enter(t, 1, &inner, err);
    if (status)
        return status;
    status = t->store->inner.claim(inner, of, query, found, user, err);
    return leave(t, inner, status, err);
}

/* --- Writing */

static void mangle(const broken_tx *t, const prse_column *column,
                   prse_value *value)
{
    if (is(t, BROKEN_EMPTY) && value->type == PRSE_TYPE_TEXT &&
        column->optional && value->text.len == 0)
        *value = prse__field_null();
    if (is(t, BROKEN_DOUBLE) && value->type == PRSE_TYPE_INT &&
        value->number < INT64_MAX - 1024)
        value->number = (int64_t)(double)value->number;
    if (is(t, BROKEN_SECONDS) && value->type == PRSE_TYPE_TIME)
        value->number -= value->number % 1000;
    if (is(t, BROKEN_ZERO) && value->type == PRSE_TYPE_BYTES)
        value->text.len = strnlen(value->text.ptr, value->text.len);
}

static int see(void *user, const prse_value *values, int64_t version)
{
    (void)values;
    *(int64_t *)user = version;
    return 1;
}

/* 1: another row has no value either. */
static int absent_meets(broken_tx *t, const prse_collection *of,
                        const prse_value *values, void *inner)
{
    for (uint32_t i = 0; i < of->index_count; i++) {
        prse_value none = prse__field_null();
        prse_query query = {.size = sizeof query, .index = (int32_t)i,
                            .equal = &none, .equal_count = 1};
        int64_t version = 0;
        if (!of->indexes[i].unique ||
            values[of->indexes[i].columns[0]].type != PRSE_TYPE_NULL)
            continue;
        t->store->inner.scan(inner, of, &query, see, &version, NULL);
        if (version > 0)
            return 1;
    }
    return 0;
}

static prse_status put_standing(broken_tx *t, const prse_collection *of,
                                const prse_value *values, void *inner,
                                int64_t *version, prse_error *err)
{
    int64_t there = 0;
    t->store->inner.get(inner, of, values, see, &there, NULL);
    prse_status status =
        t->store->inner.remove(inner, of, values, there, err);
    if (status)
        return status;
    if (version)
        *version = there;
    return t->store->inner.load(inner, of, values, there, err);
}

static int64_t misexpect(broken_tx *t, const prse_value *values,
                         int64_t expected)
{
    if (is(t, BROKEN_STALE_PUT) && expected > 0)
        return PRSE_VERSION_ANY;
    if (is(t, BROKEN_NEW_OVER_OLD) && expected == PRSE_VERSION_NEW)
        return PRSE_VERSION_ANY;
    if (guards(t) && expected == PRSE_VERSION_ANY &&
        values[0].type == PRSE_TYPE_TEXT &&
        prse__str_is(values[0].text, t->guarded))
        return t->version;
    return expected;
}

static prse_status put_inner(broken_tx *t, const prse_collection *of,
                             const prse_value *own, int64_t expected,
                             int64_t *version, prse_error *err)
{
    void *inner;
    prse_status status = enter(t, 1, &inner, err);
    if (status)
        return status;
    if (is(t, BROKEN_VERSION_STANDS) && expected > 0)
        status = put_standing(t, of, own, inner, version, err);
    else if (is(t, BROKEN_UNIQUE_ABSENT) &&
             absent_meets(t, of, own, inner))
        status = prse__error_set(err, PRSE_EEXISTS, NULL, "it has none too");
    else
        status = t->store->inner.put(inner, of, own,
                                     misexpect(t, own, expected), version,
                                     err);
    if (guards(t) && status == PRSE_ECONFLICT)
        status = prse__error_set(err, PRSE_EBUSY, NULL, "changed since");
    return leave(t, inner, status, err);
}

static prse_status put(void *tx, const prse_collection *of,
                       const prse_value *values, int64_t expected,
                       int64_t *version, prse_error *err)
{
    broken_tx *t = tx;
    prse_value own[COLUMNS];
    if (is(t, BROKEN_READ_ONLY) && !t->opts.write)
        return PRSE_OK;
    memcpy(own, values, of->column_count * sizeof *own);
    for (uint32_t i = 0; i < of->column_count; i++)
        mangle(t, &of->columns[i], &own[i]);
    return put_inner(t, of, own, expected, version, err);
}

static prse_status take_out(void *tx, const prse_collection *of,
                            const prse_value *key, int64_t expected,
                            prse_error *err)
{
    broken_tx *t = tx;
    void *inner;
    prse_status status = enter(t, 1, &inner, err);
    if (status)
        return status;
    if (is(t, BROKEN_STALE_REMOVE))
        expected = PRSE_VERSION_ANY;
    status = t->store->inner.remove(inner, of, key, expected, err);
    return leave(t, inner, status, err);
}

static prse_status load(void *tx, const prse_collection *of,
                        const prse_value *values, int64_t version,
                        prse_error *err)
{
    broken_tx *t = tx;
    void *inner;
    prse_status status = enter(t, 1, &inner, err);
    if (status)
        return status;
    if (is(t, BROKEN_LOAD_VERSION))
        version = 1;
    status = t->store->inner.load(inner, of, values, version, err);
    return leave(t, inner, status, err);
}

/* --- The store */

static prse_status version_of(void *self, prse_str schema, uint32_t *version,
                              prse_error *err)
{
    broken *b = self;
    return b->inner.version(b->inner.self, schema, version, err);
}

static prse_status migrate(void *self, const prse_schema *schema,
                           uint32_t from, uint32_t to, prse_error *err)
{
    broken *b = self;
    return broken_migrate(b->defect, &b->inner, schema, from, to, err);
}

static void drop(void *self)
{
    broken *b = self;
    b->inner.free(b->inner.self);
    pthread_mutex_destroy(&b->lock);
    prse__free(b);
}

prse_status broken_store(prse_store *out, broken_defect defect)
{
    broken *b = prse__alloc(1, sizeof *b);
    prse_status status = prse_store_memory(&b->inner, NULL);
    if (status) {
        prse__free(b);
        return status;
    }
    b->defect = defect;
    pthread_mutex_init(&b->lock, NULL);
    *out = (prse_store){.size = sizeof *out, .self = b, .free = drop,
                        .version = version_of, .migrate = migrate,
                        .begin = begin, .commit = commit,
                        .rollback = rollback, .get = get, .put = put,
                        .remove = take_out, .scan = scan, .claim = claim,
                        .load = load};
    return PRSE_OK;
}
