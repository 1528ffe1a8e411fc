/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/lookup.h"

#include "base/error.h"
#include "engine/unit_copy.h"
#include "registry/directory.h"
#include "registry/sirene.h"

/* A failure of ours inside a callback. */
static void failed(prse__lookup *lookup, prse_status status,
                   const prse_error *err)
{
    prse__round_failed(lookup->round, status, err);
}

/* Keeps the first reason for which a service said nothing. */
static void remember(prse__lookup *lookup, const prse__ask *ask,
                     prse_outcome outcome, const prse_error *why)
{
    prse_trace trace = prse__trace_of(&ask->fetch, outcome, why);
    if (!trace.status || lookup->failure.code)
        return;
    prse__error_set(&lookup->failure, (prse_status)trace.status,
                    prse__service_named((int32_t)ask->service)->id, "%s",
                    trace.message.ptr ? trace.message.ptr : "no answer");
}

/* Notes an answer; *outcome may be the reader's own failure (memory). */
static int noted(prse__lookup *lookup, const prse__ask *ask,
                 prse_outcome outcome, const prse_error *why)
{
    prse_error err;
    prse_status status = why->code == PRSE_ENOMEM
                             ? prse__error_nomem(&err)
                             : prse__ask_trace(ask, lookup->round, outcome,
                                               why, &err);
    failed(lookup, status, &err);
    if (!status)
        remember(lookup, ask, outcome, why);
    return !status;
}

/* --- Sirene: the unit, then its seat --- */

static void seat_done(prse__fetch *fetch, prse__crew *crew)
{
    prse__lookup *lookup = fetch->user;
    prse_error why = {0};
    (void)crew;
    prse_outcome outcome = prse__sirene_read_seat(
        &lookup->asked, lookup->round->arena, &fetch->answer, &why);
    noted(lookup, &lookup->seat, outcome, &why);
}

static void ask_seat(prse__lookup *lookup)
{
    prse_error err;
    prse__ask *ask = &lookup->seat;
    ask->service = PRSE_SERVICE_SIRENE;
    ask->fetch.done = seat_done;
    ask->fetch.user = lookup;
    ask->fetch.accept = prse__lookup_accept_seat;
    ask->fetch.patience_ms = prse__patience(lookup->round);
    prse__sirene_seat_url(&ask->url,
                          prse__ask_base(lookup->round, ask->service),
                          lookup->asked.is.siret_siege);
    failed(lookup, prse__ask_start(ask, lookup->round, &err), &err);
}

static void sirene_done(prse__fetch *fetch, prse__crew *crew)
{
    prse__lookup *lookup = fetch->user;
    prse_error why = {0};
    prse__unit unit = {0};
    (void)crew;
    prse_outcome outcome =
        (fetch->moved ? prse__sirene_read_moved : prse__sirene_read_unit)(
            &unit, lookup->round->arena, &fetch->answer, lookup->siren, &why);
    if (!noted(lookup, &lookup->sirene, outcome, &why))
        return;
    if (outcome == PRSE_OUTCOME_READ) {
        lookup->asked = unit;
        if (unit.is.siret_siege.len)
            ask_seat(lookup);
    } else if (outcome == PRSE_OUTCOME_ABSENT) {
        lookup->absent = 1;
        lookup->denier = PRSE_SERVICE_SIRENE;
        lookup->gone = why;
    }
}

static prse_status ask_sirene(prse__lookup *lookup, prse_error *err)
{
    prse__ask *ask = &lookup->sirene;
    ask->service = PRSE_SERVICE_SIRENE;
    if (!prse__may_ask(lookup->round, ask->service))
        return prse__round_skip(lookup->round, ask->service, PRSE_OK,
                                "switched off, or without a key", err);
    ask->fetch.done = sirene_done;
    ask->fetch.user = lookup;
    ask->fetch.accept = prse__lookup_accept_sirene;
    prse__sirene_unit_url(&ask->url,
                          prse__ask_base(lookup->round, ask->service),
                          lookup->siren);
    return prse__ask_start(ask, lookup->round, err);
}

/* --- The directory --- */

/* That the directory has none is believed, unless Sirene can be asked: new
 * units are there first. */
static void directory_done(prse__fetch *fetch, prse__crew *crew)
{
    prse__lookup *lookup = fetch->user;
    prse_error why = {0}, err;
    prse__unit unit = {0};
    (void)crew;
    prse_outcome outcome =
        prse__directory_read_one(&unit, lookup->round->arena, &fetch->answer,
                                 lookup->siren, &why);
    if (!noted(lookup, &lookup->directory, outcome, &why))
        return;
    lookup->absent = outcome == PRSE_OUTCOME_ABSENT;
    lookup->denier = PRSE_SERVICE_DIRECTORY;
    if (outcome == PRSE_OUTCOME_READ)
        lookup->asked = unit;
    else
        failed(lookup, ask_sirene(lookup, &err), &err);
}

