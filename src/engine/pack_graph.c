/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/pack_graph.h"

#include "base/error.h"
#include "engine/report.h"

enum {
    LETTER = 7, /* width of one */
    BOLD = 8,
    PADDING = 10,
    LONGEST_QUESTION = 56,
    LONGEST_ANSWER = 30,
    TAIL = 18 /* letters kept of the end of a question */
};

/* --- What each result looks like: never by its colour alone --- */

static const struct {
    const char *fr, *en, *fill, *line;
} RESULTS[PRSE__ANSWER_COUNT] = {
    [PRSE__DD_NULL] = {"Ne peut pas être dit", "Cannot be told", "#f2f2f2",
                       "#6b6b6b"},
    [PRSE__DD_FALSE] = {"Non concerné", "Not subject", "#e8edff", "#3558a2"},
    [PRSE__DD_TRUE] = {"Concerné", "Subject", "#ffe9d6", "#a34710"},
    [PRSE__DD_RECOMMENDED] = {"Recommandé", "Recommended", "#dff6e5",
                              "#18753c"},
    [PRSE__DD_INSUFFICIENT] = {"Faits insuffisants", "Insufficient facts",
                               "#fff4cc", "#716043"}};

static const char *in(const char *fr, const char *en, prse_lang lang)
{
    return lang == PRSE_LANG_EN ? en : fr;
}

/* --- From the diagram to boxes --- */

typedef struct drawing {
    prse__chart chart;
    prse_lang lang;
    size_t *item_of;  /* of each node: its item + 1 */
    size_t *layer_of; /* of each variable; SIZE_MAX: not in the diagram */
    int failed;
} drawing;

static void mark_variables(drawing *d, prse__dd dd)
{
    const prse__dd_store *store = &d->chart.rules->store;
    const prse__dd_node *node = &store->nodes[dd];
    if (d->item_of[dd] || node->var == PRSE__DD_LEAF)
        return;
    d->item_of[dd] = 1; /* seen; items are given later */
    d->layer_of[node->var] = 0;
    for (uint32_t i = 0; i < node->count; i++)
        mark_variables(d, store->arcs[node->first + i].to);
}

static void number_layers(drawing *d)
{
    for (size_t v = 0; v < d->chart.rules->var_count; v++)
        if (d->layer_of[v] != SIZE_MAX)
            d->layer_of[v] = d->chart.layer_count++;
    d->chart.layer_count++; /* results */
}

static size_t offset_of(prse_str text, size_t letters)
{
    size_t at = 0;
    while (letters-- > 0)
        prse__utf8_next(text, &at);
    return at;
}

/* The text without its middle; its last letters stay, since they are often
 * what tells two of them apart. */
static prse_str shortened(drawing *d, prse_str text, size_t letters,
                          size_t last)
{
    size_t length = prse__utf8_length(text);
    prse__buf buf;
    if (length <= letters)
        return text;
    size_t head = offset_of(text, letters - last - 1);
    size_t tail = offset_of(text, length - last);
    prse__buf_init(&buf, 0);
    prse__buf_add(&buf, (prse_str){text.ptr, head});
    prse__buf_adds(&buf, "\u2026");
    prse__buf_add(&buf, (prse_str){text.ptr + tail, text.len - tail});
    prse_str cut = buf.failed ? (prse_str){NULL, 0}
                              : prse__str_dup(d->chart.arena,
                                              prse__buf_str(&buf));
    d->failed |= !cut.ptr;
    prse__buf_free(&buf);
    return cut;
}

static int32_t text_width(prse_str text, int letter)
{
    return (int32_t)prse__utf8_length(text) * letter + 2 * PADDING;
}

static prse_str kept(drawing *d, prse__buf *buf)
{
    prse_str text = buf->failed ? (prse_str){NULL, 0}
                                : prse__str_dup(d->chart.arena,
                                                prse__buf_str(buf));
    d->failed |= !text.ptr;
    prse__buf_free(buf);
    return text;
}

static size_t visit(drawing *d, prse__dd dd);

static void add_answer(drawing *d, prse__chart_answer *out,
                       const prse__var *var, const prse__arc *arc)
{
    prse__buf buf;
    prse__buf_init(&buf, 0);
    prse__display_cells(&buf, var, &arc->mask, d->lang);
    out->whole = kept(d, &buf);
    out->shown = shortened(d, out->whole, LONGEST_ANSWER, 0);
    out->width = text_width(out->shown, LETTER);
    out->to = visit(d, arc->to);
}

/* Answers share the width of the box. */
static void set_ports(prse__chart_item *item)
{
    int32_t all = 0, at;
    for (size_t i = 0; i < item->answer_count; i++)
        all += item->answers[i].width;
    int32_t wanted = text_width(item->shown, BOLD);
    int32_t spare = wanted > all ? wanted - all : 0;
    item->width = all + spare;
    at = -item->width / 2;
    for (size_t i = 0; i < item->answer_count; i++) {
        prse__chart_answer *answer = &item->answers[i];
        answer->width += spare / (int32_t)item->answer_count;
        if (i + 1 == item->answer_count)
            answer->width = item->width / 2 - at;
        answer->port = at + answer->width / 2;
        at += answer->width;
    }
}

