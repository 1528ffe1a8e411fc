/* SPDX-License-Identifier: Apache-2.0 */
/* All that is kept about a person, a list a collection. Of a company's own
 * papers only that the person wrote or brought them. */
#include "base/text.h"
#include "formats/json_writer.h"
#include "portailrse/people.h"
#include "portal/invitation.h"

enum { ID_MAX = 32, NO_COLUMN = -1 };

typedef struct part {
    prse__portal_collection of;
    int32_t index;
    int32_t hidden[2]; /* columns that are not about the person */
} part;

static const part parts[] = {
    {PRSE__PERSONNES, -1, {NO_COLUMN, NO_COLUMN}},
    {PRSE__HABILITATIONS, HABILITATIONS_PAR_PERSONNE, {NO_COLUMN, NO_COLUMN}},
    {PRSE__JETONS, JETONS_PAR_PERSONNE, {JETON_EMPREINTE, NO_COLUMN}},
    {PRSE__EXERCICES, EXERCICES_PAR_AUTEUR, {EXERCICE_FAITS, EXERCICE_SOURCES}},
    {PRSE__EXERCICES_ANCIENS, ANCIENS_PAR_AUTEUR, {ANCIEN_FAITS,
                                                   ANCIEN_SOURCES}},
    {PRSE__DOCUMENTS, DOCUMENTS_PAR_DEPOSANT, {NO_COLUMN, NO_COLUMN}},
};

typedef struct exporting {
    prse_str person;
    prse__buf buf;
    prse__json json;
} exporting;

static prse_status write_rows(exporting *e, prse__portal_collection of,
                              const prse_records *rows, prse_error *err)
{
    prse_text *text = NULL;
    prse_status status = prse_records_json(&text, rows, err);
    if (status)
        return status;
    prse__json_key(&e->json,
                   prse_str_of(prse__portal_collection_of(of)->name));
    prse__json_raw(&e->json, prse_text_str(text));
    prse_text_free(text);
    return PRSE_OK;
}

static prse_status export_part(exporting *e, prse__work *work, const part *p,
                               prse_error *err)
{
    prse_records *rows = NULL;
    prse_value key = prse__field_text(e->person);
    prse_query query = {.size = sizeof query, .index = p->index,
                        .equal = &key, .equal_count = 1};
    prse_status status =
        prse__records_new(&rows, prse__portal_collection_of(p->of), err);
    if (!status)
        status = prse__portal_list(rows, work, p->of, &query, err);
    for (size_t i = 0; !status && i < 2; i++)
        if (p->hidden[i] != NO_COLUMN)
            prse__records_hide(rows, (uint32_t)p->hidden[i]);
    if (!status)
        status = write_rows(e, p->of, rows, err);
    prse_records_free(rows);
    return status;
}

/* --- What no index leads to --- */

/* Not what the documents say, nor what was found in them. */
static prse_status add_result(prse_records *rows, prse__work *work,
                              prse_records *documents, size_t row,
                              prse_error *err)
{
    prse_value key[] = {
        prse__field_text(
            prse_records_text(documents, row, PRSE_STR("siren"))),
        prse__field_text(prse_records_text(documents, row, PRSE_STR("id")))};
    int there;
    prse_status status = prse__portal_get(work, PRSE__ANALYSES, key,
                                          prse__records_add, rows, &there,
                                          err);
    return status ? status : prse__records_end(rows, err);
}

static prse_status add_results(prse_records *rows, exporting *e,
                               prse__work *work, prse_error *err)
{
    prse_records *documents = NULL;
    prse_value key = prse__field_text(e->person);
    prse_query query = {.size = sizeof query, .index = DOCUMENTS_PAR_DEPOSANT,
                        .equal = &key, .equal_count = 1};
    prse_status status = prse__records_new(
        &documents, prse__portal_collection_of(PRSE__DOCUMENTS), err);
    if (!status)
        status = prse__portal_list(documents, work, PRSE__DOCUMENTS, &query,
                                   err);
    for (size_t i = 0; !status && i < prse_records_count(documents); i++)
        status = add_result(rows, work, documents, i, err);
    prse_records_free(documents);
    return status;
}

