/* SPDX-License-Identifier: Apache-2.0 */
/* What the list of pictures says of a page. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "paper.h"
#include "support/folder.h"

/* A host without pdfimages learns no pictures, and gets its text. */
PRSE_TEST(images, are_not_known_without_pdfimages)
{
    static paper sheet;
    folder here;
    prse_extract reader;
    paper_read it = {.pages = 0};
    prse_extract_program_options opts = {
        .size = sizeof opts, .helpers = prse_str_of(getenv("PRSE_HELPERS"))};
    folder_make(&here);
    prse_str path = folder_file(&here, "pdftotext");
    cr_assert_eq(symlink("/usr/bin/pdftotext", path.ptr), 0);
    cr_assert_eq(prse_extract_pdftotext(&reader, path, &opts, &it.err),
                 PRSE_OK);
    paper_make(&sheet, 1, "12", 1);
    prse_blob_source pdf = paper_source(&sheet);
    cr_assert_eq(prse__extract_read(&reader, &pdf, paper_page, &it, NULL,
                                    &it.err), PRSE_OK);
    cr_assert_eq(it.images, UINT32_MAX);
    cr_assert_str_eq(it.text, "12 ");
    reader.free(reader.self);
    folder_drop(&here);
}

/* One that can't be run neither. */
PRSE_TEST(images, that_cant_be_listed_are_not_known)
{
    static paper sheet;
    folder here;
    prse_extract reader;
    paper_read it = {.pages = 0};
    prse_extract_program_options opts = {
        .size = sizeof opts, .helpers = prse_str_of(getenv("PRSE_HELPERS"))};
    folder_make(&here);
    folder_write(&here, "pdfimages", "#!/bin/sh\necho 1 0 image\n");
    chmod(folder_file(&here, "pdfimages").ptr, 0755);
    prse_str path = folder_file(&here, "pdftotext");
    cr_assert_eq(symlink("/usr/bin/pdftotext", path.ptr), 0);
    cr_assert_eq(prse_extract_pdftotext(&reader, path, &opts, &it.err),
                 PRSE_OK);
    paper_make(&sheet, 1, "12", 1);
    prse_blob_source pdf = paper_source(&sheet);
    cr_assert_eq(prse__extract_read(&reader, &pdf, paper_page, &it, NULL,
                                    &it.err), PRSE_OK);
    cr_assert_eq(it.images, UINT32_MAX);
    reader.free(reader.self);
    folder_drop(&here);
}
