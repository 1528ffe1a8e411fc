/* SPDX-License-Identifier: Apache-2.0 */
/* Giving work: what is kept, and that the same is done once. */
#include <string.h>

#include "scene.h"

static prse_status add(scene *s, prse_job_request r, prse_job_added *added)
{
    prse_error err = {0};
    *added = (prse_job_added){.size = sizeof *added};
    prse_status status = prse_queue_add(s->queue, &r, added, &err);
    cr_assert_eq(err.code, (int32_t)status);
    return status;
}

PRSE_TEST(add, a_job_is_ready_at_once)
{
    scene s;
    scene_open(&s);
    prse_job_request r = request("analyse", "552032534");
    r.payload = prse_str_of("{\"b\":1, \"a\":2}");
    r.priority = -5;
    const char *id = scene_add(&s, r);
    cr_assert_eq(strlen(id), 26);
    scene_is(&s, id, "pret");
    cr_assert_str_eq(scene_text(&s, id, "genre"), "analyse");
    cr_assert_str_eq(scene_text(&s, id, "siren"), "552032534");
    cr_assert_str_eq(scene_text(&s, id, "charge"), "{\"b\":1, \"a\":2}");
    cr_assert_eq(scene_number(&s, id, "priorite"), -5);
    cr_assert_eq(scene_number(&s, id, "essais"), 5, "the queue's default");
    cr_assert_eq(scene_number(&s, id, "cree_le"), s.now_ms);
    cr_assert_str_eq(scene_events(&s, id), "");
    scene_close(&s);
}

PRSE_TEST(add, a_job_for_later_waits)
{
    scene s;
    script work = {.scene = &s};
    scene_open(&s);
    prse_job_request r = request("analyse", "");
    r.run_at_ms = s.now_ms + 60000;
    const char *id = scene_add(&s, r);
    int64_t due = r.run_at_ms;
    scene_is(&s, id, "attente");
    scene_work(&s, run_script, &work);
    scene_is(&s, id, "fini");
    cr_assert(scene_number(&s, id, "pris_le") >= due);
    cr_assert(scene_number(&s, id, "pris_le") < due + 3000);
    r.run_at_ms = s.now_ms - 1;
    scene_is(&s, scene_add(&s, r), "pret");
    scene_close(&s);
}

PRSE_TEST(add, the_same_work_is_added_once)
{
    scene s;
    script work = {.scene = &s};
    prse_job_added first, second;
    scene_open(&s);
    prse_job_request r = request("analyse", "552032534");
    r.key = prse_str_of("sha256:9f86d081");
    cr_assert_eq(add(&s, r, &first), PRSE_OK);
    cr_assert(first.is_new);
    cr_assert_eq(first.state, PRSE_JOB_READY);
    cr_assert_eq(add(&s, r, &second), PRSE_OK);
    cr_assert(!second.is_new);
    cr_assert_str_eq(second.id, first.id);
    cr_assert_eq(second.state, PRSE_JOB_READY);
    scene_work(&s, run_script, &work);
    cr_assert_eq(work.runs, 1);
    cr_assert_eq(add(&s, r, &second), PRSE_OK);
    cr_assert(!second.is_new, "nor when it is done");
    cr_assert_eq(second.state, PRSE_JOB_DONE);
    scene_close(&s);
}

PRSE_TEST(add, another_kind_or_key_is_other_work)
{
    scene s;
    prse_job_added first, second;
    scene_open(&s);
    prse_job_request r = request("analyse", "552032534");
    r.key = prse_str_of("k1");
    cr_assert_eq(add(&s, r, &first), PRSE_OK);
    r.kind = prse_str_of("export");
    cr_assert_eq(add(&s, r, &second), PRSE_OK);
    cr_assert(second.is_new);
    r.kind = prse_str_of("analyse");
    r.key = prse_str_of("k2");
    cr_assert_eq(add(&s, r, &second), PRSE_OK);
    cr_assert(second.is_new);
    r.key = prse_str_of("");
    cr_assert_eq(add(&s, r, &first), PRSE_OK);
    cr_assert_eq(add(&s, r, &second), PRSE_OK);
    cr_assert(second.is_new, "without a key it is like no other");
    cr_assert_str_neq(first.id, second.id);
    scene_close(&s);
}

PRSE_TEST(add, work_that_failed_or_was_cancelled_may_be_added_again)
{
    scene s;
    script work = {.scene = &s, .answers = {PRSE_EPARSE}};
    prse_job_added first, second, third;
    scene_open(&s);
    prse_job_request r = request("analyse", "552032534");
    r.key = prse_str_of("k1");
    cr_assert_eq(add(&s, r, &first), PRSE_OK);
    scene_work(&s, run_script, &work);
    scene_is(&s, first.id, "echoue");
    cr_assert_eq(add(&s, r, &second), PRSE_OK);
    cr_assert(second.is_new);
    cr_assert_eq(prse_queue_cancel(s.queue, prse_str_of(second.id), NULL),
                 PRSE_OK);
    cr_assert_eq(add(&s, r, &third), PRSE_OK);
    cr_assert(third.is_new);
    scene_close(&s);
}

