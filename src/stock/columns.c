/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/columns.h"

static prse_status fail(prse_error *err, const char *file, prse_str names,
                        const char *what)
{
    prse__place at = {file, 1, 1};
    return prse__error_at(err, PRSE_ESCHEMA, at, NULL, "%s: %.*s", what,
                          (int)names.len, names.ptr);
}

/* Index of a name in the header, -1 when there is none. */
static int16_t find(const prse_str *header, size_t count, const char *name,
                    int *twice)
{
    int16_t at = -1;
    for (size_t i = 0; i < count; i++) {
        if (!prse__str_is(prse__str_trim(header[i]), name))
            continue;
        *twice |= at >= 0;
        at = (int16_t)i;
    }
    return at;
}

prse_status prse__columns_bind(prse__columns *out,
                               const prse__column_name *names,
                               const prse_str *header, size_t count,
                               const char *file, prse_error *err)
{
    prse_status status = PRSE_OK;
    prse__buf missing;
    prse__buf_init(&missing, 0);
    out->width = count;
    for (size_t i = 0; names[i].name && status == PRSE_OK; i++) {
        int twice = 0;
        out->at[i] = find(header, count, names[i].name, &twice);
        if (twice)
            status = fail(err, file, prse_str_of(names[i].name),
                          "the file has this column twice");
        if (out->at[i] >= 0 || names[i].optional)
            continue;
        prse__buf_adds(&missing, missing.len > 0 ? ", " : "");
        prse__buf_adds(&missing, names[i].name);
    }
    if (status == PRSE_OK && missing.failed)
        status = prse__error_nomem(err);
    else if (status == PRSE_OK && missing.len > 0)
        status = fail(err, file, prse__buf_str(&missing),
                      "the file lacks these columns");
    prse__buf_free(&missing);
    return status;
}
