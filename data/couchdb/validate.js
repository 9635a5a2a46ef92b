// What a database of Customers takes, whoever writes to it: records as src/sync/crm-document.h describes them, and files by their hash. Runs in the server, which
// may be old: ECMAScript 5, and nothing from outside. https://docs.couchdb.org/en/stable/ddocs/ddocs.html#validate-document-update-functions
function (newDoc, oldDoc, userCtx, secObj) {
  var TYPE = /^[a-z][a-z_]*$/
  var UID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
  var FILE = /^file:[0-9a-f]{64}$/
  // No edit has a higher number: one that somebody made up would leave none for those of others.
  var NUMBER_MAX = 1099511627776
  var PAST_MAX = 20

  function refuse (reason) {
    throw { forbidden: reason }
  }

  function isText (value) {
    return typeof value === 'string'
  }

  function isObject (value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  }

  function isNumber (value, least, most) {
    return typeof value === 'number' && Math.floor(value) === value && value >= least && value <= most
  }

  function isMoment (value) {
    return value === undefined || value === null || (isText(value) && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(value))
  }

  function checkFile () {
    var name
    if (oldDoc && !oldDoc._deleted) refuse('A file is never changed.')
    if (newDoc._deleted) return
    for (name in newDoc) {
      if (name.charAt(0) !== '_') refuse('A file has no fields.')
    }
    for (name in newDoc._attachments) {
      if (name !== 'bytes') refuse('A file has one attachment, called bytes.')
    }
    if (!newDoc._attachments || !newDoc._attachments.bytes) refuse('A file has its bytes.')
  }

  function checkEdit (edit) {
    if (!isObject(edit) || !isText(edit.dev) || !isNumber(edit.n, 0, NUMBER_MAX) || !isMoment(edit.at)) refuse('“edit” does not say which edit this is.')
  }

  function checkRecord (type) {
    if (newDoc.type !== type) refuse('“type” is not that of the name.')
    if (!isNumber(newDoc.schema, 1, 1000000)) refuse('“schema” is no number.')
    if (!isObject(newDoc.f)) refuse('“f” has no fields.')
    if (newDoc._attachments) refuse('A record has no attachments.')
    if (!isMoment(newDoc.created_at)) refuse('“created_at” is no moment.')
    checkEdit(newDoc.edit)
    if (newDoc.past !== undefined && (!Array.isArray(newDoc.past) || newDoc.past.length > PAST_MAX)) refuse('“past” is no list of edits.')
    if (oldDoc && !oldDoc._deleted && isNumber(oldDoc.schema, 1, 1000000) && newDoc.schema < oldDoc.schema) refuse('A newer version of Customers wrote this. Update the program to change it.')
  }

  var colon = newDoc._id.indexOf(':')
  var type = newDoc._id.substring(0, colon)

  if (newDoc._id.indexOf('_design/') === 0) return
  if (FILE.test(newDoc._id)) {
    checkFile()
  } else if (TYPE.test(type) && UID.test(newDoc._id.substring(colon + 1))) {
    // What deletes a revision that was merged says nothing else.
    if (!newDoc._deleted) checkRecord(type)
  } else {
    refuse('This is no document of Customers.')
  }
}
