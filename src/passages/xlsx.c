/* SPDX-License-Identifier: Apache-2.0 */
/* Passages as a workbook, by libxlsxwriter. */
#include "passages/xlsx.h"

#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

#include "passages/words.h"

enum {
    CELL_BYTES = 32000, /* a cell holds 32,767 characters */
    CODE_BYTES = 6,     /* of a code that is the name of a sheet */
    NAME_ROOM = 32      /* the name of a sheet, 31 */
};

typedef struct workbook {
    const prse_passages *passages;
    prse_workbook_options opts;
    lxw_workbook *file;
    lxw_format *heading, *wrapped, *percent;
    prse__buf text; /* of one cell */
    lxw_error wrong;
} workbook;

static void note(workbook *w, lxw_error error)
{
    if (!w->wrong)
        w->wrong = error;
}

static const char *word(const workbook *w, prse__word which)
{
    return prse__word_in(which, (prse_lang)w->opts.lang);
}

static int is_of_xml(uint32_t c)
{
    return c < ' ' ? c == '\t' || c == '\n' || c == '\r'
                   : c != 0xFFFE && c != 0xFFFF;
}

/* At a character that XML has not a reader would end. */
static void set_text(workbook *w, prse_str text)
{
    prse__buf_clear(&w->text);
    for (size_t at = 0; at < text.len;) {
        uint32_t c = prse__utf8_next(text, &at);
        prse__utf8_add(&w->text, is_of_xml(c) ? c : 0xFFFD);
    }
}

