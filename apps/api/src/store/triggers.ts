import { sql, type Kysely } from 'kysely'
import type { Dialect } from './migrations.ts'
import type { Tables } from './tables.ts'

/**
 * Keeps the total of items: in the transaction of the change, so that the two cannot disagree, and
 * without a second round trip.
 */
export async function countItems(db: Kysely<Tables>, dialect: Dialect): Promise<void> {
  if (dialect === 'sqlite') {
    await sql`
      create trigger items_added after insert on items begin
        update totals set value = value + 1 where name = 'items';
      end`.execute(db)
    await sql`
      create trigger items_removed after delete on items begin
        update totals set value = value - 1 where name = 'items';
      end`.execute(db)
    return
  }
  // Once for each statement: a copy of many rows counts them at once.
  await sql`
    create function count_items() returns trigger language plpgsql as $$
    begin
      update totals
      set value = value + (select count(*) from changed) * (case tg_op when 'INSERT' then 1 else -1 end)
      where name = 'items' and exists (select from changed);
      return null;
    end $$`.execute(db)
  await sql`
    create trigger items_added after insert on items referencing new table as changed
    for each statement execute function count_items()`.execute(db)
  await sql`
    create trigger items_removed after delete on items referencing old table as changed
    for each statement execute function count_items()`.execute(db)
}

/**
 * On PostgreSQL, tells every replica that listens of each change, when it is committed. The embedded
 * database has one process, which knows what it has changed.
 */
export async function announceItems(db: Kysely<Tables>, dialect: Dialect): Promise<void> {
  if (dialect === 'sqlite') return
  await sql`
    create function announce_item() returns trigger language plpgsql as $$
    begin
      perform pg_notify('item_changes', json_build_object('type', tg_argv[0], 'id', id)::text)
      from changed;
      return null;
    end $$`.execute(db)
  await sql`
    create trigger items_announce_created after insert on items referencing new table as changed
    for each statement execute function announce_item('created')`.execute(db)
  await sql`
    create trigger items_announce_updated after update on items referencing new table as changed
    for each statement execute function announce_item('updated')`.execute(db)
  await sql`
    create trigger items_announce_deleted after delete on items referencing old table as changed
    for each statement execute function announce_item('deleted')`.execute(db)
}
