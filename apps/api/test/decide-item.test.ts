import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decideItem, type ItemRow } from '../src/copy/decide-item.ts'

const item: ItemRow = {
  id: 4,
  title: 'four here',
  done: 0,
  created_by: 'ada',
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
  version: 1,
}

describe('an item of the file and one of the server with the same id', () => {
  it('made in the same millisecond, and never copied, are two', () => {
    assert.equal(decideItem(item, { ...item, title: 'four there' }, undefined), 'another')
  })

  it('that differ only because one was edited after the copy are one', () => {
    const edited = { ...item, title: 'edited', version: 2 }
    assert.equal(decideItem(edited, item, 1), 'update')
    assert.equal(decideItem(item, edited, 1), 'newer')
    assert.equal(decideItem(edited, { ...edited, title: 'otherwise' }, 1), 'both-changed')
  })

  it('that differ in who made them are two, whatever was copied', () => {
    assert.equal(decideItem(item, { ...item, created_by: 'bob' }, 1), 'another')
  })
})