static void fill_question(drawing *d, size_t index, const prse__dd_node *node)
{
    const prse__ruleset *rules = d->chart.rules;
    const prse__var *var = &rules->vars[node->var];
    prse__chart_item item = d->chart.items[index];
    prse__buf buf;
    prse__buf_init(&buf, 0);
    prse__display_name(&buf, var->fact, var->year, d->lang);
    item.whole = kept(d, &buf);
    item.shown = shortened(d, item.whole, LONGEST_QUESTION, TAIL);
    item.answer_count = node->count;
    item.answers = prse__arena_alloc(d->chart.arena, node->count,
                                     sizeof *item.answers);
    d->failed |= !item.answers;
    for (uint32_t i = 0; i < node->count && !d->failed; i++)
        add_answer(d, &item.answers[i], var,
                   &rules->store.arcs[node->first + i]);
    if (!d->failed) {
        set_ports(&item);
        d->chart.items[index] = item;
    }
}

static size_t visit(drawing *d, prse__dd dd)
{
    const prse__dd_node *node = &d->chart.rules->store.nodes[dd];
    int leaf = node->var == PRSE__DD_LEAF;
    prse__chart_item item = {.dd = dd};
    if (d->item_of[dd])
        return d->item_of[dd] - 1;
    item.layer = leaf ? d->chart.layer_count - 1 : d->layer_of[node->var];
    if (leaf) {
        item.shown = prse_str_of(in(RESULTS[dd].fr, RESULTS[dd].en, d->lang));
        item.width = text_width(item.shown, BOLD);
    }
    if (d->failed || !prse__chart_add(&d->chart, &item)) {
        d->failed = 1;
        return 0;
    }
    size_t index = d->chart.item_count - 1;
    d->item_of[dd] = index + 1;
    if (!leaf)
        fill_question(d, index, node);
    return index;
}

static int build(drawing *d, prse__dd root)
{
    const prse__ruleset *rules = d->chart.rules;
    size_t nodes = rules->store.node_count;
    d->item_of = prse__arena_alloc(d->chart.arena, nodes, sizeof(size_t));
    d->layer_of = prse__arena_alloc(d->chart.arena, rules->var_count + 1,
                                    sizeof(size_t));
    if (!d->item_of || !d->layer_of)
        return 0;
    for (size_t v = 0; v < rules->var_count; v++)
        d->layer_of[v] = SIZE_MAX;
    mark_variables(d, root);
    number_layers(d);
    for (size_t i = 0; i < nodes; i++)
        d->item_of[i] = 0;
    visit(d, root);
    return !d->failed && prse__chart_lay_out(&d->chart);
}

/* --- SVG --- */

static void add_escaped(prse__buf *out, prse_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '<')
            prse__buf_adds(out, "&lt;");
        else if (c == '&')
            prse__buf_adds(out, "&amp;");
        else if (c == '>')
            prse__buf_adds(out, "&gt;");
        else
            prse__buf_addc(out, c);
    }
}

static void add_link(prse__buf *out, const prse__chart *chart,
                     const prse__chart_link *link)
{
    const prse__chart_item *from = &chart->items[link->from];
    const prse__chart_item *to = &chart->items[link->to];
    int x = (int)(from->x + link->port);
    int y = (int)prse__chart_top(from->layer) + PRSE__CHART_HEAD +
            PRSE__CHART_ANSWERS;
    int end = (int)prse__chart_top(to->layer);
    int middle = (y + end) / 2;
    prse__buf_addf(out, "<path d=\"M%d %dC%d %d %d %d %d %d", x, y, x, middle,
                   (int)to->x, middle, (int)to->x, end);
    /* a bend is passed straight down, beside the boxes of its layer */
    if (to->dd == PRSE__DD_NONE)
        prse__buf_addf(out, "V%d",
                       end + PRSE__CHART_HEAD + PRSE__CHART_ANSWERS);
    prse__buf_adds(out, "\"/>\n");
}

static void add_box(prse__buf *out, int x, int y, int width, int height,
                    const char *class)
{
    prse__buf_addf(out,
                   "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
                   "class=\"%s\"/>\n",
                   x, y, width, height, class);
}

static void add_label(prse__buf *out, int x, int y, prse_str text,
                      const char *class)
{
    prse__buf_addf(out, "<text x=\"%d\" y=\"%d\" class=\"%s\">", x, y, class);
    add_escaped(out, text);
    prse__buf_adds(out, "</text>\n");
}

static void add_tooltip(prse__buf *out, prse_str text)
{
    prse__buf_adds(out, "<g><title>");
    add_escaped(out, text);
    prse__buf_adds(out, "</title>\n");
}

