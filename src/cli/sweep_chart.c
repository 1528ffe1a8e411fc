/* SPDX-License-Identifier: Apache-2.0 */
/* Counts as a function of a threshold, drawn: for each obligation a panel with
 * the companies that are subject, and above them the band of those of which it
 * can't be told. Scalable, legible on a light or dark ground and without
 * colours, and with words for whoever does not see it. */
#include "cli/amounts.h"
#include "cli/page.h"
#include "cli/sweep.h"

enum {
    WIDTH = 760,
    LEFT = 84,
    RIGHT = 28,
    HEAD = 66,    /* title and what it is about */
    NAME = 62,    /* of a panel, and its legend */
    PLOT = 230,
    FOOT = 56,    /* ticks and the name of the axis */
    SOURCE = 30,
    COUNT_TICKS = 6,
    VALUE_TICKS = 10,
    LONG_TICKS = 5, /* of long numbers */
    MOST_DOTS = 61,
    LETTER = 7    /* about the width of one */
};

static const char STYLE[] =
    "<style>\n"
    "text{font:13px system-ui,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;"
    "fill:#1f2733;font-variant-numeric:tabular-nums}\n"
    ".title{font-size:18px;font-weight:600}.name{font-size:14px;"
    "font-weight:600}.soft{fill:#566072}\n"
    ".ground{fill:#fff}.grid{stroke:#e2e6ec}.axis{stroke:#7d8797}\n"
    ".line{fill:none;stroke:#0b5cad;stroke-width:2.2;"
    "stroke-linejoin:round}.dot{fill:#0b5cad}\n"
    ".band{fill:#0b5cad;fill-opacity:.17}.edge{fill:none;stroke:#0b5cad;"
    "stroke-width:1;stroke-dasharray:1 3;stroke-linecap:round}\n"
    ".now{stroke:#a8480b;stroke-width:1.6;stroke-dasharray:6 4}"
    ".nowtext{fill:#a8480b;font-weight:600;paint-order:stroke;stroke:#fff;"
    "stroke-width:4px}\n"
    "@media (prefers-color-scheme:dark){text{fill:#e7ebf2}"
    ".soft{fill:#a6b0c0}.ground{fill:#141a22}.grid{stroke:#2d3644}"
    ".axis{stroke:#77839a}.line,.edge{stroke:#78b4ff}"
    ".dot{fill:#78b4ff}.band{fill:#78b4ff;fill-opacity:.24}"
    ".now{stroke:#ffb05c}.nowtext{fill:#ffb05c;stroke:#141a22}}\n"
    "</style>\n";

/* A panel while it is drawn. */
typedef struct panel {
    cli_buffer *out;
    const cli_sweep *sweep;
    const cli_sweep_obligation *obligation;
    int64_t top; /* of the plot, from that of the drawing */
    int64_t most; /* at the top of the plot */
    int64_t step; /* between two ticks of the counts */
} panel;

/* --- Pieces of text --- */

static void add_plain(cli_buffer *out, prse_str text)
{
    static const struct {
        char c;
        const char *name;
    } names[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"},
                 {'"', "&quot;"}};
    for (size_t i = 0; i < text.len; i++) {
        size_t n = 0;
        while (n < 4 && names[n].c != text.ptr[i])
            n++;
        if (n < 4)
            cli_buffer_add_text(out, names[n].name);
        else
            cli_buffer_add_char(out, text.ptr[i]);
    }
}

/* Tenths of a unit of the drawing, whatever the locale. */
static void add_place(cli_buffer *out, int64_t tenths)
{
    cli_buffer_add_number(out, tenths / 10);
    if (tenths % 10 != 0) {
        cli_buffer_add_char(out, '.');
        cli_buffer_add_number(out, tenths % 10);
    }
}

static void add_attribute(cli_buffer *out, const char *name, int64_t tenths)
{
    cli_buffer_add_char(out, ' ');
    cli_buffer_add_text(out, name);
    cli_buffer_add_text(out, "=\"");
    add_place(out, tenths);
    cli_buffer_add_char(out, '"');
}

static void add_line(cli_buffer *out, const char *class, int64_t x1,
                     int64_t y1, int64_t x2, int64_t y2)
{
    cli_buffer_add_text(out, "<line class=\"");
    cli_buffer_add_text(out, class);
    cli_buffer_add_char(out, '"');
    add_attribute(out, "x1", x1);
    add_attribute(out, "y1", y1);
    add_attribute(out, "x2", x2);
    add_attribute(out, "y2", y2);
    cli_buffer_add_text(out, "/>\n");
}

