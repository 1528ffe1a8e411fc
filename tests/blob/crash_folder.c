/* SPDX-License-Identifier: Apache-2.0 */
/* Puts that are killed in the middle: every blob that was acknowledged is there
 * and whole, no half one is ever seen, and what was left is cleaned away.
 *
 *   crash_folder [KILLS [durability]]
 *
 * A child puts, replaces and removes blobs and says so in a pipe, before and
 * after each; the parent kills it, and compares the folder with what it was
 * told. */
#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "blob/blob.h"

enum { KEYS = 24, LARGEST = 300000 };

static char folder[64];
static int failures;
static uint64_t state = 20261126;

static void check(int truth, const char *what, int key)
{
    if (truth)
        return;
    fprintf(stderr, "FAILED: %s (key %d)\n", what, key);
    failures++;
}

static uint32_t chance(void)
{
    state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)(state >> 33);
}

/* What happened to a key: its content is drawn from a number; 0: none. */
typedef struct fate {
    uint32_t done, begun;
    int open; /* begun, not done */
} fate;

static fate fates[KEYS];

/* What the child writes before and after. */
typedef struct note {
    int32_t key;
    uint32_t content;
    int32_t done;
} note;

static prse_str key_of(int key)
{
    static char text[32];
    snprintf(text, sizeof text, "c/%d/blob-%d", key % 4, key);
    return prse_str_of(text);
}

static size_t length_of(uint32_t content)
{
    return content * 7919u % LARGEST;
}

/* Begins with its number, so that any mix of two contents is noticed. */
static void draw(char *to, uint32_t content)
{
    uint64_t own = content;
    size_t len = length_of(content);
    for (size_t i = 0; i < len; i++) {
        own = own * UINT64_C(6364136223846793005) + 1442695040888963407u;
        to[i] = (char)(unsigned char)(own >> 40);
    }
}

static prse_blob open_folder(int32_t durability)
{
    prse_blob blob;
    prse_error err;
    prse_blob_folder_options opts = {.size = sizeof opts,
                                     .durability = durability,
                                     .quota = UINT64_C(1) << 40};
    if (prse_blob_folder(&blob, prse_str_of(folder), &opts, &err)) {
        fprintf(stderr, "FAILED: %s\n", err.message);
        exit(1);
    }
    return blob;
}

static void tell(int pipe, note it)
{
    if (write(pipe, &it, sizeof it) != (ssize_t)sizeof it)
        _exit(3);
}

static void change(const prse_blob *blob, int pipe, int key, uint32_t content)
{
    static char bytes[LARGEST];
    prse_str text = {bytes, length_of(content)};
    prse_blob_source source;
    prse_status status;
    tell(pipe, (note){key, content, 0});
    if (content) {
        draw(bytes, content);
        status = prse__blob_source_memory(&source, &text, NULL, NULL);
        if (!status)
            status = prse__blob_put(blob, key_of(key), &source, NULL, NULL);
    } else {
        status = prse__blob_remove(blob, key_of(key), NULL, NULL);
        if (status == PRSE_ENOTFOUND)
            status = PRSE_OK;
    }
    if (status)
        _exit(4);
    tell(pipe, (note){key, content, 1});
}

static void work(int pipe, int32_t durability, uint32_t first)
{
    prse_blob blob = open_folder(durability);
    for (uint32_t i = first;; i++)
        change(&blob, pipe, (int)(chance() % KEYS),
               chance() % 5 ? i : 0);
}

static uint32_t take_note(note it)
{
    fates[it.key].open = !it.done;
    if (it.done)
        fates[it.key].done = it.content;
    else
        fates[it.key].begun = it.content;
    return it.content;
}

/* Until the child is gone. The largest content that was named. */
static uint32_t follow(int pipe, pid_t child, double seconds)
{
    struct timespec nap = {.tv_nsec = (long)(seconds * 1e9)};
    uint32_t largest = 0;
    note it;
    nanosleep(&nap, NULL);
    kill(child, SIGKILL);
    while (read(pipe, &it, sizeof it) == (ssize_t)sizeof it) {
        uint32_t content = take_note(it);
        largest = content > largest ? content : largest;
    }
    waitpid(child, NULL, 0);
    return largest;
}

typedef struct seen {
    char bytes[LARGEST];
    size_t len;
    int over;
} seen;

static prse_status gather(void *user, prse_str bytes, prse_error *err)
{
    seen *it = user;
    (void)err;
    it->over |= bytes.len > sizeof it->bytes - it->len;
    if (it->over)
        return PRSE_OK;
    if (bytes.len > 0)
        memcpy(it->bytes + it->len, bytes.ptr, bytes.len);
    it->len += bytes.len;
    return PRSE_OK;
}

