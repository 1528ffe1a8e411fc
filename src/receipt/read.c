/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "base/error.h"
#include "engine/facts.h"
#include "engine/report_write.h"
#include "receipt/receipt.h"

/* Far beyond any pack; each mention of a fact looks through all of them, and
 * through all years of its own. */
enum { FORM = 1, DEEPEST = 8, MOST_FACTS = 4096, MOST_YEARS = 128 };

static const char FILE_NAME[] = "receipt";

static prse_status wrong(const prse__node *node, const char *member,
                         const char *expected, prse_error *err)
{
    return prse__error_at(err, PRSE_ESCHEMA,
                          prse__node_place(node, FILE_NAME), member,
                          "`%s`: expected %s", member, expected);
}

int prse__receipt_int(int32_t *out, const prse__node *node)
{
    prse_str text = node ? node->text : (prse_str){0};
    int negative = text.len > 0 && text.ptr[0] == '-';
    size_t at = (size_t)negative;
    if (!node || node->kind != PRSE__NODE_PLAIN || text.len == at ||
        text.len > 6)
        return 0;
    for (*out = 0; at < text.len; at++) {
        if (text.ptr[at] < '0' || text.ptr[at] > '9')
            return 0;
        *out = *out * 10 + (text.ptr[at] - '0');
    }
    *out = negative ? -*out : *out;
    return 1;
}

/* --- Kinds of members --- */

typedef int (*test)(const prse__node *node);

static int is_text(const prse__node *node)
{
    return node->kind == PRSE__NODE_QUOTED;
}

static int is_map(const prse__node *node)
{
    return node->kind == PRSE__NODE_MAP;
}

static int is_list(const prse__node *node)
{
    return node->kind == PRSE__NODE_LIST;
}

static int is_number(const prse__node *node)
{
    int32_t ignored;
    return prse__receipt_int(&ignored, node);
}

static int is_number_or_null(const prse__node *node)
{
    return is_number(node) || (node->kind == PRSE__NODE_PLAIN &&
                               prse__str_is(node->text, "null"));
}

static int is_date(const prse__node *node)
{
    prse__date ignored;
    return is_text(node) && prse__date_parse(&ignored, node->text);
}

static int is_digest(const prse__node *node)
{
    for (size_t i = 0; i < node->text.len; i++)
        if (prse__hex_digit(node->text.ptr[i]) < 0)
            return 0;
    return is_text(node) && node->text.len == 64;
}

static int is_answer(const prse__node *node)
{
    for (int a = PRSE_NOT_SUBJECT; a <= PRSE_INSUFFICIENT; a++)
        if (is_text(node) &&
            prse__str_is(node->text, prse__answer_name((prse_answer)a)))
            return 1;
    return 0;
}

static int is_ed25519(const prse__node *node)
{
    return is_text(node) && prse__str_is(node->text, "ed25519");
}

/* --- Members of a map --- */

typedef struct member {
    const char *name;
    test is_so;
    const char *expected;
    int may_lack;
} member;

static const member RECEIPT[] = {
    {"date", is_date, "a day such as \"2026-11-26\"", 0},
    {"facts", is_map, "an object of facts", 0},
    {"facts_digest", is_digest, "64 hexadecimal letters", 0},
    {"issued", is_text, "text", 1},
    {"library", is_text, "text", 0},
    {"pack", is_map, "an object", 0},
    {"receipt", is_number, "the number of the form", 0},
    {"result", is_map, "an object of obligations", 0},
    {"signature", is_map, "an object", 1},
    {"subject", is_text, "text", 1},
    {0}};

static const member PACK[] = {{"digest", is_digest, "64 hexadecimal letters",
                               0},
                              {"id", is_text, "text", 0},
                              {"version", is_text, "text", 0},
                              {0}};

static const member SIGNATURE[] = {{"algorithm", is_ed25519, "\"ed25519\"", 0},
                                   {"key", is_text, "the name of a key", 0},
                                   {"value", is_text, "base64", 0},
                                   {0}};

static const member OBLIGATION[] = {
    {"answer", is_answer, "an answer such as \"subject\"", 0},
    {"reason", is_list, "a list of facts", 0},
    {"since", is_number_or_null, "a year or null", 0},
    {0}};

static const member USE[] = {{"fact", is_text, "the name of a fact", 0},
                             {"value", is_text, "text", 0},
                             {"year", is_number, "0, -1 ...", 0},
                             {0}};

static const member *find(const member *members, prse_str name)
{
    for (; members->name; members++)
        if (prse__str_is(name, members->name))
            return members;
    return NULL;
}

static prse_status unknown(const prse__node *node, prse_error *err)
{
    char name[64];
    prse__error_copy(name, sizeof name, node->key);
    return prse__error_at(err, PRSE_ESCHEMA,
                          (prse__place){FILE_NAME, node->key_line,
                                        node->key_column},
                          name, "a receipt has no member `%s` here", name);
}

/* Each member there, of its kind, and no other. */
static prse_status check(const prse__node *map, const member *members,
                         prse_error *err)
{
    for (const prse__node *n = map->first; n; n = n->next) {
        const member *m = find(members, n->key);
        if (!m)
            return unknown(n, err);
        if (!m->is_so(n))
            return wrong(n, m->name, m->expected, err);
    }
    for (; members->name; members++)
        if (!members->may_lack && !prse__node_get(map, members->name))
            return prse__error_at(err, PRSE_ESCHEMA,
                                  prse__node_place(map, FILE_NAME),
                                  members->name, "`%s` is missing",
                                  members->name);
    return PRSE_OK;
}

