/* SPDX-License-Identifier: Apache-2.0 */
/* What a member is to be, read and checked. */
#ifndef PRSE_PORTAL_MEMBER_H
#define PRSE_PORTAL_MEMBER_H

#include "portailrse/people.h"
#include "portal/portal.h"

typedef struct prse__member {
    prse_member given;
    prse_value until; /* absent: no end */
} prse__member;

/* All but `person` and `courriel`. */
prse_status prse__member_read(prse__member *out, const prse_member *given,
                              prse_error *err);
/* PRSE_EINVAL when the last day is over already. */
prse_status prse__member_in_time(const prse__member *member,
                                 const prse__work *work, prse_error *err);

#endif
