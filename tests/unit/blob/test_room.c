/* SPDX-License-Identifier: Apache-2.0 */
/* Quotas, full disks, folders that can't be written. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shelf.h"
#include "support/test.h"

static const prse_blob_folder_options small = {
    .size = sizeof small, .durability = PRSE_NOT_FLUSHED, .quota = 1000};

static void expect_limit(prse_status status, const prse_error *err,
                         const char *says)
{
    cr_expect_eq(status, PRSE_ELIMIT, "%s", prse_status_name(status));
    cr_expect_eq(err->code, PRSE_ELIMIT);
    cr_expect_not_null(strstr(err->message, says), "%s", err->message);
}

PRSE_TEST(room, a_quota_holds)
{
    shelf s;
    prse_error err = {0};
    shelf_make_with(&s, &small);
    cr_expect_eq(put_many(&s.blob, "a", 600, &err), PRSE_OK);
    cr_expect_eq(put_many(&s.blob, "b/c", 400, &err), PRSE_OK);
    expect_limit(put_many(&s.blob, "d", 1, &err), &err,
                 "1 bytes don't fit: 1000 of 1000 are taken");
    cr_expect_eq(parts_of(&s), 0);
    cr_expect_eq(put_many(&s.blob, "e", 0, &err), PRSE_OK);
    cr_expect_str_eq(keys_of(&s.blob, ""), "a b/c e ");
    shelf_drop(&s);
}

PRSE_TEST(room, replacing_counts_the_difference)
{
    shelf s;
    prse_error err = {0};
    shelf_make_with(&s, &small);
    cr_expect_eq(put_many(&s.blob, "a", 900, &err), PRSE_OK);
    cr_expect_eq(put_many(&s.blob, "a", 1000, &err), PRSE_OK);
    expect_limit(put_many(&s.blob, "a", 1001, &err), &err, "don't fit");
    cr_expect_eq(put_many(&s.blob, "a", 400, &err), PRSE_OK);
    cr_expect_eq(put_many(&s.blob, "b", 600, &err), PRSE_OK);
    expect_limit(put_many(&s.blob, "c", 1, &err), &err, "don't fit");
    cr_expect_eq(prse__blob_remove(&s.blob, PRSE_STR("a"), NULL, NULL),
                 PRSE_OK);
    cr_expect_eq(put_many(&s.blob, "c", 400, &err), PRSE_OK);
    shelf_drop(&s);
}

/* As an administrator may do. */
PRSE_TEST(room, what_was_changed_by_hand_is_counted)
{
    shelf s;
    prse_error err = {0};
    prse_blob again;
    shelf_make_with(&s, &small);
    cr_expect_eq(put_many(&s.blob, "a", 600, &err), PRSE_OK);
    cr_expect_eq(put_many(&s.blob, "b", 400, &err), PRSE_OK);
    cr_assert_eq(unlink(shelf_file(&s, "b")), 0);
    cr_expect_eq(put_many(&s.blob, "c", 300, &err), PRSE_OK,
                 "counted anew before refusing");
    int file = open(shelf_file(&s, "d"), O_CREAT | O_WRONLY, 0600);
    cr_assert_eq(ftruncate(file, 90), 0);
    close(file);
    cr_assert_eq(shelf_again(&again, &s, &small, NULL), PRSE_OK);
    expect_limit(put_many(&again, "e", 11, &err), &err, "990 of 1000");
    cr_expect_eq(put_many(&again, "e", 10, &err), PRSE_OK);
    prse__blob_free(&again);
    shelf_drop(&s);
}

PRSE_TEST(room, a_damaged_count_is_counted_anew)
{
    static const char *const damaged[] = {
        "", "12", "99999999999999999999\n", "0000000000000000000a\n",
        "-0000000000000000001\n"};
    for (size_t i = 0; i < sizeof damaged / sizeof damaged[0]; i++) {
        shelf s;
        prse_error err = {0};
        shelf_make_with(&s, &small);
        cr_expect_eq(put_many(&s.blob, "a", 600, &err), PRSE_OK);
        FILE *file = fopen(shelf_file(&s, ".quota"), "w");
        fputs(damaged[i], file);
        fclose(file);
        expect_limit(put_many(&s.blob, "b", 401, &err), &err, "600 of 1000");
        cr_expect_eq(put_many(&s.blob, "b", 400, &err), PRSE_OK);
        shelf_drop(&s);
    }
}

/* One that has no quota of its own still counts for those that have. */
PRSE_TEST(room, everybody_counts_once_somebody_does)
{
    shelf s;
    prse_error err = {0};
    prse_blob free_one;
    shelf_make_with(&s, &small);
    cr_assert_eq(shelf_again(&free_one, &s, NULL, NULL), PRSE_OK);
    cr_expect_eq(put_many(&free_one, "a", 900, &err), PRSE_OK);
    expect_limit(put_many(&s.blob, "b", 101, &err), &err, "900 of 1000");
    cr_expect_eq(put_many(&free_one, "b", 500, &err), PRSE_OK);
    cr_expect_eq(prse__blob_remove(&free_one, PRSE_STR("a"), NULL, NULL),
                 PRSE_OK);
    cr_expect_eq(put_many(&s.blob, "c", 500, &err), PRSE_OK);
    prse__blob_free(&free_one);
    shelf_drop(&s);
}

enum { WORKERS = 4, TRIES = 60 };

