/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/directory.h"

#include "registry/directory_unit.h"
#include "registry/unit_read.h"

static const char source[] = "recherche_entreprises";

/* 1: a unit, now or before in the list, or a ghost; 0: nothing of the kind. */
static int read_result(prse__clean *clean, prse__unit_list *list,
                       const prse__node *from)
{
    const prse__node *number = prse__node_get(from, "siren");
    prse_str siren = number ? prse__clean_siren(clean, number)
                            : (prse_str){NULL, 0};
    if (!siren.len)
        return 0;
    if (!prse__directory_is_ghost(from) && list->count < PRSE__UNITS_MOST &&
        !prse__unit_list_find(list, siren))
        prse__directory_unit(clean, &list->units[list->count++], siren,
                             from);
    return 1;
}

static prse_outcome read_results(prse__unit_list *out, prse__arena *arena,
                                 prse__reply *reply)
{
    const prse__node *root = prse__reply_unwrap(reply->root);
    const prse__node *results = prse__node_get(root, "results");
    prse__clean clean = {.arena = arena};
    size_t known = 0;
    if (!results || results->kind != PRSE__NODE_LIST)
        return prse__reply_unreadable(reply, "the answer has no list of "
                                             "results");
    if (!prse__unit_list_begin(out, arena, results->count))
        return prse__reply_nomem(reply);
    for (const prse__node *n = results->first; n && !clean.failed; n = n->next)
        known += (size_t)read_result(&clean, out, n);
    if (clean.failed)
        return prse__reply_nomem(reply);
    if (results->count > 0 && known == 0)
        return prse__reply_unreadable(reply, "no result has a SIREN");
    out->total = prse__unit_total(prse__node_get(root, "total_results"),
                                  out->count);
    return out->count ? PRSE_OUTCOME_READ : PRSE_OUTCOME_ABSENT;
}

/* A search that finds nothing answers an empty list, so that a 404 comes from
 * somebody else: the address is wrong. */
static prse_outcome read_open(prse__unit_list *out, prse__arena *arena,
                              prse__reply *reply)
{
    prse_outcome outcome = prse__reply_open(reply);
    *out = (prse__unit_list){0};
    if (outcome == PRSE_OUTCOME_READ)
        return read_results(out, arena, reply);
    if (outcome == PRSE_OUTCOME_ABSENT)
        return prse__reply_unreadable(reply, "no such page: the address of "
                                             "the service is wrong");
    if (outcome == PRSE_OUTCOME_UNREADABLE && !reply->answer->status)
        return outcome;
    return prse__reply_refused(reply, outcome, reply->answer->http);
}

prse_outcome prse__directory_read(prse__unit_list *out, prse__arena *arena,
                                  const prse__answer *answer, prse_error *why)
{
    prse__reply reply = {.source = source, .answer = answer, .why = why};
    prse_outcome outcome = read_open(out, arena, &reply);
    prse__reply_close(&reply);
    return outcome;
}

prse_outcome prse__directory_read_one(prse__unit *out, prse__arena *arena,
                                      const prse__answer *answer,
                                      prse_str siren, prse_error *why)
{
    prse__reply reply = {.source = source, .answer = answer, .why = why};
    prse__unit_list list;
    prse_outcome outcome = read_open(&list, arena, &reply);
    if (outcome == PRSE_OUTCOME_READ)
        outcome = prse__unit_list_only(out, &list, siren, &reply);
    prse__reply_close(&reply);
    return outcome;
}
