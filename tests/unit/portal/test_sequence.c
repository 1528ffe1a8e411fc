/* SPDX-License-Identifier: Apache-2.0 */
/* Thousands of calls by chance, beside a plain model of who is what: every
 * answer, and every right after it, is what the model says. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scene.h"
#include "base/date.h"
#include "support/test.h"

enum {
    PERSONS = 6,
    COMPANIES = 3,
    INVITATIONS = 400,
    HOST = PERSONS, /* who acts */
    NEVER = 1 << 30,
    STEPS = 10000
};

static const char *const sirens[COMPANIES] = {SIREN_A, SIREN_B, SIREN_C};

typedef struct right {
    prse_role role; /* NONE: no row */
    int until;      /* day */
} right;

typedef struct invited {
    int company, person, by, until, expires; /* days */
    prse_role role;
    int open;
    char code[64], id[32];
} invited;

typedef struct model {
    scene s;
    somebody persons[PERSONS];
    int adviser[PERSONS];
    int exists[COMPANIES];
    right rights[COMPANIES][PERSONS];
    invited invitations[INVITATIONS];
    int count, today;
    uint64_t seed;
    int answers[PRSE_EEXPIRED + 1]; /* how often each status was right */
} model;

static int draw(model *m, int below)
{
    m->seed ^= m->seed << 13;
    m->seed ^= m->seed >> 7;
    m->seed ^= m->seed << 17;
    return (int)(m->seed % (uint64_t)below);
}

/* --- The plain model --- */

static prse_role role_in(const model *m, int company, int who)
{
    const right *r = &m->rights[company][who];
    return r->until >= m->today ? r->role : PRSE_ROLE_NONE;
}

static prse_status may(const model *m, int company, int who,
                       prse_operation operation)
{
    if (who == HOST)
        return prse_access_allows(PRSE_ROLE_HOST, operation) ? PRSE_OK
                                                             : PRSE_EDENIED;
    if (prse_access_allows(role_in(m, company, who), operation))
        return PRSE_OK;
    return prse_access_allows(m->rights[company][who].role, operation)
               ? PRSE_EEXPIRED
               : PRSE_EDENIED;
}

/* The same of a call that writes: the host is told what is not there. */
static prse_status may_write(const model *m, int company, int who,
                             prse_operation operation)
{
    prse_status status = may(m, company, who, operation);
    if (!status && who == HOST && !m->exists[company])
        return PRSE_ENOTFOUND;
    return status;
}

static int owners(const model *m, int company, int apart, int lasting)
{
    int count = 0;
    for (int p = 0; p < PERSONS; p++)
        count += p != apart && role_in(m, company, p) == PRSE_ROLE_OWNER &&
                 (!lasting || m->rights[company][p].until == NEVER);
    return count;
}

static int others(const model *m, int company, int apart)
{
    int count = 0;
    for (int p = 0; p < PERSONS; p++)
        count += p != apart && role_in(m, company, p) != PRSE_ROLE_NONE;
    return count;
}

static int loses_owner(model *m, int company, int person, right after)
{
    right before = m->rights[company][person];
    int was = owners(m, company, -1, 0), lasted = owners(m, company, -1, 1);
    m->rights[company][person] = after;
    int lost = (was && !owners(m, company, -1, 0)) ||
               (lasted && !owners(m, company, -1, 1));
    m->rights[company][person] = before;
    return lost;
}

static prse_operation right_to_invite(prse_role role)
{
    return role == PRSE_ROLE_OWNER ? PRSE_OP_OWNER_INVITE
                                   : PRSE_OP_MEMBER_INVITE;
}

static int is_second_owner(const model *m, int company, int by,
                           prse_role role)
{
    return by != HOST && role == PRSE_ROLE_OWNER &&
           role_in(m, company, by) == PRSE_ROLE_ADVISER &&
           owners(m, company, -1, 0) > 0;
}

/* --- Steps --- */

static prse_session *session_of(model *m, int who)
{
    return who == HOST ? m->s.host : m->persons[who].session;
}

static void day_text(char *text, int day)
{
    prse__buf buf;
    text[0] = '\0';
    if (day == NEVER)
        return;
    prse__buf_init(&buf, 0);
    prse__date_print(&buf, day);
    strcpy(text, buf.ptr);
    prse__buf_free(&buf);
}

static void compare(model *m, const char *what, prse_status expected,
                    prse_status got, const prse_error *err)
{
    cr_assert_eq(got, expected, "%s on day %d: %s (%s) for %s", what,
                 m->today, prse_status_name(got), err->message,
                 prse_status_name(expected));
    cr_assert_eq(err->code, (int32_t)got);
    m->answers[got]++;
}

