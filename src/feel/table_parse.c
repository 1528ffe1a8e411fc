/* SPDX-License-Identifier: Apache-2.0 */
/* Pipe tables. A pipe is no token of FEEL, so that cells are parsed where they
 * stand and end at the pipe that the parser cannot take. */
#include "feel/table.h"

#include "feel/parse.h"

typedef struct reader {
    prse__parser p;
    prse_str text;
    size_t next; /* start of the next line */
    uint32_t line, column; /* of it */
    prse__table *table;
} reader;

/* The next line that is neither blank nor a comment; 0 at the end. */
static int next_line(reader *r)
{
    while (r->next < r->text.len) {
        size_t start = r->next, end = start;
        while (end < r->text.len && r->text.ptr[end] != '\n')
            end++;
        r->p.lexer.text = (prse_str){r->text.ptr, end};
        r->p.lexer.pos = start;
        r->p.lexer.line = r->line++;
        r->p.lexer.column = r->column;
        r->column = 1;
        r->next = end + 1;
        prse_str line =
            prse__str_trim((prse_str){r->text.ptr + start, end - start});
        if (line.len > 0 && !prse__str_starts(line, "//"))
            return 1;
    }
    return 0;
}

static void *array(reader *r, size_t count, size_t size)
{
    void *items = prse__arena_alloc(r->p.arena, count, size);
    if (!items)
        prse__parser_nomem(&r->p);
    return items;
}

/* --- Hit policy --- */

static int set_policy(reader *r, prse_str word)
{
    static const char *const POLICIES[] = {"U", "A",  "P",  "F",  "R", "O",
                                           "C", "C+", "C<", "C>", "C#"};
    if (word.len == 0)
        word = PRSE_STR("U");
    for (size_t i = 0; i < sizeof POLICIES / sizeof *POLICIES; i++)
        if (prse__str_is(word, POLICIES[i])) {
            r->table->policy = POLICIES[i][0];
            r->table->aggregator = POLICIES[i][1];
            return 1;
        }
    return 0;
}

/* What stands before the first pipe of the table. */
static int read_policy(reader *r)
{
    prse__lexer *l = &r->p.lexer;
    size_t start = l->pos, end = start;
    while (end < l->text.len && l->text.ptr[end] != '|')
        end++;
    prse_str before = {l->text.ptr + start, end - start};
    prse_str word = prse__str_trim(before);
    prse_str blank = {before.ptr, (size_t)(word.ptr - before.ptr)};
    uint32_t column = l->column + (uint32_t)prse__utf8_length(blank);
    if (!set_policy(r, word)) {
        prse__parser_fail(&r->p, PRSE_EPARSE, l->line, column,
                          "no such hit policy: expected U, A, P, F, R, O, C, "
                          "C+, C<, C> or C# before the first '|'");
        return 0;
    }
    l->column += (uint32_t)prse__utf8_length(before);
    l->pos = end;
    return 1;
}

/* --- Headings --- */

static int read_input_headings(reader *r)
{
    prse__parser *p = &r->p;
    if (!prse__parser_expect(p, PRSE__TOKEN_PIPE, "'|' and the inputs"))
        return 0;
    for (int more = 1; more > 0;) {
        if (p->token.kind == PRSE__TOKEN_END) {
            prse__parser_unexpected(p, "'||' and the outputs");
            return 0;
        }
        const prse__feel *input = prse__parse_expression(p);
        if (!input)
            return 0;
        r->table->inputs[r->table->input_count++] = input;
        more = prse__parser_accept(p, PRSE__TOKEN_PIPE);
        if (more < 0)
            return 0;
    }
    return prse__parser_expect(p, PRSE__TOKEN_PIPES,
                               "an operator, '|' or '||'");
}

static const prse__feel *read_values(prse__parser *p)
{
    prse__feel *last = NULL;
    prse__feel *list = prse__parser_node(p, PRSE__FEEL_LIST, &p->token);
    return list && prse__parser_members(p, list, &last, prse__parse_expression)
               ? list
               : NULL;
}

static int read_output_heading(reader *r, const prse__feel **values)
{
    prse__parser *p = &r->p;
    prse_str *name = &r->table->output_names[r->table->output_count];
    int read = p->token.kind == PRSE__TOKEN_STRING
                   ? prse__parse_string(p, name)
                   : prse__parser_name(p, name, "the name of an output");
    int valued = read ? prse__parser_accept(p, PRSE__TOKEN_COLON) : -1;
    if (valued > 0) {
        r->table->output_values = values;
        values[r->table->output_count] = read_values(p);
        if (!values[r->table->output_count])
            return 0;
    }
    r->table->output_count++;
    return valued >= 0 && prse__parser_expect(p, PRSE__TOKEN_PIPE,
                                              "'|' after the output");
}

