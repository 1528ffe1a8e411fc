/* SPDX-License-Identifier: Apache-2.0 */
/* A queue for tests, whose time stands still until somebody waits. */
#ifndef PRSE_TESTS_JOBS_SCENE_H
#define PRSE_TESTS_JOBS_SCENE_H

#include "base/str.h"
#include "portailrse/worker.h"
#include "support/test.h"

typedef struct scene {
    prse_clock clock;
    int64_t now_ms, monotonic_ms;
    int64_t waited_ms; /* by workers and senders, in all */
    int64_t give_up_waiting_ms; /* of it: then they are told to stop */
    int stop;                   /* 1: they are told to stop */
    prse_queue *queue;
    char told[4096]; /* lines of the workers */
} scene;

/* In memory. */
void scene_open(scene *s);
void scene_open_with(scene *s, prse_store *store, prse_queue_options opts);
void scene_close(scene *s);
void scene_pass(scene *s, int64_t ms); /* on both clocks */

prse_job_request request(const char *kind, const char *siren);
/* Adds a job; its id, valid for some hundred calls. */
const char *scene_add(scene *s, prse_job_request r);
const char *scene_add_one(scene *s); /* "analyse", of 552032534 */

/* Runs a worker until it is drained, and tells its status. */
prse_worker_options scene_worker(scene *s);
prse_status scene_work_as(scene *s, prse_worker_options opts, prse_job_run run,
                          void *user, prse_error *err);
void scene_work(scene *s, prse_job_run run, void *user);

/* A column of a job as text; valid for some hundred calls. */
const char *scene_text(scene *s, const char *id, const char *column);
int64_t scene_number(scene *s, const char *id, const char *column);
void scene_is(scene *s, const char *id, const char *state);
/* The kinds of a job's events, each followed by a blank. */
const char *scene_events(scene *s, const char *id);

/* Handlers. */
typedef struct script {
    scene *scene;
    int runs;
    prse_status answers[8]; /* of each run; the last one goes on */
    char order[256];        /* companies and ids as they came */
} script;
prse_status run_script(void *user, prse_job *job, prse_error *err);

#endif
