/* SPDX-License-Identifier: Apache-2.0 */
#include "scene.h"

#include <stdlib.h>
#include <string.h>

#include "support/test.h"

const char SCENE_OURS[] =
    "{\"format\":\"passages/1\","
    "\"document\":{\"name\":\"rapport.pdf\",\"sha256\":\"\","
    "\"engine\":\"esrs-lite/1\",\"pages\":12,\"blank_pages\":1,"
    "\"needs_ocr\":0},"
    "\"topics\":[{\"code\":\"E1\",\"title\":\"ESRS E1 : Changement "
    "climatique\"},{\"code\":\"S1\",\"title\":\"ESRS S1 - Personnel de "
    "l'entreprise\"},{\"code\":\"\",\"title\":\"Non ESRS\"}],"
    "\"sentences\":["
    "{\"page\":2,\"topic\":0,\"confidence\":0.875,\"text\":\"Les émissions "
    "baissent de 12 %.\",\"evidence\":\"émissions\","
    "\"box\":[72,100.5,500,112.25]},"
    "{\"page\":2,\"topic\":2,\"confidence\":0.5,\"text\":\"Le conseil se "
    "réunit.\"},"
    "{\"page\":3,\"topic\":0,\"text\":\"=1+1 est une émission\"},"
    "{\"page\":3,\"topic\":1,\"confidence\":0.75,\"text\":\"Les salariés "
    "sont formés.\",\"evidence\":\"salariés, formés\"}]}";

/* Topic by topic, in the order of its titles; the escapes of its own. */
const char SCENE_EXISTING[] =
    "{\"ESRS E1 : Changement climatique\":[{\"PAGES\":1,\"TEXTS\":\"Le "
    "climat.\"},{\"PAGES\":4,\"TEXTS\":\"Les \\u00e9missions \\/ an.\"}],"
    "\"ESRS E2 - Pollution\":[{\"PAGES\":2,\"TEXTS\":\"Les rejets.\"}],"
    "\"Non ESRS\":[{\"PAGES\":1,\"TEXTS\":\"Le chiffre d'affaires.\"}]}";

static void add(prse_passages *to, const char *name, const char *json)
{
    prse_error err = {0};
    cr_assert_eq(prse_passages_add(to, prse_str_of(name), prse_str_of(json),
                                   &err),
                 PRSE_OK, "%s", err.message);
}

prse_passages *scene_passages(void)
{
    prse_passages *passages = scene_of(SCENE_OURS);
    add(passages, "ancien.pdf", SCENE_EXISTING);
    return passages;
}

prse_passages *scene_of(const char *json)
{
    prse_passages *passages;
    cr_assert_eq(prse_passages_new(&passages, NULL), PRSE_OK);
    add(passages, "", json);
    return passages;
}

char *scene_written(const prse_passages *passages,
                    prse_passages_format format)
{
    prse_text *text;
    prse_error err = {0};
    cr_assert_eq(prse_passages_write(&text, passages, format, PRSE_LANG_FR,
                                     &err),
                 PRSE_OK, "%s", err.message);
    prse_str is = prse_text_str(text);
    char *copy = strndup(is.ptr, is.len);
    prse_text_free(text);
    return copy;
}
