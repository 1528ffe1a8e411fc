/* SPDX-License-Identifier: Apache-2.0 */
/* Harmless names from hostile ones. */
#include <string.h>

#include "portal/file_name.h"
#include "support/fault.h"
#include "support/test.h"

#define PDF "application/pdf"
#define GIVEN(bytes) {bytes, sizeof(bytes) - 1}

static const struct {
    prse_str name;
    const char *type, *clean;
} cases[] = {
    {GIVEN("bilan.pdf"), PDF, "bilan.pdf"},
    {GIVEN("Rapport d'\xC3\xA9t\xC3\xA9 (1).pdf"), PDF,
     "Rapport d'\xC3\xA9t\xC3\xA9 (1).pdf"},
    {GIVEN(""), PDF, "document.pdf"},
    {GIVEN("   "), PDF, "document.pdf"},
    {GIVEN("..."), PDF, "document.pdf"},
    {GIVEN("x.PDF"), PDF, "x.pdf"},
    {GIVEN("x"), PDF, "x.pdf"},
    /* Paths of both kinds. */
    {GIVEN("/etc/passwd"), PDF, "passwd.pdf"},
    {GIVEN("../../../x.pdf"), PDF, "x.pdf"},
    {GIVEN("C:\\Users\\me\\x.pdf"), PDF, "x.pdf"},
    {GIVEN("a/b\\c.pdf"), PDF, "c.pdf"},
    {GIVEN("a/b/"), PDF, "document.pdf"},
    {GIVEN("\\\\server\\share\\x.pdf"), PDF, "x.pdf"},
    {GIVEN("c:x.pdf"), PDF, "c_x.pdf"},
    {GIVEN("x.pdf:evil.exe"), PDF, "x.pdf_evil.pdf"},
    {GIVEN("a\xE2\x88\x95" "b\xEF\xBC\x8F" "c.pdf"), PDF, "a_b_c.pdf"},
    /* Controls, NUL, line ends. */
    {GIVEN("a\0b.pdf"), PDF, "ab.pdf"},
    {GIVEN("x.pdf\0.exe"), PDF, "x.pdf"},
    {GIVEN("a\r\nSet-Cookie: x.pdf"), PDF, "aSet-Cookie_ x.pdf"},
    {GIVEN("a\x1B[31m.pdf"), PDF, "a[31m.pdf"},
    {GIVEN("a\xC2\x85" "b\x7F.pdf"), PDF, "ab.pdf"},
    {GIVEN("a\xE2\x80\xA8" "b.pdf"), PDF, "ab.pdf"},
    /* Right-to-left marks hide the end; what has no width hides anything. */
    {GIVEN("facture\xE2\x80\xAE" "fdp.exe"), PDF, "facturefdp.pdf"},
    {GIVEN("a\xE2\x81\xA6" "b\xE2\x81\xA9\xD8\x9C.pdf"), PDF, "ab.pdf"},
    {GIVEN("x.p\xE2\x80\x8B" "df.exe"), PDF, "x.pdf"},
    {GIVEN("\xEF\xBB\xBFx.pdf"), PDF, "x.pdf"},
    /* Beginnings and ends. */
    {GIVEN(".htaccess"), PDF, "htaccess.pdf"},
    {GIVEN("..x.pdf"), PDF, "x.pdf"},
    {GIVEN("-rf.pdf"), PDF, "rf.pdf"},
    {GIVEN("--output=x.pdf"), PDF, "output=x.pdf"},
    {GIVEN(" - . x.pdf"), PDF, "x.pdf"},
    {GIVEN("~root.pdf"), PDF, "root.pdf"},
    {GIVEN("x.pdf. . "), PDF, "x.pdf"},
    {GIVEN("x .pdf"), PDF, "x.pdf"},
    {GIVEN("a   b\t c.pdf"), PDF, "a b c.pdf"},
    {GIVEN("a\xC2\xA0\xE3\x80\x80" "b.pdf"), PDF, "a b.pdf"},
    /* Ends that lie. */
    {GIVEN("x.exe"), PDF, "x.pdf"},
    {GIVEN("x.pdf.exe"), PDF, "x.pdf"},
    {GIVEN("x.exe.pdf"), PDF, "x.pdf"},
    {GIVEN("x.PHP.Jpg.pdf"), PDF, "x.pdf"},
    {GIVEN("x.exe .pdf"), PDF, "x.pdf"},
    {GIVEN(".exe"), PDF, "exe.pdf"},
    {GIVEN("x.html"), PDF, "x.pdf"},
    {GIVEN("bilan.2023.pdf"), PDF, "bilan.2023.pdf"},
    {GIVEN("S.A.R.L"), PDF, "S.A.R.L.pdf"},
    {GIVEN("M. Dupont.pdf"), PDF, "M. Dupont.pdf"},
    {GIVEN("x.jpeg"), "image/jpeg", "x.jpeg"},
    {GIVEN("x.png"), "image/jpeg", "x.jpg"},
    {GIVEN("x.md"), "text/plain", "x.md"},
    {GIVEN("x"), "text/plain", "x.txt"},
    {GIVEN("x.csv"), "text/plain", "x.txt"},
    {GIVEN("x.pdf"), "application/octet-stream", "x.bin"},
    {GIVEN("x.pdf"), "application/never-heard-of", "x.bin"},
    {GIVEN("x.pdf"), NULL, "x.bin"},
    {GIVEN("x.xls"),
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
     "x.xlsx"},
    /* Names of devices. */
    {GIVEN("con"), PDF, "_con.pdf"},
    {GIVEN("NUL.pdf"), PDF, "_NUL.pdf"},
    {GIVEN("aux.2023.pdf"), PDF, "_aux.2023.pdf"},
    {GIVEN("Com1.pdf"), PDF, "_Com1.pdf"},
    {GIVEN("lpt9"), PDF, "_lpt9.pdf"},
    {GIVEN("com\xC2\xB9.pdf"), PDF, "_com\xC2\xB9.pdf"},
    {GIVEN("CONOUT$.pdf"), PDF, "_CONOUT$.pdf"},
    {GIVEN("con .pdf"), PDF, "_con.pdf"},
    {GIVEN("com10.pdf"), PDF, "com10.pdf"},
    {GIVEN("contrat.pdf"), PDF, "contrat.pdf"},
    {GIVEN("com.pdf"), PDF, "com.pdf"},
    /* What no disk, shell or header should see. */
    {GIVEN("a<b>c|d?e*f\"g.pdf"), PDF, "a_b_c_d_e_f_g.pdf"},
    /* Bytes that are no UTF-8. */
    {GIVEN("\xFF\xFE.pdf"), PDF, "__.pdf"},
    {GIVEN("caf\xE9.pdf"), PDF, "caf_.pdf"},
    {GIVEN("\xC0\xAE\xC0\xAE/x.pdf"), PDF, "x.pdf"},
    {GIVEN("a\xC3"), PDF, "a_.pdf"},
    {GIVEN("a\xED\xA0\x80" "b.pdf"), PDF, "a___b.pdf"},
};

