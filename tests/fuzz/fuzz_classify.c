/* SPDX-License-Identifier: Apache-2.0 */
/* A table of sentences, as `portailrse classify` reads it: cells join to the
 * row they were cut from, and each gets an answer that keeps the contract, the
 * same one twice; what is not UTF-8 is refused. */
#include "cli/tsv_reader.h"

#include <stdio.h>

#include "fuzz/fuzz.h"
#include "portailrse/sys/classifier.h"

static void classify(const prse_classifier *c, prse_str text)
{
    prse_label first, second;
    prse_error err = {0};
    prse_status status = prse_classifier_classify(c, &text, 1, &first, NULL,
                                                  &err);
    fuzz_check(status, &err);
    if (text.len > PRSE_SENTENCE_MAX)
        FUZZ_ASSERT(status == PRSE_ELIMIT);
    else if (prse__utf8_check(text) < text.len)
        FUZZ_ASSERT(status == PRSE_EPARSE && err.line == 1);
    else
        FUZZ_ASSERT(status == PRSE_OK);
    FUZZ_ASSERT(prse_classifier_classify(c, &text, 1, &second, NULL, NULL) ==
                status);
    FUZZ_ASSERT(memcmp(&first, &second, sizeof first) == 0);
}

static void read_row(const prse_classifier *c, prse_str row)
{
    size_t count = cli_tsv_count(row), length = count - 1;
    for (size_t i = 0; i < count; i++) {
        prse_str cell = cli_tsv_cell(row, i);
        length += cell.len;
        if (i < 8)
            classify(c, cell);
    }
    FUZZ_ASSERT(length == row.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cli_tsv_reader tsv;
    prse_classifier c;
    if (size == 0)
        return 0;
    FILE *file = fmemopen((void *)(uintptr_t)data, size, "rb");
    FUZZ_ASSERT(file && prse_classifier_esrs_lite(&c, NULL, NULL) == PRSE_OK);
    cli_tsv_open(&tsv, file, "fuzz");
    while (cli_tsv_next(&tsv) == CLI_TSV_ROW)
        read_row(&c, cli_buffer_str(&tsv.row));
    cli_tsv_close(&tsv);
    fclose(file);
    prse_classifier_drop(&c);
    return 0;
}
