/* SPDX-License-Identifier: Apache-2.0 */
/* The invitations that concern a person. No index leads from an address to
 * them: all are looked through, which erasing and exporting a person bear. */
#include "portal/address.h"
#include "portal/invitation.h"

typedef struct search {
    prse_records *out;
    const prse_value *person;
    prse__buf flat;
} search;

static int is_addressed(search *s, const prse_value *address)
{
    if (!address->type || !s->person[PERSONNE_CONFIRMEE].number)
        return 0;
    prse__buf_clear(&s->flat);
    prse__address_flat(&s->flat, address->text);
    return prse__str_eq(prse__buf_str(&s->flat),
                        s->person[PERSONNE_COURRIEL_PLAT].text);
}

static int see(void *user, const prse_value *values, int64_t version)
{
    search *s = user;
    int made = prse__field_cmp(&values[INVITATION_INVITEUR],
                               &s->person[PERSONNE_ID]) == 0;
    if (!made && !is_addressed(s, &values[INVITATION_COURRIEL]))
        return s->flat.failed;
    return prse__records_add(s->out, values, version);
}

prse_status prse__invitations_of(prse_records *out, prse__work *work,
                                 const prse_value *person, prse_error *err)
{
    search s = {.out = out, .person = person};
    prse_query all = {.size = sizeof all, .index = -1};
    prse__buf_init(&s.flat, 0);
    prse__records_clear(out);
    prse_status status =
        prse__tx_scan(work->tx, prse__portal_collection_of(PRSE__INVITATIONS),
                      &all, see, &s, err);
    if (!status)
        status = s.flat.failed ? prse__error_nomem(err)
                               : prse__records_end(out, err);
    prse__buf_free(&s.flat);
    return status;
}
