/**
 * Flags of Node with which an API on the embedded database kills itself right after a statement: the
 * moment in which a write that takes two of them is half there. A kill from outside seldom meets it.
 *
 * @param statements how many that write items or their total it carries out
 */
export function diesAfter(statements: number): string[] {
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
