/* SPDX-License-Identifier: Apache-2.0 */
/* A store into a file, which takes its name only when it is whole and compared,
 * and never in the place of another. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/store_copy.h"

typedef struct backup {
    const cli_context *cli;
    const char *path;
    cli_buffer temporary;
    cli_copy copy;
} backup;

static cli_exit tell_exists(const backup *b)
{
    prse_str name = prse_str_of(b->path);
    return cli_complain(b->cli, CLI_IO, TEXT_BACKUP_EXISTS, &name, 1);
}

/* Beside it, for its owner alone. */
static cli_exit make_temporary(backup *b)
{
    struct stat known;
    if (lstat(b->path, &known) == 0)
        return tell_exists(b);
    cli_buffer_add_text(&b->temporary, b->path);
    cli_buffer_add_text(&b->temporary, ".XXXXXX");
    int file = mkstemp(b->temporary.text);
    if (file < 0) {
        cli_buffer_free(&b->temporary);
        return cli_complain_system(b->path, errno);
    }
    close(file);
    return CLI_OK;
}

static int beside(const backup *b, const char *end, int (*act)(const char *))
{
    cli_buffer name = {0};
    cli_buffer_add(&name, cli_buffer_str(&b->temporary));
    cli_buffer_add_text(&name, end);
    int answer = act(name.text);
    cli_buffer_free(&name);
    return answer;
}

static void drop_temporary(const backup *b)
{
    if (b->temporary.len == 0)
        return;
    beside(b, "", unlink);
    beside(b, "-wal", unlink);
    beside(b, "-shm", unlink);
}

static int is_there(const char *name)
{
    return access(name, F_OK) == 0;
}

/* --- The name --- */

static void flush_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    cli_buffer folder = {0};
    if (slash)
        cli_buffer_add(&folder,
                       (prse_str){path, (size_t)(slash - path) + 1});
    else
        cli_buffer_add_char(&folder, '.');
    int file = open(folder.text, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file >= 0) {
        fsync(file);
        close(file);
    }
    cli_buffer_free(&folder);
}

/* A hard link replaces nothing, unlike a rename; some file systems have
 * none. */
static cli_exit name_it(const backup *b)
{
    int done = link(b->temporary.text, b->path);
    if (done != 0 && errno == EEXIST)
        return tell_exists(b);
    if (done != 0)
        done = is_there(b->path) ? -1 : rename(b->temporary.text, b->path);
    if (done != 0)
        return cli_complain_system(b->path, errno);
    flush_folder(b->path);
    return CLI_OK;
}

/* The log goes into the file when the store closes; where the disk was full it
 * stays beside. */
static cli_exit close_target(backup *b)
{
    cli_store_close(&b->copy.to);
    return beside(b, "-wal", is_there) ? cli_complain_system(b->path, ENOSPC)
                                       : CLI_OK;
}

static cli_exit make(backup *b)
{
    cli_buffer address = {0};
    cli_buffer_add_text(&address, "sqlite:");
    cli_buffer_add(&address, cli_buffer_str(&b->temporary));
    cli_exit code = cli_store_open(&b->copy.to, b->cli,
                                   cli_buffer_str(&address), CLI_STORE_WRITE);
    cli_buffer_free(&address);
    if (code != CLI_OK)
        return code;
    code = cli_copy_run(&b->copy);
    if (code == CLI_OK)
        code = close_target(b);
    if (code == CLI_OK)
        code = name_it(b);
    return code == CLI_OK ? cli_copy_show(&b->copy, TEXT_BACKED_UP,
                                          prse_str_of(b->path))
                          : code;
}

cli_exit cli_run_store_backup(const cli_context *cli)
{
    backup b = {.cli = cli};
    prse_str from;
    cli_exit code = cli_store_and_other(&from, &b.path, cli);
    if (code == CLI_OK && !b.path)
        code = cli_complain(cli, CLI_USAGE, TEXT_BACKUP_MISSING, NULL, 0);
    if (code == CLI_OK)
        code = cli_store_open_portal(&b.copy.from, cli, from, CLI_STORE_READ);
    if (code == CLI_OK) {
        cli_work_begin(&b.copy.work, cli, cli_copy_steps());
        code = make_temporary(&b);
    }
    if (code == CLI_OK)
        code = make(&b);
    cli_copy_close(&b.copy);
    drop_temporary(&b);
    cli_buffer_free(&b.temporary);
    return code;
}
