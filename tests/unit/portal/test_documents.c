/* SPDX-License-Identifier: Apache-2.0 */
/* Documents: nothing is believed of an upload; what is kept is whole; what is
 * forgotten is gone, bytes included. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "portailrse/document.h"
#include "scene.h"
#include "support/fault.h"
#include "support/test.h"

#define PDF "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"

typedef struct documents {
    scene portal;
    char folder[64];
    char blobs[80];
    char spool[80]; /* uploads under way */
} documents;

/* --- An upload from memory --- */

typedef struct bytes {
    prse_str all;
    size_t at;
    size_t fail_at; /* 0: never */
} bytes;

static prse_status give(void *user, void *to, size_t room, size_t *got,
                        prse_error *err)
{
    bytes *b = user;
    size_t left = b->all.len - b->at;
    *got = left < room ? left : room;
    if (b->fail_at && b->at + *got >= b->fail_at) {
        err->code = PRSE_EIO;
        strcpy(err->message, "the browser went away");
        return PRSE_EIO;
    }
    memcpy(to, b->all.ptr + b->at, *got);
    b->at += *got;
    return PRSE_OK;
}

static prse_upload upload_of(bytes *b, const char *name)
{
    return (prse_upload){.size = sizeof(prse_upload),
                         .siren = PRSE_STR(SIREN_A),
                         .name = prse_str_of(name),
                         .kind = PRSE_STR("analyse"),
                         .read = give,
                         .user = b};
}

static prse_status upload(prse_session *session, prse_str all,
                          const char *name, char id[40], int32_t *known,
                          prse_error *err)
{
    prse_text *text = NULL;
    bytes b = {.all = all};
    prse_upload u = upload_of(&b, name);
    prse_status status = prse_portal_upload(&text, session, &u, known, err);
    if (!status)
        prse__error_copy(id, 40, prse_text_str(text));
    prse_text_free(text);
    return status;
}

/* --- Folders --- */

typedef void (*on_file)(const char *path);

static void each_file(const char *folder, on_file act, int remove_folders)
{
    char path[400];
    DIR *dir = opendir(folder);
    cr_assert_not_null(dir, "%s", folder);
    for (struct dirent *e; (e = readdir(dir)) != NULL;) {
        struct stat info;
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        int length = snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        cr_assert_lt((size_t)length, sizeof path);
        cr_assert_eq(lstat(path, &info), 0);
        if (S_ISDIR(info.st_mode))
            each_file(path, act, remove_folders);
        else
            act(path);
    }
    closedir(dir);
    if (remove_folders)
        rmdir(folder);
}

static void remove_file(const char *path)
{
    cr_assert_eq(unlink(path), 0);
}

static void damage_file(const char *path)
{
    FILE *file = fopen(path, "r+b");
    cr_assert_not_null(file);
    fputc('#', file);
    fclose(file);
}

static size_t counted;

static void count_file(const char *path)
{
    (void)path;
    counted++;
}

/* --- The portal --- */

static void open_with(documents *d, prse_portal_options options,
                      prse_blob *blob)
{
    prse_store store;
    SCENE_OK(prse_store_memory(&store, &err));
    options.spool = d->spool;
    scene_open_with(&d->portal, &store, blob, options);
    scene_company(&d->portal, SIREN_A);
}

static void make_folder(documents *d, prse_blob *blob)
{
    *d = (documents){.folder = "/tmp/prse-documents-XXXXXX"};
    cr_assert_not_null(mkdtemp(d->folder));
    snprintf(d->blobs, sizeof d->blobs, "%s/blobs", d->folder);
    snprintf(d->spool, sizeof d->spool, "%s/spool", d->folder);
    cr_assert_eq(mkdir(d->spool, 0700), 0);
    SCENE_OK(prse_blob_folder(blob, prse_str_of(d->blobs), NULL, &err));
}

static void enter(documents *d)
{
    prse_blob blob;
    make_folder(d, &blob);
    open_with(d, (prse_portal_options){.size = 0}, &blob);
}

