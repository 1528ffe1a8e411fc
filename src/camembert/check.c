/* SPDX-License-Identifier: Apache-2.0 */
/* Whether a folder is a model that can be used, and what it is. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/options.h"
#include "camembert/labels.h"
#include "camembert/model.h"
#include "http/file.h"

enum { PATH_ROOM = 4096, CONFIG_BYTES = 16 << 20 };

typedef struct checking {
    prse_camembert_report report;
    const char *folder;
    const prse_camembert_options *opts;
    prse_finding found;
    void *user;
    prse_status fatal; /* memory ran out: there is no verdict */
} checking;

static void tell(checking *c, const char *file, const char *wrong,
                 const char *what)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_addf(&text, "%s: %s%s%s%s", file, wrong, what[0] ? " (" : "",
                   what, what[0] ? ")" : "");
    if (text.failed)
        c->fatal = PRSE_ENOMEM;
    else if (c->found)
        c->found(c->user, prse__buf_str(&text));
    c->report.findings++;
    prse__buf_free(&text);
}

/* 1: it went well. */
static int went_well(checking *c, prse_status status, const char *file,
                     const prse_error *why)
{
    if (status == PRSE_ENOMEM)
        c->fatal = PRSE_ENOMEM;
    else if (status)
        tell(c, file, why->message, why->subject);
    return !status;
}

/* --- Files --- */

static int has(const checking *c, const char *name)
{
    char path[PATH_ROOM];
    struct stat is;
    snprintf(path, sizeof path, "%s/%s", c->folder, name);
    return stat(path, &is) == 0 && S_ISREG(is.st_mode);
}

/* What stands there instead of a file, and what to do then. */
static const struct {
    const char *name, *instead, *words;
} files[] = {
    {"config.json", NULL, "it is missing"},
    {"model.safetensors", "pytorch_model.bin",
     "it is missing, and pytorch_model.bin is never read: pickled weights are "
     "programs; save the model with safe_serialization=True"},
    {"model.safetensors", "model.safetensors.index.json",
     "it is missing: weights in several files are not read; save the model in "
     "one"},
    {"model.safetensors", "model.onnx",
     "it is missing; model.onnx, which ONNX Runtime runs, is not checked"},
    {"model.safetensors", NULL, "it is missing"},
    {"sentencepiece.bpe.model", "tokenizer.json",
     "it is missing, and tokenizer.json alone is not read"},
    {"sentencepiece.bpe.model", NULL, "it is missing"},
};

static int check_files(checking *c)
{
    const char *told = "";
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        int fits = !files[i].instead || has(c, files[i].instead);
        if (has(c, files[i].name) || !fits ||
            strcmp(told, files[i].name) == 0)
            continue;
        told = files[i].name;
        tell(c, files[i].name, files[i].words, "");
    }
    return c->report.findings == 0;
}

/* --- Configuration --- */

static prse_status read_config(prse__config *out, const checking *c,
                               prse_error *err)
{
    char path[PATH_ROOM];
    prse__buf json;
    prse__buf_init(&json, 0);
    snprintf(path, sizeof path, "%s/config.json", c->folder);
    prse_status status = prse__file_read(&json, path, CONFIG_BYTES, err);
    if (!status)
        status = prse__config_read(out, prse__buf_str(&json), "config.json",
                                   err);
    prse__buf_free(&json);
    return status;
}

static void check_labels(checking *c, const prse__config *config)
{
    for (uint32_t i = 0; i < config->label_count; i++)
        for (uint32_t j = 0; j < i; j++)
            if (prse__str_eq(config->labels[i], config->labels[j]))
                tell(c, "config.json", "two labels have the same name",
                     config->labels[i].ptr);
}

static int check_config(checking *c)
{
    prse__config config = {0};
    prse_error why = {0};
    if (!has(c, "config.json"))
        return 0;
    prse_status status = read_config(&config, c, &why);
    int good = went_well(c, status, "config.json", &why);
    if (good)
        check_labels(c, &config);
    prse__config_free(&config);
    return good;
}

/* --- Weights --- */

static void describe(checking *c, const prse__network *network)
{
    const prse__config *config = &network->config;
    prse_camembert_report *report = &c->report;
    report->stock_head = config->step_count == 0;
    report->layers = config->layers;
    report->hidden = config->hidden;
    report->heads = config->heads;
    report->vocabulary = config->vocabulary;
    report->label_count = config->label_count;
    report->numbers = prse__safetensors_numbers(network->file);
    report->bytes = prse__safetensors_bytes(network->file).len;
}

