/* SPDX-License-Identifier: Apache-2.0 */
/* Migrations, and what administrators do with stores. */
#include "scene.h"

static prse_store at_version(const prse_schema *schema)
{
    prse_store store;
    SCENE_OK(prse_store_memory(&store, err));
    SCENE_OK(prse_store_migrate(&store, schema, err));
    return store;
}

static const char *told(prse_text *text)
{
    static char copy[4000];
    prse_str str = prse_text_str(text);
    cr_assert_lt(str.len, sizeof copy);
    memcpy(copy, str.ptr, str.len);
    copy[str.len] = '\0';
    prse_text_free(text);
    return copy;
}

static const char *plan(const prse_store *store, const prse_schema *schema)
{
    prse_text *text;
    SCENE_OK(prse_store_plan(&text, store, schema, err));
    return told(text);
}

static const char *digest(const prse_store *store, const prse_schema *schema)
{
    prse_text *text;
    SCENE_OK(prse_store_digest(&text, store, schema, NULL, err));
    return told(text);
}

static const char *stat(const prse_store *store)
{
    prse_text *text;
    SCENE_OK(prse_store_stat(&text, store, &scene_v3, err));
    return told(text);
}

/* A row of each version, with all it can have. */
static void put_full(const prse_store *store, const prse_schema *schema,
                     const char *id, int64_t year)
{
    scene_fiche row = scene_row(id, year);
    prse__tx tx = scene_begin(store, 1);
    row.values[FICHE_NOM] = prse__field_text(PRSE_STR("\xc3\xa9t\xc3\xa9"));
    row.values[FICHE_NOMBRE] = prse__field_int(year);
    row.values[FICHE_ACTIF] = prse__field_bool(1);
    row.values[FICHE_JOUR] = prse__field_date(20783);
    row.values[FICHE_INSTANT] = prse__field_time(INT64_C(1795726707000));
    row.values[FICHE_MONTANT] = (prse_value){.type = PRSE_TYPE_DECIMAL,
                                             .text = PRSE_STR("1200.5")};
    row.values[FICHE_FAITS] =
        prse__field_json(PRSE_STR("{\"b\": [1.50, 1e2], \"a\": null}"));
    row.values[FICHE_OCTETS] = prse__field_bytes((prse_str){"\0\xff", 2});
    row.values[FICHE_ETAT] = prse__field_text(prse_str_of(id));
    SCENE_OK(prse__tx_put(&tx, &schema->collections[0], row.values,
                          PRSE_VERSION_ANY, NULL, err));
    scene_commit(&tx);
}

static prse__row kept(const prse_store *store, const char *id, int64_t year)
{
    prse__row row = {0};
    scene_fiche key = scene_row(id, year);
    prse__tx tx = scene_begin(store, 0);
    SCENE_OK(prse__tx_row(&tx, scene_fiches, key.values, &row, err));
    prse__tx_rollback(&tx);
    return row;
}

PRSE_TEST(store_migrate, tells_what_it_would_do)
{
    prse_store store;
    SCENE_OK(prse_store_memory(&store, err));
    cr_assert_str_eq(plan(&store, &scene_v1),
                     "1: makes the collection fiches\n"
                     "1: makes the index fiches_par_nom of fiches\n"
                     "1: makes the index fiches_par_nombre of fiches\n");
    SCENE_OK(prse_store_migrate(&store, &scene_v1, err));
    cr_assert_str_eq(plan(&store, &scene_v1), "");
    cr_assert_str_eq(plan(&store, &scene_v3),
                     "2: adds the column fiches.etat\n"
                     "2: makes the index fiches_par_jour of fiches\n"
                     "3: makes the collection taches\n"
                     "3: adds the column fiches.rang\n"
                     "3: adds the column fiches.note\n"
                     "3: drops the index fiches_par_nombre of fiches\n"
                     "3: makes the index fiches_par_etat of fiches\n");
    scene_free(&store);
}

