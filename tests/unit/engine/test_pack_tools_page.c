/* SPDX-License-Identifier: Apache-2.0 */
/* The page about an obligation, and the drawing of its diagram. */
#include "support/fault.h"
#include "test_pack_tools.h"

static const char BASE[] =
    "law:\n"
    "  loi:\n"
    "    title: { fr: \"Code, art. 1\", en: \"Code, art. 1 (en)\" }\n"
    "    url: https://example.org/loi\n"
    "    status: in_force\n"
    "    from: 2020-01-01\n"
    "    to: 2030-01-01\n"
    "    reviewed: 2026-11-01\n"
    "    confidence: secondary\n"
    "facts:\n"
    "  effectif:\n"
    "    type: number\n"
    "    unit: { fr: salariés, en: employees }\n"
    "    label: { fr: Effectif, en: Headcount }\n"
    "    definition: { fr: Équivalents | plein, en: Full-time | posts }\n"
    "    min: 0\n"
    "  forme:\n"
    "    type: text\n"
    "    label: { fr: Forme, en: Form }\n"
    "    values: { sa: { fr: SA, en: Plc }, sas: { fr: SAS, en: Ltd } }\n"
    "  nom_libre: { type: text, label: { fr: Nom, en: Name } }\n";

static const char OBLIGATION[] =
    "obligation: o\n"
    "label: { fr: Une *obligation*, en: An *obligation* }\n"
    "summary: { fr: Résumé, en: Summary }\n"
    "tags: [social, climat]\n"
    "law: [loi]\n"
    "authority: { fr: Autorité, en: Authority }\n"
    "platform: https://example.org/depot\n"
    "from: 2020-01-01\n"
    "to: 2030-01-01\n"
    "thresholds:\n"
    "  seuil:\n"
    "    label: { fr: Seuil, en: Threshold }\n"
    "    unit: { fr: salariés, en: employees }\n"
    "    law: loi\n"
    "    from: { 2020-01-01: 50, 2029-01-01: null }\n"
    "definitions:\n"
    "  grand: { label: { fr: Grand, en: Large }, value: effectif >= seuil }\n"
    "applies: grand and forme = \"sa\"\n"
    "recommended: grand\n"
    "criteria:\n"
    "  g: { when: grand, text: { fr: Grand, en: Large }, law: loi }\n"
    "outputs:\n"
    "  s:\n"
    "    label: { fr: Sorte, en: Kind }\n"
    "    table: |\n"
    "      F | effectif || sorte      |\n"
    "        | < 100    || \"a|b\"    |\n"
    "        | -        || \"c\"      |\n"
    "duties:\n"
    "  - text: { fr: Faire, en: To do }\n"
    "    when: { 2024-01-01: grand }\n"
    "    law: loi\n"
    "deadlines:\n"
    "  d: { label: { fr: Publier, en: Publish }, yearly: 03-01 }\n"
    "  e: { label: { fr: Refaire, en: Again }, once: 2026-10-11, every: P4Y }\n"
    "sanctions:\n"
    "  - { text: { fr: Amende, en: Fine } }\n"
    "tests:\n"
    "  - { at: 2026-11-23, given: {}, expect: { applies: unknown } }\n"
    "  - { at: 2026-11-23, given: { forme: [sa, sas] },"
    " expect: { criteria: [] } }\n";

static prse_text *page(prse_lang lang)
{
    prse_pack *pack = tools_pack(BASE, OBLIGATION);
    prse_text *text = NULL;
    prse_error err = {0};
    cr_assert_eq(prse_pack_doc(&text, pack, 0, lang, &err), PRSE_OK);
    prse_pack_unref(pack);
    return text;
}

