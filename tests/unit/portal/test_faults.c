/* SPDX-License-Identifier: Apache-2.0 */
/* Every function on a session while memory or the store fails at each place in
 * turn, once and for good: an error that says so, and nothing half. */
#include <string.h>

#include "actions.h"
#include "support/fault.h"
#include "support/test.h"

enum { MOST = 20000, BUSY_CALLS = 24 };

/* Whoever may do it. */
static void prepare(stage *st, const action *a, prse_store *store)
{
    stage_open(st, store);
    if (a->about == OTHER)
        stage_role(st, PRSE_ROLE_HOST);
    else
        stage_role(st, a->about == OWN ? PRSE_ROLE_READER : PRSE_ROLE_OWNER);
    if (a->prepare)
        a->prepare(st);
    if (a->operation == PRSE_OP_COMPANY_CREATE)
        SCENE_OK(prse_portal_person_seen(st->actor.session, &err));
}

static void check_error(const action *a, unsigned nth, prse_status status,
                        const prse_error *err)
{
    cr_assert_eq(err->code, (int32_t)status, "%s, fault %u: status %s, error "
                 "%s", a->name, nth, prse_status_name(status),
                 prse_status_name((prse_status)err->code));
    cr_assert_eq(err->message[0] != '\0', status != PRSE_OK);
}

/* What an upload began is finished by the daily task. */
static int is_whole(const action *a)
{
    return a->operation != PRSE_OP_DOCUMENT_UPLOAD;
}

/* --- Memory --- */

static int survives(stage *st, const action *a, unsigned nth, int lasting)
{
    char before[72], after[72];
    prse_error err = {0};
    scene_digest(&st->s, before);
    prse_fault_arm(nth, lasting);
    prse_status status = a->run(st, stage_by(st), &err);
    int met = prse_fault_pause();
    check_error(a, nth, status, &err);
    cr_assert_eq(status, met ? PRSE_ENOMEM : a->answer,
                 "%s, fault %u (met: %d): %s, %s", a->name, nth, met,
                 prse_status_name(status), err.message);
    scene_digest(&st->s, after);
    if (status && is_whole(a))
        cr_assert_str_eq(before, after, "%s, fault %u: half is kept", a->name,
                         nth);
    return met;
}

static void without_memory(int lasting)
{
    for (size_t i = 0; i < action_count; i++) {
        stage st;
        unsigned nth = 1;
        prepare(&st, &actions[i], NULL);
        while (nth < MOST && survives(&st, &actions[i], nth, lasting))
            nth++;
        cr_assert(nth > 1 && nth < MOST, "%s: %u", actions[i].name, nth);
        cr_assert_eq(scene_check(&st.s, NULL, 0), 0, "%s", actions[i].name);
        stage_close(&st);
    }
}

PRSE_TEST(faults, of_memory_once, .timeout = PRSE_LONG)
{
    without_memory(0);
}

PRSE_TEST(faults, of_memory_for_good, .timeout = PRSE_LONG)
{
    without_memory(1);
}

PRSE_TEST(faults, of_memory_while_opening)
{
    PRSE_EACH_FAULT
    {
        prse_store store = {0};
        prse_portal *portal = NULL;
        prse_session *session = NULL;
        prse_portal_options opts = {.size = sizeof opts, .migrate = 1};
        prse_error err = {0};
        prse_status status = prse_store_memory(&store, &err);
        if (!status) {
            status = prse_portal_new(&portal, &store, NULL, &opts, &err);
            if (status)
                store.free(store.self);
        }
        if (!status)
            status = prse_session_of_host(&session, portal, PRSE_STR("a"),
                                          &err);
        PRSE_FAULT_CHECK(status, err);
        prse_session_free(session);
        prse_portal_unref(portal);
    }
}

PRSE_TEST(faults, of_memory_while_entering)
{
    scene s;
    prse_text *token = NULL;
    scene_open(&s);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    SCENE_OK(prse_portal_token_make(&token, s.host, prse_str_of(a.id),
                                    PRSE_STR("x"), 0, &err));
    PRSE_EACH_FAULT
    {
        prse_session *by_id = NULL, *by_token = NULL;
        prse_error err = {0};
        prse_status status = prse_session_of_person(
            &by_id, s.portal, prse_str_of(a.id), &err);
        if (!status)
            status = prse_session_of_token(&by_token, s.portal,
                                           prse_text_str(token), &err);
        PRSE_FAULT_CHECK(status, err);
        prse_session_free(by_id);
        prse_session_free(by_token);
    }
    prse_text_free(token);
    scene_leave(&a);
    scene_close(&s);
}

/* --- The store --- */

/* A second portal over the same rows, whose store fails. */
typedef struct frail {
    prse_portal *portal;
    prse_session *session;
} frail;