static void add_question(prse__buf *out, const prse__chart_item *item)
{
    int left = (int)(item->x - item->width / 2);
    int top = (int)prse__chart_top(item->layer);
    int at = left;
    add_tooltip(out, item->whole);
    add_box(out, left, top, (int)item->width, PRSE__CHART_HEAD, "q");
    add_label(out, (int)item->x, top + 18, item->shown, "h");
    prse__buf_adds(out, "</g>\n");
    for (size_t i = 0; i < item->answer_count; i++) {
        const prse__chart_answer *answer = &item->answers[i];
        add_tooltip(out, answer->whole);
        add_box(out, at, top + PRSE__CHART_HEAD, (int)answer->width,
                PRSE__CHART_ANSWERS, "a");
        add_label(out, (int)(item->x + answer->port),
                  top + PRSE__CHART_HEAD + 16, answer->shown, "t");
        prse__buf_adds(out, "</g>\n");
        at += (int)answer->width;
    }
}

static void add_result(prse__buf *out, const prse__chart_item *item)
{
    int top = (int)prse__chart_top(item->layer);
    prse__buf_addf(out,
                   "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
                   "rx=\"13\" fill=\"%s\" stroke=\"%s\"/>\n",
                   (int)(item->x - item->width / 2), top, (int)item->width,
                   PRSE__CHART_HEAD, RESULTS[item->dd].fill,
                   RESULTS[item->dd].line);
    add_label(out, (int)item->x, top + 18, item->shown, "h");
}

/* Ids hold the obligation's, so that several drawings fit in one page. */
static void open_named(prse__buf *out, const char *element,
                       const prse__obligation *o)
{
    prse__buf_addf(out, "<%s id=\"", element);
    prse__buf_add(out, o->id);
    prse__buf_addf(out, "-%s\">", element);
}

static void add_description(prse__buf *out, const drawing *d,
                            const prse__obligation *o, prse_str date)
{
    size_t questions = 0;
    for (size_t i = 0; i < d->chart.item_count; i++)
        questions += d->chart.items[i].answer_count > 0;
    open_named(out, "title", o);
    add_escaped(out, prse__text_in(o->label, d->lang));
    prse__buf_adds(out, in("\u00a0: à qui s'applique l'obligation le ",
                           ": to whom it applies on ", d->lang));
    prse__buf_add(out, date);
    prse__buf_adds(out, "</title>\n");
    open_named(out, "desc", o);
    prse__buf_adds(out, in("Diagramme de décision à lire de haut en bas. "
                           "Chaque réponse mène à la question suivante ou à "
                           "un résultat. Questions\u00a0: ",
                           "Decision diagram, to be read from top to bottom. "
                           "Each answer leads to the next question or to a "
                           "result. Questions: ", d->lang));
    prse__buf_addf(out, "%zu.</desc>\n", questions);
}

static const char STYLE[] =
    "<style>text{font:13px system-ui,sans-serif;text-anchor:middle;"
    "fill:#161616}.h{font-weight:600}.q{fill:#fff;stroke:#161616}"
    ".a{fill:#f6f6f6;stroke:#929292}"
    "path{fill:none;stroke:#6b6b6b;stroke-width:1.5}</style>\n"
    "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n";

static void write_svg(prse__buf *out, const drawing *d,
                      const prse__obligation *o, prse_str date)
{
    const prse__chart *chart = &d->chart;
    prse__buf_addf(out,
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" "
                   "height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" "
                   "lang=\"%s\" aria-labelledby=\"",
                   (int)chart->width, (int)chart->height, (int)chart->width,
                   (int)chart->height, in("fr", "en", d->lang));
    prse__buf_add(out, o->id);
    prse__buf_adds(out, "-title ");
    prse__buf_add(out, o->id);
    prse__buf_adds(out, "-desc\">\n");
    add_description(out, d, o, date);
    prse__buf_adds(out, STYLE);
    for (size_t i = 0; i < chart->link_count; i++)
        add_link(out, chart, &chart->links[i]);
    for (size_t i = 0; i < chart->item_count; i++) {
        if (chart->items[i].answer_count)
            add_question(out, &chart->items[i]);
        else if (chart->items[i].dd != PRSE__DD_NONE)
            add_result(out, &chart->items[i]);
    }
    prse__buf_adds(out, "</svg>\n");
}

prse_status prse_pack_graph(prse_text **out, const prse_pack *pack,
                            size_t obligation, prse_str date, prse_lang lang,
                            prse_error *err)
{
    prse__date day;
    prse__buf buf;
    if (!out || !pack)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out and pack are required");
    if (obligation >= pack->tree->obligation_count)
        return prse__error_set(err, PRSE_ENOTFOUND, NULL,
                               "the pack has no obligation %zu", obligation);
    prse_status status = prse__date_read(&day, date, "date", err);
    if (status)
        return status;
    drawing d = {.chart = {.rules = &pack->rules}, .lang = lang};
    size_t epoch = prse__epoch_of(&pack->rules.epochs, day);
    prse__dd root = prse__ruleset_dd(&pack->rules, obligation, epoch,
                                     PRSE__PART_ANSWER, 0);
    d.chart.arena = prse__arena_new(0);
    prse__buf_init(&buf, 0);
    if (d.chart.arena && build(&d, root))
        write_svg(&buf, &d, &pack->tree->obligations[obligation], date);
    else
        buf.failed = 1;
    prse__arena_free(d.chart.arena);
    return prse__text_take(out, &buf, err);
}
