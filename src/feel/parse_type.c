/* SPDX-License-Identifier: Apache-2.0 */
/* Types: date, list<number>, context<a: number>, function<number>->string. */
#include "feel/parse.h"

static int read_type(prse__parser *p, prse__buf *out);

static int read_word(prse__parser *p, prse__buf *out)
{
    if (p->token.kind != PRSE__TOKEN_NAME &&
        !prse__lexer_is_keyword(p->token.text)) {
        prse__parser_unexpected(p, "a type");
        return 0;
    }
    prse__buf_add(out, p->token.text);
    return prse__parser_advance(p);
}

static int read_qualified(prse__parser *p, prse__buf *out)
{
    if (!read_word(p, out))
        return 0;
    int more;
    while ((more = prse__parser_accept(p, PRSE__TOKEN_DOT)) > 0) {
        prse__buf_addc(out, '.');
        if (!read_word(p, out))
            return 0;
    }
    return more == 0;
}

static int read_entry(prse__parser *p, prse__buf *out)
{
    prse_str key;
    if (!prse__parser_name(p, &key, "a name") ||
        !prse__parser_expect(p, PRSE__TOKEN_COLON, "':'"))
        return 0;
    prse__buf_add(out, key);
    prse__buf_adds(out, ": ");
    return read_type(p, out);
}

static int read_result(prse__parser *p, prse__buf *out)
{
    if (!prse__parser_expect(p, PRSE__TOKEN_ARROW, "'->' and a type"))
        return 0;
    prse__buf_adds(out, "->");
    return read_type(p, out);
}

typedef struct generic {
    const char *name;
    int (*member)(prse__parser *p, prse__buf *out);
    int (*behind)(prse__parser *p, prse__buf *out);
    int many; /* any number of members, else one */
} generic;

static const generic GENERICS[] = {
    {"list", read_type, NULL, 0},
    {"range", read_type, NULL, 0},
    {"context", read_entry, NULL, 1},
    {"function", read_type, read_result, 1},
};

static const generic *generic_of(prse_str word)
{
    for (size_t i = 0; i < sizeof GENERICS / sizeof *GENERICS; i++)
        if (prse__str_is(word, GENERICS[i].name))
            return &GENERICS[i];
    return NULL;
}

int prse__type_is_open(prse_str type)
{
    size_t start = type.len;
    while (start > 0 && type.ptr[start - 1] != '>')
        start--;
    return generic_of((prse_str){type.ptr + start, type.len - start}) != NULL;
}

static int read_members(prse__parser *p, prse__buf *out, const generic *g)
{
    int more = !g->many || p->token.kind != PRSE__TOKEN_GT;
    prse__buf_addc(out, '<');
    while (more > 0) {
        if (!g->member(p, out))
            return 0;
        more = g->many ? prse__parser_accept(p, PRSE__TOKEN_COMMA) : 0;
        if (more > 0)
            prse__buf_adds(out, ", ");
    }
    prse__buf_addc(out, '>');
    return more == 0 && prse__parser_expect(p, PRSE__TOKEN_GT,
                                            "'>' of the type") &&
           (!g->behind || g->behind(p, out));
}

static int read_one(prse__parser *p, prse__buf *out)
{
    const generic *g = generic_of(p->token.text);
    if (!g)
        return read_qualified(p, out);
    if (!read_word(p, out))
        return 0;
    int opens = prse__parser_accept(p, PRSE__TOKEN_LT);
    return opens < 0 ? 0 : !opens || read_members(p, out, g);
}

static int read_type(prse__parser *p, prse__buf *out)
{
    if (!prse__parser_enter(p) || !read_one(p, out))
        return 0;
    prse__parser_leave(p);
    return 1;
}

int prse__parse_type(prse__parser *p, prse_str *out)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    int done = read_type(p, &text);
    if (done && text.failed)
        prse__parser_nomem(p);
    done = done && !text.failed &&
           prse__parser_copy(p, out, prse__buf_str(&text));
    prse__buf_free(&text);
    return done;
}
