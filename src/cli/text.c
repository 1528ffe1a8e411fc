/* SPDX-License-Identifier: Apache-2.0 */
/* The text of a PDF, as the analysis sees it. */
#include <stdio.h>
#include <string.h>

#include "cli/args.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/input.h"
#include "cli/json_string.h"
#include "cli/output.h"
#include "portailrse/sys/extract.h"

enum { AS_TEXT, AS_JSON };

typedef struct page_writer {
    const cli_context *cli;
    cli_buffer out;
    size_t format;
} page_writer;

static void add_length(cli_buffer *out, const char *name, float points)
{
    char text[64];
    snprintf(text, sizeof text, ", \"%s\": %.2f", name, (double)points);
    cli_buffer_add_text(out, text);
}

static void add_word(cli_buffer *out, const prse_word *word)
{
    cli_buffer_add_text(out, "{");
    cli_json_add_member(out, "text", word->text);
    add_length(out, "left", word->left);
    add_length(out, "top", word->top);
    add_length(out, "right", word->right);
    add_length(out, "bottom", word->bottom);
    cli_buffer_add_text(out, ", \"block\": ");
    cli_buffer_add_number(out, word->block);
    cli_buffer_add_text(out, ", \"line\": ");
    cli_buffer_add_number(out, word->line);
    cli_buffer_add_text(out, "}");
}

static void add_json_page(cli_buffer *out, const prse_page *page)
{
    cli_buffer_add_text(out, page->number > 1 ? ",\n{\"number\": "
                                              : "\n{\"number\": ");
    cli_buffer_add_number(out, page->number);
    add_length(out, "width", page->width);
    add_length(out, "height", page->height);
    cli_buffer_add_text(out, page->needs_ocr ? ", \"needs_ocr\": true"
                                             : ", \"needs_ocr\": false");
    if (page->images != UINT32_MAX) {
        cli_buffer_add_text(out, ", \"images\": ");
        cli_buffer_add_number(out, page->images);
    }
    cli_buffer_add_text(out, ", \"words\": [");
    for (size_t i = 0; i < page->count; i++) {
        cli_buffer_add_text(out, i > 0 ? ",\n  " : "\n  ");
        add_word(out, page->words + i);
    }
    cli_buffer_add_text(out, "]}");
}

static void add_text_page(page_writer *to, const prse_page *page)
{
    cli_buffer number = {0};
    cli_buffer_add_number(&number, page->number);
    prse_str value = cli_buffer_str(&number);
    cli_buffer_add_filled(&to->out,
                          cli_text(to->cli, page->needs_ocr
                                                ? TEXT_PAGE_NEEDS_OCR
                                                : TEXT_PAGE_NUMBER),
                          &value, 1);
    cli_buffer_free(&number);
    for (size_t i = 0; i < page->count; i++) {
        const prse_word *word = page->words + i, *last = word - 1;
        int first = i == 0;
        if (first || word->block != last->block)
            cli_buffer_add_text(&to->out, "\n\n");
        else
            cli_buffer_add_text(&to->out,
                                word->line != last->line ? "\n" : " ");
        cli_buffer_add(&to->out, word->text);
    }
    cli_buffer_add_text(&to->out, "\n\n");
}

static prse_status take_page(void *user, const prse_page *page,
                             prse_error *err)
{
    page_writer *to = user;
    (void)err;
    if (to->format == AS_JSON)
        add_json_page(&to->out, page);
    else
        add_text_page(to, page);
    return PRSE_OK;
}

static prse_status read_bytes(void *user, uint64_t offset, void *to,
                              size_t room, prse_error *err)
{
    const cli_buffer *bytes = user;
    (void)err;
    memcpy(to, bytes->text + offset, room);
    return PRSE_OK;
}

static void end_report(page_writer *to, const prse_extract_report *report)
{
    if (to->format == AS_JSON) {
        cli_buffer_add_text(&to->out, "],\n\"words\": ");
        cli_buffer_add_number(&to->out, (int64_t)report->words);
        cli_buffer_add_text(&to->out, report->needs_ocr
                                          ? ",\n\"needs_ocr\": true}\n"
                                          : ",\n\"needs_ocr\": false}\n");
    } else if (report->needs_ocr) {
        cli_buffer_add_text(&to->out,
                            cli_text(to->cli, TEXT_DOCUMENT_NEEDS_OCR));
    }
}

static cli_exit read_pages(page_writer *to, const prse_extract *extract,
                           const cli_buffer *pdf, const char *path)
{
    prse_error err;
    prse_extract_report report = {.size = sizeof report};
    prse_extract_options opts = {
        .size = sizeof opts,
        .raw = cli_args_value(to->cli->args, OPTION_RAW) != NULL,
        .report = &report};
    prse_blob_source source = {.size = sizeof source,
                               .bytes = pdf->len,
                               .user = (void *)(uintptr_t)pdf,
                               .read = read_bytes};
    if (to->format == AS_JSON)
        cli_buffer_add_text(&to->out, "{\"pages\": [");
    if (prse_extract_read(extract, &source, take_page, to, &opts, &err)) {
        snprintf(err.file, sizeof err.file, "%s", cli_input_name(path));
        cli_exit code = cli_complain_error(&err);
        return err.code == PRSE_EDENIED ? CLI_INPUT : code; /* a password */
    }
    end_report(to, &report);
    return cli_output_text(to->cli, cli_buffer_str(&to->out));
}

static cli_exit open_reader(prse_extract *out, const cli_context *cli)
{
    const char *pdfium = cli_args_value(cli->args, OPTION_PDFIUM);
    prse_error err;
    prse_status status =
        pdfium ? prse_extract_pdfium(out, prse_str_of(pdfium), NULL, &err)
               : prse_extract_pdftotext(out, PRSE_STR(""), NULL, &err);
    return status ? cli_complain_error(&err) : CLI_OK;
}

static cli_exit read_path(page_writer *to, const char *path)
{
    prse_extract extract = {0};
    cli_buffer pdf = {0};
    cli_exit code = open_reader(&extract, to->cli);
    if (code == CLI_OK)
        code = cli_input_read(&pdf, to->cli, path);
    if (code == CLI_OK)
        code = read_pages(to, &extract, &pdf, path);
    if (extract.free)
        extract.free(extract.self);
    cli_buffer_free(&pdf);
    return code;
}

cli_exit cli_run_text(const cli_context *cli)
{
    static const char *const formats[] = {"text", "json"};
    const char *path = cli_args_operand(cli->args, 0);
    page_writer to = {.cli = cli};
    if (!path)
        return cli_complain(cli, CLI_USAGE, TEXT_PDF_MISSING, NULL, 0);
    cli_exit code = cli_args_format(&to.format, cli, formats, 2);
    if (code == CLI_OK)
        code = read_path(&to, path);
    cli_buffer_free(&to.out);
    return code;
}
