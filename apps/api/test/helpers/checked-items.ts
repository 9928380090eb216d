import assert from 'node:assert/strict'
import { Client } from 'pg'

/**
 * Reads every item by the table and by its index, which differ after a partial write, and compares
 * both with the stored total. The server verifies the checksum of each page that it reads.
 *
 * @returns the titles
 */
export async function readCheckedItems(url: string): Promise<string[]> {
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
    assert.deepEqual(await read('indexscan'), rows, 'index and table have the same rows')
    const totals = await client.query<{ value: number }>(
      `select value from totals where name = 'items'`,
    )
    assert.equal(Number(totals.rows[0]?.value), rows.length, 'the total is the number of items')
    return rows.map(({ title }) => title)
  } finally {
    await client.end()
  }
}
