import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { countStatements } from '../../test/count-statements.ts'
import { openWorld, type World } from '../../test/world.ts'
import { dayOf } from '../platform/calendar.ts'
import { sql } from '../platform/db/database.ts'
import { personalizationSchedules, personalizationTasks, RESPONSES_KEPT_DAYS } from './forget-responses.ts'
import type { CardView, NextBestActionView } from './schema.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

async function ask(token: string, method: 'GET' | 'POST', path: string, payload?: object) {
  const headers = world.headers({ token })
  const url = `/api${path}`
  const answer = await world.app.server.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, text: answer.body, body: answer.json() }
}

const cardsOf = async (token: string): Promise<CardView[]> => (await ask(token, 'GET', '/cards')).body.items
async function firstCard(token: string): Promise<CardView> {
  const [card] = await cardsOf(token)
  return card ?? assert.fail('there is no card')
}

const saying = (response: string, client_op_id = randomUUID()) => ({ client_op_id, response })
const respond = (token: string, id: string, body: object) => ask(token, 'POST', `/cards/${id}/response`, body)

const logOf = (memberId: string) =>
  world.platform.db.transaction(world.brand.id, tx =>
    tx.many(
      sql
        .selectFrom('personalization_responses')
        .select(['kind', 'subject', 'surface', 'response', 'variant', 'insight_source'])
        .where('brand_id', '=', tx.brandId)
        .where('member_id', '=', memberId)
        .orderBy('created_at'),
    ),
  )

const eventsOf = (memberId: string) =>
  world.platform.db.transaction(world.brand.id, tx =>
    tx.many(
      sql
        .selectFrom('outbox')
        .select(['name', 'refs'])
        .where('brand_id', '=', tx.brandId)
        .where('member_id', '=', memberId)
        .orderBy('id'),
    ),
  )

describe('a response', () => {
  test('is logged once a day and told once, and the same operation answers the same bytes', async () => {
    const { id, token } = await world.addMember()
    const card = await firstCard(token)
    const body = saying('shown')
    const first = await respond(token, card.id, body)
    assert.deepEqual([first.status, first.body], [200, { id: card.id, response: 'shown', is_new: true }])
    assert.equal((await respond(token, card.id, body)).text, first.text)
    assert.equal((await respond(token, card.id, saying('shown'))).body.is_new, false)
    assert.equal((await respond(token, card.id, saying('tapped'))).body.is_new, true)
    const facts = {
      kind: 'first_scan',
      subject: '',
      surface: 'card',
      variant: 'personal',
      insight_source: 'local',
    }
    assert.deepEqual(await logOf(id), [
      { ...facts, response: 'shown' },
      { ...facts, response: 'tapped' },
    ])
    assert.deepEqual(await eventsOf(id), [
      { name: 'card_shown', refs: facts },
      { name: 'card_tapped', refs: facts },
    ])
  })

  test('given twice at the same moment is one', async () => {
    const { id, token } = await world.addMember()
    const card = await firstCard(token)
    const body = saying('dismissed')
    const answers = await Promise.all(Array.from({ length: 8 }, () => respond(token, card.id, body)))
    assert.deepEqual(new Set(answers.map(({ text }) => text)).size, 1)
    assert.equal((await logOf(id)).length, 1)
    assert.equal((await eventsOf(id)).length, 1)
  })

  test('is told to nobody without consent, and logged all the same', async () => {
    const { id, token } = await world.addMember({ consent: false })
    await respond(token, (await firstCard(token)).id, saying('shown'))
    assert.equal((await logOf(id)).length, 1)
    assert.deepEqual(await eventsOf(id), [])
  })

  test('that dismisses takes the card off the screen for two weeks, and only from that member', async t => {
    const { token } = await world.addMember()
    const other = await world.addMember()
    const card = await firstCard(token)
    await respond(token, card.id, saying('dismissed'))
    const has = async (who: string) => (await cardsOf(who)).some(({ kind }) => kind === card.kind)
    assert.deepEqual([await has(token), await has(other.token)], [false, true])
    const { now } = world.time
    t.after(() => {
      world.time.now = new Date()
    })
    world.time.now = new Date(now.getTime() + 14 * 86_400_000)
    const session = await world.app.visitors.tokens.issue({
      sub: tokenSubject(token),
      brand: world.brand.id,
      sid: randomUUID(),
    })
    assert.equal(await has(session), true)
  })

  test('about a next best action has its own surface and dismisses the card as well', async () => {
    const { id, token } = await world.addMember()
    const { items } = (await ask(token, 'GET', '/next-best-actions')).body as { items: NextBestActionView[] }
    const [action] = items
    assert.ok(action && action.predicted_value > 0 && action.reason)
    assert.equal(action.id, (await firstCard(token)).id)
    const answer = await ask(token, 'POST', `/next-best-actions/${action.id}/response`, saying('dismissed'))
    assert.equal(answer.status, 200)
    assert.equal((await logOf(id))[0]?.surface, 'next_best_action')
    assert.ok(!(await cardsOf(token)).some(card => card.id === action.id))
  })

  test('that is wrong is refused by name, and nothing is logged', async () => {
    const { id, token } = await world.addMember()
    const other = await world.addMember()
    const card = await firstCard(token)
    const wrong = await respond(token, card.id, { client_op_id: randomUUID(), response: 'liked' })
    assert.deepEqual([wrong.status, wrong.body.errors[0].field], [400, 'response'])
    const missing = await respond(token, card.id, { response: 'shown' })
    assert.deepEqual([missing.status, missing.body.errors[0].field], [400, 'client_op_id'])
    const theirs = await respond(token, (await firstCard(other.token)).id, saying('shown'))
    assert.deepEqual([theirs.status, theirs.body.code], [404, 'not_found'])
    const made = await respond(token, 'scan_again..AAAAAAAAAAAAAAAA', saying('shown'))
    assert.equal(made.status, 404)
    const op = randomUUID()
    await respond(token, card.id, saying('shown', op))
    const reused = await respond(token, card.id, saying('tapped', op))
    assert.deepEqual([reused.status, reused.body.code], [409, 'operation_reused'])
    assert.equal((await logOf(id)).length, 1)
  })

  test('is a handful of statements, also when much was said before', async () => {
    const { token } = await world.addMember()
    const { id } = await firstCard(token)
    const count = async (response: string) => {
      const counts = countStatements(world)
      await respond(token, id, saying(response))
      counts.stop()
      return counts.perTransaction
    }
    assert.deepEqual(await count('shown'), [6])
    for (const response of ['shown', 'tapped', 'done']) await respond(token, id, saying(response))
    assert.deepEqual(await count('dismissed'), [6])
  })
})

