/* SPDX-License-Identifier: Apache-2.0 */
/* The names that a pack gives to brackets: "50-249" for "[50..250)". Dashboards
 * group by them. */
#ifndef PRSE_ANALYTICS_BRACKETS_H
#define PRSE_ANALYTICS_BRACKETS_H

#include "base/error.h"
#include "base/str.h"
#include "portailrse/pack.h"

typedef struct prse__brackets prse__brackets;

/* pack NULL: no names. */
prse_status prse__brackets_new(prse__brackets **out, const prse_pack *pack,
                               prse_error *err);
void prse__brackets_free(prse__brackets *brackets); /* NULL is legal */
/* The name of a value of a fact; the value itself where it has none. */
prse_str prse__brackets_name(const prse__brackets *brackets, prse_str fact,
                             prse_str value);

#endif
