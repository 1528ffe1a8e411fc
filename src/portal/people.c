/* SPDX-License-Identifier: Apache-2.0 */
/* What the portal's own functions ask of people: check, erasure of a
 * company. */
#include "portal/people.h"

prse_status prse__people_check(prse_session *session, prse_finding found,
                               void *user, const prse_store_work *progress,
                               prse_error *err)
{
    return prse__references_check(session, found, user, progress, err);
}

prse_status prse__people_erase_company(prse__work *work, prse_error *err)
{
    prse_value siren = prse__field_text(work->siren);
    prse_query rights = {.size = sizeof rights, .index = -1, .equal = &siren,
                         .equal_count = 1};
    prse_query invitations = rights;
    invitations.index = INVITATIONS_PAR_SIREN;
    prse_status status = prse__portal_clear(work, PRSE__HABILITATIONS, &rights,
                                            NULL, err);
    return status ? status
                  : prse__portal_clear(work, PRSE__INVITATIONS, &invitations,
                                       NULL, err);
}