static int is_content(const seen *it, uint32_t content)
{
    static char bytes[LARGEST];
    if (it->over || it->len != length_of(content))
        return 0;
    draw(bytes, content);
    return memcmp(bytes, it->bytes, it->len) == 0;
}

/* Which of the two it may be: what was done last, or what had begun. */
static void compare(const prse_blob *blob, int key)
{
    static seen it;
    fate *own = &fates[key];
    it.len = 0;
    it.over = 0;
    prse_status status = prse__blob_get(blob, key_of(key), 0, UINT64_MAX,
                                        gather, &it, NULL, NULL);
    check(status == PRSE_OK || status == PRSE_ENOTFOUND, "it can be read",
          key);
    int old = own->done ? status == PRSE_OK && is_content(&it, own->done)
                        : status == PRSE_ENOTFOUND;
    int new = own->begun ? status == PRSE_OK && is_content(&it, own->begun)
                         : status == PRSE_ENOTFOUND;
    check(old || (own->open && new), "an acknowledged blob is whole", key);
    if (!old && new)
        own->done = own->begun;
    own->open = 0;
}

typedef struct sums {
    uint64_t bytes;
    int count;
} sums;

static int add(void *user, prse_str key, const prse_blob_info *info)
{
    sums *it = user;
    (void)key;
    it->bytes += info->bytes;
    it->count++;
    return 0;
}

static void compare_all(int32_t durability, sums *it)
{
    prse_blob blob = open_folder(durability);
    int wanted = 0;
    for (int i = 0; i < KEYS; i++) {
        compare(&blob, i);
        wanted += fates[i].done != 0;
    }
    *it = (sums){0};
    check(prse__blob_list(&blob, (prse_str){0}, add, it, NULL, NULL) ==
              PRSE_OK, "it can be listed", -1);
    check(it->count == wanted, "nothing beside them is listed", it->count);
    blob.free(blob.self);
}

/* Names in ".part"; `old`: they are made to look two hours old. */
static int parts(int old)
{
    char path[100];
    int count = 0;
    snprintf(path, sizeof path, "%s/.part", folder);
    DIR *dir = opendir(path);
    for (struct dirent *it; dir && (it = readdir(dir)) != NULL;) {
        struct timespec times[2] = {{.tv_sec = time(NULL) - 7200},
                                    {.tv_sec = time(NULL) - 7200}};
        if (it->d_name[0] == '.')
            continue;
        count++;
        if (old)
            utimensat(dirfd(dir), it->d_name, times, AT_SYMLINK_NOFOLLOW);
    }
    if (dir)
        closedir(dir);
    return count;
}

static uint64_t kept_count(void)
{
    char path[100];
    uint64_t count = UINT64_MAX;
    snprintf(path, sizeof path, "%s/.quota", folder);
    FILE *file = fopen(path, "r");
    if (file && fscanf(file, "%" SCNu64, &count) != 1)
        count = UINT64_MAX;
    if (file)
        fclose(file);
    return count;
}

static uint32_t run_once(int32_t durability, uint32_t first)
{
    int ends[2];
    if (pipe(ends) != 0)
        exit(1);
    /* All that is said fits in the pipe of a short life, mostly: a child that
     * waits for room is killed there just as well. */
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        work(ends[1], durability, first);
    }
    close(ends[1]);
    chance();
    uint32_t largest =
        follow(ends[0], child, 0.005 + chance() % 60 / 1000.0);
    close(ends[0]);
    return largest;
}

static void remove_all(void)
{
    char command[100];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    if (system(command) != 0)
        fprintf(stderr, "%s is left\n", folder);
}

int main(int count, char **args)
{
    int kills = count > 1 ? (int)strtol(args[1], NULL, 10) : 60;
    int32_t durability =
        count > 2 ? (int32_t)strtol(args[2], NULL, 10) : PRSE_DURABLE;
    uint32_t next = 1;
    int left = 0, changed = 0;
    sums sum = {0};
    strcpy(folder, "/tmp/prse-crash-XXXXXX");
    if (!mkdtemp(folder))
        return 1;
    for (int i = 0; i < kills && failures == 0; i++) {
        uint32_t largest = run_once(durability, next);
        changed += largest >= next;
        next = largest >= next ? largest + 1 : next;
        compare_all(durability, &sum);
        check(kept_count() == sum.bytes, "the count is put right", -1);
        left = parts(0) > left ? parts(0) : left;
    }
    int before = parts(1);
    prse_blob blob = open_folder(durability);
    blob.free(blob.self);
    check(parts(0) == 0, "leftovers are cleaned away", parts(0));
    check(changed > kills / 2, "most children came to change something",
          changed);
    printf("%d kills, %" PRIu32 " puts, %d blobs, %d leftovers cleaned\n",
           kills, next - 1, sum.count, before);
    remove_all();
    return failures > 0;
}
