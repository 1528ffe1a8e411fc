/* SPDX-License-Identifier: Apache-2.0 */
/* The kernel's own structures are spelt out here: its headers are older than
 * the kernels on which this runs. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "jail/landlock.h"

enum { EXECUTE = 1 << 0, READ_FILE = 1 << 2, READ_FOLDER = 1 << 3 };
enum { ASK_VERSION = 1, BENEATH = 1, VERSIONS = 6 };

struct handled {
    uint64_t files, network, scopes;
};

/* What each version of Landlock can refuse; a later one refuses no less. */
static const struct handled known[VERSIONS] = {
    {(1 << 13) - 1, 0, 0}, /* opening, making, removing */
    {(1 << 14) - 1, 0, 0}, /* moving between folders */
    {(1 << 15) - 1, 0, 0}, /* cutting */
    {(1 << 15) - 1, 3, 0}, /* TCP: bind, connect */
    {(1 << 16) - 1, 3, 0}, /* ioctl on devices */
    {(1 << 16) - 1, 3, 3}, /* abstract sockets, signals */
};

struct beneath {
    uint64_t allowed;
    int32_t folder;
} __attribute__((packed));

int prse__landlock_new(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, ASK_VERSION);
    if (version <= 0)
        return -1;
    struct handled handled =
        known[(version < VERSIONS ? version : VERSIONS) - 1];
    size_t size = handled.scopes    ? sizeof handled
                  : handled.network ? offsetof(struct handled, scopes)
                                    : offsetof(struct handled, network);
    return (int)syscall(SYS_landlock_create_ruleset, &handled, size, 0);
}

void prse__landlock_allow(int set, const char *path)
{
    struct stat found;
    int file = open(path, O_PATH | O_CLOEXEC);
    if (file < 0)
        return;
    struct beneath rule = {EXECUTE | READ_FILE, file};
    if (fstat(file, &found) == 0 && S_ISDIR(found.st_mode))
        rule.allowed |= READ_FOLDER;
    syscall(SYS_landlock_add_rule, set, BENEATH, &rule, 0);
    close(file);
}

int prse__landlock_bind(int set)
{
    if (set < 0)
        return 0;
    return syscall(SYS_landlock_restrict_self, set, 0) == 0 ? 0 : errno;
}
