/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "formats/zip.h"
#include "support/archive.h"
#include "support/fault.h"
#include "support/test.h"

static prse_str two_members(void)
{
    const prse_test_part parts[] = {
        {"readme.txt", PRSE_STR("bonjour")},
        {"donn\xC3\xA9" "es/unit\xC3\xA9s.csv", PRSE_STR("siren\n1\n2\n")},
    };
    return prse_test_archive(parts, 2);
}

static prse__zip *opened(prse_str bytes)
{
    prse__zip *zip = NULL;
    prse_error err = {0};
    cr_assert_eq(prse__zip_open_text(&zip, bytes, "a.zip", &err), PRSE_OK,
                 "%s", err.message);
    return zip;
}

/* What a member holds, `step` bytes at a time. */
static prse_status read_all(prse__zip *zip, size_t index,
                            const prse__zip_limits *limits, size_t step,
                            prse__buf *text, prse_error *err)
{
    char chunk[4096];
    size_t got = 1;
    prse__zip_member *member = NULL;
    prse_status status =
        prse__zip_member_open(&member, zip, index, limits, err);
    while (!status && got > 0) {
        status = prse__zip_member_read(member, chunk, step, &got, err);
        if (!status)
            prse__buf_add(text, (prse_str){chunk, got});
    }
    prse__zip_member_close(member);
    return status;
}

PRSE_TEST(zip, lists_members_with_their_sizes)
{
    prse_str bytes = two_members();
    prse__zip *zip = opened(bytes);
    prse__zip_entry entry;
    cr_assert_eq(prse__zip_count(zip), 2);
    cr_assert(prse__zip_entry_at(zip, 1, &entry));
    cr_expect(prse__str_is(entry.name, "donn\xC3\xA9" "es/unit\xC3\xA9s.csv"));
    cr_expect_eq(entry.size, 10);
    cr_expect_not(prse__zip_entry_at(zip, 2, &entry));
    cr_expect_eq(prse__zip_find(zip, PRSE_STR("readme.txt")), 0);
    cr_expect_eq(prse__zip_find(zip, PRSE_STR("README.txt")), 2);
    cr_expect_str_eq(prse__zip_file(zip), "a.zip");
    prse__zip_close(zip);
    free((char *)bytes.ptr);
}

PRSE_TEST(zip, streams_a_member_in_small_steps)
{
    prse_str bytes = two_members();
    prse__zip *zip = opened(bytes);
    for (size_t step = 1; step <= 16; step++) {
        prse__buf text;
        prse__buf_init(&text, 0);
        cr_expect_eq(read_all(zip, 1, NULL, step, &text, NULL), PRSE_OK);
        cr_expect_str_eq(text.ptr, "siren\n1\n2\n");
        prse__buf_free(&text);
    }
    prse__zip_close(zip);
    free((char *)bytes.ptr);
}

PRSE_TEST(zip, reads_from_a_file_and_goes_on_from_an_offset)
{
    prse_str bytes = two_members();
    char *path = prse_test_file(bytes);
    prse__zip *zip = NULL;
    prse__zip_member *member = NULL;
    char rest[8];
    size_t got = 0;
    cr_assert_eq(prse__zip_open(&zip, path, NULL), PRSE_OK);
    cr_assert_eq(prse__zip_member_open(&member, zip, 1, NULL, NULL), PRSE_OK);
    cr_expect_eq(prse__zip_member_size(member), 10);
    cr_expect_eq(prse__zip_member_skip_to(member, 6, NULL), PRSE_OK);
    cr_expect_eq(prse__zip_member_offset(member), 6);
    cr_expect_eq(prse__zip_member_read(member, rest, 8, &got, NULL), PRSE_OK);
    cr_expect_eq(got, 4);
    cr_expect_eq(memcmp(rest, "1\n2\n", 4), 0);
    prse_error err = {0};
    cr_expect_eq(prse__zip_member_skip_to(member, 11, &err), PRSE_EPARSE);
    cr_expect_eq(err.code, PRSE_EPARSE);
    prse__zip_member_close(member);
    prse__zip_close(zip);
    unlink(path);
    free(path);
    free((char *)bytes.ptr);
}

