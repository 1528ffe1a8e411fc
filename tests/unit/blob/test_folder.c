/* SPDX-License-Identifier: Apache-2.0 */
/* Blobs as files of a folder. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "shelf.h"
#include "support/fault.h"
#include "support/test.h"

static unsigned mode_of(shelf *s, const char *name)
{
    struct stat found;
    cr_assert_eq(lstat(shelf_file(s, name), &found), 0, "%s", name);
    return found.st_mode & 0777;
}

static int is_there(shelf *s, const char *name)
{
    struct stat found;
    return lstat(shelf_file(s, name), &found) == 0;
}

PRSE_TEST(folder, only_its_owner_reads_it)
{
    shelf s;
    prse_blob inner;
    mode_t before = umask(0);
    shelf_make(&s);
    char path[80];
    snprintf(path, sizeof path, "%s/new", s.path);
    cr_assert_eq(prse_blob_folder(&inner, prse_str_of(path), NULL, NULL),
                 PRSE_OK);
    cr_expect_eq(mode_of(&s, "new"), 0700);
    prse__blob_free(&inner);
    cr_assert_eq(put_text(&s.blob, "a/b/c.pdf", "text", NULL), PRSE_OK);
    cr_expect_eq(mode_of(&s, "a+"), 0700);
    cr_expect_eq(mode_of(&s, "a+/b+"), 0700);
    cr_expect_eq(mode_of(&s, "a+/b+/c.pdf"), 0600);
    cr_expect_eq(mode_of(&s, ".part"), 0700);
    umask(before);
    shelf_drop(&s);
}

PRSE_TEST(folder, keeps_blobs_for_the_next_process)
{
    shelf s;
    prse_blob again;
    shelf_make(&s);
    cr_assert_eq(put_text(&s.blob, "a/b", "text", NULL), PRSE_OK);
    cr_assert_eq(shelf_again(&again, &s, NULL, NULL), PRSE_OK);
    cr_expect_str_eq(get_text(&again, "a/b"), "text");
    cr_expect_str_eq(keys_of(&again, ""), "a/b ");
    prse__blob_free(&again);
    shelf_drop(&s);
}

PRSE_TEST(folder, empty_folders_go_with_their_last_blob)
{
    shelf s;
    shelf_make(&s);
    cr_assert_eq(put_text(&s.blob, "a/b/c/d", "1", NULL), PRSE_OK);
    cr_assert_eq(put_text(&s.blob, "a/e", "2", NULL), PRSE_OK);
    cr_assert_eq(prse__blob_remove(&s.blob, PRSE_STR("a/b/c/d"), NULL, NULL),
                 PRSE_OK);
    cr_expect(!is_there(&s, "a+/b+"));
    cr_expect(is_there(&s, "a+"));
    cr_assert_eq(prse__blob_remove(&s.blob, PRSE_STR("a/e"), NULL, NULL),
                 PRSE_OK);
    cr_expect(!is_there(&s, "a+"));
    cr_expect(is_there(&s, ""));
    shelf_drop(&s);
}

PRSE_TEST(folder, a_failed_put_leaves_no_trace)
{
    shelf s;
    prse_str bytes = PRSE_STR("text");
    prse_blob_source source;
    prse_error err = {0};
    shelf_make(&s);
    cr_assert_eq(prse__blob_source_memory(&source, &bytes, NULL, NULL),
                 PRSE_OK);
    source.sha256[0] = source.sha256[0] == 'a' ? 'b' : 'a';
    cr_expect_eq(prse__blob_put(&s.blob, PRSE_STR("a/b"), &source, NULL,
                                &err), PRSE_ESCHEMA);
    cr_expect_not_null(strstr(err.message, "nothing was kept"));
    cr_expect_eq(parts_of(&s), 0);
    cr_expect(!is_there(&s, "a+"));
    shelf_drop(&s);
}

PRSE_TEST(folder, names_of_others_are_left_alone)
{
    static const char *const others[] = {"lost+found", "README",   "a~",
                                         ".hidden",    "a b",      "x=",
                                         "caf\xC3\xA9", "a%2fb"};
    shelf s;
    shelf_make(&s);
    cr_assert_eq(put_text(&s.blob, "key", "text", NULL), PRSE_OK);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        close(open(shelf_file(&s, others[i]), O_CREAT | O_WRONLY, 0600));
    cr_expect_str_eq(keys_of(&s.blob, ""), "key ");
    shelf_drop(&s);
}

/* Deeper than any key is. */
PRSE_TEST(folder, folders_that_no_key_leads_to_are_not_walked)
{
    shelf s;
    char name[1100] = "";
    shelf_make(&s);
    cr_assert_eq(put_text(&s.blob, "key", "text", NULL), PRSE_OK);
    for (int i = 0; i < 300; i++) {
        strcat(name, i ? "/a+" : "a+");
        cr_assert_eq(mkdir(shelf_file(&s, name), 0700), 0);
    }
    strcat(name, "/b");
    close(open(shelf_file(&s, name), O_CREAT | O_WRONLY, 0600));
    cr_expect_str_eq(keys_of(&s.blob, ""), "key ");
    shelf_drop(&s);
}

static void plant_part(shelf *s, const char *name, int64_t age_s)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    const char *path = shelf_file(s, name);
    int file = open(path, O_CREAT | O_WRONLY, 0600);
    struct timespec times[2] = {{.tv_sec = now.tv_sec - age_s},
                                {.tv_sec = now.tv_sec - age_s}};
    cr_assert_geq(file, 0);
    futimens(file, times);
    close(file);
}