static void put_until_full(const char *path, int number)
{
    prse_blob blob;
    char key[32];
    if (prse_blob_folder(&blob, prse_str_of(path), &small, NULL))
        _exit(2);
    for (int i = 0; i < TRIES; i++) {
        snprintf(key, sizeof key, "k%d/%d", number, i);
        prse_status status = put_many(&blob, key, 33, NULL);
        if (status != PRSE_OK && status != PRSE_ELIMIT)
            _exit(3);
        if (i % 3 == 0 && status == PRSE_OK)
            prse__blob_remove(&blob, prse_str_of(key), NULL, NULL);
    }
    prse__blob_free(&blob);
    _exit(0);
}

static int add(void *user, prse_str key, const prse_blob_info *info)
{
    (void)key;
    *(uint64_t *)user += info->bytes;
    return 0;
}

PRSE_TEST(room, a_quota_holds_between_processes, .timeout = PRSE_LONG)
{
    shelf s;
    uint64_t bytes = 0;
    pid_t workers[WORKERS];
    shelf_make_with(&s, &small);
    for (int i = 0; i < WORKERS; i++)
        if ((workers[i] = fork()) == 0)
            put_until_full(s.path, i);
    for (int i = 0; i < WORKERS; i++) {
        int ended = 0;
        cr_assert_eq(waitpid(workers[i], &ended, 0), workers[i]);
        cr_expect_eq(ended, 0);
    }
    cr_expect_eq(prse__blob_list(&s.blob, PRSE_STR(""), add, &bytes, NULL,
                                 NULL), PRSE_OK);
    cr_expect_eq(bytes, 990, "full, to the last blob: %llu",
                 (unsigned long long)bytes);
    shelf_drop(&s);
}

/* The largest file that a process may write: a disk that is full for it. */
PRSE_TEST(room, a_file_that_may_not_grow_is_a_limit)
{
    shelf s;
    prse_error err = {0};
    struct rlimit before, tiny;
    shelf_make(&s);
    cr_assert_eq(put_many(&s.blob, "a", 10, &err), PRSE_OK);
    cr_assert_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
    tiny = before;
    tiny.rlim_cur = 100000;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &tiny);
    prse_status status = put_many(&s.blob, "a", 200000, &err);
    setrlimit(RLIMIT_FSIZE, &before);
    expect_limit(status, &err, "can't be written");
    cr_expect_eq(err.sys_code, EFBIG);
    cr_expect_eq(parts_of(&s), 0);
    cr_expect_str_eq(get_text(&s.blob, "a"), "xxxxxxxxxx");
    shelf_drop(&s);
}

PRSE_TEST(room, a_full_disk_keeps_what_is_there)
{
    shelf s;
    prse_blob blob;
    prse_error err = {0};
    shelf_make(&s);
    if (mount("tmpfs", s.path, "tmpfs", 0, "size=256k") != 0) {
        shelf_drop(&s); /* not root: the test above stands for it */
        return;
    }
    cr_assert_eq(shelf_again(&blob, &s, NULL, NULL), PRSE_OK);
    cr_expect_eq(put_many(&blob, "a/b", 150000, &err), PRSE_OK);
    expect_limit(put_many(&blob, "a/b", 150001, &err), &err, "No space");
    cr_expect_eq(err.sys_code, ENOSPC);
    cr_expect_eq(parts_of(&s), 0);
    prse_blob_info info = {.size = sizeof info};
    cr_expect_eq(prse__blob_stat(&blob, PRSE_STR("a/b"), &info, NULL, NULL),
                 PRSE_OK);
    cr_expect_eq(info.bytes, 150000);
    cr_expect_eq(put_many(&blob, "c", 50000, &err), PRSE_OK);
    prse__blob_free(&blob);
    cr_expect_eq(umount(s.path), 0);
    shelf_drop(&s);
}

static void read_only(const char *path)
{
    prse_blob blob;
    prse_error err = {0};
    if (prse_blob_folder(&blob, prse_str_of(path), NULL, &err))
        _exit(2);
    if (strcmp(get_text(&blob, "a/b"), "text") != 0 ||
        strcmp(keys_of(&blob, ""), "a/b ") != 0)
        _exit(3);
    if (put_text(&blob, "a/b", "new", &err) != PRSE_EIO || !err.sys_code)
        _exit(4);
    if (prse__blob_remove(&blob, PRSE_STR("a/b"), NULL, &err) != PRSE_EIO)
        _exit(5);
    if (strcmp(get_text(&blob, "a/b"), "text") != 0)
        _exit(6);
    prse__blob_free(&blob);
    _exit(0);
}

/* Root may write everywhere: somebody else is asked. */
PRSE_TEST(room, a_folder_that_may_not_be_written_is_still_read)
{
    static const char *const names[] = {"a+/b", "a+", ".part", ""};
    shelf s;
    int ended = 0;
    shelf_make(&s);
    cr_assert_eq(put_text(&s.blob, "a/b", "text", NULL), PRSE_OK);
    for (size_t i = 0; i < 4; i++)
        cr_assert_eq(chmod(shelf_file(&s, names[i]), i ? 0555 : 0444), 0);
    pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && setuid(65534) != 0)
            _exit(9);
        read_only(s.path);
    }
    cr_assert_eq(waitpid(child, &ended, 0), child);
    cr_expect_eq(ended, 0, "%d", WEXITSTATUS(ended));
    for (size_t i = 4; i-- > 0;)
        chmod(shelf_file(&s, names[i]), 0700);
    shelf_drop(&s);
}
