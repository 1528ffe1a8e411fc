/* SPDX-License-Identifier: Apache-2.0 */
/* Lists of words. Few words end with a full stop, so they are just gone
 * through. */
#include "sentences/abbreviations.h"

#include <string.h>

#include "sentences/letters.h"

/* In lower case, but for "M." and "MM.": "m." and "mm." are units, "P." is an
 * initial. Case is looked at when it makes a difference. */
static const char *const open[] = {
    "M",     "MM",    "adj",   "al",    "ann",  "approx", "apt",  "art",
    "arr",   "av",    "bat",   "bd",    "bld",  "boul",   "bât",  "c.-à-d",
    "cf",    "ch",    "chap",  "col",  "coll",   "dept", "dir",
    "dr",    "dt",    "dép",   "e.g",   "env",  "ets",    "ex",   "exc",
    "excl",  "fasc",  "fig",   "gal",   "i.e",  "ibid",   "id",   "imm",
    "incl",  "ing",   "l.c",   "lt",    "me",   "mgr",    "mlle", "mme",
    "mr",    "mrs",   "ms",    "no",    "nos",  "nᵒ",     "not",  "num",
    "op",    "p",     "p.-v",  "par",   "ph",   "pl",     "pp",   "pr",
    "prof",  "préf",  "r.g",   "resp", "rte",    "réf",  "rés",
    "sect",  "spéc",  "sq",    "st",    "ste",  "sté",    "tab",  "tél",
    "v",     "vol",   "vs",    "éd",    "ég",   "éq",     "équiv",
};

static const char *const either[] = {
    "avr",  "cie",  "corp", "co",   "dec",  "déc",  "feb",   "févr", "fév",
    "gmbh", "hab",  "inc",  "janv", "jan",  "juil", "ltd",   "ltée", "max",
    "min",  "nov",  "obs",  "oct",  "sarl", "sept", "suiv",  "trim", "éts",
};

static const char *const starters[] = {
    "À",        "Afin",     "Ainsi",   "Après",   "Au",      "Aucun",
    "Aucune",   "Aussi",    "Autant",  "Aux",     "Avant",   "Avec",
    "Bien",     "Ce",       "Cela",    "Celle",   "Celui",   "Ces",
    "Cet",      "Cette",    "Chaque",  "Chez",    "Comme",   "Concernant",
    "Conformément", "Dans", "De",      "Depuis",  "Des",     "Dès",
    "Deux",     "Du",       "Elle",    "Elles",   "En",      "Enfin",
    "Entre",    "Et",       "Grâce",   "Il",      "Ils",     "La",
    "Le",       "Les",      "Leur",    "Leurs",   "Lors",    "Mais",
    "Malgré",   "Nos",      "Notre",   "Nous",    "On",      "Or",
    "Où",       "Par",      "Parmi",   "Plus",    "Plusieurs", "Pour",
    "Pourquoi", "Quand",    "Que",     "Quel",    "Quelle",  "Sa",
    "Sans",     "Selon",    "Ses",     "Si",      "Soit",    "Son",
    "Sous",     "Sur",      "Tous",    "Tout",    "Toute",   "Toutes",
    "Trois",    "Un",       "Une",     "Vos",     "Votre",   "Vous",
    "Y",
};

static const char *const leaning[] = {
    "a",     "afin",  "ainsi", "au",    "aux",   "avec",  "ce",
    "ces",   "cet",   "cette", "chaque", "comme", "d'",   "dans",  "de",
    "depuis", "des",  "dont",  "du",    "elle",  "en",    "entre", "est",
    "et",    "il",    "ils",   "l'",    "la",    "le",    "les",   "leur",
    "leurs", "lors",  "mais",  "n'",    "ne",    "ni",    "nos",   "notre",
    "nous",  "n°",    "on",    "ont",   "ou",    "où",    "par",   "pas",
    "pour",  "qu'",   "que",   "qui",   "s'",    "sa",    "sans",  "se",
    "selon", "ses",   "si",    "son",   "sont",  "sous",  "sur",   "très",
    "un",    "une",   "vers",  "vos",   "votre", "à",     "été",   "être",
};