PRSE_TEST(add, ids_are_in_the_order_of_their_making)
{
    scene s;
    char last[32] = "";
    scene_open(&s);
    for (int i = 0; i < 50; i++, scene_pass(&s, 1)) {
        const char *id = scene_add_one(&s);
        cr_assert(strcmp(id, last) > 0);
        strcpy(last, id);
    }
    scene_close(&s);
}

PRSE_TEST(add, what_cannot_be_kept_is_refused_with_its_name)
{
    static const char long_key[] =
        "123456789-123456789-123456789-123456789-123456789-123456789-12345";
    scene s;
    prse_job_added added;
    scene_open(&s);
    prse_job_request r = request("Analyse", "552032534");
    cr_assert_eq(add(&s, r, &added), PRSE_EPARSE, "a capital");
    r.kind = prse_str_of("");
    cr_assert_eq(add(&s, r, &added), PRSE_EPARSE, "no kind");
    r = request("analyse", long_key);
    cr_assert_eq(add(&s, r, &added), PRSE_EPARSE, "a company of 65 letters");
    r = request("analyse", "Société");
    cr_assert_eq(add(&s, r, &added), PRSE_EPARSE, "an accent");
    r = request("analyse", "1");
    r.payload = prse_str_of("{");
    cr_assert_eq(add(&s, r, &added), PRSE_EPARSE, "no JSON");
    r.payload = prse_str_of("");
    r.priority = 101;
    cr_assert_eq(add(&s, r, &added), PRSE_EINVAL);
    r.priority = 0;
    r.attempts = 1001;
    cr_assert_eq(add(&s, r, &added), PRSE_EINVAL);
    r.attempts = 0;
    r.run_at_ms = -1;
    cr_assert_eq(add(&s, r, &added), PRSE_EINVAL);
    r.run_at_ms = 0;
    r.size = 0;
    cr_assert_eq(add(&s, r, &added), PRSE_EABI);
    scene_close(&s);
}

PRSE_TEST(add, a_result_without_its_size_is_refused_before_anything_is_kept)
{
    scene s;
    prse_records *rows = NULL;
    prse_job_added added = {0};
    scene_open(&s);
    prse_job_request r = request("analyse", "552032534");
    cr_assert_eq(prse_queue_add(s.queue, &r, &added, NULL), PRSE_EABI);
    cr_assert_eq(prse_queue_jobs(&rows, s.queue, NULL, NULL), PRSE_OK);
    cr_assert_eq(prse_records_count(rows), 0);
    prse_records_free(rows);
    scene_close(&s);
}

/* --- Many at once --- */

enum { MANY = 40 };

static void many(prse_job_request *requests, prse_job_added *added)
{
    for (int i = 0; i < MANY; i++) {
        requests[i] = request("analyse", "552032534");
        added[i] = (prse_job_added){.size = sizeof added[i]};
    }
}

PRSE_TEST(add, many_are_added_in_their_order)
{
    scene s;
    prse_job_request requests[MANY];
    prse_job_added added[MANY];
    prse_error err = {0};
    scene_open(&s);
    many(requests, added);
    requests[7].key = requests[9].key = prse_str_of("twice");
    cr_assert_eq(prse_queue_add_all(s.queue, requests, added, MANY, &err),
                 PRSE_OK, "%s", err.message);
    for (int i = 1; i < MANY; i++)
        cr_assert(i == 9 || i == 10 || strcmp(added[i - 1].id,
                                              added[i].id) < 0);
    cr_assert(!added[9].is_new);
    cr_assert_str_eq(added[9].id, added[7].id);
    cr_assert_eq(prse_queue_add_all(s.queue, requests, added, 0, &err),
                 PRSE_OK, "none is fine");
    scene_close(&s);
}

PRSE_TEST(add, many_are_added_all_or_none)
{
    scene s;
    prse_job_request requests[MANY];
    prse_job_added added[MANY];
    prse_records *rows = NULL;
    scene_open(&s);
    many(requests, added);
    requests[MANY - 1].kind = prse_str_of("");
    cr_assert_eq(prse_queue_add_all(s.queue, requests, added, MANY, NULL),
                 PRSE_EPARSE);
    many(requests, added);
    added[5].size = 8;
    cr_assert_eq(prse_queue_add_all(s.queue, requests, added, MANY, NULL),
                 PRSE_EABI);
    cr_assert_eq(prse_queue_add_all(s.queue, requests, added, 1001, NULL),
                 PRSE_ELIMIT);
    cr_assert_eq(prse_queue_jobs(&rows, s.queue, NULL, NULL), PRSE_OK);
    cr_assert_eq(prse_records_count(rows), 0);
    prse_records_free(rows);
    cr_assert_eq(prse_queue_add_all(s.queue, NULL, added, 1, NULL),
                 PRSE_EINVAL);
    cr_assert_eq(prse_queue_add_all(NULL, requests, added, 1, NULL),
                 PRSE_EINVAL);
    scene_close(&s);
}
