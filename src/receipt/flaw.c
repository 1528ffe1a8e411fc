/* SPDX-License-Identifier: Apache-2.0 */
#include "receipt/flaw.h"

#include <string.h>

#include "base/error.h"

enum { SHOWN = 200 }; /* of a text of the receipt, which says it once */

typedef struct words {
    const char *about;
    const char *texts[2]; /* of each prse_lang */
} words;

static const words WORDS[] = {
    [PRSE__FLAW_UNSIGNED] = {"signature",
                              {"Le reçu n'est pas signé.",
                               "The receipt is not signed."}},
    [PRSE__FLAW_OTHER_KEY] =
        {"signature",
         {"Le reçu se dit signé par la clé {0} ; la clé donnée est {1}.",
          "The receipt says that the key {0} signed it; the given key is "
          "{1}."}},
    [PRSE__FLAW_SIGNATURE] =
        {"signature",
         {"La signature ne correspond pas : le reçu a été changé, ou signé "
          "par une autre clé.",
          "The signature does not match: the receipt was changed, or signed "
          "by another key."}},
    [PRSE__FLAW_DIGEST] =
        {"facts_digest",
         {"Les faits ne sont pas ceux de l'empreinte : l'un ou l'autre a été "
          "changé.",
          "The facts are not those of the digest: one or the other was "
          "changed."}},
    [PRSE__FLAW_FACT_UNKNOWN] =
        {"fact",
         {"Le pack n'a pas de fait de ce nom, ou pas de cette année.",
          "The pack has no fact of this name, or not of this year."}},
    [PRSE__FLAW_FACT_REFUSED] =
        {"fact",
         {"« {0} » n'est pas une valeur de ce fait.",
          "`{0}` is not a value of this fact."}},
    [PRSE__FLAW_FACT_OTHER] =
        {"fact",
         {"Les faits disent « {0} », la raison de {1} dit « {2} ».",
          "The facts say `{0}`, the reason of {1} says `{2}`."}},
    [PRSE__FLAW_PACK] =
        {"pack",
         {"Le reçu vient du pack {0} ; le pack donné est {1}.",
          "The receipt comes from the pack {0}; the given pack is {1}."}},
    [PRSE__FLAW_ANSWER] = {"obligation",
                            {"Le reçu dit « {0} », le pack répond « {1} ».",
                             "The receipt says `{0}`, the pack answers "
                             "`{1}`."}},
    [PRSE__FLAW_SINCE] =
        {"obligation",
         {"Le reçu dit « depuis {0} », le pack « depuis {1} ».",
          "The receipt says `since {0}`, the pack `since {1}`."}},
    [PRSE__FLAW_REASON] =
        {"obligation",
         {"La raison n'est pas celle que donne le pack.",
          "The reason is not the one that the pack gives."}},
    [PRSE__FLAW_LACKING] =
        {"obligation",
         {"Le reçu ne dit rien de cette obligation du pack.",
          "The receipt says nothing of this obligation of the pack."}},
    [PRSE__FLAW_TOO_MANY] =
        {"obligation",
         {"Le pack n'a pas cette obligation.",
          "The pack has no such obligation."}},
};

prse_str prse__answer_word(prse_str answer, prse_lang lang)
{
    static const char *const ANSWERS[][3] = {
        {"not_subject", "non soumis", "not subject"},
        {"subject", "soumis", "subject"},
        {"unknown", "indéterminé", "unknown"},
        {"recommended", "recommandé", "recommended"},
        {"insufficient", "données insuffisantes", "insufficient data"}};
    for (size_t i = 0; i < sizeof ANSWERS / sizeof *ANSWERS; i++)
        if (prse__str_is(answer, ANSWERS[i][0]))
            return prse_str_of(ANSWERS[i][lang == PRSE_LANG_EN ? 2 : 1]);
    return answer;
}

static void add_shown(prse__buf *out, prse_str text)
{
    char start[SHOWN];
    if (text.len < SHOWN) {
        prse__buf_add(out, text);
        return;
    }
    prse__error_copy(start, sizeof start, text);
    prse__buf_adds(out, start);
    prse__buf_adds(out, "\u2026");
}

void prse__fill(prse__buf *out, const char *text, const prse_str args[3])
{
    while (*text) {
        size_t plain = strcspn(text, "{");
        prse__buf_add(out, (prse_str){text, plain});
        text += plain;
        if (*text) {
            add_shown(out, args[(text[1] - '0') % 3]);
            text += 3;
        }
    }
}

void prse__flaws_start(prse__flaws *f, prse_lang lang)
{
    *f = (prse__flaws){.lang = lang};
    prse__buf_init(&f->text, 0);
    prse__json_init(&f->json, &f->text, 0);
    prse__json_open(&f->json, '[');
}

void prse__flaws_add(prse__flaws *f, prse__flaw what, prse_str id,
                     prse_str year, const prse_str args[3])
{
    static const prse_str none[3];
    const words *w = &WORDS[what];
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__json_open(&f->json, '{');
    prse__json_put(&f->json, "about", prse_str_of(w->about));
    add_shown(&text, id);
    if (id.len)
        prse__json_put(&f->json, "id", prse__buf_str(&text));
    f->text.failed |= text.failed;
    prse__buf_clear(&text);
    prse__fill(&text, w->texts[f->lang == PRSE_LANG_EN], args ? args : none);
    f->text.failed |= text.failed;
    prse__json_put(&f->json, "text", prse__buf_str(&text));
    if (year.len)
        prse__json_put(&f->json, "year", year);
    prse__json_close(&f->json, '}');
    prse__buf_free(&text);
    f->count++;
}
