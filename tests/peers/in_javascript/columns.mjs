// SPDX-License-Identifier: Apache-2.0
// A loop over typed arrays.
export const version = `Node ${process.versions.node}`

export function load(rows) {
  return Object.fromEntries(Object.keys(rows[0]).map(
    fact => [fact, Float64Array.from(rows, row => Number(row[fact]))]))
}

export function answers(c, out, count) {
  const headcount = c.effectif, insured = c.effectif_securite_sociale
  const overseas = c.effectif_outre_mer, group = c.effectif_groupe
  const turnover = c.chiffre_affaires, balance = c.bilan
  const consolidated = c.chiffre_affaires_consolide
  const form = c.categorie_juridique
  const inGroup = c.appartient_groupe, listed = c.est_cotee
  for (let i = 0, at = 0; i < count; i++, at += 8) {
    const h = headcount[i], t = turnover[i], b = balance[i], g = inGroup[i]
    const society = form[i] >= 5000 && form[i] < 6000
    out[at] = out[at + 1] = h >= 50 ? 1 : 0
    out[at + 2] = insured[i] >= 50 ? 1 : 0
    out[at + 3] = h > 500 || overseas[i] > 250 ? 1 : 0
    out[at + 4] =
      insured[i] >= 250 || (t > 50000000 && b > 43000000) ? 1 : 0
    out[at + 5] = society && (h >= 500 || (g !== 0 && group[i] >= 500)) &&
      (t > 100000000 || (g !== 0 && consolidated[i] > 100000000)) ? 1 : 0
    out[at + 6] =
      society && (h >= 5000 || (g !== 0 && group[i] >= 10000)) ? 1 : 0
    out[at + 7] = listed[i] !== 0 || (h > 250 && t > 50000000) ||
      (h > 250 && b > 25000000) || (t > 50000000 && b > 25000000) ? 1 : 0
  }
}
