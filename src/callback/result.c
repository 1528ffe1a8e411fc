/* SPDX-License-Identifier: Apache-2.0 */
#include "callback/result.h"

#include "callback/label.h"
#include "formats/node.h"

enum { DEPTH = 3, MOST_DIGITS = 7 };

static const char FIELD[] = "resultat_json";

static prse_status odd(const prse__node *at, const char *what, prse_error *err)
{
    return prse__error_at(err, PRSE_ESCHEMA, prse__node_place(at, FIELD),
                          FIELD, "%s", what);
}

/* A whole number from 1, as JSON writes it. */
static int is_page(const prse__node *node)
{
    prse_str text = node->text;
    if (node->kind != PRSE__NODE_PLAIN || text.len == 0 ||
        text.len > MOST_DIGITS || text.ptr[0] == '0')
        return 0;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return 0;
    return 1;
}

static prse_status check_passage(const prse__node *passage, prse_error *err)
{
    const prse__node *page = prse__node_get(passage, "PAGES");
    const prse__node *text = prse__node_get(passage, "TEXTS");
    if (!page || !text || passage->count != 2)
        return odd(passage, "a passage is {\"PAGES\": number, \"TEXTS\": "
                   "text} and nothing else", err);
    if (!is_page(page))
        return odd(page, "PAGES is not a whole number from 1", err);
    if (text->kind != PRSE__NODE_QUOTED)
        return odd(text, "TEXTS is not a text", err);
    return PRSE_OK;
}

static prse_status check_label(const prse__node *list, prse_error *err)
{
    prse_status status = PRSE_OK;
    if (!prse__label_is_known(list->key))
        return odd(list, "a label is not known: expected \"ESRS E1\" and so "
                   "on, or \"Non ESRS\"", err);
    if (list->kind != PRSE__NODE_LIST)
        return odd(list, "a label has a list of passages", err);
    for (const prse__node *at = list->first; at && !status; at = at->next)
        status = check_passage(at, err);
    return status;
}

static prse_status check_all(const prse__node *root, prse_error *err)
{
    prse_status status = PRSE_OK;
    if (root->kind != PRSE__NODE_MAP)
        return odd(root, "the result is no object of labels", err);
    for (const prse__node *at = root->first; at && !status; at = at->next)
        status = check_label(at, err);
    return status;
}

prse_status prse__result_check(prse_str json, prse_error *err)
{
    const prse__node_limits limits = {.bytes = PRSE__RESULT_MOST,
                                      .depth = DEPTH};
    const prse__node *root = NULL;
    prse__arena *arena = prse__arena_new(0);
    if (!arena)
        return prse__error_nomem(err);
    prse_status status =
        prse__json_read(&root, arena, json, FIELD, &limits, err);
    if (!status)
        status = check_all(root, err);
    prse__arena_free(arena);
    return status;
}
