/* SPDX-License-Identifier: Apache-2.0 */
/* Picking what is needed out of an answer. */
#include <string.h>

#include "blob_s3/s3.h"
#include "formats/xml_fields.h"

prse_str prse__s3_header(const prse__s3_request *request, const char *name)
{
    prse_str value = {0};
    if (request->answer)
        prse__call_answer(request->answer, name, &value);
    return value;
}

int prse__s3_number(uint64_t *out, prse_str text)
{
    uint64_t value = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return 0;
        uint64_t digit = (uint64_t)(text.ptr[i] - '0');
        if (value > (UINT64_MAX - digit) / 10)
            return 0;
        value = value * 10 + digit;
    }
    *out = value;
    return text.len > 0;
}

prse_status prse__s3_odd(const prse__s3_request *request, const char *what,
                         prse_error *err)
{
    return prse__error_set(err, PRSE_EPEER, request->method,
                           "%s: is the endpoint an S3 service?", what);
}

typedef struct looking {
    const char *path;
    prse__buf *out;
} looking;

static prse_status on_field(void *user, prse_str path, prse_str text,
                            prse_error *err)
{
    looking *it = user;
    if (!prse__str_is(path, it->path))
        return PRSE_OK;
    prse__buf_clear(it->out);
    prse__buf_add(it->out, text);
    return it->out->failed ? prse__error_nomem(err) : PRSE_OK;
}

prse_status prse__s3_field(prse__buf *out, const prse__s3_request *request,
                           const char *path, prse_error *err)
{
    prse_error why = {0};
    looking it = {path, out};
    prse_status status =
        prse__xml_fields_read(prse__buf_str(&request->answer->answer),
                              "answer of S3", on_field, &it, &why);
    if (status == PRSE_ENOMEM)
        return prse__error_nomem(err);
    if (status || out->len == 0)
        return prse__s3_odd(request, "its answer is not the one expected",
                            err);
    return PRSE_OK;
}
