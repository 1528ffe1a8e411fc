/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/buffer.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void end_without_memory(void)
{
    fputs("portailrse: memory ran out\n", stderr);
    exit(CLI_INTERNAL);
}

void *cli_resize(void *old, size_t count, size_t size)
{
    if (count == 0)
        count = 1;
    if (size != 0 && count > SIZE_MAX / size)
        end_without_memory();
    void *memory = realloc(old, count * size);
    if (!memory)
        end_without_memory();
    return memory;
}

void *cli_alloc(size_t count, size_t size)
{
    void *memory = cli_resize(NULL, count, size);
    memset(memory, 0, count * size);
    return memory;
}

void cli_buffer_clear(cli_buffer *buffer)
{
    buffer->len = 0;
    if (buffer->text)
        buffer->text[0] = '\0';
}

void cli_buffer_free(cli_buffer *buffer)
{
    free(buffer->text);
    *buffer = (cli_buffer){0};
}

void cli_buffer_reserve(cli_buffer *buffer, size_t more)
{
    size_t wanted = buffer->len + more + 1;
    if (wanted <= buffer->room)
        return;
    size_t room = buffer->room < 64 ? 64 : buffer->room * 2;
    while (room < wanted)
        room *= 2;
    buffer->text = cli_resize(buffer->text, room, 1);
    buffer->room = room;
}

void cli_buffer_add(cli_buffer *buffer, prse_str text)
{
    cli_buffer_reserve(buffer, text.len);
    if (text.len > 0)
        memcpy(buffer->text + buffer->len, text.ptr, text.len);
    buffer->len += text.len;
    buffer->text[buffer->len] = '\0';
}

void cli_buffer_add_text(cli_buffer *buffer, const char *text)
{
    cli_buffer_add(buffer, prse_str_of(text));
}

void cli_buffer_add_char(cli_buffer *buffer, char c)
{
    cli_buffer_add(buffer, (prse_str){&c, 1});
}

void cli_buffer_add_repeated(cli_buffer *buffer, const char *text,
                             size_t count)
{
    for (size_t i = 0; i < count; i++)
        cli_buffer_add_text(buffer, text);
}

void cli_buffer_add_number(cli_buffer *buffer, int64_t number)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRId64, number);
    cli_buffer_add_text(buffer, digits);
}

static int is_place(const char *at, size_t count)
{
    return at[0] == '{' && at[1] >= '0' && at[1] <= '9' && at[2] == '}' &&
           (size_t)(at[1] - '0') < count;
}

void cli_buffer_add_filled(cli_buffer *buffer, const char *pattern,
                           const prse_str *values, size_t count)
{
    while (*pattern) {
        if (is_place(pattern, count)) {
            cli_buffer_add(buffer, values[pattern[1] - '0']);
            pattern += 3;
        } else {
            cli_buffer_add_char(buffer, *pattern++);
        }
    }
}

prse_str cli_buffer_str(const cli_buffer *buffer)
{
    return (prse_str){buffer->text ? buffer->text : "", buffer->len};
}

int cli_str_is(prse_str text, const char *other)
{
    size_t length = strlen(other);
    return text.len == length &&
           (length == 0 || memcmp(text.ptr, other, length) == 0);
}
