/* SPDX-License-Identifier: Apache-2.0 */
/* A stream gives the same records whatever the pieces it comes in, and records
 * that are read, written and read again stay the same. */
#include "fuzz/fuzz.h"
#include "support/text_source.h"

static void add_field(prse__buf *out, prse_str field)
{
    prse__buf_addc(out, '"');
    for (size_t i = 0; i < field.len; i++) {
        prse__buf_addc(out, field.ptr[i]);
        if (field.ptr[i] == '"')
            prse__buf_addc(out, '"');
    }
    prse__buf_addc(out, '"');
}

/* Every record, all quoted. */
static prse_status rewrite(prse__buf *out, prse_str text, size_t piece,
                           prse_error *err)
{
    text_source source = {text, 0, piece};
    prse__csv_stream *csv = NULL;
    const prse_str *fields = NULL;
    size_t count = 1;
    prse_status status = prse__csv_stream_open(&csv, text_source_of(&source),
                                               "fuzz", err);
    while (status == PRSE_OK && count > 0) {
        status = prse__csv_stream_next(csv, &fields, &count, err);
        for (size_t i = 0; status == PRSE_OK && i < count; i++) {
            FUZZ_ASSERT(prse__csv_stream_place(csv, i).line > 0);
            if (i > 0)
                prse__buf_addc(out, ',');
            add_field(out, fields[i]);
        }
        prse__buf_adds(out, count > 0 ? "\r\n" : "");
    }
    prse__csv_stream_close(csv);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    prse__buf first, second;
    prse_error err = {0}, again = {0};
    size_t piece = size > 0 ? (size_t)data[0] % 16 + 1 : 1;
    prse__buf_init(&first, 0);
    prse__buf_init(&second, 0);
    prse_status status = rewrite(&first, fuzz_text(data, size), SIZE_MAX,
                                 &err);
    fuzz_check(status, &err);
    FUZZ_ASSERT(rewrite(&second, fuzz_text(data, size), piece, &again) ==
                status);
    FUZZ_ASSERT(memcmp(&err, &again, sizeof err) == 0);
    FUZZ_ASSERT(fuzz_same(prse__buf_str(&first), prse__buf_str(&second)));
    prse__buf_clear(&second);
    if (status == PRSE_OK) {
        FUZZ_ASSERT(rewrite(&second, prse__buf_str(&first), piece, &err) ==
                    PRSE_OK);
        FUZZ_ASSERT(fuzz_same(prse__buf_str(&first), prse__buf_str(&second)));
    }
    prse__buf_free(&first);
    prse__buf_free(&second);
    return 0;
}
