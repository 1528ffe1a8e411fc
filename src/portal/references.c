/* SPDX-License-Identifier: Apache-2.0 */
/* Rows that refer to rows that are not there. */
#include "portal/findings.h"
#include "portal/people.h"

/* A column whose text is the key of another collection. The index (-1: the key)
 * begins with it where there is one, so that equal texts come together. */
typedef struct reference {
    prse__portal_collection from;
    int32_t column;
    int32_t index;
    prse__portal_collection to;
} reference;

static const reference references[] = {
    {PRSE__HABILITATIONS, HABILITATION_SIREN, -1, PRSE__ENTREPRISES},
    {PRSE__HABILITATIONS, HABILITATION_PERSONNE, HABILITATIONS_PAR_PERSONNE,
     PRSE__PERSONNES},
    {PRSE__INVITATIONS, INVITATION_SIREN, INVITATIONS_PAR_SIREN,
     PRSE__ENTREPRISES},
    {PRSE__INVITATIONS, INVITATION_INVITEUR, -1, PRSE__PERSONNES},
    {PRSE__JETONS, JETON_PERSONNE, JETONS_PAR_PERSONNE, PRSE__PERSONNES},
    {PRSE__EXERCICES, EXERCICE_SIREN, -1, PRSE__ENTREPRISES},
    {PRSE__EXERCICES, EXERCICE_AUTEUR, EXERCICES_PAR_AUTEUR, PRSE__PERSONNES},
    {PRSE__EXERCICES_ANCIENS, ANCIEN_SIREN, -1, PRSE__ENTREPRISES},
    {PRSE__EXERCICES_ANCIENS, ANCIEN_AUTEUR, ANCIENS_PAR_AUTEUR,
     PRSE__PERSONNES},
    {PRSE__RECUS, RECU_SIREN, RECUS_PAR_SIREN, PRSE__ENTREPRISES},
    {PRSE__STATUTS, STATUT_SIREN, -1, PRSE__ENTREPRISES},
    {PRSE__STATUTS, STATUT_RECU, -1, PRSE__RECUS},
    {PRSE__RAPPORTS, RAPPORT_SIREN, -1, PRSE__ENTREPRISES},
    {PRSE__DOCUMENTS, DOCUMENT_SIREN, DOCUMENTS_PAR_SIREN, PRSE__ENTREPRISES},
    {PRSE__DOCUMENTS, DOCUMENT_DEPOSE_PAR, DOCUMENTS_PAR_DEPOSANT,
     PRSE__PERSONNES},
    {PRSE__ANALYSES, ANALYSE_SIREN, -1, PRSE__ENTREPRISES},
};

enum { REFERENCES = sizeof references / sizeof references[0] };

typedef struct looking {
    const reference *ref;
    prse__buf texts; /* a line each, no two neighbours equal */
    size_t last;     /* where the last of them begins */
    prse__findings findings;
} looking;

/* The host signs with its label, which is nobody's id. */
static int is_host(prse_str text)
{
    return prse__str_starts(text, "hote:");
}

static int see(void *user, const prse_value *values, int64_t version)
{
    looking *l = user;
    const prse_value *value = &values[l->ref->column];
    prse_str all = prse__buf_str(&l->texts);
    (void)version;
    if (!value->type || is_host(value->text))
        return 0;
    if (all.len) {
        prse_str last = {all.ptr + l->last, all.len - l->last - 1};
        if (prse__str_eq(last, value->text))
            return 0;
    }
    l->last = all.len;
    prse__buf_add(&l->texts, value->text);
    prse__buf_addc(&l->texts, '\n');
    return l->texts.failed;
}

static prse_status check_one(looking *l, prse__work *work, prse_str text,
                             prse_error *err)
{
    const prse_collection *from = prse__portal_collection_of(l->ref->from);
    prse_value key = prse__field_text(text);
    int there;
    prse_status status = prse__portal_get(work, l->ref->to, &key,
                                          prse__row_seen, NULL, &there, err);
    if (!status && !there)
        prse__findings_add(&l->findings, "%s.%s: %.*s is not in %s",
                           from->name, from->columns[l->ref->column].name,
                           (int)text.len, text.ptr,
                           prse__portal_collection_of(l->ref->to)->name);
    return status;
}

static prse_status check_texts(looking *l, prse__work *work, prse_error *err)
{
    prse_str all = prse__buf_str(&l->texts);
    prse_status status = PRSE_OK;
    for (size_t from = 0, at = 0; at < all.len && !status; at++)
        if (all.ptr[at] == '\n') {
            status = check_one(l, work,
                               (prse_str){all.ptr + from, at - from}, err);
            from = at + 1;
        }
    return status ? status : prse__findings_end(&l->findings, err);
}

static prse_status look(void *user, prse__work *work, prse_error *err)
{
    looking *l = user;
    prse_query query = {.size = sizeof query, .index = l->ref->index};
    prse__buf_clear(&l->texts);
    prse__findings_clear(&l->findings);
    l->last = 0;
    prse_status status =
        prse__tx_scan(work->tx, prse__portal_collection_of(l->ref->from),
                      &query, see, l, err);
    if (!status && l->texts.failed)
        status = prse__error_nomem(err);
    return status ? status : check_texts(l, work, err);
}

prse_status prse__references_check(prse_session *session, prse_finding found,
                                   void *user, const prse_store_work *progress,
                                   prse_error *err)
{
    looking l = {.last = 0};
    prse_status status = PRSE_OK;
    prse__buf_init(&l.texts, 0);
    prse__findings_init(&l.findings);
    for (size_t i = 0; i < REFERENCES && !status; i++) {
        l.ref = &references[i];
        status = prse__portal_task(session, 0, progress, look, &l, err);
        if (!status)
            prse__findings_tell(&l.findings, found, user);
        if (!status && progress && progress->progress)
            progress->progress(progress->user, PRSE_STR("references"), i + 1,
                               REFERENCES);
    }
    prse__findings_free(&l.findings);
    prse__buf_free(&l.texts);
    return status;
}
