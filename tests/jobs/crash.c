/* SPDX-License-Identifier: Apache-2.0 */
/* What crash.py kills: whoever adds jobs, runs them, and sends their events.
 *
 *   jobs-crash add STORE FROM TO          jobs number FROM to TO - 1
 *   jobs-crash work STORE LEASE_MS STEP_MS [drain]
 *   jobs-crash send STORE FILE [drain]    a line an event, at FILE's end
 *   jobs-crash cancel STORE EVERY         every so many-th job, while it runs
 *
 * The job number n counts to eight, step by step, and keeps where it is; its
 * result is what it has counted. Every tenth fails once, every seventeenth for
 * good. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "portailrse/worker.h"

enum { STEPS = 8, COMPANIES = 7 };

static volatile sig_atomic_t stopped;

static void on_signal(int number)
{
    (void)number;
    stopped = 1;
}

static int should_stop(void *user)
{
    (void)user;
    return stopped != 0;
}

static int passes(const prse_error *err)
{
    return err->code == PRSE_EIO || err->code == PRSE_EREFUSED ||
           err->code == PRSE_ETIMEOUT || err->code == PRSE_EBUSY;
}

static void must(prse_status status, const char *what, const prse_error *err)
{
    if (!status)
        return;
    fprintf(stderr, "%s: %s (%s, %d)\n", what, err->message,
            prse_status_name(status), (int)err->sys_code);
    exit(1);
}

static void wait_ms(int64_t ms)
{
    struct timespec time = {(time_t)(ms / 1000), (long)(ms % 1000) * 1000000};
    nanosleep(&time, NULL);
}

/* A server may just be starting. */
static prse_queue *open_queue(const char *address)
{
    prse_queue_options options = {.size = sizeof options, .migrate = 1,
                                  .attempts = 1000, .deaths = 1000,
                                  .retry_ms = 50, .longest_retry_ms = 200};
    for (int i = 0;; i++) {
        prse_error err = {0};
        prse_store store;
        prse_queue *queue = NULL;
        prse_status status =
            prse_store_open(&store, prse_str_of(address), NULL, &err);
        if (!status) {
            status = prse_queue_new(&queue, &store, &options, &err);
            if (!status)
                return queue;
            store.free(store.self);
        }
        if (i == 300 || !passes(&err))
            must(status, "open", &err);
        wait_ms(20);
    }
}

/* --- Adding: again and again, until it is known to be there --- */

static void add_one(prse_queue *queue, int n)
{
    char key[32], payload[32], siren[32];
    prse_job_added added = {.size = sizeof added};
    prse_error err = {0};
    snprintf(key, sizeof key, "n:%d", n);
    snprintf(payload, sizeof payload, "%d", n);
    snprintf(siren, sizeof siren, "55203253%d", n % COMPANIES);
    prse_job_request r = {.size = sizeof r, .kind = PRSE_STR("analyse"),
                          .siren = prse_str_of(siren),
                          .key = prse_str_of(key),
                          .payload = prse_str_of(payload)};
    while (prse_queue_add(queue, &r, &added, &err)) {
        if (!passes(&err))
            must((prse_status)err.code, "add", &err);
        wait_ms(20);
    }
}

/* --- Working --- */

static prse_status count_step(prse_job *job, int step, int64_t ms,
                              prse_error *err)
{
    char text[16], body[32];
    wait_ms(ms);
    snprintf(text, sizeof text, "%d", step + 1);
    snprintf(body, sizeof body, "{\"pas\":%d}", step + 1);
    prse_status status = prse_job_progress(job, (uint64_t)step + 1, STEPS,
                                           PRSE_STR("compte"), err);
    if (!status && step == STEPS / 2)
        status = prse_job_event(job, PRSE_STR("a_moitie"), prse_str_of(body),
                                err);
    if (!status)
        status = prse_job_stage_save(job, PRSE_STR("pas"), prse_str_of(text),
                                     err);
    return status;
}

static prse_status load_step(int *step, prse_job *job, prse_error *err)
{
    prse_error own = {0};
    prse_text *text = NULL;
    *step = 0;
    prse_status status = prse_job_stage_load(&text, job, PRSE_STR("pas"),
                                             &own);
    if (!status)
        *step = atoi(prse_text_str(text).ptr);
    prse_text_free(text);
    if (status == PRSE_ENOTFOUND)
        return PRSE_OK;
    if (status)
        *err = own;
    return status;
}

