/* SPDX-License-Identifier: Apache-2.0 */
/* Symbolic links, and other things that do not belong there, planted at each
 * level: nothing outside is read, written or removed. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shelf.h"
#include "support/test.h"

/* A shelf in which a/b/c is kept, and a folder outside it. */
typedef struct trap {
    shelf s;
    char outside[80];
} trap;

static void trap_file(char *to, const trap *t, const char *name)
{
    snprintf(to, 120, "%s/%s", t->outside, name);
}

static void trap_set(trap *t)
{
    char path[120];
    shelf_make(&t->s);
    cr_assert_eq(put_text(&t->s.blob, "a/b/c", "own", NULL), PRSE_OK);
    snprintf(t->outside, sizeof t->outside, "%s-outside", t->s.path);
    cr_assert_eq(mkdir(t->outside, 0700), 0);
    trap_file(path, t, "c");
    int file = open(path, O_CREAT | O_WRONLY, 0600);
    cr_assert_eq(write(file, "secret", 6), 6);
    close(file);
    trap_file(path, t, "b+");
    cr_assert_eq(mkdir(path, 0700), 0);
    trap_file(path, t, "b+/c");
    file = open(path, O_CREAT | O_WRONLY, 0600);
    cr_assert_eq(write(file, "secret", 6), 6);
    close(file);
}

static void expect_secret(const trap *t, const char *name)
{
    char path[120], text[16] = "";
    trap_file(path, t, name);
    int file = open(path, O_RDONLY);
    cr_assert_geq(file, 0, "%s is gone", name);
    cr_expect_eq(read(file, text, 15), 6);
    cr_expect_str_eq(text, "secret");
    close(file);
}

static int entries_outside(const trap *t)
{
    char command[200];
    int count = -1;
    snprintf(command, sizeof command, "find %s | wc -l", t->outside);
    FILE *pipe = popen(command, "r");
    cr_assert_eq(fscanf(pipe, "%d", &count), 1);
    pclose(pipe);
    return count;
}

static void trap_clear(trap *t)
{
    expect_secret(t, "c");
    expect_secret(t, "b+/c");
    cr_expect_eq(entries_outside(t), 4, "nothing came and nothing went");
    shelf_drop(&t->s);
    remove_tree(t->outside);
}

static void plant(trap *t, const char *name, const char *target)
{
    char path[120];
    const char *at = shelf_file(&t->s, name);
    trap_file(path, t, target);
    remove_tree(at);
    cr_assert_eq(symlink(target[0] ? path : t->outside, at), 0);
}

static int never(void *user, prse_str key, const prse_blob_info *info)
{
    (void)user;
    (void)key;
    (void)info;
    return 0;
}

static void expect_refused(prse_status status, const prse_error *err,
                           const char *call, const char *name)
{
    cr_expect_eq(status, PRSE_EIO, "%s with %s: %s", call, name,
                 prse_status_name(status));
    cr_expect_eq(err->code, PRSE_EIO);
    cr_expect_not_null(strstr(err->message, "symbolic link"), "%s: %s", call,
                       err->message);
}

static prse_status give_away(void *user, prse_str bytes, prse_error *err)
{
    (void)user;
    (void)err;
    cr_expect_eq(bytes.len, 0, "bytes from outside are given");
    return PRSE_OK;
}

static void expect_all_refused(trap *t, const char *name)
{
    prse_error err = {0};
    prse_blob_info info = {.size = sizeof info};
    prse_str key = PRSE_STR("a/b/c");
    const prse_blob *blob = &t->s.blob;
    expect_refused(put_text(blob, "a/b/c", "new", &err), &err, "put", name);
    expect_refused(prse__blob_get(blob, key, 0, 99, give_away, NULL, NULL,
                                  &err), &err, "get", name);
    expect_refused(prse__blob_stat(blob, key, &info, NULL, &err), &err,
                   "stat", name);
    expect_refused(prse__blob_remove(blob, key, NULL, &err), &err, "remove",
                   name);
    expect_refused(prse__blob_list(blob, PRSE_STR(""), never, NULL, NULL,
                                   &err), &err, "list", name);
    expect_refused(prse__blob_list(blob, PRSE_STR("a/b/"), never, NULL, NULL,
                                   &err), &err, "list", name);
}