/* A run in which little is allowed, or all, says little. */
static void check_spread(const model *m, int steps)
{
    static const prse_status met[] = {PRSE_OK, PRSE_EDENIED, PRSE_EEXPIRED,
                                      PRSE_ECONFLICT, PRSE_EEXISTS,
                                      PRSE_ENOTFOUND};
    for (size_t i = 0; i < sizeof met / sizeof met[0]; i++)
        cr_assert_gt(m->answers[met[i]], steps / 200, "%s: %d",
                     prse_status_name(met[i]), m->answers[met[i]]);
    cr_assert_gt(m->answers[PRSE_OK], steps / 5);
}

static void make_company(model *m, int who)
{
    int company = draw(m, COMPANIES);
    prse_unit unit = scene_unit(sirens[company], "ESSAIS");
    prse_status expected = m->exists[company] ? PRSE_EEXISTS : PRSE_OK;
    prse_error err = {0};
    prse_status status = prse_portal_company_save(
        session_of(m, who), &unit, PRSE_VERSION_NEW, NULL, &err);
    compare(m, "make", expected, status, &err);
    if (status)
        return;
    m->exists[company] = 1;
    if (who != HOST)
        m->rights[company][who] = (right){
            m->adviser[who] ? PRSE_ROLE_ADVISER : PRSE_ROLE_OWNER, NEVER};
}

static void erase_company(model *m, int who)
{
    int company = draw(m, COMPANIES);
    prse_error err = {0};
    if (draw(m, 8)) /* rare: else nothing grows */
        return;
    prse_status expected =
        may_write(m, company, who, PRSE_OP_COMPANY_DELETE);
    prse_status status = prse_portal_company_erase(
        session_of(m, who), prse_str_of(sirens[company]), &err);
    compare(m, "erase", expected, status, &err);
    if (status)
        return;
    m->exists[company] = 0;
    memset(m->rights[company], 0, sizeof m->rights[company]);
    for (int i = 0; i < m->count; i++)
        if (m->invitations[i].company == company)
            m->invitations[i].open = 0;
}

static prse_status expect_member(model *m, int who, int company, int person,
                                 right after)
{
    prse_status expected = may_write(m, company, who, PRSE_OP_MEMBER_CHANGE);
    if (!expected && who == person)
        expected = PRSE_EDENIED;
    if (!expected && loses_owner(m, company, person, after))
        expected = PRSE_ECONFLICT;
    return expected;
}

static right any_right(model *m)
{
    right r = {(prse_role)(PRSE_ROLE_READER + draw(m, 5)), NEVER};
    if (r.role == PRSE_ROLE_AUDITOR || draw(m, 3) == 0)
        r.until = m->today + draw(m, 6);
    return r;
}

static void change_member(model *m, int who)
{
    int company = draw(m, COMPANIES), person = draw(m, PERSONS);
    right after = any_right(m);
    char until[16];
    prse_error err = {0};
    prse_member member =
        scene_member(sirens[company], m->persons[person].id, after.role);
    day_text(until, after.until);
    member.until = prse_str_of(until);
    prse_status expected = expect_member(m, who, company, person, after);
    prse_status status =
        prse_portal_member_save(session_of(m, who), &member, &err);
    compare(m, "change", expected, status, &err);
    if (!status)
        m->rights[company][person] = after;
}

static prse_status expect_removal(model *m, int who, int company, int person)
{
    prse_status expected =
        may_write(m, company, who,
                  who == person ? PRSE_OP_COMPANY_LEAVE
                                : PRSE_OP_MEMBER_REMOVE);
    if (!expected && m->rights[company][person].role == PRSE_ROLE_NONE)
        return PRSE_ENOTFOUND;
    if (!expected && loses_owner(m, company, person, (right){0}) &&
        others(m, company, person))
        return PRSE_ECONFLICT;
    return expected;
}

static void remove_member(model *m, int who)
{
    int company = draw(m, COMPANIES);
    int person = who != HOST && draw(m, 3) ? who : draw(m, PERSONS);
    prse_error err = {0};
    prse_status expected = expect_removal(m, who, company, person);
    prse_status status = prse_portal_member_remove(
        session_of(m, who), prse_str_of(sirens[company]),
        prse_str_of(m->persons[person].id), &err);
    compare(m, "remove", expected, status, &err);
    if (!status)
        m->rights[company][person] = (right){0};
}

