/* SPDX-License-Identifier: Apache-2.0 */
/* Documents of a company or of a person that are to be forgotten. */
#include "portal/document.h"

typedef struct next {
    const prse_collection *of;
    prse__row row;
    prse_status status;
    prse_error *err;
} next;

static int keep_first(void *user, const prse_value *values, int64_t version)
{
    next *n = user;
    n->status = prse__row_copy(&n->row, n->of, values, version, n->err);
    return 1;
}

typedef prse_status (*each)(prse__work *work, prse__row *row, prse_error *err);

/* Until the query finds no more: `act` takes each row out of it. */
static prse_status for_each(prse__work *work, int32_t index, prse_str value,
                            each act, prse_error *err)
{
    const prse_collection *of = prse__portal_collection_of(PRSE__DOCUMENTS);
    prse_value equal = prse__field_text(value);
    prse_query query = {.size = sizeof query, .index = index, .equal = &equal,
                        .equal_count = 1, .limit = 1};
    prse_status status = PRSE_OK;
    for (int found = 1; found && !status;) {
        next n = {.of = of, .err = err};
        status = prse__tx_scan(work->tx, of, &query, keep_first, &n, err);
        if (!status)
            status = n.status;
        found = n.row.values != NULL;
        if (!status && found)
            status = act(work, &n.row, err);
        prse__row_free(&n.row);
    }
    return status;
}

static prse_status drop(prse__work *work, prse__row *row, prse_error *err)
{
    return prse__document_drop(work, row, err);
}

/* An event in the company's chain, which is not that of this call. */
static prse_status drop_and_tell(prse__work *work, prse__row *row,
                                 prse_error *err)
{
    prse__work there = *work;
    there.siren = row->values[DOCUMENT_SIREN].text;
    prse_status status = prse__document_drop(work, row, err);
    return status ? status
                  : prse__journal_add(&there, PRSE_OP_DOCUMENT_REMOVE,
                                      row->values[DOCUMENT_ID].text,
                                      PRSE_STR(""), err);
}

static prse_status forget_author(prse__work *work, prse__row *row,
                                 prse_error *err)
{
    row->values[DOCUMENT_DEPOSE_PAR] = prse__field_null();
    return prse__tx_put(work->tx, prse__portal_collection_of(PRSE__DOCUMENTS),
                        row->values, row->version, NULL, err);
}

prse_status prse__documents_erase_company(prse__work *work, prse_error *err)
{
    prse_value siren = prse__field_text(work->siren);
    prse_query results = {.size = sizeof results, .index = -1,
                          .equal = &siren, .equal_count = 1};
    prse_status status =
        for_each(work, DOCUMENTS_PAR_SIREN, work->siren, drop, err);
    /* each went with its document; none is left where that was lost */
    return status ? status
                  : prse__portal_clear(work, PRSE__ANALYSES, &results, NULL,
                                       err);
}

prse_status prse__documents_erase_person(prse__work *work, prse_str person,
                                         int remove, prse_error *err)
{
    return for_each(work, DOCUMENTS_PAR_DEPOSANT, person,
                    remove ? drop_and_tell : forget_author, err);
}