PRSE_TEST(store_migrate, keeps_rows_and_gives_them_initial_values)
{
    prse_store store = at_version(&scene_v1);
    put_full(&store, &scene_v1, "a", 1);
    put_full(&store, &scene_v1, "a", 1);
    put_full(&store, &scene_v1, "b", 2);
    SCENE_OK(prse_store_migrate(&store, &scene_v2, err));
    put_full(&store, &scene_v2, "c", 3);
    prse__tx tx = scene_begin(&store, 1);
    scene_fiche other = scene_row("d", 3);
    other.values[FICHE_NOMBRE] = prse__field_int(3);
    SCENE_FAILS(prse__tx_put(&tx, scene_v2.collections, other.values,
                             PRSE_VERSION_NEW, NULL, err), PRSE_EEXISTS);
    prse__tx_rollback(&tx);
    /* two of one name and state: the new index of release 3 forbids them */
    SCENE_FAILS(prse_store_migrate(&store, &scene_v3, err), PRSE_EEXISTS);
    uint32_t version = 0;
    SCENE_OK(store.version(store.self, PRSE_STR("essai"), &version, err));
    cr_assert_eq(version, 2, "all or nothing");
    tx = scene_begin(&store, 1);
    SCENE_OK(prse__tx_remove(&tx, scene_v2.collections,
                             scene_row("b", 2).values, 1, err));
    scene_commit(&tx);
    SCENE_OK(prse_store_migrate(&store, &scene_v3, err));
    SCENE_OK(prse_store_migrate(&store, &scene_v3, err));
    cr_assert_str_eq(scene_all(&store), "a/1 c/3");
    prse__row row = kept(&store, "a", 1);
    cr_assert_eq(row.version, 2);
    cr_assert(prse__str_is(row.values[FICHE_ETAT].text,
                           "\xc3\xa0 l'\xc3\xa9tude"));
    cr_assert_eq(row.values[FICHE_RANG].number, -7);
    cr_assert_eq(row.values[FICHE_NOTE].type, PRSE_TYPE_NULL);
    cr_assert(prse__str_is(row.values[FICHE_MONTANT].text, "1200.5"));
    prse__row_free(&row);
    put_full(&store, &scene_v3, "e", 3); /* its number is no more unique */
    tx = scene_begin(&store, 0);
    const prse_query by_day = {.size = sizeof by_day, .index = PAR_JOUR,
                               .descending = 1};
    cr_assert_str_eq(scene_keys(&tx, &by_day), "e/3 c/3 a/1");
    prse__tx_rollback(&tx);
    scene_free(&store);
}

PRSE_TEST(store_migrate, refuses_what_is_not_there_any_more)
{
    prse_store store = at_version(&scene_v2);
    SCENE_FAILS(store.migrate(store.self, &scene_v3, 1, 3, err),
                PRSE_ECONFLICT);
    SCENE_FAILS(store.migrate(store.self, &scene_v3, 2, 4, err), PRSE_EINVAL);
    SCENE_FAILS(store.migrate(store.self, &scene_v3, 2, 1, err), PRSE_EINVAL);
    SCENE_OK(store.migrate(store.self, &scene_v3, 2, 3, err));
    scene_free(&store);
}

PRSE_TEST(store_migrate, a_later_store_is_refused_with_a_clear_sentence)
{
    prse_store store = at_version(&scene_v3), other = at_version(&scene_v3);
    prse_error why = {0};
    prse_text *text;
    cr_assert_eq(prse_store_migrate(&store, &scene_v2, &why), PRSE_ESCHEMA);
    cr_assert_str_eq(why.message,
                     "the store holds version 3 of this schema, the library "
                     "knows versions up to 2: use a newer library");
    SCENE_FAILS(prse_store_plan(&text, &store, &scene_v1, err), PRSE_ESCHEMA);
    SCENE_FAILS(prse_store_digest(&text, &store, &scene_v1, NULL, err),
                PRSE_ESCHEMA);
    SCENE_FAILS(prse_store_stat(&text, &store, &scene_v1, err), PRSE_ESCHEMA);
    SCENE_FAILS(prse_store_copy(&other, &store, &scene_v1, NULL, err),
                PRSE_ESCHEMA);
    scene_free(&store);
    scene_free(&other);
}

/* A store that another process migrates just before us. */
static prse_store raced;
static int races;
static prse_status race_answer;

static prse_status migrate_late(void *self, const prse_schema *schema,
                                uint32_t from, uint32_t to, prse_error *err)
{
    if (races-- > 0)
        return prse__error_set(err, race_answer, NULL, "another was first");
    return raced.migrate(self, schema, from, to, err);
}

