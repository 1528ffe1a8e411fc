/* SPDX-License-Identifier: Apache-2.0 */
/* One part as the sheet, the strings or the list of sheets of a workbook
 * (first byte), put into an archive here: checksums are then never wrong. */
#include <stdlib.h>

#include "formats/xlsx.h"
#include "fuzz/fuzz.h"
#include "support/archive.h"

enum { TOP, BOOK, RELS, STRINGS, SHEET, PARTS };

#define TYPE "http://x/relationships/"

static const char *const usual[PARTS][2] = {
    {"_rels/.rels", "<R><Relationship Id=\"a\" Type=\"" TYPE
                    "officeDocument\" Target=\"b.xml\"/></R>"},
    {"b.xml", "<w><sheets><sheet name=\"s\" id=\"s\"/></sheets></w>"},
    {"_rels/b.xml.rels",
     "<R><Relationship Id=\"s\" Type=\"" TYPE "worksheet\" "
     "Target=\"s.xml\"/><Relationship Id=\"t\" Type=\"" TYPE
     "sharedStrings\" Target=\"t.xml\"/></R>"},
    {"t.xml", "<sst><si><t>a</t></si><si><t>b</t></si></sst>"},
    {"s.xml", "<w><sheetData><row><c t=\"s\"><v>1</v></c></row>"
              "</sheetData></w>"},
};

static prse_status see(void *user, const prse__xlsx_row *row,
                       prse_error *err)
{
    (void)user, (void)err;
    for (size_t i = 0; i < row->count; i++)
        FUZZ_ASSERT(prse__utf8_check(row->cells[i]) == row->cells[i].len);
    return PRSE_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const prse__xlsx_limits limits = {65536, 65536, 64, 4096};
    prse_test_part parts[PARTS];
    prse__zip *zip = NULL;
    prse_error err = {0};
    if (size == 0)
        return 0;
    for (size_t i = 0; i < PARTS; i++)
        parts[i] = (prse_test_part){usual[i][0], prse_str_of(usual[i][1])};
    parts[data[0] % PARTS].text = fuzz_text(data + 1, size - 1);
    prse_str bytes = prse_test_archive(parts, PARTS);
    FUZZ_ASSERT(bytes.ptr);
    prse_status status = prse__zip_open_text(&zip, bytes, "fuzz", &err);
    if (!status)
        status =
            prse__xlsx_read(zip, PRSE_STR(""), &limits, see, NULL, &err);
    fuzz_check(status, &err);
    prse__zip_close(zip);
    free((char *)bytes.ptr);
    return 0;
}
