/* SPDX-License-Identifier: Apache-2.0 */
#include "write.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"

typedef struct text {
    char *ptr;
    size_t length, room;
} text;

static void add(text *out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static void add(text *out, const char *format, ...)
{
    va_list values;
    if (out->room - out->length < 1024) {
        size_t room = out->room * 2 + 4096;
        char *more = take(room, 1);
        if (out->length > 0)
            memcpy(more, out->ptr, out->length);
        free(out->ptr);
        out->ptr = more;
        out->room = room;
    }
    va_start(values, format);
    out->length += (size_t)vsnprintf(out->ptr + out->length,
                                     out->room - out->length, format, values);
    va_end(values);
}

static void add_labels(text *out, const table *labels)
{
    add(out, "static const prse__lite_label labels[] = {\n");
    for (size_t i = 0; i < labels->count; i++)
        add(out, "    {\"%s\",\n     \"%s\",\n     \"%s\"},\n",
            labels->rows[i][0].ptr, labels->rows[i][1].ptr,
            labels->rows[i][2].ptr);
    add(out, "};\n\n");
}

static void add_lexicon(text *out, const lexicon *from)
{
    add(out, "static const prse__lite_node nodes[] = {\n");
    for (size_t i = 0; i < from->node_count; i++) {
        const prse__lite_node *node = &from->nodes[i];
        add(out, "{%d,%d,%d,%d},\n", node->letter, node->child, node->next,
            node->term);
    }
    add(out, "};\n\nstatic const prse__lite_term terms[] = {\n");
    for (size_t i = 0; i < from->term_count; i++)
        add(out, "{%d,%d},\n", from->terms[i].label, from->terms[i].weight);
    add(out, "};\n\n");
}

static void add_row(text *out, const char *name, const uint16_t *numbers,
                    size_t count)
{
    add(out, "static const uint16_t %s[] = {\n", name);
    for (size_t i = 0; i < count; i++)
        add(out, "%d,%s", numbers[i], i % 12 == 11 ? "\n" : "");
    add(out, "};\n\n");
}

static void add_weights(text *out, const prse__lite_model *model)
{
    add(out, "static const int8_t weights[][PRSE__LITE_LANES] = {\n");
    for (size_t b = 0; b < PRSE__LITE_BUCKETS; b++) {
        add(out, "{");
        for (size_t lane = 0; lane < PRSE__LITE_LANES; lane++)
            add(out, "%d,", model->weights[b][lane]);
        add(out, "},\n");
    }
    add(out, "};\n\n");
}

static void add_model(text *out, const prse__lite_model *model)
{
    char digest[65];
    add(out, "/* %d %d %d %.3f", model->term_scale, model->term_cap,
        model->power_step, model->min_confidence);
    for (size_t lane = 0; lane < PRSE__LITE_LANES; lane++)
        add(out, " %d", model->bias[lane]);
    add(out, " */\n");
    prse__sha256_hex(digest, (prse_str){out->ptr, out->length});
    add(out, "const prse__lite_model prse__lite_model_built = {\n"
             "    .digest = \"%s\",\n"
             "    .labels = labels,\n    .label_count = %u,\n"
             "    .none = %u,\n    .nodes = nodes,\n    .terms = terms,\n"
             "    .weights = weights,\n    .norms = norms,\n    .bias = {",
        digest, model->label_count, model->none);
    for (size_t lane = 0; lane < PRSE__LITE_LANES; lane++)
        add(out, "%d,", model->bias[lane]);
    add(out, "},\n    .term_scale = %d,\n    .term_cap = %d,\n"
             "    .powers = powers,\n    .power_step = %d,\n"
             "    .min_confidence = %.3f,\n"
             "    .bytes = sizeof nodes + sizeof terms + sizeof weights +\n"
             "             sizeof norms + sizeof powers,\n};\n",
        model->term_scale, model->term_cap, model->power_step,
        model->min_confidence);
}

void write_model(const char *path, const prse__lite_model *model,
                 const lexicon *terms, const table *labels)
{
    text out = {0};
    add(&out, "/* SPDX-License-Identifier: Apache-2.0 */\n"
              "/* Made by models/esrs-lite. */\n"
              "#include \"esrs_lite/model.h\"\n\n");
    add_labels(&out, labels);
    add_lexicon(&out, terms);
    add_row(&out, "norms", model->norms, PRSE__LITE_NORMS);
    add_row(&out, "powers", model->powers, PRSE__LITE_POWERS);
    add_weights(&out, model);
    add_model(&out, model);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(out.ptr, 1, out.length, file) != out.length ||
        fclose(file) != 0)
        fail(path, 0, "it can't be written");
    free(out.ptr);
}
