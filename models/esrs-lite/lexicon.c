/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "esrs_lite/words.h"

enum { MOST_NODES = 65535, MOST_TERMS = 32767, LONGEST = 200 };

uint8_t label_of(prse_str code, const table *labels, const char *path,
                 size_t line)
{
    for (size_t i = 0; i < labels->count; i++)
        if (strcmp(labels->rows[i][0].ptr, code.ptr) == 0)
            return (uint8_t)i;
    fail(path, line, "no such code");
}

/* "gaz à effet*" becomes "gaz a effet*". */
static size_t fold_term(char *to, prse_str term)
{
    static prse__lite_words words;
    size_t length = 0;
    prse__lite_words_read(&words, term);
    for (size_t i = 0; i < words.count; i++) {
        prse_str word = prse__lite_word_str(&words, i);
        size_t after = words.words[i].to;
        if (length + word.len + 2 > LONGEST)
            return 0;
        if (i > 0)
            to[length++] = ' ';
        memcpy(to + length, word.ptr, word.len);
        length += word.len;
        if (after < term.len && term.ptr[after] == '*')
            to[length++] = '*';
    }
    return length;
}

static uint16_t child(lexicon *out, uint16_t node, char letter)
{
    uint16_t *place = &out->nodes[node].child;
    while (*place && out->nodes[*place].letter != letter)
        place = &out->nodes[*place].next;
    if (!*place) {
        if (out->node_count == MOST_NODES)
            fail("lexicon", 0, "it is too large");
        *place = (uint16_t)out->node_count++;
        out->nodes[*place] = (prse__lite_node){
            .letter = letter, .term = PRSE__LITE_NO_TERM};
    }
    return *place;
}

static void add(lexicon *out, const prse_str *row, uint8_t label,
                const char *path, size_t line)
{
    char folded[LONGEST];
    size_t length = fold_term(folded, row[2]);
    uint16_t node = 0;
    if (length == 0)
        fail(path, line, "the term has no letters, or too many");
    for (size_t i = 0; i < length; i++)
        node = child(out, node, folded[i]);
    if (out->nodes[node].term != PRSE__LITE_NO_TERM)
        fail(path, line, "the term is there already");
    if (row[1].len != 1 || row[1].ptr[0] < '1' || row[1].ptr[0] > '9')
        fail(path, line, "a weight is a digit from 1 to 9");
    out->nodes[node].term = (int16_t)out->term_count;
    out->terms[out->term_count++] =
        (prse__lite_term){label, (uint8_t)(row[1].ptr[0] - '0')};
}

lexicon lexicon_read(const char *path, const table *labels)
{
    table rows = table_read(path, 3);
    if (rows.count > MOST_TERMS)
        fail(path, 0, "it has too many terms");
    lexicon out = {.nodes = take(MOST_NODES + 1, sizeof *out.nodes),
                   .terms = take(rows.count, sizeof *out.terms),
                   .node_count = 1};
    out.nodes[0].term = PRSE__LITE_NO_TERM;
    for (size_t i = 0; i < rows.count; i++)
        add(&out, rows.rows[i],
            label_of(rows.rows[i][0], labels, path, i + 2), path, i + 2);
    table_free(&rows);
    return out;
}

void lexicon_free(lexicon *it)
{
    free(it->nodes);
    free(it->terms);
}
