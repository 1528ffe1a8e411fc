/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of a worker and of the job that it holds. */
#ifndef PRSE_JOBS_WORKER_H
#define PRSE_JOBS_WORKER_H

#include "jobs/pace.h"
#include "jobs/watch.h"

enum { PRSE__KINDS = 32, PRSE__WORD = 33, PRSE__KEY = 65, PRSE__OWNER = 97 };

typedef struct prse__handler {
    char kind[PRSE__WORD];
    prse_job_run run;
    void *user;
    char last[PRSE__KEY]; /* the company that had its turn */
} prse__handler;

struct prse_job {
    prse_worker *worker;
    prse__row row;    /* as it was taken */
    int64_t token;
    int held;         /* 1: its end is still to be written */
    int changed;      /* 1: its row may not be as it was taken */
    int lost;         /* another has it */
    int canceled;     /* somebody asked for it */
    int64_t sign_ms;  /* monotonic: when the next sign of life is due */
    uint64_t done, total;
    char word[PRSE__WORD];
    int has_result;
    prse__buf result;
    prse_status answer; /* of its handler, and why */
    prse_error why;
    int stopping;       /* the worker was asked to stop before */
};

struct prse_worker {
    prse_queue *queue;
    prse_worker_options options;
    char owner[PRSE__OWNER]; /* its name, and letters that are this one's */
    prse__handler handlers[PRSE__KINDS];
    size_t count, turn; /* handlers, and whose turn it is */
    prse__pace pace;
    prse__watch watch;
    int64_t sweep_ms; /* monotonic: when the next sweep is due */
    int in_doubt;     /* it may have taken a job without knowing */
    prse_job job;
};

/* One transaction: writes the end of the job that is held, if any, and takes
 * the next one, if wanted. A job that is taken is in worker->job. */
prse_status prse__turn(prse_worker *worker, int wanted, prse_error *err);
/* Parts of it. The end of a job; none, where another has it. */
prse_status prse__settle(prse__tx *tx, prse_job *job, int64_t now_ms,
                         prse_error *err);
/* The next job of the worker, into *row, and the position of its handler.
 * PRSE_ENOTFOUND. */
prse_status prse__claim(prse__row *row, size_t *handler, prse__tx *tx,
                        const prse_worker *worker, int64_t now_ms,
                        prse_error *err);
/* The job that the worker may have taken without knowing. PRSE_ENOTFOUND. */
prse_status prse__claimed(prse__row *row, prse__tx *tx,
                          const prse_worker *worker, prse_error *err);

/* Takes back the jobs of the dead, and makes ready what is due; nothing before
 * its time has come. */
prse_status prse__sweep(prse_worker *worker, prse_error *err);
/* Whether there is anything of the worker's kinds at one moment, in the states
 * from PRSE_JOB_READY to `last`. */
prse_status prse__look(prse_worker *worker, prse_job_state last, int *there,
                       prse_error *err);

/* Begins to hold a job that was taken. */
void prse__job_hold(prse_job *job, prse__row *row);
void prse__job_drop(prse_job *job);
/* Between two signs of life. */
int64_t prse__sign_every_ms(const prse_worker *worker);
/* Changes a job that is held, in one transaction: `change` puts its locked row,
 * which has a sign of life more. PRSE_ECONFLICT: another has it. */
typedef prse_status (*prse__job_change)(void *user, prse__tx *tx,
                                        prse__row *row, prse_error *err);
prse_status prse__job_write(prse_job *job, prse__job_change change, void *user,
                            prse_error *err);
/* 1: the row is still held under the job's token. */
int prse__job_is_held(const prse_job *job, const prse__row *row);

void prse__worker_tell(const prse_worker *worker, prse_str job,
                       const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
