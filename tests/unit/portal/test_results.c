/* SPDX-License-Identifier: Apache-2.0 */
/* What analyses found: in the order of jobs and of what they say, apart from
 * the documents, and gone with them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "actions.h"
#include "support/fault.h"
#include "support/test.h"

#define A PRSE_STR(SIREN_A)
#define EARLIER "01JB000000AAAAAAAAAAAAAAAA"
#define JOB "01JB00000ZAAAAAAAAAAAAAAAA"
#define LATER "01JB000010AAAAAAAAAAAAAAAA"

enum { MOST = 16 * 1024 * 1024 };

static prse_status upload_give(void *user, void *to, size_t room, size_t *got,
                               prse_error *err)
{
    prse_str *left = user;
    (void)err;
    cr_assert_gt(room, left->len);
    memcpy(to, left->ptr, left->len);
    *got = left->len;
    left->len = 0;
    return PRSE_OK;
}

/* A document of SIREN_A, whose id goes into st->document. */
static void upload(stage *st, prse_session *by, const char *bytes)
{
    prse_text *id = NULL;
    prse_str left = prse_str_of(bytes);
    prse_upload up = {.size = sizeof up, .siren = A,
                      .name = PRSE_STR("rapport.pdf"),
                      .kind = PRSE_STR("analyse"), .read = upload_give,
                      .user = &left};
    SCENE_OK(prse_portal_upload(&id, by, &up, NULL, &err));
    prse__error_copy(st->document, sizeof st->document, prse_text_str(id));
    prse_text_free(id);
}

static void enter(stage *st)
{
    stage_open(st, NULL);
    upload(st, st->s.host, "%PDF-1.7\n1 0 obj\n<< >>\nendobj\n");
}

static prse_status say(stage *st, const char *job, int64_t number,
                       const char *state, prse_str result, prse_error *err)
{
    prse_document_analysis said = {.size = sizeof said,
                                   .state = prse_str_of(state),
                                   .sentences = -1, .relevant = -1,
                                   .job = prse_str_of(job), .number = number,
                                   .result = result};
    return prse_portal_document_analysed(st->s.host, A,
                                         prse_str_of(st->document), &said,
                                         err);
}

static void expect_column(stage *st, const char *column, const char *text)
{
    prse_records *rows = NULL;
    SCENE_OK(prse_portal_documents(&rows, st->s.host, A, &err));
    prse_str is = prse_records_text(rows, 0, prse_str_of(column));
    cr_assert(prse__str_is(is, text), "%s: %.*s, not %s", column, (int)is.len,
              is.ptr, text);
    prse_records_free(rows);
}

static void expect_result(stage *st, const char *json)
{
    prse_text *text = NULL;
    SCENE_OK(prse_portal_document_result(&text, st->s.host, A,
                                         prse_str_of(st->document), &err));
    cr_assert_str_eq(prse_text_str(text).ptr, json);
    prse_text_free(text);
}

static void expect_no_result(stage *st)
{
    prse_text *text = NULL;
    SCENE_IS(PRSE_ENOTFOUND,
             prse_portal_document_result(&text, st->s.host, A,
                                         prse_str_of(st->document), &err));
    cr_assert_null(text);
}

/* --- Order --- */

PRSE_TEST(results, a_job_is_heard_in_the_order_of_its_numbers)
{
    stage st;
    enter(&st);
    SCENE_OK(say(&st, JOB, 2, "processing", PRSE_STR(""), &err));
    SCENE_OK(say(&st, JOB, 1, "pending", PRSE_STR("{\"n\":1}"), &err));
    SCENE_OK(say(&st, JOB, 2, "error", PRSE_STR("{\"n\":2}"), &err));
    expect_column(&st, "analyse_etat", "processing");
    expect_no_result(&st);
    SCENE_OK(say(&st, JOB, 3, "success", PRSE_STR("{\"n\":3}"), &err));
    expect_column(&st, "analyse_etat", "success");
    expect_column(&st, "analyse_travail", JOB);
    expect_column(&st, "analyse_numero", "3");
    expect_result(&st, "{\"n\":3}");
    stage_close(&st);
}

PRSE_TEST(results, a_job_that_was_made_earlier_is_not_heard_any_more)
{
    stage st;
    enter(&st);
    SCENE_OK(say(&st, JOB, 1, "success", PRSE_STR("{\"n\":1}"), &err));
    SCENE_OK(say(&st, EARLIER, 9, "error", PRSE_STR("{\"n\":9}"), &err));
    expect_column(&st, "analyse_etat", "success");
    expect_result(&st, "{\"n\":1}");
    SCENE_OK(say(&st, LATER, 0, "pending", PRSE_STR(""), &err));
    expect_column(&st, "analyse_etat", "pending");
    expect_column(&st, "analyse_numero", "0");
    expect_result(&st, "{\"n\":1}"); /* until the new one succeeds */
    SCENE_OK(say(&st, JOB, 2, "error", PRSE_STR(""), &err));
    expect_column(&st, "analyse_etat", "pending");
    stage_close(&st);
}

