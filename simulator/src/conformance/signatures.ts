import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { verifyRequestSignature } from 'customerio-node'
import { type Ending, type Received, receiveWebhooks, workspace } from '../test-simulator.ts'
import type { Check, Start } from './check.ts'

const keys = { webhook_signing_key: 'campaign-secret', reporting_signing_key: 'reporting-secret' }

/** What is posted for an insight with letters of many bytes, and for a report. */
async function postBoth(ending: Ending, start: Start): Promise<[Received, Received]> {
  const { received, url, until } = await receiveWebhooks(ending)
  const { tell } = await start(ending, { workspaces: [{ ...workspace, ...keys, webhook_url: url }] })
  const predictions = { recommended_segment: 'très fidèle 大 🌿' }
  await tell('/insights', { workspace: 'acme', identifier: 'ada', predictions })
  await tell('/reports', { workspace: 'acme', metric: 'delivered', recipient: 'ada@example.com' })
  await until(2)
  return received as [Received, Received]
}

const timestampOf = ({ headers }: Received) => String(headers['x-cio-timestamp'])
const signatureOf = ({ headers }: Received) => String(headers['x-cio-signature'])

function opensslSignature(key: string, posted: Received): string {
  const input = `v0:${timestampOf(posted)}:${posted.body}`
  const { stdout, error } = spawnSync('openssl', ['dgst', '-sha256', '-hmac', key], {
    input,
    encoding: 'utf8',
  })
  if (error) throw error
  return stdout.trim().split(/\s/).at(-1) ?? ''
}

/** Signed webhooks. */
export const signatureChecks: Check[] = [
  {
    name: "the official client's own check takes both kinds of webhook, each with its key alone",
    async run(ending, start) {
      const [insight, report] = await postBoth(ending, start)
      const isGenuine = (posted: Received, signingSecret: string) =>
        verifyRequestSignature({
          signingSecret,
          timestamp: timestampOf(posted),
          body: posted.body,
          signature: signatureOf(posted),
        })
      assert.deepEqual(
        [insight, report].map(posted => Object.values(keys).map(key => isGenuine(posted, key))),
        [
          [true, false],
          [false, true],
        ],
      )
    },
  },
  {
    name: 'openssl makes the same signatures',
    async run(ending, start) {
      const [insight, report] = await postBoth(ending, start)
      assert.equal(signatureOf(insight), opensslSignature('campaign-secret', insight))
      assert.equal(signatureOf(report), opensslSignature('reporting-secret', report))
    },
  },
]
