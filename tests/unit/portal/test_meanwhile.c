/* SPDX-License-Identifier: Apache-2.0 */
/* What others do between two steps of an upload or of the daily task: a
 * document always has its blob. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "portailrse/document.h"
#include "scene.h"
#include "support/test.h"

#define PDF "%PDF-1.7\n1 0 obj\n"

/* A folder of blobs, and what happens between its calls and their answers. */
typedef struct meanwhile {
    scene portal;
    char folder[64], blobs[80], spool[80];
    prse_blob inner;
    void (*after_put)(struct meanwhile *m);
    void (*after_list)(struct meanwhile *m);
    prse_status put_fails;
    int64_t list_ms, remove_ms; /* deadlines that were given */
    int (*list_stop)(void *user);
    prse_store store;
    void (*after_scan)(struct meanwhile *m); /* of documents by their end */
    int scanned;
    char id[40];
} meanwhile;

static void pass(meanwhile *m, void (**what)(meanwhile *m))
{
    void (*now)(meanwhile *m) = *what;
    *what = NULL;
    if (now)
        now(m);
}

/* --- The blob store --- */

static prse_status put(void *self, prse_str key,
                       const prse_blob_source *source,
                       const prse_blob_options *opts, prse_error *err)
{
    meanwhile *m = self;
    if (m->put_fails)
        return prse__error_set(err, m->put_fails, "put", "as the test asks");
    prse_status status =
        m->inner.put(m->inner.self, key, source, opts, err);
    pass(m, &m->after_put);
    return status;
}

static prse_status get(void *self, prse_str key, uint64_t offset,
                       uint64_t length, prse_blob_sink sink, void *user,
                       const prse_blob_options *opts, prse_error *err)
{
    meanwhile *m = self;
    return m->inner.get(m->inner.self, key, offset, length, sink, user, opts,
                        err);
}

static prse_status look(void *self, prse_str key, prse_blob_info *out,
                        const prse_blob_options *opts, prse_error *err)
{
    meanwhile *m = self;
    return m->inner.stat(m->inner.self, key, out, opts, err);
}

static prse_status drop(void *self, prse_str key,
                        const prse_blob_options *opts, prse_error *err)
{
    meanwhile *m = self;
    m->remove_ms = opts->deadline_ms;
    return m->inner.remove(m->inner.self, key, opts, err);
}

static prse_status list(void *self, prse_str prefix, prse_blob_found found,
                        void *user, const prse_blob_options *opts,
                        prse_error *err)
{
    meanwhile *m = self;
    m->list_ms = opts->deadline_ms;
    m->list_stop = opts->should_stop;
    prse_status status =
        m->inner.list(m->inner.self, prefix, found, user, opts, err);
    pass(m, &m->after_list);
    return status;
}

static void free_inner(void *self)
{
    meanwhile *m = self;
    m->inner.free(m->inner.self);
}

/* --- The store: only what happens after a scan and before the next
 * transaction --- */

static meanwhile *watched;

static prse_status scan(void *tx, const prse_collection *of,
                        const prse_query *query, prse_row_found found,
                        void *user, prse_error *err)
{
    watched->scanned |= strcmp(of->name, "documents") == 0 &&
                        query->index == DOCUMENTS_PAR_ECHEANCE;
    return watched->store.scan(tx, of, query, found, user, err);
}

static prse_status begin(void *self, void **tx, const prse_tx_options *opts,
                         prse_error *err)
{
    if (watched->scanned)
        pass(watched, &watched->after_scan);
    return watched->store.begin(self, tx, opts, err);
}

/* --- The portal --- */