PRSE_TEST(zip, tells_a_missing_file_from_one_that_is_no_archive)
{
    static const struct {
        const char *text;
        prse_status expected;
    } cases[] = {{"", PRSE_EPARSE}, {"PK", PRSE_EPARSE},
                 {"siren;nom\n", PRSE_EPARSE}, {NULL, PRSE_ENOTFOUND}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse__zip *zip = NULL;
        prse_error err = {0};
        prse_status status =
            cases[i].text
                ? prse__zip_open_text(&zip, prse_str_of(cases[i].text), "f",
                                      &err)
                : prse__zip_open(&zip, "/nowhere/a.zip", &err);
        cr_expect_eq(status, cases[i].expected, "case %zu", i);
        cr_expect_eq(err.code, (int32_t)status);
        cr_expect_eq(err.sys_code != 0, status == PRSE_ENOTFOUND);
        cr_expect_neq(err.message[0], '\0');
        cr_expect_null(zip);
    }
}

/* --- Traps --- */

static prse_str bomb(char *zeros, size_t size)
{
    memset(zeros, '0', size);
    prse_test_part part = {"zeros", {zeros, size}};
    return prse_test_archive(&part, 1);
}

PRSE_TEST(zip, refuses_a_bomb_by_size_or_by_ratio)
{
    enum { SIZE = 8 * 1024 * 1024 };
    static const struct {
        prse__zip_limits limits;
        prse_status expected;
    } cases[] = {
        {{0, 0}, PRSE_OK},        {{SIZE, 0}, PRSE_OK},
        {{SIZE - 1, 0}, PRSE_ELIMIT}, {{0, 100}, PRSE_ELIMIT},
        {{0, 100000}, PRSE_OK},   {{SIZE, UINT32_MAX}, PRSE_OK},
    };
    char *zeros = malloc(SIZE);
    prse_str bytes = bomb(zeros, SIZE);
    prse__zip *zip = opened(bytes);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse__buf text;
        prse_error err = {0};
        prse__buf_init(&text, 0);
        cr_expect_eq(read_all(zip, 0, &cases[i].limits, 4096, &text, &err),
                     cases[i].expected, "case %zu: %s", i, err.message);
        cr_expect_eq(err.code, (int32_t)cases[i].expected);
        prse__buf_free(&text);
    }
    prse__zip_close(zip);
    free((char *)bytes.ptr);
    free(zeros);
}

/* A member may have one size in the list and another one in truth. */
PRSE_TEST(zip, refuses_whatever_byte_is_damaged_without_a_crash)
{
    prse_str bytes = two_members();
    char *damaged = malloc(bytes.len);
    for (size_t i = 0; i < bytes.len * 8; i++) {
        prse__zip *zip = NULL;
        prse_error err = {0};
        memcpy(damaged, bytes.ptr, bytes.len);
        damaged[i / 8] = (char)(damaged[i / 8] ^ (1 << (i % 8)));
        prse_status status = prse__zip_open_text(
            &zip, (prse_str){damaged, bytes.len}, "d.zip", &err);
        for (size_t m = 0; !status && m < prse__zip_count(zip); m++) {
            prse__buf text;
            prse__buf_init(&text, 0);
            status = read_all(zip, m, NULL, 5, &text, &err);
            prse__buf_free(&text);
        }
        cr_expect_eq(err.code, (int32_t)status, "bit %zu", i);
        prse__zip_close(zip);
    }
    free(damaged);
    free((char *)bytes.ptr);
}

PRSE_TEST(zip, refuses_every_truncation)
{
    prse_str bytes = two_members();
    for (size_t size = 0; size < bytes.len; size++) {
        prse__zip *zip = NULL;
        prse_error err = {0};
        cr_expect_eq(prse__zip_open_text(&zip, (prse_str){bytes.ptr, size},
                                         "t.zip", &err),
                     PRSE_EPARSE);
        cr_expect_eq(err.code, PRSE_EPARSE);
    }
    free((char *)bytes.ptr);
}

/* --- zip64, as files above 4 GiB are written --- */

static void add_number(prse__buf *buf, uint64_t value, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        prse__buf_addc(buf, (char)(i < 8 ? value >> (8 * i) & 0xFF : 0));
}

