/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/json_string.h"

#include <stdio.h>

static void add_escaped(cli_buffer *out, char c)
{
    static const char plain[] = "\"\\\n\r\t\b\f";
    static const char letter[] = "\"\\nrtbf";
    for (size_t i = 0; plain[i]; i++) {
        if (plain[i] == c) {
            cli_buffer_add_char(out, '\\');
            cli_buffer_add_char(out, letter[i]);
            return;
        }
    }
    if ((unsigned char)c >= 0x20) {
        cli_buffer_add_char(out, c);
        return;
    }
    char code[8];
    snprintf(code, sizeof code, "\\u%04x", (unsigned)(unsigned char)c);
    cli_buffer_add_text(out, code);
}

void cli_json_add_string(cli_buffer *out, prse_str text)
{
    cli_buffer_add_char(out, '"');
    for (size_t i = 0; i < text.len; i++)
        add_escaped(out, text.ptr[i]);
    cli_buffer_add_char(out, '"');
}

void cli_json_add_member(cli_buffer *out, const char *name, prse_str text)
{
    cli_json_add_string(out, prse_str_of(name));
    cli_buffer_add_text(out, ": ");
    cli_json_add_string(out, text);
}
