/* SPDX-License-Identifier: Apache-2.0 */
/* Telling what became of jobs: in order, until it has arrived. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "scene.h"

typedef struct mailbox {
    scene *scene;
    char seen[512]; /* kinds, each followed by a blank */
    int calls, refusals; /* the first so many are refused */
    int given_up;
    int64_t tries, number, pass;
    uint32_t is_final;
    char body[200];
} mailbox;

static prse_status receive(void *user, const prse_queue_event *event,
                           prse_error *err)
{
    mailbox *m = user;
    m->tries = event->tries;
    m->number = event->number;
    m->pass = event->pass;
    m->is_final = event->is_final;
    snprintf(m->body, sizeof m->body, "%.*s", (int)event->body.len,
             event->body.ptr);
    if (m->calls++ < m->refusals)
        return prse__error_set(err, PRSE_EPEER, NULL, "500");
    strncat(m->seen, event->kind.ptr, event->kind.len);
    strcat(m->seen, " ");
    return PRSE_OK;
}

static void idle(void *user, int64_t ms)
{
    mailbox *m = user;
    scene_pass(m->scene, ms);
    m->scene->waited_ms += ms;
}

static int should_stop(void *user)
{
    const mailbox *m = user;
    return m->scene->waited_ms >= m->scene->give_up_waiting_ms;
}

static void given_up(void *user, const prse_queue_event *event,
                     const prse_error *why)
{
    mailbox *m = user;
    cr_assert_str_eq(why->message, "500");
    cr_assert(event->number > 0);
    m->given_up++;
}

static prse_send_options sender(mailbox *m)
{
    return (prse_send_options){.size = sizeof(prse_send_options), .drain = 1,
                               .idle = idle, .should_stop = should_stop,
                               .given_up = given_up, .user = m};
}

static void send_all(mailbox *m, prse_send_options opts)
{
    prse_error err = {0};
    cr_assert_eq(prse_queue_send(m->scene->queue, receive, m, &opts, &err),
                 PRSE_OK, "%s", err.message);
}

static prse_status tell_two(void *user, prse_job *job, prse_error *err)
{
    (void)user;
    prse_status status = prse_job_event(job, prse_str_of("processing"),
                                        PRSE_STR(""), err);
    return status ? status
                  : prse_job_event(job, prse_str_of("text_processed"),
                                   prse_str_of("{\"b\":1,\"a\":2}"), err);
}

PRSE_TEST(send, events_arrive_in_their_order_once)
{
    scene s;
    mailbox m = {.scene = &s};
    scene_open(&s);
    const char *id = scene_add_one(&s);
    scene_work(&s, tell_two, NULL);
    send_all(&m, sender(&m));
    cr_assert_str_eq(m.seen, "processing text_processed fini ");
    cr_assert_eq(m.number, 3);
    cr_assert_eq(m.pass, 1);
    cr_assert(m.is_final);
    cr_assert_eq(scene_number(&s, id, "livres"), 3);
    send_all(&m, sender(&m));
    cr_assert_eq(m.calls, 3, "nothing is left");
    scene_close(&s);
}

PRSE_TEST(send, a_body_arrives_as_it_was_given)
{
    scene s;
    mailbox m = {.scene = &s};
    scene_open(&s);
    scene_add_one(&s);
    scene_work(&s, tell_two, NULL);
    s.give_up_waiting_ms = 1;
    prse_send_options o = sender(&m);
    m.refusals = 1000;
    send_all(&m, o);
    cr_assert_str_eq(m.body, "{}", "an empty one is an empty object");
    m.refusals = 0;
    s.give_up_waiting_ms = INT64_MAX;
    send_all(&m, o);
    cr_assert_str_eq(m.body, "{\"etat\":\"fini\",\"echecs\":0}");
    scene_close(&s);
}

PRSE_TEST(send, what_was_refused_comes_again_before_what_is_after_it)
{
    scene s;
    mailbox m = {.scene = &s, .refusals = 3};
    scene_open(&s);
    scene_add_one(&s);
    scene_work(&s, tell_two, NULL);
    int64_t begun = s.now_ms;
    send_all(&m, sender(&m));
    cr_assert_str_eq(m.seen, "processing text_processed fini ");
    cr_assert_eq(m.calls, 6);
    cr_assert(s.now_ms - begun >= (5000 + 10000 + 20000) / 2);
    scene_close(&s);
}

