/* SPDX-License-Identifier: Apache-2.0 */
/* Counts as a function of a threshold, for people, programs, spreadsheets. */
#include "cli/amounts.h"
#include "cli/json_string.h"
#include "cli/page.h"
#include "cli/sweep.h"

enum { BAR = 16, VALUE = 15, NUMBER = 11, CHANGE = 11 };

/* --- A page --- */

static void add_right(cli_buffer *out, const cli_buffer *text, size_t width)
{
    size_t cells = cli_width(cli_buffer_str(text));
    cli_buffer_add_repeated(out, " ", cells < width ? width - cells : 0);
    cli_buffer_add(out, cli_buffer_str(text));
}

static void add_count(cli_buffer *out, const cli_context *cli,
                      const char *sign, int64_t count, size_t width)
{
    cli_buffer text = {0};
    cli_buffer_add_text(&text, count > 0 ? sign : "");
    cli_add_count(&text, cli, (uint64_t)count);
    add_right(out, &text, width);
    cli_buffer_free(&text);
}

/* Surely subject, perhaps subject, and the room up to the most. */
static void add_bar(cli_buffer *out, int64_t sure, int64_t may, int64_t most)
{
    size_t full = most > 0 ? (size_t)(sure * BAR / most) : 0;
    size_t until = most > 0 ? (size_t)((may * BAR + most - 1) / most) : 0;
    cli_buffer_add_text(out, "  ");
    cli_buffer_add_repeated(out, "█", full);
    cli_buffer_add_repeated(out, "▒", until > full ? until - full : 0);
    cli_buffer_add_repeated(out, "░", BAR - (until > full ? until : full));
}

static void add_row(cli_buffer *out, const cli_sweep *s, size_t at,
                    const cli_sweep_obligation *o)
{
    const cli_sweep_count *c = &o->counts[at];
    int64_t sure = c->answers[PRSE_SUBJECT];
    cli_buffer value = {0};
    if (at == s->in_force)
        cli_buffer_add_text(&value, "→ ");
    cli_amount_add_local(&value, s->cli, s->values[at]);
    add_right(out, &value, VALUE);
    add_count(out, s->cli, "", sure, NUMBER);
    add_bar(out, sure, sure + c->answers[PRSE_UNKNOWN], cli_sweep_most(s, o));
    add_count(out, s->cli, "", c->answers[PRSE_UNKNOWN], NUMBER);
    add_count(out, s->cli, "+", c->gained, CHANGE);
    add_count(out, s->cli, "−", c->lost, CHANGE);
    cli_buffer_add_char(out, '\n');
    cli_buffer_free(&value);
}

static void add_word(cli_buffer *out, const cli_context *cli, cli_text_id id,
                     size_t width)
{
    cli_buffer word = {0};
    cli_buffer_add_text(&word, cli_text(cli, id));
    add_right(out, &word, width);
    cli_buffer_free(&word);
}

static void add_table(cli_buffer *out, const cli_sweep *s,
                      const cli_sweep_obligation *o)
{
    cli_buffer_add_char(out, '\n');
    cli_buffer_add(out, cli_buffer_str(&o->id));
    cli_buffer_add_text(out, cli_text(s->cli, TEXT_COLON));
    cli_buffer_add(out, cli_buffer_str(&o->label));
    cli_buffer_add_char(out, '\n');
    add_word(out, s->cli, TEXT_SWEEP_VALUE, VALUE);
    add_word(out, s->cli, TEXT_SWEEP_SUBJECT, NUMBER);
    cli_buffer_add_repeated(out, " ", BAR + 2);
    add_word(out, s->cli, TEXT_SWEEP_UNTOLD, NUMBER);
    add_word(out, s->cli, TEXT_SWEEP_GAINED, CHANGE);
    add_word(out, s->cli, TEXT_SWEEP_LOST, CHANGE);
    cli_buffer_add_char(out, '\n');
    for (size_t i = 0; i < s->count; i++)
        add_row(out, s, i, o);
}

static void add_threshold(cli_buffer *out, const cli_sweep *s)
{
    cli_buffer value = {0};
    prse_str values[] = {cli_buffer_str(&s->threshold.label),
                         cli_buffer_str(&s->threshold.id)};
    cli_add_words(out, s->cli, TEXT_SWEEP_TITLE, values, 2);
    cli_buffer_add_char(out, '\n');
    if (s->threshold.in_force) {
        cli_amount_add_local(&value, s->cli, s->threshold.value);
        prse_str now[] = {cli_buffer_str(&value),
                          cli_buffer_str(&s->threshold.unit)};
        cli_add_words(out, s->cli, TEXT_SWEEP_IN_FORCE, now, 2);
        cli_buffer_add_char(out, '\n');
    }
    cli_buffer_free(&value);
}

void cli_sweep_add_page(cli_buffer *out, const cli_sweep *s)
{
    cli_buffer numbers[2] = {{0}, {0}};
    cli_add_count(&numbers[0], s->cli, (uint64_t)s->companies);
    cli_add_count(&numbers[1], s->cli, (uint64_t)s->bad_rows);
    prse_str values[] = {cli_buffer_str(&numbers[0]),
                         cli_buffer_str(&numbers[1])};
    add_threshold(out, s);
    cli_add_words(out, s->cli, TEXT_REFORM_COMPANIES, values, 2);
    cli_buffer_add_char(out, '\n');
    for (size_t i = 0; i < s->obligation_count; i++)
        add_table(out, s, &s->obligations[i]);
    cli_buffer_free(&numbers[0]);
    cli_buffer_free(&numbers[1]);
}

