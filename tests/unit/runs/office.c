/* SPDX-License-Identifier: Apache-2.0 */
#include "office.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "blob/blob.h"

const char *const OFFICE_REPORT[] = {
    "Climat : les émissions de nos usines ont baissé de moitié en un an.",
    "Salariés et salariées ont tous été formés à la sécurité cette année.",
    "\f",
    "Le conseil a tenu six réunions et arrêté les comptes de l'exercice.",
    NULL};

/* --- The peer --- */

static void note_id(office *o, const prse_http_call *call)
{
    prse_str name, value;
    char *id = o->told[o->told_count].id;
    for (size_t i = 0; prse_http_call_header(call, i, &name, &value); i++)
        if (strcmp(name.ptr, "webhook-id") == 0)
            snprintf(id, sizeof o->told[0].id, "%s", value.ptr);
}

static void take(office *o, prse_http_call *call)
{
    prse_str body = prse_http_call_body(call);
    cr_assert_lt(o->told_count, OFFICE_TOLD);
    note_id(o, call);
    snprintf(o->told[o->told_count++].body, OFFICE_BODY, "%.*s",
             (int)body.len, body.ptr);
    prse_http_call_answer_status(call, o->callback_http);
}

static prse_status start(void *session, prse_http_call *call, prse_error *err)
{
    office *o = session;
    prse_status status = PRSE_OK;
    (void)err;
    cr_assert_eq(prse_http_call_may_connect(call, PRSE_STR("8.8.8.8")), 1);
    if (prse_http_call_method(call).ptr[0] == 'P') {
        take(o, call);
    } else {
        o->fetched++;
        prse_http_call_answer_status(call, o->document_http);
        status = prse_http_call_answer_body(call, prse_str_of(o->document));
    }
    prse_http_call_finish(call, status, PRSE_STR(""));
    return PRSE_OK;
}

static prse_status open_session(void *self, void **session, prse_error *err)
{
    (void)err;
    *session = self;
    return PRSE_OK;
}

static void close_session(void *session)
{
    (void)session;
}

static prse_status wait_ms(void *session, int64_t ms, prse_error *err)
{
    (void)session, (void)ms, (void)err;
    return PRSE_OK;
}

static void cancel(void *session, prse_http_call *call)
{
    (void)session, (void)call;
}

/* --- Time --- */

static int64_t now_ms(void *self)
{
    return ((office *)self)->now_ms;
}

void office_idle(void *user, int64_t ms)
{
    office *o = user;
    o->now_ms += ms;
    o->was_idle = 1;
}

static int should_stop(void *user)
{
    const office *o = user;
    return o->stops_when_idle && o->was_idle;
}

/* --- Opening --- */

