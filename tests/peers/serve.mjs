// SPDX-License-Identifier: Apache-2.0
// A peer written in JavaScript, asked in the lines of words that serve.py
// explains.
//
//   node serve.mjs PEER FOLDER
//
// A peer is a module of in_javascript. With answer(company, out, at) it takes
// one company after the other, made by prepare(row), and puts its answers as
// 0, 1, 2 into the eight bytes from at on; with answers(columns, out, count)
// all of them, made by load(rows).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const [name, folder] = process.argv.slice(2)
const peer = await import(`./in_javascript/${name}.mjs`)
const files = new Map()

function valueOf(cell) {
  if (cell === 'true' || cell === 'false') return cell === 'true'
  return cell === '' ? undefined : Number(cell)
}

function read(file) {
  const lines = readFileSync(join(folder, file), 'utf8').trim().split('\n')
  const facts = lines.shift().split(',')
  return lines.map(line => {
    const cells = line.split(',')
    return Object.fromEntries(facts.map((f, i) => [f, valueOf(cells[i])]))
  })
}

function load(rows) {
  return peer.answer ? rows.map(row => peer.prepare(row)) : peer.load(rows)
}

function opened(file) {
  if (!files.has(file)) {
    const rows = read(file)
    files.set(file, { loaded: load(rows), count: rows.length,
      out: new Uint8Array(8 * rows.length) })
  }
  return files.get(file)
}

function take({ loaded, out }, count) {
  const start = performance.now()
  if (peer.answer) {
    for (let i = 0; i < count; i++) peer.answer(loaded[i], out, 8 * i)
  } else {
    peer.answers(loaded, out, count)
  }
  return (performance.now() - start) / 1000
}

function tally(counts, out, count) {
  for (let i = 0; i < 8 * count; i++) {
    if (out[i]) counts[i % 8 + (out[i] === 2 ? 8 : 0)]++
  }
}

const words = {
  answers(file) {
    const it = opened(file)
    take(it, it.count)
    return it.out.join('')
  },

  time(text) {
    const it = opened('rows.csv')
    const counts = new Array(16).fill(0)
    let spent = 0
    for (let left = Number(text); left > 0; left -= it.count) {
      const some = Math.min(left, it.count)
      spent += take(it, some)
      tally(counts, it.out, some)
    }
    return [spent.toFixed(9), ...counts].join(' ')
  }
}

console.log('ready', peer.version)
for await (const line of createInterface({ input: process.stdin })) {
  const [word, argument] = line.split(' ')
  console.log(words[word](argument))
}
