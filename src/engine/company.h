/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of a company that was found. */
#ifndef PRSE_ENGINE_COMPANY_H
#define PRSE_ENGINE_COMPANY_H

#include "engine/lookup.h"

struct prse_company {
    prse__arena *arena;
    prse__round round;
    prse__lookup lookup;
    prse_str *warnings[2]; /* of each language */
};

/* Found or not, it is given unless something went wrong with the call itself;
 * prse__lookup_found() tells. */
prse_status prse__company_new(prse_company **out, prse_services *services,
                              prse_str number,
                              const prse_request_options *opts,
                              prse_error *err);

#endif
