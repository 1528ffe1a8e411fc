/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "formats/xlsx.h"
#include "support/archive.h"
#include "support/fault.h"
#include "support/test.h"

#define TYPES "http://schemas.openxmlformats.org/officeDocument/2006/"
#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
#define RELS(inside) HEAD "<Relationships xmlns=\"http://schemas.openxml" \
    "formats.org/package/2006/relationships\">" inside "</Relationships>"
#define REL(id, type, target) "<Relationship Id=\"" id "\" Type=\"" TYPES \
    "relationships/" type "\" Target=\"" target "\"/>"

static const char top_rels[] = RELS(REL("rId1", "officeDocument",
                                        "xl/workbook.xml"));
static const char book_rels[] = RELS(
    REL("rId1", "worksheet", "worksheets/sheet1.xml")
    REL("rId2", "worksheet", "/xl/worksheets/sheet2.xml")
    REL("rId3", "sharedStrings", "../xl/sharedStrings.xml"));
static const char book[] = HEAD
    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/"
    "main\" xmlns:r=\"" TYPES "relationships\"><sheets>"
    "<sheet name=\"Donn\xC3\xA9" "es\" sheetId=\"1\" r:id=\"rId1\"/>"
    "<sheet name=\"Autre\" sheetId=\"4\" r:id=\"rId2\"/>"
    "</sheets></workbook>";
static const char strings[] = HEAD
    "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
    " count=\"3\" uniqueCount=\"3\"><si><t>Ann\xC3\xA9" "e</t></si>"
    "<si><r><rPr><b/></rPr><t>SI</t></r><r><t xml:space=\"preserve\">REN "
    "</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></si><si/></sst>";

#define SHEET(rows) HEAD "<worksheet xmlns=\"http://schemas.openxmlformats" \
    ".org/spreadsheetml/2006/main\"><dimension ref=\"A1\"/><sheetData>" rows \
    "</sheetData><mergeCells/></worksheet>"

/* The parts of a workbook; a test replaces or drops some of them. */
enum { TOP, BOOK, BOOK_RELS, STRINGS, SHEET1, SHEET2, PARTS };

typedef struct workbook {
    const char *text[PARTS]; /* NULL: the usual one; "": none */
} workbook;

static prse_str made(const workbook *w)
{
    static const char *const names[PARTS] = {
        "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
        "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml"};
    static const char *const usual[PARTS] = {
        top_rels, book, book_rels, strings,
        SHEET("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"),
        SHEET("<row><c><v>2</v></c></row>")};
    prse_test_part parts[PARTS];
    size_t count = 0;
    for (size_t i = 0; i < PARTS; i++) {
        const char *text = w->text[i] ? w->text[i] : usual[i];
        if (*text)
            parts[count++] = (prse_test_part){names[i], prse_str_of(text)};
    }
    return prse_test_archive(parts, count);
}

/* Rows as text: "1:a|b/". */
static prse_status flatten(void *user, const prse__xlsx_row *row,
                           prse_error *err)
{
    prse__buf *buf = user;
    prse__buf_addf(buf, "%u:", row->number);
    for (size_t i = 0; i < row->count; i++) {
        prse__buf_adds(buf, i ? "|" : "");
        prse__buf_add(buf, row->cells[i]);
    }
    prse__buf_addc(buf, '/');
    cr_expect(row->read <= row->size && row->read > 0);
    return buf->failed ? prse__error_nomem(err) : PRSE_OK;
}

static prse_status read_bytes(prse_str bytes, prse_str sheet,
                              const prse__xlsx_limits *limits, prse__buf *buf,
                              prse_error *err)
{
    prse__zip *zip = NULL;
    prse_status status = prse__zip_open_text(&zip, bytes, "b.xlsx", err);
    if (!status)
        status = prse__xlsx_read(zip, sheet, limits, flatten, buf, err);
    prse__zip_close(zip);
    return status;
}

static void expect(const workbook *w, const char *sheet,
                   const prse__xlsx_limits *limits, prse_status status,
                   const char *rows)
{
    prse__buf buf;
    prse_error err = {0};
    prse_str bytes = made(w);
    prse__buf_init(&buf, 0);
    prse__buf_adds(&buf, "");
    prse_status found =
        read_bytes(bytes, prse_str_of(sheet), limits, &buf, &err);
    cr_expect_eq(found, status, "%s instead of %s: %s (%s)",
                 prse_status_name(found), prse_status_name(status),
                 err.message, w->text[SHEET1] ? w->text[SHEET1] : "");
    cr_expect_eq(err.code, (int32_t)found);
    cr_expect_eq(err.message[0] != '\0', found != PRSE_OK);
    if (rows)
        cr_expect_str_eq(buf.ptr, rows);
    prse__buf_free(&buf);
    free((char *)bytes.ptr);
}