static void enter(meanwhile *m, prse_portal_options options)
{
    prse_store store;
    prse_blob blob = {.size = sizeof blob, .self = m, .free = free_inner,
                      .put = put, .get = get, .stat = look, .remove = drop,
                      .list = list};
    *m = (meanwhile){.folder = "/tmp/prse-meanwhile-XXXXXX"};
    cr_assert_not_null(mkdtemp(m->folder));
    snprintf(m->blobs, sizeof m->blobs, "%s/blobs", m->folder);
    snprintf(m->spool, sizeof m->spool, "%s/spool", m->folder);
    cr_assert_eq(mkdir(m->spool, 0700), 0);
    SCENE_OK(prse_blob_folder(&m->inner, prse_str_of(m->blobs), NULL, &err));
    SCENE_OK(prse_store_memory(&store, &err));
    watched = m;
    m->store = store;
    store.begin = begin;
    store.scan = scan;
    options.spool = m->spool;
    scene_open_with(&m->portal, &store, &blob, options);
    scene_company(&m->portal, SIREN_A);
}

static size_t count_files(const char *folder)
{
    size_t count = 0;
    DIR *dir = opendir(folder);
    cr_assert_not_null(dir);
    for (struct dirent *e; (e = readdir(dir)) != NULL;)
        count += e->d_name[0] != '.';
    closedir(dir);
    return count;
}

static void remove_all(const char *folder)
{
    char command[100];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    cr_assert_eq(system(command), 0);
}

static void leave(meanwhile *m)
{
    cr_assert_eq(count_files(m->spool), 0, "an upload is left in the spool");
    scene_close(&m->portal);
    remove_all(m->folder);
}

typedef struct bytes {
    size_t at;
    const char *spool; /* where nothing may stand while it comes in */
} bytes;

static prse_status give(void *user, void *to, size_t room, size_t *got,
                        prse_error *err)
{
    bytes *b = user;
    size_t left = sizeof PDF - 1 - b->at;
    (void)err;
    if (b->spool)
        cr_assert_eq(count_files(b->spool), 0);
    *got = left < room ? left : room;
    memcpy(to, &PDF[b->at], *got);
    b->at += *got;
    return PRSE_OK;
}

static prse_upload upload_of(bytes *b)
{
    return (prse_upload){.size = sizeof(prse_upload),
                         .siren = PRSE_STR(SIREN_A),
                         .kind = PRSE_STR("analyse"),
                         .read = give,
                         .user = b};
}

static prse_status upload(meanwhile *m)
{
    prse_text *text = NULL;
    bytes b = {0};
    prse_upload u = upload_of(&b);
    prse_status status =
        prse_portal_upload(&text, m->portal.host, &u, NULL, NULL);
    if (!status)
        prse__error_copy(m->id, sizeof m->id, prse_text_str(text));
    prse_text_free(text);
    return status;
}

static void remove_document(meanwhile *m)
{
    SCENE_OK(prse_portal_document_remove(m->portal.host, PRSE_STR(SIREN_A),
                                         prse_str_of(m->id), &err));
}

static prse_tidied tidy(meanwhile *m)
{
    prse_tidied tidied = {.size = sizeof tidied};
    SCENE_OK(prse_portal_tidy(m->portal.host, &tidied, NULL, &err));
    return tidied;
}

static prse_status gather(void *user, prse_str piece, prse_error *err)
{
    (void)err;
    *(size_t *)user += piece.len;
    return PRSE_OK;
}

static void expect_whole(meanwhile *m)
{
    size_t got = 0;
    char found[1000];
    cr_assert_eq(scene_count(&m->portal, PRSE__DOCUMENTS), 1);
    SCENE_OK(prse_portal_document_read(m->portal.host, PRSE_STR(SIREN_A),
                                       prse_str_of(m->id), gather, &got,
                                       &err));
    cr_assert_eq(got, sizeof PDF - 1);
    cr_assert_eq(scene_check(&m->portal, found, sizeof found), 0, "%s",
                 found);
}

/* --- Between the blob and its document --- */

static void others_come_and_go(meanwhile *m)
{
    cr_assert_eq(upload(m), PRSE_OK);
    m->portal.now_ms++;
    remove_document(m);
    m->portal.now_ms++;
    cr_assert_eq(tidy(m).blobs, 1);
}