PRSE_TEST(pack_doc, says_everything_in_english)
{
    prse_text *text = page(PRSE_LANG_EN);
    cr_expect_str_eq(
        prse_text_str(text).ptr,
        "# An \\*obligation\\*\n\nSummary\n\n"
        "- **Pack:** Trial 2026.1, reviewed on 2026-11-23 (`o`)\n"
        "- **Topics:** social, climat\n"
        "- **Authority:** Authority\n"
        "- **Platform:** <https://example.org/depot>\n"
        "\n## Who is concerned\n\n"
        "- **In force:** from 2020-01-01 until 2029-12-31\n"
        "- **Applies if:** `grand and forme = \"sa\"`\n"
        "- **Recommended if:** `grand`\n"
        "\n## Criteria\n\n"
        "- Large (if `grand`) "
        "([Code, art. 1 (en)](https://example.org/loi))\n"
        "\n## Thresholds\n\n"
        "| Threshold | Value | From | Law | Status | Check |\n"
        "|---|---|---|---|---|---|\n"
        "| Threshold | 50 employees | 2020-01-01 | "
        "[Code, art. 1 (en)](https://example.org/loi) | in force | "
        "secondary source |\n"
        "| Threshold | ended | 2029-01-01 | "
        "[Code, art. 1 (en)](https://example.org/loi) | in force | "
        "secondary source |\n"
        "\n## Facts read\n\n"
        "- `effectif`: Headcount, employees. Full-time \\| posts\n"
        "- `forme`: Form\n"
        "\n## Definitions\n\n"
        "- `grand`, Large: `effectif >= seuil`\n"
        "\n## Further answers\n\n"
        "- Kind (`s`):\n\n"
        "  | `effectif` | **sorte** |\n"
        "  |---|---|\n"
        "  | `< 100` | `\"a\\|b\"` |\n"
        "  | `-` | `\"c\"` |\n\n"
        "\n## What is to be done\n\n"
        "- To do (if `grand` from 2024-01-01) "
        "([Code, art. 1 (en)](https://example.org/loi))\n"
        "\n## Deadlines\n\n"
        "- Publish: each year on 03-01\n"
        "- Again: on 2026-10-11, then every 48 months\n"
        "\n## Sanctions\n\n"
        "- Fine\n"
        "\n## Tested examples\n\n"
        "| Day | Facts | Answer |\n|---|---|---|\n"
        "| 2026-11-23 | nothing | `applies: unknown` |\n"
        "| 2026-11-23 | `forme: [sa, sas]` | `criteria: []` |\n"
        "\n## Sources\n\n"
        "- [Code, art. 1 (en)](https://example.org/loi), in force from "
        "2020-01-01 until 2029-12-31, secondary source, reviewed on "
        "2026-11-01\n");
    prse_text_free(text);
}

PRSE_TEST(pack_doc, says_everything_in_french)
{
    prse_text *text = page(PRSE_LANG_FR);
    tools_expect(text, "# Une \\*obligation\\*\n\nRésumé\n\n");
    tools_expect(text, "- **Pack\u00a0:** Essai 2026.1, revu le 2026-11-23");
    tools_expect(text, "## Qui est concerné");
    tools_expect(text, "- **S'applique si\u00a0:** `grand and forme");
    tools_expect(text, "| Seuil | 50 salariés | 2020-01-01 |");
    tools_expect(text, "| n'existe plus |");
    tools_expect(text, "- Publier\u00a0: chaque année le 03-01\n");
    tools_expect(text, "en vigueur à partir du 2020-01-01 jusqu'au 2029-12-31, "
                       "source secondaire, revu le 2026-11-01");
    prse_text_free(text);
}

PRSE_TEST(pack_doc, refuses_what_the_pack_has_not)
{
    prse_pack *pack = tools_pack(BASE, OBLIGATION);
    prse_text *text = NULL;
    prse_error err = {0};
    cr_expect_eq(prse_pack_doc(&text, pack, 1, PRSE_LANG_FR, &err),
                 PRSE_ENOTFOUND);
    cr_expect_eq(prse_pack_doc(NULL, pack, 0, PRSE_LANG_FR, &err),
                 PRSE_EINVAL);
    prse_pack_unref(pack);
}

/* --- The drawing --- */

static prse_text *drawing(const char *date, prse_lang lang)
{
    prse_pack *pack = tools_pack(BASE, OBLIGATION);
    prse_text *text = NULL;
    prse_error err = {0};
    cr_assert_eq(prse_pack_graph(&text, pack, 0, prse_str_of(date), lang,
                                 &err), PRSE_OK);
    prse_pack_unref(pack);
    return text;
}

static size_t times(const prse_text *text, const char *words)
{
    size_t count = 0;
    for (const char *at = prse_text_str(text).ptr;
         (at = strstr(at, words)) != NULL; at += strlen(words))
        count++;
    return count;
}

