/* SPDX-License-Identifier: Apache-2.0 */
/* Equal values of rows: JSON texts are equal as documents, members of an object
 * in any order. */
#include "formats/json_canonical.h"
#include "store/kit.h"

static int same_json(prse_str a, prse_str b)
{
    prse__buf x, y;
    prse__buf_init(&x, 0);
    prse__buf_init(&y, 0);
    prse_status status = prse__json_canonical(&x, a, NULL);
    if (!status)
        status = prse__json_canonical(&y, b, NULL);
    int same = status == PRSE_OK &&
               prse__str_eq(prse__buf_str(&x), prse__buf_str(&y));
    if (status == PRSE_ENOMEM || x.failed || y.failed)
        same = -1;
    prse__buf_free(&x);
    prse__buf_free(&y);
    return same;
}

static int is_number(int32_t type)
{
    return type == PRSE_TYPE_INT || type == PRSE_TYPE_BOOL ||
           type == PRSE_TYPE_DATE || type == PRSE_TYPE_TIME;
}

int prse__trial_same(const prse_value *a, const prse_value *b)
{
    if (a->type != b->type)
        return 0;
    if (a->type == PRSE_TYPE_NULL)
        return 1;
    if (is_number(a->type))
        return a->number == b->number;
    if (a->type == PRSE_TYPE_JSON)
        return same_json(a->text, b->text);
    return prse__str_eq(a->text, b->text);
}
