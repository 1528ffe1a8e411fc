/* SPDX-License-Identifier: Apache-2.0 */
/* How a service does: it is asked something harmless, once, past the cache. */
#include <inttypes.h>

#include "base/error.h"
#include "base/options.h"
#include "engine/services.h"
#include "formats/node.h"
#include "platforms/bilans_ges.h"
#include "platforms/egapro.h"
#include "platforms/ratios.h"
#include "registry/directory.h"

/* A public body: everybody may know that it was asked about. */
#define ANYBODY PRSE_STR("130025265")

typedef struct checkup {
    prse__round round;
    prse__ask ask;
    prse__policy once;
    prse_health health;
} checkup;

static void say(checkup *c, const char *message)
{
    prse__error_copy(c->health.message, sizeof c->health.message,
                     prse_str_of(message));
}

/* --- What is asked, and what is expected --- */

static void directory_url(prse__buf *url, prse_str base)
{
    prse__directory_number_url(url, base, ANYBODY);
}

static void sirene_url(prse__buf *url, prse_str base)
{
    prse__buf_add(url, base);
    prse__buf_adds(url, "/informations");
}

static void egapro_url(prse__buf *url, prse_str base)
{
    prse__egapro_scores_url(url, base, ANYBODY);
}

static void bilans_url(prse__buf *url, prse_str base)
{
    prse__bilans_url(url, base, ANYBODY, 1);
}

static void ratios_url(prse__buf *url, prse_str base)
{
    prse__ratios_url(url, base, ANYBODY);
}

static int has_key(prse_str body, const char *wanted)
{
    const prse__node *root;
    prse_error ignored;
    prse__arena *arena = prse__arena_new(0);
    int found = arena &&
                !prse__json_read(&root, arena, body, NULL, NULL, &ignored) &&
                prse__node_get(root, wanted);
    prse__arena_free(arena);
    return found;
}

static int is_directory(prse_str body)
{
    prse__answer answer = {PRSE_OK, 200, body};
    prse__unit_list list = {0};
    prse_error ignored;
    prse__arena *arena = prse__arena_new(0);
    prse_outcome outcome =
        arena ? prse__directory_read(&list, arena, &answer, &ignored)
              : PRSE_OUTCOME_UNREADABLE;
    prse__arena_free(arena);
    return outcome == PRSE_OUTCOME_READ || outcome == PRSE_OUTCOME_ABSENT;
}

static int is_sirene(prse_str body)
{
    return has_key(body, "etatService") || has_key(body, "versionService");
}

static const struct {
    void (*url)(prse__buf *url, prse_str base);
    int (*known)(prse_str body);
} QUESTIONS[PRSE__NETWORK_SERVICES] = {
    [PRSE_SERVICE_DIRECTORY] = {directory_url, is_directory},
    [PRSE_SERVICE_SIRENE] = {sirene_url, is_sirene},
    [PRSE_SERVICE_EGAPRO] = {egapro_url, prse__egapro_search_accept},
    [PRSE_SERVICE_BILANS_GES] = {bilans_url, prse__bilans_accept},
    [PRSE_SERVICE_RATIOS] = {ratios_url, prse__ratios_accept}};

/* --- What came back --- */

static void judge_status(checkup *c, int32_t http)
{
    prse_health *h = &c->health;
    h->allowed = http == 401 || http == 403 ? 0 : 1;
    if (http == 401 || http == 403)
        say(c, c->ask.service == PRSE_SERVICE_SIRENE
                   ? "the key is missing or is not accepted: set sirene.key"
                   : "the service refuses the question");
    else if (http == 429)
        say(c, "too many requests: try later");
    else if (http >= 500)
        say(c, "the service has a failure of its own: try later");
    else if (http >= 300)
        say(c, "the address is not the right one any more: set the url");
}

static void judge(checkup *c)
{
    const prse__fetch *fetch = &c->ask.fetch;
    prse_health *h = &c->health;
    int32_t http = fetch->answer.http;
    h->took_ms = fetch->took_ms;
    h->reachable = http > 0;
    if (!http) {
        say(c, fetch->why.message);
        return;
    }
    judge_status(c, http);
    if (http < 200 || http >= 300)
        return;
    h->schema = QUESTIONS[c->ask.service].known(fetch->answer.body);
    if (!h->schema)
        say(c, "the answer has not the expected form: the service has "
               "changed, or something stands in between");
}

static prse_status ask(checkup *c, prse_error *err)
{
    prse__ask *a = &c->ask;
    c->once = c->round.services->settings.of[a->service].policy;
    c->once.tries = 1;
    a->fetch.policy = &c->once;
    a->fetch.no_cache = 1;
    QUESTIONS[a->service].url(&a->url,
                              prse__ask_base(&c->round, a->service));
    prse_status status = prse__ask_start(a, &c->round, err);
    if (!status)
        status = prse__round_run(&c->round, err);
    if (!status)
        judge(c);
    return status;
}

static prse_status check_network(checkup *c, prse_error *err)
{
    const prse__service_settings *own =
        &c->round.services->settings.of[c->ask.service];
    c->health.url = own->url;
    if (c->round.offline || !own->enabled) {
        say(c, own->enabled ? "the network is not to be used"
                            : "switched off");
        return PRSE_OK;
    }
    return ask(c, err);
}

static prse_status check_register(checkup *c, prse_error *err)
{
    prse_register *reg = c->round.services->reg;
    prse_register_stat stat = {.size = sizeof stat};
    prse_error why = {0};
    if (!reg) {
        say(c, "there is no offline register: import one");
        return PRSE_OK;
    }
    prse_status status = prse_register_stats(reg, &stat, &why);
    if (status == PRSE_ENOMEM)
        return prse__error_nomem(err);
    c->health.reachable = !status;
    c->health.allowed = c->health.schema = status ? -1 : 1;
    if (status) {
        say(c, why.message);
        return PRSE_OK;
    }
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_addf(&text, "%" PRIu64 " units of %.*s", stat.units,
                   (int)stat.date.len, stat.date.ptr ? stat.date.ptr : "");
    status = text.failed ? prse__error_nomem(err) : PRSE_OK;
    if (!status)
        say(c, text.ptr);
    prse__buf_free(&text);
    return status;
}

static prse_status run(checkup *c, prse_services *services,
                       const prse_request_options *opts, prse_error *err)
{
    prse__arena *arena = prse__arena_new(0);
    if (!arena)
        return prse__error_nomem(err);
    prse_status status =
        prse__round_begin(&c->round, services, arena, opts, err);
    if (!status)
        status = c->ask.service == PRSE_SERVICE_REGISTER
                     ? check_register(c, err)
                     : check_network(c, err);
    prse__round_end(&c->round);
    prse__ask_free(&c->ask);
    prse__arena_free(arena);
    return status;
}

prse_status prse_services_check(prse_services *services, prse_service service,
                                const prse_request_options *opts,
                                prse_health *out, prse_error *err)
{
    const prse__service_name *name = prse__service_named((int32_t)service);
    if (!services || !out || !name)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "services, one of its services and out are "
                               "required");
    checkup c = {.ask = {.service = service},
                 .health = {.reachable = -1,
                            .allowed = -1,
                            .schema = -1,
                            .name = prse_str_of(name->id)}};
    prse_status status = run(&c, services, opts, err);
    return status ? status
                  : prse__struct_give(out, &c.health, sizeof c.health, err);
}
