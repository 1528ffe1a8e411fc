/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/services.h"

#include "base/error.h"
#include "base/options.h"

/* Plugs that the caller gave stay the caller's until all is well; ours are
 * freed. */
typedef struct plugs {
    prse_http http;
    prse_cache cache;
    int own_http, own_cache;
} plugs;

static void drop(plugs *p)
{
    if (p->own_http && p->http.free)
        p->http.free(p->http.self);
    if (p->own_cache && p->cache.free)
        p->cache.free(p->cache.self);
}

static prse_status gather(plugs *p, const prse_services_options *opts,
                          prse_error *err)
{
    prse_status status = PRSE_OK;
    if (opts->http) {
        p->http = *opts->http;
    } else {
        status = prse_http_curl(&p->http, NULL, err);
        p->own_http = !status;
    }
    if (status)
        return status;
    if (opts->cache) {
        p->cache = *opts->cache;
        return PRSE_OK;
    }
    status = prse_cache_memory(&p->cache, 0, err);
    p->own_cache = !status;
    return status;
}

static void taken(const prse_services_options *opts)
{
    if (opts->http)
        *opts->http = (prse_http){0};
    if (opts->cache)
        *opts->cache = (prse_cache){0};
}

static prse_status fill(prse_services *services,
                        const prse_services_options *opts, prse_error *err)
{
    plugs p = {0};
    prse_status status = prse__settings_init(&services->settings, err);
    if (!status)
        status = gather(&p, opts, err);
    if (!status)
        status = prse__client_new(&services->client, &p.http, &p.cache,
                                  opts->clock, err);
    if (status)
        drop(&p);
    else
        taken(opts);
    return status;
}

prse_status prse_services_new(prse_services **out,
                              const prse_services_options *opts,
                              prse_error *err)
{
    prse_services_options own = {0};
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status =
        prse__options_read(&own, sizeof own, opts, "services options", err);
    if (status)
        return status;
    prse_services *services = prse__alloc(1, sizeof *services);
    if (!services)
        return prse__error_nomem(err);
    atomic_init(&services->refs, 1);
    services->reg = own.reg;
    status = fill(services, &own, err);
    if (status)
        prse_services_unref(services);
    else
        *out = services;
    return status;
}

prse_services *prse_services_ref(prse_services *services)
{
    if (services)
        atomic_fetch_add(&services->refs, 1);
    return services;
}

void prse_services_unref(prse_services *services)
{
    if (!services || atomic_fetch_sub(&services->refs, 1) != 1)
        return;
    prse__client_free(services->client);
    prse__settings_free(&services->settings);
    prse__free(services);
}

prse_status prse_services_set(prse_services *services, prse_str name,
                              prse_str value, prse_error *err)
{
    if (!services)
        return prse__error_set(err, PRSE_EINVAL, NULL, "services is NULL");
    return prse__settings_set(&services->settings, name, value, err);
}

prse_status prse_services_setting(const prse_services *services, size_t index,
                                  prse_setting *out, prse_error *err)
{
    prse_setting own;
    if (!services)
        return prse__error_set(err, PRSE_EINVAL, NULL, "services is NULL");
    prse_status status =
        prse__settings_get(&services->settings, index, &own, err);
    return status ? status : prse__struct_give(out, &own, sizeof own, err);
}