/* Whatever happened, no upload under way is left. */
static void leave(documents *d)
{
    counted = 0;
    each_file(d->spool, count_file, 0);
    cr_assert_eq(counted, 0, "an upload is left in the spool");
    scene_close(&d->portal);
    each_file(d->folder, remove_file, 1);
}

static int count_blob(void *user, prse_str key, const prse_blob_info *info)
{
    (void)key;
    (void)info;
    ++*(size_t *)user;
    return 0;
}

static size_t blobs(documents *d)
{
    size_t count = 0;
    prse_blob *blob = &d->portal.portal->blob;
    prse_blob_options options = {.size = sizeof options};
    SCENE_OK(blob->list(blob->self, PRSE_STR(""), count_blob, &count,
                        &options, &err));
    return count;
}

static prse_tidied tidy(documents *d)
{
    prse_tidied tidied = {.size = sizeof tidied};
    SCENE_OK(prse_portal_tidy(d->portal.host, &tidied, NULL, &err));
    return tidied;
}

static prse_status gather(void *user, prse_str piece, prse_error *err)
{
    (void)err;
    prse__buf_add(user, piece);
    return PRSE_OK;
}

static void expect_bytes(documents *d, const char *id, prse_str all)
{
    prse__buf got;
    prse__buf_init(&got, 0);
    SCENE_OK(prse_portal_document_read(d->portal.host, PRSE_STR(SIREN_A),
                                       prse_str_of(id), gather, &got, &err));
    cr_assert(prse__str_eq(prse__buf_str(&got), all));
    prse__buf_free(&got);
}

/* --- Taking in and giving out --- */

PRSE_TEST(documents, a_document_comes_back_as_it_was)
{
    documents d;
    char id[40];
    prse_records *rows = NULL;
    enter(&d);
    SCENE_OK(upload(d.portal.host, PRSE_STR(PDF), "Rapport 2025.pdf", id,
                    NULL, &err));
    expect_bytes(&d, id, PRSE_STR(PDF));
    SCENE_OK(prse_portal_documents(&rows, d.portal.host, PRSE_STR(SIREN_A),
                                   &err));
    cr_assert_eq(prse_records_count(rows), 1);
    cr_assert(prse__str_is(prse_records_text(rows, 0, PRSE_STR("nom")),
                           "Rapport 2025.pdf"));
    cr_assert(prse__str_is(prse_records_text(rows, 0, PRSE_STR("type")),
                           "application/pdf"));
    prse_records_free(rows);
    leave(&d);
}

PRSE_TEST(documents, the_same_bytes_are_kept_once)
{
    documents d;
    char first[40], second[40];
    int32_t known = 7;
    enter(&d);
    SCENE_OK(upload(d.portal.host, PRSE_STR(PDF), "a.pdf", first, &known,
                    &err));
    cr_assert_eq(known, 0);
    SCENE_OK(upload(d.portal.host, PRSE_STR(PDF), "b.pdf", second, &known,
                    &err));
    cr_assert_eq(known, 1);
    cr_assert_str_eq(first, second);
    cr_assert_eq(scene_count(&d.portal, PRSE__DOCUMENTS), 1);
    leave(&d);
}

PRSE_TEST(documents, another_companys_document_is_not_found)
{
    documents d;
    char id[40];
    prse__buf got;
    enter(&d);
    scene_company(&d.portal, SIREN_B);
    SCENE_OK(upload(d.portal.host, PRSE_STR(PDF), "a.pdf", id, NULL, &err));
    prse__buf_init(&got, 0);
    SCENE_IS(PRSE_ENOTFOUND,
             prse_portal_document_read(d.portal.host, PRSE_STR(SIREN_B),
                                       prse_str_of(id), gather, &got, &err));
    SCENE_IS(PRSE_ENOTFOUND,
             prse_portal_document_remove(d.portal.host, PRSE_STR(SIREN_B),
                                         prse_str_of(id), &err));
    cr_assert_eq(got.len, 0);
    prse__buf_free(&got);
    leave(&d);
}

