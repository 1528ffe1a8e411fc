/* SPDX-License-Identifier: Apache-2.0 */
/* The embedded classifier. */
#include <math.h>
#include <string.h>

#include "base/str.h"
#include "portailrse/sys/classifier.h"
#include "support/fault.h"
#include "support/test.h"

static prse_classifier make(const prse_esrs_lite_options *opts)
{
    prse_classifier c = {0};
    prse_error err = {0};
    cr_assert_eq(prse_classifier_esrs_lite(&c, opts, &err), PRSE_OK, "%s",
                 err.message);
    return c;
}

static prse_label ask(const prse_classifier *c, const char *text)
{
    prse_label out;
    prse_str sentence = prse_str_of(text);
    prse_error err = {0};
    cr_assert_eq(prse_classifier_classify(c, &sentence, 1, &out, NULL, &err),
                 PRSE_OK, "%s", err.message);
    return out;
}

static const char *code_of(const prse_classifier *c, uint32_t index)
{
    prse_label_info info = {.size = sizeof info};
    cr_assert_eq(prse_classifier_label(c, index, &info, NULL), PRSE_OK);
    return info.code.ptr;
}

/* The labels of the existing service, in its order: "Non ESRS" must come last
 * (a reader of its results stops there), and E1 has a colon. */
PRSE_TEST(esrs_lite, has_the_eleven_labels_in_their_order)
{
    static const struct {
        const char *code, *text;
    } labels[] = {
        {"E1", "ESRS E1 : Changement climatique"},
        {"E2", "ESRS E2 - Pollution"},
        {"E3", "ESRS E3 - Eau et ressources marines"},
        {"E4", "ESRS E4 - Biodiversité et écosystèmes"},
        {"E5", "ESRS E5 - Utilisation des ressources et économie circulaire"},
        {"G1", "ESRS G1 - Conduite des affaires"},
        {"S1", "ESRS S1 - Personnel de l'entreprise"},
        {"S2", "ESRS S2 - Travailleurs de la chaîne de valeur"},
        {"S3", "ESRS S3 - Communautés affectées"},
        {"S4", "ESRS S4 - Consommateurs et utilisateurs finaux"},
        {"N", "Non ESRS"}};
    prse_classifier c = make(NULL);
    prse_classifier_info info = {.size = sizeof info};
    cr_assert_eq(prse_classifier_describe(&c, &info, NULL), PRSE_OK);
    cr_assert_eq(info.label_count, 11);
    cr_expect_eq(info.none, 10);
    for (uint32_t i = 0; i < 11; i++) {
        prse_label_info label = {.size = sizeof label};
        prse_classifier_label(&c, i, &label, NULL);
        cr_expect(prse__str_is(label.code, labels[i].code), "%u", i);
        cr_expect(prse__str_is(label.text, labels[i].text), "%u", i);
    }
    prse_classifier_drop(&c);
}

PRSE_TEST(esrs_lite, says_that_it_is_the_lesser_engine)
{
    prse_classifier c = make(NULL);
    prse_classifier_info info = {.size = sizeof info};
    prse_classifier_describe(&c, &info, NULL);
    cr_expect(prse__str_is(info.engine, "esrs-lite/1"));
    cr_expect_eq(info.lesser, 1);
    cr_expect_eq(info.digest.len, 64);
    prse_classifier_drop(&c);
}

PRSE_TEST(esrs_lite, knows_plain_sentences_of_each_topic)
{
    static const char *const sentences[][2] = {
        {"E1", "Nos émissions de gaz à effet de serre ont diminué."},
        {"E2", "La pollution de l'air par les solvants a reculé."},
        {"E3", "Les prélèvements d'eau douce dans la nappe sont limités."},
        {"E4", "La biodiversité et les habitats naturels sont protégés."},
        {"E5", "Les déchets sont triés puis recyclés."},
        {"G1", "Un dispositif d'alerte contre la corruption est en place."},
        {"S1", "Nos salariés ont suivi trois jours de formation."},
        {"S2", "Le travail des enfants est interdit chez nos fournisseurs."},
        {"S3", "La fondation soutient des associations et des riverains."},
        {"S4", "Les réclamations des consommateurs sont traitées vite."},
        {"N", "L'assemblée générale a approuvé le dividende."}};
    prse_classifier c = make(NULL);
    for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++) {
        prse_label out = ask(&c, sentences[i][1]);
        cr_expect_str_eq(code_of(&c, out.label), sentences[i][0]);
        cr_expect_gt(out.confidence, 0.5);
        cr_expect_gt(out.evidence_count, 0);
    }
    prse_classifier_drop(&c);
}

