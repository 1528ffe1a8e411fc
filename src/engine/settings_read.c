/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/settings_read.h"

#include <inttypes.h>

#include "base/error.h"
#include "http/url.h"

static prse_status wrong(const prse__setting_read *r, prse_str text,
                         const char *expected)
{
    char shown[48];
    prse__error_copy(shown, sizeof shown, text);
    return prse__error_set(r->err, PRSE_EPARSE, r->name,
                           "`%s` is no value of %s: expected %s", shown,
                           r->name, expected);
}

/* Beyond the bounds of every setting; a day of milliseconds so many times is
 * still a number. */
#define TOO_MUCH INT64_C(100000000000)

/* The digits at the start of a text, which is moved past them; 0 when there
 * are none. */
static int take_digits(int64_t *out, prse_str *text)
{
    size_t n = 0;
    *out = 0;
    for (; n < text->len && text->ptr[n] >= '0' && text->ptr[n] <= '9'; n++) {
        *out = *out * 10 + (text->ptr[n] - '0');
        if (*out > TOO_MUCH)
            *out = TOO_MUCH;
    }
    text->ptr += n;
    text->len -= n;
    return n > 0;
}

typedef struct unit {
    const char *name;
    int64_t times;
} unit;

static int take_unit(int64_t *number, prse_str text, const unit *units)
{
    for (size_t i = 0; units[i].name; i++)
        if (prse__str_is(text, units[i].name)) {
            *number *= units[i].times;
            return 1;
        }
    return 0;
}

static const unit TIMES[] = {{"ms", 1},        {"s", 1000},
                             {"min", 60000},   {"h", 3600000},
                             {"d", 86400000},  {"j", 86400000},
                             {NULL, 0}};
static const unit SIZES[] = {{"", 1},
                             {"B", 1},
                             {"KiB", 1024},
                             {"MiB", 1024 * 1024},
                             {NULL, 0}};

static int take_time(int64_t *out, prse_str text)
{
    return take_digits(out, &text) && take_unit(out, text, TIMES);
}

static prse_status in_bounds(const prse__setting_read *r, prse_str text,
                             int64_t number, const char *of)
{
    char expected[96];
    prse__buf buf;
    if (number >= r->low && number <= r->high)
        return PRSE_OK;
    prse__buf_init(&buf, sizeof expected - 1);
    prse__buf_addf(&buf, "%" PRId64 " to %" PRId64 " %s", r->low, r->high,
                   of);
    prse_status status = buf.failed
                             ? prse__error_nomem(r->err)
                             : wrong(r, text, buf.ptr);
    prse__buf_free(&buf);
    return status;
}

prse_status prse__read_setting_url(const prse__setting_read *r, prse_str text,
                                   void *to)
{
    prse_str base;
    prse_status status = prse__url_check_base(&base, text, r->err);
    if (status)
        return status;
    *(prse_str *)to = prse__str_dup(r->arena, base);
    return ((prse_str *)to)->ptr ? PRSE_OK : prse__error_nomem(r->err);
}

/* What would end a header line, or hide in it, is no key. The error never
 * shows what was given. */
prse_status prse__read_setting_key(const prse__setting_read *r, prse_str text,
                                   void *to)
{
    enum { MOST = 1024 };
    prse__buf buf;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] <= ' ' || text.ptr[i] > '~' || text.len > MOST)
            return prse__error_set(r->err, PRSE_EPARSE, r->name,
                                   "a key is at most %d ASCII characters "
                                   "without spaces",
                                   MOST);
    prse__buf_init(&buf, 0);
    if (text.len)
        prse__buf_adds(&buf, r->before);
    prse__buf_add(&buf, text);
    prse_str key = text.len ? prse__str_dup(r->arena, prse__buf_str(&buf))
                            : PRSE_STR("");
    int failed = buf.failed || !key.ptr;
    prse__buf_free(&buf);
    if (failed)
        return prse__error_nomem(r->err);
    *(prse_str *)to = key;
    return PRSE_OK;
}

prse_status prse__read_setting_flag(const prse__setting_read *r, prse_str text,
                                    void *to)
{
    static const char *const WORDS[][2] = {
        {"no", "yes"}, {"non", "oui"}, {"false", "true"}, {"0", "1"}};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        for (int flag = 0; flag < 2; flag++)
            if (prse__str_is(text, WORDS[i][flag])) {
                *(int64_t *)to = flag;
                return PRSE_OK;
            }
    return wrong(r, text, "yes or no");
}

prse_status prse__read_setting_time(const prse__setting_read *r, prse_str text,
                                    void *to)
{
    int64_t ms;
    if (!take_time(&ms, text))
        return wrong(r, text,
                     "a time such as 250ms, 10s, 5min, 24h or 30d");
    prse_status status = in_bounds(r, text, ms, "milliseconds");
    if (!status)
        *(int64_t *)to = ms;
    return status;
}

prse_status prse__read_setting_rate(const prse__setting_read *r, prse_str text,
                                    void *to)
{
    enum { MOST_REQUESTS = 10000 };
    prse__policy *policy = to;
    int64_t count, ms;
    prse_str rest = text;
    if (prse__str_is(text, "none")) {
        policy->rate_count = 0;
        policy->rate_ms = 0;
        return PRSE_OK;
    }
    if (!take_digits(&count, &rest) || count < 1 || count > MOST_REQUESTS ||
        rest.len < 2 || rest.ptr[0] != '/' ||
        !take_time(&ms, (prse_str){rest.ptr + 1, rest.len - 1}) ||
        ms < r->low || ms > r->high)
        return wrong(r, text,
                     "1 to 10000 requests in a time of 1 to 86400000 "
                     "milliseconds, such as 7/1s or 30/60s, or none");
    policy->rate_count = (uint32_t)count;
    policy->rate_ms = ms;
    return PRSE_OK;
}

prse_status prse__read_setting_size(const prse__setting_read *r, prse_str text,
                                    void *to)
{
    int64_t bytes;
    prse_str rest = text;
    if (!take_digits(&bytes, &rest) || !take_unit(&bytes, rest, SIZES))
        return wrong(r, text, "a size such as 65536, 512KiB or 8MiB");
    prse_status status = in_bounds(r, text, bytes, "bytes");
    if (!status)
        *(uint64_t *)to = (uint64_t)bytes;
    return status;
}

prse_status prse__read_setting_count(const prse__setting_read *r,
                                     prse_str text, void *to)
{
    int64_t count;
    prse_str rest = text;
    if (!take_digits(&count, &rest) || rest.len)
        return wrong(r, text, "a whole number");
    prse_status status = in_bounds(r, text, count, "");
    if (!status)
        *(uint32_t *)to = (uint32_t)count;
    return status;
}
