/* SPDX-License-Identifier: Apache-2.0 */
/* Accepting an invitation: everything that made it right is asked again in the
 * transaction that uses it up. */
#include "crypto/crypto.h"
#include "portailrse/people.h"
#include "portal/address.h"
#include "portal/details.h"
#include "portal/give.h"
#include "portal/invitation.h"
#include "portal/owners.h"

enum { CODE_MAX = 128, SIREN = 9 };

typedef struct accepting {
    char digest[PRSE__DIGEST_HEX];
    char siren[SIREN + 1];
    prse__row invitation;
    prse__row person;
    prse__row right; /* that the person has there already */
    int wanted;      /* the SIREN */
    prse_text *made;
} accepting;

static void free_rows(accepting *a)
{
    prse__row_free(&a->invitation);
    prse__row_free(&a->person);
    prse__row_free(&a->right);
}

static prse_status refuse(prse_error *err)
{
    return prse__error_set(err, PRSE_EDENIED, "invitation",
                           "no invitation for this person under this code: it "
                           "was used, taken back or meant for another "
                           "address");
}

/* --- The invitation --- */

typedef struct copying {
    prse__row *to;
    prse_status status;
    prse_error *err;
} copying;

static int copy_row(void *user, const prse_value *values, int64_t version)
{
    copying *c = user;
    c->status = prse__row_copy(
        c->to, prse__portal_collection_of(PRSE__INVITATIONS), values, version,
        c->err);
    return 1;
}

static prse_status find_invitation(accepting *a, prse__work *work,
                                   prse_error *err)
{
    prse_value key = prse__field_text(prse_str_of(a->digest));
    prse_query query = {.size = sizeof query,
                        .index = INVITATIONS_PAR_EMPREINTE,
                        .equal = &key, .equal_count = 1, .limit = 1};
    copying c = {&a->invitation, PRSE_OK, err};
    prse_status status = prse__tx_scan(
        work->tx, prse__portal_collection_of(PRSE__INVITATIONS), &query,
        copy_row, &c, err);
    if (!status)
        status = c.status;
    if (!status && (!a->invitation.values ||
                    a->invitation.values[INVITATION_ACCEPTEE_LE].type))
        status = refuse(err);
    return status;
}

static prse_status find_person(accepting *a, prse__work *work,
                               prse_error *err)
{
    prse_value key = prse__field_text(prse__buf_str(&work->session->person));
    return prse__tx_row(work->tx, prse__portal_collection_of(PRSE__PERSONNES),
                        &key, &a->person, err);
}

static prse_status check_address(const accepting *a, prse_error *err)
{
    prse__buf flat;
    prse__buf_init(&flat, 0);
    prse__address_flat(&flat, a->invitation.values[INVITATION_COURRIEL].text);
    int same = prse__str_eq(prse__buf_str(&flat),
                            a->person.values[PERSONNE_COURRIEL_PLAT].text);
    prse_status status = flat.failed ? prse__error_nomem(err) : PRSE_OK;
    prse__buf_free(&flat);
    if (!status && (!same || !a->person.values[PERSONNE_CONFIRMEE].number))
        status = refuse(err);
    return status;
}

static prse_status check_time(const accepting *a, const prse__work *work,
                              prse_error *err)
{
    const prse_value *values = a->invitation.values;
    const prse_value *until = &values[INVITATION_JUSQU_AU];
    if (values[INVITATION_EXPIRE_LE].number > work->now_ms &&
        (!until->type || until->number >= work->today))
        return PRSE_OK;
    return prse__error_set(err, PRSE_EEXPIRED, "invitation",
                           "the invitation had its time");
}

/* --- Who invited --- */

static int see_role(void *user, const prse_value *values, int64_t version)
{
    prse__work *inviter = user;
    (void)version;
    if (!prse__right_holds(values, inviter->today) ||
        prse_role_read(&inviter->role, values[HABILITATION_ROLE].text, NULL))
        inviter->role = PRSE_ROLE_NONE;
    return 0;
}

/* No invitation outlives the right of the person who made it. */
static prse_status check_inviter(const accepting *a, prse__work *work,
                                 prse_role role, prse_error *err)
{
    const prse_value *by = &a->invitation.values[INVITATION_INVITEUR];
    prse__work inviter = *work;
    inviter.role = by->type ? PRSE_ROLE_NONE : PRSE_ROLE_HOST;
    prse_value key[] = {prse__field_text(work->siren), *by};
    int there;
    prse_status status = PRSE_OK;
    if (by->type)
        status = prse__portal_get(work, PRSE__HABILITATIONS, key, see_role,
                                  &inviter, &there, err);
    if (!status &&
        !prse_access_allows(inviter.role, prse__invitation_right(role)))
        status = refuse(err);
    return status ? status
                  : prse__invitation_first_owner(work, inviter.role, role,
                                                 err);
}

