/* SPDX-License-Identifier: Apache-2.0 */
/* Until the offline register is there: to be removed then. */
#include "base/error.h"
#include "portailrse/register.h"

__attribute__((weak)) prse_status prse_register_find(prse_units **out,
                                                     prse_register *reg,
                                                     prse_str siren,
                                                     prse_error *err)
{
    (void)out, (void)reg, (void)siren;
    return prse__error_set(err, PRSE_EUNSUPPORTED, NULL, "not built");
}

__attribute__((weak)) prse_status prse_register_search(
    prse_units **out, prse_register *reg, prse_str text,
    const prse_search_options *opts, prse_error *err)
{
    (void)out, (void)reg, (void)text, (void)opts;
    return prse__error_set(err, PRSE_EUNSUPPORTED, NULL, "not built");
}