PRSE_TEST(send, a_job_whose_receiver_fails_keeps_no_other_waiting)
{
    scene s;
    mailbox m = {.scene = &s, .refusals = 1};
    scene_open(&s);
    scene_add_one(&s);
    scene_add(&s, request("analyse", "111111111"));
    script work = {.scene = &s};
    scene_work(&s, run_script, &work);
    s.give_up_waiting_ms = s.waited_ms + 1;
    send_all(&m, sender(&m));
    cr_assert_eq(m.calls, 2, "both were tried at once");
    cr_assert_str_eq(m.seen, "fini ");
    scene_close(&s);
}

PRSE_TEST(send, an_event_that_nobody_takes_is_given_up_loudly)
{
    scene s;
    mailbox m = {.scene = &s, .refusals = INT32_MAX};
    prse_records *rows = NULL;
    script work = {.scene = &s};
    scene_open(&s);
    const char *id = scene_add_one(&s);
    scene_work(&s, run_script, &work);
    int64_t begun = s.now_ms;
    send_all(&m, sender(&m));
    cr_assert_eq(m.given_up, 1);
    cr_assert(s.now_ms - begun >= 86400000, "a day");
    cr_assert(s.now_ms - begun <= 86400000 + 2 * 3600000);
    cr_assert_eq(prse_queue_events(&rows, s.queue, prse_str_of(id), NULL),
                 PRSE_OK);
    cr_assert(prse_records_text(rows, 0, prse_str_of("abandonne_le")).len);
    cr_assert_str_eq(prse_records_text(rows, 0, prse_str_of("message")).ptr,
                     "500");
    prse_records_free(rows);
    scene_close(&s);
}

PRSE_TEST(send, a_clock_that_is_set_forward_gives_nothing_up_at_once)
{
    scene s;
    mailbox m = {.scene = &s, .refusals = 2};
    script work = {.scene = &s};
    scene_open(&s);
    scene_add_one(&s);
    scene_work(&s, run_script, &work);
    s.give_up_waiting_ms = s.waited_ms + 1;
    send_all(&m, sender(&m));
    s.now_ms += INT64_C(30) * 86400000;
    s.give_up_waiting_ms = INT64_MAX;
    send_all(&m, sender(&m));
    cr_assert_eq(m.given_up, 0);
    cr_assert_str_eq(m.seen, "fini ");
    scene_close(&s);
}

PRSE_TEST(send, a_clock_that_is_set_back_does_not_hold_events_for_long)
{
    scene s;
    mailbox m = {.scene = &s, .refusals = 1};
    script work = {.scene = &s};
    scene_open(&s);
    scene_add_one(&s);
    scene_work(&s, run_script, &work);
    s.give_up_waiting_ms = s.waited_ms + 1;
    send_all(&m, sender(&m));
    s.now_ms -= INT64_C(30) * 86400000;
    s.give_up_waiting_ms = s.waited_ms + 60000;
    send_all(&m, sender(&m));
    cr_assert_str_eq(m.seen, "fini ");
    scene_close(&s);
}

PRSE_TEST(send, each_pass_of_a_job_has_its_final_event)
{
    scene s;
    mailbox m = {.scene = &s};
    script work = {.scene = &s, .answers = {PRSE_EPARSE, PRSE_OK}};
    scene_open(&s);
    const char *id = scene_add_one(&s);
    scene_work(&s, run_script, &work);
    cr_assert_eq(prse_queue_retry(s.queue, prse_str_of(id), NULL), PRSE_OK);
    scene_work(&s, run_script, &work);
    send_all(&m, sender(&m));
    cr_assert_str_eq(m.seen, "echoue fini ");
    cr_assert_eq(m.pass, 2);
    scene_close(&s);
}

PRSE_TEST(send, settings_that_make_no_sense_are_refused)
{
    scene s;
    scene_open(&s);
    prse_send_options o = {.size = sizeof o, .hold_ms = -1};
    cr_assert_eq(prse_queue_send(s.queue, receive, NULL, &o, NULL),
                 PRSE_EINVAL);
    o = (prse_send_options){.size = sizeof o, .poll_ms = -1};
    cr_assert_eq(prse_queue_send(s.queue, receive, NULL, &o, NULL),
                 PRSE_EINVAL);
    cr_assert_eq(prse_queue_send(s.queue, NULL, NULL, NULL, NULL),
                 PRSE_EINVAL);
    cr_assert_eq(prse_queue_send(NULL, receive, NULL, NULL, NULL),
                 PRSE_EINVAL);
    scene_close(&s);
}