/* A text is written as such, never read as a formula. */
static void put(workbook *w, lxw_worksheet *sheet, uint32_t row, uint16_t col,
                prse_str text, lxw_format *format)
{
    size_t len = text.len < CELL_BYTES ? text.len : CELL_BYTES;
    while (len < text.len && (text.ptr[len] & 0xC0) == 0x80)
        len--;
    set_text(w, (prse_str){text.ptr, len});
    if (len < text.len)
        prse__buf_adds(&w->text, "…");
    if (w->text.failed)
        note(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else
        note(w, worksheet_write_string(sheet, row, col, w->text.ptr, format));
}

static void put_number(workbook *w, lxw_worksheet *sheet, uint32_t row,
                       uint16_t col, double value, lxw_format *format)
{
    note(w, worksheet_write_number(sheet, row, col, value, format));
}

/* A column: its heading, and how wide it is, in characters. */
typedef struct column {
    prse__word heading;
    double width;
} column;

static lxw_worksheet *add_sheet(workbook *w, const char *name,
                                const column *columns, uint16_t count)
{
    lxw_worksheet *sheet = workbook_add_worksheet(w->file, name);
    if (!sheet) {
        note(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    for (uint16_t i = 0; i < count; i++) {
        worksheet_set_column(sheet, i, i, columns[i].width, NULL);
        put(w, sheet, 0, i, prse_str_of(word(w, columns[i].heading)),
            w->heading);
    }
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    return sheet;
}

/* --- The synthesis */

static void put_topic(workbook *w, lxw_worksheet *sheet, uint32_t row,
                      const prse_topic *topic)
{
    put(w, sheet, row, 0,
        prse_str_of(word(w, (prse__word)topic->theme)), NULL);
    put(w, sheet, row, 1, topic->code, NULL);
    put(w, sheet, row, 2, topic->title, w->wrapped);
    put_number(w, sheet, row, 3, (double)topic->sentences, NULL);
    put_number(w, sheet, row, 4, topic->documents, NULL);
    put_number(w, sheet, row, 5, topic->pages, NULL);
}

/* Sentences a topic; those of no topic would dwarf them. */
static void add_chart(workbook *w, lxw_worksheet *sheet, uint32_t relevant)
{
    lxw_chart *chart = workbook_add_chart(w->file, LXW_CHART_BAR);
    lxw_chart_series *series = chart ? chart_add_series(chart, NULL, NULL)
                                     : NULL;
    const char *name = word(w, PRSE__WORD_SYNTHESIS);
    if (!series) {
        note(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    chart_series_set_categories(series, name, 1, 1, relevant, 1);
    chart_series_set_values(series, name, 1, 3, relevant, 3);
    chart_title_set_name(chart, word(w, PRSE__WORD_BY_TOPIC));
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    chart_axis_set_reverse(chart->y_axis);
    note(w, worksheet_insert_chart(sheet, 1, 7, chart));
}

static void add_synthesis(workbook *w)
{
    static const column COLUMNS[] = {
        {PRSE__WORD_THEME, 16},     {PRSE__WORD_CODE, 8},
        {PRSE__WORD_TOPIC, 58},     {PRSE__WORD_SENTENCES, 10},
        {PRSE__WORD_DOCUMENTS, 11}, {PRSE__WORD_PAGES, 8}};
    const prse_passages *all = w->passages;
    uint32_t relevant = 0;
    lxw_worksheet *sheet = add_sheet(w, word(w, PRSE__WORD_SYNTHESIS),
                                     COLUMNS, 6);
    for (uint32_t i = 0; sheet && i < all->topic_count; i++) {
        const prse_topic *topic = prse__topic_at(all, i);
        relevant += topic->code.len > 0;
        put_topic(w, sheet, i + 1, topic);
    }
    if (sheet && relevant)
        add_chart(w, sheet, relevant);
}

/* --- Sentences */

/* Which sentences a sheet holds. */
typedef struct choice {
    const prse_topic *topic; /* NULL: of a whole theme */
    prse_theme theme;
} choice;

/* 1: the sheet holds sentences of this topic. */
static int chosen(const workbook *w, const choice *which,
                  const prse_topic *topic)
{
    if (!topic->sentences || (!topic->code.len && !w->opts.all))
        return 0;
    return which->topic ? topic == which->topic
                        : topic->theme == (int32_t)which->theme;
}

static void put_sentence(workbook *w, lxw_worksheet *sheet, uint32_t row,
                         const prse_analysed *of, const prse__sentence *is)
{
    put(w, sheet, row, 0, of->name, w->wrapped);
    put_number(w, sheet, row, 1, is->page, NULL);
    put(w, sheet, row, 2, w->passages->topics[is->topic].code, NULL);
    put(w, sheet, row, 3, is->text, w->wrapped);
    if (is->confidence >= 0)
        put_number(w, sheet, row, 4, (double)is->confidence, w->percent);
    put(w, sheet, row, 5, is->evidence, w->wrapped);
}

static void add_sentences(workbook *w, const char *name, const choice *which)
{
    static const column COLUMNS[] = {
        {PRSE__WORD_DOCUMENT, 24}, {PRSE__WORD_PAGE, 7},
        {PRSE__WORD_CODE, 7},      {PRSE__WORD_SENTENCE, 90},
        {PRSE__WORD_CONFIDENCE, 11}, {PRSE__WORD_EVIDENCE, 36}};
    const prse_passages *all = w->passages;
    uint32_t row = 0;
    lxw_worksheet *sheet = add_sheet(w, name, COLUMNS, 6);
    for (size_t d = 0; sheet && d < all->document_count; d++) {
        const prse__draft *of = &all->documents[d];
        for (size_t i = 0; i < of->count && !w->wrong; i++)
            if (chosen(w, which, &all->topics[of->sentences[i].topic]))
                put_sentence(w, sheet, ++row, &of->info, &of->sentences[i]);
    }
    if (sheet && row)
        note(w, worksheet_autofilter(sheet, 0, 0, row, 5));
}

/* Short, of letters and digits: no name that is another sheet's, or that Excel
 * keeps for itself. */
static int is_name(prse_str code)
{
    for (size_t i = 0; i < code.len; i++)
        if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", code.ptr[i]))
            return 0;
    return code.len > 0 && code.len <= CODE_BYTES;
}

static void name_topic(char name[NAME_ROOM], const workbook *w, uint32_t place)
{
    prse_str code = prse__topic_at(w->passages, place)->code;
    if (!code.len)
        snprintf(name, NAME_ROOM, "%s", word(w, PRSE__WORD_THEME_NONE));
    else if (is_name(code))
        snprintf(name, NAME_ROOM, "%.*s", (int)code.len, code.ptr);
    else
        snprintf(name, NAME_ROOM, "%s %u", word(w, PRSE__WORD_TOPIC),
                 place + 1);
}

static void add_topics(workbook *w)
{
    char name[NAME_ROOM];
    for (uint32_t i = 0; i < w->passages->topic_count; i++) {
        choice which = {.topic = prse__topic_at(w->passages, i)};
        name_topic(name, w, i);
        if (chosen(w, &which, which.topic))
            add_sentences(w, name, &which);
    }
}

static int has_theme(const workbook *w, const choice *which)
{
    for (uint32_t i = 0; i < w->passages->topic_count; i++)
        if (chosen(w, which, &w->passages->topics[i]))
            return 1;
    return 0;
}

/* Codes of no theme come last, as what speaks of no topic does. */
static void add_themes(workbook *w)
{
    static const prse_theme THEMES[] = {
        PRSE_THEME_ENVIRONMENT, PRSE_THEME_SOCIAL, PRSE_THEME_GOVERNANCE,
        PRSE_THEME_NONE};
    for (size_t i = 0; i < sizeof THEMES / sizeof *THEMES; i++) {
        choice which = {.theme = THEMES[i]};
        if (has_theme(w, &which))
            add_sentences(w, word(w, (prse__word)THEMES[i]), &which);
    }
}

static void add_sheets(workbook *w)
{
    add_synthesis(w);
    if (w->opts.sheets == PRSE_SHEETS_TOPICS)
        add_topics(w);
    else
        add_themes(w);
}

/* --- The file */

static void add_formats(workbook *w)
{
    w->heading = workbook_add_format(w->file);
    w->wrapped = workbook_add_format(w->file);
    w->percent = workbook_add_format(w->file);
    if (!w->heading || !w->wrapped || !w->percent) {
        note(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    format_set_bold(w->heading);
    format_set_bottom(w->heading, LXW_BORDER_THIN);
    format_set_text_wrap(w->wrapped);
    format_set_align(w->wrapped, LXW_ALIGN_VERTICAL_TOP);
    format_set_num_format(w->percent, "0%");
}

static void set_properties(workbook *w, time_t created)
{
    set_text(w, w->opts.title);
    if (w->text.failed)
        note(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else
        note(w, workbook_set_properties(
                    w->file, &(lxw_doc_properties){.title = w->text.ptr,
                                                   .created = created}));
}

/* What libxlsxwriter calls an error, in our words. */
static prse_status told(lxw_error wrong, prse_error *err)
{
    switch (wrong) {
    case LXW_NO_ERROR:
        return PRSE_OK;
    case LXW_ERROR_MEMORY_MALLOC_FAILED:
        return prse__error_nomem(err);
    case LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE:
        return prse__error_set(err, PRSE_ELIMIT, NULL,
                               "more sentences than a sheet has rows "
                               "(1,048,576): choose a sheet a topic, or CSV");
    default:
        return prse__error_set(err, PRSE_EIO, NULL,
                               "the workbook could not be written: %s",
                               lxw_strerror(wrong));
    }
}

prse_status prse__passages_workbook(const char *path,
                                    const prse_passages *passages,
                                    const prse_workbook_options *opts,
                                    time_t created, prse_error *err)
{
    workbook w = {.passages = passages, .opts = *opts};
    w.file = workbook_new_opt(
        path, &(lxw_workbook_options){.tmpdir = (char *)opts->spool});
    if (!w.file)
        return prse__error_nomem(err);
    prse__buf_init(&w.text, 0);
    add_formats(&w);
    if (!w.wrong)
        set_properties(&w, created);
    if (!w.wrong)
        add_sheets(&w);
    note(&w, workbook_close(w.file));
    prse__buf_free(&w.text);
    return told(w.wrong, err);
}
