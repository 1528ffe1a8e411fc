/* SPDX-License-Identifier: Apache-2.0 */
/* Companies: making them known, changing them, looking at them. */
#include "base/options.h"
#include "portal/details.h"
#include "portal/portal.h"

typedef struct saving {
    prse_unit unit;
    int64_t expected;
    int64_t version; /* new */
} saving;

/* --- Saving --- */

static prse_status check_unit(const prse_unit *u, prse_error *err)
{
    const struct {
        const prse_str *text;
        int column;
    } texts[] = {{&u->denomination, ENTREPRISE_DENOMINATION},
                 {&u->categorie_juridique, ENTREPRISE_CATEGORIE_JURIDIQUE},
                 {&u->naf, ENTREPRISE_NAF},
                 {&u->code_postal, ENTREPRISE_CODE_POSTAL},
                 {&u->commune, ENTREPRISE_COMMUNE},
                 {&u->code_pays, ENTREPRISE_CODE_PAYS},
                 {&u->pays, ENTREPRISE_PAYS}};
    const prse_column *columns =
        prse__portal_collection_of(PRSE__ENTREPRISES)->columns;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0] && !status; i++)
        status = prse__portal_text(*texts[i].text,
                                   columns[texts[i].column].max,
                                   columns[texts[i].column].name, err);
    return status;
}

static void fill(prse_value *values, const saving *s, const prse__work *work,
                 const prse__row *old)
{
    const prse_unit *u = &s->unit;
    values[ENTREPRISE_SIREN] = prse__field_text(work->siren);
    values[ENTREPRISE_DENOMINATION] = prse__field_text(u->denomination);
    values[ENTREPRISE_CATEGORIE_JURIDIQUE] =
        prse__field_text_or_null(u->categorie_juridique);
    values[ENTREPRISE_NAF] = prse__field_text_or_null(u->naf);
    values[ENTREPRISE_CODE_POSTAL] = prse__field_text_or_null(u->code_postal);
    values[ENTREPRISE_COMMUNE] = prse__field_text_or_null(u->commune);
    values[ENTREPRISE_CODE_PAYS] = prse__field_text_or_null(u->code_pays);
    values[ENTREPRISE_PAYS] = prse__field_text_or_null(u->pays);
    values[ENTREPRISE_QUALIFIEE_LE] = prse__field_null();
    values[ENTREPRISE_CREE_LE] = prse__field_time(work->now_ms);
    values[ENTREPRISE_MODIFIE_LE] = prse__field_time(work->now_ms);
    if (!old->values)
        return;
    values[ENTREPRISE_QUALIFIEE_LE] = old->values[ENTREPRISE_QUALIFIEE_LE];
    values[ENTREPRISE_CREE_LE] = old->values[ENTREPRISE_CREE_LE];
}

static int see_adviser(void *user, const prse_value *values, int64_t version)
{
    (void)version;
    *(int *)user = values[PERSONNE_CONSEILLER].type != PRSE_TYPE_NULL &&
                   values[PERSONNE_CONSEILLER].number == 1;
    return 0;
}

/* What the person who makes a company known becomes in it. */
static prse_status first_role(prse_role *role, prse__work *work,
                              prse_error *err)
{
    int adviser = 0;
    prse_value key = prse__field_text(prse__buf_str(&work->session->person));
    prse_status status = prse__tx_get(
        work->tx, prse__portal_collection_of(PRSE__PERSONNES), &key,
        see_adviser, &adviser, err);
    *role = adviser ? PRSE_ROLE_ADVISER : PRSE_ROLE_OWNER;
    return status;
}

static prse_status put_first_member(prse__work *work, prse_role role,
                                    prse_error *err)
{
    prse_value values[HABILITATION_COLUMNS] = {
        [HABILITATION_SIREN] = prse__field_text(work->siren),
        [HABILITATION_PERSONNE] =
            prse__field_text(prse__buf_str(&work->session->person)),
        [HABILITATION_ROLE] =
            prse__field_text(prse_str_of(prse_role_name(role))),
        [HABILITATION_CREE_LE] = prse__field_time(work->now_ms),
        [HABILITATION_MODIFIE_LE] = prse__field_time(work->now_ms)};
    return prse__tx_put(work->tx,
                        prse__portal_collection_of(PRSE__HABILITATIONS),
                        values, PRSE_VERSION_NEW, NULL, err);
}

