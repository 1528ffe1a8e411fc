/* SPDX-License-Identifier: Apache-2.0 */
#include "camembert/config.h"

#include "formats/node.h"
#include "formats/real.h"

enum { MOST = 1000000, MOST_LABELS = 1000, MOST_LAYERS = 256 };

typedef struct reading {
    prse__config *config;
    const char *path;
    prse_error *err;
} reading;

static prse_status refuse(const reading *r, const prse__node *at,
                          const char *key, const char *wrong)
{
    return prse__error_at(r->err, PRSE_ESCHEMA,
                          at ? prse__node_place(at, r->path)
                             : (prse__place){r->path, 0, 0},
                          key, "%s", wrong);
}

static int whole(uint32_t *out, prse_str text)
{
    uint32_t value = 0;
    if (!text.len || text.len > 7)
        return 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return 0;
        value = value * 10 + (uint32_t)(text.ptr[i] - '0');
    }
    *out = value;
    return value <= MOST;
}

/* A whole number; absent, it stays as it is. */
static prse_status number(const reading *r, const prse__node *map,
                          const char *key, uint32_t *out)
{
    const prse__node *node = prse__node_get(map, key);
    if (!node || prse__str_is(node->text, "null"))
        return PRSE_OK;
    if (node->kind == PRSE__NODE_PLAIN && whole(out, node->text))
        return PRSE_OK;
    return refuse(r, node, key, "expected a whole number up to 1,000,000");
}

static prse_status keep_label(const reading *r, uint32_t index, prse_str text)
{
    r->config->labels[index] = prse__str_dup(r->config->arena, text);
    return r->config->labels[index].ptr ? PRSE_OK
                                        : prse__error_nomem(r->err);
}

static prse_status make_labels(const reading *r, const prse__node *at,
                               size_t count)
{
    if (count < 2 || count > MOST_LABELS)
        return refuse(r, at, "labels", "a classifier has 2 to 1,000 labels");
    r->config->label_count = (uint32_t)count;
    r->config->labels = prse__arena_alloc(r->config->arena, count,
                                          sizeof *r->config->labels);
    return r->config->labels ? PRSE_OK : prse__error_nomem(r->err);
}

/* --- Hugging Face */

static prse_status read_id2label(const reading *r, const prse__node *map)
{
    uint32_t index = 0;
    if (!map || map->kind != PRSE__NODE_MAP)
        return refuse(r, map, "id2label", "it names no labels");
    prse_status status = make_labels(r, map, map->count);
    for (const prse__node *n = map->first; n && !status; n = n->next) {
        if (!whole(&index, n->key) || index >= map->count ||
            r->config->labels[index].ptr)
            return refuse(r, n, "id2label", "labels count from 0, each once");
        status = keep_label(r, index, n->text);
    }
    return status;
}

static prse_status read_sizes(const reading *r, const prse__node *root)
{
    prse__config *c = r->config;
    const struct {
        const char *key;
        uint32_t *to;
    } sizes[] = {{"hidden_size", &c->hidden},
                 {"num_hidden_layers", &c->layers},
                 {"num_attention_heads", &c->heads},
                 {"intermediate_size", &c->inner},
                 {"vocab_size", &c->vocabulary},
                 {"max_position_embeddings", &c->positions},
                 {"pad_token_id", &c->pad},
                 {"bos_token_id", &c->first},
                 {"eos_token_id", &c->last}};
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes && !status; i++)
        status = number(r, root, sizes[i].key, sizes[i].to);
    if (!status && c->layers > MOST_LAYERS)
        status = refuse(r, root, "num_hidden_layers", "at most 256 layers");
    return status;
}

static prse_status check_kind(const reading *r, const prse__node *root)
{
    const prse__node *type = prse__node_get(root, "model_type");
    const prse__node *act = prse__node_get(root, "hidden_act");
    const prse__node *place = prse__node_get(root, "position_embedding_type");
    if (type && prse__str_is(type->text, "xlm-roberta")) {
        r->config->is_camembert = 0;
        r->config->first = 0;
        r->config->last = 2;
    } else if (!type || !prse__str_is(type->text, "camembert")) {
        return refuse(r, type ? type : root, "model_type",
                      "camembert and xlm-roberta are known");
    }
    if (act && !prse__str_is(act->text, "gelu"))
        return refuse(r, act, "hidden_act", "gelu is known");
    if (place && !prse__str_is(place->text, "absolute"))
        return refuse(r, place, "position_embedding_type",
                      "absolute is known");
    return PRSE_OK;
}

static prse_status read_huggingface(const reading *r, const prse__node *root)
{
    const prse__node *epsilon = prse__node_get(root, "layer_norm_eps");
    prse_status status = check_kind(r, root);
    if (!status)
        status = read_sizes(r, root);
    if (!status && epsilon &&
        !prse__real_read(&r->config->epsilon, epsilon->text))
        status = refuse(r, epsilon, "layer_norm_eps", "expected a number");
    return status ? status
                  : read_id2label(r, prse__node_get(root, "id2label"));
}

