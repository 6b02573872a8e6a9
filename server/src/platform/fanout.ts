import { EventEmitter } from 'node:events'
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'

/** Tells open streams, in every process, what happened to a member. May lose messages; the app refetches. */
export interface Fanout {
  publish(channel: string, message: object): void
  /** Answers a function that ends the subscription. */
  subscribe(channel: string, listener: (message: object) => void): () => void
  close(): Promise<void>
}

const PREFIX = 'synergy:'

export function createFanout(redis: Redis | undefined, log: Logger): Fanout {
  const emitter = new EventEmitter().setMaxListeners(0)
  if (!redis) {
    return {
      publish: (channel, message) => void emitter.emit(channel, message),
      subscribe: (channel, listener) => listen(emitter, channel, listener),
      close: async () => {},
    }
  }
  const subscriber = redis.duplicate({ enableOfflineQueue: true, commandTimeout: 5_000 })
  subscriber.on('error', () => {})
  subscriber.on('pmessage', (_pattern: string, channel: string, text: string) => {
    try {
      emitter.emit(channel.slice(PREFIX.length), JSON.parse(text))
    } catch (error) {
      log.warn({ err: error, channel }, 'an unreadable message on the fan-out channel')
    }
  })
  subscriber.psubscribe(`${PREFIX}*`).catch(() => {})
  return {
    publish(channel, message) {
      redis
        .publish(PREFIX + channel, JSON.stringify(message))
        .catch(() => void emitter.emit(channel, message))
    },
    subscribe: (channel, listener) => listen(emitter, channel, listener),
    close: async () => subscriber.disconnect(),
  }
}

function listen(emitter: EventEmitter, channel: string, listener: (message: object) => void) {
  emitter.on(channel, listener)
  return () => void emitter.off(channel, listener)
}
