// SPDX-License-Identifier: Apache-2.0
// Publicodes: rules parsed once, a situation a company. What is "non défini"
// has no value: not told.
import Engine from 'publicodes'

import { versionOf } from './versions.mjs'

export const version = versionOf('publicodes')

const NAMES = {
  effectif: 'effectif',
  effectif_securite_sociale: 'effectif sécurité sociale',
  effectif_outre_mer: 'effectif outre mer',
  effectif_groupe: 'effectif du groupe',
  chiffre_affaires: 'chiffre affaires',
  chiffre_affaires_consolide: 'chiffre affaires consolidé',
  bilan: 'bilan',
  categorie_juridique: 'catégorie juridique',
  appartient_groupe: 'appartient au groupe',
  est_cotee: 'est cotée'
}
const some = (...parts) => ({ 'une de ces conditions': parts })
const every = (...parts) => ({ 'toutes ces conditions': parts })

const RULES = {
  'bdese': { valeur: 'effectif >= 50' },
  'index egapro': { valeur: 'effectif >= 50' },
  'dispositif alerte': { valeur: 'effectif sécurité sociale >= 50' },
  'beges': some('effectif > 500', 'effectif outre mer > 250'),
  'audit énergétique': some('effectif sécurité sociale >= 250',
    every('chiffre affaires > 50000000', 'bilan > 43000000')),
  'société': every('catégorie juridique >= 5000',
    'catégorie juridique < 6000'),
  'anti corruption': every('société',
    some('effectif >= 500',
      every('appartient au groupe', 'effectif du groupe >= 500')),
    some('chiffre affaires > 100000000',
      every('appartient au groupe',
        'chiffre affaires consolidé > 100000000'))),
  'plan vigilance': every('société',
    some('effectif >= 5000',
      every('appartient au groupe', 'effectif du groupe >= 10000'))),
  'csrd': some('est cotée',
    every('effectif > 250', 'chiffre affaires > 50000000'),
    every('effectif > 250', 'bilan > 25000000'),
    every('chiffre affaires > 50000000', 'bilan > 25000000'))
}
const OBLIGATIONS = ['bdese', 'index egapro', 'dispositif alerte', 'beges',
  'audit énergétique', 'anti corruption', 'plan vigilance', 'csrd']

const facts = Object.values(NAMES).map(name => [name, { 'titre': name }])
const engine = new Engine({ ...Object.fromEntries(facts), ...RULES })

function written(value) {
  return typeof value === 'boolean' ? (value ? 'oui' : 'non') : value
}

export function prepare(row) {
  return Object.fromEntries(Object.entries(row)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [NAMES[name], written(value)]))
}

export function answer(company, out, at) {
  engine.setSituation(company)
  for (let i = 0; i < 8; i++) {
    const said = engine.evaluate(OBLIGATIONS[i]).nodeValue
    out[at + i] = said === true ? 1 : said === false ? 0 : 2
  }
}
