/* SPDX-License-Identifier: Apache-2.0 */
#include "actions.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/test.h"

#define A PRSE_STR(SIREN_A)
#define PDF "%PDF-1.7\n1 0 obj\n<< >>\nendobj\n"

/* --- The stage --- */

static void load_pack(stage *st)
{
    const prse_pack_file files[] = {
        {"pack.yaml", PRSE_STR("pack: p\nversion: 1\nlabel: { fr: P }\n"
                               "reviewed: 2026-01-01\n"
                               "files: [a.yaml, o.yaml]\n")},
        {"a.yaml",
         PRSE_STR("law: { loi: { title: { fr: L }, url: "
                  "https://example.org/l, status: in_force, "
                  "confidence: text } }\n"
                  "facts:\n"
                  "  a: { type: number, label: { fr: A } }\n")},
        {"o.yaml", PRSE_STR("obligation: o\nlabel: { fr: O }\n"
                            "applies: a >= 50\n")}};
    SCENE_OK(prse_engine_new(&st->engine, NULL, &err));
    SCENE_OK(prse_pack_load_files(&st->pack, st->engine, files, 3, &err));
    SCENE_OK(prse_facts_new(&st->facts, st->pack, &err));
    SCENE_OK(prse_facts_set(st->facts, PRSE_STR("a"), 0, PRSE_STR("60"),
                            &err));
    SCENE_OK(prse_report_new(&st->report, st->pack, &err));
    SCENE_OK(prse_report_evaluate(st->report, st->facts,
                                  PRSE_STR("2026-03-01"), &err));
}

void stage_open(stage *st, prse_store *store)
{
    prse_store memory = {0};
    prse_blob blob = {0};
    prse_blob_folder_options opts = {.size = sizeof opts,
                                     .durability = PRSE_NOT_FLUSHED};
    memset(st, 0, sizeof *st);
    strcpy(st->folder, "/tmp/prse-test-XXXXXX");
    cr_assert_not_null(mkdtemp(st->folder));
    SCENE_OK(prse_blob_folder(&blob, prse_str_of(st->folder), &opts, &err));
    if (!store) {
        SCENE_OK(prse_store_memory(&memory, &err));
        store = &memory;
    }
    scene_open_on(&st->s, store, &blob);
    load_pack(st);
    scene_company(&st->s, SIREN_A);
    st->other = scene_person(&st->s, "autre@exemple.fr", 0);
    scene_role(&st->s, SIREN_A, &st->other, PRSE_ROLE_READER);
}

void stage_role(stage *st, prse_role role)
{
    if (role == PRSE_ROLE_HOST)
        return;
    st->actor = scene_person(&st->s, "acteur@exemple.fr", 0);
    if (role != PRSE_ROLE_NONE)
        scene_role(&st->s, SIREN_A, &st->actor, role);
}

prse_session *stage_by(stage *st)
{
    return st->actor.session ? st->actor.session : st->s.host;
}

/* A folder of blobs and what is in it. */
static void remove_tree(const char *path)
{
    DIR *dir = opendir(path);
    char inside[400];
    for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        snprintf(inside, sizeof inside, "%s/%s", path, entry->d_name);
        if (unlink(inside) != 0)
            remove_tree(inside);
    }
    if (dir)
        closedir(dir);
    rmdir(path);
}

void stage_close(stage *st)
{
    scene_leave(&st->actor);
    scene_leave(&st->other);
    scene_close(&st->s);
    prse_report_free(st->report);
    prse_facts_free(st->facts);
    prse_pack_unref(st->pack);
    prse_engine_unref(st->engine);
    remove_tree(st->folder);
}

/* --- Preparations --- */

static void has_year(stage *st)
{
    SCENE_OK(prse_portal_facts_save(st->s.host, A, 2025, st->facts, NULL,
                                    &err));
}

static void is_alone(stage *st)
{
    SCENE_OK(prse_portal_member_remove(st->s.host, A,
                                       prse_str_of(st->other.id), &err));
}