PRSE_TEST(file_name, is_made_harmless)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        prse__buf out;
        prse__buf_init(&out, 0);
        prse__file_name_clean(&out, cases[i].name, cases[i].type);
        cr_expect_str_eq(out.ptr, cases[i].clean, "case %zu: %s", i, out.ptr);
        prse__buf_free(&out);
    }
}

/* 0x41, two, three and four bytes. */
static const char *const letters[] = {"A", "\xC3\xA9", "\xE2\x82\xAC",
                                      "\xF0\x9F\x98\x80"};

PRSE_TEST(file_name, is_cut_between_characters)
{
    for (size_t i = 0; i < 4; i++) {
        prse__buf name, out;
        prse__buf_init(&name, 0);
        prse__buf_init(&out, 0);
        prse__buf_addc(&name, 'x');
        for (int n = 0; n < 700; n++)
            prse__buf_adds(&name, letters[i]);
        prse__buf_adds(&name, ".pdf");
        prse__file_name_clean(&out, prse__buf_str(&name), PDF);
        cr_expect_leq(out.len, PRSE__FILE_NAME_MAX);
        cr_expect_geq(out.len, PRSE__FILE_NAME_MAX - 5);
        cr_expect_eq(prse__utf8_check(prse__buf_str(&out)), out.len);
        cr_expect_str_eq(out.ptr + out.len - 4, ".pdf");
        prse__buf_free(&name);
        prse__buf_free(&out);
    }
}

static uint32_t chance(void)
{
    static uint64_t state = 20261126;
    state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)(state >> 33);
}

/* Whatever it is given: short, UTF-8, one name, the right end, no dot first,
 * and cleaning it again changes nothing. */
PRSE_TEST(file_name, is_harmless_whatever_is_given)
{
    static const char alphabet[] = "a./\\-. :\0\xE2\x80\xAE\xC3\xA9\xFF"
                                   "conexepdf\n$1";
    for (int i = 0; i < 20000; i++) {
        char name[40];
        size_t len = chance() % sizeof name;
        prse__buf out, again;
        for (size_t at = 0; at < len; at++)
            name[at] = alphabet[chance() % (sizeof alphabet - 1)];
        prse__buf_init(&out, 0);
        prse__buf_init(&again, 0);
        prse__file_name_clean(&out, (prse_str){name, len}, PDF);
        cr_assert_leq(out.len, PRSE__FILE_NAME_MAX);
        cr_assert_eq(prse__utf8_check(prse__buf_str(&out)), out.len);
        cr_assert_eq(strcspn(out.ptr, "/\\:\n"), out.len);
        cr_assert_eq(strlen(out.ptr), out.len);
        cr_assert_neq(out.ptr[0], '.');
        cr_assert_neq(out.ptr[0], '-');
        cr_assert_str_eq(out.ptr + out.len - 4, ".pdf");
        prse__file_name_clean(&again, prse__buf_str(&out), PDF);
        cr_assert_str_eq(again.ptr, out.ptr);
        prse__buf_free(&out);
        prse__buf_free(&again);
    }
}

PRSE_TEST(file_name, lack_of_memory_shows_in_the_buffer)
{
    PRSE_EACH_FAULT {
        prse__buf out;
        prse__buf_init(&out, 0);
        prse__file_name_clean(&out, PRSE_STR("x.pdf"), PDF);
        cr_expect_eq(out.failed, prse_fault_pause());
        prse__buf_free(&out);
    }
}
