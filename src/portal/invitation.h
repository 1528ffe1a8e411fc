/* SPDX-License-Identifier: Apache-2.0 */
/* What holds for every invitation. */
#ifndef PRSE_PORTAL_INVITATION_H
#define PRSE_PORTAL_INVITATION_H

#include "portal/portal.h"

/* The right that inviting for a role takes. */
prse_operation prse__invitation_right(prse_role role);
/* An adviser brings a first owner in, and no second one. */
prse_status prse__invitation_first_owner(prse__work *work, prse_role inviter,
                                         prse_role role, prse_error *err);

/* The invitations that a person made, and those to the person's confirmed
 * address. `person`: values of `personnes`. */
prse_status prse__invitations_of(prse_records *out, prse__work *work,
                                 const prse_value *person, prse_error *err);

#endif
