/* SPDX-License-Identifier: Apache-2.0 */
/* The same file as a workbook. */
#include <stdlib.h>
#include <unistd.h>

#include "platforms/egapro_file.h"
#include "support/archive.h"
#include "support/test.h"

#define TYPES "http://schemas.openxmlformats.org/officeDocument/2006/" \
              "relationships/"
#define REL(id, type, target) \
    "<Relationships><Relationship Id=\"" id "\" Type=\"" TYPES type \
    "\" Target=\"" target "\"/></Relationships>"
#define TEXT(t) "<c t=\"inlineStr\"><is><t>" t "</t></is></c>"
#define NUMBER(n) "<c><v>" n "</v></c>"

static prse_str workbook(void)
{
    const prse_test_part parts[] = {
        {"_rels/.rels", PRSE_STR(REL("a", "officeDocument", "wb.xml"))},
        {"wb.xml",
         PRSE_STR("<workbook xmlns:r=\"x\"><sheets><sheet name=\""
                  "Donn\u00e9es publiques\" r:id=\"b\"/></sheets>"
                  "</workbook>")},
        {"_rels/wb.xml.rels", PRSE_STR(REL("b", "worksheet", "s.xml"))},
        {"s.xml",
         PRSE_STR("<worksheet><sheetData><row>"
                  TEXT("Ann\u00e9e") TEXT("SIREN") TEXT("Raison Sociale")
                  TEXT("Note Index") TEXT("Note Hautes r\u00e9mun\u00e9rations")
                  "</row><row>"
                  NUMBER("2021") TEXT("005410758") TEXT("A &amp; B")
                  TEXT("NC") "</row><row>"
                  NUMBER("2022") NUMBER("5410758") TEXT("A")
                  NUMBER("9.9E1") NUMBER("5") "</row></sheetData>"
                  "</worksheet>")},
    };
    return prse_test_archive(parts, sizeof parts / sizeof *parts);
}

static prse_status flatten(void *user, const prse__egapro_row *row,
                           prse_error *err)
{
    prse__buf *buf = user;
    prse__buf_addf(buf, "%u %d %s %d %d %.*s|", row->line, (int)row->year,
                   row->siren, (int)row->notes[PRSE__NOTE_INDEX],
                   (int)row->notes[PRSE__NOTE_HAUTES_REMUNERATIONS],
                   (int)row->name.len, row->name.ptr);
    return buf->failed ? prse__error_nomem(err) : PRSE_OK;
}

PRSE_TEST(egapro_workbook, reads_texts_and_numbers)
{
    prse_str bytes = workbook();
    char *path = prse_test_file(bytes);
    prse__buf buf;
    prse_error err = {0};
    prse__buf_init(&buf, 0);
    cr_expect_eq(prse__egapro_file_read(path, flatten, &buf, NULL, &err),
                 PRSE_OK, "%s", err.message);
    cr_expect_str_eq(buf.ptr, "2 2021 005410758 -2 -1 A & B|"
                              "3 2022 005410758 99 5 A|");
    prse__buf_free(&buf);
    unlink(path);
    free(path);
    free((char *)bytes.ptr);
}
