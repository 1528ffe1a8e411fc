/* SPDX-License-Identifier: Apache-2.0 */
/* portailrse-pdfium LIBPDFIUM LAST_PAGE BYTES: reads a PDF of so many bytes
 * from its standard input and writes its pages in the form of extract/bbox.h.
 * It seals itself once PDFium is loaded, before it reads a byte. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "apart/pdfium_api.h"
#include "jail/seal.h"

enum { DONE = 0, BROKEN = 1, LACKING = 3, FINE = 100 };

/* What PDFium puts for a hyphen that ends a line. */
enum { LINE_HYPHEN = 2 };

typedef struct box {
    double left, top, right, bottom; /* points, from the top left */
} box;

typedef struct state {
    pdfium_api api;
    void *page, *text;
    double width, height;
    char word[4096]; /* a longer one is cut in two */
    size_t length;
    box at;          /* of the word */
} state;

static void grow(box *all, const box *more)
{
    all->left = more->left < all->left ? more->left : all->left;
    all->top = more->top < all->top ? more->top : all->top;
    all->right = more->right > all->right ? more->right : all->right;
    all->bottom = more->bottom > all->bottom ? more->bottom : all->bottom;
}

static void put_text(const char *text)
{
    for (; *text; text++)
        if (*text == '&')
            fputs("&amp;", stdout);
        else if (*text == '<' || *text == '>')
            fputs(*text == '<' ? "&lt;" : "&gt;", stdout);
        else
            putchar(*text);
}

static void end_word(state *it)
{
    if (it->length == 0)
        return;
    it->word[it->length] = '\0';
    printf("<word xMin=\"%.2f\" yMin=\"%.2f\" xMax=\"%.2f\" "
           "yMax=\"%.2f\">", it->at.left, it->at.top, it->at.right,
           it->at.bottom);
    put_text(it->word);
    puts("</word>");
    it->length = 0;
}

static void add_utf8(state *it, unsigned c)
{
    char *to = it->word + it->length;
    if (c < 0x80) {
        it->length += 1;
        to[0] = (char)c;
        return;
    }
    int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const unsigned lead[] = {0, 0xC0, 0xE0, 0xF0};
    to[0] = (char)(lead[more] | c >> (6 * more));
    for (int i = 1; i <= more; i++)
        to[i] = (char)(0x80 | (c >> (6 * (more - i)) & 0x3F));
    it->length += (size_t)more + 1;
}

/* To the page as it is shown, turned and cropped. The height is that of the
 * font, so that letters of one line have the same. */
static box place(const state *it, int index)
{
    pdfium_rectangle at = {0, 0, 0, 0};
    int x[2] = {0, 0}, y[2] = {0, 0};
    int wide = (int)(it->width * FINE), high = (int)(it->height * FINE);
    it->api.box(it->text, index, &at);
    it->api.to_device(it->page, 0, 0, wide, high, 0, at.left, at.top, &x[0],
                      &y[0]);
    it->api.to_device(it->page, 0, 0, wide, high, 0, at.right, at.bottom,
                      &x[1], &y[1]);
    int r = x[1] > x[0], b = y[1] > y[0];
    return (box){(double)x[!r] / FINE, (double)y[!b] / FINE,
                 (double)x[r] / FINE, (double)y[b] / FINE};
}

static void add_char(state *it, int index, unsigned c)
{
    box at = place(it, index);
    if (it->length + 4 >= sizeof it->word)
        end_word(it);
    if (it->length == 0)
        it->at = at;
    grow(&it->at, &at);
    add_utf8(it, c);
}

static int is_blank(unsigned c)
{
    return c <= ' ' || c == 0xA0 || c == 0x3000 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029;
}

/* UTF-16 comes in halves. */
static unsigned whole(const state *it, int *index, int count, unsigned c)
{
    if (c < 0xD800 || c > 0xDBFF || *index + 1 >= count)
        return c < 0xD800 || c > 0xDFFF ? c : 0xFFFD;
    unsigned low = it->api.unicode(it->text, *index + 1);
    if (low < 0xDC00 || low > 0xDFFF)
        return 0xFFFD;
    ++*index;
    return 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
}

static void put_words(state *it)
{
    int count = it->api.chars(it->text);
    for (int i = 0; i < count; i++) {
        int at = i;
        unsigned c = whole(it, &i, count, it->api.unicode(it->text, i));
        if (c == LINE_HYPHEN)
            add_char(it, at, '-');
        else if (!is_blank(c))
            add_char(it, at, c > 0x10FFFF ? 0xFFFD : c);
        if (is_blank(c) || c == LINE_HYPHEN)
            end_word(it);
    }
    end_word(it);
}

/* Pictures, where they cover a quarter of the page together. */
static int images(const state *it)
{
    int count = 0;
    double area = 0;
    for (int i = 0; i < it->api.objects(it->page); i++) {
        float left, bottom, right, top;
        void *object = it->api.object(it->page, i);
        if (it->api.type(object) != PDFIUM_IMAGE ||
            !it->api.bounds(object, &left, &bottom, &right, &top))
            continue;
        count++;
        area += ((double)right - left) * ((double)top - bottom);
    }
    return area >= it->width * it->height / 4 ? count : 0;
}

static void put_page(state *it)
{
    it->width = it->api.width(it->page);
    it->height = it->api.height(it->page);
    printf("<page width=\"%.2f\" height=\"%.2f\" images=\"%d\">\n", it->width,
           it->height, images(it));
    it->text = it->api.text(it->page);
    if (it->text) {
        put_words(it);
        it->api.close_text(it->text);
    }
    it->api.close(it->page);
}

/* A page that can't be read is an empty one. */
static int put_pages(state *it, void *document, int last)
{
    int count = it->api.pages(document);
    for (int i = 0; i < count && i < last; i++) {
        it->page = it->api.page(document, i);
        if (it->page)
            put_page(it);
        else
            puts("<page width=\"0\" height=\"0\">");
    }
    return DONE;
}

static const char *reason(unsigned long error)
{
    if (error == PDFIUM_PASSWORD)
        return "Incorrect password";
    return error == PDFIUM_SECURITY ? "Unsupported security handler"
                                    : "PDFium can't open it";
}

static int read_all(state *it, int last, size_t size)
{
    char *bytes = malloc(size ? size : 1);
    if (!bytes) {
        fputs("Out of memory\n", stderr);
        return BROKEN;
    }
    size_t got = fread(bytes, 1, size, stdin);
    void *document = it->api.load(bytes, got, NULL);
    if (document)
        return put_pages(it, document, last);
    fprintf(stderr, "%s\n", reason(it->api.error()));
    return BROKEN;
}

int main(int argc, char **argv)
{
    static state it;
    const char *lacking = "";
    if (argc != 4 || !pdfium_load(&it.api, argv[1], &lacking)) {
        fprintf(stderr, "PDFium can't be loaded: %s\n", lacking);
        return LACKING;
    }
    it.api.init();
    prse__seal();
    return read_all(&it, (int)strtol(argv[2], NULL, 10),
                    (size_t)strtoull(argv[3], NULL, 10));
}
