/* SPDX-License-Identifier: Apache-2.0 */
/* [{"label": "...", "score": 0.9}, ...], be it inside another list. */
#include "endpoint/endpoint.h"
#include "formats/node.h"
#include "formats/real.h"

static const double TOO_MUCH = 1.001, TOO_LITTLE = 0.98;

static prse_status wrong(const char *what, prse_error *err)
{
    return prse__error_set(err, PRSE_EPEER, "answer",
                           "the endpoint's answer %s", what);
}

/* The scores of all labels so far; -1: not told. */
typedef struct scores {
    double of[PRSE_LABELS_MAX];
    double sum;
    uint32_t count;
} scores;

static prse_status read_score(scores *all, const prse__endpoint *it,
                              const prse__node *item, prse_error *err)
{
    double score;
    const prse__node *label = prse__node_get(item, "label");
    const prse__node *number = prse__node_get(item, "score");
    if (!label || label->kind != PRSE__NODE_QUOTED || !number ||
        number->kind != PRSE__NODE_PLAIN)
        return wrong("is not made of labels and scores", err);
    int32_t which = prse__endpoint_label(it, label->text);
    if (which < 0)
        return wrong("has a label that is not known: give `labels` as the "
                     "endpoint names them", err);
    if (!prse__real_read(&score, number->text) || score < 0 || score > 1)
        return wrong("has a score that is not between 0 and 1: the endpoint "
                     "must apply softmax", err);
    if (all->of[which] >= 0)
        return wrong("has the same label twice", err);
    all->of[which] = score;
    all->sum += score;
    all->count++;
    return PRSE_OK;
}

static prse_status check_sum(const scores *all, const prse__endpoint *it,
                             prse_error *err)
{
    if (!all->count)
        return wrong("has no label", err);
    if (all->sum > TOO_MUCH ||
        (all->count == it->label_count && all->sum < TOO_LITTLE))
        return wrong("has scores that are not 1 together: the endpoint must "
                     "apply softmax", err);
    return PRSE_OK;
}

static void choose(prse_label *out, const scores *all, uint32_t count)
{
    int32_t best = -1, second = -1;
    for (uint32_t i = 0; i < count; i++) {
        if (all->of[i] < 0)
            continue;
        if (best < 0 || all->of[i] > all->of[best]) {
            second = best;
            best = (int32_t)i;
        } else if (second < 0 || all->of[i] > all->of[second]) {
            second = (int32_t)i;
        }
    }
    double whole = all->sum > 1 ? all->sum : 1;
    out->label = out->second = (uint32_t)best;
    out->confidence = all->of[best] / whole;
    if (second < 0)
        return;
    out->second = (uint32_t)second;
    out->second_confidence = all->of[second] / whole;
}

static prse_status read_list(prse_label *out, const prse__endpoint *it,
                             const prse__node *list, prse_error *err)
{
    scores all = {.sum = 0};
    prse_status status = PRSE_OK;
    if (list->kind == PRSE__NODE_LIST && list->count == 1 &&
        list->first->kind == PRSE__NODE_LIST)
        list = list->first;
    if (list->kind != PRSE__NODE_LIST)
        return wrong("is no list", err);
    for (uint32_t i = 0; i < it->label_count; i++)
        all.of[i] = -1;
    for (const prse__node *n = list->first; n && !status; n = n->next)
        status = read_score(&all, it, n, err);
    if (!status)
        status = check_sum(&all, it, err);
    if (!status)
        choose(out, &all, it->label_count);
    return status;
}

prse_status prse__endpoint_read(prse_label *out, const prse__endpoint *it,
                                prse_str body, prse_error *err)
{
    const prse__node *root = NULL;
    prse_error why = {0};
    prse__arena *arena = prse__arena_new(0);
    if (!arena)
        return prse__error_nomem(err);
    prse_status status = prse__json_read(&root, arena, body, NULL, NULL, &why);
    if (status == PRSE_ENOMEM)
        prse__error_nomem(err);
    else if (status)
        status = wrong("is no JSON", err);
    else
        status = read_list(out, it, root, err);
    prse__arena_free(arena);
    return status;
}
