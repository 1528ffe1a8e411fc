/* SPDX-License-Identifier: Apache-2.0 */
/* Cases of the kit: who only reads, who has no time, who is stopped. */
#include "base/steady.h"
#include "store/kit.h"

enum {
    SHORT_MS = 80,
    STEP_MS = 20,
    SOON_MS = 5000, /* when it must be over, on a busy machine too */
    CALLS = 400
};

static const prse_collection *counters(void)
{
    return prse__trial_of(PRSE__TRIAL_COUNTERS);
}

/* --- Transactions that only read */

static void start_reading(prse__trial *trial)
{
    prse__trial_rollback(trial);
    prse__trial_begin(trial, 0);
}

static void read_only(prse__trial *trial, const void *with)
{
    prse_value row[] = {prse__field_text(PRSE_STR("fixed")),
                        prse__field_int(2)};
    prse_value other[] = {prse__field_text(PRSE_STR("loaded")),
                          prse__field_int(2)};
    (void)with;
    prse__trial_keep(trial, "fixed", 1);
    start_reading(trial);
    prse__trial_put_is(trial, counters(), row, PRSE_VERSION_ANY, PRSE_EINVAL);
    start_reading(trial);
    prse__trial_remove_is(trial, counters(), row, PRSE_VERSION_ANY,
                          PRSE_EINVAL);
    start_reading(trial);
    prse__trial_load_is(trial, counters(), other, 3, PRSE_EINVAL);
    prse__trial_rollback(trial);
    prse__trial_reads(trial, "fixed", 1);
    prse__trial_reads(trial, "loaded", -1);
}

static int ignore(void *user, const prse_value *values, int64_t version)
{
    (void)user;
    (void)values;
    (void)version;
    return 0;
}

static void read_only_claim(prse__trial *trial, const void *with)
{
    prse_query query = {.size = sizeof query, .index = -1};
    prse_error err = {0};
    (void)with;
    prse__trial_keep(trial, "fixed", 1);
    prse__trial_begin(trial, 0);
    if (prse__trial_over(trial))
        return;
    prse_status status = trial->store->claim(trial->tx, counters(), &query,
                                             ignore, NULL, &err);
    prse__trial_is(trial, "claim()", status, PRSE_EINVAL, &err);
}

/* begin() may be the one that notices. 0: there is nothing to go on with. */
static int begin_or_not(prse__trial *trial, const prse_tx_options *opts,
                        prse_status *status, prse_error *err)
{
    void *tx = NULL;
    if (prse__trial_over(trial))
        return 0;
    *status = trial->store->begin(trial->store->self, &tx, opts, err);
    if (*status == PRSE_OK)
        trial->tx = tx;
    return 1;
}

/* --- Deadlines */

/* Scans again and again, with pauses, until it is not PRSE_OK any more. */
static prse_status scan_on(prse__trial *trial, int64_t pause_ms,
                           prse_error *err)
{
    prse_query query = {.size = sizeof query, .index = -1};
    prse_status status = PRSE_OK;
    for (int i = 0; i < CALLS && status == PRSE_OK; i++) {
        status = trial->store->scan(trial->tx, counters(), &query, ignore,
                                    NULL, err);
        if (pause_ms > 0)
            prse__sleep_ms(pause_ms);
    }
    return status;
}

static void too_long(prse__trial *trial, const void *with)
{
    const uint32_t *write = with;
    prse_tx_options opts = {.size = sizeof opts, .write = *write,
                            .deadline_ms = SHORT_MS};
    prse_error err = {0};
    prse_status status;
    prse__trial_keep(trial, "late", 1);
    if (!begin_or_not(trial, &opts, &status, &err))
        return;
    if (status == PRSE_OK)
        status = scan_on(trial, STEP_MS, &err);
    prse__trial_is(trial, "scan(), later and later,", status, PRSE_ETIMEOUT,
                   &err);
    prse__trial_rollback(trial);
    prse__trial_reads(trial, "late", 1);
}

