/* SPDX-License-Identifier: Apache-2.0 */
/* Erasing a company: each part forgets what is its own. */
#include "portal/event.h"

static prse_status erase(void *user, prse__work *work, prse_error *err)
{
    static prse_status (*const parts[])(prse__work *, prse_error *) = {
        prse__years_erase_company, prse__documents_erase_company,
        prse__people_erase_company, prse__journal_forget};
    prse_value key = prse__field_text(work->siren);
    prse_status status = PRSE_OK;
    (void)user;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && !status; i++)
        status = parts[i](work, err);
    if (!status)
        status = prse__tx_remove(work->tx,
                                 prse__portal_collection_of(PRSE__ENTREPRISES),
                                 &key, PRSE_VERSION_ANY, err);
    return status ? status
                  : prse__journal_add(work, PRSE_OP_COMPANY_DELETE,
                                      PRSE_STR(""), PRSE_STR(""), err);
}

prse_status prse_portal_company_erase(prse_session *session, prse_str siren,
                                      prse_error *err)
{
    prse_status status = prse__portal_company_named(siren, err);
    return status ? status
                  : prse__portal_write(session, siren, PRSE_OP_COMPANY_DELETE,
                                       erase, NULL, err);
}
