#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""storage.py PRINT_SCHEMA SCHEMA PAGE: a page of docs/ names each column of a
schema, and no other, with its type; keys are bold, and in italics is what may
be empty."""
import os
import re
import subprocess
import sys
import unittest
from pathlib import Path

PAGE = Path(os.environ['PRSE_SOURCE_ROOT'], 'docs', sys.argv[3])


def columns_of(row):
    """One row of a table of the page: name -> (type, in the key, optional)."""
    names, kinds = (cell.strip().split(', ')
                    for cell in row.strip('| ').split(' | ')[:2])
    if len(kinds) == 1:
        kinds *= len(names)
    if len(names) != len(kinds):
        raise ValueError(f'not a type a column: {row}')
    return {name.strip('*'): (kind, name.startswith('**'),
                              bool(re.match(r'\*\w', name)))
            for name, kind in zip(names, kinds)}


def told():
    tables = {}
    text = PAGE.read_text(encoding='utf-8').split('\n## Tables\n')[1]
    for part in re.split(r'^### ', text.split('\n## ')[0], flags=re.M)[1:]:
        columns = {}
        for other in re.findall(r'^The columns of `(\w+)`, and:', part, re.M):
            columns.update(tables[other])
        for row in re.findall(r'^\|.*', part, re.M)[2:]:
            columns.update(columns_of(row))
        tables[re.match(r'\w+', part)[0]] = columns
    return tables


def there():
    tables = {}
    for line in subprocess.run(sys.argv[1:3], capture_output=True, text=True,
                               check=True).stdout.splitlines():
        table, column, kind, key, optional = line.split()
        tables.setdefault(table, {})[column] = (kind, key == '1',
                                                optional == '1')
    return tables


class Storage(unittest.TestCase):
    maxDiff = None

    def test_the_page_tells_the_schema(self):
        page, schema = told(), there()
        self.assertEqual(list(page), list(schema))
        for table, columns in schema.items():
            with self.subTest(table):
                self.assertEqual(page[table], columns)


if __name__ == '__main__':
    sys.exit(unittest.main(argv=sys.argv[:1]))