PRSE_TEST(documents, damaged_bytes_are_not_given_out_to_the_end)
{
    documents d;
    char id[40];
    prse__buf got;
    enter(&d);
    SCENE_OK(upload(d.portal.host, PRSE_STR(PDF), "a.pdf", id, NULL, &err));
    each_file(d.blobs, damage_file, 0);
    prse__buf_init(&got, 0);
    SCENE_IS(PRSE_ESCHEMA,
             prse_portal_document_read(d.portal.host, PRSE_STR(SIREN_A),
                                       prse_str_of(id), gather, &got, &err));
    cr_assert_lt(got.len, sizeof PDF - 1);
    prse__buf_free(&got);
    leave(&d);
}

PRSE_TEST(documents, a_folder_gives_no_links)
{
    documents d;
    char id[40];
    prse_text *link = NULL;
    enter(&d);
    SCENE_OK(upload(d.portal.host, PRSE_STR(PDF), "a.pdf", id, NULL, &err));
    SCENE_IS(PRSE_EUNSUPPORTED,
             prse_portal_document_link(&link, d.portal.host,
                                       PRSE_STR(SIREN_A), prse_str_of(id), 0,
                                       &err));
    leave(&d);
}

/* --- Nothing is believed --- */

PRSE_TEST(documents, the_content_says_the_type_not_the_name)
{
    documents d;
    char id[40];
    enter(&d);
    SCENE_IS(PRSE_ESCHEMA,
             upload(d.portal.host, PRSE_STR("\x7f" "ELF\x02\x01\x01"),
                    "rapport.pdf", id, NULL, &err));
    SCENE_IS(PRSE_ESCHEMA, upload(d.portal.host, PRSE_STR("<html><script>"),
                                  "rapport.pdf", id, NULL, &err));
    SCENE_IS(PRSE_ESCHEMA,
             upload(d.portal.host, PRSE_STR(""), "rapport.pdf", id, NULL,
                    &err));
    cr_assert_eq(scene_count(&d.portal, PRSE__OBJETS), 0);
    leave(&d);
}

PRSE_TEST(documents, a_hostile_name_becomes_a_harmless_one)
{
    documents d;
    char id[40];
    prse_records *rows = NULL;
    enter(&d);
    SCENE_OK(upload(d.portal.host, PRSE_STR(PDF),
                    "../../etc/passwd\r\nSet-Cookie: x\xff.exe", id, NULL,
                    &err));
    SCENE_OK(prse_portal_documents(&rows, d.portal.host, PRSE_STR(SIREN_A),
                                   &err));
    prse_str name = prse_records_text(rows, 0, PRSE_STR("nom"));
    cr_assert_null(memchr(name.ptr, '/', name.len));
    cr_assert_null(memchr(name.ptr, '\n', name.len));
    cr_assert_gt(name.len, 4);
    cr_assert_eq(memcmp(name.ptr + name.len - 4, ".pdf", 4), 0);
    prse_records_free(rows);
    leave(&d);
}

PRSE_TEST(documents, larger_than_accepted_is_refused_while_it_comes_in)
{
    documents d;
    prse_blob blob;
    char id[40];
    char *large = calloc(1, 5000);
    make_folder(&d, &blob);
    open_with(&d, (prse_portal_options){.upload_bytes = 4096}, &blob);
    memcpy(large, PDF, sizeof PDF - 1);
    SCENE_OK(upload(d.portal.host, (prse_str){large, 4096}, "a.pdf", id, NULL,
                    &err));
    SCENE_IS(PRSE_ELIMIT, upload(d.portal.host, (prse_str){large, 4097},
                                 "b.pdf", id, NULL, &err));
    cr_assert_eq(scene_count(&d.portal, PRSE__DOCUMENTS), 1);
    free(large);
    leave(&d);
}

static prse_status refuse(void *user, const char *path, prse_error *err)
{
    struct stat info;
    cr_assert_eq(stat(path, &info), 0);
    cr_assert_eq(info.st_mode & 0777, 0600);
    ++*(int *)user;
    err->code = PRSE_EDENIED;
    strcpy(err->message, "Eicar-Test-Signature");
    return PRSE_EDENIED;
}

