/* SPDX-License-Identifier: Apache-2.0 */
/* Makes the model of esrs-lite.
 *
 *   train LABELS LEXICON SENTENCES OUTPUT.c
 *   train --check LABELS LEXICON SENTENCES     how good it is, by
 *                                              cross-validation
 */
#include <stdio.h>
#include <string.h>

#include "quantize.h"
#include "trial.h"
#include "write.h"

/* Chosen with --check, never with the measuring sets. */
static const settings chosen = {.point = 0.9, .cap = 12, .decay = 1e-4,
                                .rounds = 120, .min_confidence = 0.3};

typedef struct sources {
    table labels;
    lexicon terms;
    prse__lite_model model;
    samples all;
} sources;

static sources read_sources(char **paths)
{
    sources out = {.labels = table_read(paths[0], 3)};
    if (out.labels.count < 2 || out.labels.count > PRSE__LITE_LANES)
        fail(paths[0], 0, "it has too few or too many labels");
    out.terms = lexicon_read(paths[1], &out.labels);
    out.model = (prse__lite_model){
        .nodes = out.terms.nodes, .terms = out.terms.terms,
        .label_count = (uint32_t)out.labels.count,
        .none = (uint32_t)out.labels.count - 1, .term_cap = INT32_MAX};
    out.all = samples_read(paths[2], &out.labels, &out.model);
    samples_mix(&out.all, (uint8_t)out.model.none);
    return out;
}

static void free_sources(sources *it)
{
    samples_free(&it->all);
    lexicon_free(&it->terms);
    table_free(&it->labels);
}

static void make(sources *from, double heat, const char *path)
{
    static tables_made tables;
    regression all = regression_train(&chosen, from->labels.count,
                                      &from->all, -1);
    quantize(&from->model, &tables, &all, heat);
    write_model(path, &from->model, &from->terms, &from->labels);
    regression_free(&all);
}

int main(int count, char **words)
{
    int check = count > 1 && strcmp(words[1], "--check") == 0;
    if (count != 5) {
        fprintf(stderr, "usage: train [--check] LABELS LEXICON SENTENCES "
                        "[OUTPUT.c]\n");
        return 2;
    }
    sources from = read_sources(words + 1 + check);
    trial tried = trial_run(&chosen, from.labels.count, &from.all);
    double heat = trial_heat(&tried);
    if (check) {
        printf("%zu terms, %zu sentences\n", from.terms.term_count,
               from.all.rows.count);
        trial_tell(&tried, &from.labels, heat);
    } else {
        make(&from, heat, words[4]);
    }
    trial_free(&tried);
    free_sources(&from);
    return 0;
}