PRSE_TEST(results, nobody_in_particular_is_always_heard)
{
    stage st;
    enter(&st);
    SCENE_OK(say(&st, "", 0, "pending", PRSE_STR(""), &err));
    expect_column(&st, "analyse_travail", "");
    SCENE_OK(say(&st, JOB, 5, "success", PRSE_STR(""), &err));
    SCENE_OK(say(&st, "", 0, "pending", PRSE_STR(""), &err));
    expect_column(&st, "analyse_etat", "pending");
    /* and the job that was heard stays known */
    SCENE_OK(say(&st, JOB, 4, "processing", PRSE_STR(""), &err));
    expect_column(&st, "analyse_etat", "pending");
    SCENE_OK(say(&st, JOB, 6, "success", PRSE_STR(""), &err));
    expect_column(&st, "analyse_etat", "success");
    stage_close(&st);
}

static size_t events(stage *st)
{
    prse_records *rows = NULL;
    SCENE_OK(prse_portal_journal(&rows, st->s.host, A, 0, 0, &err));
    size_t count = prse_records_count(rows);
    prse_records_free(rows);
    return count;
}

PRSE_TEST(results, what_comes_late_leaves_no_trace)
{
    stage st;
    char before[72], after[72];
    enter(&st);
    SCENE_OK(say(&st, JOB, 2, "success", PRSE_STR("{}"), &err));
    size_t count = events(&st);
    scene_digest(&st.s, before);
    SCENE_OK(say(&st, JOB, 2, "success", PRSE_STR("{}"), &err));
    SCENE_OK(say(&st, EARLIER, 7, "error", PRSE_STR(""), &err));
    scene_digest(&st.s, after);
    cr_assert_str_eq(before, after);
    cr_assert_eq(events(&st), count);
    stage_close(&st);
}

/* --- What is taken --- */

PRSE_TEST(results, what_is_no_result_is_refused_and_nothing_noted)
{
    static const char *const wrong[] = {"[]", "7", "\"{}\"", "{\"a\":}",
                                        "{} {}"};
    stage st;
    enter(&st);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        SCENE_IS(PRSE_EPARSE,
                 say(&st, JOB, 1, "success", prse_str_of(wrong[i]), &err));
    SCENE_IS(PRSE_EINVAL,
             say(&st, JOB, 1, "success", (prse_str){NULL, 3}, &err));
    SCENE_IS(PRSE_EPARSE, say(&st, "0123456789012345678901234567890123", 1,
                              "success", PRSE_STR(""), &err));
    expect_column(&st, "analyse_etat", "");
    expect_no_result(&st);
    stage_close(&st);
}

PRSE_TEST(results, sixteen_mebibytes_are_kept_and_no_more)
{
    stage st;
    prse_text *text = NULL;
    char *large = malloc(MOST + 1);
    cr_assert_not_null(large);
    enter(&st);
    memset(large, ' ', MOST + 1);
    large[0] = '{';
    large[MOST - 1] = '}';
    SCENE_OK(say(&st, JOB, 1, "success", (prse_str){large, MOST}, &err));
    SCENE_OK(prse_portal_document_result(&text, st.s.host, A,
                                         prse_str_of(st.document), &err));
    cr_assert_eq(prse_text_str(text).len, MOST);
    prse_text_free(text);
    SCENE_IS(PRSE_EPARSE,
             say(&st, JOB, 2, "success", (prse_str){large, MOST + 1}, &err));
    expect_column(&st, "analyse_numero", "1");
    free(large);
    stage_close(&st);
}

PRSE_TEST(results, another_companys_result_is_not_found)
{
    stage st;
    prse_text *text = NULL;
    enter(&st);
    scene_company(&st.s, SIREN_B);
    SCENE_OK(say(&st, JOB, 1, "success", PRSE_STR("{}"), &err));
    SCENE_IS(PRSE_ENOTFOUND,
             prse_portal_document_result(&text, st.s.host, PRSE_STR(SIREN_B),
                                         prse_str_of(st.document), &err));
    SCENE_IS(PRSE_EINVAL,
             prse_portal_document_result(NULL, st.s.host, A,
                                         prse_str_of(st.document), &err));
    SCENE_IS(PRSE_EINVAL, prse_portal_document_result(
                              &text, NULL, A, prse_str_of(st.document), &err));
    stage_close(&st);
}

/* --- Going --- */

static size_t kept(stage *st)
{
    return scene_count(&st->s, PRSE__ANALYSES);
}

static void enter_with_result(stage *st)
{
    enter(st);
    SCENE_OK(say(st, JOB, 1, "success", PRSE_STR("{}"), &err));
    cr_assert_eq(kept(st), 1);
}

PRSE_TEST(results, a_result_goes_with_its_document)
{
    stage st;
    enter_with_result(&st);
    SCENE_OK(prse_portal_document_remove(st.s.host, A,
                                         prse_str_of(st.document), &err));
    cr_assert_eq(kept(&st), 0);
    stage_close(&st);
}

