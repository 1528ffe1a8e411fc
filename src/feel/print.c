/* SPDX-License-Identifier: Apache-2.0 */
/* The canonical text of a tree. */
#include "feel/parse.h"

/* Where a node is printed. */
typedef struct spot {
    prse__level level; /* what binds looser needs parentheses */
    int followed;      /* operators or brackets come behind it */
} spot;

static const spot FREE = {PRSE__LEVEL_EXPRESSION, 0};

static void print(prse__buf *buf, const prse__feel *node, spot at);

static void print_free(prse__buf *buf, const prse__feel *node)
{
    print(buf, node, FREE);
}

static void print_test(prse__buf *buf, const prse__feel *node, int followed)
{
    if (node->kind != PRSE__FEEL_TEST) {
        print_free(buf, node);
        return;
    }
    /* The operator without the blank before it. */
    prse__buf_adds(buf, prse__operator_of(node->op)->text + 1);
    print(buf, node->first, (spot){PRSE__LEVEL_SUM, followed});
}

static void print_one_test(prse__buf *buf, const prse__feel *node)
{
    print_test(buf, node, 0);
}

/* From `first` to the end, with commas. */
static void print_all(prse__buf *buf, const prse__feel *first,
                      void (*one)(prse__buf *buf, const prse__feel *node))
{
    for (const prse__feel *node = first; node; node = node->next) {
        if (node != first)
            prse__buf_adds(buf, ", ");
        one(buf, node);
    }
}

/* --- Literals --- */

