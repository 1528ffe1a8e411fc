/* SPDX-License-Identifier: Apache-2.0 */
/* The portal itself: what it is made of, and whether its store fits. */
#include "base/options.h"
#include "blob/blob.h"
#include "crypto/crypto.h"
#include "http/clock.h"
#include "http/plug.h"
#include "portal/portal.h"

enum {
    INVITATION_DAYS = 30,
    TOKEN_DAYS = 90,
    MOST_DAYS = 3650,
    DEADLINE_MS = 5000,
    UPLOAD_MIB = 50
};

/* --- Options --- */

static prse_status fill_days(uint32_t *days, uint32_t usual, const char *name,
                             prse_error *err)
{
    if (!*days)
        *days = usual;
    if (*days <= MOST_DAYS)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EINVAL, name, "%u days; at most %d",
                           (unsigned)*days, MOST_DAYS);
}

static prse_status fill_clock(prse_portal *portal, prse_error *err)
{
    prse_portal_options *o = &portal->options;
    if (o->clock)
        return prse__clock_check(o->clock, err);
    portal->clock = prse__clock_system();
    o->clock = &portal->clock;
    return PRSE_OK;
}

static prse_status fill_spool(prse_portal *portal, prse_error *err)
{
    const char *folder = portal->options.spool;
    prse__buf_adds(&portal->spool, folder && *folder ? folder : "/tmp");
    portal->options.spool = portal->spool.ptr;
    return portal->spool.failed ? prse__error_nomem(err) : PRSE_OK;
}

static prse_status fill_options(prse_portal *portal,
                                const prse_portal_options *given,
                                prse_error *err)
{
    prse_portal_options *o = &portal->options;
    prse_status status = prse__options_read(o, sizeof *o, given,
                                            "prse_portal_options", err);
    if (status)
        return status;
    o->size = sizeof *o;
    if (o->deadline_ms < 0)
        return prse__error_set(err, PRSE_EINVAL, "deadline_ms",
                               "a deadline is not negative");
    if (!o->deadline_ms)
        o->deadline_ms = DEADLINE_MS;
    if (!o->upload_bytes)
        o->upload_bytes = (uint64_t)UPLOAD_MIB << 20;
    status = fill_days(&o->invitation_days, INVITATION_DAYS,
                       "invitation_days", err);
    if (!status)
        status = fill_days(&o->token_days, TOKEN_DAYS, "token_days", err);
    if (!status)
        status = fill_clock(portal, err);
    return status ? status : fill_spool(portal, err);
}

/* --- Opening --- */

static prse_status check_version(prse_store *store, int migrate,
                                 prse_error *err)
{
    const prse_schema *schema = prse_portal_schema();
    uint32_t there = 0;
    prse_status status = store->version(
        store->self, prse_str_of(schema->name), &there, err);
    if (status || there == schema->version)
        return status;
    if (there > schema->version)
        return prse__error_set(err, PRSE_ESCHEMA, schema->name,
                               "the store has version %u, this library knows "
                               "%u: use a newer library",
                               (unsigned)there, (unsigned)schema->version);
    if (migrate)
        return prse_store_migrate(store, schema, err);
    return prse__error_set(err, PRSE_ESCHEMA, schema->name,
                           "the store has version %u of %u: migrate it first",
                           (unsigned)there, (unsigned)schema->version);
}

/* Nothing of a portal works without chance. */
static prse_status check_chance(prse_error *err)
{
    unsigned char byte;
    return prse__random(&byte, sizeof byte, err);
}

static prse_status check_parts(const prse_store *store, const prse_blob *blob,
                               prse_error *err)
{
    prse_status status = prse__store_accept(store, err);
    if (!status && blob)
        status = prse__blob_accept(blob, err);
    return status ? status : check_chance(err);
}

static void free_portal(prse_portal *portal)
{
    prse__buf_free(&portal->spool);
    prse__free(portal);
}

prse_status prse_portal_new(prse_portal **out, prse_store *store,
                            prse_blob *blob, const prse_portal_options *opts,
                            prse_error *err)
{
    if (!out || !store)
        return prse__error_set(err, PRSE_EINVAL, out ? "store" : "out",
                               "it is NULL");
    prse_status status = check_parts(store, blob, err);
    if (status)
        return status;
    prse_portal *portal = prse__alloc(1, sizeof *portal);
    if (!portal)
        return prse__error_nomem(err);
    prse__buf_init(&portal->spool, 0);
    status = fill_options(portal, opts, err);
    if (!status)
        status = check_version(store, portal->options.migrate != 0, err);
    if (status) {
        free_portal(portal);
        return status;
    }
    atomic_init(&portal->refs, 1);
    portal->store = *store;
    if (blob)
        portal->blob = *blob;
    *out = portal;
    return PRSE_OK;
}

prse_portal *prse_portal_ref(prse_portal *portal)
{
    if (portal)
        atomic_fetch_add(&portal->refs, 1);
    return portal;
}

void prse_portal_unref(prse_portal *portal)
{
    if (!portal || atomic_fetch_sub(&portal->refs, 1) != 1)
        return;
    if (portal->store.free)
        portal->store.free(portal->store.self);
    prse__blob_free(&portal->blob);
    free_portal(portal);
}
