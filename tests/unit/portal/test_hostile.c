/* SPDX-License-Identifier: Apache-2.0 */
/* Hostile text in every text that a call of the portal takes. */
#include <stdlib.h>
#include <string.h>

#include "actions.h"
#include "support/test.h"

/* --- Every text parameter --- */

typedef struct parameter {
    const char *name;
    prse_status (*call)(stage *st, prse_str text, prse_error *err);
} parameter;

#define PARAMETER(name) \
    static prse_status name(stage *st, prse_str text, prse_error *err)

#define UNIT(field)                                                        \
    PARAMETER(unit_##field)                                                \
    {                                                                      \
        prse_unit unit = scene_unit(SIREN_A, "ESSAIS");                    \
        unit.field = text;                                                 \
        return prse_portal_company_save(st->s.host, &unit,                 \
                                        PRSE_VERSION_ANY, NULL, err);      \
    }

UNIT(siren)
UNIT(denomination)
UNIT(categorie_juridique)
UNIT(naf)
UNIT(code_postal)
UNIT(commune)
UNIT(code_pays)
UNIT(pays)

#define PERSON(field)                                                      \
    PARAMETER(person_##field)                                              \
    {                                                                      \
        prse_person p = {.size = sizeof p,                                 \
                         .id = prse_str_of(st->actor.id),                  \
                         .courriel = PRSE_STR("acteur@exemple.fr"),        \
                         .confirmed = 1};                                  \
        p.field = text;                                                    \
        return prse_portal_person_save(NULL, st->s.host, &p, err);         \
    }

PERSON(id)
PERSON(courriel)
PERSON(prenom)
PERSON(nom)
PERSON(fonction_rse)
PERSON(externe)

#define MEMBER(field)                                                      \
    PARAMETER(member_##field)                                              \
    {                                                                      \
        prse_member m =                                                    \
            scene_member(SIREN_A, st->actor.id, PRSE_ROLE_READER);         \
        m.field = text;                                                    \
        return prse_portal_member_save(st->s.host, &m, err);               \
    }

MEMBER(siren)
MEMBER(person)
MEMBER(fonctions)
MEMBER(until)

#define INVITED(field)                                                     \
    PARAMETER(invited_##field)                                             \
    {                                                                      \
        prse_text *code = NULL;                                            \
        prse_member m = scene_member(SIREN_A, "", PRSE_ROLE_READER);       \
        m.courriel = PRSE_STR("neuf@exemple.fr");                          \
        m.field = text;                                                    \
        prse_status status =                                               \
            prse_portal_invite(&code, st->s.host, &m, err);                \
        prse_text_free(code);                                              \
        return status;                                                     \
    }

INVITED(siren)
INVITED(courriel)
INVITED(fonctions)
INVITED(until)

#define ROWS(name, ...)                                                    \
    PARAMETER(name)                                                        \
    {                                                                      \
        prse_records *rows = NULL;                                         \
        prse_status status = __VA_ARGS__;                                  \
        prse_records_free(rows);                                           \
        return status;                                                     \
    }

ROWS(company, prse_portal_company(&rows, st->s.host, text, err))
ROWS(after, prse_portal_companies(&rows, st->s.host, text, 0, err))
ROWS(after_of_person,
     prse_portal_companies(&rows, st->actor.session, text, 0, err))
ROWS(journal, prse_portal_journal(&rows, st->s.host, text, 0, 0, err))
ROWS(by_id, prse_portal_person(&rows, st->s.host, PRSE_PERSON_BY_ID, text,
                               err))
ROWS(by_address, prse_portal_person(&rows, st->s.host, PRSE_PERSON_BY_ADDRESS,
                                    text, err))
ROWS(by_external, prse_portal_person(&rows, st->s.host,
                                     PRSE_PERSON_BY_EXTERNAL, text, err))
ROWS(tokens, prse_portal_tokens(&rows, st->s.host, text, err))
ROWS(members, prse_portal_members(&rows, st->s.host, text, err))
ROWS(invitations, prse_portal_invitations(&rows, st->s.host, text, err))

PARAMETER(erased_person)
{
    return prse_portal_person_erase(st->s.host, text, 0, err);
}

PARAMETER(exported_person)
{
    prse_text *out = NULL;
    prse_status status =
        prse_portal_person_export(&out, st->s.host, text, err);
    prse_text_free(out);
    return status;
}

static prse_status token(stage *st, prse_str person, prse_str label,
                         prse_error *err)
{
    prse_text *out = NULL;
    prse_status status =
        prse_portal_token_make(&out, st->s.host, person, label, 0, err);
    prse_text_free(out);
    return status;
}

PARAMETER(token_person)
{
    return token(st, text, PRSE_STR("x"), err);
}

PARAMETER(token_label)
{
    return token(st, prse_str_of(st->actor.id), text, err);
}

PARAMETER(revoked_token)
{
    return prse_portal_token_revoke(st->s.host, text, err);
}

PARAMETER(role)
{
    prse_role role_there;
    return prse_portal_role(&role_there, st->actor.session, text, err);
}

PARAMETER(removed_from)
{
    return prse_portal_member_remove(st->s.host, text,
                                     prse_str_of(st->actor.id), err);
}

PARAMETER(removed)
{
    return prse_portal_member_remove(st->s.host, PRSE_STR(SIREN_A), text,
                                     err);
}

PARAMETER(revoked_of)
{
    return prse_portal_invitation_revoke(st->s.host, text,
                                         PRSE_STR("rien"), err);
}

PARAMETER(revoked)
{
    return prse_portal_invitation_revoke(st->s.host, PRSE_STR(SIREN_A), text,
                                         err);
}

PARAMETER(code)
{
    return prse_portal_invitation_accept(NULL, st->actor.session, text, err);
}

PARAMETER(erased_company)
{
    return prse_portal_company_erase(st->s.host, text, err);
}

static prse_status entered(prse_status status, prse_session *session)
{
    prse_session_free(session);
    return status;
}

PARAMETER(label)
{
    prse_session *session = NULL;
    prse_status status =
        prse_session_of_host(&session, st->s.portal, text, err);
    return entered(status, session);
}

PARAMETER(session_person)
{
    prse_session *session = NULL;
    prse_status status =
        prse_session_of_person(&session, st->s.portal, text, err);
    return entered(status, session);
}

PARAMETER(session_token)
{
    prse_session *session = NULL;
    prse_status status =
        prse_session_of_token(&session, st->s.portal, text, err);
    return entered(status, session);
}

#define P(name) {#name, name}

static const parameter parameters[] = {
    P(unit_siren), P(unit_denomination), P(unit_categorie_juridique),
    P(unit_naf), P(unit_code_postal), P(unit_commune), P(unit_code_pays),
    P(unit_pays), P(person_id), P(person_courriel), P(person_prenom),
    P(person_nom), P(person_fonction_rse), P(person_externe), P(member_siren),
    P(member_person), P(member_fonctions), P(member_until), P(invited_siren),
    P(invited_courriel), P(invited_fonctions), P(invited_until), P(company),
    P(after), P(after_of_person), P(journal), P(by_id), P(by_address),
    P(by_external), P(tokens), P(members), P(invitations), P(erased_person),
    P(exported_person), P(token_person), P(token_label), P(revoked_token),
    P(role), P(removed_from), P(removed), P(revoked_of), P(revoked), P(code),
    P(erased_company), P(label), P(session_person), P(session_token)};

enum { PARAMETERS = sizeof parameters / sizeof parameters[0] };

static void open_stage(stage *st)
{
    stage_open(st, NULL);
    stage_role(st, PRSE_ROLE_READER);
}

static prse_status try(stage *st, const parameter *p, prse_str text)
{
    prse_error err = {0};
    prse_status status = p->call(st, text, &err);
    cr_assert_eq(err.code, (int32_t)status, "%s", p->name);
    cr_assert_eq(err.message[0] != '\0', status != PRSE_OK);
    cr_assert_eq(prse__utf8_check(prse_str_of(err.message)),
                 strlen(err.message), "%s: the message is broken", p->name);
    return status;
}

/* --- What can't be kept --- */

PRSE_TEST(hostile, text_that_is_none_is_refused_everywhere)
{
    static const char *const broken[] = {
        "\xff\xfe",         "a\x80",        "\xc0\xaf",    "\xed\xa0\x80",
        "\xf4\x90\x80\x80", "a\xc3",        "\x01",        "a\nb",
        "a\tb",             "\x7f",         "a\xc2\x80",   "\xc2\x9fz",
        "\x1b[31m"};
    static const char nul[] = "a\0b";
    stage st;
    open_stage(&st);
    for (size_t i = 0; i < PARAMETERS; i++) {
        for (size_t k = 0; k < sizeof broken / sizeof broken[0]; k++)
            cr_assert_eq(try(&st, &parameters[i], prse_str_of(broken[k])),
                         PRSE_EPARSE, "%s, %zu", parameters[i].name, k);
        cr_assert_eq(try(&st, &parameters[i], (prse_str){nul, 3}),
                     PRSE_EPARSE, "%s, NUL", parameters[i].name);
        cr_assert_eq(try(&st, &parameters[i], (prse_str){NULL, 3}),
                     PRSE_EINVAL, "%s, NULL", parameters[i].name);
    }
    cr_assert_eq(scene_check(&st.s, NULL, 0), 0);
    stage_close(&st);
}

PRSE_TEST(hostile, text_that_never_ends_is_refused_everywhere)
{
    static const size_t lengths[] = {2000, 100000, 5000000};
    stage st;
    char *text = malloc(5000000);
    memset(text, 'a', 5000000);
    text[1] = '@';
    open_stage(&st);
    for (size_t i = 0; i < PARAMETERS; i++)
        for (size_t k = 0; k < sizeof lengths / sizeof lengths[0]; k++)
            cr_assert_eq(try(&st, &parameters[i],
                             (prse_str){text, lengths[k]}),
                         PRSE_EPARSE, "%s, %zu", parameters[i].name,
                         lengths[k]);
    cr_assert_eq(scene_check(&st.s, NULL, 0), 0);
    stage_close(&st);
    free(text);
}

/* --- What is only text --- */

static const char *const odd[] = {
    "'; DROP TABLE personnes; --", "\" OR \"\"=\"", "' OR '1'='1",
    "$1", "?", ":x", "%s%n%d", "../../etc/passwd", "\\", "\\u0000", "{}",
    "[]", "null", "<script>alert(1)</script>", "=1+1",
    "\xe2\x80\xaegnip", "\xf0\x9f\x98\x80"};

PRSE_TEST(hostile, text_of_other_languages_is_text)
{
    stage st;
    open_stage(&st);
    for (size_t i = 0; i < PARAMETERS; i++)
        for (size_t k = 0; k < sizeof odd / sizeof odd[0]; k++) {
            prse_status status =
                try(&st, &parameters[i], prse_str_of(odd[k]));
            cr_assert(status == PRSE_OK || status == PRSE_EPARSE ||
                          status == PRSE_ENOTFOUND ||
                          status == PRSE_EDENIED,
                      "%s, %s: %s", parameters[i].name, odd[k],
                      prse_status_name(status));
        }
    cr_assert_eq(scene_check(&st.s, NULL, 0), 0);
    cr_assert_eq(scene_count(&st.s, PRSE__PERSONNES), 2);
    stage_close(&st);
}

static void same(prse_records *rows, const char *column, const char *text)
{
    prse_str kept = prse_records_text(rows, 0, prse_str_of(column));
    cr_assert(prse__str_is(kept, text), "%.*s for %s", (int)kept.len,
              kept.ptr, text);
}

PRSE_TEST(hostile, text_comes_back_as_it_went_in)
{
    stage st;
    open_stage(&st);
    for (size_t k = 0; k < sizeof odd / sizeof odd[0]; k++) {
        prse_records *rows = NULL;
        prse_str text = prse_str_of(odd[k]);
        prse_person p = {.size = sizeof p, .id = prse_str_of(st.actor.id),
                         .courriel = PRSE_STR("acteur@exemple.fr"),
                         .prenom = text, .nom = text, .externe = text};
        SCENE_OK(prse_portal_person_save(NULL, st.s.host, &p, &err));
        SCENE_OK(prse_portal_person(&rows, st.s.host, PRSE_PERSON_BY_EXTERNAL,
                                    text, &err));
        same(rows, "prenom", odd[k]);
        same(rows, "nom", odd[k]);
        same(rows, "externe", odd[k]);
        prse_records_free(rows);
        prse_unit unit = scene_unit(SIREN_A, odd[k]);
        SCENE_OK(prse_portal_company_save(st.s.host, &unit, PRSE_VERSION_ANY,
                                          NULL, &err));
        SCENE_OK(prse_portal_company(&rows, st.s.host, PRSE_STR(SIREN_A),
                                     &err));
        same(rows, "denomination", odd[k]);
        prse_records_free(rows);
    }
    stage_close(&st);
}
