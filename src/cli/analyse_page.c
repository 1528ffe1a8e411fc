/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/analyse.h"

#include <string.h>

#include "cli/amounts.h"
#include "cli/args.h"
#include "cli/page.h"

enum { CODE = 4, TITLE = 50, BAR = 12, COUNT = 7, PLACE = 14 };

typedef struct sheet {
    const cli_context *cli;
    const prse_passages *passages;
    cli_page page;
    uint64_t most; /* sentences of the topic that has the most */
} sheet;

static prse_topic topic_at(const sheet *s, size_t index)
{
    prse_topic topic = {.size = sizeof topic};
    (void)prse_passages_topic(s->passages, index, &topic, NULL);
    return topic;
}

static void add_padded(cli_buffer *out, prse_str text, size_t width)
{
    size_t is = cli_width(text);
    cli_buffer_add(out, text);
    cli_buffer_add_repeated(out, " ", is < width ? width - is : 0);
}

/* --- Which documents */

static void show_document(sheet *s, const prse_analysed *is)
{
    cli_buffer counts[3] = {{0}, {0}, {0}}, line = {0}, name = {0};
    cli_add_count(&counts[0], s->cli, is->pages);
    cli_add_count(&counts[1], s->cli, is->sentences);
    cli_add_count(&counts[2], s->cli, is->relevant);
    prse_str values[] = {cli_buffer_str(&counts[0]),
                         cli_buffer_str(&counts[1]),
                         cli_buffer_str(&counts[2]), is->engine};
    cli_page_title(&s->page, cli_harmless(&name, is->name));
    cli_add_words(&line, s->cli, TEXT_ANALYSE_OF, values, 4);
    cli_page_text(&s->page, 0, cli_buffer_str(&line));
    if (is->needs_ocr)
        cli_page_text(&s->page, 0,
                      prse_str_of(cli_text(s->cli, TEXT_ANALYSE_OCR)));
    for (size_t i = 0; i < 3; i++)
        cli_buffer_free(&counts[i]);
    cli_buffer_free(&line);
    cli_buffer_free(&name);
}

static void show_documents(sheet *s)
{
    for (size_t i = 0; i < prse_passages_document_count(s->passages); i++) {
        prse_analysed is = {.size = sizeof is};
        (void)prse_passages_document(s->passages, i, &is, NULL);
        show_document(s, &is);
    }
}

/* --- What they speak of */

/* "ESRS E1 : Changement climatique" without what the code says. */
static prse_str title_of(const prse_topic *topic)
{
    prse_str title = topic->title;
    for (size_t i = 0; topic->code.len && i + topic->code.len < title.len;
         i++) {
        if (memcmp(title.ptr + i, topic->code.ptr, topic->code.len) != 0)
            continue;
        i += topic->code.len;
        while (i < title.len && strchr(" :-", title.ptr[i]))
            i++;
        return (prse_str){title.ptr + i, title.len - i};
    }
    return title;
}

static void add_bar(cli_buffer *out, const sheet *s, uint64_t count)
{
    size_t cells = s->most ? (size_t)((count * BAR + s->most - 1) / s->most)
                           : 0;
    cli_buffer_add_repeated(out, "█", cells);
    cli_buffer_add_repeated(out, " ", BAR - cells);
}

static void add_right(cli_buffer *out, const sheet *s, uint64_t count,
                      size_t width)
{
    cli_buffer text = {0};
    cli_add_count(&text, s->cli, count);
    size_t is = cli_width(cli_buffer_str(&text));
    cli_buffer_add_repeated(out, " ", is < width ? width - is : 0);
    cli_buffer_add(out, cli_buffer_str(&text));
    cli_buffer_free(&text);
}

static void show_topic(sheet *s, const prse_topic *topic)
{
    cli_buffer line = {0};
    add_padded(&line, topic->code, CODE);
    add_padded(&line, title_of(topic), TITLE);
    add_bar(&line, s, topic->code.len ? topic->sentences : 0);
    add_right(&line, s, topic->sentences, COUNT);
    cli_page_line(&s->page, 2, topic->sentences ? CLI_PLAIN : CLI_DIM,
                  cli_buffer_str(&line));
    cli_buffer_free(&line);
}

static void heading(sheet *s, cli_text_id id)
{
    cli_page_blank(&s->page);
    cli_page_heading(&s->page, CLI_BOLD, prse_str_of(cli_text(s->cli, id)));
}

static void show_topics(sheet *s)
{
    size_t count = prse_passages_topic_count(s->passages);
    for (size_t i = 0; i < count; i++) {
        prse_topic topic = topic_at(s, i);
        if (topic.code.len && topic.sentences > s->most)
            s->most = topic.sentences;
    }
    heading(s, TEXT_ANALYSE_TOPICS);
    for (size_t i = 0; i < count; i++) {
        prse_topic topic = topic_at(s, i);
        show_topic(s, &topic);
    }
}

/* --- Where, with --details */

static int show_passage(void *user, size_t index)
{
    sheet *s = user;
    prse_passage is = {.size = sizeof is};
    cli_buffer place = {0}, number = {0};
    (void)prse_passages_get(s->passages, index, &is, NULL);
    cli_add_count(&number, s->cli, is.page);
    prse_str value = cli_buffer_str(&number);
    cli_add_words(&place, s->cli, TEXT_ANALYSE_PAGE, &value, 1);
    if (is.confidence >= 0) {
        cli_buffer_add_text(&place, " ");
        cli_buffer_add_number(&place, (int64_t)(is.confidence * 100 + 0.5));
        cli_buffer_add_text(&place, " %");
    }
    cli_page_item(&s->page, 2, PLACE + 2, CLI_DIM, place.text, is.text);
    cli_buffer_free(&place);
    cli_buffer_free(&number);
    return 0;
}

static void show_passages(sheet *s)
{
    for (size_t i = 0; i < prse_passages_topic_count(s->passages); i++) {
        prse_topic topic = topic_at(s, i);
        prse_passages_query query = {.size = sizeof query,
                                     .code = topic.code};
        if (!topic.code.len || !topic.sentences)
            continue;
        cli_page_blank(&s->page);
        cli_page_heading(&s->page, CLI_BOLD, topic.title);
        (void)prse_passages_search(s->passages, &query, show_passage, s,
                                   NULL);
    }
}

cli_exit cli_analyse_page(cli_output *out, const cli_context *cli,
                          const prse_passages *passages)
{
    sheet s = {cli, passages, cli_page_on(out), 0};
    show_documents(&s);
    show_topics(&s);
    if (cli_args_value(cli->args, OPTION_DETAILS))
        show_passages(&s);
    return CLI_OK;
}
