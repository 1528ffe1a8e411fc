/* SPDX-License-Identifier: Apache-2.0 */
/* Words that say little of whose name it is. */
#include <string.h>

#include "stock/words.h"

enum { LONGEST = 15 };

/* In the order of bytes. */
static const char soft[][LONGEST] = {
    "a", "asso", "association", "au", "aux", "cie", "compagnie", "d", "de",
    "des", "du", "earl", "ei", "eirl", "en", "entreprise", "entreprises",
    "et", "etablissement", "etablissements", "ets", "eurl", "gaec", "gfa",
    "gie", "l", "la", "le", "les", "par", "pour", "sa", "sarl", "sas",
    "sasu", "sca", "scea", "sci", "scic", "scm", "scop", "scp", "selarl",
    "selas", "sep", "snc", "soc", "societe", "societes", "sous", "ste",
    "stes", "sur", "un", "une",
};

int prse__word_is_soft(prse_str word)
{
    char text[LONGEST] = "";
    if (word.len >= LONGEST)
        return 0;
    memcpy(text, word.ptr, word.len);
    size_t low = 0, high = sizeof soft / sizeof soft[0];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(text, soft[middle]);
        if (order == 0)
            return 1;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}
