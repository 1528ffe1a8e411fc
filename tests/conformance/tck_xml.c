/* SPDX-License-Identifier: Apache-2.0 */
#include "tck_xml.h"

#include <expat.h>
#include <stdio.h>
#include <string.h>

typedef struct builder {
    prse__arena *arena;
    xml *root, *open;
    prse__buf text; /* of the innermost open element */
} builder;

static prse_str local_name(prse__arena *arena, const char *name)
{
    const char *colon = strrchr(name, ':');
    return prse__str_dup(arena, prse_str_of(colon ? colon + 1 : name));
}

static void read_attributes(builder *b, xml *node, const char **pairs)
{
    size_t count = 0;
    while (pairs[2 * count])
        count++;
    xml_attribute *attributes =
        prse__arena_alloc(b->arena, count + 1, sizeof *attributes);
    for (size_t i = 0; i < count; i++) {
        attributes[i].name = local_name(b->arena, pairs[2 * i]);
        attributes[i].value =
            prse__str_dup(b->arena, prse_str_of(pairs[2 * i + 1]));
    }
    node->attributes = attributes;
    node->attribute_count = count;
}

static void start(void *self, const char *name, const char **pairs)
{
    builder *b = self;
    xml *node = prse__arena_alloc(b->arena, 1, sizeof *node);
    node->name = local_name(b->arena, name);
    read_attributes(b, node, pairs);
    node->parent = b->open;
    if (!b->open)
        b->root = node;
    else if (b->open->last)
        b->open->last = b->open->last->next = node;
    else
        b->open->first = b->open->last = node;
    b->open = node;
    prse__buf_clear(&b->text);
}

static void end(void *self, const char *name)
{
    builder *b = self;
    (void)name;
    if (!b->open->first)
        b->open->text = prse__str_dup(b->arena, prse__buf_str(&b->text));
    b->open = b->open->parent;
    prse__buf_clear(&b->text);
}

static void characters(void *self, const char *text, int len)
{
    builder *b = self;
    prse__buf_add(&b->text, (prse_str){text, (size_t)len});
}

static int parse(builder *b, FILE *file)
{
    char piece[16384];
    int ok = 1;
    XML_Parser parser = XML_ParserCreate(NULL);
    XML_SetUserData(parser, b);
    XML_SetElementHandler(parser, start, end);
    XML_SetCharacterDataHandler(parser, characters);
    for (int done = 0; ok && !done;) {
        size_t len = fread(piece, 1, sizeof piece, file);
        done = len < sizeof piece;
        ok = XML_Parse(parser, piece, (int)len, done) == XML_STATUS_OK;
    }
    XML_ParserFree(parser);
    return ok;
}

const xml *xml_read(prse__arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    builder b = {.arena = arena};
    prse__buf_init(&b.text, 0);
    int ok = parse(&b, file);
    prse__buf_free(&b.text);
    fclose(file);
    return ok ? b.root : NULL;
}

prse_str xml_get(const xml *node, const char *attribute)
{
    for (size_t i = 0; node && i < node->attribute_count; i++)
        if (prse__str_is(node->attributes[i].name, attribute))
            return node->attributes[i].value;
    return (prse_str){"", 0};
}

int xml_is(const xml *node, const char *name)
{
    return node && prse__str_is(node->name, name);
}

const xml *xml_child(const xml *node, const char *name)
{
    const xml *child = node ? node->first : NULL;
    while (child && !xml_is(child, name))
        child = child->next;
    return child;
}

const xml *xml_same(const xml *node)
{
    const xml *other = node->next;
    while (other && !prse__str_eq(other->name, node->name))
        other = other->next;
    return other;
}

size_t xml_count(const xml *node, const char *name)
{
    size_t count = 0;
    XML_EACH(child, node, name)
        count++;
    return count;
}

prse_str xml_child_text(const xml *node, const char *name)
{
    const xml *child = xml_child(node, name);
    return child ? child->text : (prse_str){"", 0};
}