static prse_status export_results(exporting *e, prse__work *work,
                                  prse_error *err)
{
    prse_records *rows = NULL;
    prse_status status = prse__records_new(
        &rows, prse__portal_collection_of(PRSE__ANALYSES), err);
    if (!status) {
        prse__records_hide(rows, ANALYSE_TEXTE);
        status = add_results(rows, e, work, err);
    }
    if (!status)
        status = write_rows(e, PRSE__ANALYSES, rows, err);
    prse_records_free(rows);
    return status;
}

static prse_status export_invitations(exporting *e, prse__work *work,
                                      const prse__row *person, prse_error *err)
{
    prse_records *rows = NULL;
    prse_status status = prse__records_new(
        &rows, prse__portal_collection_of(PRSE__INVITATIONS), err);
    if (!status)
        status = prse__invitations_of(rows, work, person->values, err);
    if (!status) {
        prse__records_hide(rows, INVITATION_EMPREINTE);
        status = write_rows(e, PRSE__INVITATIONS, rows, err);
    }
    prse_records_free(rows);
    return status;
}

typedef struct search {
    prse_records *rows;
    prse_str person;
} search;

/* What the person did, and what others did to the person. */
static int see_event(void *user, const prse_value *values, int64_t version)
{
    search *s = user;
    int concerned = prse__str_eq(values[JOURNAL_ACTEUR].text, s->person) ||
                    prse__str_eq(values[JOURNAL_OBJET].text, s->person);
    return concerned && prse__records_add(s->rows, values, version);
}

static prse_status export_journal(exporting *e, prse__work *work,
                                  prse_error *err)
{
    search s = {NULL, e->person};
    prse_query all = {.size = sizeof all, .index = -1};
    prse_status status = prse__records_new(
        &s.rows, prse__portal_collection_of(PRSE__JOURNAL), err);
    if (!status)
        status = prse__tx_scan(work->tx,
                               prse__portal_collection_of(PRSE__JOURNAL),
                               &all, see_event, &s, err);
    if (!status)
        status = prse__records_end(s.rows, err);
    if (!status)
        status = write_rows(e, PRSE__JOURNAL, s.rows, err);
    prse_records_free(s.rows);
    return status;
}

/* --- All of it --- */

static prse_status export_all(exporting *e, prse__work *work,
                              const prse__row *person, prse_error *err)
{
    prse_status status = PRSE_OK;
    prse__buf_clear(&e->buf);
    prse__json_init(&e->json, &e->buf, 0);
    prse__json_open(&e->json, '{');
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && !status; i++)
        status = export_part(e, work, &parts[i], err);
    if (!status)
        status = export_results(e, work, err);
    if (!status)
        status = export_invitations(e, work, person, err);
    if (!status)
        status = export_journal(e, work, err);
    prse__json_close(&e->json, '}');
    return status;
}

static prse_status export_person(void *user, prse__work *work, prse_error *err)
{
    exporting *e = user;
    prse_value key = prse__field_text(e->person);
    prse__row person = {0};
    if (!prse__session_is(work->session, e->person))
        return prse__portal_denied(PRSE_OP_PERSON_EDIT, err);
    prse_status status =
        prse__portal_row(work, PRSE__PERSONNES, &key, &person, err);
    if (!status && !person.values)
        status = prse__error_set(err, PRSE_ENOTFOUND, "personne",
                                 "no such person");
    if (!status)
        status = export_all(e, work, &person, err);
    prse__row_free(&person);
    return status;
}

prse_status prse_portal_person_export(prse_text **out, prse_session *session,
                                      prse_str person, prse_error *err)
{
    exporting e = {.person = person};
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "it is NULL");
    prse__buf_init(&e.buf, 0);
    prse_status status = prse__portal_text(person, ID_MAX, "person", err);
    if (!status)
        status = prse__portal_read(session, PRSE_STR(""), PRSE_OP_PERSON_EDIT,
                                   export_person, &e, err);
    if (!status)
        status = prse__text_take(out, &e.buf, err);
    prse__buf_free(&e.buf);
    return status;
}
