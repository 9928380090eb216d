/**
 * Flags of Node with which an API on SQLite kills itself after a statement, between the two
 * statements of one write. A kill from outside seldom hits that moment.
 *
 * @param statements the number of statements on items or their total after which it kills itself
 */
export function killAfterStatements(statements: number): string[] {
  const hook = `
    import Database from ${JSON.stringify(import.meta.resolve('libsql'))}
    let left = ${statements}
    const { prepare } = Database.prototype
    Database.prototype.prepare = function (sql) {
      const statement = prepare.call(this, sql)
      if (!/^(?:insert into|update|delete from) "(?:items|totals)"/.test(sql)) return statement
      for (const name of ['run', 'all']) {
        const execute = statement[name].bind(statement)
        statement[name] = (...parameters) => {
          const result = execute(...parameters)
          if (--left === 0) process.kill(process.pid, 'SIGKILL')
          return result
        }
      }
      return statement
    }`
  return ['--import', `data:text/javascript,${encodeURIComponent(hook)}`]
}