static void open_peer(office *o)
{
    prse_error err = {0};
    o->http = (prse_http){.size = sizeof o->http, .self = o,
                          .open = open_session, .close = close_session,
                          .start = start, .wait = wait_ms, .cancel = cancel,
                          .guards = 1};
    prse_http http = o->http;
    const prse_remote_options opts = {
        .size = sizeof opts, .http = &http, .hold_ms = -1,
        .hosts = PRSE_STR("docs.example portal.example"),
        .folder = prse_str_of(o->folder.path)};
    cr_assert_eq(prse_remote_new(&o->remote, &opts, &err), PRSE_OK, "%s",
                 err.message);
    cr_assert_eq(prse_webhook_keys_new(
        &o->keys, PRSE_STR("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), NULL,
        &err), PRSE_OK);
}

static void open_queue(office *o, const char *address)
{
    prse_store store;
    prse_error err = {0};
    const prse_queue_options opts = {.size = sizeof opts, .migrate = 1,
                                     .clock = &o->clock};
    cr_assert_eq(prse_store_open(&store, prse_str_of(address), NULL, &err),
                 PRSE_OK, "%s", err.message);
    cr_assert_eq(prse_queue_new(&o->queue, &store, &opts, &err), PRSE_OK,
                 "%s", err.message);
}

static void open_portal(office *o)
{
    prse_error err = {0};
    prse_blob blob;
    const prse_portal_options opts = {.size = sizeof opts, .migrate = 1,
                                      .clock = &o->clock,
                                      .spool = o->folder.path};
    cr_assert_eq(prse_blob_folder(&blob, folder_file(&o->folder, "portal"),
                                  NULL, &err), PRSE_OK, "%s", err.message);
    cr_assert_eq(prse_store_memory(&o->rows, NULL), PRSE_OK);
    prse_store rows = o->rows;
    cr_assert_eq(prse_portal_new(&o->portal, &rows, &blob, &opts, &err),
                 PRSE_OK, "%s", err.message);
    cr_assert_eq(prse_session_of_host(&o->session, o->portal,
                                      PRSE_STR("test"), &err), PRSE_OK);
}

void office_set_up(office *o, const prse_runs_options *opts)
{
    prse_error err = {0};
    prse_runs_free(o->runs);
    cr_assert_eq(prse_runs_new(&o->runs, opts, &err), PRSE_OK, "%s",
                 err.message);
}

void office_open(office *o)
{
    *o = (office){.document_http = 200, .callback_http = 200,
                  .document = "%PDF-1.7 a report",
                  .now_ms = INT64_C(1795710307000)};
    o->clock = (prse_clock){.size = sizeof o->clock, .self = o,
                            .now_ms = now_ms, .monotonic_ms = now_ms};
    folder_make(&o->folder);
    cr_assert_eq(prse_blob_folder(&o->blob, folder_file(&o->folder, "blobs"),
                                  NULL, NULL), PRSE_OK);
    open_peer(o);
    open_queue(o, "memory:");
    open_portal(o);
    parts_make(&o->parts, OFFICE_REPORT);
    o->opts = (prse_runs_options){
        .size = sizeof o->opts, .queue = o->queue, .portal = o->portal,
        .blob = &o->blob, .remote = o->remote, .keys = o->keys,
        .extract = &o->parts.extract, .classifier = &o->parts.classifier};
    office_set_up(o, &o->opts);
}

void office_move(office *o, const char *address)
{
    prse_runs_free(o->runs);
    o->runs = NULL;
    prse_queue_unref(o->queue);
    open_queue(o, address);
    o->opts.queue = o->queue;
    office_set_up(o, &o->opts);
}

static void remove_folder(const char *path)
{
    char inside[400];
    DIR *dir = opendir(path);
    for (struct dirent *e; dir && (e = readdir(dir)) != NULL;) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        snprintf(inside, sizeof inside, "%s/%s", path, e->d_name);
        if (unlink(inside) != 0)
            remove_folder(inside);
    }
    if (dir)
        closedir(dir);
    rmdir(path);
}

void office_close(office *o)
{
    prse_runs_free(o->runs);
    prse_session_free(o->session);
    prse_portal_unref(o->portal);
    prse_queue_unref(o->queue);
    prse_remote_free(o->remote);
    prse_webhook_keys_free(o->keys);
    if (o->cache.free)
        o->cache.free(o->cache.self);
    o->blob.free(o->blob.self);
    remove_folder(o->folder.path);
}

/* --- Requests --- */

prse_run_request office_url(const char *document)
{
    return (prse_run_request){.size = sizeof(prse_run_request),
                              .document = prse_str_of(document),
                              .siren = PRSE_STR(SIREN),
                              .url = PRSE_STR(DOCUMENT_URL),
                              .name = PRSE_STR("rapport.pdf"),
                              .callback_url = PRSE_STR(CALLBACK_URL)};
}

prse_run_request office_blob(office *o, const char *document)
{
    prse_run_request request = office_url(document);
    prse_blob_source source;
    prse_str bytes = prse_str_of(o->document);
    prse_error err = {0};
    request.url = PRSE_STR("");
    request.blob = PRSE_STR("recu/rapport");
    cr_assert_eq(prse__blob_source_memory(&source, &bytes, NULL, &err),
                 PRSE_OK);
    cr_assert_eq(prse__blob_put(&o->blob, request.blob, &source, NULL, &err),
                 PRSE_OK, "%s", err.message);
    return request;
}

static prse_status give(void *user, void *to, size_t room, size_t *got,
                        prse_error *err)
{
    prse_str *left = user;
    (void)err;
    *got = left->len < room ? left->len : room;
    memcpy(to, left->ptr, *got);
    left->ptr += *got;
    left->len -= *got;
    return PRSE_OK;
}

