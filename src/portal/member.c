/* SPDX-License-Identifier: Apache-2.0 */
/* The members of a company. */
#include "portal/member.h"

#include "base/options.h"
#include "portal/details.h"
#include "portal/owners.h"

enum { ID_MAX = 32, DUTIES_MAX = 1000, DUTIES_LEAST = 3, DUTIES_MOST = 250 };

/* --- What is given --- */

static prse_status check_duties(prse_str duties, prse_error *err)
{
    prse_status status =
        prse__portal_text(duties, DUTIES_MAX, "fonctions", err);
    if (status || !duties.len)
        return status;
    size_t length = prse__utf8_length(duties);
    if (length >= DUTIES_LEAST && length <= DUTIES_MOST)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EPARSE, "fonctions",
                           "%zu characters; expected %d to %d, or none",
                           length, DUTIES_LEAST, DUTIES_MOST);
}

static prse_status check_role(const prse__member *m, prse_error *err)
{
    if (m->given.role < PRSE_ROLE_READER || m->given.role > PRSE_ROLE_OWNER)
        return prse__error_set(err, PRSE_EINVAL, "role",
                               "not a role that a person may have");
    if (m->given.role == PRSE_ROLE_AUDITOR && !m->until.type)
        return prse__error_set(err, PRSE_EINVAL, "until",
                               "the right of an auditor has a last day");
    return PRSE_OK;
}

prse_status prse__member_read(prse__member *out, const prse_member *given,
                              prse_error *err)
{
    *out = (prse__member){0};
    if (!given)
        return prse__error_set(err, PRSE_EINVAL, "member", "it is NULL");
    prse_status status = prse__options_read(
        &out->given, sizeof out->given, given, "prse_member", err);
    if (!status)
        status = prse__portal_company_named(out->given.siren, err);
    if (!status)
        status = prse__portal_day(&out->until, out->given.until, "until", err);
    if (!status)
        status = check_role(out, err);
    return status ? status : check_duties(out->given.fonctions, err);
}

prse_status prse__member_in_time(const prse__member *member,
                                 const prse__work *work, prse_error *err)
{
    if (!member->until.type || member->until.number >= work->today)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EINVAL, "until",
                           "this day is over: the right would never be one");
}

/* --- Saving --- */

static prse_status check_person(prse__work *work, prse_str person,
                                prse_error *err)
{
    prse_value key = prse__field_text(person);
    int there;
    prse_status status = prse__portal_get(work, PRSE__PERSONNES, &key,
                                          prse__row_seen, NULL, &there, err);
    return status || there
               ? status
               : prse__error_set(err, PRSE_ENOTFOUND, "personne",
                                 "no such person");
}

static prse_status check_owners(prse__work *work, const prse_value *before,
                                const prse_value *after, prse_error *err)
{
    prse__owners others;
    prse_status status = prse__owners_count(
        &others, work, before[HABILITATION_PERSONNE].text, err);
    if (status || !prse__owners_lost(&others, work, before, after) ||
        (!after && !others.members))
        return status;
    return prse__error_set(err, PRSE_ECONFLICT, "proprietaire",
                           "the company would be left without an owner");
}

static void fill(prse_value *values, const prse__member *m,
                 const prse__work *work, const prse__row *old)
{
    values[HABILITATION_SIREN] = prse__field_text(work->siren);
    values[HABILITATION_PERSONNE] = prse__field_text(m->given.person);
    values[HABILITATION_ROLE] = prse__field_text(
        prse_str_of(prse_role_name((prse_role)m->given.role)));
    values[HABILITATION_FONCTIONS] =
        prse__field_text_or_null(m->given.fonctions);
    values[HABILITATION_INVITATION] = prse__field_null();
    values[HABILITATION_EXPIRE_LE] = m->until;
    values[HABILITATION_CREE_LE] = prse__field_time(work->now_ms);
    values[HABILITATION_MODIFIE_LE] = prse__field_time(work->now_ms);
    if (!old->values)
        return;
    values[HABILITATION_INVITATION] = old->values[HABILITATION_INVITATION];
    values[HABILITATION_CREE_LE] = old->values[HABILITATION_CREE_LE];
}

