/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/owners.h"

typedef struct counting {
    prse__owners *out;
    prse_str apart;
    int32_t today;
} counting;

int prse__right_holds(const prse_value *values, int32_t today)
{
    const prse_value *until = &values[HABILITATION_EXPIRE_LE];
    return until->type == PRSE_TYPE_NULL || until->number >= today;
}

static int is_owner(const prse_value *values, int32_t today)
{
    return prse__right_holds(values, today) &&
           prse__str_is(values[HABILITATION_ROLE].text,
                        prse_role_name(PRSE_ROLE_OWNER));
}

static int is_lasting(const prse_value *values, int32_t today)
{
    return is_owner(values, today) &&
           values[HABILITATION_EXPIRE_LE].type == PRSE_TYPE_NULL;
}

static int count(void *user, const prse_value *values, int64_t version)
{
    counting *c = user;
    (void)version;
    if (prse__str_eq(values[HABILITATION_PERSONNE].text, c->apart))
        return 0;
    c->out->members += (uint64_t)prse__right_holds(values, c->today);
    c->out->owners += (uint64_t)is_owner(values, c->today);
    c->out->lasting += (uint64_t)is_lasting(values, c->today);
    return 0;
}

prse_status prse__owners_count(prse__owners *out, prse__work *work,
                               prse_str apart, prse_error *err)
{
    counting c = {out, apart, work->today};
    prse_value siren = prse__field_text(work->siren);
    prse_query query = {.size = sizeof query, .index = -1, .equal = &siren,
                        .equal_count = 1};
    *out = (prse__owners){0};
    return prse__tx_scan(work->tx,
                         prse__portal_collection_of(PRSE__HABILITATIONS),
                         &query, count, &c, err);
}

int prse__owners_lost(const prse__owners *others, const prse__work *work,
                      const prse_value *before, const prse_value *after)
{
    int32_t day = work->today;
    int owner = !others->owners && is_owner(before, day) &&
                !(after && is_owner(after, day));
    int lasting = !others->lasting && is_lasting(before, day) &&
                  !(after && is_lasting(after, day));
    return owner || lasting;
}
