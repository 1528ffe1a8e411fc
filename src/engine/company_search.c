/* SPDX-License-Identifier: Apache-2.0 */
/* A search by name: the directory, else Sirene, else the offline register. */
#include "base/error.h"
#include "base/options.h"
#include "engine/company.h"
#include "engine/unit_copy.h"
#include "registry/directory.h"
#include "registry/sirene.h"
#include "registry/units.h"

typedef prse_outcome list_reader(prse__unit_list *out, prse__arena *arena,
                                 const prse__answer *answer, prse_error *why);

/* Where to search over the network, in order. */
static const struct {
    prse_service service;
    void (*url)(prse__buf *url, prse_str base, prse_str text,
                const prse_search_options *search);
    list_reader *read;
} PLACES[] = {
    {PRSE_SERVICE_DIRECTORY, prse__directory_search_url, prse__directory_read},
    {PRSE_SERVICE_SIRENE, prse__sirene_search_url, prse__sirene_read_units}};

enum { PLACE_COUNT = sizeof PLACES / sizeof *PLACES };

typedef struct hunt {
    prse__round round;
    prse__ask asks[PLACE_COUNT];
    size_t at;          /* the place that is asked */
    prse_str text;
    const prse_search_options *search;
    prse_units *units;  /* filled in when a place answered */
    int answered;
    prse_error failure; /* the first one */
} hunt;

static prse_status ask_next(hunt *h, prse_error *err);

static void go_on(hunt *h)
{
    prse_error err;
    h->at++;
    prse__round_failed(&h->round, ask_next(h, &err), &err);
}

static prse_status note(hunt *h, prse_outcome outcome, const prse_error *why,
                        prse_error *err)
{
    const prse__ask *ask = &h->asks[h->at];
    prse_trace trace = prse__trace_of(&ask->fetch, outcome, why);
    if (trace.status && !h->failure.code)
        prse__error_set(&h->failure, (prse_status)trace.status,
                        prse__service_named((int32_t)ask->service)->id, "%s",
                        trace.message.ptr ? trace.message.ptr : "no answer");
    return prse__ask_trace(ask, &h->round, outcome, why, err);
}

static void done(prse__fetch *fetch, prse__crew *crew)
{
    hunt *h = fetch->user;
    prse_error why = {0}, err;
    (void)crew;
    prse_outcome outcome = PLACES[h->at].read(
        &h->units->list, h->units->arena, &fetch->answer, &why);
    prse_status status = why.code == PRSE_ENOMEM ? prse__error_nomem(&err)
                                                 : note(h, outcome, &why,
                                                        &err);
    prse__round_failed(&h->round, status, &err);
    h->answered = outcome == PRSE_OUTCOME_READ ||
                  outcome == PRSE_OUTCOME_ABSENT;
    if (!status && !h->answered)
        go_on(h);
}

/* Read once more before it is kept. */
static int accept(const prse__fetch *fetch, int32_t http, prse_str body)
{
    const hunt *h = fetch->user;
    prse__answer answer = {PRSE_OK, http, body};
    prse__unit_list list = {0};
    prse_error ignored;
    prse__arena *arena = prse__arena_new(0);
    prse_outcome outcome =
        arena ? PLACES[h->at].read(&list, arena, &answer, &ignored)
              : PRSE_OUTCOME_UNREADABLE;
    prse__arena_free(arena);
    return outcome == PRSE_OUTCOME_READ || outcome == PRSE_OUTCOME_ABSENT;
}

static prse_status ask_next(hunt *h, prse_error *err)
{
    while (h->at < PLACE_COUNT &&
           !prse__may_ask(&h->round, PLACES[h->at].service))
        h->at++;
    if (h->at == PLACE_COUNT)
        return PRSE_OK;
    prse__ask *ask = &h->asks[h->at];
    ask->service = PLACES[h->at].service;
    ask->fetch.accept = accept;
    ask->fetch.done = done;
    ask->fetch.user = h;
    if (ask->service == PRSE_SERVICE_DIRECTORY) {
        ask->fetch.trim = prse__directory_keep;
        ask->fetch.patience_ms = prse__patience(&h->round);
    }
    PLACES[h->at].url(&ask->url, prse__ask_base(&h->round, ask->service),
                      h->text, h->search);
    return prse__ask_start(ask, &h->round, err);
}

static prse_status search_network(hunt *h, prse_services *services,
                                  const prse_request_options *opts,
                                  prse_error *err)
{
    prse_status status = prse__round_begin(&h->round, services,
                                           h->units->arena, opts, err);
    if (!status)
        status = ask_next(h, err);
    if (!status)
        status = prse__round_run(&h->round, err);
    prse__round_end(&h->round);
    for (size_t i = 0; i < PLACE_COUNT; i++)
        prse__ask_free(&h->asks[i]);
    return status;
}

