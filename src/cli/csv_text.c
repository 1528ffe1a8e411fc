/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/csv_text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { PADDING = 128 }; /* of zeros */

void cli_csv_text_open(cli_csv_text *text, const cli_table_file *file)
{
    *text = (cli_csv_text){.file = file->file, .line = 1};
    text->bytes = cli_alloc(CLI_CSV_TEXT + PADDING, 1);
    memcpy(text->bytes, file->head, file->head_size);
    text->end = file->head_size;
    text->read = file->head_size;
    (void)cli_csv_text_fill(text);
}

void cli_csv_text_close(cli_csv_text *text)
{
    free(text->bytes);
    text->bytes = NULL;
}

int cli_csv_text_fill(cli_csv_text *text)
{
    size_t left = text->end - text->at, got;
    if (text->at_end || left == CLI_CSV_TEXT)
        return 0;
    memmove(text->bytes, text->bytes + text->at, left);
    text->at = 0;
    got = fread(text->bytes + left, 1, CLI_CSV_TEXT - left, text->file);
    if (ferror(text->file))
        text->sys_code = errno ? errno : EIO;
    text->end = left + got;
    text->read += got;
    text->at_end = text->end < CLI_CSV_TEXT;
    if (text->at_end && text->end > 0 && text->bytes[text->end - 1] != '\n')
        text->bytes[text->end++] = '\n';
    memset(text->bytes + text->end, 0, PADDING);
    return 1;
}