static void first_id(stage *st)
{
    prse_records *rows = NULL;
    SCENE_OK(prse_portal_invitations(&rows, st->s.host, A, &err));
    memcpy(st->invitation, prse_records_text(rows, 0, PRSE_STR("id")).ptr,
           22);
    prse_records_free(rows);
}


static void invites_stranger(stage *st)
{
    cr_assert_eq(scene_invite(st->s.host, SIREN_A, "x@exemple.fr",
                              PRSE_ROLE_READER, st->code),
                 PRSE_OK);
    first_id(st);
}

static void invites_owner(stage *st)
{
    cr_assert_eq(scene_invite(st->s.host, SIREN_A, "x@exemple.fr",
                              PRSE_ROLE_OWNER, st->code),
                 PRSE_OK);
    first_id(st);
}

static void invites_elsewhere(stage *st)
{
    scene_company(&st->s, SIREN_B);
    cr_assert_eq(scene_invite(st->s.host, SIREN_B, "acteur@exemple.fr",
                              PRSE_ROLE_READER, st->code),
                 PRSE_OK);
}

static void has_token(stage *st, const somebody *who)
{
    prse_text *text = NULL;
    prse_records *rows = NULL;
    prse_str id = prse_str_of(who->id);
    SCENE_OK(prse_portal_token_make(&text, st->s.host, id, PRSE_STR("x"), 0,
                                    &err));
    SCENE_OK(prse_portal_tokens(&rows, st->s.host, id, &err));
    memcpy(st->token, prse_records_text(rows, 0, PRSE_STR("empreinte")).ptr,
           64);
    prse_records_free(rows);
    prse_text_free(text);
}

static void other_has_token(stage *st)
{
    has_token(st, &st->other);
}

static void actor_has_token(stage *st)
{
    if (st->actor.session)
        has_token(st, &st->actor);
}

static prse_status give_bytes(void *user, void *to, size_t room, size_t *got,
                              prse_error *err)
{
    stage *st = user;
    (void)err;
    cr_assert_gt(room, sizeof PDF);
    *got = (size_t)st->left;
    memcpy(to, PDF, *got);
    st->left = 0;
    return PRSE_OK;
}

static prse_status upload(stage *st, prse_session *by, prse_text **id,
                          prse_error *err)
{
    prse_upload up = {.size = sizeof up, .siren = A,
                      .name = PRSE_STR("rapport.pdf"),
                      .kind = PRSE_STR("analyse"), .read = give_bytes,
                      .user = st};
    st->left = sizeof PDF - 1;
    return prse_portal_upload(id, by, &up, NULL, err);
}

static void has_document(stage *st)
{
    prse_text *id = NULL;
    SCENE_OK(upload(st, st->s.host, &id, &err));
    memcpy(st->document, prse_text_str(id).ptr, prse_text_str(id).len);
    prse_text_free(id);
}

static prse_status analysed(stage *st, prse_session *by, prse_error *err)
{
    prse_document_analysis said = {
        .size = sizeof said, .state = PRSE_STR("success"), .sentences = 3,
        .relevant = 1, .job = PRSE_STR("01JB000000AAAAAAAAAAAAAAAA"),
        .number = 2, .result = PRSE_STR("{\"passages\": []}")};
    return prse_portal_document_analysed(by, A, prse_str_of(st->document),
                                         &said, err);
}

static void has_result(stage *st)
{
    has_document(st);
    SCENE_OK(analysed(st, st->s.host, &err));
}

/* --- Actions --- */

/* What gives rows or a text gives it up again. */
static prse_status rows_of(prse_status status, prse_records *rows)
{
    cr_assert_eq(rows != NULL, status == PRSE_OK);
    prse_records_free(rows);
    return status;
}

static prse_status text_of(prse_status status, prse_text *text)
{
    cr_assert_eq(text != NULL, status == PRSE_OK);
    prse_text_free(text);
    return status;
}

#define ACTION(name) \
    static prse_status name(stage *st, prse_session *by, prse_error *err)

ACTION(make_company)
{
    prse_unit unit = scene_unit(SIREN_C, "NEUVE");
    (void)st;
    return prse_portal_company_save(by, &unit, PRSE_VERSION_NEW, NULL, err);
}