static void address_of(char *address, int person)
{
    sprintf(address, "p%d@exemple.fr", person);
}

static void learn_id(model *m, invited *i)
{
    prse_records *rows = NULL;
    SCENE_OK(prse_portal_invitations(
        &rows, m->s.host, prse_str_of(sirens[i->company]), &err));
    for (size_t row = 0; row < prse_records_count(rows); row++) {
        prse_str id = prse_records_text(rows, row, PRSE_STR("id"));
        int known = 0;
        for (int k = 0; k < m->count; k++)
            known |= prse__str_is(id, m->invitations[k].id);
        if (!known) {
            memcpy(i->id, id.ptr, id.len);
            i->id[id.len] = '\0';
        }
    }
    prse_records_free(rows);
    cr_assert_eq(strlen(i->id), 22);
}

static void invite(model *m, int who)
{
    right r = any_right(m);
    char until[16], address[32];
    prse_text *code = NULL;
    prse_error err = {0};
    if (m->count == INVITATIONS)
        return;
    invited i = {.company = draw(m, COMPANIES), .person = draw(m, PERSONS),
                 .by = who, .until = r.until, .expires = m->today + 30,
                 .role = r.role, .open = 1};
    prse_member member = scene_member(sirens[i.company], "", r.role);
    address_of(address, i.person);
    day_text(until, r.until);
    member.courriel = prse_str_of(address);
    member.until = prse_str_of(until);
    prse_status expected =
        may_write(m, i.company, who, right_to_invite(r.role));
    if (!expected && is_second_owner(m, i.company, who, r.role))
        expected = PRSE_EDENIED;
    if (!expected && role_in(m, i.company, i.person) != PRSE_ROLE_NONE)
        expected = PRSE_EEXISTS;
    prse_status status =
        prse_portal_invite(&code, session_of(m, who), &member, &err);
    compare(m, "invite", expected, status, &err);
    if (status)
        return;
    memcpy(i.code, prse_text_str(code).ptr, prse_text_str(code).len);
    prse_text_free(code);
    learn_id(m, &i);
    m->invitations[m->count++] = i;
}

static prse_status expect_entry(const model *m, int who, const invited *i)
{
    if (who == HOST || !i->open || i->person != who)
        return PRSE_EDENIED;
    if (i->expires <= m->today || i->until < m->today)
        return PRSE_EEXPIRED;
    if (may(m, i->company, i->by, right_to_invite(i->role)) ||
        is_second_owner(m, i->company, i->by, i->role))
        return PRSE_EDENIED;
    return role_in(m, i->company, who) == PRSE_ROLE_NONE ? PRSE_OK
                                                         : PRSE_EEXISTS;
}

static void accept(model *m, int who)
{
    prse_error err = {0};
    if (!m->count)
        return;
    invited *i = &m->invitations[draw(m, m->count)];
    if (draw(m, 2)) /* often by whom it is for */
        who = i->person;
    prse_status expected = expect_entry(m, who, i);
    prse_status status = prse_portal_invitation_accept(
        NULL, session_of(m, who), prse_str_of(i->code), &err);
    compare(m, "accept", expected, status, &err);
    if (status)
        return;
    i->open = 0;
    m->rights[i->company][who] = (right){i->role, i->until};
}

static void revoke(model *m, int who)
{
    prse_error err = {0};
    if (!m->count)
        return;
    invited *i = &m->invitations[draw(m, m->count)];
    prse_status expected = may_write(m, i->company, who, PRSE_OP_OWNER_INVITE);
    if (!expected && !i->open)
        expected = PRSE_ENOTFOUND;
    if (!expected)
        expected = may(m, i->company, who, right_to_invite(i->role));
    if (!expected && is_second_owner(m, i->company, who, i->role))
        expected = PRSE_EDENIED;
    prse_status status = prse_portal_invitation_revoke(
        session_of(m, who), prse_str_of(sirens[i->company]),
        prse_str_of(i->id), &err);
    compare(m, "revoke", expected, status, &err);
    if (!status)
        i->open = 0;
}

static void read_something(model *m, int who)
{
    int company = draw(m, COMPANIES);
    prse_str siren = prse_str_of(sirens[company]);
    prse_records *rows = NULL;
    prse_error err = {0};
    if (draw(m, 2)) {
        compare(m, "journal", may(m, company, who, PRSE_OP_JOURNAL_VIEW),
                prse_portal_journal(&rows, session_of(m, who), siren, 0, 5,
                                    &err),
                &err);
    } else {
        compare(m, "members", may(m, company, who, PRSE_OP_MEMBER_VIEW),
                prse_portal_members(&rows, session_of(m, who), siren, &err),
                &err);
    }
    prse_records_free(rows);
}

