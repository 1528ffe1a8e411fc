/* SPDX-License-Identifier: Apache-2.0 */
/* XML as a tree, without prefixes: what the files of the TCK need. */
#ifndef PRSE_TESTS_CONFORMANCE_TCK_XML_H
#define PRSE_TESTS_CONFORMANCE_TCK_XML_H

#include "base/str.h"

typedef struct xml_attribute {
    prse_str name, value;
} xml_attribute;

typedef struct xml xml;
struct xml {
    prse_str name; /* local name */
    prse_str text; /* of the element itself, in one piece */
    const xml_attribute *attributes;
    size_t attribute_count;
    xml *first, *last, *next, *parent;
};

/* The root element; NULL when the file cannot be read or is not XML. */
const xml *xml_read(prse__arena *arena, const char *path);
/* The value of an attribute; empty when there is none. */
prse_str xml_get(const xml *node, const char *attribute);
/* The first child of that name; NULL when absent, or when node is NULL. */
const xml *xml_child(const xml *node, const char *name);
/* The next sibling of the same name as the node. */
const xml *xml_same(const xml *node);
size_t xml_count(const xml *node, const char *name);
int xml_is(const xml *node, const char *name);
/* The text of a child; empty when absent. */
prse_str xml_child_text(const xml *node, const char *name);

#define XML_EACH(child, node, name) \
    for (const xml *child = xml_child(node, name); child; \
         child = xml_same(child))

#endif
