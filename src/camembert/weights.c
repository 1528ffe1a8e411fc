/* SPDX-License-Identifier: Apache-2.0 */
/* The weights of a folder, each where the network expects it, with the shape
 * that it expects. Floats stay in the file, which is mapped. */
#include "camembert/weights.h"

#include <stdio.h>
#include <string.h>

#include "camembert/kernels.h"

enum { NAME_ROOM = 160, HEAD_SIZE = 64 };

typedef prse__loading loading;

/* --- One tensor */

static const prse__tensor *find(const loading *l, const char *name)
{
    char whole[NAME_ROOM];
    int len = snprintf(whole, sizeof whole, "%s%s", l->prefix, name);
    if (len < 0 || len >= NAME_ROOM)
        return NULL;
    return prse__safetensors_find(l->network->file,
                                  (prse_str){whole, (size_t)len});
}

static prse_status missing(const loading *l, const char *name)
{
    return prse__error_at(l->err, PRSE_ESCHEMA, (prse__place){l->path, 0, 0},
                          name, "the network needs this tensor");
}

static prse_status other_shape(const loading *l, const char *name,
                               const prse__tensor *is, uint32_t rows,
                               uint32_t columns)
{
    return prse__error_at(
        l->err, PRSE_ESCHEMA, (prse__place){l->path, 0, 0}, name,
        "expected floats of the shape %u x %u, not %llu x %llu", rows,
        columns, (unsigned long long)is->shape[0],
        (unsigned long long)(is->rank > 1 ? is->shape[1] : 1));
}

static int fits(const prse__tensor *is, uint32_t rows, uint32_t columns)
{
    uint32_t rank = columns > 0 ? 2 : 1;
    return is->type != PRSE__TENSOR_I64 && is->rank == rank &&
           is->shape[0] == rows && (rank == 1 || is->shape[1] == columns);
}

/* Columns 0: a vector. */
prse_status prse__load(const float **out, const loading *l, const char *name,
                       uint32_t rows, uint32_t columns)
{
    const prse__tensor *is = find(l, name);
    if (!is)
        return missing(l, name);
    if (!fits(is, rows, columns))
        return other_shape(l, name, is, rows, columns);
    *out = prse__tensor_in_place(is);
    if (*out)
        return PRSE_OK;
    float *copy = prse__arena_alloc(l->network->arena, is->count,
                                    sizeof *copy);
    if (!copy)
        return prse__error_nomem(l->err);
    prse__tensor_floats(copy, is, 0, is->count);
    *out = copy;
    return PRSE_OK;
}

/* --- Steps of the network */

static prse_status shrink(const loading *l, prse__linear *linear)
{
    prse__arena *arena = l->network->arena;
    linear->small = prse__arena_alloc(arena, linear->out, linear->in);
    linear->scales = prse__arena_alloc(arena, linear->out,
                                       sizeof *linear->scales);
    linear->sums = prse__arena_alloc(arena, linear->out,
                                     sizeof *linear->sums);
    if (!linear->small || !linear->scales || !linear->sums)
        return prse__error_nomem(l->err);
    prse__linear_shrink(linear);
    return PRSE_OK;
}

/* The names are the network's own, and far from filling the room. */
static const char *part_of(char room[NAME_ROOM], const char *name,
                           const char *end)
{
    snprintf(room, NAME_ROOM, "%.*s%s", NAME_ROOM / 2, name, end);
    return room;
}

prse_status prse__load_linear(prse__linear *out, const loading *l,
                              const char *name, uint32_t in, uint32_t width)
{
    char part[NAME_ROOM];
    *out = (prse__linear){.in = in, .out = width};
    prse_status status = prse__load(
        &out->weights, l, part_of(part, name, ".weight"), width, in);
    return status ? status
                  : prse__load(&out->bias, l, part_of(part, name, ".bias"),
                               width, 0);
}

prse_status prse__load_norm(prse__norm *out, const loading *l,
                            const char *name, uint32_t width)
{
    char part[NAME_ROOM];
    prse_status status = prse__load(
        &out->scale, l, part_of(part, name, ".weight"), width, 0);
    return status ? status
                  : prse__load(&out->shift, l, part_of(part, name, ".bias"),
                               width, 0);
}

static prse_status load_layer(const loading *l, uint32_t index)
{
    prse__layer *to = &l->network->layers[index];
    uint32_t hidden = l->network->config.hidden;
    uint32_t inner = l->network->config.inner;
    const struct {
        prse__linear *to;
        const char *name;
        uint32_t in, out;
    } linears[] = {
        {&to->query, "attention.self.query", hidden, hidden},
        {&to->key, "attention.self.key", hidden, hidden},
        {&to->value, "attention.self.value", hidden, hidden},
        {&to->mix, "attention.output.dense", hidden, hidden},
        {&to->widen, "intermediate.dense", hidden, inner},
        {&to->narrow, "output.dense", inner, hidden}};
    char name[NAME_ROOM];
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < sizeof linears / sizeof *linears && !status; i++) {
        snprintf(name, sizeof name, "encoder.layer.%u.%s", index,
                 linears[i].name);
        status = prse__load_linear(linears[i].to, l, name, linears[i].in,
                                   linears[i].out);
        if (!status && l->small)
            status = shrink(l, linears[i].to);
    }
    snprintf(name, sizeof name, "encoder.layer.%u.attention.output.LayerNorm",
             index);
    if (!status)
        status = prse__load_norm(&to->after_mix, l, name, hidden);
    snprintf(name, sizeof name, "encoder.layer.%u.output.LayerNorm", index);
    return status ? status
                  : prse__load_norm(&to->after_narrow, l, name, hidden);
}

