// SPDX-License-Identifier: Apache-2.0
// json-logic-engine: trees of JSON, compiled once into one function that
// gives the eight answers.
import { LogicEngine } from 'json-logic-engine'

import { versionOf } from './versions.mjs'

export const version = versionOf('json-logic-engine')

const value = name => ({ var: name })
const least = (name, bound) => ({ '>=': [value(name), bound] })
const above = (name, bound) => ({ '>': [value(name), bound] })
const some = (...parts) => ({ or: parts })
const every = (...parts) => ({ and: parts })
const society = every(least('categorie_juridique', 5000),
  { '<': [value('categorie_juridique'), 6000] })
const inGroup = value('appartient_groupe')

const RULES = [
  least('effectif', 50),
  least('effectif', 50),
  least('effectif_securite_sociale', 50),
  some(above('effectif', 500), above('effectif_outre_mer', 250)),
  some(least('effectif_securite_sociale', 250),
    every(above('chiffre_affaires', 50000000), above('bilan', 43000000))),
  every(society,
    some(least('effectif', 500),
      every(inGroup, least('effectif_groupe', 500))),
    some(above('chiffre_affaires', 100000000),
      every(inGroup, above('chiffre_affaires_consolide', 100000000)))),
  every(society,
    some(least('effectif', 5000),
      every(inGroup, least('effectif_groupe', 10000)))),
  some(value('est_cotee'),
    every(above('effectif', 250), above('chiffre_affaires', 50000000)),
    every(above('effectif', 250), above('bilan', 25000000)),
    every(above('chiffre_affaires', 50000000), above('bilan', 25000000)))
]
const engine = new LogicEngine()
const all = engine.build(RULES)
const alone = RULES.map(rule => engine.build(rule))

export function prepare(row) {
  return row
}

function orUnknown(rule, company) {
  try {
    return rule(company)
  } catch {
    return null
  }
}

function ask(company) {
  try {
    return all(company)
  } catch {
    return alone.map(rule => orUnknown(rule, company))
  }
}

export function answer(company, out, at) {
  const said = ask(company)
  for (let i = 0; i < 8; i++) {
    out[at + i] = said[i] === true ? 1 : said[i] === false ? 0 : 2
  }
}
