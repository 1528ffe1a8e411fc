/* SPDX-License-Identifier: Apache-2.0 */
/* Who is what in a company. */
#include "portailrse/people.h"
#include "portal/portal.h"

static prse_status list(void *user, prse__work *work, prse_error *err)
{
    prse_value siren = prse__field_text(work->siren);
    prse_query query = {.size = sizeof query, .index = -1, .equal = &siren,
                        .equal_count = 1};
    return prse__portal_list(user, work, PRSE__HABILITATIONS, &query, err);
}

prse_status prse_portal_members(prse_records **out, prse_session *session,
                                prse_str siren, prse_error *err)
{
    prse_records *rows = NULL;
    prse_status status = prse__portal_company_named(siren, err);
    if (!status)
        status = prse__portal_rows(out, &rows, PRSE__HABILITATIONS, err);
    if (!status)
        status = prse__portal_read(session, siren, PRSE_OP_MEMBER_VIEW, list,
                                   rows, err);
    return prse__portal_give(out, rows, status);
}

static prse_status tell_role(void *user, prse__work *work, prse_error *err)
{
    (void)err;
    *(prse_role *)user = work->role;
    return PRSE_OK;
}

prse_status prse_portal_role(prse_role *out, prse_session *session,
                             prse_str siren, prse_error *err)
{
    prse_role role = PRSE_ROLE_NONE;
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "it is NULL");
    prse_status status = prse__portal_company_named(siren, err);
    if (!status)
        status = prse__portal_open(session, siren, 0, tell_role, &role, err);
    if (!status)
        *out = role;
    return status;
}
