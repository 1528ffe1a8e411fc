// SPDX-License-Identifier: Apache-2.0
// A function on an object. What is undefined compares as false.
export const version = `Node ${process.versions.node}`

export function prepare(row) {
  return row
}

function rules(c) {
  const society = c.categorie_juridique >= 5000 && c.categorie_juridique < 6000
  return [
    c.effectif >= 50,
    c.effectif >= 50,
    c.effectif_securite_sociale >= 50,
    c.effectif > 500 || c.effectif_outre_mer > 250,
    c.effectif_securite_sociale >= 250 ||
      (c.chiffre_affaires > 50000000 && c.bilan > 43000000),
    society &&
      (c.effectif >= 500 ||
        (c.appartient_groupe && c.effectif_groupe >= 500)) &&
      (c.chiffre_affaires > 100000000 ||
        (c.appartient_groupe && c.chiffre_affaires_consolide > 100000000)),
    society &&
      (c.effectif >= 5000 ||
        (c.appartient_groupe && c.effectif_groupe >= 10000)),
    c.est_cotee ||
      (c.effectif > 250 && c.chiffre_affaires > 50000000) ||
      (c.effectif > 250 && c.bilan > 25000000) ||
      (c.chiffre_affaires > 50000000 && c.bilan > 25000000)
  ]
}

export function answer(company, out, at) {
  const said = rules(company)
  for (let i = 0; i < 8; i++) {
    out[at + i] = said[i] === true ? 1 : said[i] === false ? 0 : 2
  }
}
