/* SPDX-License-Identifier: Apache-2.0 */
/* All that runs touch: a queue and a portal in memory, a folder of blobs, a
 * peer that has documents and takes callbacks, a reader and a classifier that
 * do as they are told. */
#ifndef PRSE_TESTS_RUNS_OFFICE_H
#define PRSE_TESTS_RUNS_OFFICE_H

#include "../analysis/parts.h"
#include "portailrse/runs.h"
#include "support/folder.h"
#include "support/test.h"

#define SIREN "552032534"
#define DOCUMENT_URL "https://docs.example/rapport.pdf?signature=secret"
#define CALLBACK_URL "https://portal.example/callback/secret"

enum { OFFICE_TOLD = 64, OFFICE_BODY = 4096 };

typedef struct office {
    /* The peer. */
    int32_t document_http, callback_http; /* what it answers */
    const char *document;                 /* what it has */
    size_t fetched, told_count;
    struct {
        char id[128]; /* of the message */
        char body[OFFICE_BODY];
    } told[OFFICE_TOLD];
    prse_http http;
    /* Time, which passes while somebody waits. */
    int64_t now_ms;
    int stops_when_idle, was_idle; /* of workers */
    prse_clock clock;
    /* The rest. */
    folder folder;
    prse_blob blob;
    prse_store rows; /* of the portal, which has them */
    prse_portal *portal;
    prse_session *session;
    prse_queue *queue;
    prse_remote *remote;
    prse_webhook_keys *keys;
    prse_cache cache;
    parts parts;
    prse_runs_options opts;
    prse_runs *runs;
} office;

/* A report of two pages. */
extern const char *const OFFICE_REPORT[];

void office_open(office *o);
void office_close(office *o);
/* Runs with other options. */
void office_set_up(office *o, const prse_runs_options *opts);

/* Requests. */
prse_run_request office_url(const char *document);
prse_run_request office_blob(office *o, const char *document);
prse_run_request office_document(office *o); /* uploads one */
prse_status office_try(office *o, prse_run_request request,
                       prse_job_added *out, prse_error *err);
/* The job; valid for some calls. */
const char *office_add(office *o, prse_run_request request);

/* As idle() of workers and senders: time passes. */
void office_idle(void *office, int64_t ms);
/* With the queue in another store, for what follows. */
void office_move(office *o, const char *address);

/* Until nothing is left to be done at this moment; at all; and told. */
void office_work_once(office *o);
void office_work(office *o);
void office_send(office *o);

/* Columns of a job, and the kinds of its events, each followed by a blank. */
const char *office_state(office *o, const char *job);
const char *office_text(office *o, const char *job, const char *column);
const char *office_events(office *o, const char *job);
/* A column of the one document of the portal. */
const char *office_note(office *o, const char *column);
/* The statuses that were told, each followed by a blank. */
const char *office_statuses(const office *o);

#endif