PRSE_TEST(meanwhile, another_upload_of_the_same_bytes_was_removed_and_tidied)
{
    meanwhile m;
    enter(&m, (prse_portal_options){0});
    m.after_put = others_come_and_go;
    cr_assert_eq(upload(&m), PRSE_OK);
    expect_whole(&m);
    leave(&m);
}

static void and_one_begins(meanwhile *m)
{
    others_come_and_go(m);
    m->put_fails = PRSE_EIO;
    cr_assert_eq(upload(m), PRSE_EIO);
    m->put_fails = PRSE_OK;
}

PRSE_TEST(meanwhile, and_a_third_one_kept_a_place_without_a_blob)
{
    meanwhile m;
    enter(&m, (prse_portal_options){0});
    m.after_put = and_one_begins;
    cr_assert_eq(upload(&m), PRSE_OK);
    expect_whole(&m);
    leave(&m);
}

static void two_days_pass(meanwhile *m)
{
    m->portal.now_ms += 2 * SCENE_DAY;
    tidy(m);
}

PRSE_TEST(meanwhile, an_upload_took_longer_than_tidying_waits)
{
    meanwhile m;
    enter(&m, (prse_portal_options){0});
    m.after_put = two_days_pass;
    cr_assert_eq(upload(&m), PRSE_OK);
    expect_whole(&m);
    leave(&m);
}

static void the_same_comes_too(meanwhile *m)
{
    m->portal.now_ms += 5;
    cr_assert_eq(upload(m), PRSE_OK);
}

PRSE_TEST(meanwhile, the_same_bytes_came_from_somebody_else_and_are_kept_once)
{
    meanwhile m;
    enter(&m, (prse_portal_options){0});
    m.after_put = the_same_comes_too;
    cr_assert_eq(upload(&m), PRSE_OK);
    expect_whole(&m);
    leave(&m);
}

static void others_never_rest(meanwhile *m)
{
    others_come_and_go(m);
    m->after_put = others_never_rest;
}

PRSE_TEST(meanwhile, an_upload_that_is_undone_each_time_is_given_up)
{
    meanwhile m;
    enter(&m, (prse_portal_options){0});
    m.after_put = others_never_rest;
    cr_assert_eq(upload(&m), PRSE_EBUSY);
    cr_assert_eq(scene_count(&m.portal, PRSE__DOCUMENTS), 0);
    leave(&m);
}

/* --- While the daily task runs --- */

static prse_status lose_rows(void *user, prse__tx *tx, prse_error *err)
{
    prse_value key = prse__field_text(*(prse_str *)user);
    return prse__tx_remove(tx, prse__portal_collection_of(PRSE__OBJETS), &key,
                           PRSE_VERSION_ANY, err);
}

static int note_key(void *user, prse_str key, const prse_blob_info *info)
{
    (void)info;
    prse__error_copy(user, 100, key);
    return 1;
}

/* Leaves a blob that no row knows, older than a day. */
static void make_orphan(meanwhile *m)
{
    char key[100] = "";
    prse_blob_options options = {.size = sizeof options};
    cr_assert_eq(upload(m), PRSE_OK);
    remove_document(m);
    SCENE_OK(m->inner.list(m->inner.self, PRSE_STR(""), note_key, key,
                           &options, &err));
    prse_str text = prse_str_of(key);
    scene_break_in(&m->portal, lose_rows, &text);
    m->portal.now_ms = 4102444800000; /* 2100: blobs have the system's time */
}

PRSE_TEST(meanwhile, an_orphan_found_its_document_while_it_was_tidied)
{
    meanwhile m;
    enter(&m, (prse_portal_options){0});
    make_orphan(&m);
    m.after_list = the_same_comes_too;
    cr_assert_eq(tidy(&m).orphans, 0);
    expect_whole(&m);
    leave(&m);
}

