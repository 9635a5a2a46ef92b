// A database server for the tests of sync that nobody here wrote: express-pouchdb over PouchDB in memory.
//
// server.js MODULES [FOLDER] : MODULES is the folder the packages are in. Its databases are in memory, or in FOLDER. Prints "PORT" once it listens on
// 127.0.0.1, and ends when its standard input does.

'use strict'

const path = require('path')
const modules = path.resolve(process.argv[2])
const load = name => require(require.resolve(name, { paths: [modules] }))

const folder = process.argv[3]
const PouchDB = load('pouchdb').plugin(load('pouchdb-adapter-memory')).defaults(folder ? { prefix: path.join(folder, path.sep) } : { adapter: 'memory' })
const app = load('express')()

// Some of its own faults would end the process.
process.on('uncaughtException', error => console.error(String(error)))

app.use('/', load('express-pouchdb')(PouchDB, {
  inMemoryConfig: true,
  logPath: path.join(modules, 'server.log'),
  overrideMode: { exclude: ['routes/fauxton'] }
}))
const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port))
process.stdin.on('end', () => process.exit(0)).resume()