PRSE_TEST(links, none_is_followed_at_any_level)
{
    static const struct {
        const char *name, *target;
    } planted[] = {{"a+", ""}, {"a+/b+", ""}, {"a+/b+", "b+"},
                   {"a+/b+/c", "c"}, {"a+/b+/c", "b+"},
                   {"a+/b+/c", "nothing"}, {"a+/b+", "nothing"}};
    for (size_t i = 0; i < sizeof planted / sizeof planted[0]; i++) {
        trap t;
        trap_set(&t);
        plant(&t, planted[i].name, planted[i].target);
        expect_all_refused(&t, planted[i].name);
        trap_clear(&t);
    }
}

PRSE_TEST(links, none_is_followed_where_blobs_are_written)
{
    trap t;
    prse_error err = {0};
    trap_set(&t);
    plant(&t, ".part", "");
    expect_refused(put_text(&t.s.blob, "d", "new", &err), &err, "put",
                   ".part");
    cr_expect_str_eq(get_text(&t.s.blob, "a/b/c"), "own");
    prse_blob again;
    cr_assert_eq(shelf_again(&again, &t.s, NULL, NULL), PRSE_OK,
                 "reading goes on");
    prse__blob_free(&again);
    trap_clear(&t);
}

PRSE_TEST(links, none_is_followed_where_bytes_are_counted)
{
    trap t;
    prse_error err = {0};
    prse_blob again = {0};
    prse_blob_folder_options opts = {.size = sizeof opts, .quota = 1000};
    trap_set(&t);
    plant(&t, ".quota", "c");
    expect_refused(shelf_again(&again, &t.s, &opts, &err), &err, "open",
                   ".quota");
    expect_refused(put_text(&t.s.blob, "d", "new", &err), &err, "put",
                   ".quota");
    trap_clear(&t);
}

/* What swept files are is a matter of their own, not of where they lead. */
PRSE_TEST(links, leftovers_are_not_followed_either)
{
    trap t;
    prse_blob again;
    trap_set(&t);
    plant(&t, ".part/link", "c");
    cr_assert_eq(shelf_again(&again, &t.s, NULL, NULL), PRSE_OK);
    cr_expect_eq(parts_of(&t.s), 1);
    prse__blob_free(&again);
    trap_clear(&t);
}

static void make_pipe(const char *path)
{
    cr_assert_eq(mkfifo(path, 0600), 0);
}

static void make_folder(const char *path)
{
    cr_assert_eq(mkdir(path, 0700), 0);
}

PRSE_TEST(links, things_of_another_kind_are_refused_too)
{
    static void (*const make[])(const char *) = {make_pipe, make_folder};
    for (size_t i = 0; i < 2; i++) {
        trap t;
        trap_set(&t);
        remove_tree(shelf_file(&t.s, "a+/b+/c"));
        make[i](shelf_file(&t.s, "a+/b+/c"));
        expect_all_refused(&t, "a+/b+/c");
        trap_clear(&t);
    }
}

PRSE_TEST(links, the_folder_itself_may_be_reached_through_one)
{
    shelf s;
    prse_blob blob;
    char link[80];
    shelf_make(&s);
    snprintf(link, sizeof link, "%s-link", s.path);
    cr_assert_eq(symlink(s.path, link), 0);
    cr_assert_eq(prse_blob_folder(&blob, prse_str_of(link), NULL, NULL),
                 PRSE_OK);
    cr_expect_eq(put_text(&blob, "a", "text", NULL), PRSE_OK);
    cr_expect_str_eq(get_text(&s.blob, "a"), "text");
    prse__blob_free(&blob);
    unlink(link);
    shelf_drop(&s);
}