static void add_text(cli_buffer *out, const char *class, const char *anchor,
                     int64_t x, int64_t y, prse_str text)
{
    cli_buffer_add_text(out, "<text class=\"");
    cli_buffer_add_text(out, class);
    cli_buffer_add_text(out, "\" text-anchor=\"");
    cli_buffer_add_text(out, anchor);
    cli_buffer_add_char(out, '"');
    add_attribute(out, "x", x);
    add_attribute(out, "y", y);
    cli_buffer_add_char(out, '>');
    add_plain(out, text);
    cli_buffer_add_text(out, "</text>\n");
}

/* --- Scales --- */

static int64_t x_of(const cli_sweep *s, int64_t value)
{
    int64_t from = s->values[0], to = s->values[s->count - 1];
    int64_t width = 10 * (WIDTH - LEFT - RIGHT);
    if (to == from)
        return 10 * LEFT + width / 2;
    return 10 * LEFT +
           (int64_t)((double)(value - from) / (double)(to - from) *
                     (double)width);
}

static int64_t y_of(const panel *p, int64_t count)
{
    return 10 * (p->top + PLOT) -
           (int64_t)((double)count / (double)p->most * 10 * PLOT);
}

/* 1, 2 or 5 and zeros: the smallest with at most so many of them in a width,
 * and not below the unit. */
static int64_t round_step(int64_t width, int64_t unit, int64_t most)
{
    static const int64_t rounds[] = {1, 2, 5};
    for (;; unit *= 10)
        for (size_t i = 0; i < 3; i++)
            if (rounds[i] * unit * most >= width)
                return rounds[i] * unit;
}

/* --- Axes --- */

static void add_counts_axis(const panel *p)
{
    for (int64_t count = 0; count <= p->most; count += p->step) {
        cli_buffer text = {0};
        cli_add_count(&text, p->sweep->cli, (uint64_t)count);
        add_line(p->out, count ? "grid" : "axis", 10 * LEFT, y_of(p, count),
                 10 * (WIDTH - RIGHT), y_of(p, count));
        add_text(p->out, "soft", "end", 10 * (LEFT - 8),
                 y_of(p, count) + 45, cli_buffer_str(&text));
        cli_buffer_free(&text);
    }
}

/* A number that would leave the drawing ends at its edge. */
static void add_value(const panel *p, int64_t value)
{
    const cli_sweep *s = p->sweep;
    int64_t x = x_of(s, value), bottom = 10 * (p->top + PLOT);
    cli_buffer text = {0};
    cli_amount_add_local(&text, s->cli, value);
    prse_str number = cli_buffer_str(&text);
    int64_t half = 5 * LETTER * (int64_t)cli_width(number);
    int leaves = x + half > 10 * (WIDTH - 6);
    add_line(p->out, "axis", x, bottom, x, bottom + 50);
    add_text(p->out, "soft", leaves ? "end" : "middle",
             leaves ? 10 * (WIDTH - 8) : x, bottom + 200, number);
    cli_buffer_free(&text);
}

static void add_values_axis(const panel *p)
{
    const cli_sweep *s = p->sweep;
    int64_t from = s->values[0], to = s->values[s->count - 1];
    int64_t whole = CLI_AMOUNT_ONE, bottom = 10 * (p->top + PLOT);
    int64_t step = round_step(to - from, to - from < 4 * whole ? 1 : whole,
                              to < 100000 * whole ? VALUE_TICKS : LONG_TICKS);
    for (int64_t v = (from + step - 1) / step * step; v <= to; v += step)
        add_value(p, v);
    cli_buffer name = {0};
    prse_str unit = cli_buffer_str(&s->threshold.unit);
    cli_buffer_add(&name, cli_buffer_str(&s->threshold.label));
    if (unit.len > 0) {
        cli_buffer_add_text(&name, " (");
        cli_buffer_add(&name, unit);
        cli_buffer_add_text(&name, ")");
    }
    add_text(p->out, "soft", "middle", 5 * (WIDTH + LEFT - RIGHT),
             bottom + 400, cli_buffer_str(&name));
    cli_buffer_free(&name);
}

/* --- What is counted --- */

static int64_t sure(const panel *p, size_t at)
{
    return p->obligation->counts[at].answers[PRSE_SUBJECT];
}

