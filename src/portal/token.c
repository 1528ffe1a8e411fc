/* SPDX-License-Identifier: Apache-2.0 */
/* Tokens: 256 bits by chance, shown once, of which a digest is kept. */
#include "crypto/crypto.h"
#include "portailrse/people.h"
#include "portal/details.h"
#include "portal/give.h"

enum {
    CODE = 44,
    LABEL_MAX = 200,
    ID_MAX = 32,
    DIGEST_MAX = 64,
    MOST_DAYS = 3650
};

static const int64_t day_ms = 86400000;

/* --- Making --- */

typedef struct making {
    prse_str person;
    prse_str label;
    uint32_t days;
    char code[CODE];
    char digest[PRSE__DIGEST_HEX];
} making;

/* A token that was stolen must not live on in others that it made. */
static prse_status check_maker(const prse__work *work, const making *m,
                               prse_error *err)
{
    if (!prse__session_is(work->session, m->person))
        return prse__portal_denied(PRSE_OP_PERSON_EDIT, err);
    if (work->session->token.len)
        return prse__error_set(err, PRSE_EDENIED, "jeton",
                               "a token makes no tokens");
    return PRSE_OK;
}

static prse_status put_token(prse__work *work, const making *m,
                             prse_error *err)
{
    prse_value values[JETON_COLUMNS] = {
        [JETON_EMPREINTE] = prse__field_text(prse_str_of(m->digest)),
        [JETON_PERSONNE] = prse__field_text(m->person),
        [JETON_LIBELLE] = prse__field_text(m->label),
        [JETON_CREE_LE] = prse__field_time(work->now_ms),
        [JETON_EXPIRE_LE] =
            prse__field_time(work->now_ms + (int64_t)m->days * day_ms)};
    return prse__tx_put(work->tx, prse__portal_collection_of(PRSE__JETONS),
                        values, PRSE_VERSION_NEW, NULL, err);
}

static prse_status make(void *user, prse__work *work, prse_error *err)
{
    making *m = user;
    prse_value key = prse__field_text(m->person);
    prse_status status = check_maker(work, m, err);
    if (!status)
        status = prse__tx_get(work->tx,
                              prse__portal_collection_of(PRSE__PERSONNES),
                              &key, prse__row_seen, NULL, err);
    if (!status)
        status = put_token(work, m, err);
    return status ? status
                  : prse__journal_tell(work, PRSE_OP_PERSON_EDIT, m->person,
                                       "fait", "jeton", err);
}

static prse_status check_making(const making *m, prse_error *err)
{
    prse_status status = prse__portal_text(m->person, ID_MAX, "person", err);
    if (!status)
        status = prse__portal_text(m->label, LABEL_MAX, "label", err);
    if (!status && m->days > MOST_DAYS)
        status = prse__error_set(err, PRSE_EINVAL, "days",
                                 "%u days; at most %d", (unsigned)m->days,
                                 MOST_DAYS);
    return status;
}

static prse_status draw(making *m, prse_error *err)
{
    prse_status status = prse__random_code(m->code, err);
    return status ? status
                  : prse__digest_hex(m->digest, prse_str_of(m->code), err);
}

prse_status prse_portal_token_make(prse_text **out, prse_session *session,
                                   prse_str person, prse_str label,
                                   uint32_t days, prse_error *err)
{
    making m = {.person = person, .label = label, .days = days};
    prse_text *code = NULL;
    if (!out || !session)
        return prse__error_set(err, PRSE_EINVAL, out ? "session" : "out",
                               "it is NULL");
    if (!m.days)
        m.days = session->portal->options.token_days;
    prse_status status = check_making(&m, err);
    if (!status)
        status = draw(&m, err);
    if (!status)
        status = prse__give_make(&code, 1, prse_str_of(m.code), err);
    if (!status)
        status = prse__portal_write(session, PRSE_STR(""), PRSE_OP_PERSON_EDIT,
                                    make, &m, err);
    prse__wipe(m.code, sizeof m.code);
    return prse__give(out, code, status);
}

/* --- Listing --- */

typedef struct listing {
    prse_records *rows;
    prse_str person;
} listing;

static prse_status list(void *user, prse__work *work, prse_error *err)
{
    listing *l = user;
    prse_value person = prse__field_text(l->person);
    prse_query query = {.size = sizeof query, .index = JETONS_PAR_PERSONNE,
                        .equal = &person, .equal_count = 1};
    if (!prse__session_is(work->session, l->person))
        return prse__portal_denied(PRSE_OP_PERSON_EDIT, err);
    return prse__portal_list(l->rows, work, PRSE__JETONS, &query, err);
}

prse_status prse_portal_tokens(prse_records **out, prse_session *session,
                               prse_str person, prse_error *err)
{
    listing l = {.person = person};
    prse_status status = prse__portal_text(person, ID_MAX, "person", err);
    if (!status)
        status = prse__portal_rows(out, &l.rows, PRSE__JETONS, err);
    if (!status)
        status = prse__portal_read(session, PRSE_STR(""), PRSE_OP_PERSON_EDIT,
                                   list, &l, err);
    return prse__portal_give(out, l.rows, status);
}

/* --- Taking back --- */

static prse_status put_revoked(prse__work *work, const prse__row *row,
                               prse_error *err)
{
    if (row->values[JETON_REVOQUE_LE].type)
        return PRSE_OK;
    row->values[JETON_REVOQUE_LE] = prse__field_time(work->now_ms);
    prse_status status =
        prse__tx_put(work->tx, prse__portal_collection_of(PRSE__JETONS),
                     row->values, row->version, NULL, err);
    return status ? status
                  : prse__journal_tell(work, PRSE_OP_PERSON_EDIT,
                                       row->values[JETON_PERSONNE].text,
                                       "fait", "jeton_repris", err);
}

static prse_status check_owner(const prse__work *work, const prse__row *row,
                               prse_error *err)
{
    if (row->values && prse__session_is(work->session,
                                        row->values[JETON_PERSONNE].text))
        return PRSE_OK;
    if (work->session->person.len)
        return prse__portal_denied(PRSE_OP_PERSON_EDIT, err);
    return prse__error_set(err, PRSE_ENOTFOUND, "jeton", "no such token");
}

static prse_status revoke(void *user, prse__work *work, prse_error *err)
{
    prse_value key = prse__field_text(*(const prse_str *)user);
    prse__row row = {0};
    prse_status status =
        prse__portal_row(work, PRSE__JETONS, &key, &row, err);
    if (!status)
        status = check_owner(work, &row, err);
    if (!status)
        status = put_revoked(work, &row, err);
    prse__row_free(&row);
    return status;
}

prse_status prse_portal_token_revoke(prse_session *session, prse_str digest,
                                     prse_error *err)
{
    prse_status status = prse__portal_text(digest, DIGEST_MAX, "digest", err);
    return status ? status
                  : prse__portal_write(session, PRSE_STR(""),
                                       PRSE_OP_PERSON_EDIT, revoke, &digest,
                                       err);
}