describe('what the app observed', () => {
  const observe = (token: string, events: object[], client_op_id = randomUUID()) =>
    ask(token, 'POST', '/events', { client_op_id, events })

  test('is taken in a batch, each with a result of its own, once', async () => {
    const { id, token } = await world.addMember()
    const card = await firstCard(token)
    const shown = { name: 'card_shown', id: card.id }
    const events = [
      { name: 'user_session_started' },
      shown,
      shown,
      { ...shown, surface: 'next_best_action' },
      { name: 'card_tapped', id: 'scan_again..AAAAAAAAAAAAAAAA' },
      { name: 'user_session_ended', duration_seconds: 40 },
    ]
    const op = randomUUID()
    const first = await observe(token, events, op)
    assert.deepEqual(
      first.body.results.map(({ result }: { result: string }) => result),
      ['logged', 'logged', 'repeated', 'logged', 'unknown', 'logged'],
    )
    assert.equal((await observe(token, events, op)).text, first.text)
    assert.equal((await observe(token, [shown])).body.results[0].result, 'repeated')
    assert.equal((await logOf(id)).length, 2)
    const told = await eventsOf(id)
    assert.deepEqual(
      told.map(({ name }) => name),
      ['card_shown', 'card_shown', 'user_session_started', 'user_session_ended'],
    )
    assert.deepEqual(told[3]?.refs, { duration_seconds: 40 })
  })

  test('of a session is known to the member’s record', async () => {
    const { id, token } = await world.addMember({ consent: false })
    await observe(token, [{ name: 'user_session_started' }])
    const seen = await world.platform.db.transaction(world.brand.id, tx =>
      tx.first(sql.selectFrom('members').select('last_session_at').where('id', '=', id)),
    )
    assert.ok(seen?.last_session_at)
    assert.deepEqual(await eventsOf(id), [])
  })

  test('is refused by name where it is none of what is known, and nothing of it is taken', async () => {
    const { id, token } = await world.addMember()
    const card = await firstCard(token)
    const shown = { name: 'card_shown', id: card.id }
    const fieldOf = async (events: object[]) => {
      const { status, body } = await observe(token, events)
      return [status, body.errors?.[0].field]
    }
    assert.deepEqual(await fieldOf([]), [400, 'events'])
    assert.deepEqual(await fieldOf(Array.from({ length: 51 }, () => shown)), [400, 'events'])
    assert.deepEqual(await fieldOf([shown, { ...shown, name: 'card_eaten' }]), [400, 'events.1.name'])
    assert.deepEqual(await fieldOf([shown, { ...shown, mood: 'good' }]), [400, 'events.1.mood'])
    assert.deepEqual(await fieldOf([{ name: 'user_session_ended', duration_seconds: -1 }]), [
      400,
      'events.0.duration_seconds',
    ])
    assert.deepEqual(await logOf(id), [])
  })

  test('of fifty things is as few statements as of one', async () => {
    const { token } = await world.addMember()
    const { id } = await firstCard(token)
    const ended = { name: 'user_session_ended' }
    const count = async (events: object[]) => {
      const counts = countStatements(world)
      await observe(token, events)
      counts.stop()
      return counts.perTransaction[0]
    }
    assert.equal(await count([ended, { name: 'card_shown', id }]), 8)
    const tapped = Array.from({ length: 49 }, () => ({ name: 'card_tapped', id }))
    assert.equal(await count([ended, ...tapped]), 8)
  })
})

const tokenSubject = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] as string, 'base64url').toString()).sub as string

describe('responses that are old', () => {
  test('are forgotten at night, and no others', async () => {
    const { id } = await world.addMember()
    const { db } = world.platform
    const today = dayOf(world.platform.clock(), world.brand.timeZone)
    const days = [today - RESPONSES_KEPT_DAYS - 1, today - RESPONSES_KEPT_DAYS, today]
    await db.transaction(world.brand.id, tx =>
      tx.raw(
        `insert into personalization_responses (brand_id, member_id, day, kind, subject, surface, response, variant,
           insight_source, created_at)
         select $1, $2, unnest($3::int[]), 'scan_again', '', 'card', 'shown', 'personal', 'local', now()`,
        [tx.brandId, id, days],
      ),
    )
    for (const { work } of personalizationSchedules) await work(world.platform)
    const job = { brandId: world.brand.id, jobId: '1' }
    await personalizationTasks.forget_responses(world.platform, {}, job)
    const left = await db.transaction(world.brand.id, tx =>
      tx.raw<{ day: number }>(
        'select day from personalization_responses where brand_id = $1 and member_id = $2 order by day',
        [tx.brandId, id],
      ),
    )
    assert.deepEqual(
      left.map(({ day }) => day),
      days.slice(1),
    )
  })
})