/* --- Columns of both files --- */

typedef struct figure {
    const char *name;
    int64_t (*of)(const cli_sweep_count *count);
} figure;

#define ANSWER_OF(name, answer) \
    static int64_t name(const cli_sweep_count *count) \
    { \
        return count->answers[answer]; \
    }
ANSWER_OF(not_subject, PRSE_NOT_SUBJECT)
ANSWER_OF(subject, PRSE_SUBJECT)
ANSWER_OF(unknown, PRSE_UNKNOWN)
ANSWER_OF(recommended, PRSE_RECOMMENDED)
ANSWER_OF(insufficient, PRSE_INSUFFICIENT)

static int64_t gained(const cli_sweep_count *count)
{
    return count->gained;
}

static int64_t lost(const cli_sweep_count *count)
{
    return count->lost;
}

static const figure FIGURES[] = {
    {"non_soumis", not_subject}, {"soumis", subject},
    {"incalculable", unknown},   {"recommande", recommended},
    {"insuffisant", insufficient}, {"gained", gained}, {"lost", lost}};
enum { FIGURE_COUNT = sizeof FIGURES / sizeof *FIGURES };

/* --- CSV --- */

void cli_sweep_add_csv(cli_buffer *out, const cli_sweep *s)
{
    cli_buffer_add_text(out, "obligation,threshold,value");
    for (size_t f = 0; f < FIGURE_COUNT; f++) {
        cli_buffer_add_char(out, ',');
        cli_buffer_add_text(out, FIGURES[f].name);
    }
    cli_buffer_add_char(out, '\n');
    for (size_t o = 0; o < s->obligation_count; o++)
        for (size_t i = 0; i < s->count; i++) {
            cli_buffer_add(out, cli_buffer_str(&s->obligations[o].id));
            cli_buffer_add_char(out, ',');
            cli_buffer_add(out, cli_buffer_str(&s->threshold.id));
            cli_buffer_add_char(out, ',');
            cli_amount_add(out, s->values[i]);
            for (size_t f = 0; f < FIGURE_COUNT; f++) {
                cli_buffer_add_char(out, ',');
                cli_buffer_add_number(
                    out, FIGURES[f].of(&s->obligations[o].counts[i]));
            }
            cli_buffer_add_char(out, '\n');
        }
}

/* --- JSON --- */

static void add_name(cli_buffer *out, const char *name)
{
    cli_json_add_string(out, prse_str_of(name));
    cli_buffer_add_text(out, ": ");
}

static void add_json_threshold(cli_buffer *out, const cli_sweep *s)
{
    const cli_threshold *t = &s->threshold;
    add_name(out, "threshold");
    cli_buffer_add_char(out, '{');
    cli_json_add_member(out, "id", cli_buffer_str(&t->id));
    cli_buffer_add_text(out, ", ");
    cli_json_add_member(out, "label", cli_buffer_str(&t->label));
    cli_buffer_add_text(out, ", ");
    cli_json_add_member(out, "unit", cli_buffer_str(&t->unit));
    cli_buffer_add_text(out, ", ");
    add_name(out, "in_force");
    if (t->in_force)
        cli_amount_add(out, t->value);
    else
        cli_buffer_add_text(out, "null");
    cli_buffer_add_char(out, '}');
}

static void add_json_row(cli_buffer *out, const cli_sweep *s, size_t at,
                         const cli_sweep_count *count)
{
    cli_buffer_add_text(out, at > 0 ? ",\n        {" : "\n        {");
    add_name(out, "value");
    cli_amount_add(out, s->values[at]);
    for (size_t f = 0; f < FIGURE_COUNT; f++) {
        cli_buffer_add_text(out, ", ");
        add_name(out, FIGURES[f].name);
        cli_buffer_add_number(out, FIGURES[f].of(count));
    }
    cli_buffer_add_char(out, '}');
}

void cli_sweep_add_json(cli_buffer *out, const cli_sweep *s)
{
    cli_buffer_add_text(out, "{\n  ");
    add_json_threshold(out, s);
    cli_buffer_add_text(out, ",\n  ");
    add_name(out, "companies");
    cli_buffer_add_number(out, s->companies);
    cli_buffer_add_text(out, ",\n  ");
    add_name(out, "bad_rows");
    cli_buffer_add_number(out, s->bad_rows);
    cli_buffer_add_text(out, ",\n  \"obligations\": [");
    for (size_t o = 0; o < s->obligation_count; o++) {
        const cli_sweep_obligation *one = &s->obligations[o];
        cli_buffer_add_text(out, o > 0 ? ",\n    {" : "\n    {");
        cli_json_add_member(out, "id", cli_buffer_str(&one->id));
        cli_buffer_add_text(out, ", ");
        cli_json_add_member(out, "label", cli_buffer_str(&one->label));
        cli_buffer_add_text(out, ",\n      \"values\": [");
        for (size_t i = 0; i < s->count; i++)
            add_json_row(out, s, i, &one->counts[i]);
        cli_buffer_add_text(out, "]}");
    }
    cli_buffer_add_text(out, "]\n}\n");
}