static void frail_make(frail *f, stage *st,
                       const prse_store_fault_options *faults)
{
    prse_store view = st->s.store, store = {0};
    prse_portal_options opts = {.size = sizeof opts, .deadline_ms = 30,
                                .clock = &st->s.clock};
    *f = (frail){NULL, NULL};
    view.free = NULL; /* borrowed */
    SCENE_OK(prse_store_faulty(&store, &view, faults, &err));
    SCENE_OK(prse_portal_new(&f->portal, &store, NULL, &opts, &err));
}

static prse_status frail_open(frail *f, stage *st,
                              const prse_store_fault_options *faults,
                              prse_error *err)
{
    frail_make(f, st, faults);
    if (!st->actor.session)
        return prse_session_of_host(&f->session, f->portal,
                                    PRSE_STR("essai"), err);
    return prse_session_of_person(&f->session, f->portal,
                                  prse_str_of(st->actor.id), err);
}

static void frail_close(frail *f)
{
    prse_session_free(f->session);
    prse_portal_unref(f->portal);
}

static int needs_blobs(const action *a)
{
    return a->operation == PRSE_OP_DOCUMENT_UPLOAD ||
           a->operation == PRSE_OP_DOCUMENT_VIEW ||
           a->operation == PRSE_OP_MAINTAIN;
}

/* 0: the fault lay behind the last call. */
static int struck(stage *st, const action *a,
                  const prse_store_fault_options *faults)
{
    frail f;
    prse_error err = {0};
    char before[72], after[72];
    scene_digest(&st->s, before);
    prse_status status = frail_open(&f, st, faults, &err);
    if (!status)
        status = a->run(st, f.session, &err);
    frail_close(&f);
    check_error(a, faults->nth, status, &err);
    if (status == a->answer)
        return 0;
    cr_assert_eq(status, (prse_status)faults->status, "%s, call %u: %s (%s)",
                 a->name, faults->nth, prse_status_name(status), err.message);
    scene_digest(&st->s, after);
    cr_assert_str_eq(before, after, "%s, call %u: half is kept", a->name,
                     faults->nth);
    return 1;
}

static void with_failing_store(uint32_t lasting, prse_status status)
{
    for (size_t i = 0; i < action_count; i++) {
        stage st;
        prse_store_fault_options faults = {.size = sizeof faults, .nth = 1,
                                           .lasting = lasting,
                                           .status = (int32_t)status};
        if (needs_blobs(&actions[i]))
            continue;
        prepare(&st, &actions[i], NULL);
        while (faults.nth < MOST && struck(&st, &actions[i], &faults))
            faults.nth++;
        cr_assert(faults.nth > 2 && faults.nth < MOST, "%s: %u",
                  actions[i].name, faults.nth);
        cr_assert_eq(scene_check(&st.s, NULL, 0), 0, "%s", actions[i].name);
        stage_close(&st);
    }
}

PRSE_TEST(faults, of_the_store_once, .timeout = PRSE_LONG)
{
    with_failing_store(0, PRSE_EIO);
}

PRSE_TEST(faults, of_the_store_for_good, .timeout = PRSE_LONG)
{
    with_failing_store(1, PRSE_EIO);
}

PRSE_TEST(faults, of_a_store_that_is_damaged, .timeout = PRSE_LONG)
{
    with_failing_store(0, PRSE_ESCHEMA);
}

/* Others in the way once are not noticed, wherever it happens. */
static void in_the_way(const action *a, uint32_t nth)
{
    stage st;
    frail f;
    prse_error err = {0};
    prse_store_fault_options faults = {.size = sizeof faults, .nth = nth,
                                       .status = PRSE_EBUSY};
    prepare(&st, a, NULL);
    prse_status status = frail_open(&f, &st, &faults, &err);
    if (!status)
        status = a->run(&st, f.session, &err);
    cr_assert_eq(status, a->answer, "%s, call %u: %s (%s)", a->name, nth,
                 prse_status_name(status), err.message);
    check_error(a, nth, status, &err);
    frail_close(&f);
    cr_assert_eq(scene_check(&st.s, NULL, 0), 0, "%s", a->name);
    stage_close(&st);
}

PRSE_TEST(faults, of_others_in_the_way_are_tried_again, .timeout = PRSE_LONG)
{
    for (size_t i = 0; i < action_count; i++)
        for (uint32_t nth = 1; nth <= BUSY_CALLS; nth++)
            if (!needs_blobs(&actions[i]))
                in_the_way(&actions[i], nth);
}

PRSE_TEST(faults, of_others_in_the_way_for_good_end_at_the_deadline)
{
    stage st;
    frail f;
    prse_error err = {0};
    prse_records *rows = NULL;
    prse_store_fault_options faults = {.size = sizeof faults, .nth = 1,
                                       .lasting = 1, .status = PRSE_EBUSY};
    stage_open(&st, NULL);
    cr_assert_eq(frail_open(&f, &st, &faults, &err), PRSE_OK);
    cr_assert_eq(prse_portal_companies(&rows, f.session, PRSE_STR(""), 0,
                                       &err),
                 PRSE_EBUSY);
    cr_assert_eq(err.code, PRSE_EBUSY);
    frail_close(&f);
    stage_close(&st);
}
