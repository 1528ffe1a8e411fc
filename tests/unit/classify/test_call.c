/* SPDX-License-Identifier: Apache-2.0 */
/* What reaches a classifier, and what comes out of one. */
#include <string.h>

#include "base/str.h"
#include "stub.h"
#include "support/test.h"

static const prse_str one = {"eau", 3};

static prse_status ask(const prse_classifier *c, prse_str text,
                       prse_label *out, prse_error *err)
{
    return prse_classifier_classify(c, &text, 1, out, NULL, err);
}

PRSE_TEST(call, gives_the_answers_of_the_classifier)
{
    stub s;
    prse_classifier c;
    prse_label out[2];
    const prse_str texts[] = {PRSE_STR("eau"), PRSE_STR("rien")};
    prse_error err = {0};
    stub_make(&c, &s);
    cr_assert_eq(prse_classifier_classify(&c, texts, 2, out, NULL, &err),
                 PRSE_OK);
    cr_expect_eq(out[0].label, 1);
    cr_expect_eq(out[1].label, 0);
    cr_expect_eq(out[1].second, 1);
    cr_expect_eq(s.calls, 1, "in one call");
    cr_expect_eq(err.code, 0);
}

PRSE_TEST(call, does_nothing_for_no_sentence)
{
    stub s;
    prse_classifier c;
    stub_make(&c, &s);
    cr_expect_eq(prse_classifier_classify(&c, NULL, 0, NULL, NULL, NULL),
                 PRSE_OK);
    cr_expect_eq(s.calls, 0);
}

PRSE_TEST(call, tells_what_the_classifier_is)
{
    stub s;
    prse_classifier c;
    prse_classifier_info info = {.size = sizeof info};
    prse_label_info label = {.size = sizeof label};
    prse_error err = {0};
    stub_make(&c, &s);
    cr_assert_eq(prse_classifier_describe(&c, &info, &err), PRSE_OK);
    cr_expect_eq(info.label_count, 2);
    cr_expect(prse__str_is(info.engine, "stub/1"));
    cr_assert_eq(prse_classifier_label(&c, 1, &label, &err), PRSE_OK);
    cr_expect(prse__str_is(label.code, "B"));
    cr_expect_eq(prse_classifier_label(&c, 2, &label, &err), PRSE_ENOTFOUND);
    cr_expect_eq(err.code, PRSE_ENOTFOUND);
}

/* Hosts built with older headers have smaller structs. */
PRSE_TEST(call, gives_as_much_as_the_caller_knows)
{
    stub s;
    prse_classifier c;
    prse_classifier_info info;
    stub_make(&c, &s);
    memset(&info, 0xAA, sizeof info);
    info.size = 2 * sizeof(uint32_t);
    cr_assert_eq(prse_classifier_describe(&c, &info, NULL), PRSE_OK);
    cr_expect_eq(info.label_count, 2);
    cr_expect_eq(info.batch, 0xAAAAAAAA, "not written");
    info.size = 0;
    cr_expect_eq(prse_classifier_describe(&c, &info, NULL), PRSE_EABI);
}

PRSE_TEST(call, refuses_what_is_no_classifier)
{
    stub s;
    prse_classifier c;
    prse_label out;
    prse_error err = {0};
    cr_expect_eq(ask(NULL, one, &out, &err), PRSE_EINVAL);
    stub_make(&c, &s);
    c.size = 8;
    cr_expect_eq(ask(&c, one, &out, &err), PRSE_EABI);
    stub_make(&c, &s);
    c.classify = NULL;
    cr_expect_eq(ask(&c, one, &out, &err), PRSE_EINVAL);
    cr_expect_eq(err.code, PRSE_EINVAL);
}

PRSE_TEST(call, refuses_wrong_arguments)
{
    stub s;
    prse_classifier c;
    prse_label out;
    prse_classify_options opts = {.size = sizeof opts, .deadline_ms = -1};
    stub_make(&c, &s);
    cr_expect_eq(prse_classifier_classify(&c, NULL, 1, &out, NULL, NULL),
                 PRSE_EINVAL);
    cr_expect_eq(prse_classifier_classify(&c, &one, 1, NULL, NULL, NULL),
                 PRSE_EINVAL);
    cr_expect_eq(prse_classifier_classify(&c, &one, 1, &out, &opts, NULL),
                 PRSE_EINVAL);
    cr_expect_eq(ask(&c, (prse_str){NULL, 4}, &out, NULL), PRSE_EINVAL);
    cr_expect_eq(s.calls, 0);
}

