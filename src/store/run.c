/* SPDX-License-Identifier: Apache-2.0 */
/* One transaction, tried again while others are in the way. */
#include <unistd.h>

#include "base/draw.h"
#include "base/options.h"
#include "base/steady.h"
#include "store/store.h"

enum {
    DEADLINE_MS = 5000,
    LONGEST_MS = 7 * 24 * 3600 * 1000, /* of a deadline */
    FIRST_PAUSE_MS = 1,
    LONGEST_PAUSE_MS = 50
};

typedef struct attempts {
    const prse_store *store;
    prse_tx_options opts;
    int64_t until;
    int64_t pause; /* at most, before the next one */
    uint64_t seed, drawn;
} attempts;

static prse_status read_options(attempts *all, const prse_tx_options *opts,
                                prse_error *err)
{
    prse_status status =
        prse__options_read(&all->opts, sizeof all->opts, opts,
                           "transaction options", err);
    if (status)
        return status;
    if (all->opts.deadline_ms < 0)
        return prse__error_set(err, PRSE_EINVAL, "deadline_ms",
                               "no deadline is negative");
    if (all->opts.deadline_ms == 0)
        all->opts.deadline_ms = DEADLINE_MS;
    if (all->opts.deadline_ms > LONGEST_MS)
        all->opts.deadline_ms = LONGEST_MS;
    all->opts.size = sizeof all->opts;
    return PRSE_OK;
}

static prse_status try_once(const attempts *all, prse__tx_body body,
                            void *user, prse_error *err)
{
    prse__tx tx;
    prse_status status = prse__tx_begin(&tx, all->store, &all->opts, err);
    if (status)
        return status;
    status = body(user, &tx, err);
    if (!status)
        return prse__tx_commit(&tx, err);
    prse__tx_rollback(&tx);
    return status;
}

/* Waits by chance, so that those in each other's way part. 0: too late. */
static int wait_a_little(attempts *all)
{
    int64_t left = all->until - prse__steady_ms();
    int64_t pause =
        1 + (int64_t)(prse__draw(all->seed, ++all->drawn) %
                      (uint64_t)all->pause);
    if (left <= pause)
        return 0;
    prse__sleep_ms(pause);
    all->opts.deadline_ms = left - pause;
    all->pause = all->pause * 2 < LONGEST_PAUSE_MS ? all->pause * 2
                                                   : LONGEST_PAUSE_MS;
    return 1;
}

static int is_stopped(const attempts *all)
{
    return all->opts.should_stop && all->opts.should_stop(all->opts.user);
}

static prse_status run(attempts *all, prse__tx_body body, void *user,
                       prse_error *err)
{
    for (;;) {
        prse_status status = try_once(all, body, user, err);
        if (status != PRSE_EBUSY)
            return status;
        if (is_stopped(all))
            return prse__error_set(err, PRSE_ECANCELED, NULL,
                                   "stopped, as the caller asked");
        if (!wait_a_little(all))
            return status;
    }
}

prse_status prse__store_run(const prse_store *store,
                            const prse_tx_options *opts, prse__tx_body body,
                            void *user, prse_error *err)
{
    attempts all = {.store = store, .pause = FIRST_PAUSE_MS};
    prse_error why = {0}; /* of an attempt, which another may make good */
    prse_status status = read_options(&all, opts, err);
    if (status)
        return status;
    all.until = prse__steady_ms() + all.opts.deadline_ms;
    /* Threads differ in their stacks, processes in their numbers. */
    all.seed = (uint64_t)(uintptr_t)&all ^ (uint64_t)all.until << 20 ^
               (uint64_t)getpid() << 40;
    status = run(&all, body, user, &why);
    if (status && err)
        *err = why;
    return status;
}