PRSE_TEST(folder, what_killed_processes_left_goes_after_an_hour)
{
    shelf s;
    prse_blob again;
    shelf_make(&s);
    cr_assert_eq(put_text(&s.blob, "a", "text", NULL), PRSE_OK);
    plant_part(&s, ".part/old", 3700);
    plant_part(&s, ".part/young", 3000);
    cr_assert_eq(put_text(&s.blob, "b", "text", NULL), PRSE_OK);
    cr_expect_eq(parts_of(&s), 2, "not looked at more than every hour");
    cr_assert_eq(shelf_again(&again, &s, NULL, NULL), PRSE_OK);
    cr_expect_eq(parts_of(&s), 1);
    cr_expect(is_there(&s, ".part/young"));
    cr_expect_str_eq(keys_of(&again, ""), "a b ");
    prse__blob_free(&again);
    shelf_drop(&s);
}

PRSE_TEST(folder, a_reader_keeps_what_it_began)
{
    shelf s;
    char text[4] = "";
    shelf_make(&s);
    cr_assert_eq(put_text(&s.blob, "a", "old", NULL), PRSE_OK);
    int file = open(shelf_file(&s, "a"), O_RDONLY);
    cr_assert_eq(put_text(&s.blob, "a", "new", NULL), PRSE_OK);
    cr_expect_eq(read(file, text, 3), 3);
    cr_expect_str_eq(text, "old");
    cr_expect_str_eq(get_text(&s.blob, "a"), "new");
    close(file);
    shelf_drop(&s);
}

PRSE_TEST(folder, wrong_settings_are_refused)
{
    prse_blob blob = {0};
    prse_error err = {0};
    struct {
        prse_blob_folder_options opts;
        uint64_t later;
    } newer = {.opts = {.size = sizeof newer}, .later = 1};
    prse_blob_folder_options odd = {.size = sizeof odd, .durability = 3};
    cr_expect_eq(prse_blob_folder(NULL, PRSE_STR("/tmp/x"), NULL, &err),
                 PRSE_EINVAL);
    cr_expect_eq(prse_blob_folder(&blob, PRSE_STR(""), NULL, &err),
                 PRSE_EINVAL);
    cr_expect_eq(prse_blob_folder(&blob, PRSE_STR("/tmp/\0x"), NULL, &err),
                 PRSE_EINVAL);
    cr_expect_eq(prse_blob_folder(&blob, PRSE_STR("/tmp/x"), &odd, &err),
                 PRSE_EINVAL);
    cr_expect_eq(prse_blob_folder(&blob, PRSE_STR("/tmp/x"), &newer.opts,
                                  &err), PRSE_EABI);
    cr_expect_eq(prse_blob_folder(&blob, PRSE_STR("/dev/null"), NULL, &err),
                 PRSE_EIO);
    cr_expect_not_null(strstr(err.message, "no folder"), "%s", err.message);
    cr_expect_eq(prse_blob_folder(&blob, PRSE_STR("/tmp/none/none/x"), NULL,
                                  &err), PRSE_EIO);
    cr_expect_eq(err.code, PRSE_EIO);
    cr_expect_null(blob.put);
}

PRSE_TEST(folder, lack_of_memory_opening_it_is_told)
{
    shelf s;
    prse_blob_folder_options opts = {.size = sizeof opts, .quota = 1000};
    shelf_make(&s);
    cr_assert_eq(put_text(&s.blob, "a/b", "text", NULL), PRSE_OK);
    PRSE_EACH_FAULT {
        prse_blob again = {0};
        prse_error err = {0};
        prse_status status = shelf_again(&again, &s, &opts, &err);
        PRSE_FAULT_CHECK(status, err);
        if (!status)
            prse__blob_free(&again);
    }
    shelf_drop(&s);
}

static prse_status ignore(void *user, prse_str bytes, prse_error *err)
{
    (void)user;
    (void)bytes;
    (void)err;
    return PRSE_OK;
}

static int never(void *user, prse_str key, const prse_blob_info *info)
{
    (void)user;
    (void)key;
    (void)info;
    return 0;
}

/* Puts, gets and lists: whatever fails, the old blob or the new one is there,
 * and nothing beside. */
PRSE_TEST(folder, lack_of_memory_is_told_and_leaves_no_trace)
{
    shelf s;
    prse_str bytes = PRSE_STR("new text");
    prse_blob_source source;
    prse_blob_folder_options opts = {.size = sizeof opts,
                                     .durability = PRSE_NOT_FLUSHED,
                                     .quota = 1000};
    shelf_make_with(&s, &opts);
    cr_assert_eq(prse__blob_source_memory(&source, &bytes, NULL, NULL),
                 PRSE_OK);
    cr_assert_eq(put_text(&s.blob, "a/b", "old", NULL), PRSE_OK);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status = prse__blob_put(&s.blob, PRSE_STR("a/b"), &source,
                                            NULL, &err);
        PRSE_FAULT_CHECK(status, err);
        cr_expect_str_eq(get_text(&s.blob, "a/b"), status ? "old"
                                                          : "new text");
        cr_expect_eq(parts_of(&s), 0);
        cr_assert_eq(put_text(&s.blob, "a/b", "old", NULL), PRSE_OK);
    }
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status = prse__blob_get(&s.blob, PRSE_STR("a/b"), 0, 9,
                                            ignore, NULL, NULL, &err);
        PRSE_FAULT_CHECK(status, err);
    }
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status =
            prse__blob_list(&s.blob, PRSE_STR(""), never, NULL, NULL, &err);
        PRSE_FAULT_CHECK(status, err);
    }
    shelf_drop(&s);
}