PRSE_TEST(esrs_lite, shows_the_words_that_decided)
{
    const char *text = "Le réchauffement climatique nous oblige à agir.";
    prse_classifier c = make(NULL);
    prse_label out = ask(&c, text);
    cr_assert_gt(out.evidence_count, 0);
    cr_expect_eq(strncmp(text + out.evidence[0].offset,
                         "réchauffement climatique",
                         out.evidence[0].length), 0);
    cr_expect_eq(out.evidence[0].length, strlen("réchauffement climatique"));
    prse_classifier_drop(&c);
}

PRSE_TEST(esrs_lite, a_sentence_without_any_known_word_is_no_topic)
{
    prse_classifier c = make(NULL);
    cr_expect_str_eq(code_of(&c, ask(&c, "Zxqv wkjh.").label), "N");
    cr_expect_str_eq(code_of(&c, ask(&c, "").label), "N");
    cr_expect_eq(ask(&c, "").evidence_count, 0);
    prse_classifier_drop(&c);
}

/* The topic that was not sure enough is the runner-up. */
PRSE_TEST(esrs_lite, abstains_below_the_confidence_asked_for)
{
    prse_esrs_lite_options opts = {.size = sizeof opts,
                                   .min_confidence = 1};
    const char *text = "Les fournisseurs trient leurs emballages.";
    prse_classifier c = make(NULL), strict = make(&opts);
    prse_label free_one = ask(&c, text), shy = ask(&strict, text);
    cr_assert_str_neq(code_of(&c, free_one.label), "N");
    cr_expect_str_eq(code_of(&strict, shy.label), "N");
    cr_expect_eq(shy.second, free_one.label);
    cr_expect_leq(shy.confidence, shy.second_confidence);
    prse_classifier_drop(&c);
    prse_classifier_drop(&strict);
}

PRSE_TEST(esrs_lite, refuses_a_confidence_that_is_none)
{
    static const double wrong[] = {-0.1, 1.1, NAN};
    for (size_t i = 0; i < 3; i++) {
        prse_classifier c = {0};
        prse_esrs_lite_options opts = {.size = sizeof opts,
                                       .min_confidence = wrong[i]};
        prse_error err = {0};
        cr_expect_eq(prse_classifier_esrs_lite(&c, &opts, &err), PRSE_EINVAL);
        cr_expect_eq(err.code, PRSE_EINVAL);
    }
    cr_expect_eq(prse_classifier_esrs_lite(NULL, NULL, NULL), PRSE_EINVAL);
}

static void told(void *user, prse_str name, prse_str wrong)
{
    ++*(int *)user;
    cr_expect_eq(wrong.len, 0, "%.*s: %.*s", (int)name.len, name.ptr,
                 (int)wrong.len, wrong.ptr);
}

PRSE_TEST(esrs_lite, passes_the_kit)
{
    int cases = 0;
    prse_classifier c = make(NULL);
    prse_error err = {0};
    cr_expect_eq(prse_classifier_kit(&c, told, &cases, &err), PRSE_OK, "%s",
                 err.message);
    cr_expect_geq(cases, 18);
    prse_classifier_drop(&c);
}

/* Every request from the first on would fail. */
PRSE_TEST(esrs_lite, asks_for_no_memory_once_it_is_there)
{
    prse_classifier c = make(NULL);
    prse_fault_arm(1, 1);
    prse_label out = ask(&c, "Les déchets sont recyclés.");
    prse_fault_arm(0, 0);
    cr_expect_str_eq(code_of(&c, out.label), "E5");
    prse_classifier_drop(&c);
}

PRSE_TEST(esrs_lite, tells_that_memory_ran_out)
{
    PRSE_EACH_FAULT {
        prse_classifier c = {0};
        prse_label out;
        prse_error err = {0};
        prse_str text = PRSE_STR("L'eau est rare.");
        prse_status status = prse_classifier_esrs_lite(&c, NULL, &err);
        if (!status)
            status = prse_classifier_classify(&c, &text, 1, &out, NULL, &err);
        PRSE_FAULT_CHECK(status, err);
        prse_classifier_drop(&c);
    }
}