ACTION(change_company)
{
    prse_unit unit = scene_unit(SIREN_A, "AUTREMENT");
    (void)st;
    return prse_portal_company_save(by, &unit, 1, NULL, err);
}

ACTION(change_any_company)
{
    prse_unit unit = scene_unit(SIREN_A, "AUTREMENT");
    (void)st;
    return prse_portal_company_save(by, &unit, PRSE_VERSION_ANY, NULL, err);
}

ACTION(see_company)
{
    prse_records *rows = NULL;
    (void)st;
    prse_status status = prse_portal_company(&rows, by, A, err);
    return rows_of(status, rows);
}

ACTION(list_companies)
{
    prse_records *rows = NULL;
    (void)st;
    prse_status status =
        prse_portal_companies(&rows, by, PRSE_STR(""), 0, err);
    return rows_of(status, rows);
}

ACTION(erase_company)
{
    (void)st;
    return prse_portal_company_erase(by, A, err);
}

ACTION(see_journal)
{
    prse_records *rows = NULL;
    (void)st;
    prse_status status = prse_portal_journal(&rows, by, A, 0, 0, err);
    return rows_of(status, rows);
}

ACTION(see_portal_journal)
{
    prse_records *rows = NULL;
    (void)st;
    prse_status status =
        prse_portal_journal(&rows, by, PRSE_STR(""), 0, 0, err);
    return rows_of(status, rows);
}

static void no_finding(void *user, prse_str text)
{
    (void)user;
    cr_assert_fail("%.*s", (int)text.len, text.ptr);
}

ACTION(check)
{
    (void)st;
    return prse_portal_check(by, no_finding, NULL, NULL, err);
}

ACTION(check_documents)
{
    (void)st;
    return prse_portal_documents_check(by, 1, no_finding, NULL, NULL, err);
}

ACTION(tidy)
{
    prse_tidied done = {.size = sizeof done};
    (void)st;
    return prse_portal_tidy(by, &done, NULL, err);
}

ACTION(make_person)
{
    prse_text *id = NULL;
    prse_person p = {.size = sizeof p, .courriel = PRSE_STR("n@exemple.fr")};
    (void)st;
    prse_status status = prse_portal_person_save(&id, by, &p, err);
    return text_of(status, id);
}

static prse_status change(prse_session *by, const char *id, prse_error *err)
{
    prse_person p = {.size = sizeof p, .id = prse_str_of(id),
                     .courriel = PRSE_STR("n@exemple.fr")};
    return prse_portal_person_save(NULL, by, &p, err);
}

ACTION(change_other)
{
    return change(by, st->other.id, err);
}

ACTION(change_self)
{
    return change(by, st->actor.id, err);
}

static prse_status see(prse_session *by, const char *id, prse_error *err)
{
    prse_records *rows = NULL;
    prse_status status = prse_portal_person(&rows, by, PRSE_PERSON_BY_ID,
                                            prse_str_of(id), err);
    return rows_of(status, rows);
}

ACTION(see_other)
{
    return see(by, st->other.id, err);
}

ACTION(see_self)
{
    return see(by, st->actor.id, err);
}

ACTION(note_visit)
{
    (void)st;
    return prse_portal_person_seen(by, err);
}

ACTION(erase_other)
{
    return prse_portal_person_erase(by, prse_str_of(st->other.id), 0, err);
}

ACTION(erase_self)
{
    return prse_portal_person_erase(by, prse_str_of(st->actor.id), 1, err);
}

static prse_status export(prse_session *by, const char *id, prse_error *err)
{
    prse_text *text = NULL;
    prse_status status =
        prse_portal_person_export(&text, by, prse_str_of(id), err);
    return text_of(status, text);
}

ACTION(export_other)
{
    return export(by, st->other.id, err);
}

ACTION(export_self)
{
    return export(by, st->actor.id, err);
}

static prse_status make_token(prse_session *by, const char *id,
                              prse_error *err)
{
    prse_text *text = NULL;
    prse_status status = prse_portal_token_make(&text, by, prse_str_of(id),
                                                PRSE_STR("x"), 1, err);
    return text_of(status, text);
}

