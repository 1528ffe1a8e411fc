/* SPDX-License-Identifier: Apache-2.0 */
/* Files that change thresholds of a pack: a reform that is tried out. */
#include "rules/names.h"
#include "rules/read_pack.h"
#include "rules/read_values.h"

/* --- draft_law --- */

static prse_status enable(prse__pack_reader *r, const prse__node *node)
{
    prse__law *laws = r->sections[PRSE__SECTION_LAW].items;
    const prse__mark *mark = NULL;
    if (!prse__is_scalar(node) || node->text.len == 0)
        return prse__pack_unexpected(r, node, "a key of the `law` section");
    mark = prse__index_find(&r->laws, node->text);
    if (!mark)
        return prse__index_missing(r, &r->laws, "law", node->text,
                                   prse__node_place(node, r->file));
    laws[mark->index].enabled = 1;
    if (laws[mark->index].status == PRSE__LAW_DRAFT)
        return PRSE_OK;
    return prse__error_at(r->err, PRSE_ERULE, prse__node_place(node, r->file),
                          r->subject,
                          "`%.60s` is no draft: it holds without an overlay",
                          node->text.ptr);
}

static prse_status read_drafts(prse__pack_reader *r, const prse__node *node,
                               const prse__key *key, void *to)
{
    prse_status status = PRSE_OK;
    (void)key, (void)to;
    if (node->kind != PRSE__NODE_LIST)
        return prse__pack_unexpected(r, node,
                                     "a list of keys of the `law` section");
    for (const prse__node *n = node->first; n && !status; n = n->next)
        status = enable(r, n);
    return status;
}

/* --- thresholds --- */

static const prse__key CHANGE_KEYS[] = {
    {"from", prse__read_threshold_steps, offsetof(prse__threshold, count), 1,
     NULL},
    {"law", prse__read_law, offsetof(prse__threshold, law), 0, NULL},
};

/* Filled over the threshold that the pack has: what is not said stays. */
static const prse__shape CHANGE = {
    .what = "a change of a threshold",
    .size = sizeof(prse__threshold),
    .keys = CHANGE_KEYS,
    .key_count = sizeof CHANGE_KEYS / sizeof *CHANGE_KEYS,
    .id = PRSE__NO_OFFSET,
    .place = PRSE__NO_OFFSET,
};

/* The kind of the values, null when there is none. */
static prse__value_kind kind_of(const prse__threshold *threshold)
{
    for (size_t i = 0; i < threshold->count; i++)
        if (threshold->steps[i].value->kind != PRSE__VALUE_NULL)
            return threshold->steps[i].value->kind;
    return PRSE__VALUE_NULL;
}

static prse_status change(prse__pack_reader *r, const prse__node *node)
{
    prse__threshold *thresholds = r->sections[PRSE__SECTION_THRESHOLDS].items;
    const prse__mark *mark = prse__index_find(&r->names, node->key);
    if (!mark || mark->kind != PRSE__NAME_THRESHOLD)
        return prse__index_missing(r, &r->names, "threshold", node->key,
                                   prse__key_place(r, node));
    prse__threshold *threshold = &thresholds[mark->index];
    prse__value_kind before = kind_of(threshold);
    prse_status status = prse__read_item(r, &CHANGE, node, threshold);
    prse__value_kind after = status ? before : kind_of(threshold);
    if (before == after || before == PRSE__VALUE_NULL ||
        after == PRSE__VALUE_NULL)
        return status;
    return prse__error_at(r->err, PRSE_ETYPE, prse__key_place(r, node),
                          r->subject,
                          "the values of `%.60s` are %s in the pack and must "
                          "stay so",
                          node->key.ptr,
                          before == PRSE__VALUE_DATE ? "dates" : "numbers");
}

static prse_status read_changes(prse__pack_reader *r, const prse__node *node,
                                const prse__key *key, void *to)
{
    prse_status status = PRSE_OK;
    (void)key, (void)to;
    if (node->kind != PRSE__NODE_MAP)
        return prse__pack_unexpected(r, node,
                                     "a map from threshold to its values");
    for (const prse__node *n = node->first; n && !status; n = n->next)
        status = change(r, n);
    return status;
}

/* --- Overlays --- */

typedef struct overlay {
    prse_str id;
    prse__text label;
} overlay;

static const prse__key OVERLAY_KEYS[] = {
    {"overlay", prse__read_id, offsetof(overlay, id), 1, NULL},
    {"label", prse__read_text, offsetof(overlay, label), 1, NULL},
    {"draft_law", read_drafts, 0, 0, NULL},
    {"thresholds", read_changes, 0, 0, NULL},
};

static const prse__shape OVERLAY = {
    .what = "an overlay",
    .size = sizeof(overlay),
    .keys = OVERLAY_KEYS,
    .key_count = sizeof OVERLAY_KEYS / sizeof *OVERLAY_KEYS,
    .id = PRSE__NO_OFFSET,
    .place = PRSE__NO_OFFSET,
};

prse_status prse__read_overlays(prse__pack_reader *r,
                                const prse__pack_input *input)
{
    for (size_t i = 0; i < input->overlay_count; i++) {
        overlay read = {.id = {0}};
        const prse__node *root = NULL;
        prse_status status = prse__read_file(r, &input->overlays[i], &root);
        if (!status)
            status = prse__read_item(r, &OVERLAY, root, &read);
        if (status)
            return status;
    }
    return PRSE_OK;
}