enum { LONGEST = 16 };

#define LENGTH(list) (sizeof(list) / sizeof(list)[0])

static int is_in(const char *const *list, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (list[i][0] == word[0] && strcmp(list[i], word) == 0)
            return 1;
    return 0;
}

/* The bytes of a word, NUL-terminated, U+2019 as an apostrophe; in lower case
 * when asked for. 0: too long for any list. */
static int spell(char *to, prse_str word, int lower)
{
    size_t at = 0;
    for (size_t pos = 0; pos < word.len;) {
        uint32_t c = prse__utf8_next(word, &pos);
        int upper = prse__letter_of(c) == PRSE__LETTER_UPPER;
        if (at + 4 >= LONGEST)
            return 0;
        if (c == 0x2019)
            c = '\'';
        if (lower && upper && c < 0xDF)
            c += 0x20;
        at += prse__utf8_encode(to + at, c);
    }
    to[at] = '\0';
    return 1;
}

/* A.B, U.E, c.-à-d: letters, each with a full stop behind it, but the last. */
static int dotted(prse_str word)
{
    size_t letters = 0, dots = 0;
    for (size_t pos = 0; pos < word.len;) {
        uint32_t c = prse__utf8_next(word, &pos);
        letters += prse__letter_of(c) != PRSE__LETTER_NONE &&
                   prse__letter_of(c) != PRSE__LETTER_DIGIT;
        dots += c == '.';
    }
    return dots > 0 && letters > 0 && letters <= dots + 1;
}

/* What follows the last apostrophe: "oct" of "d'oct". */
static prse_str without_elision(prse_str word)
{
    for (size_t i = word.len; i > 0; i--)
        if (word.ptr[i - 1] == '\'' ||
            (i >= 3 && memcmp(word.ptr + i - 3, "’", 3) == 0))
            return (prse_str){word.ptr + i, word.len - i};
    return word;
}

prse__abbreviation prse__abbreviation_of(prse_str word)
{
    char text[LONGEST + 4];
    word = without_elision(prse__letters_opened(word));
    if (word.len > LONGEST / 2 && !memchr(word.ptr, '.', word.len))
        return PRSE__ABBREVIATION_NONE; /* nearly all */
    int letters = prse__utf8_length(word) > 1;
    if (!spell(text, word, 0))
        return PRSE__ABBREVIATION_NONE;
    if (is_in(open, LENGTH(open), text))
        return PRSE__ABBREVIATION_OPEN;
    if (letters && spell(text, word, 1) && is_in(open, LENGTH(open), text))
        return PRSE__ABBREVIATION_OPEN;
    if (is_in(either, LENGTH(either), text) || dotted(word))
        return PRSE__ABBREVIATION_EITHER;
    return !letters && prse__letter_first(word) == PRSE__LETTER_UPPER
               ? PRSE__ABBREVIATION_EITHER
               : PRSE__ABBREVIATION_NONE;
}

int prse__abbreviation_starter(prse_str word)
{
    char text[LONGEST + 4];
    word = prse__letters_opened(word);
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] == '\'' ||
            prse__str_starts((prse_str){word.ptr + i, word.len - i}, "’"))
            return i > 0 && i <= 2; /* L'eau, D'ici, Qu'il */
    prse_str bare = word;
    while (bare.len > 0 && bare.ptr[bare.len - 1] == ',')
        bare.len--;
    return spell(text, bare, 0) && is_in(starters, LENGTH(starters), text);
}

int prse__abbreviation_leans(prse_str word)
{
    char text[LONGEST + 4];
    return spell(text, word, 0) && is_in(leaning, LENGTH(leaning), text);
}
