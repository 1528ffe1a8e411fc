/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/line_input.h"

#include <stdio.h>
#include <string.h>

static int is_blank(int c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

int cli_line_read(cli_buffer *out)
{
    int c, any = 0;
    cli_buffer_clear(out);
    while ((c = getchar()) != EOF) {
        any = 1;
        if (c == '\n')
            break;
        if (out->len > 0 || !is_blank(c))
            cli_buffer_add_char(out, (char)c);
    }
    while (out->len > 0 && is_blank(out->text[out->len - 1]))
        out->text[--out->len] = '\0';
    return any;
}

static int same_letters(const char *a, const char *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char c = a[i] >= 'A' && a[i] <= 'Z' ? (char)(a[i] + 32) : a[i];
        if (c != b[i])
            return 0;
    }
    return 1;
}

int cli_line_is(const cli_buffer *line, const char *words)
{
    while (*words) {
        size_t length = strcspn(words, " ");
        if (length == line->len && same_letters(line->text, words, length))
            return 1;
        words += length + (words[length] == ' ');
    }
    return 0;
}
