/* SPDX-License-Identifier: Apache-2.0 */
/* Sources over memory and over a file. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "blob/blob.h"
#include "shelf.h"
#include "support/fault.h"
#include "support/test.h"

static const char digest_of_abc[] =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

PRSE_TEST(source, memory_is_digested)
{
    prse_str bytes = PRSE_STR("abc");
    prse_blob_source source;
    char two[2];
    cr_assert_eq(prse__blob_source_memory(&source, &bytes, NULL, NULL),
                 PRSE_OK);
    cr_expect_str_eq(source.sha256, digest_of_abc);
    cr_expect_eq(source.bytes, 3);
    cr_expect_eq(source.read(source.user, 1, two, 2, NULL), PRSE_OK);
    cr_expect_eq(memcmp(two, "bc", 2), 0);
    cr_expect_eq(source.read(source.user, 2, two, 2, NULL), PRSE_EINVAL);
    cr_expect_eq(prse__blob_source_memory(&source, &bytes, digest_of_abc,
                                          NULL), PRSE_OK);
    cr_expect_eq(prse__blob_source_memory(&source, &bytes, "12", NULL),
                 PRSE_EINVAL);
    bytes = (prse_str){0};
    cr_expect_eq(prse__blob_source_memory(&source, &bytes, NULL, NULL),
                 PRSE_OK);
}

PRSE_TEST(source, file_is_read_where_it_is_asked)
{
    shelf s;
    prse_blob_source source;
    prse_error err = {0};
    char piece[4] = "";
    shelf_make(&s);
    int file = open(shelf_file(&s, ".any"), O_RDWR | O_CREAT, 0600);
    cr_assert_eq(write(file, "abc", 3), 3);
    cr_assert_eq(prse__blob_source_file(&source, &file, 3, NULL, &err),
                 PRSE_OK);
    cr_expect_str_eq(source.sha256, digest_of_abc);
    cr_expect_eq(source.read(source.user, 2, piece, 1, &err), PRSE_OK);
    cr_expect_eq(piece[0], 'c');
    cr_expect_eq(prse__blob_source_file(&source, &file, 4, NULL, &err),
                 PRSE_ESCHEMA);
    cr_expect_eq(err.code, PRSE_ESCHEMA);
    cr_expect_not_null(strstr(err.message, "byte 4"), "%s", err.message);
    close(file);
    cr_expect_eq(source.read(source.user, 0, piece, 1, &err), PRSE_EIO);
    cr_expect_neq(err.sys_code, 0);
    shelf_drop(&s);
}

PRSE_TEST(source, lack_of_memory_is_told)
{
    prse_str bytes = PRSE_STR("abc");
    PRSE_EACH_FAULT {
        prse_blob_source source;
        prse_error err = {0};
        prse_status status =
            prse__blob_source_memory(&source, &bytes, NULL, &err);
        PRSE_FAULT_CHECK(status, err);
    }
}