static void expect_rows(const char *sheet, const char *rows)
{
    expect(&(workbook){.text[SHEET1] = sheet}, "", NULL, PRSE_OK, rows);
}

PRSE_TEST(xlsx, reads_each_kind_of_value_as_it_is_written)
{
    expect_rows(
        SHEET("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
              "<c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v>"
              "</c></row>"
              "<row r=\"2\"><c r=\"A2\"><v>2021</v></c>"
              "<c r=\"B2\" t=\"n\"><v>5.52032534E8</v></c>"
              "<c r=\"C2\" t=\"b\"><v>1</v></c>"
              "<c r=\"D2\" t=\"e\"><v>#N/A</v></c>"
              "<c r=\"E2\" t=\"str\"><f>A2&amp;\"\"</f><v>2021</v></c>"
              "<c r=\"F2\" t=\"inlineStr\"><is><t>a &lt; \xC3\xA9</t></is></c>"
              "<c r=\"G2\" t=\"inlineStr\"><is><r><rPr/><t>x</t></r><r><t>y"
              "</t></r><rPh><t>no</t></rPh></is></c></row>"),
        "1:Ann\xC3\xA9" "e|SIREN |/"
        "2:2021|5.52032534E8|1|#N/A|2021|a < \xC3\xA9|xy/");
}

PRSE_TEST(xlsx, fills_cells_and_rows_that_are_not_written)
{
    expect_rows(SHEET("<row r=\"2\"><c r=\"C2\"><v>3</v></c><c r=\"AA2\"/>"
                      "</row><row/><row r=\"9\" spans=\"1:3\"><c><v>1</v></c>"
                      "<c r=\"D9\"><v>4</v></c><c><v>5</v></c></row>"),
                "2:||3||||||||||||||||||||||||/3:/9:1|||4|5/");
}

PRSE_TEST(xlsx, finds_a_sheet_by_its_name_or_takes_the_first)
{
    const workbook usual = {{0}};
    expect(&usual, "", NULL, PRSE_OK, "1:1/");
    expect(&usual, "Donn\xC3\xA9" "es", NULL, PRSE_OK, "1:1/");
    expect(&usual, "Autre", NULL, PRSE_OK, "1:2/");
    expect(&usual, "autre", NULL, PRSE_ENOTFOUND, "");
}

PRSE_TEST(xlsx, needs_no_shared_strings)
{
    expect(&(workbook){.text = {[BOOK_RELS] = RELS(REL(
               "rId1", "worksheet", "worksheets/sheet1.xml")),
               [STRINGS] = "", [SHEET2] = ""}},
           "", NULL, PRSE_OK, "1:1/");
}

PRSE_TEST(xlsx, refuses_a_workbook_with_parts_missing)
{
    for (int i = 0; i < SHEET2; i++) {
        workbook w = {{0}};
        w.text[i] = "";
        expect(&w, "", NULL, PRSE_ESCHEMA, "");
    }
    expect(&(workbook){.text[TOP] = RELS("")}, "", NULL, PRSE_ESCHEMA, "");
    expect(&(workbook){.text[BOOK_RELS] = RELS("")}, "", NULL, PRSE_ESCHEMA,
           "");
    expect(&(workbook){.text[BOOK] = HEAD "<workbook/>"}, "", NULL,
           PRSE_ESCHEMA, "");
}

