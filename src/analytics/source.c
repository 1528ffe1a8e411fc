/* SPDX-License-Identifier: Apache-2.0 */
#include "analytics/source.h"

#include <string.h>

#include "crypto/crypto.h"
#include "formats/node.h"

/* --- Ids --- */

prse_status prse__pseudonym(int64_t *out, prse_str salt, prse_str kind,
                            prse_str id, prse_error *err)
{
    unsigned char raw[PRSE__DIGEST_BYTES];
    uint64_t number = 0;
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_add(&text, kind);
    prse__buf_addc(&text, ' ');
    prse__buf_add(&text, id);
    prse_status status =
        text.failed ? prse__error_nomem(err)
                    : prse__hmac_sha256(raw, salt, prse__buf_str(&text), err);
    prse__buf_free(&text);
    if (status)
        return status;
    for (size_t i = 0; i < sizeof number; i++)
        number = number << 8 | raw[i];
    *out = (int64_t)(number >> 1);
    return PRSE_OK;
}

static int is_digits(prse_str text, size_t count)
{
    size_t i = 0;
    while (i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9')
        i++;
    return i == text.len && i == count;
}

int prse__is_siren(prse_str text)
{
    return is_digits(text, 9);
}

int64_t prse__company_id(prse_str siren)
{
    int64_t number = 0;
    for (size_t i = 0; i < siren.len; i++)
        number = number * 10 + (siren.ptr[i] - '0');
    return number;
}

static void put_id(prse__figures_source *s, const char *kind, prse_str id)
{
    int64_t number = 0;
    if (!s->status)
        s->status = prse__pseudonym(&number, s->salt, prse_str_of(kind), id,
                                    s->err);
    prse__line_int(s->lines, number);
}

static void put_pseudonym(prse__figures_source *s, const char *kind,
                          const prse_value *id)
{
    if (id->type == PRSE_TYPE_NULL)
        prse__line_null(s->lines);
    else
        put_id(s, kind, id->text);
}

static void put_company(prse__figures_source *s, const prse_value *siren)
{
    prse__line_int(s->lines, prse__company_id(siren->text));
}

static void put(prse__figures_source *s, const prse_value *value)
{
    prse__line_value(s->lines, value);
}

/* At most so many bytes: columns are as narrow as they have always been. */
static void put_short(prse__figures_source *s, const prse_value *value,
                      size_t most)
{
    prse_str text = value->text;
    if (value->type == PRSE_TYPE_NULL || text.len <= most) {
        put(s, value);
        return;
    }
    while (most && ((unsigned char)text.ptr[most] & 0xC0) == 0x80)
        most--;
    prse__line_text(s->lines, (prse_str){text.ptr, most});
}

static int is_of_label(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

/* A word of the host's own. What is none was written by somebody, about
 * somebody perhaps. */
static void put_label(prse__figures_source *s, prse_str text, size_t most)
{
    int is_label = text.len > 0 && text.len <= most;
    for (size_t i = 0; i < text.len && is_label; i++)
        is_label = is_of_label(text.ptr[i]);
    prse__line_text_or_null(s->lines, is_label ? text : PRSE_STR(""));
}

/* --- Persons --- */

static void write_person(prse__figures_source *s, const prse_value *v)
{
    put_pseudonym(s, "personne", &v[PERSONNE_ID]);
    put(s, &v[PERSONNE_CREE_LE]);
    put(s, &v[PERSONNE_MODIFIE_LE]);
    put(s, &v[PERSONNE_VUE_LE]);
    put(s, &v[PERSONNE_ACTUALITES]);
    put(s, &v[PERSONNE_CONFIRMEE]);
    put(s, &v[PERSONNE_CONSEILLER]);
    put_label(s, v[PERSONNE_FONCTION_RSE].text, 64);
}

static void write_invitation(prse__figures_source *s, const prse_value *v)
{
    put_pseudonym(s, "invitation", &v[INVITATION_ID]);
    put(s, &v[INVITATION_CREE_LE]);
    put(s, &v[v[INVITATION_ACCEPTEE_LE].type == PRSE_TYPE_NULL
                  ? INVITATION_CREE_LE
                  : INVITATION_ACCEPTEE_LE]);
    put_pseudonym(s, "personne", &v[INVITATION_INVITEUR]);
    put_company(s, &v[INVITATION_SIREN]);
    put(s, &v[INVITATION_ROLE]);
    put(s, &v[INVITATION_ACCEPTEE_LE]);
}

/* What a person does in a company is written freely, and names people. */
static void write_member(prse__figures_source *s, const prse_value *v)
{
    prse__buf pair;
    prse__buf_init(&pair, 0);
    prse__buf_add(&pair, v[HABILITATION_SIREN].text);
    prse__buf_add(&pair, v[HABILITATION_PERSONNE].text);
    if (!s->status && pair.failed)
        s->status = prse__error_nomem(s->err);
    put_id(s, "habilitation", prse__buf_str(&pair));
    prse__buf_free(&pair);
    put(s, &v[HABILITATION_CREE_LE]);
    put(s, &v[HABILITATION_MODIFIE_LE]);
    put_pseudonym(s, "personne", &v[HABILITATION_PERSONNE]);
    put_company(s, &v[HABILITATION_SIREN]);
    put(s, &v[HABILITATION_ROLE]);
    prse__line_null(s->lines);
    put_pseudonym(s, "invitation", &v[HABILITATION_INVITATION]);
}

/* --- Companies --- */

/* The name of a sole trader is that of a person. INSEE's level I of legal forms
 * has natural persons under 1; a form that is not known may be one of them. */
static int may_be_a_person(const prse_value *form)
{
    return !form->text.len || form->text.ptr[0] == '1';
}

/* "75011" -> "75", "97110" -> "971", "20200" -> "2A": Corsica's two departments
 * share 20, and split at 202. */
static void put_department(prse__figures_source *s, prse_str code)
{
    if (!is_digits(code, 5)) {
        prse__line_null(s->lines);
        return;
    }
    if (memcmp(code.ptr, "20", 2) == 0)
        prse__line_text(s->lines, code.ptr[2] < '2' ? PRSE_STR("2A")
                                                    : PRSE_STR("2B"));
    else
        prse__line_text(
            s->lines,
            (prse_str){code.ptr, memcmp(code.ptr, "97", 2) == 0 ||
                                         memcmp(code.ptr, "98", 2) == 0
                                     ? 3
                                     : 2});
}

static void write_unit(prse__figures_source *s, const prse_value *v)
{
    put_company(s, &v[ENTREPRISE_SIREN]);
    put(s, &v[ENTREPRISE_CREE_LE]);
    put(s, &v[ENTREPRISE_MODIFIE_LE]);
    put(s, &v[ENTREPRISE_SIREN]);
    if (may_be_a_person(&v[ENTREPRISE_CATEGORIE_JURIDIQUE]))
        prse__line_text(s->lines, PRSE_STR(""));
    else
        put(s, &v[ENTREPRISE_DENOMINATION]);
    put(s, &v[ENTREPRISE_QUALIFIEE_LE]);
    put(s, &v[ENTREPRISE_CATEGORIE_JURIDIQUE]);
    put_short(s, &v[ENTREPRISE_PAYS], 50);
    put_short(s, &v[ENTREPRISE_CODE_POSTAL], 5);
    put_department(s, v[ENTREPRISE_CODE_POSTAL].text);
    put_short(s, &v[ENTREPRISE_NAF], 6);
}

static void put_fact(prse__figures_source *s, const prse__node *facts,
                     const prse__fact_column *column)
{
    const prse__node *node = prse__node_get(facts, column->fact);
    prse_str text = node ? node->text : PRSE_STR("");
    int known = text.len && !prse__str_is(text, "null");
    if (column->boolean)
        known = prse__str_is(text, "true") || prse__str_is(text, "false");
    if (!known) {
        prse__line_null(s->lines);
        return;
    }
    prse_value value = prse__field_text(prse__brackets_name(
        s->brackets, prse_str_of(column->fact), text));
    put_short(s, &value, 50);
}

static void write_year(prse__figures_source *s, const prse_value *v)
{
    const prse__node *facts = NULL;
    put_company(s, &v[EXERCICE_SIREN]);
    put(s, &v[EXERCICE_CLOTURE]);
    if (!s->status)
        s->status = prse__json_read(&facts, s->arena, v[EXERCICE_FAITS].text,
                                    "faits", NULL, s->err);
    for (size_t i = 0; i < prse__fact_column_count; i++)
        put_fact(s, facts, &prse__fact_columns[i]);
}

/* The states that dashboards know; others are told by est_soumise. */
static void put_state(prse__figures_source *s, prse_str state)
{
    static const struct {
        const char *ours, *theirs;
    } states[] = {{"a_actualiser", "A ACTUALISER"},
                  {"en_cours", "EN COURS"},
                  {"a_jour", "A JOUR"}};
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        if (prse__str_is(state, states[i].ours)) {
            prse__line_text(s->lines, prse_str_of(states[i].theirs));
            return;
        }
    }
    prse__line_null(s->lines);
}

static void write_state(prse__figures_source *s, const prse_value *v)
{
    put_company(s, &v[STATUT_SIREN]);
    put(s, &v[STATUT_OBLIGATION]);
    put(s, &v[STATUT_SOUMISE]);
    put_state(s, v[STATUT_STATUT].text);
    put(s, &v[STATUT_DEPUIS]);
    put(s, &v[STATUT_ECHEANCE]);
    put(s, &v[STATUT_EVALUE_LE]);
}

/* --- Reports and documents --- */

static const prse__node *progress_of(prse__figures_source *s,
                                     const prse_value *value)
{
    const prse__node *root = NULL;
    if (!s->status && value->type != PRSE_TYPE_NULL)
        s->status = prse__json_read(&root, s->arena, value->text,
                                    "progression", NULL, s->err);
    return root;
}

/* A count or a percentage; 0 for anything else. */
static void put_number(prse__figures_source *s, const prse__node *progress,
                       const char *name)
{
    const prse__node *node =
        progress ? prse__node_get(progress, name) : NULL;
    int64_t number = 0;
    prse_str text = node ? node->text : PRSE_STR("");
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9' || i > 8) {
            number = 0;
            break;
        }
        number = number * 10 + (text.ptr[i] - '0');
    }
    prse__line_int(s->lines, number);
}