static prse_status put_member(prse__work *work, const prse__member *m,
                              const prse__row *old, prse_error *err)
{
    prse_value values[HABILITATION_COLUMNS];
    fill(values, m, work, old);
    prse_status status =
        old->values ? check_owners(work, old->values, values, err) : PRSE_OK;
    if (!status)
        status = prse__tx_put(
            work->tx, prse__portal_collection_of(PRSE__HABILITATIONS), values,
            old->values ? old->version : PRSE_VERSION_NEW, NULL, err);
    return status ? status
                  : prse__journal_member(
                        work, PRSE_OP_MEMBER_CHANGE, m->given.person,
                        old->values ? "modifie" : "ajoute",
                        prse_role_name((prse_role)m->given.role), err);
}

static prse_status check_other(const prse__work *work, prse_str person,
                               prse_error *err)
{
    if (!work->session->person.len ||
        !prse__session_is(work->session, person))
        return PRSE_OK;
    return prse__error_set(err, PRSE_EDENIED, "personne",
                           "nobody changes his own role");
}

static prse_status save(void *user, prse__work *work, prse_error *err)
{
    const prse__member *m = user;
    prse_value key[] = {prse__field_text(work->siren),
                        prse__field_text(m->given.person)};
    prse__row old = {0};
    prse_status status = check_other(work, m->given.person, err);
    if (!status)
        status = prse__member_in_time(m, work, err);
    if (!status)
        status = check_person(work, m->given.person, err);
    if (!status)
        status = prse__portal_row(work, PRSE__HABILITATIONS, key, &old, err);
    if (!status)
        status = put_member(work, m, &old, err);
    prse__row_free(&old);
    return status;
}

prse_status prse_portal_member_save(prse_session *session,
                                    const prse_member *member, prse_error *err)
{
    prse__member m;
    prse_status status = prse__member_read(&m, member, err);
    if (!status)
        status = prse__portal_text(m.given.person, ID_MAX, "person", err);
    return status ? status
                  : prse__portal_write(session, m.given.siren,
                                       PRSE_OP_MEMBER_CHANGE, save, &m, err);
}

/* --- Removing --- */

typedef struct removal {
    prse_str person;
    prse_operation operation;
} removal;

static prse_status remove_row(prse__work *work, const removal *r,
                              const prse__row *old, prse_error *err)
{
    prse_status status = check_owners(work, old->values, NULL, err);
    if (!status)
        status = prse__tx_remove(
            work->tx, prse__portal_collection_of(PRSE__HABILITATIONS),
            old->values, old->version, err);
    return status ? status
                  : prse__journal_member(work, r->operation, r->person,
                                         "retire", "", err);
}

static prse_status remove_member(void *user, prse__work *work,
                                 prse_error *err)
{
    const removal *r = user;
    prse_value key[] = {prse__field_text(work->siren),
                        prse__field_text(r->person)};
    prse__row old = {0};
    prse_status status =
        prse__portal_row(work, PRSE__HABILITATIONS, key, &old, err);
    if (!status && !old.values)
        status = prse__error_set(err, PRSE_ENOTFOUND, "personne",
                                 "no such member");
    if (!status)
        status = remove_row(work, r, &old, err);
    prse__row_free(&old);
    return status;
}

prse_status prse_portal_member_remove(prse_session *session, prse_str siren,
                                      prse_str person, prse_error *err)
{
    removal r = {person, PRSE_OP_MEMBER_REMOVE};
    prse_status status = prse__portal_company_named(siren, err);
    if (!status)
        status = prse__portal_text(person, ID_MAX, "person", err);
    if (status)
        return status;
    if (session && session->person.len && prse__session_is(session, person))
        r.operation = PRSE_OP_COMPANY_LEAVE;
    return prse__portal_write(session, siren, r.operation, remove_member, &r,
                              err);
}
