/* SPDX-License-Identifier: Apache-2.0 */
/* A company that has an owner keeps one. */
#ifndef PRSE_PORTAL_OWNERS_H
#define PRSE_PORTAL_OWNERS_H

#include "portal/portal.h"

/* Who is in work->siren today, apart from one person. */
typedef struct prse__owners {
    uint64_t members;
    uint64_t owners;
    uint64_t lasting; /* owners whose right has no end */
} prse__owners;

prse_status prse__owners_count(prse__owners *out, prse__work *work,
                               prse_str apart, prse_error *err);
/* 1: the company would lose its last owner, or the last one without an end,
 * when a member who is `before` becomes `after` (NULL: nobody). Values of
 * `habilitations`. */
int prse__owners_lost(const prse__owners *others, const prse__work *work,
                      const prse_value *before, const prse_value *after);
/* 1: the right has not had its time. */
int prse__right_holds(const prse_value *values, int32_t today);

#endif