static uint32_t checksum(prse_str text)
{
    uint32_t crc = UINT32_MAX;
    for (size_t i = 0; i < text.len; i++) {
        crc ^= (unsigned char)text.ptr[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
    }
    return crc ^ UINT32_MAX;
}

/* Version, flags, method, time, day, checksum, sizes held by the extra
 * field. */
static void add_common(prse__buf *zip, prse_str name, prse_str text,
                       size_t extra)
{
    add_number(zip, 45, 2);
    add_number(zip, 0, 8);
    add_number(zip, checksum(text), 4);
    add_number(zip, UINT32_MAX, 4);
    add_number(zip, UINT32_MAX, 4);
    add_number(zip, name.len, 2);
    add_number(zip, extra, 2);
}

static void add_sizes(prse__buf *zip, prse_str text, size_t fields)
{
    add_number(zip, 1, 2);
    add_number(zip, 8 * fields, 2);
    add_number(zip, text.len, 8);
    add_number(zip, text.len, 8);
    if (fields == 3)
        add_number(zip, 0, 8); /* where the member begins */
}

static void add_end64(prse__buf *zip, size_t from)
{
    size_t end = zip->len;
    add_number(zip, 0x06064B50, 4);
    add_number(zip, 44, 8);
    add_number(zip, 45 | 45 << 16, 4);
    add_number(zip, 0, 8);
    add_number(zip, 1, 8);
    add_number(zip, 1, 8);
    add_number(zip, end - from, 8);
    add_number(zip, from, 8);
    add_number(zip, 0x07064B50, 4);
    add_number(zip, 0, 4);
    add_number(zip, end, 8);
    add_number(zip, 1, 4);
    add_number(zip, 0x06054B50, 4);
    add_number(zip, 0, 4);
    add_number(zip, UINT32_MAX, 4);
    add_number(zip, UINT32_MAX, 4);
    add_number(zip, UINT32_MAX, 4);
    add_number(zip, 0, 2);
}

static void make_zip64(prse__buf *zip, prse_str name, prse_str text)
{
    add_number(zip, 0x04034B50, 4);
    add_common(zip, name, text, 20);
    prse__buf_add(zip, name);
    add_sizes(zip, text, 2);
    prse__buf_add(zip, text);
    size_t from = zip->len;
    add_number(zip, 0x02014B50, 4);
    add_number(zip, 45, 2);
    add_common(zip, name, text, 28);
    add_number(zip, 0, 10);
    add_number(zip, UINT32_MAX, 4);
    prse__buf_add(zip, name);
    add_sizes(zip, text, 3);
    add_end64(zip, from);
}

PRSE_TEST(zip, reads_zip64)
{
    prse__buf bytes, text;
    prse__buf_init(&bytes, 0);
    prse__buf_init(&text, 0);
    make_zip64(&bytes, PRSE_STR("stock.csv"), PRSE_STR("siren\n005410758\n"));
    prse__zip *zip = opened(prse__buf_str(&bytes));
    prse__zip_entry entry;
    cr_assert(prse__zip_entry_at(zip, 0, &entry));
    cr_expect_eq(entry.size, 16);
    cr_expect_eq(read_all(zip, 0, NULL, 7, &text, NULL), PRSE_OK);
    cr_expect_str_eq(text.ptr, "siren\n005410758\n");
    prse__zip_close(zip);
    prse__buf_free(&text);
    prse__buf_free(&bytes);
}

PRSE_TEST(zip, lacks_memory)
{
    prse_str bytes = two_members();
    PRSE_EACH_FAULT {
        prse__zip *zip = NULL;
        prse_error err = {0};
        prse__buf text;
        prse__buf_init(&text, 0);
        prse_status status = prse__zip_open_text(&zip, bytes, "a.zip", &err);
        if (!status)
            status = read_all(zip, 1, NULL, 64, &text, &err);
        if (!status && text.failed)
            status = prse__error_nomem(&err);
        PRSE_FAULT_CHECK(status, err);
        prse__buf_free(&text);
        prse__zip_close(zip);
    }
    free((char *)bytes.ptr);
}