static prse_status load_table(const prse__tensor **out, const loading *l,
                              const char *name, uint32_t rows)
{
    const prse__tensor *is = find(l, name);
    if (!is)
        return missing(l, name);
    if (!fits(is, rows, l->network->config.hidden))
        return other_shape(l, name, is, rows, l->network->config.hidden);
    *out = is;
    return PRSE_OK;
}

static prse_status load_embeddings(const loading *l)
{
    prse__network *n = l->network;
    const prse__tensor *kinds = find(l, "embeddings.token_type_embeddings."
                                        "weight");
    prse_status status = load_table(&n->words, l,
                                    "embeddings.word_embeddings.weight",
                                    n->config.vocabulary);
    if (!status)
        status = load_table(&n->positions, l,
                            "embeddings.position_embeddings.weight",
                            n->config.positions);
    if (!status && (!kinds || kinds->rank != 2 ||
                    kinds->shape[1] != n->config.hidden || !kinds->shape[0] ||
                    kinds->type == PRSE__TENSOR_I64))
        status = missing(l, "embeddings.token_type_embeddings.weight");
    if (status)
        return status;
    n->kind = prse__arena_alloc(n->arena, n->config.hidden, sizeof *n->kind);
    if (!n->kind)
        return prse__error_nomem(l->err);
    prse__tensor_floats(n->kind, kinds, 0, n->config.hidden);
    return prse__load_norm(&n->first_norm, l, "embeddings.LayerNorm",
                           n->config.hidden);
}

/* --- What the configuration leaves open */

static uint32_t side(const loading *l, const char *name, uint32_t which)
{
    const prse__tensor *is = find(l, name);
    return is && is->rank == 2 && is->shape[which] <= UINT32_MAX
               ? (uint32_t)is->shape[which]
               : 0;
}

static void fill(uint32_t *size, uint32_t found)
{
    if (!*size)
        *size = found;
}

static uint32_t count_layers(const loading *l)
{
    char name[NAME_ROOM];
    uint32_t count = 0;
    do
        snprintf(name, sizeof name, "encoder.layer.%u.output.dense.weight",
                 count);
    while (find(l, name) && ++count);
    return count;
}

static prse_status complete(const loading *l)
{
    prse__config *c = &l->network->config;
    const char *words = "embeddings.word_embeddings.weight";
    fill(&c->vocabulary, side(l, words, 0));
    fill(&c->hidden, side(l, words, 1));
    fill(&c->positions, side(l, "embeddings.position_embeddings.weight", 0));
    fill(&c->inner,
         side(l, "encoder.layer.0.intermediate.dense.weight", 0));
    fill(&c->layers, count_layers(l));
    fill(&c->heads, c->hidden / HEAD_SIZE);
    if (!c->vocabulary || !c->hidden || !c->inner || !c->layers ||
        !c->heads || c->hidden % c->heads || c->positions < c->pad + 3)
        return prse__error_at(l->err, PRSE_ESCHEMA,
                              (prse__place){l->path, 0, 0}, NULL,
                              "sizes are missing or do not fit: %u words, %u "
                              "wide, %u layers, %u heads, %u inside, %u "
                              "positions",
                              c->vocabulary, c->hidden, c->layers, c->heads,
                              c->inner, c->positions);
    return PRSE_OK;
}

/* Where the names of the network begin: "roberta." in a folder of Hugging
 * Face, nothing in one of the existing service. */
static void find_prefix(loading *l)
{
    static const char *const KNOWN[] = {"roberta.", "camembert.", ""};
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++) {
        l->prefix = KNOWN[i];
        if (find(l, "embeddings.word_embeddings.weight"))
            return;
    }
}

prse_status prse__load_network(loading *l)
{
    prse__network *n = l->network;
    find_prefix(l);
    prse_status status = complete(l);
    if (!status)
        status = load_embeddings(l);
    if (status)
        return status;
    n->layers = prse__arena_alloc(n->arena, n->config.layers,
                                  sizeof *n->layers);
    if (!n->layers)
        return prse__error_nomem(l->err);
    for (uint32_t i = 0; i < n->config.layers && !status; i++)
        status = load_layer(l, i);
    l->prefix = "";
    return status ? status : prse__load_head(l);
}