PRSE_TEST(store_migrate, looks_again_when_another_was_first)
{
    static const prse_status answers[] = {PRSE_ECONFLICT, PRSE_EBUSY,
                                          PRSE_EIO};
    for (size_t i = 0; i < 3; i++) {
        SCENE_OK(prse_store_memory(&raced, err));
        prse_store store = raced;
        store.migrate = migrate_late;
        races = 2;
        race_answer = answers[i];
        SCENE_FAILS(prse_store_migrate(&store, &scene_v3, err),
                    i < 2 ? PRSE_OK : PRSE_EIO);
        scene_free(&store);
    }
}

PRSE_TEST(store_migrate, two_schemas_live_in_one_store)
{
    static const prse_column columns[] = {
        {.name = "cle", .type = PRSE_TYPE_TEXT, .since = 1}};
    static const prse_collection lines[] = {
        {"lignes", columns, NULL, 1, 1, 0, 1}};
    static const prse_collection same[] = {
        {"fiches", columns, NULL, 1, 1, 0, 1}};
    static const prse_schema others = {"autres", lines, 1, 1},
                             clash = {"memes", same, 1, 1};
    prse_store store = at_version(&scene_v1);
    uint32_t version = 0;
    SCENE_OK(prse_store_migrate(&store, &others, err));
    SCENE_FAILS(prse_store_migrate(&store, &clash, err), PRSE_ESCHEMA);
    SCENE_OK(store.version(store.self, PRSE_STR("autres"), &version, err));
    cr_assert_eq(version, 1);
    SCENE_OK(store.version(store.self, PRSE_STR("memes"), &version, err));
    cr_assert_eq(version, 0);
    scene_free(&store);
}

PRSE_TEST(store_copy, gives_the_same_rows_versions_and_digest)
{
    prse_store from = at_version(&scene_v3), to;
    char before[65];
    SCENE_OK(prse_store_memory(&to, err));
    put_full(&from, &scene_v3, "a", 1);
    put_full(&from, &scene_v3, "a", 1);
    put_full(&from, &scene_v3, "b", 2);
    strcpy(before, digest(&from, &scene_v3));
    SCENE_OK(prse_store_copy(&to, &from, &scene_v3, NULL, err));
    cr_assert_str_eq(scene_all(&to), "a/1 b/2");
    cr_assert_str_eq(digest(&to, &scene_v3), before);
    cr_assert_str_eq(stat(&to), "{\"fiches\":2,\"taches\":0}");
    prse__row row = kept(&to, "a", 1);
    cr_assert_eq(row.version, 2);
    prse__row_free(&row);
    SCENE_FAILS(prse_store_copy(&to, &from, &scene_v3, NULL, err),
                PRSE_EEXISTS);
    SCENE_FAILS(prse_store_copy(&from, &from, &scene_v3, NULL, err),
                PRSE_EINVAL);
    put_full(&to, &scene_v3, "b", 2); /* only its version differs */
    cr_assert_str_neq(digest(&to, &scene_v3), before);
    scene_free(&from);
    scene_free(&to);
}

PRSE_TEST(store_copy, wants_a_migrated_source)
{
    prse_store from = at_version(&scene_v2), to;
    SCENE_OK(prse_store_memory(&to, err));
    SCENE_FAILS(prse_store_copy(&to, &from, &scene_v3, NULL, err),
                PRSE_ESCHEMA);
    scene_free(&from);
    scene_free(&to);
}

typedef struct news {
    int stop_after; /* questions; 0: never */
    int asked, told;
    uint64_t last;
} news;

static int asked(void *user)
{
    news *n = user;
    return ++n->asked == n->stop_after;
}

static void progress(void *user, prse_str what, uint64_t done, uint64_t total)
{
    news *n = user;
    (void)what;
    (void)total;
    n->told++;
    n->last = done;
}

static void put_many(const prse_store *store, int count)
{
    prse__tx tx = scene_begin(store, 1);
    for (int i = 0; i < count; i++)
        scene_put(&tx, "a", i, NULL);
    scene_commit(&tx);
}

