/* SPDX-License-Identifier: Apache-2.0 */
#include "hub/hub.h"

static const char *const required[] = {"config.json", "model.safetensors"};

const char *const prse__hub_welcome[] = {
    "sentencepiece.bpe.model", "tokenizer.json", "tokenizer_config.json",
    "preprocessing_config.json", NULL};

static prse_status add(prse__hub_files *files, prse_str name, prse_error *err)
{
    if (files->count == PRSE__HUB_FILES)
        return prse__error_set(err, PRSE_ELIMIT, "files",
                               "more than %d files", (int)PRSE__HUB_FILES);
    files->names[files->count++] = name;
    return prse__hub_file_check(name, err);
}

prse_status prse__hub_files_read(prse__hub_files *out, prse_str text,
                                 prse_error *err)
{
    prse_str word;
    prse_status status = PRSE_OK;
    *out = (prse__hub_files){.count = 0};
    while (!status && prse__remote_word(&text, &word))
        status = add(out, word, err);
    if (status || out->count)
        return status;
    for (size_t i = 0; i < sizeof required / sizeof *required; i++)
        out->names[out->count++] = prse_str_of(required[i]);
    return PRSE_OK;
}
