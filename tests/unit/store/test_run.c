/* SPDX-License-Identifier: Apache-2.0 */
/* Running a transaction until it is kept; faulty stores. */
#include <time.h>

#include "scene.h"

typedef struct work {
    int runs;
    prse_status answer;
} work;

static prse_status put_one(void *user, prse__tx *tx, prse_error *err)
{
    work *w = user;
    scene_fiche row = scene_row("a", ++w->runs);
    prse_status status = prse__tx_put(tx, scene_fiches, row.values,
                                      PRSE_VERSION_ANY, NULL, err);
    if (!status && w->answer)
        return prse__error_set(err, w->answer, NULL, "said by the body");
    return status;
}

static prse_store faulty(prse_store_fault_options opts)
{
    prse_store inner = scene_store(), out;
    opts.size = sizeof opts;
    SCENE_OK(prse_store_faulty(&out, &inner, &opts, err));
    cr_assert_null(inner.self);
    return out;
}

static const prse_tx_options writing = {.size = sizeof writing, .write = 1,
                                        .deadline_ms = 2000};

PRSE_TEST(store_run, runs_again_while_others_are_in_the_way)
{
    static const int32_t calls[] = {PRSE_STORE_BEGIN, PRSE_STORE_PUT,
                                    PRSE_STORE_COMMIT};
    for (size_t i = 0; i < 3; i++) {
        prse_store store = faulty((prse_store_fault_options){
            .call = calls[i], .status = PRSE_EBUSY, .nth = 1});
        work w = {0};
        SCENE_OK(prse__store_run(&store, &writing, put_one, &w, err));
        cr_assert_eq(w.runs, i == 0 ? 1 : 2);
        cr_assert_str_eq(scene_all(&store), i == 0 ? "a/1" : "a/2");
        scene_free(&store);
    }
}

PRSE_TEST(store_run, gives_up_at_its_deadline)
{
    prse_store store = faulty((prse_store_fault_options){
        .call = PRSE_STORE_COMMIT, .status = PRSE_EBUSY, .nth = 1,
        .lasting = 1});
    prse_tx_options opts = writing;
    work w = {0};
    struct timespec start, end;
    opts.deadline_ms = 200;
    clock_gettime(CLOCK_MONOTONIC, &start);
    SCENE_FAILS(prse__store_run(&store, &opts, put_one, &w, err), PRSE_EBUSY);
    clock_gettime(CLOCK_MONOTONIC, &end);
    cr_assert_gt(w.runs, 3);
    cr_assert_lt(w.runs, 200, "it pauses");
    int64_t ms = (end.tv_sec - start.tv_sec) * 1000 +
                 (end.tv_nsec - start.tv_nsec) / 1000000;
    cr_assert_leq(ms, 250, "%d ms", (int)ms);
    cr_assert_str_eq(scene_all(&store), "");
    scene_free(&store);
}

PRSE_TEST(store_run, ends_at_any_other_failure)
{
    prse_store store = scene_store();
    work w = {.answer = PRSE_EEXPIRED};
    SCENE_FAILS(prse__store_run(&store, &writing, put_one, &w, err),
                PRSE_EEXPIRED);
    cr_assert_eq(w.runs, 1);
    w.answer = PRSE_ECONFLICT;
    SCENE_FAILS(prse__store_run(&store, &writing, put_one, &w, err),
                PRSE_ECONFLICT);
    cr_assert_eq(w.runs, 2);
    cr_assert_str_eq(scene_all(&store), "");
    SCENE_FAILS(prse__store_run(&store, &(prse_tx_options){
                                    .size = sizeof writing,
                                    .deadline_ms = -1}, put_one, &w, err),
                PRSE_EINVAL);
    scene_free(&store);
}

static int yes(void *user)
{
    (void)user;
    return 1;
}

PRSE_TEST(store_run, stops_when_it_is_asked_to)
{
    prse_store store = faulty((prse_store_fault_options){
        .call = PRSE_STORE_BEGIN, .status = PRSE_EBUSY, .nth = 1,
        .lasting = 1});
    prse_tx_options opts = writing;
    work w = {0};
    opts.should_stop = yes;
    SCENE_FAILS(prse__store_run(&store, &opts, put_one, &w, err),
                PRSE_ECANCELED);
    scene_free(&store);
}

/* --- Faulty stores --- */

PRSE_TEST(store_faulty, strikes_the_call_that_it_is_told)
{
    static const int32_t calls[] = {PRSE_STORE_BEGIN, PRSE_STORE_PUT,
                                    PRSE_STORE_COMMIT};
    for (size_t i = 0; i < 3; i++) {
        prse_store store = faulty((prse_store_fault_options){
            .call = calls[i], .nth = 2});
        work w = {0};
        SCENE_OK(prse__store_run(&store, &writing, put_one, &w, err));
        SCENE_FAILS(prse__store_run(&store, &writing, put_one, &w, err),
                    PRSE_EIO);
        SCENE_OK(prse__store_run(&store, &writing, put_one, &w, err));
        cr_assert_str_eq(scene_all(&store), i == 0 ? "a/1 a/2" : "a/1 a/3");
        scene_free(&store);
    }
}

static int ignore(void *user, const prse_value *values, int64_t version)
{
    (void)user;
    (void)values;
    (void)version;
    return 0;
}