static prse_status fail(prse_status status, prse_error *err)
{
    err->code = (int32_t)status;
    snprintf(err->message, sizeof err->message, "this number does that");
    return status;
}

static prse_status count(void *user, prse_job *job, prse_error *err)
{
    const int64_t *step_ms = user;
    char result[64];
    int n = atoi(prse_job_payload(job).ptr), step;
    prse_status status = load_step(&step, job, err);
    for (; step < STEPS && !status; step++)
        status = count_step(job, step, *step_ms, err);
    if (status)
        return status;
    if (n % 17 == 16)
        return fail(PRSE_EPARSE, err);
    if (n % 10 == 9 && prse_job_failures(job) == 0)
        return fail(PRSE_EIO, err);
    snprintf(result, sizeof result, "{\"n\":%d,\"compte\":%d}", n, step * n);
    return prse_job_result(job, prse_str_of(result), err);
}

static void tell(void *user, prse_str job, prse_str text)
{
    (void)user;
    fprintf(stderr, "%d %.*s %.*s\n", (int)getpid(), (int)job.len, job.ptr,
            (int)text.len, text.ptr);
}

static void work(prse_queue *queue, char **words, int drain)
{
    int64_t step_ms = atoll(words[1]);
    prse_error err = {0};
    prse_worker *worker = NULL;
    prse_worker_options o = {.size = sizeof o, .drain = (uint32_t)drain,
                             .lease_ms = atoll(words[0]), .poll_ms = 50,
                             .should_stop = should_stop, .told = tell};
    must(prse_worker_new(&worker, queue, &o, &err), "worker", &err);
    must(prse_worker_handle(worker, PRSE_STR("analyse"), count, &step_ms,
                            &err), "kind", &err);
    must(prse_worker_run(worker, &err), "run", &err);
    prse_worker_free(worker);
}

/* --- Sending --- */

static prse_status write_line(void *user, const prse_queue_event *event,
                              prse_error *err)
{
    const int *file = user;
    char line[200];
    int length = snprintf(line, sizeof line, "%.*s %lld %u %.*s\n",
                          (int)event->job.len, event->job.ptr,
                          (long long)event->number, event->is_final,
                          (int)event->kind.len, event->kind.ptr);
    if (write(*file, line, (size_t)length) != length)
        return fail(PRSE_EIO, err);
    return PRSE_OK;
}

static void send(prse_queue *queue, const char *path, int drain)
{
    prse_error err = {0};
    int file = open(path, O_WRONLY | O_APPEND | O_CREAT, 0600);
    prse_send_options o = {.size = sizeof o, .drain = (uint32_t)drain,
                           .hold_ms = 200, .poll_ms = 50,
                           .should_stop = should_stop};
    must(prse_queue_send(queue, write_line, &file, &o, &err), "send", &err);
    close(file);
}

/* --- Cancelling --- */

static void cancel(prse_queue *queue, int every)
{
    prse_jobs_query q = {.size = sizeof q, .limit = 10000};
    prse_records *rows = NULL;
    prse_error err = {0};
    must(prse_queue_jobs(&rows, queue, &q, &err), "jobs", &err);
    for (size_t i = 0; i < prse_records_count(rows); i++) {
        prse_str id = prse_records_text(rows, i, PRSE_STR("id"));
        if (i % (size_t)every == 0 && !prse_queue_cancel(queue, id, &err))
            printf("%.*s\n", (int)id.len, id.ptr);
    }
    prse_records_free(rows);
}

static void add_all(prse_queue *queue, int from, int to)
{
    for (int n = from; n < to; n++)
        add_one(queue, n);
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return 2;
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGTERM, &action, NULL);
    prse_queue *queue = open_queue(argv[2]);
    int drain = strcmp(argv[argc - 1], "drain") == 0;
    if (strcmp(argv[1], "add") == 0)
        add_all(queue, atoi(argv[3]), atoi(argv[4]));
    else if (strcmp(argv[1], "work") == 0)
        work(queue, argv + 3, drain);
    else if (strcmp(argv[1], "send") == 0)
        send(queue, argv[3], drain);
    else
        cancel(queue, atoi(argv[3]));
    prse_queue_unref(queue);
    return 0;
}