PRSE_TEST(xlsx, refuses_damaged_sheets)
{
    static const char *const cases[] = {
        SHEET("<row r=\"1\"><c r=\"A1\"><v>1</c></row>"),
        SHEET("<row r=\"x\"/>"), SHEET("<row r=\"0\"/>"),
        SHEET("<row r=\"4294967296\"/>"),
        SHEET("<row r=\"2\"/><row r=\"2\"/>"),
        SHEET("<row r=\"4294967295\"/><row/>"),
        SHEET("<row><c r=\"B1\"/><c r=\"B1\"/></row>"),
        SHEET("<row><c r=\"1\"/></row>"), SHEET("<row><c r=\"a1\"/></row>"),
        SHEET("<row><c r=\"ABCD1\"/></row>"),
        SHEET("<row><c t=\"s\"><v>3</v></c></row>"),
        SHEET("<row><c t=\"s\"><v>-1</v></c></row>"),
        SHEET("<row><c t=\"s\"><v>99999999999999999999999</v></c></row>"),
        SHEET("<row><c><v>\xFF</v></c></row>"),
        HEAD "<worksheet><sheetData>", "x",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect(&(workbook){.text[SHEET1] = cases[i]}, "", NULL, PRSE_EPARSE,
               NULL);
}

PRSE_TEST(xlsx, refuses_entities_of_any_kind)
{
    static const char *const cases[] = {
        "<!DOCTYPE a [<!ENTITY x \"y\">]><worksheet><sheetData><row><c><v>"
        "&x;</v></c></row></sheetData></worksheet>",
        "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><worksheet/>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"http://169.254.169.254/\">]>"
        "<worksheet>&x;</worksheet>",
        "<worksheet>&x;</worksheet>",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect(&(workbook){.text[SHEET1] = cases[i]}, "", NULL, PRSE_EPARSE,
               "");
}

PRSE_TEST(xlsx, keeps_its_limits)
{
    static const struct {
        prse__xlsx_limits limits;
        const char *sheet;
    } cases[] = {
        {{.cell_bytes = 4}, SHEET("<row><c><v>12345</v></c></row>")},
        {{.columns = 3}, SHEET("<row><c r=\"D1\"/></row>")},
        {{0}, SHEET("<row><c r=\"ZZZ1\"/></row>")},
        {{.part_bytes = 100}, NULL},
        {{.shared_bytes = 20}, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect(&(workbook){.text[SHEET1] = cases[i].sheet}, "",
               &cases[i].limits, PRSE_ELIMIT, NULL);
    expect(&(workbook){.text[SHEET1] = SHEET("<row><c><v>1234</v></c></row>")},
           "", &cases[0].limits, PRSE_ELIMIT, ""); /* "Année" is shared */
}

static void expect_long(const char *before, const char *piece, size_t count,
                        const char *after)
{
    prse__buf sheet;
    prse__buf_init(&sheet, 0);
    prse__buf_adds(&sheet, before);
    for (size_t i = 0; i < count; i++)
        prse__buf_adds(&sheet, piece);
    prse__buf_adds(&sheet, after);
    expect(&(workbook){.text[SHEET1] = sheet.ptr}, "", NULL, PRSE_ELIMIT,
           NULL);
    prse__buf_free(&sheet);
}

PRSE_TEST(xlsx, refuses_huge_tags_cells_rows_and_depths)
{
    enum { MUCH = 300 * 1024 };
    expect_long("<worksheet a=\"", "12345678", MUCH, "\"/>");
    expect_long("<worksheet><!--", "12345678", MUCH, "--></worksheet>");
    expect_long("<worksheet><sheetData><row><c><v>", "12345678", MUCH,
                "</v></c></row></sheetData></worksheet>");
    expect_long("<worksheet>", "<a>", 100, "");
    char cell[600 * 1024] = "<c><v>";
    memset(cell + 6, '1', sizeof cell - 6);
    memcpy(cell + sizeof cell - 9, "</v></c>", 9);
    expect_long("<worksheet><sheetData><row>", cell, 120,
                "</row></sheetData></worksheet>");
}

static prse_status stop(void *user, const prse__xlsx_row *row,
                        prse_error *err)
{
    int *rows = user;
    (void)row;
    return ++*rows == 2 ? prse__error_set(err, PRSE_ECANCELED, NULL, "enough")
                        : PRSE_OK;
}

PRSE_TEST(xlsx, stops_when_the_caller_says_so)
{
    prse__zip *zip = NULL;
    prse_error err = {0};
    int rows = 0;
    prse_str bytes = made(&(workbook){
        .text[SHEET1] = SHEET("<row/><row/><row/><row/>")});
    cr_assert_eq(prse__zip_open_text(&zip, bytes, "b", NULL), PRSE_OK);
    cr_expect_eq(prse__xlsx_read(zip, PRSE_STR(""), NULL, stop, &rows, &err),
                 PRSE_ECANCELED);
    cr_expect_eq(rows, 2);
    cr_expect_str_eq(err.message, "enough");
    prse__zip_close(zip);
    free((char *)bytes.ptr);
}

PRSE_TEST(xlsx, lacks_memory)
{
    prse_str bytes = made(&(workbook){
        .text[SHEET1] = SHEET("<row><c t=\"s\"><v>1</v></c>"
                              "<c r=\"AZ1\"><v>5</v></c></row>")});
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse__buf buf;
        prse__buf_init(&buf, 0);
        prse_status status =
            read_bytes(bytes, PRSE_STR(""), NULL, &buf, &err);
        PRSE_FAULT_CHECK(status, err);
        prse__buf_free(&buf);
    }
    free((char *)bytes.ptr);
}
