/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/pack_place.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/complain.h"
#include "cli/places.h"

/* A pack is a folder with a pack.yaml, or that file itself. */
static int is_pack(const cli_buffer *path)
{
    static const char file[] = "pack.yaml";
    size_t length = sizeof file - 1;
    if (path->len >= length &&
        strcmp(path->text + path->len - length, file) == 0)
        return access(path->text, R_OK) == 0;
    cli_buffer inside = {0};
    cli_buffer_add(&inside, cli_buffer_str(path));
    cli_buffer_add_text(&inside, "/pack.yaml");
    int found = access(inside.text, R_OK) == 0;
    cli_buffer_free(&inside);
    return found;
}

static int try_place(cli_buffer *out, cli_buffer *tried, prse_str folder,
                     const char *name)
{
    cli_buffer_clear(out);
    cli_buffer_add(out, folder);
    if (folder.len > 0)
        cli_buffer_add_char(out, '/');
    cli_buffer_add_text(out, name);
    if (is_pack(out))
        return 1;
    cli_buffer_add_text(tried, tried->len > 0 ? ", " : "");
    cli_buffer_add(tried, cli_buffer_str(out));
    return 0;
}

/* Each folder of a list separated by colons. */
static int try_list(cli_buffer *out, cli_buffer *tried, const char *list,
                    const char *name)
{
    while (list && *list) {
        size_t length = strcspn(list, ":");
        if (length > 0 && try_place(out, tried, (prse_str){list, length},
                                    name))
            return 1;
        list += length + (list[length] == ':');
    }
    return 0;
}

cli_exit cli_pack_place(cli_buffer *out, const cli_context *cli,
                        const char *name)
{
    cli_buffer tried = {0};
    int found = try_place(out, &tried, (prse_str){NULL, 0}, name);
    /* A path is a path; only a plain name is looked for elsewhere. */
    if (!found && !strchr(name, '/'))
        found = try_list(out, &tried, getenv("PORTAILRSE_PACKS"), name) ||
                try_list(out, &tried, CLI_INSTALLED_PACKS, name) ||
                try_list(out, &tried, "packs", name);
    cli_exit code = CLI_OK;
    if (!found) {
        prse_str values[] = {prse_str_of(name), cli_buffer_str(&tried)};
        code = cli_complain(cli, CLI_IO, TEXT_NO_PACK, values, 2);
    }
    cli_buffer_free(&tried);
    return code;
}
