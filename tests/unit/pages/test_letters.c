/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "pages/letters.h"
#include "sheets.h"

static const struct {
    const char *in, *out;
} cases[] = {
    {"e\uFB03cacit\u00e9", "efficacité"},
    {"\uFB01nance", "finance"},
    {"\uFB02uide", "fluide"},
    {"\u0153uvre", "œuvre"},                     /* a letter of French */
    {"durabilite\u0301", "durabilité"},          /* accent apart */
    {"E\u0301cologie", "Écologie"},
    {"franc\u0327ais", "français"},
    {"x\u0301", "x\u0301"},                      /* no such letter */
    {"infor\u00ADmation", "information"},
    {"infor\u00AD", "infor\u00AD"},              /* the word goes on */
    {"a\u200Bb\uFEFFc", "abc"},
    {"10\u00A0%", "10\u00A0%"},                  /* a blank that stays */
    {"tCO\u2082e", "tCO₂e"},
    {"", ""},
};

PRSE_TEST(letters, stand_for_themselves)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        prse__buf buf;
        prse__buf_init(&buf, 0);
        prse__letters_add(&buf, prse_str_of(cases[i].in));
        prse__buf_addc(&buf, '|');
        cr_expect_eq(memcmp(buf.ptr, cases[i].out, strlen(cases[i].out)), 0);
        cr_expect_eq(buf.len, strlen(cases[i].out) + 1, "%s", cases[i].out);
        int same = strcmp(cases[i].in, cases[i].out) == 0;
        if (prse__letters_plain(prse_str_of(cases[i].in)))
            cr_expect(same, "%s", cases[i].in);
        prse__buf_free(&buf);
    }
}

PRSE_TEST(letters, words_without_any_vanish)
{
    const char *const texts[] = {"un \u200B mot\u00AD\nsuivant"};
    prse__pages *pages = sheets_clean(texts, 1);
    cr_assert_str_eq(sheets_text(pages), "un motsuivant");
    prse__pages_free(pages);
}
