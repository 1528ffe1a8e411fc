/* SPDX-License-Identifier: Apache-2.0 */
/* The companies of the portal for the host; for a person those where there is
 * a right that had not its time. */
#include "portal/portal.h"

enum { LIST_USUAL = 100 };

typedef struct listing {
    prse_records *rows;
    prse_str after;
    uint64_t limit;
    int32_t today;
} listing;

static int add_right(void *user, const prse_value *values, int64_t version)
{
    listing *l = user;
    const prse_value *until = &values[HABILITATION_EXPIRE_LE];
    if (prse__str_cmp(values[HABILITATION_SIREN].text, l->after) <= 0 ||
        (until->type && until->number < l->today))
        return 0;
    return prse__records_add(l->rows, values, version) ||
           prse_records_count(l->rows) >= l->limit;
}

static prse_status list_rights(void *user, prse__work *work, prse_error *err)
{
    listing *l = user;
    prse_value person =
        prse__field_text(prse__buf_str(&work->session->person));
    prse_query query = {.size = sizeof query,
                        .index = HABILITATIONS_PAR_PERSONNE,
                        .equal = &person, .equal_count = 1};
    l->today = work->today;
    prse__records_clear(l->rows);
    prse_status status = prse__tx_scan(
        work->tx, prse__portal_collection_of(PRSE__HABILITATIONS), &query,
        add_right, l, err);
    return status ? status : prse__records_end(l->rows, err);
}

static int add_company(void *user, const prse_value *values, int64_t version)
{
    listing *l = user;
    if (prse__str_eq(values[ENTREPRISE_SIREN].text, l->after))
        return 0;
    return prse__records_add(l->rows, values, version) ||
           prse_records_count(l->rows) >= l->limit;
}

static prse_status list_companies(void *user, prse__work *work,
                                  prse_error *err)
{
    listing *l = user;
    prse_value from = prse__field_text(l->after);
    prse_query query = {.size = sizeof query, .index = -1,
                        .from = l->after.len ? &from : NULL,
                        .limit = l->limit + 1};
    prse__records_clear(l->rows);
    prse_status status = prse__tx_scan(
        work->tx, prse__portal_collection_of(PRSE__ENTREPRISES), &query,
        add_company, l, err);
    return status ? status : prse__records_end(l->rows, err);
}

prse_status prse_portal_companies(prse_records **out, prse_session *session,
                                  prse_str after, uint32_t limit,
                                  prse_error *err)
{
    if (!session)
        return prse__error_set(err, PRSE_EINVAL, "session", "it is NULL");
    int host = !session->person.len;
    listing l = {.after = after, .limit = limit ? limit : LIST_USUAL};
    prse_status status = prse__portal_text(after, 9, "after", err);
    if (!status)
        status = prse__portal_rows(
            out, &l.rows, host ? PRSE__ENTREPRISES : PRSE__HABILITATIONS, err);
    if (!status)
        status = prse__portal_open(session, PRSE_STR(""), 0,
                                   host ? list_companies : list_rights, &l,
                                   err);
    return prse__portal_give(out, l.rows, status);
}
