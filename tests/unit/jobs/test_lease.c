/* SPDX-License-Identifier: Apache-2.0 */
/* Workers who die, or only seem to, whatever the clocks say. */
#include <string.h>

#include "jobs/worker.h"
#include "scene.h"

/* --- The watch, by itself --- */

static void see(prse__watch *watch, int64_t token, int64_t signs,
                int64_t lease_ms)
{
    prse_value row[TRAVAIL_COLUMNS] = {{0}};
    row[TRAVAIL_ID] = prse__field_text(PRSE_STR("01KAJ0000000000000000000AA"));
    row[TRAVAIL_JETON] = prse__field_int(token);
    row[TRAVAIL_SIGNES] = prse__field_int(signs);
    row[TRAVAIL_BAIL_MS] = prse__field_int(lease_ms);
    prse__watch_see(watch, row, 1);
}

static int is_dead_after(prse__watch *watch, int64_t signs, int64_t at_ms)
{
    prse__watch_begin(watch);
    see(watch, 1, signs, 3000);
    cr_assert_eq(prse__watch_end(watch, at_ms, NULL), PRSE_OK);
    return prse__watched_is_dead(&watch->now[0]);
}

PRSE_TEST(lease, who_gives_no_sign_for_a_whole_lease_is_dead)
{
    prse__watch watch = {0};
    cr_assert(!is_dead_after(&watch, 1, 1000), "seen for the first time");
    cr_assert(!is_dead_after(&watch, 1, 2000));
    cr_assert(!is_dead_after(&watch, 1, 3000));
    cr_assert(is_dead_after(&watch, 1, 4000));
    prse__watch_free(&watch);
}

PRSE_TEST(lease, a_sign_of_life_begins_it_anew)
{
    prse__watch watch = {0};
    cr_assert(!is_dead_after(&watch, 1, 1000));
    cr_assert(!is_dead_after(&watch, 1, 3000));
    cr_assert(!is_dead_after(&watch, 2, 3500), "a sign");
    cr_assert(!is_dead_after(&watch, 2, 5000));
    cr_assert(is_dead_after(&watch, 2, 6600));
    prse__watch_free(&watch);
}

PRSE_TEST(lease, a_pause_of_the_whole_machine_kills_nobody)
{
    prse__watch watch = {0};
    cr_assert(!is_dead_after(&watch, 1, 1000));
    cr_assert(!is_dead_after(&watch, 1, 1000 + 86400000),
              "the holder was paused too: it must be seen to be silent");
    cr_assert(!is_dead_after(&watch, 2, 1000 + 86400100), "and was not");
    prse__watch_free(&watch);
}

PRSE_TEST(lease, a_job_that_is_no_more_seen_is_forgotten)
{
    prse__watch watch = {0};
    cr_assert(!is_dead_after(&watch, 1, 1000));
    prse__watch_begin(&watch);
    cr_assert_eq(prse__watch_end(&watch, 2000, NULL), PRSE_OK);
    cr_assert(!is_dead_after(&watch, 1, 6000), "seen for the first time");
    prse__watch_free(&watch);
}

PRSE_TEST(lease, as_many_are_watched_as_there_are)
{
    prse__watch watch = {0};
    for (int look = 0; look < 3; look++) {
        prse__watch_begin(&watch);
        for (int64_t token = 0; token < 100; token++)
            see(&watch, token, 1, 50);
        cr_assert_eq(prse__watch_end(&watch, 100 * look, NULL), PRSE_OK);
    }
    cr_assert_eq(watch.count, 100);
    for (size_t i = 0; i < watch.count; i++)
        cr_assert(prse__watched_is_dead(&watch.now[i]));
    prse__watch_free(&watch);
}

/* --- A worker that dies: one that leaves its handler for good, as a process
 * that is killed; here it runs another worker inside, who takes the job --- */

typedef struct rival {
    scene *scene;
    script other;      /* what the second worker does */
    int64_t away_ms;   /* how long the first one gives no sign */
    int64_t set_by_ms; /* the clock of the day is set by so much meanwhile */
    prse_status answer; /* that the first one gives at last */
    int lost;           /* it was told */
} rival;