static int check_weights(checking *c)
{
    prse__network network;
    prse_error why = {0};
    if (!has(c, "model.safetensors") || !has(c, "config.json"))
        return 0;
    prse_status status = prse__network_open(&network, c->folder, 0, &why);
    if (status)
        return went_well(c, status, "model.safetensors", &why);
    describe(c, &network);
    prse__network_close(&network);
    return 1;
}

/* --- The whole, at work --- */

#define TEXT(literal) {literal, sizeof literal - 1}

static const prse_str trial[] = {
    TEXT("Nos émissions de gaz à effet de serre ont baissé de 12 %."),
    TEXT("L'eau prélevée est recyclée sur nos trois sites."),
    TEXT("Chaque salarié a suivi deux jours de formation en 2024."),
    TEXT("Les fournisseurs signent une charte d'achats responsables."),
    TEXT("La haie de 400 mètres accueille des oiseaux protégés."),
    TEXT("Un dispositif d'alerte recueille les soupçons de corruption."),
    TEXT("Le conseil d'administration s'est réuni six fois."),
    TEXT("Merci."),
};
enum { TRIAL = sizeof trial / sizeof *trial };

static void count_topics(checking *c, const prse__model *model)
{
    for (uint32_t i = 0; i < c->report.label_count; i++)
        c->report.esrs_count +=
            model->labels[i].code.ptr != model->labels[i].text.ptr;
    c->report.none = model->none;
    c->report.pieces = prse__pieces_count(model->tokenizer.pieces);
    c->report.tokens = model->opts.tokens;
    memcpy(c->report.digest, model->digest, sizeof model->digest);
}

static double now_ms(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* PRSE_EPEER: an answer is no number between 0 and 1. */
static void try_it(checking *c, const prse_classifier *classifier)
{
    prse_label labels[TRIAL];
    prse_error why = {0};
    /* The first time, kernels are made. */
    prse_status status = prse_classifier_classify(classifier, trial, TRIAL,
                                                  labels, NULL, &why);
    double began = now_ms();
    if (!status)
        status = prse_classifier_classify(classifier, trial, TRIAL, labels,
                                          NULL, &why);
    if (status == PRSE_EPEER)
        tell(c, "model.safetensors", "a sentence got an answer that is no "
             "number: the weights are damaged", why.subject);
    else if (went_well(c, status, "model.safetensors", &why))
        c->report.sentences = TRIAL;
    c->report.took_ms = status ? 0 : now_ms() - began;
}

static void check_whole(checking *c)
{
    prse_classifier classifier = {0};
    prse_error why = {0};
    prse_status status = prse_classifier_camembert(
        &classifier, prse_str_of(c->folder), c->opts, &why);
    if (went_well(c, status, "sentencepiece.bpe.model", &why)) {
        count_topics(c, classifier.self);
        try_it(c, &classifier);
    }
    prse_classifier_drop(&classifier);
}

static prse_status check_path(checking *c, prse_error *err)
{
    if (strlen(c->folder) + 64 >= PATH_ROOM)
        return prse__error_set(err, PRSE_EINVAL, "folder",
                               "its path is too long");
    prse_status status = prse__folder_check(c->folder, err);
    if (status)
        return status;
    int there = check_files(c);
    int understood = check_config(c);
    int complete = understood && !c->fatal && check_weights(c);
    if (there && complete && !c->fatal)
        check_whole(c);
    return c->fatal ? prse__error_nomem(err) : PRSE_OK;
}

prse_status prse_camembert_check(prse_camembert_report *out, prse_str folder,
                                 const prse_camembert_options *opts,
                                 prse_finding found, void *user,
                                 prse_error *err)
{
    char *path = NULL;
    prse_camembert_options own;
    checking c = {.report = {.size = sizeof c.report, .none = -1},
                  .opts = &own, .found = found, .user = user};
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = prse__model_options(&own, opts, err);
    if (!status)
        status = prse__folder_path(&path, folder, err);
    if (status)
        return status;
    c.folder = path;
    status = check_path(&c, err);
    prse__free(path);
    return status ? status
                  : prse__struct_give(out, &c.report, sizeof c.report, err);
}
