/* SPDX-License-Identifier: Apache-2.0 */
/* For realpath(). */
#define _XOPEN_SOURCE 700

#include "cli/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/args.h"
#include "cli/complain.h"

static char *copy_of(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(cli_alloc(size, 1), text, size);
}

/* folder/.name.XXXXXX, so that the renaming stays within one file system. */
static char *temporary_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
    cli_buffer name = {0};
    cli_buffer_add(&name, (prse_str){path, folder});
    cli_buffer_add_char(&name, '.');
    cli_buffer_add_text(&name, path + folder);
    cli_buffer_add_text(&name, ".XXXXXX");
    return name.text;
}

/* The rights that the file has, or that a new file would get. */
static mode_t rights_of(const struct stat *known)
{
    mode_t mask = umask(0);
    umask(mask);
    return known ? known->st_mode & 07777 : 0666 & ~mask;
}

static cli_exit open_temporary(cli_output *out, const struct stat *known)
{
    out->temporary = temporary_name(out->path);
    int descriptor = mkstemp(out->temporary);
    if (descriptor < 0) {
        int sys_code = errno;
        free(out->temporary);
        out->temporary = NULL;
        return cli_complain_system(out->path, sys_code);
    }
    if (fchmod(descriptor, rights_of(known)) == 0)
        out->file = fdopen(descriptor, "wb");
    if (!out->file) {
        int sys_code = errno;
        close(descriptor);
        return cli_complain_system(out->path, sys_code);
    }
    return CLI_OK;
}

static cli_exit open_file(cli_output *out, const char *path)
{
    struct stat known;
    int exists = stat(path, &known) == 0;
    /* Through a link, it is the file behind it that is replaced. */
    out->path = exists ? realpath(path, NULL) : NULL;
    if (!out->path)
        out->path = copy_of(path);
    if (!exists || S_ISREG(known.st_mode))
        return open_temporary(out, exists ? &known : NULL);
    /* A pipe or a device must not be replaced by a file. */
    out->file = fopen(path, "wb");
    return out->file ? CLI_OK : cli_complain_system(path, errno);
}

static void forget(cli_output *out)
{
    if (out->temporary)
        unlink(out->temporary);
    free(out->temporary);
    free(out->path);
    *out = (cli_output){0};
}

cli_exit cli_output_open(cli_output *out, const char *path)
{
    *out = (cli_output){0};
    if (!path || strcmp(path, "-") == 0) {
        out->file = stdout;
        return CLI_OK;
    }
    cli_exit code = open_file(out, path);
    if (code != CLI_OK)
        forget(out);
    return code;
}

void cli_output_write(cli_output *out, prse_str text)
{
    if (text.len > 0 &&
        fwrite(text.ptr, 1, text.len, out->file) < text.len &&
        out->sys_code == 0)
        out->sys_code = errno ? errno : EIO;
}

int cli_output_failed(const cli_output *out)
{
    return out->sys_code != 0;
}

/* errno when writing failed at any time, else 0. */
static int finish(cli_output *out)
{
    int failed = out->sys_code;
    if (fflush(out->file) != 0 && !failed)
        failed = errno ? errno : EIO;
    if (out->path && fclose(out->file) != 0 && !failed)
        failed = errno ? errno : EIO;
    return failed;
}

cli_exit cli_output_close(cli_output *out, cli_exit code)
{
    const char *name = out->path ? out->path : "<stdout>";
    int failed = finish(out);
    if (!failed && out->temporary) {
        if (rename(out->temporary, out->path) == 0) {
            free(out->temporary);
            out->temporary = NULL;
        } else {
            failed = errno;
        }
    }
    if (failed)
        code = cli_complain_system(name, failed);
    forget(out);
    return code;
}

cli_exit cli_output_drop(cli_output *out, cli_exit code)
{
    (void)finish(out);
    forget(out);
    return code;
}

cli_exit cli_output_text(const cli_context *cli, prse_str text)
{
    cli_output out;
    cli_exit code = cli_output_open(&out, cli_args_value(cli->args,
                                                         OPTION_OUT));
    if (code != CLI_OK)
        return code;
    cli_output_write(&out, text);
    if (text.len > 0 && text.ptr[text.len - 1] != '\n')
        cli_output_write(&out, PRSE_STR("\n"));
    return cli_output_close(&out, CLI_OK);
}