PRSE_TEST(documents, what_the_scanner_refuses_is_kept_nowhere)
{
    documents d;
    prse_blob blob;
    char id[40];
    int scans = 0;
    prse_error why = {0};
    make_folder(&d, &blob);
    open_with(&d, (prse_portal_options){.scan = refuse, .scan_user = &scans},
              &blob);
    cr_assert_eq(upload(d.portal.host, PRSE_STR(PDF), "a.pdf", id, NULL, &why),
                 PRSE_EDENIED);
    cr_assert_str_eq(why.subject, "scan");
    cr_assert_str_eq(why.message, "Eicar-Test-Signature");
    cr_assert_eq(scans, 1);
    cr_assert_eq(blobs(&d), 0);
    leave(&d);
}

PRSE_TEST(documents, a_broken_upload_is_kept_nowhere)
{
    documents d;
    prse_text *id = NULL;
    enter(&d);
    bytes b = {.all = PRSE_STR(PDF), .fail_at = 10};
    prse_upload u = upload_of(&b, "a.pdf");
    SCENE_IS(PRSE_EIO,
             prse_portal_upload(&id, d.portal.host, &u, NULL, &err));
    cr_assert_eq(blobs(&d), 0);
    leave(&d);
}

PRSE_TEST(documents, who_may_not_upload_is_not_listened_to)
{
    documents d;
    prse_text *id = NULL;
    enter(&d);
    somebody reader = scene_person(&d.portal, "l@exemple.fr", 0);
    scene_role(&d.portal, SIREN_A, &reader, PRSE_ROLE_READER);
    bytes b = {.all = PRSE_STR(PDF)};
    prse_upload u = upload_of(&b, "a.pdf");
    SCENE_IS(PRSE_EDENIED,
             prse_portal_upload(&id, reader.session, &u, NULL, &err));
    cr_assert_eq(b.at, 0);
    scene_leave(&reader);
    leave(&d);
}

PRSE_TEST(documents, a_portal_without_blobs_says_so)
{
    scene s;
    prse_text *id = NULL;
    scene_open(&s);
    bytes b = {.all = PRSE_STR(PDF)};
    prse_upload u = upload_of(&b, "a.pdf");
    SCENE_IS(PRSE_EUNSUPPORTED,
             prse_portal_upload(&id, s.host, &u, NULL, &err));
    scene_close(&s);
}

/* --- Analysis --- */

PRSE_TEST(documents, an_analysis_says_how_far_it_is)
{
    documents d;
    char id[40];
    prse_records *rows = NULL;
    prse_document_analysis analysis = {.size = sizeof analysis,
                                       .state = PRSE_STR("success"),
                                       .sentences = 120,
                                       .relevant = -1};
    enter(&d);
    SCENE_OK(upload(d.portal.host, PRSE_STR(PDF), "a.pdf", id, NULL, &err));
    SCENE_OK(prse_portal_document_analysed(d.portal.host, PRSE_STR(SIREN_A),
                                           prse_str_of(id), &analysis, &err));
    SCENE_OK(prse_portal_documents(&rows, d.portal.host, PRSE_STR(SIREN_A),
                                   &err));
    cr_assert(prse__str_is(prse_records_text(rows, 0, PRSE_STR("analyse_etat")),
                           "success"));
    cr_assert(prse__str_is(prse_records_text(rows, 0, PRSE_STR("phrases")),
                           "120"));
    cr_assert(prse__str_is(prse_records_text(rows, 0, PRSE_STR(
        "phrases_pertinentes")), ""));
    prse_records_free(rows);
    SCENE_IS(PRSE_ENOTFOUND,
             prse_portal_document_analysed(d.portal.host, PRSE_STR(SIREN_A),
                                           PRSE_STR("rien"), &analysis,
                                           &err));
    analysis.state = PRSE_STR("Réussi !");
    SCENE_IS(PRSE_EPARSE,
             prse_portal_document_analysed(d.portal.host, PRSE_STR(SIREN_A),
                                           prse_str_of(id), &analysis, &err));
    leave(&d);
}

/* --- Going --- */

