// SPDX-License-Identifier: Apache-2.0
// FEEL, as a lawyer would write it. The package parses at each evaluation:
// it has no other way. null is not told.
import { evaluate } from 'feelin'

import { versionOf } from './versions.mjs'

export const version = versionOf('feelin')

const RULES = [
  'effectif >= 50',
  'effectif >= 50',
  'effectif_securite_sociale >= 50',
  'effectif > 500 or effectif_outre_mer > 250',
  'effectif_securite_sociale >= 250 or ' +
    '(chiffre_affaires > 50000000 and bilan > 43000000)',
  '(categorie_juridique in [5000..6000)) and ' +
    '(effectif >= 500 or (appartient_groupe and effectif_groupe >= 500)) ' +
    'and (chiffre_affaires > 100000000 or ' +
    '(appartient_groupe and chiffre_affaires_consolide > 100000000))',
  '(categorie_juridique in [5000..6000)) and (effectif >= 5000 or ' +
    '(appartient_groupe and effectif_groupe >= 10000))',
  'est_cotee or (effectif > 250 and chiffre_affaires > 50000000) or ' +
    '(effectif > 250 and bilan > 25000000) or ' +
    '(chiffre_affaires > 50000000 and bilan > 25000000)'
]

// All at once, so that there is one text to parse.
const ALL = `[${RULES.join(', ')}]`

export function prepare(row) {
  return Object.fromEntries(Object.entries(row).map(
    ([name, value]) => [name, value === undefined ? null : value]))
}

export function answer(company, out, at) {
  const said = evaluate(ALL, company).value
  for (let i = 0; i < 8; i++) {
    out[at + i] = said[i] === true ? 1 : said[i] === false ? 0 : 2
  }
}
