/* SPDX-License-Identifier: Apache-2.0 */
#include "scene.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"

static int64_t now_ms(void *self)
{
    return ((scene *)self)->now_ms;
}

static int64_t monotonic_ms(void *self)
{
    return ((scene *)self)->monotonic_ms;
}

void scene_open_with(scene *s, prse_store *store, prse_queue_options opts)
{
    prse_error err = {0};
    *s = (scene){.now_ms = INT64_C(1795710307000), .monotonic_ms = 5000,
                 .give_up_waiting_ms = INT64_MAX};
    s->clock = (prse_clock){.size = sizeof s->clock, .self = s,
                            .now_ms = now_ms, .monotonic_ms = monotonic_ms};
    opts.size = sizeof opts;
    opts.migrate = 1;
    opts.clock = &s->clock;
    cr_assert_eq(prse_queue_new(&s->queue, store, &opts, &err), PRSE_OK, "%s",
                 err.message);
}

void scene_open(scene *s)
{
    prse_store store;
    cr_assert_eq(prse_store_memory(&store, NULL), PRSE_OK);
    scene_open_with(s, &store, (prse_queue_options){0});
}

void scene_close(scene *s)
{
    prse_queue_unref(s->queue);
}

void scene_pass(scene *s, int64_t ms)
{
    s->now_ms += ms;
    s->monotonic_ms += ms;
}

/* --- Adding --- */

prse_job_request request(const char *kind, const char *siren)
{
    return (prse_job_request){.size = sizeof(prse_job_request),
                              .kind = prse_str_of(kind),
                              .siren = prse_str_of(siren)};
}

/* Some texts that live a while. */
static char *keep(prse_str text)
{
    static char kept[256][512];
    static int next;
    char *to = kept[next++ % 256];
    snprintf(to, sizeof kept[0], "%.*s", (int)text.len,
             text.ptr ? text.ptr : "");
    return to;
}

const char *scene_add(scene *s, prse_job_request r)
{
    prse_job_added added = {.size = sizeof added};
    prse_error err = {0};
    cr_assert_eq(prse_queue_add(s->queue, &r, &added, &err), PRSE_OK,
                 "%s: %s", err.subject, err.message);
    return keep(prse_str_of(added.id));
}

const char *scene_add_one(scene *s)
{
    return scene_add(s, request("analyse", "552032534"));
}

/* --- Working --- */

static void idle(void *user, int64_t ms)
{
    scene *s = user;
    scene_pass(s, ms);
    s->waited_ms += ms;
}

static int should_stop(void *user)
{
    scene *s = user;
    return s->stop || s->waited_ms >= s->give_up_waiting_ms;
}

static void told(void *user, prse_str job, prse_str text)
{
    scene *s = user;
    size_t length = strlen(s->told);
    (void)job;
    snprintf(s->told + length, sizeof s->told - length, "%.*s\n",
             (int)text.len, text.ptr);
}

prse_worker_options scene_worker(scene *s)
{
    return (prse_worker_options){.size = sizeof(prse_worker_options),
                                 .drain = 1, .should_stop = should_stop,
                                 .idle = idle, .told = told, .user = s};
}

prse_status scene_work_as(scene *s, prse_worker_options opts, prse_job_run run,
                          void *user, prse_error *err)
{
    prse_worker *worker = NULL;
    cr_assert_eq(prse_worker_new(&worker, s->queue, &opts, err), PRSE_OK);
    cr_assert_eq(prse_worker_handle(worker, prse_str_of("analyse"), run, user,
                                    err), PRSE_OK);
    prse_status status = prse_worker_run(worker, err);
    prse_worker_free(worker);
    return status;
}

void scene_work(scene *s, prse_job_run run, void *user)
{
    prse_error err = {0};
    cr_assert_eq(scene_work_as(s, scene_worker(s), run, user, &err), PRSE_OK,
                 "%s", err.message);
}

/* --- Looking --- */

const char *scene_text(scene *s, const char *id, const char *column)
{
    prse_records *row = NULL;
    prse_error err = {0};
    cr_assert_eq(prse_queue_job(&row, s->queue, prse_str_of(id), &err),
                 PRSE_OK, "%s", err.message);
    const char *text = keep(prse_records_text(row, 0, prse_str_of(column)));
    prse_records_free(row);
    return text;
}

int64_t scene_number(scene *s, const char *id, const char *column)
{
    prse_records *row = NULL;
    prse_value value;
    cr_assert_eq(prse_queue_job(&row, s->queue, prse_str_of(id), NULL),
                 PRSE_OK);
    cr_assert_eq(prse_records_get(row, 0, prse_str_of(column), &value, NULL),
                 PRSE_OK);
    prse_records_free(row);
    return value.number;
}

void scene_is(scene *s, const char *id, const char *state)
{
    cr_assert_str_eq(scene_text(s, id, "etat"), state, "%s",
                     scene_text(s, id, "message"));
}

const char *scene_events(scene *s, const char *id)
{
    prse_records *rows = NULL;
    char all[512] = "";
    cr_assert_eq(prse_queue_events(&rows, s->queue, prse_str_of(id), NULL),
                 PRSE_OK);
    for (size_t i = 0; i < prse_records_count(rows); i++) {
        prse_str kind = prse_records_text(rows, i, prse_str_of("genre"));
        size_t length = strlen(all);
        snprintf(all + length, sizeof all - length, "%.*s ", (int)kind.len,
                 kind.ptr);
    }
    prse_records_free(rows);
    return keep(prse_str_of(all));
}

prse_status run_script(void *user, prse_job *job, prse_error *err)
{
    script *s = user;
    prse_str siren = prse_job_siren(job);
    size_t length = strlen(s->order);
    snprintf(s->order + length, sizeof s->order - length, "%.*s ",
             (int)siren.len, siren.ptr);
    int run = s->runs++;
    prse_status answer = s->answers[run < 8 ? run : 7];
    return answer ? prse__error_set(err, answer, NULL, "as the script says")
                  : PRSE_OK;
}
