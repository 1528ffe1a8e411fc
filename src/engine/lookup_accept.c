/* SPDX-License-Identifier: Apache-2.0 */
/* Answers are read once more before they are kept: a page of a proxy, or a
 * unit that nobody asked for, must not stay for a day. */
#include "engine/lookup.h"
#include "registry/directory.h"
#include "registry/sirene.h"

static prse_outcome read_seat(prse__unit *unit, prse__arena *arena,
                              const prse__answer *answer, prse_str siren,
                              prse_error *why)
{
    (void)siren;
    return prse__sirene_read_seat(unit, arena, answer, why);
}

typedef prse_outcome unit_reader(prse__unit *out, prse__arena *arena,
                                 const prse__answer *answer, prse_str siren,
                                 prse_error *why);

static int is_answer(unit_reader *read, const prse__fetch *fetch, int32_t http,
                     prse_str body)
{
    const prse__lookup *lookup = fetch->user;
    prse__answer answer = {PRSE_OK, http, body};
    prse__unit unit = lookup->asked; /* whose seat is asked for */
    prse_error ignored;
    prse__arena *arena = prse__arena_new(0);
    prse_outcome outcome =
        arena ? read(&unit, arena, &answer, lookup->siren, &ignored)
              : PRSE_OUTCOME_UNREADABLE;
    prse__arena_free(arena);
    return outcome == PRSE_OUTCOME_READ || outcome == PRSE_OUTCOME_ABSENT;
}

int prse__lookup_accept_directory(const prse__fetch *fetch, int32_t http,
                                  prse_str body)
{
    return is_answer(prse__directory_read_one, fetch, http, body);
}

int prse__lookup_accept_sirene(const prse__fetch *fetch, int32_t http,
                               prse_str body)
{
    return is_answer(fetch->moved ? prse__sirene_read_moved
                                  : prse__sirene_read_unit,
                     fetch, http, body);
}

int prse__lookup_accept_seat(const prse__fetch *fetch, int32_t http,
                             prse_str body)
{
    return is_answer(read_seat, fetch, http, body);
}
