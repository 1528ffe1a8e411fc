/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/file_name.h"

#include <string.h>

enum { STEM_MAX = 600, KNOWN_MAX = 8 };

/* The ends of names that files of a type may have; the first one is given. */
static const struct ending {
    const char *type;
    const char *ends[3];
} endings[] = {
    {"application/pdf", {"pdf"}},
    {"image/png", {"png"}},
    {"image/jpeg", {"jpg", "jpeg"}},
    {"image/gif", {"gif"}},
    {"application/zip", {"zip"}},
    {"application/rtf", {"rtf"}},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
     {"xlsx"}},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
     {"docx"}},
    {"application/vnd.openxmlformats-officedocument.presentationml."
     "presentation",
     {"pptx"}},
    {"text/plain", {"txt", "md", "log"}},
    {"text/csv", {"csv"}},
    {"text/html", {"html", "htm"}},
    {"image/svg+xml", {"svg"}},
    {"application/xml", {"xml"}},
    {"application/octet-stream", {"bin"}},
};

/* Other ends that would say what a file is, or make a system run it. */
static const char *const others[] = {
    "exe",  "com",  "bat",  "cmd",  "scr",  "pif",  "msi",  "msix", "js",
    "jse",  "mjs",  "vbs",  "vbe",  "wsf",  "wsh",  "ps1",  "psm1", "sh",
    "bash", "php",  "phtml", "asp", "aspx", "jsp",  "cgi",  "pl",   "py",
    "rb",   "hta",  "jar",  "class", "app", "dll",  "so",   "sys",  "cpl",
    "lnk",  "url",  "desktop", "reg", "inf", "chm", "mht",  "mhtml", "xhtml",
    "shtml", "doc", "docm", "dot",  "dotm", "xls",  "xlsm", "xlsb", "xlam",
    "xlt",  "ppt",  "pptm", "odt",  "ods",  "odp",  "tar",  "gz",   "tgz",
    "7z",   "rar",  "cab",  "iso",  "img",  "dmg",  "pkg",  "apk",  "deb",
    "rpm",  "bmp",  "tif",  "tiff", "webp", "ico",  "json", "eml",  "msg"};

/* Code points that are dropped: controls, marks that turn the direction of
 * writing, what has no width, tags. From first to last. */
static const uint32_t dropped[][2] = {
    {0x0000, 0x001F},   {0x007F, 0x009F},   {0x00AD, 0x00AD},
    {0x034F, 0x034F},   {0x061C, 0x061C},   {0x115F, 0x1160},
    {0x17B4, 0x17B5},   {0x180B, 0x180E},   {0x200B, 0x200F},
    {0x2028, 0x202E},   {0x2060, 0x206F},   {0x3164, 0x3164},
    {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},
    {0xFFF0, 0xFFFB},   {0xE0000, 0xE0FFF}};

static const uint32_t blanks[][2] = {
    {0x0020, 0x0020}, {0x00A0, 0x00A0}, {0x1680, 0x1680}, {0x2000, 0x200A},
    {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}};

/* What names of files can't have somewhere, and what looks like a slash or a
 * dot. */
static const uint32_t replaced[][2] = {
    {'"', '"'},       {'*', '*'},       {'/', '/'},       {':', ':'},
    {'<', '<'},       {'>', '>'},       {'?', '?'},       {'\\', '\\'},
    {'|', '|'},       {0x2024, 0x2026}, {0x2044, 0x2044}, {0x2215, 0x2216},
    {0x29F5, 0x29F9}, {0xFE52, 0xFE52}, {0xFF0E, 0xFF0F}, {0xFF1A, 0xFF1A},
    {0xFF3C, 0xFF3C}, {0xFFFC, 0xFFFF}};

typedef struct stem {
    char text[STEM_MAX];
    size_t len;
} stem;

static int is_in(const uint32_t (*ranges)[2], size_t count, uint32_t c)
{
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1])
            return 1;
    return 0;
}

#define IS_IN(ranges, c) is_in(ranges, sizeof(ranges) / sizeof(ranges)[0], c)

/* After the last separator of either kind. */
static prse_str last_part(prse_str name)
{
    for (size_t i = name.len; i > 0; i--)
        if (name.ptr[i - 1] == '/' || name.ptr[i - 1] == '\\')
            return (prse_str){name.ptr + i, name.len - i};
    return name;
}

static void keep(stem *own, uint32_t c)
{
    if (IS_IN(blanks, c)) {
        if (own->len > 0 && own->text[own->len - 1] != ' ')
            own->text[own->len++] = ' ';
    } else if (IS_IN(replaced, c)) {
        own->text[own->len++] = '_';
    } else if (!IS_IN(dropped, c)) {
        own->len += prse__utf8_encode(own->text + own->len, c);
    }
}

