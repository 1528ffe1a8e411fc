/* SPDX-License-Identifier: Apache-2.0 */
/* Transactions on the store in memory, sentence by sentence. */
#include <time.h>

#include "scene.h"

static int ignore(void *user, const prse_value *values, int64_t version)
{
    (void)values;
    if (user)
        *(int64_t *)user = version;
    return 0;
}

PRSE_TEST(store_tx, a_store_must_be_complete)
{
    prse_store store = scene_store();
    prse_store lacking = store;
    struct {
        prse_store store;
        uint64_t more;
    } longer = {store, 0};
    longer.store.size = sizeof longer;
    SCENE_OK(prse__store_accept(&store, err));
    SCENE_OK(prse__store_accept(&longer.store, err));
    longer.more = 1;
    SCENE_FAILS(prse__store_accept(&longer.store, err), PRSE_EABI);
    lacking.claim = NULL;
    SCENE_FAILS(prse__store_accept(&lacking, err), PRSE_EINVAL);
    lacking = store;
    lacking.size = 8;
    SCENE_FAILS(prse__store_accept(&lacking, err), PRSE_EINVAL);
    SCENE_FAILS(prse__store_accept(NULL, err), PRSE_EINVAL);
    lacking = store;
    lacking.free = NULL;
    lacking.check = NULL;
    SCENE_OK(prse__store_accept(&lacking, err));
    scene_free(&store);
}

PRSE_TEST(store_tx, what_is_committed_stays_and_what_is_undone_goes)
{
    prse_store store = scene_store();
    prse__tx tx = scene_begin(&store, 1);
    scene_put(&tx, "a", 1, NULL);
    scene_commit(&tx);
    tx = scene_begin(&store, 1);
    scene_put(&tx, "b", 1, NULL);
    prse__tx_rollback(&tx);
    cr_assert_null(tx.tx);
    prse__tx_rollback(&tx); /* nothing more */
    cr_assert_str_eq(scene_all(&store), "a/1");
    scene_free(&store);
}

PRSE_TEST(store_tx, an_ended_one_takes_no_calls)
{
    prse_store store = scene_store();
    prse__tx tx = scene_begin(&store, 1);
    scene_fiche row = scene_row("a", 1);
    scene_commit(&tx);
    SCENE_FAILS(prse__tx_commit(&tx, err), PRSE_EINVAL);
    SCENE_FAILS(prse__tx_put(&tx, scene_fiches, row.values, 0, NULL, err),
                PRSE_EINVAL);
    SCENE_FAILS(prse__tx_get(&tx, scene_fiches, row.values, ignore, NULL, err),
                PRSE_EINVAL);
    scene_free(&store);
}

PRSE_TEST(store_tx, versions_count_the_changes_of_a_row)
{
    prse_store store = scene_store();
    prse__tx tx = scene_begin(&store, 1);
    scene_fiche row = scene_row("a", 1);
    int64_t version = 0;
    SCENE_FAILS(prse__tx_put(&tx, scene_fiches, row.values, 1, &version, err),
                PRSE_ENOTFOUND);
    SCENE_OK(prse__tx_put(&tx, scene_fiches, row.values, PRSE_VERSION_NEW,
                          &version, err));
    cr_assert_eq(version, 1);
    SCENE_FAILS(prse__tx_put(&tx, scene_fiches, row.values, PRSE_VERSION_NEW,
                             &version, err), PRSE_EEXISTS);
    SCENE_OK(prse__tx_put(&tx, scene_fiches, row.values, 1, &version, err));
    SCENE_FAILS(prse__tx_put(&tx, scene_fiches, row.values, 1, &version, err),
                PRSE_ECONFLICT);
    SCENE_OK(prse__tx_put(&tx, scene_fiches, row.values, PRSE_VERSION_ANY,
                          &version, err));
    cr_assert_eq(version, 3);
    SCENE_FAILS(prse__tx_remove(&tx, scene_fiches, row.values, 2, err),
                PRSE_ECONFLICT);
    SCENE_OK(prse__tx_remove(&tx, scene_fiches, row.values, 3, err));
    SCENE_FAILS(prse__tx_remove(&tx, scene_fiches, row.values,
                                PRSE_VERSION_ANY, err), PRSE_ENOTFOUND);
    SCENE_OK(prse__tx_put(&tx, scene_fiches, row.values, PRSE_VERSION_ANY,
                          &version, err));
    cr_assert_eq(version, 1);
    scene_commit(&tx);
    scene_free(&store);
}