PRSE_TEST(results, a_result_goes_when_the_time_of_its_document_is_over)
{
    stage st;
    prse_tidied tidied = {.size = sizeof tidied};
    enter_with_result(&st);
    SCENE_OK(prse_portal_document_keep(st.s.host, A, prse_str_of(st.document),
                                       PRSE_STR("2026-03-02"), &err));
    expect_result(&st, "{}");
    st.s.now_ms = SCENE_START + 2 * SCENE_DAY;
    SCENE_OK(prse_portal_tidy(st.s.host, &tidied, NULL, &err));
    cr_assert_eq(tidied.documents, 1);
    cr_assert_eq(kept(&st), 0);
    stage_close(&st);
}

static prse_status lose_document(void *user, prse__tx *tx, prse_error *err)
{
    const stage *st = user;
    prse_value key = prse__field_text(prse_str_of(st->document));
    return prse__tx_remove(tx, prse__portal_collection_of(PRSE__DOCUMENTS),
                           &key, PRSE_VERSION_ANY, err);
}

PRSE_TEST(results, a_result_goes_with_its_company_whatever_else_is_lost)
{
    for (int lost = 0; lost < 2; lost++) {
        stage st;
        enter_with_result(&st);
        if (lost)
            scene_break_in(&st.s, lose_document, &st);
        SCENE_OK(prse_portal_company_erase(st.s.host, A, &err));
        cr_assert_eq(kept(&st), 0);
        stage_close(&st);
    }
}

/* --- Exports --- */

PRSE_TEST(results, who_uploaded_is_told_that_there_is_one_not_what_it_says)
{
    stage st;
    prse_text *text = NULL;
    enter(&st);
    stage_role(&st, PRSE_ROLE_EDITOR);
    upload(&st, st.actor.session, "%PDF-1.7\n2 0 obj\n<< >>\nendobj\n");
    SCENE_OK(say(&st, JOB, 1, "success", PRSE_STR("{\"MARQUEUR\":1}"), &err));
    SCENE_OK(prse_portal_person_export(&text, st.actor.session,
                                       prse_str_of(st.actor.id), &err));
    const char *list = strstr(prse_text_str(text).ptr, "\"analyses\":[{");
    cr_assert_not_null(list, "%s", prse_text_str(text).ptr);
    cr_assert_not_null(strstr(list, st.document));
    cr_assert_null(strstr(prse_text_str(text).ptr, "MARQUEUR"));
    prse_text_free(text);
    SCENE_OK(prse_portal_person_erase(st.s.host, prse_str_of(st.actor.id), 1,
                                      &err));
    cr_assert_eq(kept(&st), 0);
    stage_close(&st);
}

/* --- Checks --- */

typedef struct told {
    size_t count;
    char last[200];
} told;

static void tell(void *user, prse_str text)
{
    told *t = user;
    t->count++;
    prse__error_copy(t->last, sizeof t->last, text);
}

static void expect_finding(stage *st, const char *what)
{
    told t = {.count = 0};
    char found[2000];
    SCENE_OK(prse_portal_documents_check(st->s.host, 0, tell, &t, NULL, &err));
    cr_assert_eq(t.count, what != NULL, "%s", t.last);
    cr_assert_eq(scene_check(&st->s, found, sizeof found), what != NULL, "%s",
                 found);
    if (what) {
        cr_assert_not_null(strstr(t.last, what), "%s", t.last);
        cr_assert_not_null(strstr(found, what), "%s", found);
    }
}

/* The row alone: the blob's stays needed. */
PRSE_TEST(results, a_result_without_document_is_found)
{
    stage st;
    enter_with_result(&st);
    expect_finding(&st, NULL);
    scene_break_in(&st.s, lose_document, &st);
    expect_finding(&st, "is not in documents");
    stage_close(&st);
}

static prse_status move_document(void *user, prse__tx *tx, prse_error *err)
{
    const stage *st = user;
    const prse_collection *of = prse__portal_collection_of(PRSE__DOCUMENTS);
    prse_value key = prse__field_text(prse_str_of(st->document));
    prse__row row = {0};
    prse_status status = prse__tx_row(tx, of, &key, &row, err);
    if (!status) {
        row.values[DOCUMENT_SIREN] = prse__field_text(PRSE_STR(SIREN_B));
        status = prse__tx_put(tx, of, row.values, row.version, NULL, err);
    }
    prse__row_free(&row);
    return status;
}

PRSE_TEST(results, a_result_of_another_companys_document_is_found)
{
    stage st;
    enter_with_result(&st);
    scene_company(&st.s, SIREN_B);
    scene_break_in(&st.s, move_document, &st);
    expect_finding(&st, "is not of company " SIREN_A);
    stage_close(&st);
}

PRSE_TEST(results, a_check_tells_every_lack_of_memory, .timeout = PRSE_LONG)
{
    stage st;
    told t = {.count = 0};
    enter_with_result(&st);
    scene_break_in(&st.s, lose_document, &st);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status = prse_portal_documents_check(
            st.s.host, 0, tell, &t, NULL, &err);
        PRSE_FAULT_CHECK(status, err);
    }
    stage_close(&st);
}
