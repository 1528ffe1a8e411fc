/* SPDX-License-Identifier: Apache-2.0 */
/* The reader of `portailrse batch`: records that are read, written and read
 * again stay the same. */
#include "cli/csv_reader.h"

#include <stdio.h>

#include "fuzz/fuzz.h"

/* Every record as the program writes it; blank ones would be skipped. */
static cli_csv_status rewrite(cli_buffer *out, prse_str text, size_t *columns)
{
    cli_csv_reader csv;
    FILE *file = fmemopen((char *)text.ptr, text.len, "rb");
    FUZZ_ASSERT(file);
    cli_csv_open(&csv, file, "fuzz");
    cli_csv_status status = cli_csv_next(&csv);
    cli_buffer_add_text(out, "\xEF\xBB\xBF"); /* or a cell could become one */
    for (; status == CLI_CSV_RECORD; status = cli_csv_next(&csv)) {
        if (csv.count == 1 && csv.cells[0].len == 0)
            continue;
        if (*columns == 0)
            *columns = csv.count;
        for (size_t i = 0; i < csv.count; i++) {
            if (i > 0)
                cli_buffer_add_char(out, csv.separator);
            cli_csv_add_cell(out, csv.cells[i]);
        }
        cli_buffer_add_text(out, "\r\n");
    }
    cli_csv_close(&csv);
    fclose(file);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cli_buffer first = {0};
    cli_buffer second = {0};
    if (size == 0)
        return 0;
    size_t columns = 0;
    cli_csv_status status = rewrite(&first, fuzz_text(data, size), &columns);
    /* a header of one cell does not tell the separator of what follows */
    if (status == CLI_CSV_END && columns > 1) {
        status = rewrite(&second, cli_buffer_str(&first), &columns);
        FUZZ_ASSERT(status == CLI_CSV_END);
        FUZZ_ASSERT(
            fuzz_same(cli_buffer_str(&first), cli_buffer_str(&second)));
    }
    cli_buffer_free(&first);
    cli_buffer_free(&second);
    return 0;
}
