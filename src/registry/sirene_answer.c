/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/sirene_answer.h"

#include "portailrse/company.h"
#include "registry/clean.h"

/* A header inside the body repeats the HTTP status, and tells it where a proxy
 * has answered 200 for the service. */
static int32_t status_of(const prse__reply *reply)
{
    const prse__node *root = prse__reply_unwrap(reply->root);
    prse_str text =
        prse__clean_raw(prse__node_path(root, PRSE_STR("header.statut")));
    int32_t http = reply->answer->http, told = 0;
    if (http < 200 || http > 299 || text.len != 3)
        return http;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return http;
        told = told * 10 + (text.ptr[i] - '0');
    }
    return told;
}

/* Every nine digits in a row that are a SIREN other than the one asked. */
static int find_survivor(prse_number *out, prse_str body, prse_str siren)
{
    size_t digits = 0;
    for (size_t i = 0; i <= body.len; i++) {
        if (i < body.len && body.ptr[i] >= '0' && body.ptr[i] <= '9') {
            digits++;
            continue;
        }
        prse_str run = {digits ? body.ptr + i - digits : NULL, digits};
        *out = (prse_number){.size = sizeof *out};
        if (digits == 9 && !prse__str_eq(run, siren) &&
            prse_number_read(out, run, NULL) == PRSE_OK)
            return 1;
        digits = 0;
    }
    return 0;
}

prse_outcome prse__sirene_duplicate(prse__reply *reply, prse_str survivor)
{
    if (survivor.len)
        prse__error_set(reply->why, PRSE_ENOTFOUND, reply->source,
                        "the number was given twice to one unit: it is now "
                        "%.*s",
                        (int)survivor.len, survivor.ptr);
    else
        prse__error_set(reply->why, PRSE_ENOTFOUND, reply->source,
                        "the number was given twice to one unit, which has "
                        "another one now");
    return PRSE_OUTCOME_ABSENT;
}

/* A 301 tells the other number, as a rule. */
static prse_outcome duplicate(prse__reply *reply, prse_str siren)
{
    prse_number survivor;
    int told = find_survivor(&survivor, reply->answer->body, siren);
    return prse__sirene_duplicate(
        reply, told ? prse_str_of(survivor.siren) : (prse_str){NULL, 0});
}

/* A redirect that was not followed: without another number in it, it may be
 * about anything. */
static prse_outcome not_followed(prse__reply *reply, prse_str siren,
                                 prse_outcome outcome)
{
    prse_number survivor;
    return reply->answer->http == 301 && siren.len &&
                   find_survivor(&survivor, reply->answer->body, siren)
               ? prse__sirene_duplicate(reply, prse_str_of(survivor.siren))
               : prse__reply_refused(reply, outcome, 0);
}

/* 404 is Sirene's word when its body is JSON, or empty. */
static prse_outcome not_found(prse__reply *reply)
{
    prse_str body = prse__str_trim(reply->answer->body);
    if (!body.len ||
        (reply->root && reply->root->kind == PRSE__NODE_MAP))
        return PRSE_OUTCOME_ABSENT;
    return prse__reply_unreadable(reply, "no such page: the address of the "
                                         "service is wrong");
}

/* READ: there is a body to be read. */
prse_outcome prse__sirene_open(prse__reply *reply, prse_str siren)
{
    prse_outcome outcome = prse__reply_open(reply);
    if (reply->answer->status == PRSE_EDENIED)
        return not_followed(reply, siren, outcome);
    if (reply->answer->status)
        return prse__reply_refused(reply, outcome, 0);
    if (outcome == PRSE_OUTCOME_UNREADABLE)
        return outcome;
    prse__answer real = {PRSE_OK, status_of(reply), reply->answer->body};
    outcome = prse__answer_outcome(&real);
    if (real.http == 301)
        return duplicate(reply, siren);
    if (outcome == PRSE_OUTCOME_ABSENT)
        return not_found(reply);
    return outcome == PRSE_OUTCOME_READ
               ? outcome
               : prse__reply_refused(reply, outcome, real.http);
}

static int take(prse__sirene_items *out, const prse__node *node)
{
    if (node->kind == PRSE__NODE_LIST)
        *out = (prse__sirene_items){node->first, node->count};
    else
        *out = (prse__sirene_items){node, 1};
    return node->kind == PRSE__NODE_LIST || node->kind == PRSE__NODE_MAP;
}

/* Recorders keep bare units, establishments, and lists of them too. */
int prse__sirene_find(prse__sirene_items *out, const prse__reply *reply)
{
    static const char *const keys[] = {
        "uniteLegale",
        "unitesLegales",
        "etablissement",
        "etablissements",
        "unitesLegalesNonDiffusibles",
        "etablissementsNonDiffusibles",
    };
    const prse__node *root = prse__reply_unwrap(reply->root);
    int bare_list = root->kind == PRSE__NODE_LIST && root->count > 0;
    if (bare_list || prse__node_get(root, "siren"))
        return take(out, root);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const prse__node *node = prse__node_get(root, keys[i]);
        if (node)
            return take(out, node);
    }
    return 0;
}