PRSE_TEST(documents, a_removed_document_is_gone_with_the_next_tidying)
{
    documents d;
    char id[40];
    enter(&d);
    SCENE_OK(upload(d.portal.host, PRSE_STR(PDF), "a.pdf", id, NULL, &err));
    cr_assert_eq(tidy(&d).blobs, 0);
    SCENE_OK(prse_portal_document_remove(d.portal.host, PRSE_STR(SIREN_A),
                                         prse_str_of(id), &err));
    cr_assert_eq(scene_count(&d.portal, PRSE__DOCUMENTS), 0);
    cr_assert_eq(tidy(&d).blobs, 1);
    cr_assert_eq(blobs(&d), 0);
    cr_assert_eq(scene_count(&d.portal, PRSE__OBJETS), 0);
    leave(&d);
}

PRSE_TEST(documents, the_same_bytes_may_come_again_before_tidying)
{
    documents d;
    char id[40];
    enter(&d);
    SCENE_OK(upload(d.portal.host, PRSE_STR(PDF), "a.pdf", id, NULL, &err));
    SCENE_OK(prse_portal_document_remove(d.portal.host, PRSE_STR(SIREN_A),
                                         prse_str_of(id), &err));
    SCENE_OK(upload(d.portal.host, PRSE_STR(PDF), "a.pdf", id, NULL, &err));
    cr_assert_eq(tidy(&d).blobs, 0);
    expect_bytes(&d, id, PRSE_STR(PDF));
    leave(&d);
}

PRSE_TEST(documents, a_document_goes_when_its_time_is_over)
{
    documents d;
    char id[40], other[40];
    enter(&d);
    SCENE_OK(upload(d.portal.host, PRSE_STR(PDF), "a.pdf", id, NULL, &err));
    SCENE_OK(upload(d.portal.host, PRSE_STR(PDF "%"), "b.pdf", other, NULL,
                    &err));
    SCENE_OK(prse_portal_document_keep(d.portal.host, PRSE_STR(SIREN_A),
                                       prse_str_of(id),
                                       PRSE_STR("2026-03-02"), &err));
    SCENE_IS(PRSE_EPARSE,
             prse_portal_document_keep(d.portal.host, PRSE_STR(SIREN_A),
                                       prse_str_of(id),
                                       PRSE_STR("demain"), &err));
    d.portal.now_ms = SCENE_START + SCENE_DAY; /* the last day */
    cr_assert_eq(tidy(&d).documents, 0);
    d.portal.now_ms = SCENE_START + 2 * SCENE_DAY;
    prse_tidied tidied = tidy(&d);
    cr_assert_eq(tidied.documents, 1);
    cr_assert_eq(tidied.blobs, 1);
    cr_assert_eq(blobs(&d), 1);
    expect_bytes(&d, other, PRSE_STR(PDF "%"));
    leave(&d);
}

PRSE_TEST(documents, erasing_a_company_erases_its_bytes)
{
    documents d;
    char id[40];
    enter(&d);
    SCENE_OK(upload(d.portal.host, PRSE_STR(PDF), "a.pdf", id, NULL, &err));
    SCENE_OK(prse_portal_company_erase(d.portal.host, PRSE_STR(SIREN_A),
                                       &err));
    cr_assert_eq(scene_count(&d.portal, PRSE__DOCUMENTS), 0);
    tidy(&d);
    cr_assert_eq(blobs(&d), 0);
    leave(&d);
}

/* The action of the last event in the company's chain. */
static void expect_last(const documents *d, const char *action)
{
    prse_records *rows = NULL;
    SCENE_OK(prse_portal_journal(&rows, d->portal.host, PRSE_STR(SIREN_A), 0,
                                 1, &err));
    prse_str last = prse_records_text(rows, 0, PRSE_STR("action"));
    cr_assert(prse__str_is(last, action), "%.*s", (int)last.len, last.ptr);
    prse_records_free(rows);
}

static void erase_author(int32_t with_documents, size_t left)
{
    documents d;
    char id[40];
    enter(&d);
    somebody editor = scene_person(&d.portal, "e@exemple.fr", 0);
    scene_role(&d.portal, SIREN_A, &editor, PRSE_ROLE_EDITOR);
    SCENE_OK(upload(editor.session, PRSE_STR(PDF), "a.pdf", id, NULL, &err));
    SCENE_OK(prse_portal_person_erase(d.portal.host, prse_str_of(editor.id),
                                      with_documents, &err));
    expect_last(&d, with_documents ? "document.remove" : "member.remove");
    tidy(&d);
    cr_assert_eq(blobs(&d), left);
    cr_assert_eq(scene_count(&d.portal, PRSE__DOCUMENTS), left);
    scene_leave(&editor);
    leave(&d);
}