prse_status prse__lookup_start(prse__lookup *lookup, prse__round *round,
                               prse_str siren, prse_error *err)
{
    prse__ask *ask = &lookup->directory;
    lookup->round = round;
    lookup->siren = siren;
    ask->service = PRSE_SERVICE_DIRECTORY;
    if (!prse__may_ask(round, ask->service)) {
        prse_status status = prse__round_skip(round, ask->service, PRSE_OK,
                                              "switched off", err);
        return status ? status : ask_sirene(lookup, err);
    }
    ask->fetch.done = directory_done;
    ask->fetch.user = lookup;
    ask->fetch.accept = prse__lookup_accept_directory;
    ask->fetch.trim = prse__directory_keep;
    ask->fetch.patience_ms = prse__patience(round);
    prse__directory_number_url(&ask->url, prse__ask_base(round, ask->service),
                               siren);
    return prse__ask_start(ask, round, err);
}

/* --- The offline register --- */

static prse_outcome register_outcome(prse_status status)
{
    if (status == PRSE_OK)
        return PRSE_OUTCOME_READ;
    return status == PRSE_ENOTFOUND ? PRSE_OUTCOME_ABSENT
                                    : PRSE_OUTCOME_DOWN;
}

static prse_status read_register(prse__lookup *lookup, prse_error *err)
{
    prse__round *round = lookup->round;
    const prse__client *client = round->services->client;
    prse_error why = {0};
    int64_t began = prse__client_monotonic_ms(client);
    prse_status status = prse_register_find(
        &lookup->kept, round->services->reg, lookup->siren, &why);
    if (status == PRSE_ENOMEM)
        return prse__error_nomem(err);
    prse_trace trace = {
        .service = PRSE_SERVICE_REGISTER,
        .outcome = (int32_t)register_outcome(status),
        .origin = status ? PRSE_ORIGIN_NONE : PRSE_ORIGIN_FILE,
        .status = status == PRSE_ENOTFOUND ? PRSE_OK : (int32_t)status,
        .took_ms = prse__client_monotonic_ms(client) - began};
    if (trace.status)
        trace.message = prse_str_of(why.message);
    if (trace.status && (!lookup->failure.code ||
                         lookup->failure.code == PRSE_ENOTFOUND))
        lookup->failure = why;
    lookup->filed.is.size = sizeof lookup->filed.is;
    if (!status)
        status = prse_units_get(lookup->kept, 0, &lookup->filed.is, &why);
    return prse__traces_add(&round->traces, trace, err);
}

static int is_conflict(const prse__lookup *lookup, const char *field)
{
    for (size_t i = 0; i < lookup->conflict_count; i++)
        if (prse__str_is(prse_str_of(lookup->conflicts[i].field), field))
            return 1;
    return 0;
}

/* What the one register says does not stand beside what the other does, where
 * putting them together settled it: a later change, the address of a former
 * seat, a name that must not be told any more. Years tell headcounts apart. */
static void drop_settled(const prse__lookup *lookup, prse_unit *one)
{
    for (size_t i = 0; i < PRSE__UNIT_TEXTS; i++) {
        const char *name = prse__unit_texts[i].name;
        prse_str own = prse__unit_text_get(one, i);
        prse_str settled = prse__unit_text_get(&lookup->unit.is, i);
        int apart = prse__str_is(prse_str_of(name), "tranche_effectif") ||
                    prse__str_is(prse_str_of(name), "annee_effectif") ||
                    prse__str_is(prse_str_of(name), "date_mise_a_jour") ||
                    prse__str_is(prse_str_of(name), "source");
        if (!apart && !is_conflict(lookup, name) &&
            !prse__str_eq(own, settled))
            prse__unit_text_set(one, i, (prse_str){NULL, 0});
    }
}

int prse__lookup_found(const prse__lookup *lookup)
{
    return lookup->unit.is.siren.len > 0;
}

prse_status prse__lookup_finish(prse__lookup *lookup, prse_error *err)
{
    prse_status status = lookup->round->services->reg
                             ? read_register(lookup, err)
                             : PRSE_OK;
    int asked = lookup->asked.is.siren.len > 0;
    int filed = lookup->filed.is.siren.len > 0;
    if (status)
        return status;
    lookup->unit = asked ? lookup->asked : lookup->filed;
    if (!asked || !filed)
        return PRSE_OK;
    lookup->conflict_count = prse__unit_complete(
        &lookup->unit, &lookup->filed, lookup->conflicts);
    drop_settled(lookup, &lookup->asked.is);
    drop_settled(lookup, &lookup->filed.is);
    return PRSE_OK;
}

prse_status prse__lookup_failure(const prse__lookup *lookup, prse_error *err)
{
    const prse_error *failure = &lookup->failure;
    int known = lookup->absent || lookup->round->services->reg;
    char siren[16];
    prse__error_copy(siren, sizeof siren, lookup->siren);
    if (lookup->gone.code) {
        if (err)
            *err = lookup->gone;
        return (prse_status)lookup->gone.code;
    }
    if (!lookup->absent && failure->code && failure->code != PRSE_ENOTFOUND) {
        if (err)
            *err = *failure;
        return (prse_status)failure->code;
    }
    return prse__error_set(err, PRSE_ENOTFOUND, siren,
                           known ? "no register knows the unit %s"
                                 : "no register may be asked about %s: allow "
                                   "the network, or import an offline "
                                   "register",
                           siren);
}

void prse__lookup_free(prse__lookup *lookup)
{
    prse__ask_free(&lookup->directory);
    prse__ask_free(&lookup->sirene);
    prse__ask_free(&lookup->seat);
    prse_units_free(lookup->kept);
    lookup->kept = NULL;
}
