/* SPDX-License-Identifier: Apache-2.0 */
#include "camembert/network.h"

#include <stdio.h>
#include <string.h>

#include "camembert/onednn.h"
#include "camembert/room.h"
#include "camembert/weights.h"
#include "http/file.h"

enum { PATH_ROOM = 4096, CONFIG_BYTES = 16 << 20 };

/* --- Opening */

static prse_status open_files(prse__network *network, const char *folder,
                              int small, prse_error *err)
{
    char path[PATH_ROOM];
    prse__buf json;
    prse__buf_init(&json, 0);
    snprintf(path, sizeof path, "%s/config.json", folder);
    prse_status status = prse__file_read(&json, path, CONFIG_BYTES, err);
    if (!status)
        status = prse__config_read(&network->config, prse__buf_str(&json),
                                   path, err);
    prse__buf_free(&json);
    snprintf(path, sizeof path, "%s/model.safetensors", folder);
    if (!status)
        status = prse__safetensors_open(&network->file, path, err);
    if (status)
        return status;
    return prse__load_network(&(prse__loading){
        .network = network, .path = path, .small = small, .err = err});
}

prse_status prse__network_open(prse__network *out, const char *folder,
                               int small, prse_error *err)
{
    *out = (prse__network){0};
    if (!prse__onednn_find())
        return prse__error_set(err, PRSE_EUNSUPPORTED, NULL,
                               "oneDNN is not installed: neither "
                               "libdnnl.so.3 nor libdnnl.so.2 can be loaded");
    *out = (prse__network){.arena = prse__arena_new(0)};
    if (!out->arena)
        return prse__error_nomem(err);
    prse_status status =
        strlen(folder) + 32 < PATH_ROOM
            ? open_files(out, folder, small, err)
            : prse__error_set(err, PRSE_EINVAL, "folder",
                              "its path is too long");
    if (status)
        prse__network_close(out);
    return status;
}

void prse__network_close(prse__network *network)
{
    prse__safetensors_close(network->file);
    prse__arena_free(network->arena);
    prse__config_free(&network->config);
    *network = (prse__network){0};
}

/* --- Running */

static void embed(prse__room *room)
{
    const prse__network *n = room->network;
    const prse__tokens *tokens = room->tokens;
    uint32_t width = n->config.hidden;
    for (uint32_t s = 0; s < tokens->count; s++)
        for (uint32_t i = tokens->starts[s]; i < tokens->starts[s + 1]; i++) {
            uint64_t word = (uint64_t)tokens->ids[i];
            uint64_t place = n->config.pad + 1 + i - tokens->starts[s];
            float *row = room->rows + (size_t)i * width;
            prse__tensor_floats(row, n->words, word * width, width);
            prse__tensor_floats(room->other, n->positions, place * width,
                                width);
            for (uint32_t j = 0; j < width; j++)
                row[j] += room->other[j] + n->kind[j];
            prse__normalise(row, width, &n->first_norm, n->config.epsilon);
        }
}

/* The head looks at the first token alone, so that the last layer works on the
 * rows of those. */
static void keep_first(prse__room *room)
{
    uint32_t width = room->network->config.hidden;
    for (uint32_t s = 0; s < room->tokens->count; s++)
        memmove(room->rows + (size_t)s * width,
                room->rows + (size_t)room->tokens->starts[s] * width,
                width * sizeof(float));
}

/* Keys and values of all tokens, queries of `count` rows. */
static int run_attention(prse__room *room, const prse__layer *layer,
                         int first_only)
{
    uint32_t all = room->tokens->starts[room->tokens->count];
    uint32_t count = all;
    if (!prse__multiply(room->keys, room->rows, all, &layer->key,
                        &room->small) ||
        !prse__multiply(room->values, room->rows, all, &layer->value,
                        &room->small))
        return 0;
    prse__add_bias(room->keys, all, &layer->key);
    prse__add_bias(room->values, all, &layer->value);
    if (first_only) {
        keep_first(room);
        count = room->tokens->count;
    }
    if (!prse__multiply(room->queries, room->rows, count, &layer->query,
                        &room->small))
        return 0;
    prse__add_bias(room->queries, count, &layer->query);
    return prse__attend(room, first_only);
}

static int run_layer(prse__room *room, const prse__layer *layer,
                     int first_only)
{
    double epsilon = room->network->config.epsilon;
    uint32_t count = first_only
                         ? room->tokens->count
                         : room->tokens->starts[room->tokens->count];
    if (!run_attention(room, layer, first_only) ||
        !prse__multiply(room->other, room->seen, count, &layer->mix,
                        &room->small))
        return 0;
    prse__add_norm(room->other, room->rows, count, &layer->mix,
                   &layer->after_mix, epsilon);
    if (!prse__multiply(room->wide, room->other, count, &layer->widen,
                        &room->small))
        return 0;
    prse__add_bias_gelu(room->wide, count, &layer->widen);
    if (!prse__multiply(room->rows, room->wide, count, &layer->narrow,
                        &room->small))
        return 0;
    prse__add_norm(room->rows, room->other, count, &layer->narrow,
                   &layer->after_narrow, epsilon);
    return 1;
}

prse_status prse__network_run(prse__room *room, const prse__tokens *tokens,
                              float *logits, prse_error *err)
{
    const prse__network *n = room->network;
    int ok = 1;
    room->tokens = tokens;
    embed(room);
    for (uint32_t i = 0; i < n->config.layers && ok; i++)
        ok = run_layer(room, &n->layers[i], i + 1 == n->config.layers);
    if (!ok)
        return prse__error_set(err, PRSE_EINTERNAL, NULL,
                               "oneDNN refused a product");
    return prse__head_run(n, room->rows, tokens->count, logits, err);
}