ACTION(make_token_of_other)
{
    return make_token(by, st->other.id, err);
}

ACTION(make_own_token)
{
    return make_token(by, st->actor.id, err);
}

static prse_status list_tokens(prse_session *by, const char *id,
                               prse_error *err)
{
    prse_records *rows = NULL;
    prse_status status =
        prse_portal_tokens(&rows, by, prse_str_of(id), err);
    return rows_of(status, rows);
}

ACTION(list_tokens_of_other)
{
    return list_tokens(by, st->other.id, err);
}

ACTION(list_own_tokens)
{
    return list_tokens(by, st->actor.id, err);
}

ACTION(revoke_token)
{
    return prse_portal_token_revoke(by, prse_str_of(st->token), err);
}

ACTION(ask_role)
{
    prse_role role;
    (void)st;
    return prse_portal_role(&role, by, A, err);
}

ACTION(list_members)
{
    prse_records *rows = NULL;
    (void)st;
    prse_status status = prse_portal_members(&rows, by, A, err);
    return rows_of(status, rows);
}

ACTION(change_member)
{
    prse_member m = scene_member(SIREN_A, st->other.id, PRSE_ROLE_EDITOR);
    return prse_portal_member_save(by, &m, err);
}

ACTION(change_own_role)
{
    prse_member m = scene_member(SIREN_A, st->actor.id, PRSE_ROLE_OWNER);
    return prse_portal_member_save(by, &m, err);
}

ACTION(remove_member)
{
    return prse_portal_member_remove(by, A, prse_str_of(st->other.id), err);
}

ACTION(leave)
{
    return prse_portal_member_remove(by, A, prse_str_of(st->actor.id), err);
}

static prse_status invite(prse_session *by, prse_role role, prse_error *err)
{
    prse_text *code = NULL;
    prse_member m = scene_member(SIREN_A, "", role);
    m.courriel = PRSE_STR("y@exemple.fr");
    prse_status status = prse_portal_invite(&code, by, &m, err);
    return text_of(status, code);
}

ACTION(invite_reader)
{
    (void)st;
    return invite(by, PRSE_ROLE_READER, err);
}

ACTION(invite_owner)
{
    (void)st;
    return invite(by, PRSE_ROLE_OWNER, err);
}

ACTION(list_invitations)
{
    prse_records *rows = NULL;
    (void)st;
    prse_status status = prse_portal_invitations(&rows, by, A, err);
    return rows_of(status, rows);
}

ACTION(revoke_invitation)
{
    return prse_portal_invitation_revoke(by, A, prse_str_of(st->invitation),
                                         err);
}

ACTION(accept_invitation)
{
    prse_text *siren = NULL;
    prse_status status = prse_portal_invitation_accept(
        &siren, by, prse_str_of(st->code), err);
    return text_of(status, siren);
}

ACTION(save_facts)
{
    return prse_portal_facts_save(by, A, 2025, st->facts, NULL, err);
}

ACTION(load_facts)
{
    return prse_portal_facts_load(by, A, 0, st->facts, NULL, err);
}

ACTION(list_years)
{
    prse_records *rows = NULL;
    (void)st;
    prse_status status = prse_portal_years(&rows, by, A, err);
    return rows_of(status, rows);
}

ACTION(see_history)
{
    prse_records *rows = NULL;
    (void)st;
    prse_status status = prse_portal_history(&rows, by, A, 0, err);
    return rows_of(status, rows);
}

ACTION(evaluate)
{
    prse_text *receipt = NULL;
    prse_status status =
        prse_portal_evaluate(&receipt, by, A, st->pack, NULL, err);
    return text_of(status, receipt);
}

ACTION(save_statuses)
{
    return prse_portal_statuses_save(by, A, st->report, PRSE_STR(""), err);
}

ACTION(list_statuses)
{
    prse_records *rows = NULL;
    (void)st;
    prse_status status = prse_portal_statuses(&rows, by, A, err);
    return rows_of(status, rows);
}

