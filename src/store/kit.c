/* SPDX-License-Identifier: Apache-2.0 */
#include "store/kit.h"

static const prse__trial_case *const subjects[] = {
    prse__trial_migrations, prse__trial_values,       prse__trial_orders,
    prse__trial_queries,    prse__trial_keys,         prse__trial_versions,
    prse__trial_uniques,    prse__trial_transactions, prse__trial_limits,
    prse__trial_readers,    prse__trial_races,        prse__trial_claims,
    prse__trial_threads};

typedef struct telling {
    const prse_store *store;
    prse_kit_case told;
    void *user;
    int failed, count;
} telling;

/* Every case begins as its own user of the store. */
static prse_status run_case(telling *it, const prse__trial_case *one)
{
    prse__trial trial = {.store = it->store};
    one->run(&trial, one->with);
    prse__trial_rollback(&trial);
    if (trial.wrong.code == PRSE_ENOMEM)
        return PRSE_ENOMEM;
    it->count++;
    it->failed += trial.wrong.code != PRSE_OK;
    it->told(it->user, prse_str_of(one->name),
             prse_str_of(trial.wrong.message));
    return PRSE_OK;
}

static prse_status run_all(telling *it, prse_error *err)
{
    for (size_t i = 0; i < sizeof subjects / sizeof subjects[0]; i++)
        for (const prse__trial_case *one = subjects[i]; one->name; one++)
            if (run_case(it, one))
                return prse__error_nomem(err);
    if (it->failed > 0)
        return prse__error_set(err, PRSE_ESCHEMA, "prse_store",
                               "%d of the contract's %d cases do not hold",
                               it->failed, it->count);
    return PRSE_OK;
}

prse_status prse_store_kit(const prse_store *store, prse_kit_case told,
                           void *user, prse_error *err)
{
    telling it = {.store = store, .told = told, .user = user};
    if (prse__store_accept(store, err))
        return prse__error_set(err, PRSE_EINVAL, "store",
                               "it is not a whole prse_store");
    if (!told)
        return prse__error_set(err, PRSE_EINVAL, "told", "it is NULL");
    return run_all(&it, err);
}
