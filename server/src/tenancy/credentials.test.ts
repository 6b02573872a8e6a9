import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openWorld } from '../../test/world.ts'
import { refuseDefaultSecrets, storeCustomerIoCredentials } from './credentials.ts'

const credentials = {
  site_id: 'a-site',
  api_key: 'k'.repeat(20),
  app_api_key: 'a'.repeat(32),
  track_url: 'http://127.0.0.1:1/api/v1',
  app_url: 'http://127.0.0.1:1/v1',
  webhook_signing_keys: ['s'.repeat(64)],
  mail_from: 'Acme <hello@acme.example>',
}

test('outside the demo a brand with short or default secrets is refused by name', async t => {
  const { platform, brand } = await openWorld(t)
  await storeCustomerIoCredentials(platform, brand.id, credentials)
  await refuseDefaultSecrets(platform)
  await storeCustomerIoCredentials(platform, brand.id, { ...credentials, webhook_signing_keys: ['acme-key'] })
  await assert.rejects(refuseDefaultSecrets(platform), /secrets of acme/)
})
