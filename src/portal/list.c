/* SPDX-License-Identifier: Apache-2.0 */
/* Rows that may be there, lists of them, and clearing them away. */
#include "portal/portal.h"

enum { AT_ONCE = 200, KEY_MAX = 6 };

/* The error of a row that is not there stays here: the call goes on. */
prse_status prse__portal_settle(prse_status status, const prse_error *own,
                                int *there, prse_error *err)
{
    *there = !status;
    if (!status || status == PRSE_ENOTFOUND)
        return PRSE_OK;
    if (err)
        *err = *own;
    return status;
}

prse_status prse__portal_heard(prse_status status, const prse_error *own,
                               const char *subject, const char *why,
                               prse_error *err)
{
    if (status && own->code != (int32_t)status)
        return prse__error_set(err, status, subject, "%s", why);
    if (status && err)
        *err = *own;
    return status;
}

int prse__row_seen(void *user, const prse_value *values, int64_t version)
{
    (void)user;
    (void)values;
    (void)version;
    return 0;
}

prse_status prse__portal_get(prse__work *work, prse__portal_collection of,
                             const prse_value *key, prse_row_found found,
                             void *user, int *there, prse_error *err)
{
    prse_error own = {0};
    prse_status status = prse__tx_get(
        work->tx, prse__portal_collection_of(of), key, found, user, &own);
    return prse__portal_settle(status, &own, there, err);
}

prse_status prse__portal_row(prse__work *work, prse__portal_collection of,
                             const prse_value *key, prse__row *out,
                             prse_error *err)
{
    prse_error own = {0};
    int there;
    prse__row_free(out);
    prse_status status = prse__tx_row(
        work->tx, prse__portal_collection_of(of), key, out, &own);
    return prse__portal_settle(status, &own, &there, err);
}

prse_status prse__portal_rows(prse_records **out, prse_records **rows,
                              prse__portal_collection of, prse_error *err)
{
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "it is NULL");
    return prse__records_new(rows, prse__portal_collection_of(of), err);
}

prse_status prse__portal_give(prse_records **out, prse_records *rows,
                              prse_status status)
{
    if (status)
        prse_records_free(rows);
    else
        *out = rows;
    return status;
}

prse_status prse__portal_list(prse_records *out, prse__work *work,
                              prse__portal_collection of,
                              const prse_query *query, prse_error *err)
{
    prse__records_clear(out);
    prse_status status =
        prse__tx_scan(work->tx, prse__portal_collection_of(of), query,
                      prse__records_add, out, err);
    return status ? status : prse__records_end(out, err);
}

prse_status prse__portal_remove(prse__work *work, prse__portal_collection which,
                                const prse_records *rows, size_t row,
                                prse_error *err)
{
    const prse_collection *of = prse__portal_collection_of(which);
    prse_value key[KEY_MAX];
    prse_status status = PRSE_OK;
    for (uint32_t k = 0; k < of->key_count && !status; k++)
        status = prse_records_get(rows, row, prse_str_of(of->columns[k].name),
                                  &key[k], err);
    return status ? status
                  : prse__tx_remove(work->tx, of, key,
                                    prse_records_version(rows, row), err);
}

static prse_status clear(prse__work *work, prse__portal_collection of,
                         prse_records *rows, const prse_query *query,
                         uint64_t *count, prse_error *err)
{
    prse_status status = PRSE_OK;
    size_t found = AT_ONCE;
    while (!status && found == AT_ONCE) {
        status = prse__portal_list(rows, work, of, query, err);
        found = prse_records_count(rows);
        for (size_t i = 0; i < found && !status; i++)
            status = prse__portal_remove(work, of, rows, i, err);
        if (count && !status)
            *count += found;
    }
    return status;
}

prse_status prse__portal_clear(prse__work *work, prse__portal_collection of,
                               const prse_query *query, uint64_t *count,
                               prse_error *err)
{
    prse_records *rows = NULL;
    prse_query some = *query;
    some.limit = AT_ONCE;
    prse_status status =
        prse__records_new(&rows, prse__portal_collection_of(of), err);
    if (!status)
        status = clear(work, of, rows, &some, count, err);
    prse_records_free(rows);
    return status;
}
