/* SPDX-License-Identifier: Apache-2.0 */
/* Making readers: what is not installed is said at once. */
#include <stdlib.h>
#include <string.h>

#include "paper.h"
#include "support/fault.h"

static prse_extract_program_options options(void)
{
    return (prse_extract_program_options){
        .size = sizeof(prse_extract_program_options),
        .helpers = prse_str_of(getenv("PRSE_HELPERS"))};
}

PRSE_TEST(plugs, a_program_that_is_not_installed_is_named)
{
    prse_extract reader;
    prse_error err;
    prse_extract_program_options opts = options();
    cr_assert_eq(prse_extract_pdftotext(&reader, PRSE_STR("/nowhere/x"),
                                        &opts, &err), PRSE_EUNSUPPORTED);
    cr_assert_not_null(strstr(err.message, "poppler-utils"));
    cr_assert_eq(prse_extract_pdfium(&reader, PRSE_STR("/nowhere/x.so"),
                                     &opts, &err), PRSE_EUNSUPPORTED);
    cr_assert_not_null(strstr(err.message, "libpdfium"));
}

PRSE_TEST(plugs, wrong_calls_are_refused)
{
    prse_extract reader;
    prse_error err;
    prse_extract_program_options opts = options();
    cr_assert_eq(prse_extract_pdftotext(NULL, PRSE_STR(""), &opts, &err),
                 PRSE_EINVAL);
    cr_assert_eq(prse_extract_pdfium(NULL, PRSE_STR("/x"), &opts, &err),
                 PRSE_EINVAL);
    cr_assert_eq(prse_extract_pdftotext(&reader, PRSE_STR("pdftotext"),
                                        &opts, &err), PRSE_EINVAL);
    cr_assert_eq(prse_extract_pdfium(&reader, PRSE_STR(""), &opts, &err),
                 PRSE_EINVAL);
    opts.cpu_s = 1000000;
    cr_assert_eq(prse_extract_pdftotext(&reader, PRSE_STR(""), &opts, &err),
                 PRSE_EINVAL);
    opts = options();
    opts.size = 2;
    cr_assert_eq(prse_extract_pdftotext(&reader, PRSE_STR(""), &opts, &err),
                 PRSE_EABI);
    opts = options();
    opts.helpers = PRSE_STR("/nowhere");
    cr_assert_eq(prse_extract_pdftotext(&reader, PRSE_STR(""), &opts, &err),
                 PRSE_EUNSUPPORTED);
}

/* What is given as libpdfium and is none is told when it is needed. */
PRSE_TEST(plugs, a_library_that_is_no_pdfium_is_told)
{
    static paper sheet;
    prse_extract reader;
    paper_read it = {.pages = 0};
    prse_extract_program_options opts = options();
    cr_assert_eq(prse_extract_pdfium(&reader, PRSE_STR("/etc/hostname"),
                                     &opts, &it.err), PRSE_OK);
    paper_make(&sheet, 1, "x", 0);
    prse_blob_source pdf = paper_source(&sheet);
    cr_assert_eq(prse__extract_read(&reader, &pdf, paper_page, &it, NULL,
                                    &it.err), PRSE_EUNSUPPORTED);
    cr_assert_not_null(strstr(it.err.message, "PDFium can't be loaded"));
    reader.free(reader.self);
}

PRSE_TEST(plugs, lack_of_memory_is_told)
{
    prse_extract_program_options opts = options();
    PRSE_EACH_FAULT {
        prse_extract reader = {.size = 0};
        prse_error err = {0};
        prse_status status = prse_extract_pdftotext(&reader, PRSE_STR(""),
                                                    &opts, &err);
        if (!status)
            reader.free(reader.self);
        PRSE_FAULT_CHECK(status, err);
    }
}
