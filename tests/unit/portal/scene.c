/* SPDX-License-Identifier: Apache-2.0 */
#include "scene.h"

#include <stdio.h>
#include <string.h>

#include "support/test.h"

/* --- Opening and closing --- */

static int64_t now(void *self)
{
    return ((const scene *)self)->now_ms;
}

void scene_open_with(scene *s, prse_store *store, prse_blob *blob,
                     prse_portal_options opts)
{
    *s = (scene){.now_ms = SCENE_START};
    s->clock = (prse_clock){.size = sizeof s->clock, .self = s,
                            .now_ms = now, .monotonic_ms = now};
    opts.size = sizeof opts;
    opts.migrate = 1;
    opts.clock = &s->clock;
    s->store = *store;
    SCENE_OK(prse_portal_new(&s->portal, store, blob, &opts, &err));
    SCENE_OK(prse_session_of_host(&s->host, s->portal, PRSE_STR("essai"),
                                  &err));
}

void scene_open_on(scene *s, prse_store *store, prse_blob *blob)
{
    scene_open_with(s, store, blob, (prse_portal_options){.size = 0});
}

void scene_open(scene *s)
{
    prse_store store = {0};
    SCENE_OK(prse_store_memory(&store, &err));
    scene_open_on(s, &store, NULL);
}

void scene_close(scene *s)
{
    prse_session_free(s->host);
    prse_portal_unref(s->portal);
}

/* --- People --- */

somebody scene_person(scene *s, const char *address, int adviser)
{
    somebody who = {{0}, NULL};
    prse_text *id = NULL;
    prse_person person = {.size = sizeof person, .adviser = adviser,
                          .confirmed = 1, .courriel = prse_str_of(address)};
    SCENE_OK(prse_portal_person_save(&id, s->host, &person, &err));
    prse_str text = prse_text_str(id);
    cr_assert_eq(text.len, 22);
    memcpy(who.id, text.ptr, text.len);
    prse_text_free(id);
    SCENE_OK(prse_session_of_person(&who.session, s->portal,
                                    prse_str_of(who.id), &err));
    return who;
}

void scene_leave(somebody *who)
{
    prse_session_free(who->session);
    who->session = NULL;
}

prse_unit scene_unit(const char *siren, const char *name)
{
    return (prse_unit){.size = sizeof(prse_unit), .siren = prse_str_of(siren),
                       .denomination = prse_str_of(name)};
}

prse_member scene_member(const char *siren, const char *person,
                         prse_role role)
{
    return (prse_member){.size = sizeof(prse_member), .role = (int32_t)role,
                         .siren = prse_str_of(siren),
                         .person = prse_str_of(person),
                         .until = role == PRSE_ROLE_AUDITOR
                                      ? PRSE_STR("2026-12-31")
                                      : PRSE_STR("")};
}

void scene_company(scene *s, const char *siren)
{
    prse_unit unit = scene_unit(siren, "ESSAIS");
    SCENE_OK(prse_portal_company_save(s->host, &unit, PRSE_VERSION_NEW, NULL,
                                      &err));
}

prse_status scene_role_until(scene *s, const char *siren, const somebody *who,
                             prse_role role, const char *until)
{
    prse_member member = scene_member(siren, who->id, role);
    member.until = prse_str_of(until);
    return prse_portal_member_save(s->host, &member, NULL);
}

void scene_role(scene *s, const char *siren, const somebody *who,
                prse_role role)
{
    prse_member member = scene_member(siren, who->id, role);
    SCENE_OK(prse_portal_member_save(s->host, &member, &err));
}

prse_role scene_role_of(const somebody *who, const char *siren)
{
    prse_role role = PRSE_ROLE_HOST;
    SCENE_OK(prse_portal_role(&role, who->session, prse_str_of(siren), &err));
    return role;
}

prse_status scene_invite(prse_session *by, const char *siren,
                         const char *address, prse_role role, char *code)
{
    prse_text *text = NULL;
    prse_member member = scene_member(siren, "", role);
    member.courriel = prse_str_of(address);
    prse_status status = prse_portal_invite(&text, by, &member, NULL);
    prse_str given = prse_text_str(text);
    cr_assert_lt(given.len, 64);
    if (code) {
        if (given.len)
            memcpy(code, given.ptr, given.len);
        code[given.len] = '\0';
    }
    prse_text_free(text);
    return status;
}

/* --- Looking from outside --- */

typedef struct told {
    char *text;
    size_t room, used, count;
} told;

static void tell(void *user, prse_str text)
{
    told *t = user;
    t->count++;
    if (!t->text)
        return;
    int more = snprintf(t->text + t->used, t->room - t->used, "%.*s\n",
                        (int)text.len, text.ptr);
    if (more > 0 && (size_t)more < t->room - t->used)
        t->used += (size_t)more;
}

size_t scene_check(scene *s, char *text, size_t room)
{
    told t = {text, room, 0, 0};
    if (text)
        *text = '\0';
    SCENE_OK(prse_portal_check(s->host, tell, &t, NULL, &err));
    return t.count;
}

void scene_digest(scene *s, char *digest)
{
    prse_text *text = NULL;
    SCENE_OK(prse_store_digest(&text, &s->store, prse_portal_schema(), NULL,
                               &err));
    prse_str given = prse_text_str(text);
    cr_assert_eq(given.len, 64);
    memcpy(digest, given.ptr, given.len);
    digest[given.len] = '\0';
    prse_text_free(text);
}

void scene_break_in(scene *s, scene_body body, void *user)
{
    prse_tx_options opts = {.size = sizeof opts, .write = 1};
    SCENE_OK(prse__store_run(&s->store, &opts, body, user, &err));
}

typedef struct search {
    const prse_collection *of;
    const char *marker;
    size_t rows;
    int found;
} search;

static int contains(prse_str text, const char *marker)
{
    size_t length = strlen(marker);
    for (size_t i = 0; length && i + length <= text.len; i++)
        if (memcmp(text.ptr + i, marker, length) == 0)
            return 1;
    return 0;
}

static int see_row(void *user, const prse_value *values, int64_t version)
{
    search *f = user;
    (void)version;
    f->rows++;
    for (uint32_t i = 0; f->marker && i < f->of->column_count; i++)
        f->found |= contains(values[i].text, f->marker);
    return 0;
}

static prse_status look(void *user, prse__tx *tx, prse_error *err)
{
    search *f = user;
    prse_query all = {.size = sizeof all, .index = -1};
    f->rows = 0;
    return prse__tx_scan(tx, f->of, &all, see_row, f, err);
}

int scene_holds(scene *s, const char *marker)
{
    search f = {.marker = marker};
    for (int of = 0; of < PRSE__PORTAL_COLLECTIONS; of++) {
        f.of = prse__portal_collection_of((prse__portal_collection)of);
        scene_break_in(s, look, &f);
    }
    return f.found;
}

size_t scene_count(scene *s, prse__portal_collection of)
{
    search f = {.of = prse__portal_collection_of(of)};
    scene_break_in(s, look, &f);
    return f.rows;
}