PRSE_TEST(store_tx, copies_keep_their_versions)
{
    prse_store store = scene_store();
    prse__tx tx = scene_begin(&store, 1);
    scene_fiche row = scene_row("a", 1);
    int64_t version = 0;
    SCENE_OK(prse__tx_load(&tx, scene_fiches, row.values, 41, err));
    scene_commit(&tx);
    tx = scene_begin(&store, 1);
    SCENE_FAILS(prse__tx_load(&tx, scene_fiches, row.values, 7, err),
                PRSE_EEXISTS);
    prse__tx_rollback(&tx);
    tx = scene_begin(&store, 1);
    SCENE_OK(prse__tx_get(&tx, scene_fiches, row.values, ignore, &version,
                          err));
    cr_assert_eq(version, 41);
    SCENE_OK(prse__tx_put(&tx, scene_fiches, row.values, 41, &version, err));
    cr_assert_eq(version, 42);
    scene_commit(&tx);
    scene_free(&store);
}

PRSE_TEST(store_tx, no_two_rows_agree_in_a_unique_index)
{
    prse_store store = scene_store();
    prse__tx tx = scene_begin(&store, 1);
    scene_put(&tx, "a", 1, "nom");
    scene_put(&tx, "b", 1, NULL);
    scene_put(&tx, "c", 1, NULL); /* absent: they may */
    scene_put(&tx, "a", 1, "nom"); /* itself */
    scene_fiche row = scene_row("d", 1);
    row.values[FICHE_NOM] = prse__field_text(PRSE_STR("nom"));
    SCENE_FAILS(prse__tx_put(&tx, scene_fiches, row.values, PRSE_VERSION_NEW,
                             NULL, err), PRSE_EEXISTS);
    row.values[FICHE_ETAT] = prse__field_text(PRSE_STR("clos"));
    SCENE_OK(prse__tx_put(&tx, scene_fiches, row.values, PRSE_VERSION_NEW,
                          NULL, err));
    scene_commit(&tx); /* a refused new row leaves it as it was */
    tx = scene_begin(&store, 1);
    row.values[FICHE_ETAT] = prse__field_text(PRSE_STR("ouvert"));
    SCENE_FAILS(prse__tx_put(&tx, scene_fiches, row.values, 1, NULL, err),
                PRSE_EEXISTS);
    SCENE_FAILS(prse__tx_commit(&tx, err), PRSE_EEXISTS);
    tx = scene_begin(&store, 1);
    row.values[FICHE_ANNEE].number = 2;
    SCENE_FAILS(prse__tx_load(&tx, scene_fiches, row.values, 3, err),
                PRSE_EEXISTS);
    prse__tx_rollback(&tx);
    cr_assert_str_eq(scene_all(&store), "a/1 b/1 c/1 d/1");
    scene_free(&store);
}

PRSE_TEST(store_tx, a_row_leaves_its_old_place_in_every_index)
{
    prse_store store = scene_store();
    prse__tx tx = scene_begin(&store, 1);
    const prse_value old = prse__field_text(PRSE_STR("ancien"));
    const prse_query by_name = {.size = sizeof by_name, .index = PAR_NOM,
                                .equal = &old, .equal_count = 1};
    scene_put(&tx, "a", 1, "ancien");
    scene_put(&tx, "a", 1, "nouveau");
    cr_assert_str_eq(scene_keys(&tx, &by_name), "");
    scene_put(&tx, "b", 1, "ancien"); /* the unique index is free too */
    cr_assert_str_eq(scene_keys(&tx, &by_name), "b/1");
    scene_fiche row = scene_row("b", 1);
    SCENE_OK(prse__tx_remove(&tx, scene_fiches, row.values, 1, err));
    cr_assert_str_eq(scene_keys(&tx, &by_name), "");
    prse__tx_rollback(&tx);
    scene_free(&store);
}

