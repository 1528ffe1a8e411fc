/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "hub/hub.h"

static int is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || (c && strchr("-_.", c));
}

/* A name of the Hub is a name of a folder too. */
static int is_part(prse_str text)
{
    if (!text.len || text.len > PRSE__HUB_NAME || text.ptr[0] == '.' ||
        text.ptr[0] == '-')
        return 0;
    for (size_t i = 0; i < text.len; i++)
        if (!is_plain(text.ptr[i]) ||
            (i && text.ptr[i] == text.ptr[i - 1] && text.ptr[i] == '.'))
            return 0;
    return 1;
}

/* 1 to `most` parts with slashes between. */
static int are_parts(prse_str text, size_t most)
{
    for (size_t parts = 1;; parts++) {
        const char *slash = text.len ? memchr(text.ptr, '/', text.len) : NULL;
        size_t len = slash ? (size_t)(slash - text.ptr) : text.len;
        if (parts > most || !is_part((prse_str){text.ptr, len}))
            return 0;
        if (!slash)
            return 1;
        text = (prse_str){slash + 1, text.len - len - 1};
    }
}

/* Folders of the cache have "--" where names have a slash. */
static int has_two_dashes(prse_str text)
{
    for (size_t i = 1; i < text.len; i++)
        if (text.ptr[i] == '-' && text.ptr[i - 1] == '-')
            return 1;
    return 0;
}

int prse__hub_is_commit(prse_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (prse__hex_digit(text.ptr[i]) < 0 ||
            (text.ptr[i] >= 'A' && text.ptr[i] <= 'F'))
            return 0;
    return text.len == PRSE__COMMIT;
}

prse_status prse__hub_name_read(prse__hub_name *out, prse_str text,
                                prse_error *err)
{
    char shown[64];
    const char *at = text.len ? memchr(text.ptr, '@', text.len) : NULL;
    size_t len = at ? (size_t)(at - text.ptr) : text.len;
    *out = (prse__hub_name){{text.ptr, len}, PRSE_STR("main")};
    if (at)
        out->revision = (prse_str){at + 1, text.len - len - 1};
    if (text.len <= PRSE__HUB_NAME && are_parts(out->repository, 2) &&
        !has_two_dashes(out->repository) && are_parts(out->revision, 8))
        return PRSE_OK;
    prse__error_copy(shown, sizeof shown, text);
    return prse__error_set(err, PRSE_EPARSE, shown,
                           "expected owner/name@revision, a revision being a "
                           "commit of 40 letters, a branch or a tag");
}

static int is_pickle(prse_str path)
{
    static const char *const ends[] = {".bin",    ".pt",   ".pth",   ".pkl",
                                       ".pickle", ".ckpt", ".joblib"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t len = strlen(ends[i]);
        if (path.len > len &&
            memcmp(path.ptr + path.len - len, ends[i], len) == 0)
            return 1;
    }
    return 0;
}

prse_status prse__hub_file_check(prse_str path, prse_error *err)
{
    char shown[64];
    prse__error_copy(shown, sizeof shown, path);
    if (path.len > PRSE__HUB_NAME || !are_parts(path, 8))
        return prse__error_set(err, PRSE_EPARSE, shown,
                               "expected the name of a file of the "
                               "repository, like \"config.json\" or "
                               "\"onnx/model.onnx\"");
    if (is_pickle(path))
        return prse__error_set(err, PRSE_EDENIED, shown,
                               "pickled weights are programs, and are never "
                               "fetched: the repository must hold "
                               "model.safetensors");
    return PRSE_OK;
}
