/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/population_draw.h"

#include <stdio.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* --- Chance --- */

static uint64_t mixed(uint64_t x)
{
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return x ^ x >> 31;
}

uint64_t cli_draw(uint64_t *state, uint64_t below)
{
    *state += UINT64_C(0x9E3779B97F4A7C15);
    return (mixed(*state) >> 32) * below >> 32;
}

/* --- Shares --- */

/* Bands of headcounts, and companies in a million that are in them. */
static const struct {
    int32_t low, high;
    uint32_t share;
    const char *text, *code;
} BAND[] = {
    {0, 0, 738006, "0", "00"},
    {1, 2, 130866, "1..2", "01"},
    {3, 5, 58890, "3..5", "02"},
    {6, 9, 28354, "6..9", "03"},
    {10, 19, 24502, "10..19", "11"},
    {20, 49, 12068, "20..49", "12"},
    {50, 99, 3710, "50..99", "21"},
    {100, 199, 1855, "100..199", "22"},
    {200, 249, 419, "200..249", "31"},
    {250, 499, 738, "250..499", "32"},
    {500, 999, 340, "500..999", "41"},
    {1000, 1999, 143, "1000..1999", "42"},
    {2000, 4999, 78, "2000..4999", "51"},
    {5000, 9999, 21, "5000..9999", "52"},
    {10000, 60000, 10, ">= 10000", "53"},
};

/* Sizes for which activities and legal forms are known. */
enum { NOBODY, UP_TO_9, UP_TO_249, UP_TO_499, UP_TO_1999, MORE, SIZES };

static size_t size_of(int64_t headcount)
{
    static const int32_t LOW[SIZES] = {0, 1, 10, 250, 500, 2000};
    size_t size = MORE;
    while (headcount < LOW[size])
        size--;
    return size;
}

/* Companies by activity and size. */
static const struct {
    uint32_t companies[SIZES];
    size_t first, end; /* of their codes */
} BRANCH[] = {
    {{20178, 36533, 7306, 187, 117, 15}, 0, 3},
    {{83660, 64176, 33470, 934, 625, 119}, 3, 8},
    {{182367, 169032, 28872, 164, 120, 14}, 8, 12},
    {{362040, 251926, 43472, 537, 291, 80}, 12, 16},
    {{50112, 26193, 11583, 245, 117, 30}, 16, 19},
    {{33132, 17164, 2620, 104, 202, 58}, 19, 21},
    {{156817, 38070, 3833, 66, 34, 3}, 21, 24},
    {{337473, 147225, 30912, 580, 396, 101}, 24, 30},
    {{519975, 233675, 27782, 249, 105, 33}, 30, 37},
};

static const struct {
    const char *code;
    char section;
} NAF[] = {
    {"10.71C", 'C'}, {"10.13A", 'C'}, {"11.02A", 'C'}, {"25.62B", 'C'},
    {"33.12Z", 'C'}, {"18.12Z", 'C'}, {"35.11Z", 'D'}, {"38.11Z", 'E'},
    {"43.21A", 'F'}, {"43.22A", 'F'}, {"43.34Z", 'F'}, {"41.20A", 'F'},
    {"47.11B", 'G'}, {"45.20A", 'G'}, {"46.90Z", 'G'}, {"47.91B", 'G'},
    {"49.41A", 'H'}, {"49.32Z", 'H'}, {"53.20Z", 'H'}, {"66.22Z", 'K'},
    {"64.20Z", 'K'}, {"68.20A", 'L'}, {"68.20B", 'L'}, {"68.31Z", 'L'},
    {"70.22Z", 'M'}, {"69.10Z", 'M'}, {"62.02A", 'J'}, {"62.01Z", 'J'},
    {"81.21Z", 'N'}, {"82.99Z", 'N'}, {"56.10A", 'I'}, {"55.10Z", 'I'},
    {"86.90E", 'Q'}, {"86.21Z", 'Q'}, {"96.02A", 'S'}, {"85.59A", 'P'},
    {"90.01Z", 'R'},
};
static const char SECTIONS[] = "CDEFGHIJKLMNPQRS";