/* --- The right --- */

static prse_status check_right(accepting *a, prse__work *work, prse_error *err)
{
    prse_value key[] = {
        prse__field_text(work->siren),
        prse__field_text(prse__buf_str(&work->session->person))};
    prse_status status =
        prse__portal_row(work, PRSE__HABILITATIONS, key, &a->right, err);
    if (status || !a->right.values ||
        !prse__right_holds(a->right.values, work->today))
        return status;
    return prse__error_set(err, PRSE_EEXISTS, "personne",
                           "the person is a member of the company already");
}

static prse_status put_right(const accepting *a, prse__work *work,
                             prse_error *err)
{
    const prse_value *from = a->invitation.values;
    prse_value values[HABILITATION_COLUMNS] = {
        [HABILITATION_SIREN] = prse__field_text(work->siren),
        [HABILITATION_PERSONNE] =
            prse__field_text(prse__buf_str(&work->session->person)),
        [HABILITATION_ROLE] = from[INVITATION_ROLE],
        [HABILITATION_FONCTIONS] = from[INVITATION_FONCTIONS],
        [HABILITATION_INVITATION] = from[INVITATION_ID],
        [HABILITATION_EXPIRE_LE] = from[INVITATION_JUSQU_AU],
        [HABILITATION_CREE_LE] = prse__field_time(work->now_ms),
        [HABILITATION_MODIFIE_LE] = prse__field_time(work->now_ms)};
    return prse__tx_put(
        work->tx, prse__portal_collection_of(PRSE__HABILITATIONS), values,
        a->right.values ? a->right.version : PRSE_VERSION_NEW, NULL, err);
}

/* What concerns the person is kept with the right only, which erasure finds. */
static prse_status use_up(accepting *a, prse__work *work, prse_error *err)
{
    prse_value *values = a->invitation.values;
    values[INVITATION_COURRIEL] = prse__field_null();
    values[INVITATION_FONCTIONS] = prse__field_null();
    values[INVITATION_ACCEPTEE_LE] = prse__field_time(work->now_ms);
    return prse__tx_put(work->tx,
                        prse__portal_collection_of(PRSE__INVITATIONS), values,
                        a->invitation.version, NULL, err);
}

static prse_status enter(accepting *a, prse__work *work, prse_error *err)
{
    const prse_value *values = a->invitation.values;
    prse_role role;
    prse_status status =
        prse_role_read(&role, values[INVITATION_ROLE].text, err);
    if (!status)
        status = check_inviter(a, work, role, err);
    if (!status)
        status = check_right(a, work, err);
    if (!status)
        status = put_right(a, work, err);
    if (!status)
        status = use_up(a, work, err);
    return status ? status
                  : prse__journal_member(work, prse__invitation_right(role),
                                         values[INVITATION_ID].text, "accepte",
                                         prse_role_name(role), err);
}

static prse_status check_invitation(accepting *a, prse__work *work,
                                    prse_error *err)
{
    prse_status status = find_invitation(a, work, err);
    if (!status)
        status = find_person(a, work, err);
    if (!status)
        status = check_address(a, err);
    return status ? status : check_time(a, work, err);
}

static prse_status accept(void *user, prse__work *work, prse_error *err)
{
    accepting *a = user;
    free_rows(a);
    prse_text_free(a->made);
    a->made = NULL;
    if (!work->session->person.len)
        return prse__error_set(err, PRSE_EDENIED, "personne",
                               "the host is no person");
    prse_status status = check_invitation(a, work, err);
    if (status)
        return status;
    prse__error_copy(a->siren, sizeof a->siren,
                     a->invitation.values[INVITATION_SIREN].text);
    prse__work there = *work;
    there.siren = prse_str_of(a->siren);
    status = enter(a, &there, err);
    return status ? status
                  : prse__give_make(&a->made, a->wanted, there.siren, err);
}

/* --- The call --- */

prse_status prse_portal_invitation_accept(prse_text **out,
                                          prse_session *session, prse_str code,
                                          prse_error *err)
{
    accepting a = {.wanted = out != NULL};
    prse_status status = prse__portal_text(code, CODE_MAX, "code", err);
    if (!status)
        status = prse__digest_hex(a.digest, code, err);
    if (!status)
        status = prse__portal_write(session, PRSE_STR(""), PRSE_OP_PERSON_EDIT,
                                    accept, &a, err);
    free_rows(&a);
    return prse__give(out, a.made, status);
}
