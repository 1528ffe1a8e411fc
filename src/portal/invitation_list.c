/* SPDX-License-Identifier: Apache-2.0 */
/* Open invitations, and taking one back: a right of who may invite, since they
 * hold the addresses of strangers. */
#include "portailrse/people.h"
#include "portal/details.h"
#include "portal/invitation.h"

enum { ID_MAX = 32 };

typedef struct listing {
    prse_records *rows;
    int64_t now_ms;
} listing;

static int is_open(const prse_value *values, int64_t now_ms)
{
    return values[INVITATION_ACCEPTEE_LE].type == PRSE_TYPE_NULL &&
           values[INVITATION_EXPIRE_LE].number > now_ms;
}

static int add_open(void *user, const prse_value *values, int64_t version)
{
    listing *l = user;
    return is_open(values, l->now_ms) &&
           prse__records_add(l->rows, values, version);
}

static prse_status list(void *user, prse__work *work, prse_error *err)
{
    listing *l = user;
    prse_value siren = prse__field_text(work->siren);
    prse_query query = {.size = sizeof query, .index = INVITATIONS_PAR_SIREN,
                        .equal = &siren, .equal_count = 1};
    l->now_ms = work->now_ms;
    prse__records_clear(l->rows);
    prse_status status = prse__tx_scan(
        work->tx, prse__portal_collection_of(PRSE__INVITATIONS), &query,
        add_open, l, err);
    return status ? status : prse__records_end(l->rows, err);
}

prse_status prse_portal_invitations(prse_records **out, prse_session *session,
                                    prse_str siren, prse_error *err)
{
    listing l = {.rows = NULL};
    prse_status status = prse__portal_company_named(siren, err);
    if (!status)
        status = prse__portal_rows(out, &l.rows, PRSE__INVITATIONS, err);
    if (!status)
        status = prse__portal_read(session, siren, PRSE_OP_OWNER_INVITE, list,
                                   &l, err);
    if (!status)
        prse__records_hide(l.rows, INVITATION_EMPREINTE);
    return prse__portal_give(out, l.rows, status);
}

/* --- Taking back --- */

static prse_status remove_open(prse__work *work, const prse__row *row,
                               prse_error *err)
{
    prse_role role;
    prse_status status =
        prse_role_read(&role, row->values[INVITATION_ROLE].text, err);
    if (!status)
        status = prse__portal_may(work, prse__invitation_right(role), err);
    if (!status)
        status = prse__invitation_first_owner(work, work->role, role, err);
    if (!status)
        status = prse__tx_remove(
            work->tx, prse__portal_collection_of(PRSE__INVITATIONS),
            row->values, row->version, err);
    return status ? status
                  : prse__journal_member(work, prse__invitation_right(role),
                                         row->values[INVITATION_ID].text,
                                         "reprend", prse_role_name(role), err);
}

static prse_status revoke(void *user, prse__work *work, prse_error *err)
{
    prse_value key = prse__field_text(*(const prse_str *)user);
    prse__row row = {0};
    prse_status status =
        prse__portal_row(work, PRSE__INVITATIONS, &key, &row, err);
    int known = !status && row.values &&
                prse__str_eq(row.values[INVITATION_SIREN].text, work->siren) &&
                row.values[INVITATION_ACCEPTEE_LE].type == PRSE_TYPE_NULL;
    if (!status && !known)
        status = prse__error_set(err, PRSE_ENOTFOUND, "invitation",
                                 "no such open invitation");
    if (!status)
        status = remove_open(work, &row, err);
    prse__row_free(&row);
    return status;
}

prse_status prse_portal_invitation_revoke(prse_session *session,
                                          prse_str siren, prse_str invitation,
                                          prse_error *err)
{
    prse_status status = prse__portal_company_named(siren, err);
    if (!status)
        status = prse__portal_text(invitation, ID_MAX, "invitation", err);
    return status ? status
                  : prse__portal_write(session, siren, PRSE_OP_OWNER_INVITE,
                                       revoke, &invitation, err);
}
