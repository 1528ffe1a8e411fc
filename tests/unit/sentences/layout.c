/* SPDX-License-Identifier: Apache-2.0 */
#include "layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/test.h"

/* Points. */
static const float pitch = 12, margin = 50, head = 60, letter = 5;

typedef struct place {
    float left, y, size;
    uint32_t block, line;
    int split, fresh, line_blanks;
} place;

static char *slurp(const char *name, const char *end)
{
    char path[512];
    snprintf(path, sizeof path, "%s/tests/unit/sentences/labelled/%s.%s",
             getenv("PRSE_SOURCE_ROOT"), name, end);
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    char *text = calloc(1, 1 << 18);
    size_t size = fread(text, 1, (1 << 18) - 1, file);
    cr_assert(size > 0 && size < (1 << 18) - 1);
    fclose(file);
    return text;
}

static void start_page(layout *l, place *at)
{
    cr_assert_lt(l->page_count, LAYOUT_PAGES);
    *at = (place){.left = margin, .y = head, .size = 10, .fresh = 1,
                  .line_blanks = at->line_blanks};
    l->pages[l->page_count] = (prse_page){
        .size = sizeof(prse_page), .number = (uint32_t)l->page_count + 1,
        .width = 595, .height = 842, .words = l->words + l->word_count};
    l->page_count++;
}

static float field(const char *line, const char *name, float usual)
{
    const char *found = strstr(line, name);
    return found ? strtof(found + strlen(name), NULL) : usual;
}

static void start_block(place *at, const char *line)
{
    float gap = field(line, " gap=", at->fresh ? 0 : 0.8f);
    float y = field(line, " y=", -1);
    at->left = margin + letter * field(line, " x=", 0);
    at->y = y >= 0 ? head + y * pitch : at->y + gap * pitch;
    at->size = field(line, " size=", 10);
    at->split = strstr(line, " split") != NULL;
    at->block += !at->fresh;
    at->fresh = 0;
}

static int inside(const char *c)
{
    return *c != '\0' && *c != ' ';
}

static void add_word(layout *l, place *at, const char *from, const char *end,
                     size_t column, size_t letters)
{
    float unit = letter * at->size / 10;
    cr_assert_lt(l->word_count, LAYOUT_WORDS);
    prse_word *word = &l->words[l->word_count++];
    *word = (prse_word){.text = {from, (size_t)(end - from)},
                        .left = at->left + unit * (float)column,
                        .right = at->left + unit * (float)(column + letters),
                        .top = at->y,
                        .bottom = at->y + at->size * 1.1f,
                        .block = at->block,
                        .line = at->line};
    l->pages[l->page_count - 1].count++;
}

static size_t letters_in(const char *from, const char *end)
{
    size_t count = 0;
    for (; from < end; from++)
        count += ((unsigned char)*from & 0xC0) != 0x80;
    return count;
}

/* `line` ends with NUL, in whose place a blank may be put. */
static void add_line(layout *l, place *at, char *line)
{
    size_t column = 0, blanks = 0, words = 0;
    for (char *c = line; *c;) {
        char *from = c;
        if (*c == ' ') {
            c++, column++, blanks++;
            continue;
        }
        while (inside(c))
            c++;
        if (words++ > 0 && blanks >= 3 && at->split)
            at->line++, at->block++;
        size_t letters = letters_in(from, c);
        add_word(l, at, from, c, column, letters);
        column += letters;
        blanks = 0;
        if (*c == '\0' && at->line_blanks) {
            *c = ' ';
            l->words[l->word_count - 1].text.len++;
            break;
        }
    }
    at->line++;
    at->fresh = 0;
    at->block += (uint32_t)at->split;
    at->y += at->size * pitch / 10;
    l->lines++;
}

static void read_layout(layout *l, int line_blanks)
{
    place at = {.line_blanks = line_blanks};
    for (char *line = l->text, *end; *line; line = end) {
        end = line + strcspn(line, "\n");
        if (*end)
            *end++ = '\0';
        if (strncmp(line, "=page", 5) == 0)
            start_page(l, &at);
        else if (strncmp(line, "=block", 6) == 0)
            start_block(&at, line);
        else if (*line && *line != '#')
            add_line(l, &at, line);
    }
}

/* " | " becomes a tab. */
static size_t tabs(char *text)
{
    char *to = text;
    for (char *c = text; *c; c++) {
        int cell = strncmp(c, " | ", 3) == 0;
        *to++ = cell ? '\t' : *c;
        c += cell ? 2 : 0;
    }
    return (size_t)(to - text);
}

static void read_wanted(layout *l)
{
    for (char *line = l->answers, *end; *line; line = end) {
        char *text;
        end = line + strcspn(line, "\n");
        if (*end)
            *end++ = '\0';
        if (*line == '#' || !*line)
            continue;
        cr_assert_lt(l->wanted_count, LAYOUT_WANTED);
        wanted *w = &l->wanted[l->wanted_count++];
        w->kind = (prse_segment_kind)(strchr("PIHRC", *line) - "PIHRC");
        w->page = (uint32_t)strtoul(line + 1, &text, 10);
        w->text = (prse_str){text + 1, tabs(text + 1)};
    }
}

layout *layout_read(const char *name, int line_blanks)
{
    layout *l = calloc(1, sizeof *l);
    l->text = slurp(name, "layout");
    l->answers = slurp(name, "expected");
    read_layout(l, line_blanks);
    read_wanted(l);
    return l;
}

layout *layout_of(const char *text)
{
    layout *l = calloc(1, sizeof *l);
    l->text = calloc(1, strlen(text) + 1);
    memcpy(l->text, text, strlen(text));
    read_layout(l, 0);
    return l;
}

void layout_free(layout *l)
{
    free(l->text);
    free(l->answers);
    free(l);
}

prse_sentences *layout_cut(const layout *l, prse_segmentation how)
{
    prse_sentences_options opts = {.size = sizeof opts, .segmentation = how};
    prse_sentences *out = NULL;
    prse_error err = {0};
    cr_assert_eq(prse_sentences_new(&out, &opts, &err), PRSE_OK);
    for (size_t i = 0; i < l->page_count; i++)
        cr_assert_eq(prse_sentences_add(out, &l->pages[i], &err), PRSE_OK,
                     "%s", err.message);
    return out;
}

const char *layout_tell(const char *text)
{
    static char told[8192];
    layout *l = layout_of(text);
    prse_sentences *found = layout_cut(l, PRSE_SEGMENTATION_LAYOUT);
    size_t at = 0;
    told[0] = '\0';
    for (size_t i = 0; i < prse_sentences_count(found); i++) {
        prse_segment g = {.size = sizeof g};
        cr_assert_eq(prse_sentences_get(&g, found, i, NULL), PRSE_OK);
        at += (size_t)snprintf(told + at, sizeof told - at, "%c %u %.*s\n",
                               "PIHRC"[g.kind], g.page, (int)g.text.len,
                               g.text.ptr);
        cr_assert_lt(at, sizeof told);
    }
    prse_sentences_free(found);
    layout_free(l);
    return told;
}
