/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/json_writer.h"
#include "formats/node.h"
#include "runs/runs.h"

static const char *const sources[] = {
    [PRSE__RUN_DOCUMENT] = "document",
    [PRSE__RUN_URL] = "url",
    [PRSE__RUN_BLOB] = "blob",
};

enum { SOURCES = sizeof sources / sizeof sources[0] };

void prse__order_write(prse__buf *out, const prse__order *order)
{
    prse__json json;
    prse__json_init(&json, out, 0);
    prse__json_open(&json, '{');
    prse__json_put(&json, "source", prse_str_of(sources[order->source]));
    prse__json_put(&json, "document", order->document);
    prse__json_put(&json, "siren", order->siren);
    prse__json_put(&json, "place", order->place);
    prse__json_put(&json, "name", order->name);
    prse__json_put(&json, "callback_url", order->callback_url);
    prse__json_put_int(&json, "answered_ms", order->answered_ms);
    prse__json_close(&json, '}');
}

static int read_number(int64_t *out, prse_str digits)
{
    enum { MOST_DIGITS = 18 };
    *out = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.ptr[i] < '0' || digits.ptr[i] > '9' || i >= MOST_DIGITS)
            return 0;
        *out = *out * 10 + (digits.ptr[i] - '0');
    }
    return digits.len > 0;
}

static int read_source(prse__run_source *out, prse_str name)
{
    for (int i = 0; i < SOURCES; i++) {
        *out = (prse__run_source)i;
        if (prse__str_is(name, sources[i]))
            return 1;
    }
    return 0;
}

/* Nothing that is wrong with it can be told to who gave it. */
static int read_members(prse__order *out, const prse__node *root)
{
    const struct {
        const char *key;
        prse_str *text;
    } members[] = {{"document", &out->document}, {"siren", &out->siren},
                   {"place", &out->place},       {"name", &out->name},
                   {"callback_url", &out->callback_url}};
    const prse__node *source = prse__node_get(root, "source");
    const prse__node *answered = prse__node_get(root, "answered_ms");
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        const prse__node *node = prse__node_get(root, members[i].key);
        if (!node || node->kind != PRSE__NODE_QUOTED)
            return 0;
        *members[i].text = node->text;
    }
    return source && answered && read_source(&out->source, source->text) &&
           read_number(&out->answered_ms, answered->text);
}

prse_status prse__order_read(prse__order *out, prse_str payload,
                             prse_error *err)
{
    const prse__node *root = NULL;
    *out = (prse__order){.arena = prse__arena_new(0)};
    if (!out->arena)
        return prse__error_nomem(err);
    prse_status status =
        prse__json_read(&root, out->arena, payload, "charge", NULL, err);
    if (!status && !read_members(out, root))
        status = prse__error_set(err, PRSE_EPARSE, "charge",
                                 "it is not what prse_runs_add() writes");
    return status;
}

void prse__order_free(prse__order *order)
{
    prse__arena_free(order->arena);
    *order = (prse__order){0};
}

prse_status prse__order_key(char out[PRSE__DIGEST_HEX],
                            const prse__order *order,
                            const prse_classifier_info *model,
                            prse_error *err)
{
    const prse_str parts[] = {
        order->source == PRSE__RUN_DOCUMENT ? order->siren : PRSE_STR(""),
        order->document, order->callback_url, model->engine, model->digest};
    prse__buf all;
    prse__buf_init(&all, 0);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        prse__buf_addf(&all, "%zu:", parts[i].len);
        prse__buf_add(&all, parts[i]);
    }
    prse_status status =
        all.failed ? prse__error_nomem(err)
                   : prse__digest_hex(out, prse__buf_str(&all), err);
    prse__buf_free(&all);
    return status;
}
