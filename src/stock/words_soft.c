/* SPDX-License-Identifier: Apache-2.0 */
/* Words that say little of whose name it is. */
#include <string.h>

#include "stock/words.h"

enum {
    LONGEST = 15,
    ARTICLE = PRSE__WORD_ARTICLE,
    FORM = PRSE__WORD_FORM,
    KIND = PRSE__WORD_KIND
};

/* In the order of bytes. */
static const struct {
    char text[LONGEST];
    uint8_t softness;
} soft[] = {
    {"a", ARTICLE}, {"asso", KIND}, {"association", KIND}, {"au", ARTICLE},
    {"aux", ARTICLE}, {"cie", FORM}, {"compagnie", KIND}, {"d", ARTICLE},
    {"de", ARTICLE}, {"des", ARTICLE}, {"du", ARTICLE}, {"earl", FORM},
    {"ei", FORM}, {"eirl", FORM}, {"en", ARTICLE}, {"entreprise", KIND},
    {"entreprises", KIND}, {"et", ARTICLE}, {"etablissement", KIND},
    {"etablissements", KIND}, {"ets", FORM}, {"eurl", FORM}, {"gaec", FORM},
    {"gfa", FORM}, {"gie", FORM}, {"l", ARTICLE}, {"la", ARTICLE},
    {"le", ARTICLE}, {"les", ARTICLE}, {"par", ARTICLE}, {"pour", ARTICLE},
    {"sa", FORM}, {"sarl", FORM}, {"sas", FORM}, {"sasu", FORM}, {"sca", FORM},
    {"scea", FORM}, {"sci", FORM}, {"scic", FORM}, {"scm", FORM},
    {"scop", FORM}, {"scp", FORM}, {"selarl", FORM}, {"selas", FORM},
    {"sep", FORM}, {"snc", FORM}, {"soc", FORM}, {"societe", KIND},
    {"societes", KIND}, {"sous", ARTICLE}, {"ste", FORM}, {"stes", FORM},
    {"sur", ARTICLE}, {"un", ARTICLE}, {"une", ARTICLE},
};

int prse__word_softness(prse_str word)
{
    char text[LONGEST] = "";
    if (word.len >= LONGEST)
        return PRSE__WORD_HARD;
    memcpy(text, word.ptr, word.len);
    size_t low = 0, high = sizeof soft / sizeof soft[0];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(text, soft[middle].text);
        if (order == 0)
            return soft[middle].softness;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return PRSE__WORD_HARD;
}
