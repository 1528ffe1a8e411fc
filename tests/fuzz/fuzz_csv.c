/* SPDX-License-Identifier: Apache-2.0 */
/* Records that are read, written and read again stay the same. */
#include "formats/csv.h"

#include "fuzz/fuzz.h"

/* Every record as written by the library; blank ones would be skipped. */
static prse_status rewrite(prse__buf *out, prse_str text, prse_error *err)
{
    prse__csv *csv = NULL;
    const prse_str *fields = NULL;
    size_t count = 0;
    prse__buf_adds(out, "\xEF\xBB\xBF"); /* or a field could become one */
    prse_status status = prse__csv_new(&csv, text, "fuzz", err);
    while (status == PRSE_OK) {
        status = prse__csv_next(csv, &fields, &count, err);
        if (status != PRSE_OK || count == 0)
            break;
        if (count == 1 && fields[0].len == 0)
            continue;
        for (size_t i = 0; i < count; i++) {
            if (i > 0)
                prse__buf_addc(out, prse__csv_separator(csv));
            prse__csv_add_field(out, fields[i]);
        }
        prse__buf_adds(out, "\r\n");
    }
    prse__csv_free(csv);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    prse__buf first, second;
    prse_error err = {0};
    prse__buf_init(&first, 0);
    prse__buf_init(&second, 0);
    prse_status status = rewrite(&first, fuzz_text(data, size), &err);
    fuzz_check(status, &err);
    if (status == PRSE_OK) {
        FUZZ_ASSERT(rewrite(&second, prse__buf_str(&first), &err) == PRSE_OK);
        FUZZ_ASSERT(fuzz_same(prse__buf_str(&first), prse__buf_str(&second)));
    }
    prse__buf_free(&first);
    prse__buf_free(&second);
    return 0;
}