ACTION(list_receipts)
{
    prse_records *rows = NULL;
    (void)st;
    prse_status status = prse_portal_receipts(&rows, by, A, 0, err);
    return rows_of(status, rows);
}

ACTION(save_report)
{
    prse_company_report r = {.size = sizeof r, .year = 2025, .siren = A,
                             .kind = PRSE_STR("vsme"),
                             .state = PRSE_STR("brouillon"),
                             .expected = PRSE_VERSION_ANY};
    (void)st;
    return prse_portal_report_save(by, &r, NULL, err);
}

ACTION(list_reports)
{
    prse_records *rows = NULL;
    (void)st;
    prse_status status = prse_portal_reports(&rows, by, A, err);
    return rows_of(status, rows);
}

ACTION(upload_document)
{
    prse_text *id = NULL;
    prse_status status = upload(st, by, &id, err);
    return text_of(status, id);
}

ACTION(list_documents)
{
    prse_records *rows = NULL;
    (void)st;
    prse_status status = prse_portal_documents(&rows, by, A, err);
    return rows_of(status, rows);
}

static prse_status swallow(void *user, prse_str bytes, prse_error *err)
{
    (void)user;
    (void)bytes;
    (void)err;
    return PRSE_OK;
}

ACTION(read_document)
{
    return prse_portal_document_read(by, A, prse_str_of(st->document),
                                     swallow, NULL, err);
}

ACTION(link_document)
{
    prse_text *link = NULL;
    prse_status status = prse_portal_document_link(
        &link, by, A, prse_str_of(st->document), 60, err);
    return text_of(status, link);
}

ACTION(note_analysis)
{
    return analysed(st, by, err);
}

ACTION(see_result)
{
    prse_text *json = NULL;
    prse_status status = prse_portal_document_result(
        &json, by, A, prse_str_of(st->document), err);
    return text_of(status, json);
}

ACTION(remove_document)
{
    return prse_portal_document_remove(by, A, prse_str_of(st->document), err);
}

ACTION(keep_document)
{
    return prse_portal_document_keep(by, A, prse_str_of(st->document),
                                     PRSE_STR("2031-12-31"), err);
}

#define OP(name) PRSE_OP_##name

