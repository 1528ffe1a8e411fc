/* SPDX-License-Identifier: Apache-2.0 */
/* A cache of Python: backends.CacheBackend. */
#include "plugs.h"

typedef struct finding {
    prse_cache_found found;
    void *user;
} finding;

static prse_status take_value(void *to, PyObject *answer, prse_error *err)
{
    const finding *it = to;
    prse_str value;
    if (answer == Py_None)
        return prse_py_say(err, PRSE_ENOTFOUND, "nothing is kept");
    if (prse_py_text(answer, &value) == 0)
        it->found(it->user, value);
    return PRSE_OK;
}

static prse_status get(void *self, prse_str key, prse_cache_found found,
                       void *user, prse_error *err)
{
    return prse_py_ask(self, "get", take_value, &(finding){found, user}, err,
                       "(O&)", prse_py_build_str, &key);
}

static prse_status put(void *self, prse_str key, prse_str value,
                       int64_t until_ms, prse_error *err)
{
    return prse_py_ask(self, "put", NULL, NULL, err, "(O&O&d)",
                       prse_py_build_str, &key, prse_py_build_bytes, &value,
                       (double)until_ms / 1000);
}

PyObject *prse_py_cache(PyObject *backend)
{
    prse_cache plug = {.size = sizeof plug, .self = backend,
                       .free = prse_py_free, .get = get, .put = put};
    return prse_py_plug_of(backend, &plug, "prse_cache", sizeof plug,
                           "get put ");
}