PRSE_TEST(store_faulty, passes_everything_on_otherwise)
{
    prse_store store = faulty((prse_store_fault_options){.late_ms = 1});
    prse__tx tx = scene_begin(&store, 1);
    scene_fiche row = scene_row("a", 1);
    const prse_query all = {.size = sizeof all, .index = -1};
    uint32_t version = 0;
    SCENE_OK(prse__tx_load(&tx, scene_fiches, row.values, 3, err));
    SCENE_OK(prse__tx_get(&tx, scene_fiches, row.values, ignore, NULL, err));
    SCENE_OK(prse__tx_claim(&tx, scene_fiches, &all, ignore, NULL, err));
    cr_assert_str_eq(scene_keys(&tx, &all), "a/1");
    SCENE_OK(prse__tx_remove(&tx, scene_fiches, row.values, 3, err));
    scene_commit(&tx);
    SCENE_OK(store.version(store.self, PRSE_STR("essai"), &version, err));
    cr_assert_eq(version, 3);
    SCENE_OK(store.check(store.self, NULL, NULL, err));
    scene_free(&store);
}

PRSE_TEST(store_faulty, strikes_each_function)
{
    for (int32_t call = PRSE_STORE_BEGIN; call <= PRSE_STORE_LOAD; call++) {
        prse_store store = faulty((prse_store_fault_options){
            .call = call, .per_mille = 1000, .status = PRSE_ETIMEOUT});
        scene_fiche row = scene_row("a", 1);
        const prse_query all = {.size = sizeof all, .index = -1};
        prse_error why = {0};
        prse_status answers[PRSE_STORE_LOAD + 1] = {0};
        for (int32_t i = PRSE_STORE_COMMIT; i <= PRSE_STORE_LOAD; i++) {
            prse__tx tx;
            answers[PRSE_STORE_BEGIN] =
                prse__tx_begin(&tx, &store, &writing, &why);
            if (answers[PRSE_STORE_BEGIN])
                break;
            if (i == PRSE_STORE_GET)
                answers[i] = prse__tx_get(&tx, scene_fiches, row.values,
                                          ignore, NULL, &why);
            else if (i == PRSE_STORE_PUT)
                answers[i] = prse__tx_put(&tx, scene_fiches, row.values, -1,
                                          NULL, &why);
            else if (i == PRSE_STORE_REMOVE)
                answers[i] = prse__tx_remove(&tx, scene_fiches, row.values,
                                             -1, &why);
            else if (i == PRSE_STORE_SCAN)
                answers[i] = prse__tx_scan(&tx, scene_fiches, &all, ignore,
                                           NULL, &why);
            else if (i == PRSE_STORE_CLAIM)
                answers[i] = prse__tx_claim(&tx, scene_fiches, &all, ignore,
                                            NULL, &why);
            else if (i == PRSE_STORE_LOAD)
                answers[i] = prse__tx_load(&tx, scene_fiches, row.values, 1,
                                           &why);
            else
                answers[i] = prse__tx_commit(&tx, &why);
            if (answers[i] == PRSE_ETIMEOUT && tx.tx) {
                prse__tx next = scene_begin(&store, 1); /* undone already */
                prse__tx_rollback(&next);
                SCENE_FAILS(prse__tx_get(&tx, scene_fiches, row.values,
                                         ignore, NULL, err), PRSE_EINVAL);
            }
            prse__tx_rollback(&tx);
        }
        for (int32_t i = PRSE_STORE_BEGIN; i <= PRSE_STORE_LOAD; i++)
            cr_assert_eq(answers[i] == PRSE_ETIMEOUT, i == call);
        scene_free(&store);
    }
}

PRSE_TEST(store_faulty, strikes_by_chance_in_the_same_way)
{
    char seen[2][101] = {{0}};
    for (int turn = 0; turn < 2; turn++) {
        prse_store store = faulty((prse_store_fault_options){
            .call = PRSE_STORE_BEGIN, .per_mille = 300, .seed = 7});
        int struck = 0;
        for (int i = 0; i < 100; i++) {
            work w = {0};
            prse_status status =
                prse__store_run(&store, &writing, put_one, &w, NULL);
            seen[turn][i] = status ? 'x' : '.';
            struck += status != PRSE_OK;
        }
        cr_assert(struck > 10 && struck < 60);
        scene_free(&store);
    }
    cr_assert_str_eq(seen[0], seen[1]);
}

PRSE_TEST(store_faulty, refuses_what_it_does_not_know)
{
    prse_store inner = scene_store(), out;
    static const prse_store_fault_options bad[] = {
        {.size = sizeof *bad, .per_mille = 1001},
        {.size = sizeof *bad, .call = 9},
        {.size = sizeof *bad, .call = -1},
        {.size = sizeof *bad, .status = 99},
        {.size = sizeof *bad, .late_ms = -1}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        SCENE_FAILS(prse_store_faulty(&out, &inner, &bad[i], err),
                    PRSE_EINVAL);
    SCENE_FAILS(prse_store_faulty(NULL, &inner, bad, err), PRSE_EINVAL);
    SCENE_FAILS(prse_store_faulty(&out, NULL, bad, err), PRSE_EINVAL);
    scene_free(&inner);
}
