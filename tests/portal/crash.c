/* SPDX-License-Identifier: Apache-2.0 */
/* What crash.py kills: a portal that is written as fast as it goes, and says
 * what was acknowledged.
 *
 *   portal-crash write STORE BLOBS PACK SEED   until it is killed; a line each
 *   portal-crash check STORE BLOBS PACK        what is there, as lines
 *
 * Lines of write, once the call has answered:
 *   facts N        the headcount is N
 *   upload N       the document whose bytes end with N is there
 *   remove N       that document is gone
 *   tidy           abandoned blobs are gone
 * Lines of check: `finding ...`, `facts N`, `document N` (read to its end),
 * `events N`.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "portailrse/document.h"
#include "portailrse/people.h"
#include "portailrse/qualification.h"

#define SIREN "552032534"
#define PDF "%PDF-1.7\n"

typedef struct scene {
    prse_portal *portal;
    prse_session *host;
    prse_pack *pack;
    prse_facts *facts;
} scene;

static const prse_str siren = {SIREN, 9};

/* 3: the store cannot be reached just now; 1: a defect. */
static void must(prse_status status, const char *what, const prse_error *err)
{
    if (!status)
        return;
    fprintf(stderr, "%s: %s (%s, %d)\n", what, err->message,
            prse_status_name(status), (int)err->sys_code);
    exit(status == PRSE_EIO || status == PRSE_EREFUSED ||
                 status == PRSE_ETIMEOUT || status == PRSE_EBUSY
             ? 3
             : 1);
}

static void enter(scene *s, char **words)
{
    prse_error err = {0};
    prse_engine *engine = NULL;
    prse_store store;
    prse_blob blob;
    prse_portal_options options = {.size = sizeof options, .migrate = 1};
    prse_unit unit = {.size = sizeof unit, .siren = siren,
                      .denomination = prse_str_of("Société sous tension")};
    must(prse_store_open(&store, prse_str_of(words[0]), NULL, &err), "store",
         &err);
    must(prse_blob_open(&blob, prse_str_of(words[1]), prse_str_of(""),
                        prse_str_of(""), &err), "blobs", &err);
    must(prse_portal_new(&s->portal, &store, &blob, &options, &err),
         "portal", &err);
    must(prse_session_of_host(&s->host, s->portal, prse_str_of("essai"),
                              &err), "session", &err);
    must(prse_engine_new(&engine, NULL, &err), "engine", &err);
    must(prse_pack_load(&s->pack, engine, words[2], NULL, &err), "pack",
         &err);
    must(prse_facts_new(&s->facts, s->pack, &err), "facts", &err);
    prse_engine_unref(engine);
    prse_status status = prse_portal_company_save(
        s->host, &unit, PRSE_VERSION_NEW, NULL, &err);
    must(status == PRSE_EEXISTS ? PRSE_OK : status, "company", &err);
}

static void leave(scene *s)
{
    prse_facts_free(s->facts);
    prse_pack_unref(s->pack);
    prse_session_free(s->host);
    prse_portal_unref(s->portal);
}

/* --- Writing --- */

static void tell(const char *what, int n)
{
    char line[64];
    int length = snprintf(line, sizeof line, "%s %d\n", what, n);
    if (write(STDOUT_FILENO, line, (size_t)length) != length)
        exit(1);
}

static void save_facts(scene *s, int n)
{
    prse_error err = {0};
    char text[16];
    snprintf(text, sizeof text, "%d", n);
    must(prse_facts_set(s->facts, prse_str_of("effectif"), 0,
                        prse_str_of(text), &err), "effectif", &err);
    must(prse_portal_facts_save(s->host, siren, 2025, s->facts, NULL, &err),
         "save", &err);
    tell("facts", n);
}

typedef struct bytes {
    char all[64];
    size_t at;
} bytes;

static prse_status give(void *user, void *to, size_t room, size_t *got,
                        prse_error *err)
{
    bytes *b = user;
    size_t left = strlen(b->all) - b->at;
    (void)err;
    *got = left < room ? left : room;
    memcpy(to, b->all + b->at, *got);
    b->at += *got;
    return PRSE_OK;
}