/* Either the commit is too late and nothing is kept, or all is. */
static void late_commit(prse__trial *trial, const void *with)
{
    (void)with;
    prse__trial_keep(trial, "late", 1);
    prse__trial late = prse__trial_other(trial);
    late.deadline_ms = SHORT_MS;
    prse__trial_begin(&late, 1);
    prse__trial_set(&late, "late", 2);
    prse__sleep_ms(2 * SHORT_MS);
    prse__trial_commit(&late);
    prse__trial_join(trial, &late);
    prse__trial_reads(trial, "late", late.kept ? 2 : 1);
}

static void put_same(prse__trial *other)
{
    prse__trial_begin(other, 1);
    prse__trial_set(other, "waits", 3);
}

static void soon(prse__trial *trial, int64_t since)
{
    int64_t ms = prse__steady_ms() - since;
    if (ms > SOON_MS)
        prse__trial_wrong(trial, "it is over after %d ms only", (int)ms);
}

static void waits_shortly(prse__trial *trial, const void *with)
{
    (void)with;
    prse__trial_keep(trial, "waits", 1);
    prse__trial other = prse__trial_other(trial);
    prse__trial_begin(trial, 1);
    prse__trial_set(trial, "waits", 2);
    int64_t since = prse__steady_ms();
    prse__trial_elsewhere(&other, put_same);
    soon(trial, since);
    prse__trial_rollback(trial);
    prse__trial_elsewhere(&other, prse__trial_commit);
    prse__trial_join(trial, &other);
    prse__trial_reads(trial, "waits", other.kept ? 3 : 1);
}

/* --- Being stopped */

static int at_once(void *user)
{
    (void)user;
    return 1;
}

static const prse_tx_options stopped_options = {
    .size = sizeof stopped_options, .write = 1, .deadline_ms = 30000,
    .should_stop = at_once};

static void stopped(prse__trial *trial, const void *with)
{
    prse_error err = {0};
    prse_status status;
    (void)with;
    prse__trial_keep(trial, "stopped", 1);
    if (!begin_or_not(trial, &stopped_options, &status, &err))
        return;
    if (status == PRSE_OK)
        status = scan_on(trial, 0, &err);
    prse__trial_is(trial, "what should stop", status, PRSE_ECANCELED, &err);
    prse__trial_rollback(trial);
    prse__trial_keep(trial, "stopped", 2);
    prse__trial_reads(trial, "stopped", 2);
}

/* A row that another holds, wanted by one who is to stop. */
static void put_stopped(prse__trial *other)
{
    prse_value row[] = {prse__field_text(PRSE_STR("stopped")),
                        prse__field_int(3)};
    prse_error err = {0};
    prse_status status;
    if (!begin_or_not(other, &stopped_options, &status, &err))
        return;
    if (status == PRSE_OK)
        status = other->store->put(other->tx, counters(), row,
                                   PRSE_VERSION_ANY, NULL, &err);
    if (status != PRSE_OK)
        prse__trial_is(other, "what should stop", status, PRSE_ECANCELED,
                       &err);
    prse__trial_rollback(other);
}

static void stopped_waiting(prse__trial *trial, const void *with)
{
    (void)with;
    prse__trial_keep(trial, "stopped", 1);
    prse__trial other = prse__trial_other(trial);
    prse__trial_begin(trial, 1);
    prse__trial_set(trial, "stopped", 2);
    int64_t since = prse__steady_ms();
    prse__trial_elsewhere(&other, put_stopped);
    soon(trial, since);
    prse__trial_commit(trial);
    prse__trial_join(trial, &other);
    prse__trial_reads(trial, "stopped", 2);
}

static const uint32_t reading = 0, writing = 1;

const prse__trial_case prse__trial_limits[] = {
    {"who only reads puts, removes and loads nothing: PRSE_EINVAL", read_only,
     NULL},
    {"who only reads claims nothing: PRSE_EINVAL", read_only_claim, NULL},
    {"a reader has a deadline for everything together", too_long, &reading},
    {"a writer has a deadline for everything together", too_long, &writing},
    {"a commit after the deadline is whole or nothing", late_commit, NULL},
    {"who waits for a writer gives up at the deadline", waits_shortly, NULL},
    {"a transaction ends when should_stop says so", stopped, NULL},
    {"waiting ends when should_stop says so", stopped_waiting, NULL},
    {NULL, NULL, NULL}};