static prse_status give_up(const hunt *h, prse_error *err)
{
    if (!h->failure.code)
        return prse__error_set(err, PRSE_EIO, NULL,
                               "no register may be searched: allow the "
                               "network, or import an offline register");
    if (err)
        *err = h->failure;
    return (prse_status)h->failure.code;
}

static prse_status search_text(prse_units **out, prse_services *services,
                               prse_str text,
                               const prse_search_options *search,
                               const prse_request_options *opts,
                               prse_error *err)
{
    hunt h = {.text = text, .search = search};
    prse_status status = prse__units_new(&h.units, err);
    if (!status)
        status = search_network(&h, services, opts, err);
    if (!status && h.answered) {
        prse__units_keep(&h.units->list, search);
        *out = h.units;
        return PRSE_OK;
    }
    prse_units_free(h.units);
    if (status)
        return status;
    return services->reg ? prse_register_search(out, services->reg, text,
                                                search, err)
                         : give_up(&h, err);
}

/* --- A number finds its unit --- */

/* A unit that nobody knows is no failure of a search. */
static prse_status add_found(prse_units *units, const prse_company *company,
                             prse_error *err)
{
    prse_error why;
    if (prse__lookup_found(&company->lookup))
        return prse__units_add(units, &company->lookup.unit.is, err);
    prse_status status = prse__lookup_failure(&company->lookup, &why);
    if (status == PRSE_ENOTFOUND)
        return PRSE_OK;
    if (err)
        *err = why;
    return status;
}

static prse_status search_number(prse_units **out, prse_services *services,
                                 prse_str number,
                                 const prse_request_options *opts,
                                 prse_error *err)
{
    prse_company *company = NULL;
    prse_units *units = NULL;
    prse_status status =
        prse__company_new(&company, services, number, opts, err);
    if (!status)
        status = prse__units_new(&units, err);
    if (!status)
        status = add_found(units, company, err);
    prse_company_free(company);
    if (status)
        prse_units_free(units);
    else
        *out = units;
    return status;
}

/* In what a register is asked for. Anything past ASCII that is no punctuation
 * may be a letter of a name. */
static int has_word(prse_str text)
{
    text = prse__units_cut(text, PRSE__ASKED_TEXT);
    for (size_t i = 0; i < text.len;) {
        uint32_t c = prse__utf8_next(text, &i);
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
            (c >= 'a' && c <= 'z') ||
            (c >= 0xC0 && (c < 0x2000 || c > 0x206F)))
            return 1;
    }
    return 0;
}

static prse_status check_text(prse_str text, prse_error *err)
{
    enum { MOST = 1000 };
    if (prse__utf8_check(text) != text.len)
        return prse__error_set(err, PRSE_EPARSE, "text",
                               "the text is not UTF-8");
    for (size_t i = 0; i < text.len; i++)
        if (((unsigned char)text.ptr[i] < ' ' && text.ptr[i] != '\t') ||
            text.ptr[i] == 127)
            return prse__error_set(err, PRSE_EPARSE, "text",
                                   "the text has control characters");
    if (text.len > MOST)
        return prse__error_set(err, PRSE_EPARSE, "text",
                               "the text is longer than %d bytes", MOST);
    return has_word(text) ? PRSE_OK
                          : prse__error_set(err, PRSE_EPARSE, "text",
                                            "there is no letter or digit in "
                                            "the text");
}

static prse_status check_filters(const prse_search_options *search,
                                 prse_error *err)
{
    const prse_str filters[] = {search->departement, search->naf,
                                search->categorie_juridique,
                                search->tranche_effectif};
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
        if (prse__utf8_check(filters[i]) != filters[i].len)
            return prse__error_set(err, PRSE_EPARSE, "search options",
                                   "a filter is not UTF-8");
    return PRSE_OK;
}

prse_status prse_company_search(prse_units **out, prse_services *services,
                                prse_str text,
                                const prse_search_options *search,
                                const prse_request_options *opts,
                                prse_error *err)
{
    prse_number number = {.size = sizeof number};
    prse_search_options own = {0};
    if (!out || !services)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out and services are required");
    prse_status status =
        prse__options_read(&own, sizeof own, search, "search options", err);
    if (status)
        return status;
    prse_error why;
    text = prse__str_trim(text);
    status = check_text(text, err);
    if (!status)
        status = check_filters(&own, err);
    if (status)
        return status;
    status = prse_number_read(&number, text, &why);
    if (status == PRSE_OK)
        return search_number(out, services, text, opts, err);
    if (status != PRSE_EPARSE) {
        if (err)
            *err = why;
        return status;
    }
    return search_text(out, services, text, search ? &own : NULL, opts, err);
}