/* Level III of the legal categories, in a thousand of each size. */
static const struct {
    int32_t code;
    uint32_t share[SIZES];
} FORM[] = {
    {1000, {620, 400, 40, 0, 0, 0}},
    {5499, {130, 260, 330, 90, 90, 90}},
    {5498, {60, 90, 40, 10, 10, 10}},
    {5710, {90, 190, 520, 700, 700, 700}},
    {5599, {5, 5, 40, 160, 160, 160}},
    {6540, {70, 5, 0, 0, 0, 0}},
    {9220, {22, 45, 25, 30, 30, 30}},
    {4110, {0, 1, 2, 5, 5, 5}},
    {7210, {3, 4, 3, 5, 5, 5}},
};

/* Members of groups in a hundred of each size. */
static const uint32_t IN_GROUP[SIZES] = {2, 5, 35, 80, 90, 97};

/* Departments, each as often as it has ten thousand inhabitants or so. */
static const struct {
    const char *code;
    uint8_t weight;
} PLACE[] = {
    {"01", 66}, {"02", 53}, {"03", 34}, {"04", 17}, {"05", 14}, {"06", 110},
    {"07", 33}, {"08", 27}, {"09", 15}, {"10", 31}, {"11", 38}, {"12", 28},
    {"13", 205}, {"14", 70}, {"15", 14}, {"16", 35}, {"17", 66}, {"18", 30},
    {"19", 24}, {"2A", 16}, {"2B", 18}, {"21", 54}, {"22", 61}, {"23", 12},
    {"24", 41}, {"25", 55}, {"26", 52}, {"27", 60}, {"28", 43}, {"29", 92},
    {"30", 76}, {"31", 143}, {"32", 19}, {"33", 165}, {"34", 120},
    {"35", 110}, {"36", 22}, {"37", 61}, {"38", 128}, {"39", 26}, {"40", 42},
    {"41", 33}, {"42", 77}, {"43", 23}, {"44", 146}, {"45", 68}, {"46", 17},
    {"47", 33}, {"48", 8}, {"49", 82}, {"50", 49}, {"51", 56}, {"52", 17},
    {"53", 31}, {"54", 73}, {"55", 18}, {"56", 77}, {"57", 105}, {"58", 20},
    {"59", 255}, {"60", 83}, {"61", 28}, {"62", 146}, {"63", 66}, {"64", 69},
    {"65", 23}, {"66", 49}, {"67", 115}, {"68", 77}, {"69", 190}, {"70", 23},
    {"71", 55}, {"72", 57}, {"73", 44}, {"74", 84}, {"75", 213}, {"76", 125},
    {"77", 144}, {"78", 145}, {"79", 37}, {"80", 57}, {"81", 39}, {"82", 26},
    {"83", 110}, {"84", 56}, {"85", 70}, {"86", 44}, {"87", 37}, {"88", 36},
    {"89", 33}, {"90", 14}, {"91", 132}, {"92", 163}, {"93", 167},
    {"94", 141}, {"95", 127}, {"971", 38}, {"972", 36}, {"973", 29},
    {"974", 87}, {"976", 30},
};

/* The place of a draw among shares that are told one by one. */
static size_t draw_band(uint64_t *state)
{
    uint64_t left = cli_draw(state, 1000000);
    size_t band = 0;
    while (band + 1 < COUNT(BAND) && left >= BAND[band].share)
        left -= BAND[band++].share;
    return band;
}

static size_t draw_activity(uint64_t *state, size_t size)
{
    uint64_t total = 0;
    for (size_t i = 0; i < COUNT(BRANCH); i++)
        total += BRANCH[i].companies[size];
    uint64_t left = cli_draw(state, total);
    size_t branch = 0;
    while (left >= BRANCH[branch].companies[size])
        left -= BRANCH[branch++].companies[size];
    size_t first = BRANCH[branch].first;
    return first + (size_t)cli_draw(state, BRANCH[branch].end - first);
}

static int32_t draw_form(uint64_t *state, size_t size)
{
    uint64_t left = cli_draw(state, 1000);
    size_t form = 0;
    while (left >= FORM[form].share[size])
        left -= FORM[form++].share[size];
    return FORM[form].code;
}

static size_t draw_place(uint64_t *state)
{
    uint64_t total = 0;
    for (size_t i = 0; i < COUNT(PLACE); i++)
        total += PLACE[i].weight;
    uint64_t left = cli_draw(state, total);
    size_t place = 0;
    while (left >= PLACE[place].weight)
        left -= PLACE[place++].weight;
    return place;
}