/* --- Facts --- */

int prse__receipt_year(int32_t *out, prse_str name, int32_t last)
{
    int relative = prse__str_is(name, "0") ||
                   (name.len >= 2 && name.len <= 3 && name.ptr[0] == '-' &&
                    name.ptr[1] != '0');
    prse__node node = {.kind = PRSE__NODE_PLAIN, .text = name};
    if (relative && !last)
        return prse__receipt_int(out, &node);
    if (relative || !last || !prse__facts_read_year(out, name))
        return 0;
    *out -= last;
    return 1;
}

const prse__node *prse__receipt_fact(const prse__receipt *receipt,
                                     prse_str fact, int32_t year)
{
    const prse__node *node = prse__node_find(receipt->facts, fact);
    if (!node || node->kind != PRSE__NODE_MAP)
        return year ? NULL : node;
    for (const prse__node *n = node->first; n; n = n->next) {
        int32_t own;
        if (prse__receipt_year(&own, n->key, receipt->year) && own == year)
            return n;
    }
    return NULL;
}

static prse_status too_many(const prse__node *map, int most, const char *what,
                            prse_error *err)
{
    return prse__error_at(err, PRSE_ELIMIT, prse__node_place(map, FILE_NAME),
                          "facts", "more than %d %s", most, what);
}

static prse_status check_years(const prse__node *fact, int32_t last,
                               prse_error *err)
{
    if (fact->count > MOST_YEARS)
        return too_many(fact, MOST_YEARS, "years", err);
    for (const prse__node *n = fact->first; n; n = n->next) {
        int32_t year;
        if (!prse__receipt_year(&year, n->key, last))
            return prse__error_at(err, PRSE_ESCHEMA,
                                  (prse__place){FILE_NAME, n->key_line,
                                                n->key_column},
                                  "facts",
                                  "expected a year, such as 2025, or 0 and "
                                  "-1 in all facts");
        if (!is_text(n))
            return wrong(n, "facts", "each value in quotes", err);
    }
    return PRSE_OK;
}

static prse_status check_facts(const prse__receipt *r, prse_error *err)
{
    prse_status status = PRSE_OK;
    if (r->facts->count > MOST_FACTS)
        return too_many(r->facts, MOST_FACTS, "facts", err);
    for (const prse__node *n = r->facts->first; n && !status; n = n->next) {
        if (is_map(n))
            status = check_years(n, r->year, err);
        else if (!is_text(n))
            status = wrong(n, "facts", "each value in quotes", err);
    }
    return status;
}

/* --- Result --- */

static prse_status check_reason(const prse__node *list, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (const prse__node *n = list->first; n && !status; n = n->next)
        status = is_map(n) ? check(n, USE, err)
                           : wrong(n, "reason", "objects", err);
    return status;
}

static prse_status check_result(const prse__node *result, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (const prse__node *n = result->first; n && !status; n = n->next) {
        status = is_map(n) ? check(n, OBLIGATION, err)
                           : wrong(n, "result", "objects", err);
        if (!status)
            status = check_reason(prse__node_get(n, "reason"), err);
    }
    return status;
}

/* --- The whole --- */

/* A later form is told before anything else that may be wrong with it. */
static prse_status check_form(const prse__node *root, prse_error *err)
{
    int32_t form;
    const prse__node *node = prse__node_get(root, "receipt");
    if (!node || !prse__receipt_int(&form, node))
        return prse__error_at(err, PRSE_ESCHEMA,
                              prse__node_place(root, FILE_NAME), "receipt",
                              "not a receipt: expected an object with "
                              "\"receipt\": %d",
                              FORM);
    if (form != FORM)
        return prse__error_at(err, PRSE_ESCHEMA,
                              prse__node_place(node, FILE_NAME), "receipt",
                              "a receipt of the form %d; this library reads "
                              "the form %d",
                              (int)form, FORM);
    return PRSE_OK;
}

static prse_str text_of(const prse__node *map, const char *name)
{
    const prse__node *node = prse__node_get(map, name);
    return node ? node->text : PRSE_STR("");
}

static void fill(prse__receipt *out, const prse__node *root)
{
    const prse__node *pack = prse__node_get(root, "pack");
    *out = (prse__receipt){
        .root = root,
        .facts = prse__node_get(root, "facts"),
        .result = prse__node_get(root, "result"),
        .signature = prse__node_get(root, "signature"),
        .date = text_of(root, "date"),
        .facts_digest = text_of(root, "facts_digest"),
        .library = text_of(root, "library"),
        .issued = text_of(root, "issued"),
        .subject = text_of(root, "subject"),
        .pack_id = text_of(pack, "id"),
        .pack_version = text_of(pack, "version"),
        .pack_digest = text_of(pack, "digest"),
        .year = prse__facts_last_year(prse__node_get(root, "facts"))};
}

prse_status prse__receipt_read(prse__receipt *out, prse__arena *arena,
                               prse_str json, prse_error *err)
{
    const prse__node_limits limits = {.bytes = PRSE__RECEIPT_LARGEST,
                                     .depth = DEEPEST};
    const prse__node *root;
    prse_status status =
        prse__json_read(&root, arena, json, FILE_NAME, &limits, err);
    if (!status)
        status = check_form(root, err);
    if (!status)
        status = check(root, RECEIPT, err);
    if (!status)
        status = check(prse__node_get(root, "pack"), PACK, err);
    if (status)
        return status;
    fill(out, root);
    if (out->signature)
        status = check(out->signature, SIGNATURE, err);
    if (!status)
        status = check_facts(out, err);
    return status ? status : check_result(out->result, err);
}
