/* SPDX-License-Identifier: Apache-2.0 */
/* Memory that runs out, everywhere in turn. */
#include "scene.h"
#include "store/records.h"
#include "support/fault.h"

static prse_store full_store(void)
{
    prse_store store = scene_store();
    prse__tx tx = scene_begin(&store, 1);
    for (int i = 0; i < 20; i++) {
        scene_fiche row = scene_row("a", i);
        row.values[FICHE_NOMBRE] = prse__field_int(i % 5);
        row.values[FICHE_FAITS] = prse__field_json(PRSE_STR("{\"a\": [1]}"));
        row.values[FICHE_OCTETS] = prse__field_bytes(PRSE_STR("xyz"));
        row.values[FICHE_MONTANT] = (prse_value){.type = PRSE_TYPE_DECIMAL,
                                                 .text = PRSE_STR("1.5")};
        SCENE_OK(prse__tx_put(&tx, scene_fiches, row.values, 0, NULL, err));
    }
    scene_commit(&tx);
    return store;
}

PRSE_TEST(store_faults, of_opening_and_migrating)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_store store;
        prse_status status = prse_store_memory(&store, &err);
        if (!status) {
            status = prse_store_migrate(&store, &scene_v3, &err);
            store.free(store.self);
        }
        PRSE_FAULT_CHECK(status, err);
    }
}

PRSE_TEST(store_faults, of_migrating_rows)
{
    PRSE_EACH_FAULT {
        unsigned char armed = 0;
        prse_error err = {0};
        prse_store store;
        scene_fiche row = scene_row("a", 1);
        prse__tx tx;
        const prse_tx_options opts = {.size = sizeof opts, .write = 1};
        prse_status status = prse_store_memory(&store, &err);
        if (status)
            goto told;
        armed = 1;
        status = prse_store_migrate(&store, &scene_v1, &err);
        if (!status)
            status = prse__tx_begin(&tx, &store, &opts, &err);
        if (!status) {
            status = prse__tx_put(&tx, &scene_v1.collections[0], row.values, 0,
                                  NULL, &err);
            if (!status)
                status = prse__tx_commit(&tx, &err);
            prse__tx_rollback(&tx);
        }
        if (!status)
            status = prse_store_migrate(&store, &scene_v3, &err);
    told:
        PRSE_FAULT_CHECK(status, err);
        if (armed)
            scene_free(&store);
    }
}

static prse_status change(void *user, prse__tx *tx, prse_error *err)
{
    prse_records *records = user;
    prse__row row = {0};
    scene_fiche key = scene_row("a", 3), fresh = scene_row("b", 1);
    const prse_query all = {.size = sizeof all, .index = PAR_JOUR};
    prse__records_clear(records);
    fresh.values[FICHE_FAITS] = prse__field_json(PRSE_STR("[1e3, \"x\"]"));
    prse_status status = prse__tx_row(tx, scene_fiches, key.values, &row, err);
    if (!status) {
        row.values[FICHE_NOMBRE].number = 9;
        status = prse__tx_put(tx, scene_fiches, row.values, row.version, NULL,
                              err);
    }
    if (!status)
        status = prse__tx_put(tx, scene_fiches, fresh.values, 0, NULL, err);
    key = scene_row("a", 7);
    if (!status)
        status = prse__tx_remove(tx, scene_fiches, key.values,
                                 PRSE_VERSION_ANY, err);
    if (!status)
        status = prse__tx_scan(tx, scene_fiches, &all, prse__records_add,
                               records, err);
    if (!status)
        status = prse__records_end(records, err);
    prse__row_free(&row);
    return status;
}

static void undone_when_memory_runs_out(unsigned nth, int *met)
{
    const prse_tx_options opts = {.size = sizeof opts, .write = 1};
    prse_store store = full_store();
    prse_records *records;
    prse_error why = {0};
    SCENE_OK(prse__records_new(&records, scene_fiches, err));
    prse_fault_arm(nth, nth % 2 == 0);
    prse_status status =
        prse__store_run(&store, &opts, change, records, &why);
    *met = prse_fault_pause();
    cr_assert_eq(status, *met ? PRSE_ENOMEM : PRSE_OK, "%u: %s", nth,
                 why.message);
    cr_assert_eq(why.code, (int32_t)status);
    cr_assert_eq(strstr(scene_all(&store), "b/1") != NULL, !*met);
    cr_assert_eq(strstr(scene_all(&store), "a/7") != NULL, *met);
    prse_records_free(records);
    scene_free(&store);
}

PRSE_TEST(store_faults, of_a_transaction_undo_it)
{
    int met = 1;
    unsigned nth = 0;
    while (met)
        undone_when_memory_runs_out(++nth, &met);
    cr_assert(nth > 20 && nth < 1000);
}

PRSE_TEST(store_faults, of_the_tools)
{
    prse_store from = full_store();
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_store to;
        prse_text *text = NULL;
        prse_status status = prse_store_memory(&to, &err);
        int opened = !status;
        if (!status)
            status = prse_store_plan(&text, &to, &scene_v3, &err);
        if (!status) {
            prse_text_free(text);
            status = prse_store_copy(&to, &from, &scene_v3, NULL, &err);
        }
        if (!status)
            status = prse_store_digest(&text, &to, &scene_v3, NULL, &err);
        if (!status) {
            prse_text_free(text);
            status = prse_store_stat(&text, &to, &scene_v3, &err);
        }
        if (!status)
            prse_text_free(text);
        PRSE_FAULT_CHECK(status, err);
        if (opened)
            scene_free(&to);
    }
    scene_free(&from);
}

PRSE_TEST(store_faults, of_faulty_stores_and_records)
{
    PRSE_EACH_FAULT {
        const prse_store_fault_options opts = {.size = sizeof opts};
        prse_error err = {0};
        prse_store inner, store;
        prse_records *records = NULL;
        prse_text *text = NULL;
        scene_fiche row = scene_row("a", 1);
        row.values[FICHE_OCTETS] = prse__field_bytes(PRSE_STR("xyz"));
        prse_status status = prse_store_memory(&inner, &err);
        if (!status) {
            status = prse_store_faulty(&store, &inner, &opts, &err);
            scene_free(status ? &inner : &store);
        }
        if (!status)
            status = prse__records_new(&records, scene_fiches, &err);
        if (!status) {
            prse__records_add(records, row.values, 1);
            status = prse__records_end(records, &err);
        }
        if (!status)
            status = prse_records_json(&text, records, &err);
        PRSE_FAULT_CHECK(status, err);
        prse_text_free(text);
        prse_records_free(records);
    }
}

PRSE_TEST(store_faults, a_text_that_does_not_fit_is_empty_and_comes_later)
{
    for (unsigned nth = 1; nth < 4; nth++) {
        prse_records *records;
        scene_fiche row = scene_row("a", 1);
        SCENE_OK(prse__records_new(&records, scene_fiches, err));
        cr_assert_eq(prse__records_add(records, row.values, 1), 0);
        prse_fault_arm(1, 1);
        prse_str text = prse_records_text(records, 0, PRSE_STR("annee"));
        if (prse_fault_pause())
            cr_assert_eq(text.len, 0);
        text = prse_records_text(records, 0, PRSE_STR("annee"));
        cr_assert(prse__str_is(text, "1"));
        prse_records_free(records);
    }
}
