/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/details.h"

#include "formats/json_writer.h"

static prse_status add(prse__work *work, prse_operation operation,
                       prse_str object, prse__buf *details, prse_error *err)
{
    prse_status status =
        details->failed ? prse__error_nomem(err)
                        : prse__journal_add(work, operation, object,
                                            prse__buf_str(details), err);
    prse__buf_free(details);
    return status;
}

prse_status prse__journal_tell(prse__work *work, prse_operation operation,
                               prse_str object, const char *key,
                               const char *word, prse_error *err)
{
    prse__buf details;
    prse__json json;
    if (!*word)
        return prse__journal_add(work, operation, object, PRSE_STR(""), err);
    prse__buf_init(&details, 0);
    prse__json_init(&json, &details, 0);
    prse__json_open(&json, '{');
    prse__json_put(&json, key, prse_str_of(word));
    prse__json_close(&json, '}');
    return add(work, operation, object, &details, err);
}

prse_status prse__journal_member(prse__work *work, prse_operation operation,
                                 prse_str object, const char *what,
                                 const char *role, prse_error *err)
{
    prse__buf details;
    prse__json json;
    prse__buf_init(&details, 0);
    prse__json_init(&json, &details, 0);
    prse__json_open(&json, '{');
    prse__json_put(&json, "fait", prse_str_of(what));
    if (*role)
        prse__json_put(&json, "role", prse_str_of(role));
    prse__json_close(&json, '}');
    return add(work, operation, object, &details, err);
}