const action actions[] = {
    {"make a company", OP(COMPANY_CREATE), COMPANY, NULL, make_company, 0},
    {"change a company", OP(COMPANY_EDIT), COMPANY, NULL, change_company, 0},
    {"change it whatever it is", OP(COMPANY_EDIT), COMPANY, NULL,
     change_any_company, 0},
    {"see a company", OP(COMPANY_VIEW), COMPANY, NULL, see_company, 0},
    {"erase a company", OP(COMPANY_DELETE), COMPANY, NULL, erase_company, 0},
    {"see the journal", OP(JOURNAL_VIEW), COMPANY, NULL, see_journal, 0},
    {"see the portal's journal", OP(MAINTAIN), OTHER, NULL,
     see_portal_journal, 0},
    {"check", OP(MAINTAIN), OTHER, NULL, check, 0},
    {"check documents", OP(MAINTAIN), OTHER, NULL, check_documents, 0},
    {"tidy", OP(MAINTAIN), OTHER, NULL, tidy, 0},
    {"make a person", OP(PERSON_EDIT), OTHER, NULL, make_person, 0},
    {"change another", OP(PERSON_EDIT), OTHER, NULL, change_other, 0},
    {"see another", OP(PERSON_EDIT), OTHER, NULL, see_other, 0},
    {"erase another", OP(PERSON_ERASE), OTHER, NULL, erase_other, 0},
    {"export another", OP(PERSON_EDIT), OTHER, NULL, export_other, 0},
    {"make another's token", OP(PERSON_EDIT), OTHER, NULL,
     make_token_of_other, 0},
    {"list another's tokens", OP(PERSON_EDIT), OTHER, NULL,
     list_tokens_of_other, 0},
    {"revoke another's token", OP(PERSON_EDIT), OTHER, other_has_token,
     revoke_token, 0},
    {"list members", OP(MEMBER_VIEW), COMPANY, NULL, list_members, 0},
    {"change a member", OP(MEMBER_CHANGE), COMPANY, NULL, change_member, 0},
    {"remove a member", OP(MEMBER_REMOVE), COMPANY, NULL, remove_member, 0},
    {"leave", OP(COMPANY_LEAVE), COMPANY, is_alone, leave, 0},
    {"invite a reader", OP(MEMBER_INVITE), COMPANY, NULL, invite_reader, 0},
    {"invite an owner", OP(OWNER_INVITE), COMPANY, NULL, invite_owner, 0},
    {"list invitations", OP(OWNER_INVITE), COMPANY, NULL, list_invitations,
     0},
    {"revoke a reader's invitation", OP(MEMBER_INVITE), COMPANY,
     invites_stranger, revoke_invitation, 0},
    {"revoke an owner's invitation", OP(OWNER_INVITE), COMPANY, invites_owner,
     revoke_invitation, 0},
    {"save facts", OP(FACTS_EDIT), COMPANY, NULL, save_facts, 0},
    {"load facts", OP(FACTS_VIEW), COMPANY, has_year, load_facts, 0},
    {"list years", OP(FACTS_VIEW), COMPANY, NULL, list_years, 0},
    {"see history", OP(FACTS_HISTORY), COMPANY, NULL, see_history, 0},
    {"evaluate", OP(EVALUATE), COMPANY, has_year, evaluate, 0},
    {"save statuses", OP(EVALUATE), COMPANY, NULL, save_statuses, 0},
    {"list statuses", OP(RECEIPT_VIEW), COMPANY, NULL, list_statuses, 0},
    {"list receipts", OP(RECEIPT_VIEW), COMPANY, NULL, list_receipts, 0},
    {"save a report", OP(REPORT_EDIT), COMPANY, NULL, save_report, 0},
    {"list reports", OP(REPORT_VIEW), COMPANY, NULL, list_reports, 0},
    {"upload", OP(DOCUMENT_UPLOAD), COMPANY, NULL, upload_document, 0},
    {"list documents", OP(DOCUMENT_VIEW), COMPANY, NULL, list_documents, 0},
    {"read a document", OP(DOCUMENT_VIEW), COMPANY, has_document,
     read_document, 0},
    {"link a document", OP(DOCUMENT_VIEW), COMPANY, has_document,
     link_document, PRSE_EUNSUPPORTED},
    {"note an analysis", OP(ANALYSIS_RUN), COMPANY, has_document,
     note_analysis, 0},
    {"see a result", OP(DOCUMENT_VIEW), COMPANY, has_result, see_result, 0},
    {"remove a document", OP(DOCUMENT_REMOVE), COMPANY, has_result,
     remove_document, 0},
    {"keep a document", OP(DOCUMENT_RETAIN), COMPANY, has_document,
     keep_document, 0},
    {"list companies", OP(COMPANY_VIEW), OWN, NULL, list_companies, 0},
    {"change oneself", OP(PERSON_EDIT), OWN, NULL, change_self, 0},
    {"see oneself", OP(PERSON_EDIT), OWN, NULL, see_self, 0},
    {"note a visit", OP(PERSON_EDIT), OWN, NULL, note_visit, 0},
    {"erase oneself", OP(PERSON_ERASE), OWN, is_alone, erase_self, 0},
    {"export oneself", OP(PERSON_EDIT), OWN, NULL, export_self, 0},
    {"make an own token", OP(PERSON_EDIT), OWN, NULL, make_own_token, 0},
    {"list own tokens", OP(PERSON_EDIT), OWN, NULL, list_own_tokens, 0},
    {"revoke an own token", OP(PERSON_EDIT), OWN, actor_has_token,
     revoke_token, 0},
    {"ask one's role", OP(PERSON_EDIT), OWN, NULL, ask_role, 0},
    {"accept an invitation", OP(PERSON_EDIT), OWN, invites_elsewhere,
     accept_invitation, 0},
    {"change one's own role", OP(PERSON_EDIT), OWN, NULL, change_own_role,
     PRSE_EDENIED},
};

const size_t action_count = sizeof actions / sizeof actions[0];