PRSE_TEST(meanwhile, tidying_orphans_leaves_no_row)
{
    meanwhile m;
    enter(&m, (prse_portal_options){0});
    make_orphan(&m);
    cr_assert_eq(tidy(&m).orphans, 1);
    cr_assert_eq(scene_count(&m.portal, PRSE__OBJETS), 0);
    leave(&m);
}

static int go_on(void *user)
{
    (void)user;
    return 0;
}

PRSE_TEST(meanwhile, the_list_of_all_blobs_has_the_time_that_it_takes)
{
    meanwhile m;
    prse_store_work work = {.size = sizeof work, .should_stop = go_on};
    enter(&m, (prse_portal_options){0});
    SCENE_OK(prse_portal_tidy(m.portal.host, NULL, &work, &err));
    cr_assert_geq(m.list_ms, 3600 * 1000);
    cr_assert_not_null(m.list_stop, "nobody can stop it");
    leave(&m);
}

/* Its row is locked meanwhile, and in a file all of the store. */
PRSE_TEST(meanwhile, a_blob_is_removed_sooner_than_its_transaction_ends)
{
    meanwhile m;
    enter(&m, (prse_portal_options){.deadline_ms = 4000});
    cr_assert_eq(upload(&m), PRSE_OK);
    remove_document(&m);
    cr_assert_eq(tidy(&m).blobs, 1);
    cr_assert_gt(m.remove_ms, 0);
    cr_assert_leq(m.remove_ms, 2000);
    leave(&m);
}

static void keep_longer(meanwhile *m)
{
    SCENE_OK(prse_portal_document_keep(m->portal.host, PRSE_STR(SIREN_A),
                                       prse_str_of(m->id),
                                       PRSE_STR("2031-12-31"), &err));
}

PRSE_TEST(meanwhile, a_document_is_kept_longer_while_its_end_is_looked_for)
{
    meanwhile m;
    enter(&m, (prse_portal_options){0});
    cr_assert_eq(upload(&m), PRSE_OK);
    SCENE_OK(prse_portal_document_keep(m.portal.host, PRSE_STR(SIREN_A),
                                       prse_str_of(m.id),
                                       PRSE_STR("2026-03-02"), &err));
    m.portal.now_ms += 3 * SCENE_DAY;
    m.after_scan = keep_longer;
    cr_assert_eq(tidy(&m).documents, 0);
    expect_whole(&m);
    leave(&m);
}

static prse_status lose_company(void *user, prse__tx *tx, prse_error *err)
{
    prse_value key = prse__field_text(PRSE_STR(SIREN_A));
    (void)user;
    return prse__tx_remove(tx, prse__portal_collection_of(PRSE__ENTREPRISES),
                           &key, PRSE_VERSION_ANY, err);
}

PRSE_TEST(meanwhile, a_document_of_no_company_does_not_hold_tidying_for_ever)
{
    meanwhile m;
    enter(&m, (prse_portal_options){0});
    cr_assert_eq(upload(&m), PRSE_OK);
    SCENE_OK(prse_portal_document_keep(m.portal.host, PRSE_STR(SIREN_A),
                                       prse_str_of(m.id),
                                       PRSE_STR("2026-03-02"), &err));
    scene_break_in(&m.portal, lose_company, NULL);
    m.portal.now_ms += 3 * SCENE_DAY;
    SCENE_IS(PRSE_ESCHEMA,
             prse_portal_tidy(m.portal.host, NULL, NULL, &err));
    leave(&m);
}

/* --- What is left when the process ends --- */

PRSE_TEST(meanwhile, an_upload_under_way_has_no_name_that_could_be_left)
{
    meanwhile m;
    prse_text *id = NULL;
    enter(&m, (prse_portal_options){0});
    bytes b = {.spool = m.spool};
    prse_upload u = upload_of(&b);
    SCENE_OK(prse_portal_upload(&id, m.portal.host, &u, NULL, &err));
    prse_text_free(id);
    leave(&m);
}