static prse_status be_away(void *user, prse_job *job, prse_error *err)
{
    rival *r = user;
    scene *s = r->scene;
    prse_error own = {0};
    s->waited_ms = 0;
    s->give_up_waiting_ms = r->away_ms;
    s->now_ms += r->set_by_ms;
    cr_assert_eq(scene_work_as(s, scene_worker(s), run_script, &r->other,
                               &own), PRSE_OK);
    s->give_up_waiting_ms = INT64_MAX;
    prse_status status = prse_job_progress(job, 1, 2, PRSE_STR(""), err);
    r->lost = status == PRSE_ECONFLICT;
    if (r->lost) {
        cr_assert(prse_job_should_stop(job));
        cr_assert_eq(prse_job_stage_save(job, prse_str_of("a"), PRSE_STR(""),
                                         NULL), PRSE_ECONFLICT);
        cr_assert_eq(prse_job_event(job, prse_str_of("a"), PRSE_STR(""),
                                    NULL), PRSE_ECONFLICT);
    }
    *err = (prse_error){0};
    return r->answer ? status : PRSE_OK;
}

static const char *fight(scene *s, rival *r)
{
    prse_error err = {0};
    scene_open(s);
    const char *id = scene_add_one(s);
    r->scene = s;
    r->other.scene = s;
    prse_worker_options o = scene_worker(s);
    o.lease_ms = 30000;
    cr_assert_eq(scene_work_as(s, o, be_away, r, &err), PRSE_OK, "%s",
                 err.message);
    return id;
}

PRSE_TEST(lease, a_job_of_the_dead_is_taken_by_another)
{
    scene s;
    rival r = {.away_ms = 60000, .other = {.answers = {PRSE_OK}}};
    const char *id = fight(&s, &r);
    cr_assert_eq(r.other.runs, 1);
    cr_assert(r.lost, "who comes back is told");
    scene_is(&s, id, "fini");
    cr_assert_eq(scene_number(&s, id, "morts"), 1);
    cr_assert_eq(scene_number(&s, id, "echecs"), 1);
    cr_assert_str_eq(scene_events(&s, id), "fini ");
    cr_assert_not_null(strstr(s.told, "lost: another worker has it"));
    scene_close(&s);
}

PRSE_TEST(lease, what_comes_too_late_counts_for_nothing)
{
    scene s;
    rival r = {.away_ms = 60000, .other = {.answers = {PRSE_EPARSE}},
               .answer = PRSE_OK};
    const char *id = fight(&s, &r);
    scene_is(&s, id, "echoue");
    cr_assert_str_eq(scene_events(&s, id), "echoue ");
    scene_close(&s);
}

PRSE_TEST(lease, who_comes_back_to_a_job_that_was_given_up_has_lost_it)
{
    scene s;
    rival r = {.scene = &s, .away_ms = 60000};
    prse_error err = {0};
    scene_open(&s);
    prse_job_request one = request("analyse", "552032534");
    one.attempts = 1;
    const char *id = scene_add(&s, one);
    r.other.scene = &s;
    cr_assert_eq(scene_work_as(&s, scene_worker(&s), be_away, &r, &err),
                 PRSE_OK);
    scene_is(&s, id, "echoue");
    cr_assert(r.lost);
    cr_assert_not_null(strstr(s.told, "lost: another worker has it"));
    cr_assert_str_eq(scene_events(&s, id), "echoue ");
    scene_close(&s);
}

PRSE_TEST(lease, who_is_away_for_less_keeps_its_job)
{
    scene s;
    rival r = {.away_ms = 25000};
    const char *id = fight(&s, &r);
    cr_assert_eq(r.other.runs, 0);
    cr_assert(!r.lost);
    scene_is(&s, id, "fini");
    cr_assert_eq(scene_number(&s, id, "morts"), 0);
    scene_close(&s);
}

PRSE_TEST(lease, a_clock_that_is_set_forward_takes_no_job_away)
{
    scene s;
    rival r = {.away_ms = 25000, .set_by_ms = INT64_C(365) * 86400000};
    const char *id = fight(&s, &r);
    cr_assert_eq(r.other.runs, 0);
    scene_is(&s, id, "fini");
    scene_close(&s);
}

PRSE_TEST(lease, a_clock_that_is_set_back_keeps_no_job_from_being_taken)
{
    scene s;
    rival r = {.away_ms = 60000, .set_by_ms = -INT64_C(365) * 86400000};
    const char *id = fight(&s, &r);
    cr_assert_eq(r.other.runs, 1);
    scene_is(&s, id, "fini");
    scene_close(&s);
}

/* --- Jobs that a killed process leaves --- */

/* Gives a worker that holds a job. */
static prse_worker *take(scene *s)
{
    prse_worker *worker = NULL;
    prse_error err = {0};
    prse_worker_options o = scene_worker(s);
    cr_assert_eq(prse_worker_new(&worker, s->queue, &o, &err), PRSE_OK);
    cr_assert_eq(prse_worker_handle(worker, prse_str_of("analyse"),
                                    run_script, s, &err), PRSE_OK);
    cr_assert_eq(prse__turn(worker, 1, &err), PRSE_OK);
    cr_assert(worker->job.held);
    return worker;
}