/* --- The existing service's tool */

static int ends_in(prse_str text, const char *end)
{
    prse_str tail = prse_str_of(end);
    if (text.len && text.ptr[text.len - 1] == '>') /* <class '...ReLU'> */
        text.len -= text.len >= 2 ? 2 : 1;
    return text.len >= tail.len &&
           prse__str_eq((prse_str){text.ptr + text.len - tail.len, tail.len},
                        tail);
}

static int read_activation(prse__activation *out, const prse__node *node)
{
    static const struct {
        const char *name;
        prse__activation is;
    } KNOWN[] = {{"ReLU", PRSE__ACTIVATION_RELU},
                 {"GELU", PRSE__ACTIVATION_GELU},
                 {"Tanh", PRSE__ACTIVATION_TANH},
                 {"Sigmoid", PRSE__ACTIVATION_SIGMOID},
                 {"SiLU", PRSE__ACTIVATION_SILU}};
    *out = PRSE__ACTIVATION_NONE;
    if (!node || !node->text.len || prse__str_is(node->text, "null"))
        return 1;
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++) {
        if (!ends_in(node->text, KNOWN[i].name))
            continue;
        *out = KNOWN[i].is;
        return 1;
    }
    return 0;
}

static int is_on(const prse__node *map, const char *key)
{
    const prse__node *node = prse__node_get(map, key);
    return node && !prse__str_is(node->text, "false") &&
           !prse__str_is(node->text, "null") &&
           !prse__str_is(node->text, "0") && !prse__str_is(node->text, "0.0");
}

static prse_status read_head(const reading *r, const prse__node *list)
{
    prse__config *c = r->config;
    if (!list || prse__str_is(list->text, "null")) {
        c->step_count = 1; /* one linear step */
        return PRSE_OK;
    }
    if (list->kind != PRSE__NODE_LIST || !list->count ||
        list->count > PRSE__HEAD_STEPS)
        return refuse(r, list, "head_layers", "a head has 1 to 8 layers");
    for (const prse__node *n = list->first; n; n = n->next) {
        prse__head_step *step = &c->steps[c->step_count++];
        const prse__node *act = prse__node_get(n, "activation");
        if (!read_activation(&step->activation, act))
            return refuse(r, act, "activation", "ReLU, GELU, Tanh, Sigmoid "
                          "and SiLU are known");
        step->batch_norm = is_on(n, "batch_norm");
        step->layer_norm = is_on(n, "layer_norm");
        step->dropout = is_on(n, "dropout_rate");
    }
    return PRSE_OK;
}

static prse_status read_names(const reading *r, const prse__node *list)
{
    uint32_t index = 0;
    if (!list || list->kind != PRSE__NODE_LIST)
        return refuse(r, list, "labels_names", "it names no labels");
    prse_status status = make_labels(r, list, list->count);
    for (const prse__node *n = list->first; n && !status; n = n->next)
        status = keep_label(r, index++, n->text);
    return status;
}

static prse_status read_existing(const reading *r, const prse__node *root)
{
    const prse__node *names = prse__node_get(root, "labels_names");
    if (is_on(root, "multilabel"))
        return refuse(r, prse__node_get(root, "multilabel"), "multilabel",
                      "one label a sentence is known");
    prse_status status =
        read_names(r, names ? names : prse__node_get(root, "classes_names"));
    return status ? status
                  : read_head(r, prse__node_get(root, "head_layers"));
}

/* --- Both */

static prse_status read_root(const reading *r, const prse__node *root)
{
    if (root->kind != PRSE__NODE_MAP)
        return refuse(r, root, NULL, "expected an object");
    return prse__node_get(root, "model_name") ? read_existing(r, root)
                                              : read_huggingface(r, root);
}

prse_status prse__config_read(prse__config *out, prse_str json,
                              const char *path, prse_error *err)
{
    *out = (prse__config){.epsilon = 1e-5, .pad = 1, .first = 5, .last = 6,
                          .is_camembert = 1, .arena = prse__arena_new(0)};
    prse__arena *scratch = prse__arena_new(0);
    const prse__node *root;
    prse_status status = out->arena && scratch ? PRSE_OK
                                               : prse__error_nomem(err);
    if (!status)
        status = prse__json_read(&root, scratch, json, path, NULL, err);
    if (!status)
        status = read_root(&(reading){out, path, err}, root);
    prse__arena_free(scratch);
    if (status)
        prse__config_free(out);
    return status;
}

void prse__config_free(prse__config *config)
{
    prse__arena_free(config->arena);
    *config = (prse__config){0};
}
