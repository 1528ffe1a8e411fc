/* SPDX-License-Identifier: Apache-2.0 */
/* Ids of messages: the job that reports, and the number of the message. An id
 * has no ".", which stands between the parts that are signed. */
#include "callback/webhook.h"

enum { MOST_DIGITS = 15 };

static int id_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-' || c == '_';
}

int prse__webhook_is_id(prse_str id, size_t most)
{
    for (size_t i = 0; i < id.len; i++)
        if (!id_char(id.ptr[i]))
            return 0;
    return id.len > 0 && id.len <= most;
}

prse_status prse__webhook_id_write(prse__buf *out, prse_str job,
                                   uint64_t number, prse_error *err)
{
    if (!prse__webhook_is_id(job, PRSE__WEBHOOK_JOB_MAX))
        return prse__error_set(err, PRSE_EINVAL, "job",
                               "the id of a job is 1 to %d letters, digits, "
                               "'-' and '_'", (int)PRSE__WEBHOOK_JOB_MAX);
    if (number == 0 || number >= UINT64_C(1000000000000000))
        return prse__error_set(err, PRSE_EINVAL, "number",
                               "messages are numbered from 1");
    prse__buf_add(out, job);
    prse__buf_addf(out, "-%llu", (unsigned long long)number);
    return out->failed ? prse__error_nomem(err) : PRSE_OK;
}

/* From 1, without zeros before it, so that a number has one spelling. */
static int read_number(prse_str text, uint64_t *number)
{
    *number = 0;
    if (text.len == 0 || text.len > MOST_DIGITS || text.ptr[0] == '0')
        return 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return 0;
        *number = *number * 10 + (uint64_t)(text.ptr[i] - '0');
    }
    return 1;
}

int prse__webhook_id_read(prse_str id, prse_str *job, uint64_t *number)
{
    size_t dash = id.len;
    while (dash > 0 && id.ptr[dash - 1] != '-')
        dash--;
    if (dash < 2)
        return 0;
    *job = (prse_str){id.ptr, dash - 1};
    return prse__webhook_is_id(*job, PRSE__WEBHOOK_JOB_MAX) &&
           read_number((prse_str){id.ptr + dash, id.len - dash}, number);
}