/* Each byte that is no UTF-8 becomes a "_". What comes after 600 bytes does not
 * matter: the end of the name is not the stranger's word. */
static void read_name(stem *own, prse_str name)
{
    while (name.len > 0 && own->len + 4 < STEM_MAX) {
        size_t good = prse__utf8_check(name), at = 0;
        while (at < good && own->len + 4 < STEM_MAX)
            keep(own, prse__utf8_next(name, &at));
        if (at < name.len && at == good) {
            own->text[own->len++] = '_';
            at++;
        }
        name = (prse_str){name.ptr + at, name.len - at};
    }
}

static void trim(stem *own)
{
    size_t from = 0;
    while (own->len > 0 && strchr(" .", own->text[own->len - 1]))
        own->len--;
    while (from < own->len && strchr(" .-~", own->text[from]))
        from++;
    memmove(own->text, own->text + from, own->len - from);
    own->len -= from;
}

static char small(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* What stands after the last dot, in small letters; empty: nothing that could
 * be an end we know. */
static void last_end(const stem *own, char end[KNOWN_MAX])
{
    size_t dot = own->len, len = 0;
    end[0] = '\0';
    while (dot > 0 && own->text[dot - 1] != '.')
        dot--;
    if (dot == 0 || own->len - dot >= KNOWN_MAX)
        return;
    for (size_t i = dot; i < own->len; i++)
        end[len++] = small(own->text[i]);
    end[len] = '\0';
}

static const struct ending *ending_of(const char *type)
{
    size_t last = sizeof endings / sizeof endings[0] - 1;
    for (size_t i = 0; i < last; i++)
        if (type && strcmp(endings[i].type, type) == 0)
            return &endings[i];
    return &endings[last];
}

static int has_end(const struct ending *of, const char *end)
{
    for (size_t i = 0; i < 3 && of->ends[i]; i++)
        if (strcmp(of->ends[i], end) == 0)
            return 1;
    return 0;
}

static int is_known(const char *end)
{
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (has_end(&endings[i], end))
            return 1;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (strcmp(others[i], end) == 0)
            return 1;
    return 0;
}

/* Takes every end off that says what a file is: "a.exe.pdf" is "a". */
static void drop_ends(stem *own)
{
    char end[KNOWN_MAX];
    trim(own);
    for (last_end(own, end); end[0] && is_known(end); last_end(own, end)) {
        own->len -= strlen(end) + 1;
        trim(own);
    }
}

static void cut(stem *own, size_t max)
{
    if (own->len <= max)
        return;
    while (max > 0 && ((unsigned char)own->text[max] & 0xC0) == 0x80)
        max--;
    own->len = max;
}

/* Names of devices: Windows takes "con.pdf" for the console. */
static int is_device(const stem *own)
{
    static const char *const names[] = {"con",    "prn",    "aux", "nul",
                                        "conin$", "conout$"};
    char name[8] = "";
    size_t len = 0;
    while (len < own->len && own->text[len] != '.' && len < sizeof name - 1) {
        name[len] = small(own->text[len]);
        len++;
    }
    if (len < own->len && own->text[len] != '.')
        return 0;
    while (len > 0 && name[len - 1] == ' ')
        name[--len] = '\0';
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i]) == 0)
            return 1;
    int port = strncmp(name, "com", 3) == 0 || strncmp(name, "lpt", 3) == 0;
    const char *digit = name + (port ? 3 : 0);
    return port && ((len == 4 && *digit >= '0' && *digit <= '9') ||
                    strcmp(digit, "\xC2\xB9") == 0 ||
                    strcmp(digit, "\xC2\xB2") == 0 ||
                    strcmp(digit, "\xC2\xB3") == 0);
}

void prse__file_name_clean(prse__buf *out, prse_str name, const char *type)
{
    const struct ending *of = ending_of(type);
    char end[KNOWN_MAX];
    stem own = {.len = 0};
    read_name(&own, last_part(name));
    trim(&own);
    last_end(&own, end);
    const char *wanted = has_end(of, end) ? end : of->ends[0];
    drop_ends(&own);
    cut(&own, PRSE__FILE_NAME_MAX - 2 - strlen(wanted));
    drop_ends(&own);
    if (is_device(&own))
        prse__buf_addc(out, '_');
    if (own.len > 0)
        prse__buf_add(out, (prse_str){own.text, own.len});
    else
        prse__buf_adds(out, "document");
    prse__buf_addc(out, '.');
    prse__buf_adds(out, wanted);
}
