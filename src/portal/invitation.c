/* SPDX-License-Identifier: Apache-2.0 */
/* Inviting somebody by address. */
#include "portal/invitation.h"

#include "crypto/crypto.h"
#include "portal/address.h"
#include "portal/details.h"
#include "portal/give.h"
#include "portal/member.h"
#include "portal/owners.h"

enum { CODE = 44, ID = 23 };

static const int64_t day_ms = 86400000;

typedef struct inviting {
    prse__member member;
    prse__buf flat;
    char id[ID];
    char code[CODE];
    char digest[PRSE__DIGEST_HEX];
} inviting;

prse_operation prse__invitation_right(prse_role role)
{
    return role == PRSE_ROLE_OWNER ? PRSE_OP_OWNER_INVITE
                                   : PRSE_OP_MEMBER_INVITE;
}

prse_status prse__invitation_first_owner(prse__work *work, prse_role inviter,
                                         prse_role role, prse_error *err)
{
    prse__owners all;
    if (inviter != PRSE_ROLE_ADVISER || role != PRSE_ROLE_OWNER)
        return PRSE_OK;
    prse_status status = prse__owners_count(&all, work, PRSE_STR(""), err);
    if (status || !all.owners)
        return status;
    return prse__error_set(err, PRSE_EDENIED, "owner.invite",
                           "the company has an owner, who invites others");
}

/* --- Is the address that of a member? --- */

typedef struct match {
    char id[40];
    int found;
} match;

static int see_person(void *user, const prse_value *values, int64_t version)
{
    match *m = user;
    (void)version;
    m->found = 1;
    prse__error_copy(m->id, sizeof m->id, values[PERSONNE_ID].text);
    return 1;
}

static prse_status find_person(match *m, prse__work *work, prse_str flat,
                               prse_error *err)
{
    prse_value key = prse__field_text(flat);
    prse_query query = {.size = sizeof query, .index = PERSONNES_PAR_COURRIEL,
                        .equal = &key, .equal_count = 1, .limit = 1};
    return prse__tx_scan(work->tx, prse__portal_collection_of(PRSE__PERSONNES),
                         &query, see_person, m, err);
}

static prse_status check_stranger(prse__work *work, prse_str flat,
                                  prse_error *err)
{
    match m = {.found = 0};
    prse__row right = {0};
    prse_status status = find_person(&m, work, flat, err);
    if (status || !m.found)
        return status;
    prse_value key[] = {prse__field_text(work->siren),
                        prse__field_text(prse_str_of(m.id))};
    status = prse__portal_row(work, PRSE__HABILITATIONS, key, &right, err);
    int member = !status && right.values &&
                 prse__right_holds(right.values, work->today);
    prse__row_free(&right);
    return member ? prse__error_set(err, PRSE_EEXISTS, "courriel",
                                    "a member of the company has this address")
                  : status;
}

/* --- Inviting --- */

static prse_status put_invitation(prse__work *work, const inviting *i,
                                  prse_error *err)
{
    const prse_member *given = &i->member.given;
    int64_t life = work->session->portal->options.invitation_days * day_ms;
    prse_value values[INVITATION_COLUMNS] = {
        [INVITATION_ID] = prse__field_text(prse_str_of(i->id)),
        [INVITATION_SIREN] = prse__field_text(work->siren),
        [INVITATION_COURRIEL] = prse__field_text(given->courriel),
        [INVITATION_ROLE] = prse__field_text(
            prse_str_of(prse_role_name((prse_role)given->role))),
        [INVITATION_FONCTIONS] = prse__field_text_or_null(given->fonctions),
        [INVITATION_JUSQU_AU] = i->member.until,
        [INVITATION_INVITEUR] =
            prse__field_text_or_null(prse__buf_str(&work->session->person)),
        [INVITATION_EMPREINTE] = prse__field_text(prse_str_of(i->digest)),
        [INVITATION_CREE_LE] = prse__field_time(work->now_ms),
        [INVITATION_EXPIRE_LE] = prse__field_time(work->now_ms + life)};
    return prse__tx_put(work->tx,
                        prse__portal_collection_of(PRSE__INVITATIONS), values,
                        PRSE_VERSION_NEW, NULL, err);
}

static prse_status invite(void *user, prse__work *work, prse_error *err)
{
    const inviting *i = user;
    prse_role role = (prse_role)i->member.given.role;
    prse_status status = prse__member_in_time(&i->member, work, err);
    if (!status)
        status = prse__invitation_first_owner(work, work->role, role, err);
    if (!status)
        status = check_stranger(work, prse__buf_str(&i->flat), err);
    if (!status)
        status = put_invitation(work, i, err);
    return status ? status
                  : prse__journal_member(work, prse__invitation_right(role),
                                         prse_str_of(i->id), "invite",
                                         prse_role_name(role), err);
}

static prse_status prepare(inviting *i, const prse_member *member,
                           prse_error *err)
{
    prse_status status = prse__member_read(&i->member, member, err);
    if (!status)
        status = prse__address_check(i->member.given.courriel, err);
    if (status)
        return status;
    prse__address_flat(&i->flat, i->member.given.courriel);
    if (i->flat.failed)
        return prse__error_nomem(err);
    status = prse__random_id(i->id, err);
    if (!status)
        status = prse__random_code(i->code, err);
    return status ? status
                  : prse__digest_hex(i->digest, prse_str_of(i->code), err);
}

static prse_status run(prse_text **out, prse_session *session, inviting *i,
                       prse_error *err)
{
    const prse_member *given = &i->member.given;
    prse_text *code = NULL;
    prse_status status =
        prse__give_make(&code, 1, prse_str_of(i->code), err);
    if (!status)
        status = prse__portal_write(
            session, given->siren,
            prse__invitation_right((prse_role)given->role), invite, i, err);
    return prse__give(out, code, status);
}

prse_status prse_portal_invite(prse_text **out, prse_session *session,
                               const prse_member *member, prse_error *err)
{
    inviting i = {.member = {.until = {0}}};
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "it is NULL");
    prse__buf_init(&i.flat, 0);
    prse_status status = prepare(&i, member, err);
    if (!status)
        status = run(out, session, &i, err);
    prse__buf_free(&i.flat);
    prse__wipe(i.code, sizeof i.code);
    return status;
}
