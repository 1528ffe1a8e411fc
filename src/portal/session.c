/* SPDX-License-Identifier: Apache-2.0 */
/* Who is at work. A session holds no right: each transaction finds it out. */
#include "crypto/crypto.h"
#include "portal/portal.h"

enum { LABEL_MAX = 32, ID_MAX = 32, TOKEN_MAX = 128 };

static void free_texts(prse_session *session)
{
    prse__buf_free(&session->person);
    prse__buf_free(&session->actor);
    prse__buf_free(&session->token);
}

void prse_session_free(prse_session *session)
{
    if (!session)
        return;
    free_texts(session);
    prse_portal_unref(session->portal);
    prse__free(session);
}

prse_str prse_session_person(const prse_session *session)
{
    return session ? prse__buf_str(&session->person) : PRSE_STR("");
}

static prse_session *new_session(prse_portal *portal)
{
    prse_session *session = prse__alloc(1, sizeof *session);
    if (!session)
        return NULL;
    prse__buf_init(&session->person, 0);
    prse__buf_init(&session->actor, 0);
    prse__buf_init(&session->token, 0);
    session->portal = prse_portal_ref(portal);
    return session;
}

static prse_status check_call(prse_session **out, const prse_portal *portal,
                              prse_error *err)
{
    if (out && portal)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EINVAL, out ? "portal" : "out",
                           "it is NULL");
}

static int failed(const prse_session *session)
{
    return session->person.failed || session->actor.failed ||
           session->token.failed;
}

/* Gives the session away, or frees it. */
static prse_status finish(prse_session **out, prse_session *session,
                          prse_status status, prse_error *err)
{
    if (!status && failed(session))
        status = prse__error_nomem(err);
    if (status)
        prse_session_free(session);
    else
        *out = session;
    return status;
}

prse_status prse_session_of_host(prse_session **out, prse_portal *portal,
                                 prse_str label, prse_error *err)
{
    prse_status status = check_call(out, portal, err);
    if (!status)
        status = prse__portal_text(label, LABEL_MAX, "label", err);
    if (!status && !label.len)
        status = prse__error_set(err, PRSE_EPARSE, "label",
                                 "what does the journal call this session?");
    if (status)
        return status;
    prse_session *session = new_session(portal);
    if (!session)
        return prse__error_nomem(err);
    prse__buf_adds(&session->actor, "hote:");
    prse__buf_add(&session->actor, label);
    return finish(out, session, PRSE_OK, err);
}

/* The frame has looked already. */
static prse_status nothing(void *user, prse__work *work, prse_error *err)
{
    (void)user;
    (void)work;
    (void)err;
    return PRSE_OK;
}

static prse_status set_person(prse_session *session, prse_str person,
                              prse_error *err)
{
    prse__buf_clear(&session->person);
    prse__buf_clear(&session->actor);
    prse__buf_add(&session->person, person);
    prse__buf_add(&session->actor, person);
    return failed(session) ? prse__error_nomem(err) : PRSE_OK;
}

prse_status prse_session_of_person(prse_session **out, prse_portal *portal,
                                   prse_str person, prse_error *err)
{
    prse_status status = check_call(out, portal, err);
    if (!status)
        status = prse__portal_text(person, ID_MAX, "person", err);
    if (!status && !person.len)
        status = prse__error_set(err, PRSE_EPARSE, "person",
                                 "there is no id");
    if (status)
        return status;
    prse_session *session = new_session(portal);
    if (!session)
        return prse__error_nomem(err);
    status = set_person(session, person, err);
    if (!status)
        status = prse__portal_open(session, PRSE_STR(""), 0, nothing, NULL,
                                   err);
    if (status == PRSE_EDENIED)
        status = prse__error_set(err, PRSE_ENOTFOUND, "person",
                                 "no such person");
    return finish(out, session, status, err);
}

/* --- Tokens --- */

typedef struct owner {
    prse_session *session; /* of the token */
    int failed;
} owner;

static int see_owner(void *user, const prse_value *values, int64_t version)
{
    owner *o = user;
    (void)version;
    o->failed = set_person(o->session, values[JETON_PERSONNE].text, NULL) != 0;
    return 0;
}

/* Whose token it is: the host's frame, since nobody is known yet; what the
 * token is worth the session's own frame says. */
static prse_status find_owner(void *user, prse__work *work, prse_error *err)
{
    owner *o = user;
    prse_value key = prse__field_text(prse__buf_str(&o->session->token));
    int there;
    prse_status status = prse__portal_get(work, PRSE__JETONS, &key, see_owner,
                                          o, &there, err);
    if (!status && o->failed)
        return prse__error_nomem(err);
    if (!status && !there)
        return prse__error_set(err, PRSE_EDENIED, "jeton",
                               "no such token, or it was taken back");
    return status;
}

static prse_status read_token(prse_session *session, prse_portal *portal,
                              prse_str token, prse_error *err)
{
    char digest[PRSE__DIGEST_HEX];
    prse_session *nobody = NULL;
    prse_status status = prse__digest_hex(digest, token, err);
    if (status)
        return status;
    prse__buf_adds(&session->token, digest);
    if (failed(session))
        return prse__error_nomem(err);
    status = prse_session_of_host(&nobody, portal, PRSE_STR("jeton"), err);
    if (!status)
        status = prse__portal_open(nobody, PRSE_STR(""), 0, find_owner,
                                   &(owner){session, 0}, err);
    prse_session_free(nobody);
    if (!status)
        status = prse__portal_open(session, PRSE_STR(""), 0, nothing, NULL,
                                   err);
    return status;
}

prse_status prse_session_of_token(prse_session **out, prse_portal *portal,
                                  prse_str token, prse_error *err)
{
    prse_status status = check_call(out, portal, err);
    if (!status)
        status = prse__portal_text(token, TOKEN_MAX, "token", err);
    if (status)
        return status;
    prse_session *session = new_session(portal);
    if (!session)
        return prse__error_nomem(err);
    status = read_token(session, portal, token, err);
    return finish(out, session, status, err);
}