prse_run_request office_document(office *o)
{
    static char id[64];
    prse_text *text = NULL;
    prse_str left = prse_str_of(o->document);
    prse_error err = {0};
    prse_unit unit = {.size = sizeof unit, .siren = PRSE_STR(SIREN),
                      .denomination = PRSE_STR("ESSAIS")};
    const prse_upload upload = {.size = sizeof upload,
                                .siren = PRSE_STR(SIREN),
                                .name = PRSE_STR("rapport.pdf"),
                                .kind = PRSE_STR("analyse"),
                                .read = give, .user = &left};
    prse_portal_company_save(o->session, &unit, PRSE_VERSION_ANY, NULL, &err);
    cr_assert_eq(prse_portal_upload(&text, o->session, &upload, NULL, &err),
                 PRSE_OK, "%s", err.message);
    snprintf(id, sizeof id, "%.*s", (int)prse_text_str(text).len,
             prse_text_str(text).ptr);
    prse_text_free(text);
    return (prse_run_request){.size = sizeof(prse_run_request),
                              .document = prse_str_of(id),
                              .siren = PRSE_STR(SIREN),
                              .name = PRSE_STR("rapport.pdf")};
}

prse_status office_try(office *o, prse_run_request request,
                       prse_job_added *out, prse_error *err)
{
    *out = (prse_job_added){.size = sizeof *out};
    return prse_runs_add(o->runs, &request, out, err);
}

/* Some texts that live a while. */
static char *keep(prse_str text)
{
    static char kept[64][1024];
    static int next;
    char *to = kept[next++ % 64];
    snprintf(to, sizeof kept[0], "%.*s", (int)text.len,
             text.ptr ? text.ptr : "");
    return to;
}

const char *office_add(office *o, prse_run_request request)
{
    prse_job_added added;
    prse_error err = {0};
    cr_assert_eq(office_try(o, request, &added, &err), PRSE_OK, "%s: %s",
                 err.subject, err.message);
    return keep(prse_str_of(added.id));
}

/* --- Working and telling --- */

void office_work(office *o)
{
    prse_worker *worker = NULL;
    prse_error err = {0};
    const prse_worker_options opts = {.size = sizeof opts, .drain = 1,
                                      .should_stop = should_stop,
                                      .idle = office_idle, .user = o};
    o->was_idle = 0;
    cr_assert_eq(prse_worker_new(&worker, o->queue, &opts, &err), PRSE_OK);
    cr_assert_eq(prse_runs_teach(o->runs, worker, &err), PRSE_OK);
    cr_assert_eq(prse_worker_run(worker, &err), PRSE_OK, "%s", err.message);
    prse_worker_free(worker);
}

void office_work_once(office *o)
{
    o->stops_when_idle = 1;
    office_work(o);
    o->stops_when_idle = 0;
}

void office_send(office *o)
{
    prse_error err = {0};
    const prse_send_options opts = {.size = sizeof opts, .drain = 1,
                                    .idle = office_idle, .user = o};
    cr_assert_eq(prse_queue_send(o->queue, prse_runs_deliver, o->runs, &opts,
                                 &err), PRSE_OK, "%s", err.message);
}

/* --- Looking --- */

const char *office_text(office *o, const char *job, const char *column)
{
    prse_records *row = NULL;
    prse_error err = {0};
    cr_assert_eq(prse_queue_job(&row, o->queue, prse_str_of(job), &err),
                 PRSE_OK, "%s", err.message);
    const char *text = keep(prse_records_text(row, 0, prse_str_of(column)));
    prse_records_free(row);
    return text;
}

const char *office_state(office *o, const char *job)
{
    return office_text(o, job, "etat");
}

const char *office_events(office *o, const char *job)
{
    prse_records *rows = NULL;
    char all[512] = "";
    cr_assert_eq(prse_queue_events(&rows, o->queue, prse_str_of(job), NULL),
                 PRSE_OK);
    for (size_t i = 0; i < prse_records_count(rows); i++) {
        strcat(all, prse_records_text(rows, i, PRSE_STR("genre")).ptr);
        strcat(all, " ");
    }
    prse_records_free(rows);
    return keep(prse_str_of(all));
}

const char *office_note(office *o, const char *column)
{
    prse_records *rows = NULL;
    prse_error err = {0};
    cr_assert_eq(prse_portal_documents(&rows, o->session, PRSE_STR(SIREN),
                                       &err), PRSE_OK, "%s", err.message);
    cr_assert_eq(prse_records_count(rows), 1);
    const char *text = keep(prse_records_text(rows, 0, prse_str_of(column)));
    prse_records_free(rows);
    return text;
}

const char *office_statuses(const office *o)
{
    static const char before[] = "&status=";
    char all[1024] = "";
    for (size_t i = 0; i < o->told_count; i++) {
        const char *at = strstr(o->told[i].body, before);
        cr_assert_not_null(at);
        at += sizeof before - 1;
        strncat(all, at, strcspn(at, "&"));
        strcat(all, " ");
    }
    return keep(prse_str_of(all));
}