static void put_word(prse__figures_source *s, const prse__node *progress,
                     const char *name, size_t most)
{
    const prse__node *node =
        progress ? prse__node_get(progress, name) : NULL;
    put_label(s, node ? node->text : PRSE_STR(""), most);
}

static void write_vsme(prse__figures_source *s, const prse_value *v)
{
    static const char *const parts[] = {
        "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9", "B10",
        "B11", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9"};
    const prse__node *progress = progress_of(s, &v[RAPPORT_PROGRESSION]);
    put_company(s, &v[RAPPORT_SIREN]);
    put(s, &v[RAPPORT_ANNEE]);
    put_word(s, progress, "module", 20);
    put(s, &v[RAPPORT_CREE_LE]);
    put(s, &v[RAPPORT_MODIFIE_LE]);
    put(s, &v[RAPPORT_CREE_LE]);
    put_number(s, progress, "indicateurs");
    put_number(s, progress, "total");
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        put_number(s, progress, parts[i]);
}

static void write_csrd(prse__figures_source *s, const prse_value *v)
{
    const prse__node *progress = progress_of(s, &v[RAPPORT_PROGRESSION]);
    put_company(s, &v[RAPPORT_SIREN]);
    put_label(s, v[RAPPORT_ETAPE].text, 100);
    prse__line_int(s->lines, 0); /* counted from the analyses */
    put_number(s, progress, "iro");
    prse__line_bool(s->lines, v[RAPPORT_LIEN].type != PRSE_TYPE_NULL);
}

static void write_document(prse__figures_source *s, const prse_value *v)
{
    put_pseudonym(s, "document", &v[DOCUMENT_ID]);
    put(s, &v[DOCUMENT_DEPOSE_LE]);
    put(s, &v[v[DOCUMENT_ANALYSE_LE].type == PRSE_TYPE_NULL
                  ? DOCUMENT_DEPOSE_LE
                  : DOCUMENT_ANALYSE_LE]);
    put_company(s, &v[DOCUMENT_SIREN]);
    /* the name of a file names people, and a message may repeat it; its type
     * does not */
    put(s, &v[DOCUMENT_TYPE]);
    put(s, &v[DOCUMENT_ANALYSE_ETAT]);
    put(s, &v[DOCUMENT_PHRASES]);
    put(s, &v[DOCUMENT_PHRASES_PERTINENTES]);
    prse__line_null(s->lines);
}

/* --- Which rows --- */

static int is_vsme(const prse_value *v)
{
    return prse__str_is(v[RAPPORT_GENRE].text, "vsme");
}

static int is_csrd(const prse_value *v)
{
    return prse__str_is(v[RAPPORT_GENRE].text, "csrd");
}

/* Uploaded for being analysed, or analysed all the same. */
static int is_analysis(const prse_value *v)
{
    return prse__str_is(v[DOCUMENT_GENRE].text, "analyse") ||
           v[DOCUMENT_ANALYSE_ETAT].type != PRSE_TYPE_NULL;
}

const prse__lot_source prse__lot_sources[PRSE__LOT_COUNT] = {
    [PRSE__LOT_UTILISATEUR] = {PRSE__PERSONNES, -1, -1, NULL, write_person},
    [PRSE__LOT_UNITE] = {PRSE__ENTREPRISES, -1, ENTREPRISE_SIREN, NULL,
                         write_unit},
    [PRSE__LOT_EXERCICE] = {PRSE__EXERCICES, -1, EXERCICE_SIREN, NULL,
                            write_year},
    [PRSE__LOT_INVITATION] = {PRSE__INVITATIONS, INVITATIONS_PAR_SIREN,
                              INVITATION_SIREN, NULL, write_invitation},
    [PRSE__LOT_HABILITATION] = {PRSE__HABILITATIONS, -1, HABILITATION_SIREN,
                                NULL, write_member},
    [PRSE__LOT_STATUT] = {PRSE__STATUTS, -1, STATUT_SIREN, NULL, write_state},
    [PRSE__LOT_VSME] = {PRSE__RAPPORTS, -1, RAPPORT_SIREN, is_vsme,
                        write_vsme},
    [PRSE__LOT_CSRD] = {PRSE__RAPPORTS, -1, RAPPORT_SIREN, is_csrd,
                        write_csrd},
    [PRSE__LOT_ANALYSE] = {PRSE__DOCUMENTS, DOCUMENTS_PAR_SIREN,
                           DOCUMENT_SIREN, is_analysis, write_document},
};
