/* SPDX-License-Identifier: Apache-2.0 */
/* One made-up company: its size, activity, legal form and place, drawn with
 * the shares of docs/population.md. */
#ifndef PRSE_CLI_POPULATION_DRAW_H
#define PRSE_CLI_POPULATION_DRAW_H

#include <stddef.h>
#include <stdint.h>

typedef struct cli_drawn {
    uint64_t state; /* of chance */
    int64_t headcount, turnover, form;
    int64_t before; /* hundredths of this year's figures that last year's are */
    int in_group;
    size_t band, activity, place, name;
} cli_drawn;

/* A number from 0, below. */
uint64_t cli_draw(uint64_t *state, uint64_t below);
cli_drawn cli_draw_company(uint64_t seed, int64_t index);
/* 9 digits with the key that they must have, different for each company. */
void cli_draw_siren(char *digits, uint64_t seed, int64_t index);

/* Bands of headcounts as facts write them. */
size_t cli_draw_band_count(void);
const char *cli_draw_band(size_t band);
size_t cli_draw_band_of(int64_t headcount);

/* What identifies a company, beside its number. */
typedef enum cli_draw_words {
    CLI_DRAW_NAME,
    CLI_DRAW_NAF,
    CLI_DRAW_SECTION,
    CLI_DRAW_DEPARTMENT,
    CLI_DRAW_CLASS /* of headcount, the code of Sirene */
} cli_draw_words;

size_t cli_draw_word_count(cli_draw_words words);
/* At most 40 bytes. */
const char *cli_draw_word(char room[40], cli_draw_words words, size_t at);
size_t cli_draw_word_of(const cli_drawn *company, cli_draw_words words);

#endif