PRSE_TEST(store_tx, queries_have_an_order_a_range_and_an_end)
{
    prse_store store = scene_store();
    prse__tx tx = scene_begin(&store, 1);
    const prse_value m = prse__field_text(PRSE_STR("m")),
                     z = prse__field_text(PRSE_STR("z")),
                     none = prse__field_null();
    prse_query by_name = {.size = sizeof by_name, .index = PAR_NOM};
    scene_put(&tx, "c", 2, "a");
    scene_put(&tx, "b", 1, "m");
    scene_put(&tx, "a", 1, "z");
    scene_put(&tx, "d", 1, NULL);
    scene_put(&tx, "c", 1, NULL);
    cr_assert_str_eq(scene_keys(&tx, &by_name), "c/1 d/1 c/2 b/1 a/1");
    by_name.descending = 1;
    cr_assert_str_eq(scene_keys(&tx, &by_name), "a/1 b/1 c/2 d/1 c/1");
    by_name.limit = 4;
    cr_assert_str_eq(scene_keys(&tx, &by_name), "a/1 b/1 c/2 d/1");
    by_name.from = &m;
    cr_assert_str_eq(scene_keys(&tx, &by_name), "a/1 b/1");
    by_name.to = &z;
    cr_assert_str_eq(scene_keys(&tx, &by_name), "b/1");
    by_name.from = NULL;
    cr_assert_str_eq(scene_keys(&tx, &by_name), "b/1 c/2");
    by_name = (prse_query){.size = sizeof by_name, .index = PAR_NOM,
                           .equal = &none, .equal_count = 1};
    cr_assert_str_eq(scene_keys(&tx, &by_name), "c/1 d/1");
    prse__tx_rollback(&tx);
    scene_free(&store);
}

PRSE_TEST(store_tx, a_reader_sees_one_moment)
{
    prse_store store = scene_store();
    const prse_query all = {.size = sizeof all, .index = -1};
    prse__tx writer = scene_begin(&store, 1);
    scene_put(&writer, "a", 1, NULL);
    prse__tx early = scene_begin(&store, 0);
    scene_commit(&writer);
    prse__tx late = scene_begin(&store, 0);
    writer = scene_begin(&store, 1);
    scene_put(&writer, "b", 1, NULL);
    scene_fiche row = scene_row("a", 1);
    SCENE_OK(prse__tx_remove(&writer, scene_fiches, row.values, 1, err));
    cr_assert_str_eq(scene_keys(&writer, &all), "b/1");
    scene_commit(&writer);
    cr_assert_str_eq(scene_keys(&early, &all), "");
    cr_assert_str_eq(scene_keys(&late, &all), "a/1");
    prse__tx_rollback(&early);
    scene_commit(&late);
    scene_free(&store);
}

PRSE_TEST(store_tx, a_reader_cannot_write)
{
    prse_store store = scene_store();
    scene_fiche row = scene_row("a", 1);
    const prse_query all = {.size = sizeof all, .index = -1};
    prse__tx tx = scene_begin(&store, 0);
    SCENE_FAILS(prse__tx_put(&tx, scene_fiches, row.values, 0, NULL, err),
                PRSE_EINVAL);
    prse__tx_rollback(&tx);
    tx = scene_begin(&store, 0);
    SCENE_FAILS(prse__tx_claim(&tx, scene_fiches, &all, ignore, NULL, err),
                PRSE_EINVAL);
    prse__tx_rollback(&tx);
    scene_free(&store);
}

PRSE_TEST(store_tx, a_second_writer_waits_until_its_deadline)
{
    prse_store store = scene_store();
    prse__tx first = scene_begin(&store, 1), second;
    const prse_tx_options opts = {.size = sizeof opts, .write = 1,
                                  .deadline_ms = 30};
    SCENE_FAILS(prse__tx_begin(&second, &store, &opts, err), PRSE_EBUSY);
    cr_assert_null(second.tx);
    prse__tx_rollback(&first);
    SCENE_OK(prse__tx_begin(&second, &store, &opts, err));
    prse__tx_rollback(&second);
    scene_free(&store);
}

static int yes(void *user)
{
    ++*(int *)user;
    return 1;
}

PRSE_TEST(store_tx, one_that_shall_stop_is_undone)
{
    prse_store store = scene_store();
    prse__tx first = scene_begin(&store, 1), tx;
    int asked = 0;
    const prse_tx_options opts = {.size = sizeof opts, .write = 1,
                                  .should_stop = yes, .user = &asked};
    SCENE_FAILS(prse__tx_begin(&tx, &store, &opts, err), PRSE_ECANCELED);
    prse__tx_rollback(&first);
    SCENE_OK(prse__tx_begin(&tx, &store, &opts, err));
    scene_fiche row = scene_row("a", 1);
    SCENE_FAILS(prse__tx_put(&tx, scene_fiches, row.values, 0, NULL, err),
                PRSE_ECANCELED);
    SCENE_FAILS(prse__tx_commit(&tx, err), PRSE_ECANCELED);
    cr_assert_eq(asked, 2);
    cr_assert_str_eq(scene_all(&store), "");
    scene_free(&store);
}

