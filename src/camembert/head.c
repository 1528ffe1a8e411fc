/* SPDX-License-Identifier: Apache-2.0 */
/* The head: from the first token's row to a number a label. The stock one is
 * dense, tanh, out_proj; the existing service's a list of steps, whose names
 * count every part of every step. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "camembert/kernels.h"
#include "camembert/weights.h"

enum { NAME_ROOM = 64 };

typedef prse__loading loading;

static const double EPSILON = 1e-5; /* of both norms, as torch has it */

static uint32_t outputs_of(const loading *l, const char *name)
{
    char whole[NAME_ROOM];
    int len = snprintf(whole, sizeof whole, "%s.weight", name);
    const prse__tensor *is = prse__safetensors_find(
        l->network->file, (prse_str){whole, (size_t)len});
    return is && is->rank == 2 && is->shape[0] <= UINT32_MAX
               ? (uint32_t)is->shape[0]
               : 0;
}

/* --- Batch norm is a linear step, so that it goes into the one before it */

static float *copy_of(const loading *l, const float *from, size_t count)
{
    float *copy = prse__arena_alloc(l->network->arena, count, sizeof *copy);
    if (copy)
        memcpy(copy, from, count * sizeof *copy);
    return copy;
}

static prse_status fold(const loading *l, prse__linear *linear,
                        const float *const norm[4])
{
    float *weights = copy_of(l, linear->weights,
                             (size_t)linear->in * linear->out);
    float *bias = copy_of(l, linear->bias, linear->out);
    if (!weights || !bias)
        return prse__error_nomem(l->err);
    for (uint32_t n = 0; n < linear->out; n++) {
        double by = (double)norm[0][n] / sqrt((double)norm[3][n] + EPSILON);
        for (uint32_t i = 0; i < linear->in; i++)
            weights[(size_t)n * linear->in + i] *= (float)by;
        bias[n] = (float)((double)(bias[n] - norm[2][n]) * by +
                          (double)norm[1][n]);
    }
    linear->weights = weights;
    linear->bias = bias;
    return PRSE_OK;
}

static prse_status load_batch_norm(const loading *l, uint32_t index,
                                   prse__linear *linear)
{
    static const char *const PARTS[] = {"weight", "bias", "running_mean",
                                        "running_var"};
    const float *norm[4];
    char name[NAME_ROOM];
    prse_status status = PRSE_OK;
    for (int i = 0; i < 4 && !status; i++) {
        snprintf(name, sizeof name, "classifier.%u.%s", index, PARTS[i]);
        status = prse__load(&norm[i], l, name, linear->out, 0);
    }
    return status ? status : fold(l, linear, norm);
}

/* --- Steps */

static prse_status load_step(const loading *l, const prse__head_step *step,
                             uint32_t *index, uint32_t in)
{
    prse__head *to = &l->network->head[l->network->head_count++];
    char name[NAME_ROOM];
    to->activation = step->activation;
    snprintf(name, sizeof name, "classifier.%u", (*index)++);
    prse_status status = prse__load_linear(&to->linear, l, name, in,
                                           outputs_of(l, name));
    if (!status && step->batch_norm)
        status = load_batch_norm(l, (*index)++, &to->linear);
    if (!status && step->layer_norm) {
        snprintf(name, sizeof name, "classifier.%u", (*index)++);
        status = prse__load_norm(&to->norm, l, name, to->linear.out);
    }
    *index += step->activation != PRSE__ACTIVATION_NONE;
    *index += step->dropout != 0;
    return status;
}

static prse_status load_steps(const loading *l)
{
    const prse__config *c = &l->network->config;
    uint32_t index = 0, in = c->hidden;
    prse_status status = PRSE_OK;
    for (uint32_t i = 0; i < c->step_count && !status; i++) {
        status = load_step(l, &c->steps[i], &index, in);
        in = l->network->head[i].linear.out;
    }
    return status;
}

static prse_status load_stock(const loading *l)
{
    prse__network *n = l->network;
    uint32_t hidden = n->config.hidden;
    n->head_count = 2;
    n->head[0].activation = PRSE__ACTIVATION_TANH;
    prse_status status = prse__load_linear(&n->head[0].linear, l,
                                           "classifier.dense", hidden,
                                           hidden);
    return status ? status
                  : prse__load_linear(&n->head[1].linear, l,
                                      "classifier.out_proj", hidden,
                                      n->config.label_count);
}

prse_status prse__load_head(loading *l)
{
    prse__network *n = l->network;
    prse_status status = n->config.step_count ? load_steps(l)
                                              : load_stock(l);
    if (status)
        return status;
    uint32_t found = n->head[n->head_count - 1].linear.out;
    if (found == n->config.label_count)
        return PRSE_OK;
    return prse__error_at(l->err, PRSE_ESCHEMA, (prse__place){l->path, 0, 0},
                          "classifier", "the head has %u outputs for %u "
                          "labels", found, n->config.label_count);
}

/* --- Running */

static uint32_t widest(const prse__network *network)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < network->head_count; i++)
        most = network->head[i].linear.out > most
                   ? network->head[i].linear.out
                   : most;
    return most;
}

static int run_step(const prse__head *step, const float *from, uint32_t count,
                    float *to)
{
    uint32_t width = step->linear.out;
    if (!prse__multiply(to, from, count, &step->linear, NULL))
        return 0;
    prse__add_bias(to, count, &step->linear);
    for (uint32_t i = 0; i < count; i++) {
        float *row = to + (size_t)i * width;
        if (step->norm.scale)
            prse__normalise(row, width, &step->norm, EPSILON);
        prse__activate(row, width, step->activation);
    }
    return 1;
}

prse_status prse__head_run(const prse__network *network, const float *rows,
                           uint32_t count, float *logits, prse_error *err)
{
    size_t room = (size_t)widest(network) * count;
    float *both = prse__alloc(2 * room, sizeof *both);
    const float *from = rows;
    int ok = 1;
    if (!both)
        return prse__error_nomem(err);
    for (uint32_t i = 0; i < network->head_count && ok; i++) {
        int is_last = i + 1 == network->head_count;
        float *to = is_last ? logits : both + (i % 2) * room;
        ok = run_step(&network->head[i], from, count, to);
        from = to;
    }
    prse__free(both);
    return ok ? PRSE_OK
              : prse__error_set(err, PRSE_EINTERNAL, NULL,
                                "oneDNN refused a product");
}
