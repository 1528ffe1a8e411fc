/* SPDX-License-Identifier: Apache-2.0 */
/* A backend that answers inside start(), and asks about addresses. */
#include <string.h>

#include "portailrse/endpoint.h"
#include "support/http_at_once.h"
#include "support/fault.h"
#include "support/test.h"

typedef struct server {
    int32_t http;
    const char *body, *leads_to;
    int asked, freed;
    prse_http plug;
} server;

static prse_status start(void *session, prse_http_call *call, prse_error *err)
{
    server *it = session;
    (void)err;
    it->asked++;
    if (prse_http_call_may_connect(call, prse_str_of(it->leads_to)) == 0) {
        prse_http_call_finish(call, PRSE_EREFUSED, PRSE_STR("barred"));
        return PRSE_OK;
    }
    prse_http_call_answer_status(call, it->http);
    prse_status status =
        prse_http_call_answer_body(call, prse_str_of(it->body));
    prse_http_call_finish(call, status, (prse_str){0});
    return PRSE_OK;
}

static void note_free(void *self)
{
    ((server *)self)->freed++;
}

static server it;

static void serve(void)
{
    it = (server){.http = 200, .leads_to = "8.8.8.8",
                  .body = "[[{\"label\":\"E1\",\"score\":0.75},"
                          "{\"label\":\"S1\",\"score\":0.25}]]"};
    it.plug = http_at_once(&it, note_free, start);
}

static prse_status open_with(prse_classifier *out, const char *networks,
                             prse_error *err)
{
    prse_http http = it.plug;
    const prse_endpoint_options opts = {
        .size = sizeof opts, .http = &http, .tries = 1,
        .token = PRSE_STR("hf_a"), .networks = prse_str_of(networks)};
    prse_status status = prse_classifier_endpoint(
        out, PRSE_STR("https://models.example/x"), &opts, err);
    cr_assert_eq(http.start == NULL, status == PRSE_OK);
    return status;
}

static prse_status ask(const char *networks, prse_label *label)
{
    prse_error err = {0};
    prse_classifier classifier = {0};
    const prse_str text = PRSE_STR("Le climat.");
    cr_assert_eq(open_with(&classifier, networks, &err), PRSE_OK, "%s",
                 err.message);
    prse_status status =
        prse_classifier_classify(&classifier, &text, 1, label, NULL, &err);
    cr_assert_eq(err.code, (int32_t)status);
    prse_classifier_drop(&classifier);
    cr_assert_eq(it.freed, 1);
    return status;
}

PRSE_TEST(endpoint, a_backend_that_blocks)
{
    prse_label label;
    serve();
    cr_assert_eq(ask("", &label), PRSE_OK);
    cr_assert_eq(label.label, 0);
    cr_assert_float_eq(label.confidence, 0.75, 1e-12);
    cr_assert_eq(it.asked, 1);
}

/* A name of the world outside that leads to the host's own network. */
PRSE_TEST(endpoint, names_that_lead_inside_are_not_connected_to)
{
    static const char *const inside[] = {"10.0.0.1", "127.0.0.1",
                                         "169.254.169.254", "::1",
                                         "fd12::1", "192.168.1.1"};
    prse_label label;
    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++) {
        serve();
        it.leads_to = inside[i];
        cr_assert_eq(ask("", &label), PRSE_EREFUSED, "%s", inside[i]);
    }
    serve();
    it.leads_to = "10.0.0.1";
    cr_assert_eq(ask("10.0.0.0/8", &label), PRSE_OK);
    serve();
    it.leads_to = "169.254.169.254";
    cr_assert_eq(ask("169.254.0.0/16", &label), PRSE_EREFUSED);
}

PRSE_TEST(endpoint, a_backend_without_guards_is_refused)
{
    prse_error err = {0};
    prse_classifier classifier = {0};
    serve();
    it.plug.guards = 0;
    cr_assert_eq(open_with(&classifier, "", &err), PRSE_EUNSUPPORTED);
    cr_assert_eq(it.freed, 0);
}

PRSE_TEST(endpoint, setting_up_under_faults, .timeout = PRSE_LONG)
{
    serve();
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_classifier classifier = {0};
        prse_status status = open_with(&classifier, "10.0.0.0/8", &err);
        PRSE_FAULT_CHECK(status, err);
        prse_classifier_drop(&classifier);
    }
}

PRSE_TEST(endpoint, asking_under_faults, .timeout = PRSE_LONG)
{
    prse_classifier classifier = {0};
    const prse_str texts[] = {PRSE_STR("Le climat."), PRSE_STR("L'eau."),
                              PRSE_STR(" ")};
    prse_label labels[3];
    serve();
    cr_assert_eq(open_with(&classifier, "", NULL), PRSE_OK);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status = prse_classifier_classify(&classifier, texts, 3,
                                                      labels, NULL, &err);
        PRSE_FAULT_CHECK(status, err);
    }
    prse_classifier_drop(&classifier);
}