static void sleep_ms(long ms)
{
    struct timespec time = {.tv_nsec = ms * 1000000};
    nanosleep(&time, NULL);
}

PRSE_TEST(store_tx, one_that_takes_too_long_is_undone_at_once)
{
    prse_store store = scene_store();
    prse__tx tx, next;
    const prse_tx_options opts = {.size = sizeof opts, .write = 1,
                                  .deadline_ms = 20};
    scene_fiche row = scene_row("a", 1);
    SCENE_OK(prse__tx_begin(&tx, &store, &opts, err));
    SCENE_OK(prse__tx_put(&tx, scene_fiches, row.values, 0, NULL, err));
    sleep_ms(30);
    SCENE_FAILS(prse__tx_put(&tx, scene_fiches, row.values, 1, NULL, err),
                PRSE_ETIMEOUT);
    next = scene_begin(&store, 1); /* others may write already */
    prse__tx_rollback(&next);
    SCENE_FAILS(prse__tx_put(&tx, scene_fiches, row.values, 1, NULL, err),
                PRSE_ETIMEOUT);
    prse__tx_rollback(&tx);
    SCENE_OK(prse__tx_begin(&tx, &store, &opts, err));
    sleep_ms(30);
    SCENE_FAILS(prse__tx_commit(&tx, err), PRSE_ETIMEOUT);
    cr_assert_str_eq(scene_all(&store), "");
    scene_free(&store);
}

PRSE_TEST(store_tx, a_claim_gives_the_first_row)
{
    prse_store store = scene_store();
    prse__tx tx = scene_begin(&store, 1);
    const prse_query all = {.size = sizeof all, .index = -1};
    int64_t version = 0;
    SCENE_FAILS(prse__tx_claim(&tx, scene_fiches, &all, ignore, NULL, err),
                PRSE_ENOTFOUND);
    scene_put(&tx, "a", 1, NULL);
    scene_put(&tx, "a", 1, NULL);
    scene_put(&tx, "b", 1, NULL);
    SCENE_OK(prse__tx_claim(&tx, scene_fiches, &all, ignore, &version, err));
    cr_assert_eq(version, 2);
    scene_commit(&tx);
    scene_free(&store);
}

PRSE_TEST(store_tx, a_store_that_was_not_migrated_says_so)
{
    prse_store store;
    scene_fiche row = scene_row("a", 1);
    SCENE_OK(prse_store_memory(&store, err));
    prse__tx tx = scene_begin(&store, 1);
    SCENE_FAILS(prse__tx_put(&tx, scene_fiches, row.values, 0, NULL, err),
                PRSE_ESCHEMA);
    prse__tx_rollback(&tx);
    SCENE_OK(prse_store_migrate(&store, &scene_v1, err));
    tx = scene_begin(&store, 1);
    SCENE_FAILS(prse__tx_put(&tx, scene_fiches, row.values, 0, NULL, err),
                PRSE_ESCHEMA);
    prse__tx_rollback(&tx);
    scene_free(&store);
}

PRSE_TEST(store_tx, a_row_can_be_kept)
{
    prse_store store = scene_store();
    prse__tx tx = scene_begin(&store, 1);
    scene_put(&tx, "a", 1, "nom");
    scene_put(&tx, "b", 2, NULL);
    prse__row row = {0};
    scene_fiche key = scene_row("a", 1);
    SCENE_OK(prse__tx_row(&tx, scene_fiches, key.values, &row, err));
    cr_assert(prse__str_is(row.values[FICHE_NOM].text, "nom"));
    cr_assert_eq(row.version, 1);
    cr_assert_eq(row.count, FICHE_COLUMNS);
    row.values[FICHE_ANNEE].number = 3;
    SCENE_FAILS(prse__tx_row(&tx, scene_fiches, row.values, &row, err),
                PRSE_ENOTFOUND); /* its key is read before it is freed */
    cr_assert_null(row.values);
    key = scene_row("b", 2);
    SCENE_OK(prse__tx_row(&tx, scene_fiches, key.values, &row, err));
    prse__tx_rollback(&tx);
    cr_assert_eq(row.values[FICHE_ANNEE].number, 2);
    cr_assert_eq(row.values[FICHE_NOM].type, PRSE_TYPE_NULL);
    prse__row_free(&row);
    prse__row_free(&row);
    scene_free(&store);
}