static int read_output_headings(reader *r, const prse__feel **values)
{
    do {
        if (!read_output_heading(r, values))
            return 0;
    } while (r->p.token.kind != PRSE__TOKEN_END);
    return 1;
}

static size_t count_of(prse_str text, size_t from, char c)
{
    size_t count = 0;
    for (size_t i = from; i < text.len; i++)
        count += text.ptr[i] == c;
    return count;
}

static int read_head(reader *r)
{
    if (!next_line(r)) {
        prse__parser_fail(&r->p, PRSE_EPARSE, r->line, r->column,
                          "the table is empty: expected a line of headings");
        return 0;
    }
    if (!read_policy(r))
        return 0;
    size_t most = 1 + count_of(r->p.lexer.text, r->p.lexer.pos, '|');
    const prse__feel **values = array(r, most, sizeof(const prse__feel *));
    r->table->inputs = array(r, most, sizeof(const prse__feel *));
    r->table->output_names = array(r, most, sizeof(prse_str));
    return values && r->table->inputs && r->table->output_names &&
           prse__parser_advance(&r->p) && read_input_headings(r) &&
           read_output_headings(r, values);
}

/* --- Rows --- */

static int wrong_count(reader *r, size_t has, size_t wants, const char *what)
{
    prse__place at = {r->p.file, r->p.token.line, r->p.token.column};
    r->p.status = prse__error_at(
        r->p.err, PRSE_EPARSE, at, NULL,
        "this row has %zu %s, expected %zu as in the headings", has, what,
        wants);
    return 0;
}

static int read_tests(reader *r, prse__table_row *row)
{
    prse__parser *p = &r->p;
    size_t wants = r->table->input_count;
    if (!prse__parser_expect(p, PRSE__TOKEN_PIPE, "'|' and the first cell"))
        return 0;
    for (size_t i = 0; i < wants; i++) {
        row->tests[i] = prse__parse_tests(p);
        if (!row->tests[i])
            return 0;
        if (p->token.kind == PRSE__TOKEN_PIPES)
            return i + 1 == wants ? prse__parser_advance(p)
                                  : wrong_count(r, i + 1, wants, "inputs");
        if (i + 1 == wants && p->token.kind == PRSE__TOKEN_PIPE) {
            prse__parser_unexpected(p, "'||' after the last input");
            return 0;
        }
        if (!prse__parser_expect(p, PRSE__TOKEN_PIPE,
                                 "an operator, ',', '|' or '||'"))
            return 0;
    }
    return 1;
}

static int read_outputs(reader *r, prse__table_row *row)
{
    prse__parser *p = &r->p;
    size_t wants = r->table->output_count;
    for (size_t i = 0; i < wants; i++) {
        if (i > 0 && p->token.kind == PRSE__TOKEN_END)
            return wrong_count(r, i, wants, "outputs");
        row->outputs[i] = prse__parse_expression(p);
        if (!row->outputs[i] ||
            !prse__parser_expect(p, PRSE__TOKEN_PIPE, "an operator or '|'"))
            return 0;
    }
    if (p->token.kind != PRSE__TOKEN_END)
        prse__parser_unexpected(p, "the end of the row");
    return p->token.kind == PRSE__TOKEN_END;
}

static int read_row(reader *r)
{
    prse__table_row *row = &r->table->rows[r->table->row_count++];
    row->line = r->p.lexer.line;
    row->tests =
        array(r, r->table->input_count, sizeof(const prse__feel *));
    row->outputs =
        array(r, r->table->output_count, sizeof(const prse__feel *));
    return row->tests && row->outputs && prse__parser_advance(&r->p) &&
           read_tests(r, row) && read_outputs(r, row);
}

static int read_rows(reader *r)
{
    size_t most = 1 + count_of(r->text, 0, '\n');
    r->table->rows = array(r, most, sizeof(prse__table_row));
    if (!r->table->rows)
        return 0;
    while (next_line(r))
        if (!read_row(r))
            return 0;
    if (r->table->row_count == 0)
        prse__parser_fail(&r->p, PRSE_EPARSE, r->p.token.line,
                          r->p.token.column,
                          "the table has headings only: expected a row");
    return r->table->row_count > 0;
}

prse_status prse__table_parse(const prse__table **out, prse__arena *arena,
                              const prse__feel_source *source, prse_error *err)
{
    reader r = {.next = 0};
    if (!prse__parser_begin(&r.p, arena, source, err)) {
        r.text = r.p.lexer.text;
        r.line = r.p.lexer.line;
        r.column = r.p.lexer.column;
        r.table = array(&r, 1, sizeof *r.table);
        if (r.table && read_head(&r) && read_rows(&r))
            *out = r.table;
    }
    prse__parser_end(&r.p);
    return r.p.status;
}
