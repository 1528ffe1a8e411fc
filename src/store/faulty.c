/* SPDX-License-Identifier: Apache-2.0 */
/* A decorator that strikes calls by number or by chance. What a struck status
 * says of the transaction is made true: it is undone where it has to be. */
#include <string.h>

#include "base/faults.h"
#include "base/mem.h"
#include "base/options.h"
#include "base/steady.h"
#include "store/store.h"

typedef struct spoiler {
    prse_store inner;
    int32_t call; /* that is struck; 0: any */
    prse__faults faults;
} spoiler;

typedef struct spoiled_tx {
    spoiler *self;
    void *inner; /* NULL: undone */
} spoiled_tx;

static prse_status strike(spoiler *self, prse_store_call call, prse_error *err)
{
    prse__sleep_ms(self->faults.late_ms);
    return self->call && self->call != (int32_t)call
               ? PRSE_OK
               : prse__faults_strike(&self->faults, "faulty store", err);
}

static void undo(spoiled_tx *tx)
{
    if (tx->inner)
        tx->self->inner.rollback(tx->inner);
    tx->inner = NULL;
}

/* For calls in a transaction. */
static prse_status strike_tx(spoiled_tx *tx, prse_store_call call,
                             prse_error *err)
{
    if (!tx->inner)
        return prse__error_set(err, PRSE_EINVAL, "faulty store",
                               "the transaction was undone already");
    prse_status status = strike(tx->self, call, err);
    if (status == PRSE_EBUSY || status == PRSE_ETIMEOUT)
        undo(tx);
    return status;
}

static prse_status version(void *self, prse_str schema, uint32_t *out,
                           prse_error *err)
{
    spoiler *own = self;
    return own->inner.version(own->inner.self, schema, out, err);
}

static prse_status migrate(void *self, const prse_schema *schema,
                           uint32_t from, uint32_t to, prse_error *err)
{
    spoiler *own = self;
    return own->inner.migrate(own->inner.self, schema, from, to, err);
}

static prse_status check(void *self, prse_finding found, void *user,
                         prse_error *err)
{
    spoiler *own = self;
    if (!own->inner.check)
        return PRSE_OK;
    return own->inner.check(own->inner.self, found, user, err);
}

static prse_status begin(void *self, void **out, const prse_tx_options *opts,
                         prse_error *err)
{
    spoiler *own = self;
    prse_status status = strike(own, PRSE_STORE_BEGIN, err);
    if (status)
        return status;
    spoiled_tx *tx = prse__alloc(1, sizeof *tx);
    if (!tx)
        return prse__error_nomem(err);
    tx->self = own;
    status = own->inner.begin(own->inner.self, &tx->inner, opts, err);
    if (status)
        prse__free(tx);
    else
        *out = tx;
    return status;
}

static void rollback(void *own)
{
    undo(own);
    prse__free(own);
}

static prse_status commit(void *own, prse_error *err)
{
    spoiled_tx *tx = own;
    prse_status status = strike_tx(tx, PRSE_STORE_COMMIT, err);
    if (!status) {
        status = tx->self->inner.commit(tx->inner, err);
        tx->inner = NULL;
    }
    rollback(tx);
    return status;
}

static prse_status get(void *own, const prse_collection *of,
                       const prse_value *key, prse_row_found found, void *user,
                       prse_error *err)
{
    spoiled_tx *tx = own;
    prse_status status = strike_tx(tx, PRSE_STORE_GET, err);
    return status ? status
                  : tx->self->inner.get(tx->inner, of, key, found, user, err);
}

static prse_status put(void *own, const prse_collection *of,
                       const prse_value *values, int64_t expected,
                       int64_t *new_version, prse_error *err)
{
    spoiled_tx *tx = own;
    prse_status status = strike_tx(tx, PRSE_STORE_PUT, err);
    return status ? status
                  : tx->self->inner.put(tx->inner, of, values, expected,
                                        new_version, err);
}

static prse_status remove_row(void *own, const prse_collection *of,
                              const prse_value *key, int64_t expected,
                              prse_error *err)
{
    spoiled_tx *tx = own;
    prse_status status = strike_tx(tx, PRSE_STORE_REMOVE, err);
    return status
               ? status
               : tx->self->inner.remove(tx->inner, of, key, expected, err);
}

static prse_status scan(void *own, const prse_collection *of,
                        const prse_query *query, prse_row_found found,
                        void *user, prse_error *err)
{
    spoiled_tx *tx = own;
    prse_status status = strike_tx(tx, PRSE_STORE_SCAN, err);
    return status
               ? status
               : tx->self->inner.scan(tx->inner, of, query, found, user, err);
}

static prse_status claim(void *own, const prse_collection *of,
                         const prse_query *query, prse_row_found found,
                         void *user, prse_error *err)
{
    spoiled_tx *tx = own;
    prse_status status = strike_tx(tx, PRSE_STORE_CLAIM, err);
    return status
               ? status
               : tx->self->inner.claim(tx->inner, of, query, found, user, err);
}

static prse_status load(void *own, const prse_collection *of,
                        const prse_value *values, int64_t row_version,
                        prse_error *err)
{
    spoiled_tx *tx = own;
    prse_status status = strike_tx(tx, PRSE_STORE_LOAD, err);
    return status
               ? status
               : tx->self->inner.load(tx->inner, of, values, row_version, err);
}

static void free_spoiler(void *self)
{
    spoiler *own = self;
    if (own->inner.free)
        own->inner.free(own->inner.self);
    prse__free(own);
}

static prse_status read_options(spoiler *own,
                                const prse_store_fault_options *opts,
                                prse_error *err)
{
    prse_store_fault_options is = {0};
    prse_status status =
        prse__options_read(&is, sizeof is, opts, "fault options", err);
    if (status)
        return status;
    if (is.call < 0 || is.call > PRSE_STORE_LOAD)
        return prse__error_set(err, PRSE_EINVAL, "call",
                               "a store has no such function");
    own->call = is.call;
    own->faults = (prse__faults){
        .nth = is.nth, .lasting = is.lasting, .per_mille = is.per_mille,
        .status = is.status, .seed = is.seed, .late_ms = is.late_ms};
    return prse__faults_settle(&own->faults, err);
}

prse_status prse_store_faulty(prse_store *out, prse_store *inner,
                              const prse_store_fault_options *opts,
                              prse_error *err)
{
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = prse__store_accept(inner, err);
    if (status)
        return status;
    spoiler *self = prse__alloc(1, sizeof *self);
    if (!self)
        return prse__error_nomem(err);
    status = read_options(self, opts, err);
    if (status) {
        prse__free(self);
        return status;
    }
    self->inner = *inner;
    memset(inner, 0, sizeof *inner);
    *out = (prse_store){.size = sizeof *out, .self = self,
                        .free = free_spoiler, .version = version,
                        .migrate = migrate, .begin = begin, .commit = commit,
                        .rollback = rollback, .get = get, .put = put,
                        .remove = remove_row, .scan = scan, .claim = claim,
                        .load = load, .check = check};
    return PRSE_OK;
}
