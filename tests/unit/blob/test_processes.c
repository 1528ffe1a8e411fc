/* SPDX-License-Identifier: Apache-2.0 */
/* Several processes on one folder. */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shelf.h"
#include "support/test.h"

enum { PROCESSES = 4, ROUNDS = 150, LENGTH = 70000 };

static const prse_blob_folder_options quick = {
    .size = sizeof quick, .durability = PRSE_NOT_FLUSHED};

static void fill(char *text, char letter)
{
    memset(text, letter, LENGTH);
    text[LENGTH] = '\0';
}

typedef struct uniform {
    size_t got;
    char letter;
    int mixed;
} uniform;

static prse_status compare(void *user, prse_str bytes, prse_error *err)
{
    uniform *it = user;
    (void)err;
    if (it->got == 0 && bytes.len > 0)
        it->letter = bytes.ptr[0];
    for (size_t i = 0; i < bytes.len; i++)
        it->mixed |= bytes.ptr[i] != it->letter;
    it->got += bytes.len;
    return PRSE_OK;
}

/* 0: whole, from one of them, or not there. */
static int read_once(const prse_blob *blob)
{
    uniform it = {0};
    prse_status status = prse__blob_get(blob, PRSE_STR("dir/same"), 0,
                                        UINT64_MAX, compare, &it, NULL, NULL);
    if (status == PRSE_ENOTFOUND)
        return 0;
    return status != PRSE_OK || it.mixed || it.got != LENGTH;
}

static void work(const char *path, int number, int removes)
{
    static char text[LENGTH + 1];
    prse_blob blob;
    int odd = 0;
    fill(text, (char)('a' + number));
    if (prse_blob_folder(&blob, prse_str_of(path), &quick, NULL))
        _exit(2);
    for (int i = 0; i < ROUNDS && !odd; i++) {
        if (put_text(&blob, "dir/same", text, NULL) != PRSE_OK)
            _exit(3);
        odd = read_once(&blob);
        if (removes && i % 3 == number % 3)
            prse__blob_remove(&blob, PRSE_STR("dir/same"), NULL, NULL);
    }
    prse__blob_free(&blob);
    _exit(odd ? 4 : 0);
}

static void run(int removes)
{
    shelf s;
    pid_t workers[PROCESSES];
    shelf_make(&s);
    for (int i = 0; i < PROCESSES; i++)
        if ((workers[i] = fork()) == 0)
            work(s.path, i, removes);
    for (int i = 0; i < PROCESSES; i++) {
        int ended = 0;
        cr_assert_eq(waitpid(workers[i], &ended, 0), workers[i]);
        cr_expect_eq(ended, 0, "process %d: %d", i, WEXITSTATUS(ended));
    }
    cr_expect_eq(read_once(&s.blob), 0);
    cr_expect_eq(parts_of(&s), 0);
    shelf_drop(&s);
}

PRSE_TEST(processes, the_same_key_is_whole_for_everybody,
          .timeout = PRSE_LONG)
{
    run(0);
}

/* The folder around the blob comes and goes. */
PRSE_TEST(processes, put_and_remove_get_along, .timeout = PRSE_LONG)
{
    run(1);
}