static int needs_code(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

void prse__feel_print_string(prse__buf *buf, prse_str text)
{
    static const char SPECIAL[] = "\n\t\r\"\\", LETTERS[] = "ntr\"\\";
    prse__buf_addc(buf, '"');
    for (size_t pos = 0; pos < text.len;) {
        size_t start = pos, i = 0;
        uint32_t c = prse__utf8_next(text, &pos);
        while (SPECIAL[i] && (unsigned char)SPECIAL[i] != c)
            i++;
        if (SPECIAL[i])
            prse__buf_addf(buf, "\\%c", LETTERS[i]);
        else if (needs_code(c))
            prse__buf_addf(buf, "\\u%04X", (unsigned)c);
        else
            prse__buf_add(buf, (prse_str){text.ptr + start, pos - start});
    }
    prse__buf_addc(buf, '"');
}

static void print_string(prse__buf *buf, const prse__feel *node, spot at)
{
    (void)at;
    if (node->kind == PRSE__FEEL_AT)
        prse__buf_addc(buf, '@');
    prse__feel_print_string(buf, node->text);
}

static void print_number(prse__buf *buf, const prse__feel *node, spot at)
{
    (void)at;
    prse__dec_print(buf, node->number);
}

static void print_word(prse__buf *buf, const prse__feel *node, spot at)
{
    (void)at;
    if (node->kind == PRSE__FEEL_NAME)
        prse__buf_add(buf, node->text);
    else if (node->kind == PRSE__FEEL_NULL)
        prse__buf_adds(buf, "null");
    else
        prse__buf_adds(buf, node->flag ? "true" : "false");
}

/* --- Operators --- */

static void print_negate(prse__buf *buf, const prse__feel *node, spot at)
{
    prse__buf_addc(buf, '-');
    print(buf, node->first, (spot){PRSE__LEVEL_NEGATION, at.followed});
}

static void print_binary(prse__buf *buf, const prse__feel *node, spot at)
{
    const prse__operator *o = prse__operator_of(node->op);
    print(buf, node->first, (spot){o->level, 1});
    prse__buf_adds(buf, o->text);
    print(buf, node->first->next,
          (spot){(prse__level)(o->level + 1), at.followed});
}

static void print_between(prse__buf *buf, const prse__feel *node, spot at)
{
    const prse__feel *low = node->first->next;
    print(buf, node->first, (spot){PRSE__LEVEL_COMPARISON, 1});
    prse__buf_adds(buf, " between ");
    print(buf, low, (spot){PRSE__LEVEL_SUM, 1});
    prse__buf_adds(buf, " and ");
    print(buf, low->next, (spot){PRSE__LEVEL_SUM, at.followed});
}

static void print_in(prse__buf *buf, const prse__feel *node, spot at)
{
    const prse__feel *tests = node->first->next;
    print(buf, node->first, (spot){PRSE__LEVEL_COMPARISON, 1});
    prse__buf_adds(buf, " in ");
    if (tests->next) {
        prse__buf_addc(buf, '(');
        print_all(buf, tests, print_one_test);
        prse__buf_addc(buf, ')');
    } else if (tests->kind == PRSE__FEEL_TEST) {
        print_test(buf, tests, at.followed);
    } else {
        print(buf, tests, (spot){PRSE__LEVEL_SUM, at.followed});
    }
}

static void print_instance(prse__buf *buf, const prse__feel *node, spot at)
{
    (void)at;
    print(buf, node->first, (spot){PRSE__LEVEL_INSTANCE, 1});
    prse__buf_adds(buf, " instance of ");
    prse__buf_add(buf, node->type);
}

/* --- Behind a value --- */

static void print_path(prse__buf *buf, const prse__feel *node, spot at)
{
    (void)at;
    print(buf, node->first, (spot){PRSE__LEVEL_POSTFIX, 1});
    prse__buf_addc(buf, '.');
    prse__buf_add(buf, node->text);
}

static void print_filter(prse__buf *buf, const prse__feel *node, spot at)
{
    (void)at;
    print(buf, node->first, (spot){PRSE__LEVEL_POSTFIX, 1});
    prse__buf_addc(buf, '[');
    print_free(buf, node->first->next);
    prse__buf_addc(buf, ']');
}

static void print_argument(prse__buf *buf, const prse__feel *node)
{
    if (node->kind != PRSE__FEEL_ENTRY) {
        print_free(buf, node);
        return;
    }
    prse__buf_add(buf, node->text);
    prse__buf_adds(buf, ": ");
    print_free(buf, node->first);
}

static void print_call(prse__buf *buf, const prse__feel *node, spot at)
{
    (void)at;
    print(buf, node->first, (spot){PRSE__LEVEL_POSTFIX, 1});
    prse__buf_addc(buf, '(');
    print_all(buf, node->first->next, print_argument);
    prse__buf_addc(buf, ')');
}

/* --- Brackets --- */

static void print_span(prse__buf *buf, const prse__feel *node)
{
    print_free(buf, node->first);
    prse__buf_adds(buf, "..");
    print_free(buf, node->first->next);
}

static void print_range(prse__buf *buf, const prse__feel *node, spot at)
{
    (void)at;
    prse__buf_addc(buf, node->open_low ? '(' : '[');
    print_span(buf, node);
    prse__buf_addc(buf, node->open_high ? ')' : ']');
}

static void print_list(prse__buf *buf, const prse__feel *node, spot at)
{
    (void)at;
    prse__buf_addc(buf, '[');
    print_all(buf, node->first, print_free);
    prse__buf_addc(buf, ']');
}

void prse__feel_print_key(prse__buf *buf, prse_str key)
{
    if (prse__lexer_is_plain(key))
        prse__buf_add(buf, key);
    else
        prse__feel_print_string(buf, key);
}

static void print_entry(prse__buf *buf, const prse__feel *node)
{
    prse__feel_print_key(buf, node->text);
    prse__buf_adds(buf, ": ");
    print_free(buf, node->first);
}

static void print_context(prse__buf *buf, const prse__feel *node, spot at)
{
    (void)at;
    prse__buf_addc(buf, '{');
    print_all(buf, node->first, print_entry);
    prse__buf_addc(buf, '}');
}

/* --- if, for, some, every, function --- */

static void print_if(prse__buf *buf, const prse__feel *node, spot at)
{
    (void)at;
    prse__buf_adds(buf, "if ");
    print_free(buf, node->first);
    prse__buf_adds(buf, " then ");
    print_free(buf, node->first->next);
    prse__buf_adds(buf, " else ");
    print_free(buf, node->first->next->next);
}

static void print_binding(prse__buf *buf, const prse__feel *node)
{
    prse__buf_add(buf, node->text);
    prse__buf_adds(buf, " in ");
    if (node->first->kind == PRSE__FEEL_ITERATION)
        print_span(buf, node->first);
    else
        print_free(buf, node->first);
}

static void print_bound(prse__buf *buf, const prse__feel *node, spot at)
{
    static const char *const WORDS[][2] = {
        [PRSE__FEEL_FOR] = {"for ", " return "},
        [PRSE__FEEL_SOME] = {"some ", " satisfies "},
        [PRSE__FEEL_EVERY] = {"every ", " satisfies "},
    };
    (void)at;
    prse__buf_adds(buf, WORDS[node->kind][0]);
    const prse__feel *child = node->first;
    for (; child->kind == PRSE__FEEL_BIND; child = child->next) {
        if (child != node->first)
            prse__buf_adds(buf, ", ");
        print_binding(buf, child);
    }
    prse__buf_adds(buf, WORDS[node->kind][1]);
    print_free(buf, child);
}

static void print_function(prse__buf *buf, const prse__feel *node, spot at)
{
    (void)at;
    prse__buf_adds(buf, "function(");
    const prse__feel *child = node->first;
    for (; child->kind == PRSE__FEEL_PARAM; child = child->next) {
        if (child != node->first)
            prse__buf_adds(buf, ", ");
        prse__buf_add(buf, child->text);
        if (child->type.len > 0)
            prse__buf_adds(buf, ": ");
        prse__buf_add(buf, child->type);
    }
    prse__buf_adds(buf, ") ");
    print_free(buf, child);
}

/* --- Tests --- */

/* (not(a)) among tests is a call; not(a) would be tests. */
static int reads_as_not(const prse__feel *node)
{
    if (node->kind != PRSE__FEEL_CALL || node->count < 2)
        return 0;
    const prse__feel *name = node->first;
    return name->kind == PRSE__FEEL_NAME && prse__str_is(name->text, "not") &&
           name->next->kind != PRSE__FEEL_ENTRY;
}

static void print_top_test(prse__buf *buf, const prse__feel *node)
{
    int closed = reads_as_not(node);
    if (closed)
        prse__buf_addc(buf, '(');
    print_one_test(buf, node);
    if (closed)
        prse__buf_addc(buf, ')');
}

static void print_tests(prse__buf *buf, const prse__feel *node, spot at)
{
    (void)at;
    print_all(buf, node->first, print_top_test);
}

static void print_not_tests(prse__buf *buf, const prse__feel *node, spot at)
{
    (void)at;
    prse__buf_adds(buf, "not(");
    print_all(buf, node->first, print_one_test);
    prse__buf_addc(buf, ')');
}

static void print_any(prse__buf *buf, const prse__feel *node, spot at)
{
    (void)node, (void)at;
    prse__buf_addc(buf, '-');
}

static void print_lone_test(prse__buf *buf, const prse__feel *node, spot at)
{
    print_test(buf, node, at.followed);
}

/* --- All kinds --- */

typedef void printer(prse__buf *buf, const prse__feel *node, spot at);

/* Members of other nodes are printed by those; alone, as they stand there. */
static void print_member(prse__buf *buf, const prse__feel *node, spot at)
{
    (void)at;
    switch (node->kind) {
    case PRSE__FEEL_BIND:
        print_binding(buf, node);
        break;
    case PRSE__FEEL_ITERATION:
        print_span(buf, node);
        break;
    case PRSE__FEEL_ENTRY:
        print_entry(buf, node);
        break;
    default:
        prse__buf_add(buf, node->text);
    }
}

static const struct {
    printer *print;
    prse__level level;
} KINDS[] = {
    [PRSE__FEEL_NULL] = {print_word, PRSE__LEVEL_PRIMARY},
    [PRSE__FEEL_BOOLEAN] = {print_word, PRSE__LEVEL_PRIMARY},
    [PRSE__FEEL_NUMBER] = {print_number, PRSE__LEVEL_PRIMARY},
    [PRSE__FEEL_STRING] = {print_string, PRSE__LEVEL_PRIMARY},
    [PRSE__FEEL_AT] = {print_string, PRSE__LEVEL_PRIMARY},
    [PRSE__FEEL_NAME] = {print_word, PRSE__LEVEL_PRIMARY},
    [PRSE__FEEL_NEGATE] = {print_negate, PRSE__LEVEL_NEGATION},
    [PRSE__FEEL_BINARY] = {print_binary, PRSE__LEVEL_EXPRESSION},
    [PRSE__FEEL_BETWEEN] = {print_between, PRSE__LEVEL_COMPARISON},
    [PRSE__FEEL_IN] = {print_in, PRSE__LEVEL_COMPARISON},
    [PRSE__FEEL_TEST] = {print_lone_test, PRSE__LEVEL_EXPRESSION},
    [PRSE__FEEL_ANY] = {print_any, PRSE__LEVEL_PRIMARY},
    [PRSE__FEEL_NOT_TESTS] = {print_not_tests, PRSE__LEVEL_PRIMARY},
    [PRSE__FEEL_TESTS] = {print_tests, PRSE__LEVEL_PRIMARY},
    [PRSE__FEEL_RANGE] = {print_range, PRSE__LEVEL_PRIMARY},
    [PRSE__FEEL_IF] = {print_if, PRSE__LEVEL_EXPRESSION},
    [PRSE__FEEL_FOR] = {print_bound, PRSE__LEVEL_EXPRESSION},
    [PRSE__FEEL_SOME] = {print_bound, PRSE__LEVEL_EXPRESSION},
    [PRSE__FEEL_EVERY] = {print_bound, PRSE__LEVEL_EXPRESSION},
    [PRSE__FEEL_BIND] = {print_member, PRSE__LEVEL_PRIMARY},
    [PRSE__FEEL_ITERATION] = {print_member, PRSE__LEVEL_PRIMARY},
    [PRSE__FEEL_LIST] = {print_list, PRSE__LEVEL_PRIMARY},
    [PRSE__FEEL_CONTEXT] = {print_context, PRSE__LEVEL_PRIMARY},
    [PRSE__FEEL_ENTRY] = {print_member, PRSE__LEVEL_PRIMARY},
    [PRSE__FEEL_PATH] = {print_path, PRSE__LEVEL_POSTFIX},
    [PRSE__FEEL_FILTER] = {print_filter, PRSE__LEVEL_POSTFIX},
    [PRSE__FEEL_CALL] = {print_call, PRSE__LEVEL_POSTFIX},
    [PRSE__FEEL_FUNCTION] = {print_function, PRSE__LEVEL_EXPRESSION},
    [PRSE__FEEL_PARAM] = {print_member, PRSE__LEVEL_PRIMARY},
    [PRSE__FEEL_INSTANCE] = {print_instance, PRSE__LEVEL_INSTANCE},
};

/* if, for and the like may stand as a last operand without parentheses: their
 * last part takes all that follows. */
static int needs_parentheses(const prse__feel *node, spot at)
{
    switch (node->kind) {
    case PRSE__FEEL_TEST:
        return 1;
    case PRSE__FEEL_IF:
    case PRSE__FEEL_FOR:
    case PRSE__FEEL_SOME:
    case PRSE__FEEL_EVERY:
    case PRSE__FEEL_FUNCTION:
        return at.followed;
    case PRSE__FEEL_BINARY:
        return prse__operator_of(node->op)->level < at.level;
    case PRSE__FEEL_INSTANCE:
        return at.level > PRSE__LEVEL_INSTANCE ||
               (at.followed && prse__type_is_open(node->type));
    default:
        return KINDS[node->kind].level < at.level;
    }
}

static void print(prse__buf *buf, const prse__feel *node, spot at)
{
    if (needs_parentheses(node, at)) {
        prse__buf_addc(buf, '(');
        /* "(< a)" and "(a)" alike: nothing follows inside. */
        KINDS[node->kind].print(buf, node, FREE);
        prse__buf_addc(buf, ')');
    } else {
        KINDS[node->kind].print(buf, node, at);
    }
}

void prse__feel_print(prse__buf *buf, const prse__feel *node)
{
    if (node)
        print(buf, node, FREE);
}
