// Plants a bug for the chaos run to find: a request that came to nothing counts as one that was taken in.
import { TrackClient } from 'customerio-node'

const { batch } = TrackClient.prototype
TrackClient.prototype.batch = async function (operations) {
  try {
    return await batch.call(this, operations)
  } catch {
    return {}
  }
}