static void change_identity(model *m, int who)
{
    int company = draw(m, COMPANIES);
    prse_unit unit = scene_unit(sirens[company], "ESSAIS");
    prse_error err = {0};
    if (!m->exists[company])
        return;
    compare(m, "edit", may(m, company, who, PRSE_OP_COMPANY_EDIT),
            prse_portal_company_save(session_of(m, who), &unit,
                                     PRSE_VERSION_ANY, NULL, &err),
            &err);
}

static void pass_a_day(model *m, int who)
{
    (void)who;
    if (draw(m, 4))
        return;
    m->s.now_ms += SCENE_DAY;
    m->today++;
}

static void tidy(model *m, int who)
{
    prse_error err = {0};
    compare(m, "tidy", who == HOST ? PRSE_OK : PRSE_EDENIED,
            prse_portal_tidy(session_of(m, who), NULL, NULL, &err), &err);
    if (who != HOST)
        return;
    for (int i = 0; i < m->count; i++)
        if (m->invitations[i].expires <= m->today)
            m->invitations[i].open = 0;
    for (int c = 0; c < COMPANIES; c++)
        for (int p = 0; p < PERSONS; p++)
            if (m->rights[c][p].until < m->today)
                m->rights[c][p] = (right){0};
}

static void arrive(model *m, int person)
{
    char address[32];
    address_of(address, person);
    m->adviser[person] = draw(m, 2);
    m->persons[person] = scene_person(&m->s, address, m->adviser[person]);
}

static void forget_person(model *m, int who)
{
    int person = who == HOST ? draw(m, PERSONS) : who;
    prse_error err = {0};
    prse_status expected = PRSE_OK;
    if (draw(m, 4))
        return;
    for (int c = 0; c < COMPANIES; c++)
        if (m->rights[c][person].role != PRSE_ROLE_NONE &&
            loses_owner(m, c, person, (right){0}) && others(m, c, person))
            expected = PRSE_ECONFLICT;
    prse_status status = prse_portal_person_erase(
        session_of(m, who), prse_str_of(m->persons[person].id), 0, &err);
    compare(m, "forget", expected, status, &err);
    if (status)
        return;
    for (int c = 0; c < COMPANIES; c++)
        m->rights[c][person] = (right){0};
    for (int i = 0; i < m->count; i++)
        if (m->invitations[i].person == person ||
            m->invitations[i].by == person)
            m->invitations[i].open = 0;
    scene_leave(&m->persons[person]);
    arrive(m, person);
}

/* --- All together --- */

static void compare_rights(model *m)
{
    for (int c = 0; c < COMPANIES; c++)
        for (int p = 0; p < PERSONS; p++)
            cr_assert_eq((int)scene_role_of(&m->persons[p], sirens[c]),
                         (int)role_in(m, c, p));
}

static void step(model *m)
{
    static void (*const steps[])(model *, int) = {
        make_company, erase_company, change_member,   change_member,
        change_member, remove_member, invite,          invite,
        accept,        accept,        revoke,          read_something,
        read_something, change_identity, pass_a_day,   tidy,
        forget_person};
    int who = draw(m, PERSONS + 2);
    steps[draw(m, sizeof steps / sizeof steps[0])](m, who > HOST ? HOST
                                                                 : who);
}

static void run(uint64_t seed, int steps)
{
    model *m = calloc(1, sizeof *m);
    cr_assert_not_null(m);
    m->seed = seed;
    scene_open(&m->s);
    m->today = SCENE_START / SCENE_DAY;
    for (int p = 0; p < PERSONS; p++)
        arrive(m, p);
    for (int i = 0; i < steps; i++) {
        step(m);
        compare_rights(m);
    }
    char text[2000];
    cr_assert_eq(scene_check(&m->s, text, sizeof text), 0, "%s", text);
    if (steps == STEPS)
        check_spread(m, steps);
    for (int p = 0; p < PERSONS; p++)
        scene_leave(&m->persons[p]);
    scene_close(&m->s);
    free(m);
}

PRSE_TEST(sequence, of_calls_gives_no_right_that_the_matrix_denies)
{
    run(88172645463325252, STEPS);
}

PRSE_TEST(sequence, of_calls_by_other_chances)
{
    for (uint64_t seed = 1; seed <= 20; seed++)
        run(seed * 0x9E3779B97F4A7C15, 300);
}
