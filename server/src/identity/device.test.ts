import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deviceOf } from './device.ts'

const kind = (userAgent: string) => {
  const { device_type, os, browser } = deviceOf(userAgent)
  return [device_type, os, browser]
}

test('phones, tablets and desktops are told apart', () => {
  const iphone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1'
  assert.deepEqual(kind(iphone), ['phone', 'iOS', 'Safari'])
  const pixel = 'Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/131.0.0.0 Mobile Safari/537.36'
  assert.deepEqual(kind(pixel), ['phone', 'Android', 'Chrome'])
  const tablet = 'Mozilla/5.0 (Linux; Android 14; SM-X810) SamsungBrowser/26.0 Chrome/122 Safari/537.36'
  assert.deepEqual(kind(tablet), ['tablet', 'Android', 'Samsung Internet'])
  const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:132.0) Gecko/20100101 Firefox/132.0'
  assert.deepEqual(kind(mac), ['desktop', 'macOS', 'Firefox'])
})

test('what is not said is null, and the rest of a long description is left out', () => {
  assert.deepEqual(deviceOf(null), { device_type: null, os: null, browser: null, user_agent: null })
  assert.deepEqual(kind('curl/8.0'), [null, null, null])
  assert.equal(deviceOf('x'.repeat(300)).user_agent?.length, 200)
})
