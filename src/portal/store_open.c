/* SPDX-License-Identifier: Apache-2.0 */
#include "base/options.h"
#include "portailrse/store.h"
#include "portal/scheme.h"

static prse_status open_sqlite(prse_store *out, prse_str path,
                               const prse_store_open_options *opts,
                               prse_error *err)
{
    prse_store_sqlite_options own = {.size = sizeof own,
                                     .durability = opts->durability,
                                     .read_only = opts->read_only,
                                     .must_exist = opts->must_exist,
                                     .connections = opts->connections};
    if (path.len == 0)
        return prse__error_set(err, PRSE_EPARSE, "address",
                               "the path of the SQLite file is missing");
    return prse_store_sqlite(out, path, &own, err);
}

static prse_status open_postgres(prse_store *out, prse_str url,
                                 const prse_store_open_options *opts,
                                 prse_error *err)
{
    prse_store_postgres_options own = {.size = sizeof own,
                                       .durability = opts->durability,
                                       .read_only = opts->read_only,
                                       .connections = opts->connections,
                                       .schema = opts->schema};
    return prse_store_postgres(out, url, &own, err);
}

static prse_status open_by(prse_store *out, prse_str address,
                           const prse_store_open_options *opts,
                           prse_error *err)
{
    prse_str rest;
    prse_str scheme = prse__scheme_of(address, &rest);
    if (scheme.len == 0 || prse__str_is(scheme, "sqlite"))
        return open_sqlite(out, rest, opts, err);
    if (prse__str_is(scheme, "memory") && rest.len == 0)
        return prse_store_memory(out, err);
    if ((prse__str_is(scheme, "postgresql") ||
         prse__str_is(scheme, "postgres")) &&
        prse__str_starts(rest, "//"))
        return open_postgres(out, address, opts, err);
    return prse__scheme_unknown("memory:, sqlite:PATH, postgresql://..., or "
                                "the path of a SQLite file", err);
}

prse_status prse_store_open(prse_store *out, prse_str address,
                            const prse_store_open_options *opts,
                            prse_error *err)
{
    prse_store_open_options own = {0};
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    if (address.len == 0 || !address.ptr)
        return prse__error_set(err, PRSE_EPARSE, "address", "it is empty");
    prse_status status =
        prse__options_read(&own, sizeof own, opts, "store options", err);
    return status ? status : open_by(out, address, &own, err);
}
