/* SPDX-License-Identifier: Apache-2.0 */
/* Eight threads in one portal, on a SQLite store and a folder of blobs, saving,
 * reading, uploading and tidying in one company: under ThreadSanitizer nothing
 * races, and at the end every save is in the history and the chain verifies. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "portailrse/document.h"
#include "portailrse/qualification.h"

enum { THREADS = 8, ROUNDS = 12 };

static const prse_str siren = {"552032534", 9};

typedef struct worker {
    prse_portal *portal;
    prse_pack *pack;
    int number;
    pthread_t thread;
} worker;

static void must(prse_status status, const char *what, const prse_error *err)
{
    if (!status)
        return;
    fprintf(stderr, "%s: %s (%s)\n", what, err->message,
            prse_status_name(status));
    exit(1);
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

/* Every second document is the same for all threads. */
static void upload(worker *w, prse_session *session, int round)
{
    prse_error err = {0};
    prse_text *id = NULL;
    bytes b = {.at = 0};
    snprintf(b.all, sizeof b.all, "%s%d", "%PDF-1.7\n",
             round % 2 ? round : w->number * 1000 + round);
    prse_upload u = {.size = sizeof u, .siren = siren,
                     .name = prse_str_of("a.pdf"),
                     .kind = prse_str_of("essai"), .read = give, .user = &b};
    must(prse_portal_upload(&id, session, &u, NULL, &err), "upload", &err);
    prse_text_free(id);
}

static void *work(void *user)
{
    worker *w = user;
    prse_error err = {0};
    prse_session *session = NULL;
    prse_facts *facts = NULL;
    must(prse_session_of_host(&session, w->portal, prse_str_of("essai"),
                              &err), "session", &err);
    must(prse_facts_new(&facts, w->pack, &err), "facts", &err);
    for (int round = 0; round < ROUNDS; round++) {
        prse_facts_clear(facts);
        must(prse_facts_set(facts, prse_str_of("effectif"), 0,
                            prse_str_of("60"), &err), "set", &err);
        must(prse_portal_facts_save(session, siren, 2025, facts, NULL, &err),
             "save", &err);
        must(prse_portal_facts_load(session, siren, 2025, facts, NULL, &err),
             "load", &err);
        upload(w, session, round);
        if (round % 4 == 3)
            must(prse_portal_tidy(session, NULL, NULL, &err), "tidy", &err);
    }
    prse_facts_free(facts);
    prse_session_free(session);
    return NULL;
}

/* --- The scene --- */

static prse_pack *load_pack(void)
{
    char path[512];
    prse_error err = {0};
    prse_engine *engine = NULL;
    prse_pack *pack = NULL;
    snprintf(path, sizeof path, "%s/tests/fixtures/mini-pack",
             getenv("PRSE_SOURCE_ROOT"));
    must(prse_engine_new(&engine, NULL, &err), "engine", &err);
    must(prse_pack_load(&pack, engine, path, NULL, &err), path, &err);
    prse_engine_unref(engine);
    return pack;
}

static prse_portal *open_portal(const char *folder)
{
    char path[128];
    prse_error err = {0};
    prse_store store;
    prse_blob blob;
    prse_portal *portal = NULL;
    prse_portal_options options = {.size = sizeof options, .migrate = 1,
                                   .deadline_ms = 120000, .spool = folder};
    prse_store_open_options unflushed = {.size = sizeof unflushed,
                                         .durability = PRSE_NOT_FLUSHED};
    snprintf(path, sizeof path, "sqlite:%s/a.sqlite", folder);
    must(prse_store_open(&store, prse_str_of(path), &unflushed, &err), path,
         &err);
    snprintf(path, sizeof path, "%s/blobs", folder);
    must(prse_blob_open(&blob, prse_str_of(path), prse_str_of(""),
                        prse_str_of(""), &err), path, &err);
    must(prse_portal_new(&portal, &store, &blob, &options, &err), "portal",
         &err);
    return portal;
}

static void found(void *user, prse_str text)
{
    ++*(int *)user;
    fprintf(stderr, "%.*s\n", (int)text.len, text.ptr);
}

static void check(prse_session *host)
{
    prse_error err = {0};
    prse_records *rows = NULL;
    int findings = 0;
    must(prse_portal_check(host, found, &findings, NULL, &err), "check",
         &err);
    must(prse_portal_history(&rows, host, siren, 2025, &err), "history",
         &err);
    size_t saves = prse_records_count(rows) + 1;
    prse_records_free(rows);
    if (findings || saves != THREADS * ROUNDS) {
        fprintf(stderr, "%d findings, %zu saves of %d\n", findings, saves,
                THREADS * ROUNDS);
        exit(1);
    }
}

int main(void)
{
    char folder[] = "/tmp/prse-threads-portal-XXXXXX", command[128];
    prse_error err = {0};
    prse_session *host = NULL;
    worker workers[THREADS];
    prse_unit unit = {.size = sizeof unit, .siren = siren,
                      .denomination = prse_str_of("Société")};
    if (!mkdtemp(folder))
        return 1;
    prse_portal *portal = open_portal(folder);
    prse_pack *pack = load_pack();
    must(prse_session_of_host(&host, portal, prse_str_of("essai"), &err),
         "session", &err);
    must(prse_portal_company_save(host, &unit, PRSE_VERSION_NEW, NULL, &err),
         "company", &err);
    for (int i = 0; i < THREADS; i++) {
        workers[i] = (worker){portal, pack, i, 0};
        if (pthread_create(&workers[i].thread, NULL, work, &workers[i]))
            return 1;
    }
    for (int i = 0; i < THREADS; i++)
        pthread_join(workers[i].thread, NULL);
    check(host);
    prse_session_free(host);
    prse_portal_unref(portal);
    prse_pack_unref(pack);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) != 0;
}
