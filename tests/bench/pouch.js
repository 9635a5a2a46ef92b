// The yardstick of bench-sync.py: PouchDB's own replication into a database of its own, or out of it.
//
// pouch.js MODULES pull|push URL FOLDER : prints the seconds it took and the documents that went over.

'use strict'

const path = require('path')
const modules = path.resolve(process.argv[2])
const PouchDB = require(require.resolve('pouchdb', { paths: [modules] }))
const [direction, url, folder] = process.argv.slice(3)

async function main () {
  const local = new PouchDB(path.join(folder, 'local'))
  const remote = new PouchDB(url)
  const options = { batch_size: 1000, batches_limit: 2 }
  const started = process.hrtime.bigint()
  const done = direction === 'pull' ? await local.replicate.from(remote, options) : await local.replicate.to(remote, options)
  console.log(Number(process.hrtime.bigint() - started) / 1e9, done.docs_written)
}

main().catch(error => { console.error(String(error)); process.exit(1) })
