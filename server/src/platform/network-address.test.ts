import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { networkOf } from './network-address.ts'

test('of an address the network is left: /24 and /48', () => {
  assert.equal(networkOf('203.0.113.77'), '203.0.113.0')
  assert.equal(networkOf('2001:db8:85a3:8d3:1319:8a2e:370:7348'), '2001:db8:85a3::')
  assert.equal(networkOf('2001:0DB8::1'), '2001:db8:0::')
  assert.equal(networkOf('::1'), '0:0:0::')
  assert.equal(networkOf('::ffff:203.0.113.77'), '203.0.113.0')
  assert.equal(networkOf('0:0:0:0:0:ffff:203.0.113.77'), '203.0.113.0')
  assert.equal(networkOf('fe80::1%eth0'), 'fe80:0:0::')
  assert.equal(networkOf('nobody'), undefined)
})

test('whatever the device is, nothing of it is left', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.nat(255), (address, device) => {
      const other = address.replace(/\d+$/, String(device))
      assert.equal(networkOf(address), networkOf(other))
    }),
  )
  fc.assert(
    fc.property(fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 }), groups => {
      const written = groups.map(group => group.toString(16))
      const network = networkOf(written.join(':'))
      assert.equal(network, `${written.slice(0, 3).join(':')}::`)
    }),
  )
})