static int64_t may(const panel *p, size_t at)
{
    return sure(p, at) + p->obligation->counts[at].answers[PRSE_UNKNOWN];
}

static void add_points(const panel *p, int64_t (*count)(const panel *, size_t),
                       int backwards)
{
    size_t n = p->sweep->count;
    for (size_t i = 0; i < n; i++) {
        size_t at = backwards ? n - 1 - i : i;
        add_place(p->out, x_of(p->sweep, p->sweep->values[at]));
        cli_buffer_add_char(p->out, ',');
        add_place(p->out, y_of(p, count(p, at)));
        cli_buffer_add_char(p->out, ' ');
    }
}

static void add_curves(const panel *p)
{
    cli_buffer_add_text(p->out, "<polygon class=\"band\" points=\"");
    add_points(p, may, 0);
    add_points(p, sure, 1);
    cli_buffer_add_text(p->out, "\"/>\n<polyline class=\"edge\" points=\"");
    add_points(p, may, 0);
    cli_buffer_add_text(p->out, "\"/>\n<polyline class=\"line\" points=\"");
    add_points(p, sure, 0);
    cli_buffer_add_text(p->out, "\"/>\n");
}

/* What is known of a value, in words. */
static void add_point_words(cli_buffer *out, const panel *p, size_t at)
{
    const cli_sweep *s = p->sweep;
    cli_buffer words = {0}, numbers[3] = {{0}, {0}, {0}};
    cli_amount_add_local(&numbers[0], s->cli, s->values[at]);
    cli_add_count(&numbers[1], s->cli, (uint64_t)sure(p, at));
    cli_add_count(&numbers[2], s->cli, (uint64_t)(may(p, at) - sure(p, at)));
    prse_str values[3];
    for (size_t i = 0; i < 3; i++)
        values[i] = cli_buffer_str(&numbers[i]);
    cli_add_words(&words, s->cli, TEXT_CHART_POINT, values, 3);
    add_plain(out, cli_buffer_str(&words));
    for (size_t i = 0; i < 3; i++)
        cli_buffer_free(&numbers[i]);
    cli_buffer_free(&words);
}

static void add_dots(const panel *p)
{
    const cli_sweep *s = p->sweep;
    for (size_t i = 0; i < s->count; i++) {
        if (s->count > MOST_DOTS && i != s->in_force)
            continue;
        cli_buffer_add_text(p->out, "<circle class=\"dot\"");
        add_attribute(p->out, "cx", x_of(s, s->values[i]));
        add_attribute(p->out, "cy", y_of(p, sure(p, i)));
        add_attribute(p->out, "r", i == s->in_force ? 50 : 28);
        cli_buffer_add_text(p->out, "><title>");
        add_point_words(p->out, p, i);
        cli_buffer_add_text(p->out, "</title></circle>\n");
    }
}

static void add_in_force(const panel *p)
{
    const cli_sweep *s = p->sweep;
    cli_buffer value = {0}, words = {0};
    if (s->in_force == SIZE_MAX)
        return;
    cli_amount_add_local(&value, s->cli, s->threshold.value);
    prse_str text = cli_buffer_str(&value);
    cli_add_words(&words, s->cli, TEXT_CHART_NOW, &text, 1);
    int64_t x = x_of(s, s->threshold.value);
    int on_left = x > 10 * (WIDTH - RIGHT) - 10 * LETTER * 24;
    add_line(p->out, "now", x, 10 * p->top - 60, x, 10 * (p->top + PLOT));
    add_text(p->out, "nowtext", on_left ? "end" : "start",
             on_left ? x - 60 : x + 60, 10 * p->top + 40,
             cli_buffer_str(&words));
    cli_buffer_free(&value);
    cli_buffer_free(&words);
}

/* --- Panels --- */

static void add_legend(const panel *p)
{
    const cli_context *cli = p->sweep->cli;
    prse_str subject = prse_str_of(cli_text(cli, TEXT_CHART_SUBJECT));
    int64_t y = 10 * (p->top - 24), x = 10 * LEFT;
    int64_t next = x + 560 + (int64_t)(10 * LETTER * cli_width(subject));
    add_line(p->out, "line", x, y, x + 260, y);
    add_text(p->out, "soft", "start", x + 340, y + 45, subject);
    cli_buffer_add_text(p->out, "<rect class=\"band\"");
    add_attribute(p->out, "x", next);
    add_attribute(p->out, "y", y - 60);
    cli_buffer_add_text(p->out, " width=\"26\" height=\"12\"/>\n");
    add_line(p->out, "edge", next, y - 60, next + 260, y - 60);
    add_text(p->out, "soft", "start", next + 340, y + 45,
             prse_str_of(cli_text(cli, TEXT_CHART_UNTOLD)));
}

