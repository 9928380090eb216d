import assert from 'node:assert/strict'
import { Client } from 'pg'

/**
 * Reads every item twice, by the table and by its index, which a half write would tell apart; the
 * server checks the sum of each page it reads.
 *
 * @returns the titles, once they are known to agree with each other and with the total
 */
export async function readSoundItems(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const read = async (by: 'seqscan' | 'indexscan') => {
      for (const scan of ['seqscan', 'indexscan', 'indexonlyscan', 'bitmapscan']) {
        await client.query(`set enable_${scan} = ${scan === by ? 'on' : 'off'}`)
      }
      const items = await client.query<{ id: number; title: string }>(
        'select id, title from items where id > 0 order by id',
      )
      return items.rows
    }
    const rows = await read('seqscan')
    assert.deepEqual(await read('indexscan'), rows, 'the index has what the table has')
    const totals = await client.query<{ value: number }>(`select value from totals`)
    assert.equal(Number(totals.rows[0]?.value), rows.length, 'the total is that of the items')
    return rows.map(({ title }) => title)
  } finally {
    await client.end()
  }
}
