/* SPDX-License-Identifier: Apache-2.0 */
#include "sheets.h"
#include "support/fault.h"

static prse_status work(prse_error *err)
{
    prse__pages *pages;
    prse_status status = prse__pages_new(&pages, 0, err);
    for (int i = 0; !status && i < 40; i++)
        status = sheets_add(pages, "Rapport\n@300 une e\uFB00i\u00AD\ncace", 0,
                            err);
    if (!status)
        status = prse__pages_clean(pages, err);
    prse__pages_free(pages);
    return status;
}

PRSE_TEST(pages_keep, lack_of_memory_is_told)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status = work(&err);
        PRSE_FAULT_CHECK(status, err);
    }
}

PRSE_TEST(pages_keep, more_text_than_is_granted_is_told)
{
    prse__pages *pages;
    prse_error err;
    prse_status status = prse__pages_new(&pages, 100000, &err);
    for (int i = 0; !status && i < 100000; i++)
        status = sheets_add(pages, "beaucoup de texte encore", 0, &err);
    cr_assert_eq(status, PRSE_ELIMIT);
    prse__pages_free(pages);
    prse__pages_free(NULL);
}

PRSE_TEST(pages_keep, texts_are_copied)
{
    prse__pages *pages;
    prse_error err;
    char text[] = "mot";
    cr_assert_eq(prse__pages_new(&pages, 0, &err), PRSE_OK);
    cr_assert_eq(sheets_add(pages, text, 0, &err), PRSE_OK);
    text[0] = 'x';
    cr_assert_str_eq(sheets_text(pages), "mot");
    cr_assert_null(prse__pages_at(pages, 1));
    prse__pages_free(pages);
}