static void upload(scene *s, int n, char id[40])
{
    prse_error err = {0};
    prse_text *text = NULL;
    bytes b = {.at = 0};
    snprintf(b.all, sizeof b.all, "%s%d", PDF, n);
    prse_upload u = {.size = sizeof u, .siren = siren,
                     .name = prse_str_of("a.pdf"),
                     .kind = prse_str_of("essai"), .read = give, .user = &b};
    must(prse_portal_upload(&text, s->host, &u, NULL, &err), "upload", &err);
    snprintf(id, 40, "%s", prse_text_str(text).ptr);
    prse_text_free(text);
    tell("upload", n);
}

static void write_on(scene *s, int seed)
{
    char ids[4][40] = {{0}};
    int numbers[4] = {0};
    prse_error err = {0};
    for (int i = 0;; i++) {
        int n = seed * 1000 + i, slot = i % 4; /* the pack knows a most */
        save_facts(s, n);
        if (ids[slot][0]) {
            must(prse_portal_document_remove(
                     s->host, siren, prse_str_of(ids[slot]), &err),
                 "remove", &err);
            tell("remove", numbers[slot]);
        }
        upload(s, n, ids[slot]);
        numbers[slot] = n;
        if (i % 8 == 7) {
            must(prse_portal_tidy(s->host, NULL, NULL, &err), "tidy", &err);
            tell("tidy", n);
        }
    }
}

/* --- Checking --- */

static void on_finding(void *user, prse_str text)
{
    (void)user;
    printf("finding %.*s\n", (int)text.len, text.ptr);
}

static prse_status on_bytes(void *user, prse_str piece, prse_error *err)
{
    bytes *b = user;
    (void)err;
    for (size_t i = 0; i < piece.len && b->at < sizeof b->all - 1; i++)
        b->all[b->at++] = piece.ptr[i];
    return PRSE_OK;
}

static void check_documents(scene *s)
{
    prse_error err = {0};
    prse_records *rows = NULL;
    must(prse_portal_documents(&rows, s->host, siren, &err), "documents",
         &err);
    for (size_t i = 0; i < prse_records_count(rows); i++) {
        bytes b = {.at = 0};
        must(prse_portal_document_read(
                 s->host, siren,
                 prse_records_text(rows, i, prse_str_of("id")), on_bytes, &b,
                 &err), "read", &err);
        printf("document %s\n", b.all + sizeof PDF - 1);
    }
    prse_records_free(rows);
}

static void check_facts(scene *s)
{
    prse_error err = {0};
    size_t fact = prse_pack_fact_index(s->pack, prse_str_of("effectif"));
    prse_status status = prse_portal_facts_load(s->host, siren, 2025,
                                                s->facts, NULL, &err);
    if (status == PRSE_ENOTFOUND)
        return;
    must(status, "load", &err);
    for (size_t i = 0; i < prse_facts_count(s->facts); i++) {
        prse_fact_state state = {.size = sizeof state};
        must(prse_facts_get(s->facts, i, &state, &err), "get", &err);
        if (state.fact == fact && state.year == 0)
            printf("facts %.*s\n", (int)state.value.len, state.value.ptr);
    }
}

static void check(scene *s)
{
    prse_error err = {0};
    prse_records *rows = NULL;
    must(prse_portal_check(s->host, on_finding, NULL, NULL, &err), "check",
         &err);
    check_facts(s);
    check_documents(s);
    must(prse_portal_journal(&rows, s->host, siren, 0, 1, &err), "journal",
         &err);
    if (prse_records_count(rows)) {
        prse_str number = prse_records_text(rows, 0, prse_str_of("numero"));
        printf("events %.*s\n", (int)number.len, number.ptr);
    }
    prse_records_free(rows);
}

int main(int count, char **words)
{
    scene s = {0};
    if (count < 5)
        return 2;
    enter(&s, words + 2);
    if (strcmp(words[1], "write") == 0)
        write_on(&s, atoi(words[5]));
    else
        check(&s);
    leave(&s);
    return 0;
}
