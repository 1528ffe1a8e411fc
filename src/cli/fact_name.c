/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/fact_name.h"

#include <string.h>

int cli_fact_name_read(prse_str *id, int32_t *year, prse_str name)
{
    const char *at = name.len > 0 ? memchr(name.ptr, '@', name.len) : NULL;
    *year = 0;
    *id = name;
    if (!at)
        return 1;
    id->len = (size_t)(at - name.ptr);
    prse_str rest = {at + 1, name.len - id->len - 1};
    int negative = rest.len > 0 && rest.ptr[0] == '-';
    size_t i = (size_t)negative;
    if (i == rest.len || rest.len - i > 3)
        return 0;
    for (; i < rest.len; i++) {
        if (rest.ptr[i] < '0' || rest.ptr[i] > '9')
            return 0;
        *year = *year * 10 - (rest.ptr[i] - '0');
    }
    return negative || *year == 0;
}

void cli_fact_name_add(cli_buffer *out, prse_str id, int32_t year)
{
    cli_buffer_add(out, id);
    if (year != 0) {
        cli_buffer_add_char(out, '@');
        cli_buffer_add_number(out, year);
    }
}