static prse_status note_creation(prse__work *work, prse_error *err)
{
    prse_role role = PRSE_ROLE_NONE;
    prse_status status = PRSE_OK;
    if (work->session->person.len)
        status = first_role(&role, work, err);
    if (!status && role != PRSE_ROLE_NONE)
        status = put_first_member(work, role, err);
    return status ? status
                  : prse__journal_tell(work, PRSE_OP_COMPANY_CREATE,
                                       PRSE_STR(""), "role",
                                       prse_role_name(role), err);
}

/* Whether the right is that of making or of changing. */
static prse_status check_right(const saving *s, const prse__work *work,
                               int there, prse_error *err)
{
    prse_operation operation = there ? PRSE_OP_COMPANY_EDIT
                                     : PRSE_OP_COMPANY_CREATE;
    if (s->expected == PRSE_VERSION_NEW)
        operation = PRSE_OP_COMPANY_CREATE;
    else if (s->expected != PRSE_VERSION_ANY)
        operation = PRSE_OP_COMPANY_EDIT;
    return prse__portal_may(work, operation, err);
}

static prse_status put_company(prse__work *work, saving *s,
                               const prse__row *old, prse_error *err)
{
    prse_value values[ENTREPRISE_COLUMNS];
    prse_status status = check_right(s, work, old->values != NULL, err);
    if (status)
        return status;
    fill(values, s, work, old);
    status = prse__tx_put(work->tx,
                          prse__portal_collection_of(PRSE__ENTREPRISES),
                          values, s->expected, &s->version, err);
    if (status)
        return status;
    return old->values ? prse__journal_add(work, PRSE_OP_COMPANY_EDIT,
                                           PRSE_STR(""), PRSE_STR(""), err)
                       : note_creation(work, err);
}

static prse_status save(void *user, prse__work *work, prse_error *err)
{
    prse_value key = prse__field_text(work->siren);
    prse__row old = {0};
    prse_status status =
        prse__portal_row(work, PRSE__ENTREPRISES, &key, &old, err);
    if (!status)
        status = put_company(work, user, &old, err);
    prse__row_free(&old);
    return status;
}

prse_status prse_portal_company_save(prse_session *session,
                                     const prse_unit *unit, int64_t expected,
                                     int64_t *version, prse_error *err)
{
    saving s = {.expected = expected};
    if (!unit || expected < PRSE_VERSION_ANY)
        return prse__error_set(err, PRSE_EINVAL, unit ? "expected" : "unit",
                               unit ? "no version" : "it is NULL");
    prse_status status =
        prse__options_read(&s.unit, sizeof s.unit, unit, "prse_unit", err);
    if (!status)
        status = check_unit(&s.unit, err);
    if (!status)
        status = prse__portal_company_named(s.unit.siren, err);
    if (!status)
        status = prse__portal_open(session, s.unit.siren, 1, save, &s, err);
    if (!status && version)
        *version = s.version;
    return status;
}

/* --- Looking --- */

static prse_status get_one(void *user, prse__work *work, prse_error *err)
{
    prse_value key = prse__field_text(work->siren);
    prse__records_clear(user);
    prse_status status = prse__tx_get(
        work->tx, prse__portal_collection_of(PRSE__ENTREPRISES), &key,
        prse__records_add, user, err);
    return status ? status : prse__records_end(user, err);
}

prse_status prse_portal_company(prse_records **out, prse_session *session,
                                prse_str siren, prse_error *err)
{
    prse_records *rows = NULL;
    prse_status status = prse__portal_company_named(siren, err);
    if (!status)
        status = prse__portal_rows(out, &rows, PRSE__ENTREPRISES, err);
    if (!status)
        status = prse__portal_read(session, siren, PRSE_OP_COMPANY_VIEW,
                                   get_one, rows, err);
    return prse__portal_give(out, rows, status);
}