PRSE_TEST(documents, erasing_a_person_reaches_the_bytes_when_asked)
{
    erase_author(1, 0);
}

PRSE_TEST(documents, else_the_document_stays_without_its_author)
{
    erase_author(0, 1);
}

/* --- Rows and blobs --- */

PRSE_TEST(documents, a_missing_blob_is_found)
{
    documents d;
    char id[40], found[2000];
    enter(&d);
    SCENE_OK(upload(d.portal.host, PRSE_STR(PDF), "a.pdf", id, NULL, &err));
    cr_assert_eq(scene_check(&d.portal, found, sizeof found), 0);
    each_file(d.blobs, remove_file, 0);
    cr_assert_eq(scene_check(&d.portal, found, sizeof found), 1);
    cr_assert_not_null(strstr(found, "it is not there"), "%s", found);
    leave(&d);
}

typedef struct told {
    size_t count;
    char last[200];
} told;

static void tell(void *user, prse_str text)
{
    told *t = user;
    t->count++;
    prse__error_copy(t->last, sizeof t->last, text);
}

static size_t look(documents *d, int32_t deep, told *t)
{
    *t = (told){.count = 0};
    SCENE_OK(prse_portal_documents_check(d->portal.host, deep, tell, t, NULL,
                                         &err));
    return t->count;
}

PRSE_TEST(documents, other_bytes_are_found_by_who_reads_them)
{
    documents d;
    char id[40];
    told t;
    enter(&d);
    SCENE_OK(upload(d.portal.host, PRSE_STR(PDF), "a.pdf", id, NULL, &err));
    SCENE_OK(upload(d.portal.host, PRSE_STR(PDF "b"), "b.pdf", id, NULL,
                    &err));
    cr_assert_eq(look(&d, 1, &t), 0);
    each_file(d.blobs, damage_file, 0);
    cr_assert_eq(look(&d, 0, &t), 0);
    cr_assert_eq(look(&d, 1, &t), 2);
    cr_assert_not_null(strstr(t.last, "do not have its digest"), "%s", t.last);
    /* what is missing is told once */
    each_file(d.blobs, remove_file, 0);
    cr_assert_eq(look(&d, 1, &t), 2);
    leave(&d);
}

static int stop_at_once(void *user)
{
    ++*(int *)user;
    return 1;
}

PRSE_TEST(documents, a_check_stops_when_asked_and_wants_sane_arguments)
{
    documents d;
    char id[40];
    int asked = 0;
    told t = {.count = 0};
    prse_store_work work = {.size = sizeof work, .should_stop = stop_at_once,
                            .user = &asked};
    enter(&d);
    SCENE_OK(upload(d.portal.host, PRSE_STR(PDF), "a.pdf", id, NULL, &err));
    SCENE_IS(PRSE_ECANCELED,
             prse_portal_documents_check(d.portal.host, 1, tell, &t, &work,
                                         &err));
    cr_assert_gt(asked, 0);
    SCENE_IS(PRSE_EINVAL, prse_portal_documents_check(d.portal.host, 2, tell,
                                                      &t, NULL, &err));
    SCENE_IS(PRSE_EINVAL, prse_portal_documents_check(d.portal.host, 0, NULL,
                                                      NULL, NULL, &err));
    SCENE_IS(PRSE_EINVAL,
             prse_portal_documents_check(NULL, 0, tell, &t, NULL, &err));
    leave(&d);
}

PRSE_TEST(documents, a_portal_without_blobs_has_none_to_check)
{
    scene s;
    told t = {.count = 0};
    scene_open(&s);
    SCENE_IS(PRSE_EUNSUPPORTED,
             prse_portal_documents_check(s.host, 0, tell, &t, NULL, &err));
    scene_close(&s);
}

