/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/str.h"
#include "formats/xml_fields.h"
#include "support/fault.h"
#include "support/test.h"

static prse_status note(void *user, prse_str path, prse_str text,
                        prse_error *err)
{
    prse__buf *out = user;
    prse__buf_add(out, path);
    prse__buf_addc(out, '=');
    prse__buf_add(out, text);
    prse__buf_addc(out, ';');
    return out->failed ? prse__error_nomem(err) : PRSE_OK;
}

static prse_status read(prse__buf *out, prse_str xml, prse_error *err)
{
    prse__buf_init(out, 0);
    return prse__xml_fields_read(xml, "answer", note, out, err);
}

static void refused(prse_str xml, prse_status expected)
{
    prse__buf out;
    prse_error err = {0};
    cr_assert_eq(read(&out, xml, &err), expected, "%.60s: %s", xml.ptr,
                 err.message);
    cr_assert_eq(err.code, (int32_t)expected);
    cr_assert_neq(err.message[0], '\0');
    prse__buf_free(&out);
}

PRSE_TEST(fields, are_told_with_path_and_text_without_namespaces)
{
    prse__buf out;
    prse_error err = {0};
    cr_assert_eq(read(&out, PRSE_STR(
        "<?xml version='1.0'?><L xmlns='http://s3/'><C><K>a&amp;b</K>"
        "<S>1</S></C><x:C xmlns:x='urn:y'><K><![CDATA[<>]]></K></x:C></L>"),
        &err), PRSE_OK);
    cr_assert_str_eq(out.ptr, "L/C/K=a&b;L/C/S=1;L/C=;L/C/K=<>;L/C=;L=;");
    prse__buf_free(&out);
}

PRSE_TEST(fields, leave_a_parent_its_own_text)
{
    prse__buf out;
    prse_error err = {0};
    cr_assert_eq(read(&out, PRSE_STR("<a>x<b>y</b>z</a>"), &err), PRSE_OK);
    cr_assert_str_eq(out.ptr, "a/b=y;a=xz;");
    prse__buf_free(&out);
}

PRSE_TEST(fields, refuse_what_is_not_whole)
{
    refused(PRSE_STR(""), PRSE_EPARSE);
    refused(PRSE_STR("<a>"), PRSE_EPARSE);
    refused(PRSE_STR("<a></b>"), PRSE_EPARSE);
    refused(PRSE_STR("<a>\xFF</a>"), PRSE_EPARSE);
    refused(PRSE_STR("<a>\0</a>"), PRSE_EPARSE);
    refused(PRSE_STR("{\"a\": 1}"), PRSE_EPARSE);
    refused(PRSE_STR("<html><body>Not found<br></body></html>"), PRSE_EPARSE);
}

PRSE_TEST(fields, know_no_entities)
{
    refused(PRSE_STR("<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;"
                     "&b;&b;&b;\">]><a>&c;&c;</a>"), PRSE_EPARSE);
    refused(PRSE_STR("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>"),
            PRSE_EPARSE);
    refused(PRSE_STR("<a>&unknown;</a>"), PRSE_EPARSE);
}

static void repeat(prse__buf *out, const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        prse__buf_adds(out, text);
}

PRSE_TEST(fields, have_limits)
{
    prse__buf xml;
    prse__buf_init(&xml, 0);
    repeat(&xml, "<a>", 17);
    repeat(&xml, "</a>", 17);
    refused(prse__buf_str(&xml), PRSE_ELIMIT);
    prse__buf_clear(&xml);
    prse__buf_adds(&xml, "<a>");
    repeat(&xml, "0123456789abcdef", 4097);
    prse__buf_adds(&xml, "</a>");
    refused(prse__buf_str(&xml), PRSE_ELIMIT);
    prse__buf_clear(&xml);
    prse__buf_adds(&xml, "<a><");
    repeat(&xml, "abcdef", 200);
    prse__buf_adds(&xml, "/></a>");
    refused(prse__buf_str(&xml), PRSE_ELIMIT);
    prse__buf_clear(&xml);
    prse__buf_adds(&xml, "<a>");
    repeat(&xml, "<!-- 0123456789abcdef 0123456789 -->", 500000);
    refused(prse__buf_str(&xml), PRSE_ELIMIT);
    prse__buf_free(&xml);
}

static prse_status stop(void *user, prse_str path, prse_str text,
                        prse_error *err)
{
    (void)path, (void)text;
    (*(int *)user)++;
    return prse__error_set(err, PRSE_ETYPE, "here", "stopped");
}

PRSE_TEST(fields, end_when_told)
{
    int told = 0;
    prse_error err = {0};
    cr_assert_eq(prse__xml_fields_read(PRSE_STR("<a><b/><c/></a>"), "answer",
                                       stop, &told, &err), PRSE_ETYPE);
    cr_assert_eq(told, 1);
    cr_assert_str_eq(err.message, "stopped");
}

PRSE_TEST(fields, report_lack_of_memory)
{
    PRSE_EACH_FAULT {
        prse__buf out;
        prse_error err = {0};
        prse_status status =
            read(&out, PRSE_STR("<a><b>text</b><c>more</c></a>"), &err);
        PRSE_FAULT_CHECK(status, err);
        prse__buf_free(&out);
    }
}