static void take_and_die(scene *s)
{
    prse_worker_free(take(s));
}

/* Somebody who only waits until it is taken back. */
static void wait_for_it(scene *s, const char *id)
{
    prse_worker *worker = NULL;
    prse_worker_options o = scene_worker(s);
    cr_assert_eq(prse_worker_new(&worker, s->queue, &o, NULL), PRSE_OK);
    for (int i = 0; i < 40; i++, scene_pass(s, 2000)) {
        cr_assert_eq(prse__sweep(worker, NULL), PRSE_OK);
        if (strcmp(scene_text(s, id, "etat"), "en_cours") != 0)
            break;
    }
    prse_worker_free(worker);
}

PRSE_TEST(lease, a_job_over_which_workers_die_is_given_up)
{
    scene s;
    scene_open(&s);
    const char *id = scene_add_one(&s);
    for (int death = 1; death <= 3; death++) {
        scene_is(&s, id, "pret");
        take_and_die(&s);
        scene_is(&s, id, "en_cours");
        wait_for_it(&s, id);
        cr_assert_eq(scene_number(&s, id, "morts"), death);
    }
    scene_is(&s, id, "echoue");
    cr_assert_str_eq(scene_text(&s, id, "erreur"), "PRSE_ETIMEOUT");
    cr_assert_str_eq(scene_text(&s, id, "message"),
                     "its worker gave no sign of life for 30000 ms");
    cr_assert_str_eq(scene_events(&s, id), "echoue ");
    scene_close(&s);
}

PRSE_TEST(lease, a_death_is_a_failed_attempt)
{
    scene s;
    scene_open(&s);
    prse_job_request r = request("analyse", "552032534");
    r.attempts = 1;
    const char *id = scene_add(&s, r);
    take_and_die(&s);
    wait_for_it(&s, id);
    scene_is(&s, id, "echoue");
    scene_close(&s);
}

PRSE_TEST(lease, a_cancelled_job_of_the_dead_is_cancelled)
{
    scene s;
    scene_open(&s);
    const char *id = scene_add_one(&s);
    take_and_die(&s);
    cr_assert_eq(prse_queue_cancel(s.queue, prse_str_of(id), NULL), PRSE_OK);
    scene_is(&s, id, "en_cours");
    wait_for_it(&s, id);
    scene_is(&s, id, "annule");
    cr_assert_str_eq(scene_events(&s, id), "annule ");
    scene_close(&s);
}

PRSE_TEST(lease, a_retry_forgets_the_deaths)
{
    scene s;
    script work = {.scene = &s};
    scene_open(&s);
    prse_job_request r = request("analyse", "552032534");
    r.attempts = 1;
    const char *id = scene_add(&s, r);
    take_and_die(&s);
    wait_for_it(&s, id);
    cr_assert_eq(prse_queue_retry(s.queue, prse_str_of(id), NULL), PRSE_OK);
    cr_assert_eq(scene_number(&s, id, "morts"), 0);
    scene_work(&s, run_script, &work);
    scene_is(&s, id, "fini");
    scene_close(&s);
}

PRSE_TEST(lease, of_two_who_hold_a_job_only_the_later_one_can_write)
{
    scene s;
    prse_error err = {0};
    scene_open(&s);
    const char *id = scene_add_one(&s);
    prse_worker *first = take(&s);
    wait_for_it(&s, id);
    prse_worker *second = take(&s);
    cr_assert_eq(prse_job_event(&first->job, prse_str_of("a"), PRSE_STR(""),
                                &err), PRSE_ECONFLICT);
    cr_assert_eq(prse_job_event(&second->job, prse_str_of("b"), PRSE_STR(""),
                                &err), PRSE_OK);
    first->job.lost = 0; /* as if it had not asked */
    first->job.answer = PRSE_EPARSE;
    cr_assert_eq(prse__turn(first, 0, &err), PRSE_OK);
    scene_is(&s, id, "en_cours");
    cr_assert_not_null(strstr(s.told, "lost"));
    cr_assert_eq(prse__turn(second, 0, &err), PRSE_OK);
    scene_is(&s, id, "fini");
    cr_assert_str_eq(scene_events(&s, id), "b fini ");
    prse_worker_free(first);
    prse_worker_free(second);
    scene_close(&s);
}
