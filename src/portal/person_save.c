/* SPDX-License-Identifier: Apache-2.0 */
/* Making and changing persons. What others rely on is not a person's own to
 * say: that an address is confirmed, and the key at the login service. */
#include "base/options.h"
#include "crypto/crypto.h"
#include "portailrse/people.h"
#include "portal/address.h"
#include "portal/details.h"
#include "portal/give.h"

typedef struct saving {
    prse_person person;
    prse__buf flat; /* address for comparison */
    char id[23];    /* of a new person */
    prse_str given; /* the id that is saved under */
} saving;

/* --- What is given --- */

static prse_status check_flags(const prse_person *p, prse_error *err)
{
    if (p->adviser >= -1 && p->adviser <= 1 && p->confirmed >= 0 &&
        p->confirmed <= 1 && p->news >= 0 && p->news <= 1)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EINVAL, "person",
                           "adviser is -1, 0 or 1; confirmed and news are 0 "
                           "or 1");
}

static prse_status check_texts(const prse_person *p, prse_error *err)
{
    const struct {
        prse_str text;
        int column;
    } texts[] = {{p->id, PERSONNE_ID},
                 {p->prenom, PERSONNE_PRENOM},
                 {p->nom, PERSONNE_NOM},
                 {p->fonction_rse, PERSONNE_FONCTION_RSE},
                 {p->externe, PERSONNE_EXTERNE}};
    const prse_column *columns =
        prse__portal_collection_of(PRSE__PERSONNES)->columns;
    prse_status status = prse__address_check(p->courriel, err);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0] && !status; i++)
        status = prse__portal_text(texts[i].text, columns[texts[i].column].max,
                                   columns[texts[i].column].name, err);
    return status;
}

/* --- Saving --- */

static void fill(prse_value *values, const saving *s, const prse__work *work,
                 const prse__row *old)
{
    const prse_person *p = &s->person;
    values[PERSONNE_ID] = prse__field_text(s->given);
    values[PERSONNE_COURRIEL] = prse__field_text(p->courriel);
    values[PERSONNE_COURRIEL_PLAT] =
        prse__field_text(prse__buf_str(&s->flat));
    values[PERSONNE_PRENOM] = prse__field_text_or_null(p->prenom);
    values[PERSONNE_NOM] = prse__field_text_or_null(p->nom);
    values[PERSONNE_EXTERNE] = prse__field_text_or_null(p->externe);
    values[PERSONNE_CONSEILLER] =
        p->adviser < 0 ? prse__field_null() : prse__field_bool(p->adviser);
    values[PERSONNE_FONCTION_RSE] = prse__field_text_or_null(p->fonction_rse);
    values[PERSONNE_CONFIRMEE] = prse__field_bool(p->confirmed);
    values[PERSONNE_ACTUALITES] = prse__field_bool(p->news);
    values[PERSONNE_VUE_LE] = prse__field_null();
    values[PERSONNE_CREE_LE] = prse__field_time(work->now_ms);
    values[PERSONNE_MODIFIE_LE] = prse__field_time(work->now_ms);
    if (!old->values)
        return;
    values[PERSONNE_VUE_LE] = old->values[PERSONNE_VUE_LE];
    values[PERSONNE_CREE_LE] = old->values[PERSONNE_CREE_LE];
}

/* A new address of a person's own is one that nobody has confirmed. */
static void keep_proofs(prse_value *values, const prse__row *old)
{
    values[PERSONNE_EXTERNE] = old->values[PERSONNE_EXTERNE];
    values[PERSONNE_CONFIRMEE] = old->values[PERSONNE_CONFIRMEE];
    if (prse__field_cmp(&values[PERSONNE_COURRIEL_PLAT],
                        &old->values[PERSONNE_COURRIEL_PLAT]) != 0)
        values[PERSONNE_CONFIRMEE] = prse__field_bool(0);
}

static prse_status put_person(prse__work *work, const saving *s,
                              const prse__row *old, prse_error *err)
{
    prse_value values[PERSONNE_COLUMNS];
    fill(values, s, work, old);
    if (work->session->person.len)
        keep_proofs(values, old);
    prse_status status =
        prse__tx_put(work->tx, prse__portal_collection_of(PRSE__PERSONNES),
                     values, old->values ? old->version : PRSE_VERSION_NEW,
                     NULL, err);
    if (status == PRSE_EEXISTS)
        return prse__error_set(err, PRSE_EEXISTS, "personne",
                               "another person has this address or this "
                               "external key");
    return status ? status
                  : prse__journal_tell(work, PRSE_OP_PERSON_EDIT, s->given,
                                       "fait", old->values ? "modifie" : "cree",
                                       err);
}

static prse_status save(void *user, prse__work *work, prse_error *err)
{
    saving *s = user;
    int new = !s->person.id.len;
    prse_value key = prse__field_text(s->given);
    prse__row old = {0};
    if (!prse__session_is(work->session, new ? PRSE_STR("") : s->given))
        return prse__portal_denied(PRSE_OP_PERSON_EDIT, err);
    prse_status status =
        prse__portal_row(work, PRSE__PERSONNES, &key, &old, err);
    if (!status && !new && !old.values)
        status = prse__error_set(err, PRSE_ENOTFOUND, "personne",
                                 "no such person");
    if (!status)
        status = put_person(work, s, &old, err);
    prse__row_free(&old);
    return status;
}

static prse_status prepare(saving *s, const prse_person *person,
                           prse_error *err)
{
    prse_status status = prse__options_read(&s->person, sizeof s->person,
                                            person, "prse_person", err);
    if (!status)
        status = check_flags(&s->person, err);
    if (!status)
        status = check_texts(&s->person, err);
    if (status)
        return status;
    prse__address_flat(&s->flat, s->person.courriel);
    s->given = s->person.id;
    if (!s->given.len) {
        status = prse__random_id(s->id, err);
        s->given = prse_str_of(s->id);
    }
    return s->flat.failed ? prse__error_nomem(err) : status;
}

static prse_status run(prse_text **out, prse_session *session, saving *s,
                       prse_error *err)
{
    prse_text *id = NULL;
    prse_status status = prse__give_make(&id, out != NULL, s->given, err);
    if (!status)
        status = prse__portal_write(session, PRSE_STR(""), PRSE_OP_PERSON_EDIT,
                                    save, s, err);
    return prse__give(out, id, status);
}

prse_status prse_portal_person_save(prse_text **out, prse_session *session,
                                    const prse_person *person,
                                    prse_error *err)
{
    saving s = {0};
    if (!person)
        return prse__error_set(err, PRSE_EINVAL, "person", "it is NULL");
    prse__buf_init(&s.flat, 0);
    prse_status status = prepare(&s, person, err);
    if (!status)
        status = run(out, session, &s, err);
    prse__buf_free(&s.flat);
    return status;
}
