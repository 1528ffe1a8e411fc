/* SPDX-License-Identifier: Apache-2.0 */
/* Forgetting: all that is kept of a company's years, or who wrote them. */
#include "portal/portal.h"

prse_status prse__years_erase_company(prse__work *work, prse_error *err)
{
    static const struct {
        prse__portal_collection of;
        int32_t index;
    } parts[] = {{PRSE__EXERCICES, -1},
                 {PRSE__EXERCICES_ANCIENS, -1},
                 {PRSE__STATUTS, -1},
                 {PRSE__RAPPORTS, -1},
                 {PRSE__RECUS, RECUS_PAR_SIREN}};
    prse_value siren = prse__field_text(work->siren);
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && !status; i++)
        status = prse__portal_clear(
            work, parts[i].of,
            &(prse_query){.size = sizeof(prse_query), .index = parts[i].index,
                          .equal = &siren, .equal_count = 1},
            NULL, err);
    return status;
}

/* --- Authors --- */

typedef struct first {
    const prse_collection *of;
    prse__row row;
    prse_status status;
    prse_error *err;
} first;

static int keep_first(void *user, const prse_value *values, int64_t version)
{
    first *f = user;
    prse__row_free(&f->row);
    f->status = prse__row_copy(&f->row, f->of, values, version, f->err);
    return 1;
}

/* *found: 0 when the person wrote no (more) row. */
static prse_status forget_one(prse__work *work, first *f,
                              const prse_query *query, uint32_t author,
                              int *found, prse_error *err)
{
    prse_status status =
        prse__tx_scan(work->tx, f->of, query, keep_first, f, err);
    if (!status)
        status = f->status;
    *found = !status && f->row.values;
    if (*found) {
        f->row.values[author] = prse__field_null();
        status = prse__tx_put(work->tx, f->of, f->row.values, f->row.version,
                              NULL, err);
    }
    prse__row_free(&f->row);
    return status;
}

static prse_status forget_author(prse__work *work, prse__portal_collection of,
                                 int32_t index, uint32_t author,
                                 prse_str person, prse_error *err)
{
    first f = {.of = prse__portal_collection_of(of), .err = err};
    prse_value value = prse__field_text(person);
    prse_query query = {.size = sizeof query, .index = index, .equal = &value,
                        .equal_count = 1, .limit = 1};
    prse_status status = PRSE_OK;
    for (int found = 1; found && !status;)
        status = forget_one(work, &f, &query, author, &found, err);
    return status;
}

prse_status prse__years_erase_person(prse__work *work, prse_str person,
                                     prse_error *err)
{
    prse_status status =
        forget_author(work, PRSE__EXERCICES, EXERCICES_PAR_AUTEUR,
                      EXERCICE_AUTEUR, person, err);
    return status ? status
                  : forget_author(work, PRSE__EXERCICES_ANCIENS,
                                  ANCIENS_PAR_AUTEUR, ANCIEN_AUTEUR, person,
                                  err);
}
