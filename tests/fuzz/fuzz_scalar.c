/* SPDX-License-Identifier: Apache-2.0 */
/* Decimals, dates and UTF-8: what is read prints as something that reads
 * equal. */
#include "base/date.h"
#include "base/decimal.h"

#include "fuzz/fuzz.h"

static void decimal(prse__buf *buf, prse_str text)
{
    prse__dec number, again;
    if (!prse__dec_parse(&number, text))
        return;
    FUZZ_ASSERT(prse__dec_finite(number));
    prse__buf_clear(buf);
    prse__dec_print(buf, number);
    FUZZ_ASSERT(prse__dec_parse(&again, prse__buf_str(buf)));
    FUZZ_ASSERT(prse__dec_cmp(number, again) == 0);
}

static void date(prse__buf *buf, prse_str text)
{
    prse__date day;
    if (!prse__date_parse(&day, text))
        return;
    prse__buf_clear(buf);
    prse__date_print(buf, day);
    FUZZ_ASSERT(fuzz_same(text, prse__buf_str(buf)));
}

static void utf8(prse__buf *buf, prse_str text)
{
    text.len = prse__utf8_check(text);
    prse__buf_clear(buf);
    for (size_t at = 0; at < text.len;)
        prse__utf8_add(buf, prse__utf8_next(text, &at));
    FUZZ_ASSERT(fuzz_same(text, prse__buf_str(buf)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    prse__buf buf;
    prse__buf_init(&buf, 0);
    decimal(&buf, fuzz_text(data, size));
    date(&buf, fuzz_text(data, size));
    utf8(&buf, fuzz_text(data, size));
    prse__buf_free(&buf);
    return 0;
}
