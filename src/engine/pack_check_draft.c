/* SPDX-License-Identifier: Apache-2.0 */
/* The pack as it would be with every draft turned on: what only a draft brings
 * to life is not dead. */
#include "engine/pack_check.h"

#include "base/error.h"

static int has_drafts_off(const prse__pack_tree *tree)
{
    for (size_t i = 0; i < tree->law_count; i++)
        if (!tree->laws[i].enabled)
            return 1;
    return 0;
}

static prse__law *laws_on(prse__checking *k)
{
    const prse__pack_tree *tree = k->tree;
    prse__law *laws = prse__arena_alloc(k->arena, tree->law_count,
                                        sizeof *laws);
    for (size_t i = 0; laws && i < tree->law_count; i++) {
        laws[i] = tree->laws[i];
        laws[i].enabled = 1;
    }
    return laws;
}

/* Thresholds are the only ones that a draft turns off. */
static int turn_on(prse__checking *k)
{
    const prse__pack_tree *tree = k->tree;
    prse__law *laws = laws_on(k);
    prse__threshold *thresholds = prse__arena_alloc(
        k->arena, tree->threshold_count + 1, sizeof *thresholds);
    if (!laws || !thresholds)
        return 0;
    for (size_t i = 0; i < tree->threshold_count; i++) {
        thresholds[i] = tree->thresholds[i];
        if (thresholds[i].law)
            thresholds[i].law = &laws[thresholds[i].law - tree->laws];
    }
    k->drafts_tree = *tree;
    k->drafts_tree.laws = laws;
    k->drafts_tree.thresholds = thresholds;
    return 1;
}

/* A pack that is refused with its drafts on is told so, once. */
static void tell_refusal(prse__checking *k, const prse_error *why)
{
    prse_str file = prse__str_dup(k->arena, prse_str_of(why->file));
    prse__place place = {file.ptr, why->line, why->column};
    if (!file.ptr) {
        prse__check_stop(k, prse__error_nomem(k->err));
        return;
    }
    prse__buf_addf(&k->message,
                   "the pack would be refused with its drafts turned on: %s",
                   why->message);
    prse__check_say(k, place, "draft", k->tree->id);
}

void prse__check_drafts(prse__checking *k)
{
    prse_error why = {0};
    if (!has_drafts_off(k->tree))
        return;
    if (!turn_on(k)) {
        prse__check_stop(k, prse__error_nomem(k->err));
        return;
    }
    prse_status status = prse__ruleset_compile(&k->drafts, k->arena,
                                               &k->drafts_tree, &why);
    k->has_drafts = status == PRSE_OK;
    if (status == PRSE_ENOMEM)
        prse__check_stop(k, prse__error_nomem(k->err));
    else if (status)
        tell_refusal(k, &why);
}
