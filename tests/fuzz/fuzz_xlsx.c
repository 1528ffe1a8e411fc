/* SPDX-License-Identifier: Apache-2.0 */
/* Whole archives, stored members above all, so that a byte of a part can
 * change without its archive being damaged first. Checksums are those of the
 * archive: what passes them is read as a workbook. */
#include "formats/xlsx.h"
#include "fuzz/fuzz.h"

enum { BYTES = 1024 * 1024 };

static prse_status see(void *user, const prse__xlsx_row *row,
                       prse_error *err)
{
    uint32_t *last = user;
    (void)err;
    FUZZ_ASSERT(row->number > *last);
    *last = row->number;
    for (size_t i = 0; i < row->count; i++)
        FUZZ_ASSERT(prse__utf8_check(row->cells[i]) == row->cells[i].len);
    return PRSE_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const prse__xlsx_limits limits = {BYTES, BYTES, 64, 4096};
    prse__zip *zip = NULL;
    prse_error err = {0};
    uint32_t last = 0;
    prse_status status =
        prse__zip_open_text(&zip, fuzz_text(data, size), "fuzz", &err);
    if (!status)
        status = prse__xlsx_read(zip, PRSE_STR(""), &limits, see, &last,
                                 &err);
    fuzz_check(status, &err);
    prse__zip_close(zip);
    return 0;
}
