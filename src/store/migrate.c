/* SPDX-License-Identifier: Apache-2.0 */
/* What a migration would do, and doing it. */
#include "base/steady.h"
#include "base/text.h"
#include "store/work.h"

enum { MOST_TRIES = 100, PAUSE_MS = 20 };

static void add_step(prse__buf *out, const prse_schema *schema,
                     const prse_step *step)
{
    const prse_collection *of = &schema->collections[step->collection];
    prse__buf_addf(out, "%u: ", step->version);
    switch (step->kind) {
    case PRSE_STEP_COLLECTION:
        prse__buf_addf(out, "makes the collection %s", of->name);
        break;
    case PRSE_STEP_COLUMN:
        prse__buf_addf(out, "adds the column %s.%s", of->name,
                       of->columns[step->item].name);
        break;
    case PRSE_STEP_INDEX:
        prse__buf_addf(out, "makes the index %s of %s",
                       of->indexes[step->item].name, of->name);
        break;
    default:
        prse__buf_addf(out, "drops the index %s of %s",
                       of->indexes[step->item].name, of->name);
    }
    prse__buf_addc(out, '\n');
}

static prse_status add_steps(prse__buf *out, const prse_schema *schema,
                             uint32_t from, prse_error *err)
{
    prse_step step = {.size = sizeof step};
    prse_error why = {0};
    prse_status status = PRSE_OK;
    for (size_t i = 0; !status; i++) {
        status = prse_schema_step(schema, from, schema->version, i, &step,
                                  &why);
        if (!status)
            add_step(out, schema, &step);
    }
    if (status == PRSE_ENOTFOUND)
        return PRSE_OK;
    return prse__error_set(err, status, why.subject, "%s", why.message);
}

prse_status prse_store_plan(prse_text **out, const prse_store *store,
                            const prse_schema *schema, prse_error *err)
{
    uint32_t from = 0;
    prse__buf buf;
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = prse__store_version(&from, store, schema, err);
    if (status)
        return status;
    prse__buf_init(&buf, 0);
    status = add_steps(&buf, schema, from, err);
    if (!status)
        return prse__text_take(out, &buf, err);
    prse__buf_free(&buf);
    return status;
}

static prse_status try_once(const prse_store *store, const prse_schema *schema,
                            prse_error *err)
{
    uint32_t from = 0;
    prse_status status = prse__store_version(&from, store, schema, err);
    if (status || from == schema->version)
        return status;
    return store->migrate(store->self, schema, from, schema->version, err);
}

/* Another process may be at it: then it is looked at again. */
prse_status prse_store_migrate(const prse_store *store,
                               const prse_schema *schema, prse_error *err)
{
    prse_error why = {0};
    prse_status status = try_once(store, schema, &why);
    for (int i = 1; i < MOST_TRIES && (status == PRSE_ECONFLICT ||
                                       status == PRSE_EBUSY); i++) {
        prse__sleep_ms(PAUSE_MS);
        status = try_once(store, schema, &why);
    }
    if (status && err)
        *err = why;
    return status;
}