cli_drawn cli_draw_company(uint64_t seed, int64_t index)
{
    cli_drawn c = {.state = mixed(seed + mixed((uint64_t)index + 1))};
    c.band = draw_band(&c.state);
    uint64_t width = (uint64_t)(BAND[c.band].high - BAND[c.band].low + 1);
    c.headcount = BAND[c.band].low + (int64_t)cli_draw(&c.state, width);
    c.turnover = (c.headcount + 1) *
                 (int64_t)(30000 + cli_draw(&c.state, 300000));
    size_t size = size_of(c.headcount);
    c.form = draw_form(&c.state, size);
    c.activity = draw_activity(&c.state, size);
    c.before = (int64_t)(80 + cli_draw(&c.state, 40));
    c.in_group = cli_draw(&c.state, 100) < IN_GROUP[size];
    c.place = draw_place(&c.state);
    c.name = (size_t)cli_draw(&c.state, cli_draw_word_count(CLI_DRAW_NAME));
    return c;
}

/* --- Numbers and words --- */

void cli_draw_siren(char *digits, uint64_t seed, int64_t index)
{
    /* 57,284,201 has no divisor in common with 90,000,000: no number twice. */
    uint64_t number = 10000000 + ((uint64_t)index * 57284201 +
                                  mixed(seed) % 90000000) % 90000000;
    uint32_t sum = 0;
    for (int i = 7; i >= 0; i--) {
        uint32_t digit = (uint32_t)(number % 10);
        number /= 10;
        digits[i] = (char)('0' + digit);
        digit *= i % 2 == 1 ? 2 : 1;
        sum += digit > 9 ? digit - 9 : digit;
    }
    digits[8] = (char)('0' + (10 - sum % 10) % 10);
}

size_t cli_draw_band_count(void)
{
    return COUNT(BAND);
}

const char *cli_draw_band(size_t band)
{
    return BAND[band].text;
}

size_t cli_draw_band_of(int64_t headcount)
{
    size_t band = COUNT(BAND) - 1;
    while (headcount < BAND[band].low)
        band--;
    return band;
}

static const char *const TRADE[] = {
    "ATELIERS", "COMPTOIR", "MAISON", "SERVICES", "ETABLISSEMENTS", "STUDIO",
    "BUREAU", "FABRIQUE", "COMPAGNIE", "ENTREPOTS", "CABINET", "MANUFACTURE",
    "AGENCE", "OFFICE", "CHANTIERS", "MAGASINS"};
static const char *const AFTER[] = {
    "DU VALLON", "DES TILLEULS", "DE LA RIVE", "DU MOULIN BLEU",
    "DES QUATRE VENTS", "DE LA COLLINE", "DU PONT VERT", "DES ALOUETTES",
    "DE LA CLAIRIERE", "DU GRAND PRE", "DES AMANDIERS", "DE LA FONTAINE",
    "DU VIEUX PORT", "DES LAVOIRS", "DE LA TOUR GRISE", "DU CHEMIN CREUX"};

size_t cli_draw_word_count(cli_draw_words words)
{
    static const size_t counts[] = {
        [CLI_DRAW_NAME] = COUNT(TRADE) * COUNT(AFTER),
        [CLI_DRAW_NAF] = COUNT(NAF),
        [CLI_DRAW_SECTION] = sizeof SECTIONS - 1,
        [CLI_DRAW_DEPARTMENT] = COUNT(PLACE),
        [CLI_DRAW_CLASS] = COUNT(BAND)};
    return counts[words];
}

const char *cli_draw_word(char room[40], cli_draw_words words, size_t at)
{
    if (words == CLI_DRAW_NAME)
        snprintf(room, 40, "%s %s", TRADE[at % COUNT(TRADE)],
                 AFTER[at / COUNT(TRADE)]);
    else if (words == CLI_DRAW_SECTION)
        snprintf(room, 40, "%c", SECTIONS[at]);
    else
        return words == CLI_DRAW_NAF          ? NAF[at].code
               : words == CLI_DRAW_DEPARTMENT ? PLACE[at].code
                                              : BAND[at].code;
    return room;
}

size_t cli_draw_word_of(const cli_drawn *company, cli_draw_words words)
{
    switch (words) {
    case CLI_DRAW_NAME:
        return company->name;
    case CLI_DRAW_NAF:
        return company->activity;
    case CLI_DRAW_SECTION:
        return (size_t)(strchr(SECTIONS, NAF[company->activity].section) -
                        SECTIONS);
    case CLI_DRAW_DEPARTMENT:
        return company->place;
    default:
        return company->band;
    }
}
