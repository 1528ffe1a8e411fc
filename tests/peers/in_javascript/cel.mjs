// SPDX-License-Identifier: Apache-2.0
// CEL: expressions with typed variables, parsed once. An error, which is what
// a variable without a value gives, is not told.
import { Environment } from '@marcbachmann/cel-js'

import { versionOf } from './versions.mjs'

export const version = versionOf('@marcbachmann/cel-js')

const SOCIETY =
  'categorie_juridique >= 5000.0 && categorie_juridique < 6000.0'
const RULES = [
  'effectif >= 50.0',
  'effectif >= 50.0',
  'effectif_securite_sociale >= 50.0',
  'effectif > 500.0 || effectif_outre_mer > 250.0',
  'effectif_securite_sociale >= 250.0 || ' +
    '(chiffre_affaires > 50000000.0 && bilan > 43000000.0)',
  SOCIETY + ' && (effectif >= 500.0 || ' +
    '(appartient_groupe && effectif_groupe >= 500.0)) && ' +
    '(chiffre_affaires > 100000000.0 || ' +
    '(appartient_groupe && chiffre_affaires_consolide > 100000000.0))',
  SOCIETY + ' && (effectif >= 5000.0 || ' +
    '(appartient_groupe && effectif_groupe >= 10000.0))',
  'est_cotee || (effectif > 250.0 && chiffre_affaires > 50000000.0) || ' +
    '(effectif > 250.0 && bilan > 25000000.0) || ' +
    '(chiffre_affaires > 50000000.0 && bilan > 25000000.0)'
]
const TRUTHS = ['appartient_groupe', 'est_cotee']
const NUMBERS = ['effectif', 'effectif_securite_sociale',
  'effectif_outre_mer', 'effectif_groupe', 'chiffre_affaires',
  'chiffre_affaires_consolide', 'bilan', 'categorie_juridique']

const environment = new Environment()
for (const name of NUMBERS) environment.registerVariable(name, 'double')
for (const name of TRUTHS) environment.registerVariable(name, 'bool')
const programs = RULES.map(rule => environment.parse(rule))

export function prepare(row) {
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== undefined))
}

function ask(program, company) {
  try {
    return program(company) ? 1 : 0
  } catch {
    return 2
  }
}

export function answer(company, out, at) {
  for (let i = 0; i < 8; i++) out[at + i] = ask(programs[i], company)
}
