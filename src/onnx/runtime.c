/* SPDX-License-Identifier: Apache-2.0 */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "onnx/onnx.h"

enum { PATH_ROOM = 4096 };

static prse_status no_library(const char *why, prse_error *err)
{
    return prse__error_set(err, PRSE_EUNSUPPORTED, "onnxruntime",
                           "ONNX Runtime can't be opened: %s", why);
}

prse_status prse__runtime_said(const prse__runtime *runtime,
                               prse__ort_status *status, prse_status bad,
                               prse_error *err)
{
    if (!status)
        return PRSE_OK;
    prse__error_set(err, bad, "onnxruntime", "%s",
                    runtime->api->message(status));
    runtime->api->free_status(status);
    return bad;
}

/* A library that has begun threads is never unloaded. */
static prse_status load(prse__runtime *out, const char *path, prse_error *err)
{
    out->library = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!out->library) {
        const char *why = dlerror();
        return no_library(why ? why : "it is not there", err);
    }
    const prse__ort_base *(*base)(void) = NULL;
    void *found = dlsym(out->library, "OrtGetApiBase");
    memcpy(&base, &found, sizeof base); /* ISO C knows no other way */
    const prse__ort_base *is = base ? base() : NULL;
    out->api = is ? is->api(PRSE__ORT_VERSION) : NULL;
    if (!out->api)
        return no_library("it lacks OrtGetApiBase, or is too old", err);
    snprintf(out->version, sizeof out->version, "%s", is->version());
    return PRSE_OK;
}

prse_status prse__runtime_open(prse__runtime *out, prse_str path,
                               prse_error *err)
{
    char name[PATH_ROOM] = "libonnxruntime.so";
    *out = (prse__runtime){.library = NULL};
    if (path.len >= PATH_ROOM ||
        (path.len && memchr(path.ptr, '\0', path.len)))
        return prse__error_set(err, PRSE_EINVAL, "library",
                               "its path is too long, or holds a NUL");
    if (path.len) {
        memcpy(name, path.ptr, path.len);
        name[path.len] = '\0';
    }
    prse_status status = load(out, name, err);
    if (!status)
        status = prse__runtime_said(
            out, out->api->create_env(PRSE__ORT_FATAL, "portailrse",
                                      &out->env),
            PRSE_EUNSUPPORTED, err);
    if (status)
        prse__runtime_close(out);
    return status;
}

void prse__runtime_close(prse__runtime *runtime)
{
    if (runtime->env)
        runtime->api->free_env(runtime->env);
    if (runtime->library)
        dlclose(runtime->library);
    *runtime = (prse__runtime){.library = NULL};
}