static void add_description(const panel *p)
{
    const cli_sweep *s = p->sweep;
    cli_buffer_add_text(p->out, "<desc>");
    add_plain(p->out, cli_buffer_str(&s->threshold.label));
    cli_buffer_add_text(p->out, cli_text(s->cli, TEXT_COLON));
    for (size_t i = 0; i < s->count; i++) {
        cli_buffer_add_text(p->out, i > 0 ? "; " : "");
        add_point_words(p->out, p, i);
    }
    cli_buffer_add_text(p->out, ".</desc>\n");
}

static void add_panel(panel *p, size_t at)
{
    int64_t most = cli_sweep_most(p->sweep, p->obligation);
    p->step = round_step(most > 0 ? most : 1, 1, COUNT_TICKS);
    p->most = ((most > 0 ? most : 1) + p->step - 1) / p->step * p->step;
    p->top = HEAD + (int64_t)at * (NAME + PLOT + FOOT) + NAME;
    cli_buffer_add_text(p->out, "<g role=\"img\"><title>");
    add_plain(p->out, cli_buffer_str(&p->obligation->label));
    cli_buffer_add_text(p->out, "</title>\n");
    add_description(p);
    add_text(p->out, "name", "start", 10 * LEFT, 10 * (p->top - 42),
             cli_buffer_str(&p->obligation->label));
    add_legend(p);
    add_counts_axis(p);
    add_values_axis(p);
    add_curves(p);
    add_in_force(p);
    add_dots(p);
    cli_buffer_add_text(p->out, "</g>\n");
}

/* --- The drawing --- */

/* What was counted, under which law. */
static void add_source(cli_buffer *out, const cli_sweep *s, int64_t y)
{
    cli_buffer words = {0}, number = {0};
    cli_add_count(&number, s->cli, (uint64_t)s->companies);
    prse_str values[] = {cli_buffer_str(&number),
                         prse_pack_id(s->law->packs[1]),
                         prse_pack_version(s->law->packs[1]),
                         cli_buffer_str(&s->law->dates[1])};
    cli_add_words(&words, s->cli, TEXT_CHART_SOURCE, values, 4);
    add_text(out, "soft", "start", 240, y, cli_buffer_str(&words));
    cli_buffer_free(&words);
    cli_buffer_free(&number);
}

static void add_head(cli_buffer *out, const cli_sweep *s, int64_t height)
{
    const char *title = cli_text(s->cli, TEXT_CHART_TITLE);
    cli_buffer_add_text(out, "<svg xmlns=\"http://www.w3.org/2000/svg\""
                             " viewBox=\"0 0 ");
    cli_buffer_add_number(out, WIDTH);
    cli_buffer_add_char(out, ' ');
    cli_buffer_add_number(out, height);
    cli_buffer_add_char(out, '"');
    add_attribute(out, "width", 10 * WIDTH);
    add_attribute(out, "height", 10 * height);
    cli_buffer_add_text(out, " lang=\"");
    cli_buffer_add_text(out, s->cli->lang == PRSE_LANG_FR ? "fr" : "en");
    cli_buffer_add_text(out, "\" aria-labelledby=\"title\">\n"
                             "<title id=\"title\">");
    add_plain(out, prse_str_of(title));
    cli_buffer_add_text(out, "</title>\n");
    cli_buffer_add_text(out, STYLE);
    cli_buffer_add_text(out, "<rect class=\"ground\" width=\"100%\" "
                             "height=\"100%\"/>\n");
    add_text(out, "title", "start", 240, 300, prse_str_of(title));
    add_text(out, "soft", "start", 240, 520,
             cli_buffer_str(&s->threshold.label));
}

void cli_sweep_add_chart(cli_buffer *out, const cli_sweep *s)
{
    int64_t height = HEAD + SOURCE +
                     (int64_t)s->obligation_count * (NAME + PLOT + FOOT);
    add_head(out, s, height);
    for (size_t i = 0; i < s->obligation_count; i++) {
        panel p = {.out = out, .sweep = s, .obligation = &s->obligations[i]};
        add_panel(&p, i);
    }
    add_source(out, s, 10 * (height - 12));
    cli_buffer_add_text(out, "</svg>\n");
}
