/* SPDX-License-Identifier: Apache-2.0 */
/* A file that explains where another pack answers differently. Its conditions
 * are those of this pack: its facts, thresholds and definitions. */
#include "rules/read_pack.h"
#include "rules/read_rule.h"
#include "rules/read_values.h"

static const prse__key EXPLANATION_KEYS[] = {
    {"obligation", prse__read_id, offsetof(prse__explanation, obligation), 1,
     NULL},
    {"about", prse__read_strings, offsetof(prse__explanation, about_count), 0,
     NULL},
    {"when", prse__read_expression, offsetof(prse__explanation, when), 0,
     &prse__rights_rule},
    {"from", prse__read_string, offsetof(prse__explanation, from), 0, NULL},
    {"to", prse__read_string, offsetof(prse__explanation, to), 0, NULL},
    {"text", prse__read_text, offsetof(prse__explanation, text), 1, NULL},
    {"law", prse__read_law, offsetof(prse__explanation, law), 0, NULL},
};

static const prse__shape EXPLANATION = {
    .what = "an explanation",
    .size = sizeof(prse__explanation),
    .keys = EXPLANATION_KEYS,
    .key_count = sizeof EXPLANATION_KEYS / sizeof *EXPLANATION_KEYS,
    .id = offsetof(prse__explanation, id),
    .place = offsetof(prse__explanation, place),
    .most = 10000,
};

static prse_status check_pack(prse__pack_reader *r, const prse__node *node,
                              void *item)
{
    const prse__explanations *set = item;
    if (!prse__str_eq(set->pack, r->pack->id))
        return PRSE_OK;
    return prse__error_at(r->err, PRSE_ERULE,
                          prse__node_place(
                              prse__node_get(node, "differences"), r->file),
                          r->subject,
                          "`%.60s` is this pack: name the other one, whose "
                          "answers are explained",
                          set->pack.ptr);
}

static const prse__key SET_KEYS[] = {
    {"differences", prse__read_id, offsetof(prse__explanations, pack), 1,
     NULL},
    {"entries", prse__read_entries, offsetof(prse__explanations, count), 1,
     &EXPLANATION},
};

const prse__shape prse__shape_explanations = {
    .what = "a file of differences",
    .size = sizeof(prse__explanations),
    .keys = SET_KEYS,
    .key_count = sizeof SET_KEYS / sizeof *SET_KEYS,
    .id = PRSE__NO_OFFSET,
    .place = PRSE__NO_OFFSET,
    .check = check_pack,
};
