/* SPDX-License-Identifier: Apache-2.0 */
/* Forgetting a person, everywhere, in one transaction. */
#include "portailrse/people.h"
#include "portal/address.h"
#include "portal/details.h"
#include "portal/invitation.h"
#include "portal/owners.h"

enum { ID_MAX = 32 };

typedef struct erasing {
    prse_str person;
    int documents;
    prse__row row; /* of the person */
} erasing;

static prse__work in_company(const prse__work *work, prse_str siren)
{
    prse__work there = *work;
    there.siren = siren;
    return there;
}

static prse_status values_of(prse_value *values, const prse_records *rows,
                             size_t row, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < prse_records_columns(rows) && !status; i++)
        status = prse_records_get(rows, row, prse_records_column(rows, i),
                                  &values[i], err);
    return status;
}

/* --- Rights --- */

static prse_status check_owners(prse__work *work, const prse_value *right,
                                prse_error *err)
{
    prse__owners others;
    char siren[16];
    prse_status status = prse__owners_count(
        &others, work, right[HABILITATION_PERSONNE].text, err);
    if (status || !others.members ||
        !prse__owners_lost(&others, work, right, NULL))
        return status;
    prse__error_copy(siren, sizeof siren, work->siren);
    return prse__error_set(err, PRSE_ECONFLICT, siren,
                           "the person is the only owner of this company, "
                           "which has other members");
}

static prse_status erase_right(prse__work *work, const prse_records *rights,
                               size_t row, prse_error *err)
{
    prse_value values[HABILITATION_COLUMNS];
    prse_status status = values_of(values, rights, row, err);
    if (status)
        return status;
    prse__work there = in_company(work, values[HABILITATION_SIREN].text);
    status = check_owners(&there, values, err);
    if (!status)
        status = prse__portal_remove(&there, PRSE__HABILITATIONS, rights, row,
                                     err);
    return status ? status
                  : prse__journal_member(&there, PRSE_OP_MEMBER_REMOVE,
                                         values[HABILITATION_PERSONNE].text,
                                         "efface", "", err);
}

static prse_status erase_rights(prse__work *work, prse_str person,
                                prse_error *err)
{
    prse_records *rights = NULL;
    prse_value key = prse__field_text(person);
    prse_query query = {.size = sizeof query,
                        .index = HABILITATIONS_PAR_PERSONNE,
                        .equal = &key, .equal_count = 1};
    prse_status status = prse__records_new(
        &rights, prse__portal_collection_of(PRSE__HABILITATIONS), err);
    if (!status)
        status = prse__portal_list(rights, work, PRSE__HABILITATIONS, &query,
                                   err);
    for (size_t i = 0; !status && i < prse_records_count(rights); i++)
        status = erase_right(work, rights, i, err);
    prse_records_free(rights);
    return status;
}

static prse_status erase_tokens(prse__work *work, prse_str person,
                                prse_error *err)
{
    prse_value key = prse__field_text(person);
    prse_query query = {.size = sizeof query, .index = JETONS_PAR_PERSONNE,
                        .equal = &key, .equal_count = 1};
    return prse__portal_clear(work, PRSE__JETONS, &query, NULL, err);
}

/* --- Invitations --- */

/* That the person made can't be used any more, since the right is gone. Of
 * those that were accepted nothing but the author's id is to be forgotten. */
static prse_status erase_invitation(prse__work *work, const prse_records *rows,
                                    size_t row, prse_error *err)
{
    prse_value values[INVITATION_COLUMNS];
    prse_role role;
    prse_status status = values_of(values, rows, row, err);
    if (status)
        return status;
    values[INVITATION_INVITEUR] = prse__field_null();
    if (values[INVITATION_ACCEPTEE_LE].type)
        return prse__tx_put(work->tx,
                            prse__portal_collection_of(PRSE__INVITATIONS),
                            values, prse_records_version(rows, row), NULL,
                            err);
    prse__work there = in_company(work, values[INVITATION_SIREN].text);
    status = prse_role_read(&role, values[INVITATION_ROLE].text, err);
    if (!status)
        status = prse__portal_remove(&there, PRSE__INVITATIONS, rows, row,
                                     err);
    return status ? status
                  : prse__journal_member(&there, prse__invitation_right(role),
                                         values[INVITATION_ID].text, "efface",
                                         prse_role_name(role), err);
}

static prse_status erase_invitations(prse__work *work, const erasing *e,
                                     prse_error *err)
{
    prse_records *rows = NULL;
    prse_status status = prse__records_new(
        &rows, prse__portal_collection_of(PRSE__INVITATIONS), err);
    if (!status)
        status = prse__invitations_of(rows, work, e->row.values, err);
    for (size_t i = 0; !status && i < prse_records_count(rows); i++)
        status = erase_invitation(work, rows, i, err);
    prse_records_free(rows);
    return status;
}

/* --- All of it --- */

static prse_status erase_parts(prse__work *work, const erasing *e,
                               prse_error *err)
{
    prse_status status = erase_rights(work, e->person, err);
    if (!status)
        status = erase_tokens(work, e->person, err);
    if (!status)
        status = erase_invitations(work, e, err);
    if (!status)
        status = prse__years_erase_person(work, e->person, err);
    return status ? status
                  : prse__documents_erase_person(work, e->person, e->documents,
                                                 err);
}

static prse_status erase_person(prse__work *work, const erasing *e,
                                prse_error *err)
{
    prse_status status =
        e->row.values ? erase_parts(work, e, err)
                      : prse__error_set(err, PRSE_ENOTFOUND, "personne",
                                        "no such person");
    if (!status)
        status = prse__tx_remove(work->tx,
                                 prse__portal_collection_of(PRSE__PERSONNES),
                                 e->row.values, e->row.version, err);
    return status ? status
                  : prse__journal_add(work, PRSE_OP_PERSON_ERASE, e->person,
                                      PRSE_STR(""), err);
}

static prse_status erase(void *user, prse__work *work, prse_error *err)
{
    erasing *e = user;
    prse_value key = prse__field_text(e->person);
    if (!prse__session_is(work->session, e->person))
        return prse__portal_denied(PRSE_OP_PERSON_ERASE, err);
    prse_status status =
        prse__portal_row(work, PRSE__PERSONNES, &key, &e->row, err);
    return status ? status : erase_person(work, e, err);
}

prse_status prse_portal_person_erase(prse_session *session, prse_str person,
                                     int32_t documents, prse_error *err)
{
    erasing e = {.person = person, .documents = documents == 1};
    if (documents != 0 && documents != 1)
        return prse__error_set(err, PRSE_EINVAL, "documents",
                               "1: they go too; 0: they stay");
    prse_status status = prse__portal_text(person, ID_MAX, "person", err);
    if (!status)
        status = prse__portal_write(session, PRSE_STR(""),
                                    PRSE_OP_PERSON_ERASE, erase, &e, err);
    prse__row_free(&e.row);
    return status;
}