PRSE_TEST(documents, a_check_tells_every_lack_of_memory, .timeout = PRSE_LONG)
{
    documents d;
    char id[40];
    told t = {.count = 0};
    enter(&d);
    SCENE_OK(upload(d.portal.host, PRSE_STR(PDF), "a.pdf", id, NULL, &err));
    each_file(d.blobs, damage_file, 0);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status = prse_portal_documents_check(d.portal.host, 1,
                                                         tell, &t, NULL, &err);
        PRSE_FAULT_CHECK(status, err);
    }
    leave(&d);
}

static prse_status lose_row(void *user, prse__tx *tx, prse_error *err)
{
    const prse_collection *of = prse__portal_collection_of(PRSE__OBJETS);
    prse_value key = prse__field_text(*(prse_str *)user);
    return prse__tx_remove(tx, of, &key, PRSE_VERSION_ANY, err);
}

static int note_key(void *user, prse_str key, const prse_blob_info *info)
{
    (void)info;
    prse__error_copy(user, 100, key);
    return 1;
}

PRSE_TEST(documents, a_blob_that_no_row_knows_is_found_and_tidied)
{
    documents d;
    char id[40], key[100], found[2000];
    prse_blob_options options = {.size = sizeof options};
    enter(&d);
    SCENE_OK(upload(d.portal.host, PRSE_STR(PDF), "a.pdf", id, NULL, &err));
    prse_blob *blob = &d.portal.portal->blob;
    SCENE_OK(blob->list(blob->self, PRSE_STR(""), note_key, key, &options,
                        &err));
    SCENE_OK(prse_portal_document_remove(d.portal.host, PRSE_STR(SIREN_A),
                                         prse_str_of(id), &err));
    prse_str text = prse_str_of(key);
    scene_break_in(&d.portal, lose_row, &text);
    /* blobs have the system's time, which is long after the scene's */
    d.portal.now_ms = 4102444800000; /* 2100 */
    cr_assert_eq(scene_check(&d.portal, found, sizeof found), 1);
    cr_assert_not_null(strstr(found, "no document knows it"), "%s", found);
    cr_assert_eq(tidy(&d).orphans, 1);
    cr_assert_eq(blobs(&d), 0);
    leave(&d);
}

/* A crash anywhere in an upload leaves nothing that tidying does not find. */
PRSE_TEST(documents, a_failure_at_any_call_leaves_rows_and_blobs_in_agreement)
{
    for (uint32_t nth = 1; nth < 12; nth++) {
        documents d;
        prse_blob inner, blob;
        char id[40], found[2000];
        prse_blob_fault_options fault = {.size = sizeof fault, .nth = nth,
                                         .call = PRSE_BLOB_PUT};
        make_folder(&d, &inner);
        SCENE_OK(prse_blob_faulty(&blob, &inner, &fault, &err));
        open_with(&d, (prse_portal_options){.size = 0}, &blob);
        for (int i = 0; i < 3; i++) {
            char pdf[80] = PDF;
            pdf[sizeof PDF - 1] = (char)('0' + i);
            upload(d.portal.host, prse_str_of(pdf), "a.pdf", id, NULL, NULL);
        }
        cr_assert_eq(scene_check(&d.portal, found, sizeof found), 0, "%s",
                     found);
        d.portal.now_ms += 2 * SCENE_DAY;
        tidy(&d);
        cr_assert_eq(blobs(&d), scene_count(&d.portal, PRSE__DOCUMENTS));
        cr_assert_eq(scene_count(&d.portal, PRSE__OBJETS),
                     scene_count(&d.portal, PRSE__DOCUMENTS));
        leave(&d);
    }
}

/* --- Lack of memory --- */

PRSE_TEST(documents, every_lack_of_memory_is_told, .timeout = PRSE_LONG)
{
    documents d;
    char id[40], found[2000];
    char round = '0';
    enter(&d);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        char pdf[80] = PDF;
        pdf[sizeof PDF - 1] = ++round;
        prse_status status = upload(d.portal.host, prse_str_of(pdf), "a.pdf",
                                    id, NULL, &err);
        PRSE_FAULT_CHECK(status, err);
    }
    cr_assert_eq(scene_check(&d.portal, found, sizeof found), 0, "%s", found);
    leave(&d);
}