PRSE_TEST(store_copy, that_stops_leaves_nothing)
{
    prse_store from = at_version(&scene_v3), to;
    news n = {0};
    const prse_store_work work = {.size = sizeof work, .should_stop = asked,
                                  .progress = progress, .user = &n};
    SCENE_OK(prse_store_memory(&to, err));
    put_many(&from, 5000);
    n.stop_after = 100;
    SCENE_FAILS(prse_store_copy(&to, &from, &scene_v3, &work, err),
                PRSE_ECANCELED);
    cr_assert_str_eq(stat(&to), "{\"fiches\":0,\"taches\":0}");
    n = (news){0};
    SCENE_OK(prse_store_copy(&to, &from, &scene_v3, &work, err));
    cr_assert_eq(n.told, 3); /* 4,096 rows, 5,000 rows, no other */
    cr_assert_str_eq(stat(&to), "{\"fiches\":5000,\"taches\":0}");
    scene_free(&from);
    scene_free(&to);
}

PRSE_TEST(store_copy, runs_again_when_others_were_in_the_way)
{
    prse_store from = at_version(&scene_v3), inner, to;
    const prse_store_fault_options busy = {
        .size = sizeof busy, .call = PRSE_STORE_LOAD, .nth = 300,
        .status = PRSE_EBUSY};
    SCENE_OK(prse_store_memory(&inner, err));
    SCENE_OK(prse_store_faulty(&to, &inner, &busy, err));
    put_many(&from, 500);
    SCENE_OK(prse_store_copy(&to, &from, &scene_v3, NULL, err));
    cr_assert_str_eq(stat(&to), "{\"fiches\":500,\"taches\":0}");
    scene_free(&from);
    scene_free(&to);
}

PRSE_TEST(store_digest, is_that_of_values_and_not_of_their_spelling)
{
    static const char *const same[] = {
        "{\"a\": 1.50, \"b\": [100, \"\\u00e9\"]}",
        "{\"b\":[1e2,\"\xc3\xa9\"],\"a\":1.5}"};
    char seen[2][65];
    for (int i = 0; i < 2; i++) {
        prse_store store = at_version(&scene_v3);
        prse__tx tx = scene_begin(&store, 1);
        scene_fiche row = scene_row("a", 1);
        row.values[FICHE_FAITS] = prse__field_json(prse_str_of(same[i]));
        SCENE_OK(prse__tx_put(&tx, scene_fiches, row.values, 0, NULL, err));
        scene_commit(&tx);
        strcpy(seen[i], digest(&store, &scene_v3));
        scene_free(&store);
    }
    cr_assert_str_eq(seen[0], seen[1]);
    cr_assert_eq(strlen(seen[0]), 64);
}

PRSE_TEST(store_digest, tells_an_absent_value_from_an_empty_one)
{
    prse_store store = at_version(&scene_v3);
    char before[65];
    prse__tx tx = scene_begin(&store, 1);
    scene_put(&tx, "a", 1, NULL);
    scene_commit(&tx);
    strcpy(before, digest(&store, &scene_v3));
    tx = scene_begin(&store, 1);
    scene_fiche row = scene_row("a", 1);
    SCENE_OK(prse__tx_remove(&tx, scene_fiches, row.values, 1, err));
    scene_put(&tx, "a", 1, "");
    scene_commit(&tx);
    cr_assert_str_neq(digest(&store, &scene_v3), before);
    scene_free(&store);
}

PRSE_TEST(store_tools, refuse_what_is_not_given)
{
    prse_store store = at_version(&scene_v3);
    prse_text *text;
    SCENE_FAILS(prse_store_plan(NULL, &store, &scene_v3, err), PRSE_EINVAL);
    SCENE_FAILS(prse_store_plan(&text, NULL, &scene_v3, err), PRSE_EINVAL);
    SCENE_FAILS(prse_store_plan(&text, &store, NULL, err), PRSE_EINVAL);
    SCENE_FAILS(prse_store_digest(NULL, &store, &scene_v3, NULL, err),
                PRSE_EINVAL);
    SCENE_FAILS(prse_store_stat(NULL, &store, &scene_v3, err), PRSE_EINVAL);
    SCENE_FAILS(prse_store_copy(NULL, &store, &scene_v3, NULL, err),
                PRSE_EINVAL);
    SCENE_FAILS(prse_store_memory(NULL, err), PRSE_EINVAL);
    scene_free(&store);
}
