/* SPDX-License-Identifier: Apache-2.0 */
/* Many threads on one store in memory. */
#include <pthread.h>
#include <stdatomic.h>

#include "scene.h"

enum { WRITERS = 8, EACH = 400 };

typedef struct crowd {
    prse_store *store;
    atomic_int writing;
} crowd;

static int take(void *user, const prse_value *values, int64_t version)
{
    int64_t *total = user;
    (void)version;
    *total += values[FICHE_NOMBRE].number;
    return 0;
}

static prse_status add_one(void *user, prse__tx *tx, prse_error *err)
{
    (void)user;
    prse__row row = {0};
    scene_fiche key = scene_row("compte", 1);
    prse_status status =
        prse__tx_row(tx, scene_fiches, key.values, &row, err);
    if (status)
        return status;
    row.values[FICHE_NOMBRE].number++;
    status = prse__tx_put(tx, scene_fiches, row.values, row.version, NULL,
                          err);
    row.values[FICHE_ANNEE].number = 2; /* its opposite: the sum stays 0 */
    row.values[FICHE_NOMBRE].number *= -1;
    if (!status)
        status = prse__tx_put(tx, scene_fiches, row.values, PRSE_VERSION_ANY,
                              NULL, err);
    prse__row_free(&row);
    return status;
}

static void *write_much(void *user)
{
    crowd *c = user;
    const prse_tx_options opts = {.size = sizeof opts, .write = 1,
                                  .deadline_ms = 60000};
    for (int i = 0; i < EACH; i++)
        SCENE_OK(prse__store_run(c->store, &opts, add_one, NULL, err));
    atomic_fetch_sub(&c->writing, 1);
    return NULL;
}

static void *read_much(void *user)
{
    crowd *c = user;
    const prse_query all = {.size = sizeof all, .index = PAR_JOUR};
    while (atomic_load(&c->writing) > 0) {
        int64_t total = 0;
        prse__tx tx = scene_begin(c->store, 0);
        SCENE_OK(prse__tx_scan(&tx, scene_fiches, &all, take, &total, err));
        cr_assert_eq(total, 0, "a reader saw half a transaction");
        prse__tx_rollback(&tx);
    }
    return NULL;
}

PRSE_TEST(store_threads, lose_no_update_and_see_no_half_of_one,
          .timeout = PRSE_LONG)
{
    prse_store store = scene_store();
    crowd c = {.store = &store, .writing = WRITERS};
    pthread_t threads[WRITERS + 2];
    prse__tx tx = scene_begin(&store, 1);
    scene_fiche row = scene_row("compte", 1);
    row.values[FICHE_NOMBRE] = prse__field_int(0);
    SCENE_OK(prse__tx_put(&tx, scene_fiches, row.values, 0, NULL, err));
    scene_commit(&tx);
    for (int i = 0; i < WRITERS + 2; i++)
        cr_assert_eq(pthread_create(&threads[i], NULL,
                                    i < WRITERS ? write_much : read_much, &c),
                     0);
    for (int i = 0; i < WRITERS + 2; i++)
        pthread_join(threads[i], NULL);
    tx = scene_begin(&store, 0);
    prse__row end = {0};
    SCENE_OK(prse__tx_row(&tx, scene_fiches, row.values, &end, err));
    cr_assert_eq(end.values[FICHE_NOMBRE].number, WRITERS * EACH);
    cr_assert_eq(end.version, WRITERS * EACH + 1);
    prse__row_free(&end);
    prse__tx_rollback(&tx);
    scene_free(&store);
}

static void *migrate(void *user)
{
    crowd *c = user;
    SCENE_OK(prse_store_migrate(c->store, &scene_v3, err));
    return NULL;
}

PRSE_TEST(store_threads, may_migrate_a_store_at_once)
{
    for (int round = 0; round < 50; round++) {
        prse_store store;
        crowd c = {.store = &store};
        pthread_t threads[4];
        SCENE_OK(prse_store_memory(&store, err));
        for (int i = 0; i < 4; i++)
            cr_assert_eq(pthread_create(&threads[i], NULL, migrate, &c), 0);
        for (int i = 0; i < 4; i++)
            pthread_join(threads[i], NULL);
        cr_assert_str_eq(scene_all(&store), "");
        scene_free(&store);
    }
}
