/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/give.h"

#include "base/text.h"

prse_status prse__give_make(prse_text **made, int wanted, prse_str text,
                            prse_error *err)
{
    prse__buf buf;
    if (!wanted)
        return PRSE_OK;
    prse__buf_init(&buf, 0);
    prse__buf_add(&buf, text);
    prse_status status = prse__text_take(made, &buf, err);
    prse__buf_free(&buf);
    return status;
}

prse_status prse__give(prse_text **out, prse_text *made, prse_status status)
{
    if (status || !out)
        prse_text_free(made);
    else
        *out = made;
    return status;
}