PRSE_TEST(call, tells_which_sentence_is_no_utf8_and_where)
{
    stub s;
    prse_classifier c;
    prse_label out[2];
    const prse_str texts[] = {PRSE_STR("eau"), PRSE_STR("été\xff")};
    prse_error err = {0};
    stub_make(&c, &s);
    memset(out, 0xAA, sizeof out);
    cr_expect_eq(prse_classifier_classify(&c, texts, 2, out, NULL, &err),
                 PRSE_EPARSE);
    cr_expect_eq(err.line, 2);
    cr_expect_eq(err.column, 4);
    cr_expect_eq(s.calls, 0);
    cr_expect_eq(out[1].evidence_count, 0, "zeroed");
}

PRSE_TEST(call, refuses_a_sentence_that_is_too_long)
{
    static char text[PRSE_SENTENCE_MAX + 1];
    stub s;
    prse_classifier c;
    prse_label out;
    prse_error err = {0};
    memset(text, 'a', sizeof text);
    stub_make(&c, &s);
    cr_expect_eq(ask(&c, (prse_str){text, sizeof text}, &out, &err),
                 PRSE_ELIMIT);
    cr_expect_eq(err.line, 1);
    cr_expect_eq(ask(&c, (prse_str){text, sizeof text - 1}, &out, &err),
                 PRSE_OK);
}

PRSE_TEST(call, hands_failures_on)
{
    static const prse_status own[] = {PRSE_ENOMEM, PRSE_EIO, PRSE_ETIMEOUT,
                                      PRSE_EDENIED, PRSE_ERATE};
    stub s;
    prse_classifier c;
    prse_label out;
    stub_make(&c, &s);
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        prse_error err = {0};
        s.status = own[i];
        cr_expect_eq(ask(&c, one, &out, &err), own[i]);
        cr_expect_str_eq(err.message, "as it was told");
    }
}

PRSE_TEST(call, fills_the_error_of_a_backend_that_gives_no_reason)
{
    stub s;
    prse_classifier c;
    prse_label out;
    prse_error err = {0};
    stub_make(&c, &s);
    s.status = PRSE_EIO;
    s.without_reason = 1;
    cr_expect_eq(ask(&c, one, &out, &err), PRSE_EIO);
    cr_expect_eq(err.code, PRSE_EIO);
    cr_expect_str_not_empty(err.message);
}

PRSE_TEST(call, a_status_that_is_not_its_own_is_the_backends_fault)
{
    stub s;
    prse_classifier c;
    prse_label out;
    prse_error err = {0};
    stub_make(&c, &s);
    s.status = PRSE_ERULE;
    cr_expect_eq(ask(&c, one, &out, &err), PRSE_EPEER);
    cr_expect(strstr(err.message, "PRSE_ERULE"));
}

static void piece_in_a_letter(stub *s)
{
    s->answer.evidence_count = 1;
    s->answer.evidence[0] = (prse_evidence){0, 1};
}

static void empty_piece(stub *s)
{
    s->answer.evidence_count = 1;
}

static void pieces_that_overlap(stub *s)
{
    s->answer.evidence_count = 2;
    s->answer.evidence[0] = (prse_evidence){0, 3};
    s->answer.evidence[1] = (prse_evidence){2, 1};
}

static void piece_that_wraps(stub *s)
{
    s->answer.evidence_count = 1;
    s->answer.evidence[0] = (prse_evidence){2, UINT32_MAX};
}

PRSE_TEST(call, answers_that_break_the_contract_do_not_come_through)
{
    static void (*const breaks[])(stub *s) = {
        piece_in_a_letter, empty_piece, pieces_that_overlap,
        piece_that_wraps};
    for (size_t i = 0; i < sizeof breaks / sizeof breaks[0]; i++) {
        stub s;
        prse_classifier c;
        prse_label out;
        prse_error err = {0};
        stub_make(&c, &s);
        breaks[i](&s);
        cr_expect_eq(ask(&c, PRSE_STR("été"), &out, &err), PRSE_EPEER,
                     "%zu", i);
        cr_expect_eq(err.line, 1);
        cr_expect_eq(out.evidence_count, 0, "zeroed");
    }
}

PRSE_TEST(call, drop_releases_once)
{
    stub s;
    prse_classifier c;
    stub_make(&c, &s);
    prse_classifier_drop(&c);
    prse_classifier_drop(&c);
    prse_classifier_drop(NULL);
    cr_expect_eq(s.freed, 1);
}