PRSE_TEST(pack_graph, shows_each_question_with_its_answers)
{
    prse_text *text = drawing("2026-11-23", PRSE_LANG_FR);
    tools_expect(text, "<title id=\"o-title\">Une *obligation*\u00a0: à qui "
                       "s'applique l'obligation le 2026-11-23</title>");
    tools_expect(text, "<desc id=\"o-desc\">Diagramme de décision");
    tools_expect(text, "Questions\u00a0: 2.</desc>");
    tools_expect(text, "class=\"h\">Effectif</text>");
    tools_expect(text, "class=\"t\">moins de 50 salariés</text>");
    tools_expect(text, "class=\"t\">au moins 50 salariés</text>");
    tools_expect(text, "class=\"h\">Forme</text>");
    tools_expect(text, ">Concerné</text>");
    tools_expect(text, ">Non concerné</text>");
    tools_expect(text, ">Recommandé</text>");
    cr_expect_eq(times(text, "class=\"q\""), 2);
    cr_expect_eq(times(text, "class=\"a\""), 4);
    /* four answers, and the one that skips a layer bends there */
    cr_expect_eq(times(text, "<path"), 5);
    prse_text_free(text);
}

PRSE_TEST(pack_graph, is_that_of_the_day)
{
    prse_text *text = drawing("2019-12-31", PRSE_LANG_EN);
    tools_expect(text, ">Not subject</text>");
    tools_expect(text, "Questions: 0.</desc>");
    cr_expect_eq(times(text, "<path"), 0);
    prse_text_free(text);
    text = drawing("2029-06-01", PRSE_LANG_EN);
    tools_expect(text, ">Cannot be told</text>");
    prse_text_free(text);
}

PRSE_TEST(pack_graph, shortens_long_texts_and_keeps_them_whole_beside)
{
    static const char base[] =
        "facts:\n"
        "  effectif:\n"
        "    type: number\n"
        "    label: { fr: x, en: \"Headcount of the company and of all of its "
        "subsidiaries in <France> & elsewhere\" }\n"
        "    unit: { fr: x, en: employees of the company in question }\n";
    prse_pack *pack = tools_pack(base, "obligation: o\n"
                                       "label: { fr: A, en: B }\n"
                                       "applies: effectif >= 50\n");
    prse_text *text = NULL;
    prse_error err = {0};
    cr_assert_eq(prse_pack_graph(&text, pack, 0, PRSE_STR("2026-11-23"),
                                 PRSE_LANG_EN, &err), PRSE_OK);
    tools_expect(text, "<title>Headcount of the company and of all of its "
                       "subsidiaries in &lt;France&gt; &amp; elsewhere"
                       "</title>");
    tools_expect(text, "class=\"h\">Headcount of the company and of all o"
                       "\u2026rance&gt; &amp; elsewhere</text>");
    tools_expect(text, "class=\"t\">at least 50 employees of the "
                       "\u2026</text>");
    prse_text_free(text);
    prse_pack_unref(pack);
}

PRSE_TEST(pack_graph, refuses_what_is_no_day)
{
    prse_pack *pack = tools_pack(BASE, OBLIGATION);
    prse_text *text = NULL;
    prse_error err = {0};
    cr_expect_eq(prse_pack_graph(&text, pack, 0, PRSE_STR("demain"),
                                 PRSE_LANG_FR, &err), PRSE_EPARSE);
    cr_expect_eq(prse_pack_graph(&text, pack, 7, PRSE_STR("2026-11-23"),
                                 PRSE_LANG_FR, &err), PRSE_ENOTFOUND);
    prse_pack_unref(pack);
}

PRSE_TEST(pack_graph, every_lack_of_memory_is_told)
{
    prse_pack *pack = tools_pack(BASE, OBLIGATION);
    PRSE_EACH_FAULT {
        prse_text *text = NULL;
        prse_error err = {0};
        prse_status status =
            prse_pack_graph(&text, pack, 0, PRSE_STR("2026-11-23"),
                            PRSE_LANG_FR, &err);
        PRSE_FAULT_CHECK(status, err);
        prse_text_free(text);
    }
    PRSE_EACH_FAULT {
        prse_text *text = NULL;
        prse_error err = {0};
        prse_status status =
            prse_pack_doc(&text, pack, 0, PRSE_LANG_FR, &err);
        PRSE_FAULT_CHECK(status, err);
        prse_text_free(text);
    }
    prse_pack_unref(pack);
}