static prse_status is_clean(void *user, const char *path, prse_error *err)
{
    (void)err;
    cr_assert_eq(access(path, R_OK), 0);
    ++*(int *)user;
    return PRSE_OK;
}

static void spool_is_empty(meanwhile *m)
{
    cr_assert_eq(count_files(m->spool), 0);
}

PRSE_TEST(meanwhile, one_that_was_scanned_loses_its_name_at_once)
{
    meanwhile m;
    int scans = 0;
    enter(&m, (prse_portal_options){.scan = is_clean, .scan_user = &scans});
    m.after_put = spool_is_empty;
    cr_assert_eq(upload(&m), PRSE_OK);
    cr_assert_eq(scans, 1);
    leave(&m);
}

/* --- A host's functions that do not say why --- */

static prse_status say_nothing(void *user, void *to, size_t room, size_t *got,
                               prse_error *err)
{
    (void)user, (void)to, (void)room, (void)got, (void)err;
    return PRSE_EIO;
}

PRSE_TEST(meanwhile, a_reader_that_gives_no_reason_is_still_an_error)
{
    meanwhile m;
    prse_text *id = NULL;
    bytes b = {0};
    prse_upload u = upload_of(&b);
    enter(&m, (prse_portal_options){0});
    u.read = say_nothing;
    SCENE_IS(PRSE_EIO,
             prse_portal_upload(&id, m.portal.host, &u, NULL, &err));
    leave(&m);
}

static prse_status hear_nothing(void *user, prse_str piece, prse_error *err)
{
    (void)user, (void)piece, (void)err;
    return PRSE_ECANCELED;
}

PRSE_TEST(meanwhile, so_is_a_sink_that_gives_none_of_the_last_piece)
{
    meanwhile m;
    enter(&m, (prse_portal_options){0});
    cr_assert_eq(upload(&m), PRSE_OK);
    SCENE_IS(PRSE_ECANCELED,
             prse_portal_document_read(m.portal.host, PRSE_STR(SIREN_A),
                                       prse_str_of(m.id), hear_nothing, NULL,
                                       &err));
    leave(&m);
}

/* --- What no document can be of --- */

PRSE_TEST(meanwhile, an_upload_needs_a_company)
{
    meanwhile m;
    prse_text *id = NULL;
    bytes b = {0};
    prse_upload u = upload_of(&b);
    enter(&m, (prse_portal_options){0});
    u.siren = PRSE_STR("");
    SCENE_IS(PRSE_EPARSE,
             prse_portal_upload(&id, m.portal.host, &u, NULL, &err));
    cr_assert_eq(b.at, 0);
    leave(&m);
}

static prse_status shorten(void *user, prse__tx *tx, prse_error *err)
{
    const prse_collection *of = prse__portal_collection_of(PRSE__DOCUMENTS);
    prse_value key = prse__field_text(*(prse_str *)user);
    prse__row row = {0};
    prse_status status = prse__tx_row(tx, of, &key, &row, err);
    if (!status) {
        row.values[DOCUMENT_EMPREINTE].text.len = 5;
        status = prse__tx_put(tx, of, row.values, row.version, NULL, err);
    }
    prse__row_free(&row);
    return status;
}

PRSE_TEST(meanwhile, a_damaged_digest_in_the_store_is_an_error)
{
    meanwhile m;
    size_t got = 0;
    enter(&m, (prse_portal_options){0});
    cr_assert_eq(upload(&m), PRSE_OK);
    prse_str id = prse_str_of(m.id);
    scene_break_in(&m.portal, shorten, &id);
    cr_assert_neq(prse_portal_document_read(m.portal.host, PRSE_STR(SIREN_A),
                                            id, gather, &got, NULL),
                  PRSE_OK);
    cr_assert_eq(got, 0);
    leave(&m);
}
