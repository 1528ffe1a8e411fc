/* SPDX-License-Identifier: Apache-2.0 */
/* What may come in: texts, days, words. */
#include "base/date.h"
#include "portal/portal.h"

enum { WORD_MAX = 32 };

static int is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

static prse_status check_characters(prse_str text, const char *subject,
                                    prse_error *err)
{
    size_t valid = prse__utf8_check(text);
    if (valid < text.len)
        return prse__error_set(err, PRSE_EPARSE, subject,
                               "byte %zu is not UTF-8", valid + 1);
    for (size_t at = 0, next = 0; at < text.len; at = next)
        if (is_control(prse__utf8_next(text, &next)))
            return prse__error_set(err, PRSE_EPARSE, subject,
                                   "a control character at byte %zu", at + 1);
    return PRSE_OK;
}

prse_status prse__portal_text(prse_str text, size_t max, const char *subject,
                              prse_error *err)
{
    if (!text.ptr && text.len)
        return prse__error_set(err, PRSE_EINVAL, subject, "it is NULL");
    if (text.len > max)
        return prse__error_set(err, PRSE_EPARSE, subject,
                               "%zu bytes; at most %zu", text.len, max);
    return text.len ? check_characters(text, subject, err) : PRSE_OK;
}

prse_status prse__portal_day(prse_value *out, prse_str text,
                             const char *subject, prse_error *err)
{
    prse__date day;
    *out = prse__field_null();
    if (!text.ptr && text.len)
        return prse__error_set(err, PRSE_EINVAL, subject, "it is NULL");
    if (!text.len)
        return PRSE_OK;
    if (!prse__date_parse(&day, text) || prse__date_ymd(day).year < 1)
        return prse__error_set(err, PRSE_EPARSE, subject,
                               "no day of the calendar: expected for "
                               "instance 2026-12-31");
    *out = prse__field_date(day);
    return PRSE_OK;
}

static int is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

prse_status prse__portal_word(prse_str text, const char *subject,
                              prse_error *err)
{
    int right = text.len > 0 && text.len <= WORD_MAX && text.ptr;
    for (size_t i = 0; right && i < text.len; i++)
        right = is_word(text.ptr[i]);
    if (right)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EPARSE, subject,
                           "expected a word of 1 to %d small letters, digits "
                           "and _",
                           WORD_MAX);
}

prse_status prse__portal_company_named(prse_str siren, prse_error *err)
{
    if (siren.len)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EPARSE, "siren",
                           "there is no SIREN: of which company?");
}
