import type pg from 'pg'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Every metric of the product, by name; `/metrics` prints them for Prometheus. */
export function createMetrics(pools: Record<string, pg.Pool> = {}) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    requests: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from request to answer, by route',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5],
      registers,
    }),
    scans: new Counter({ name: 'scans_total', help: 'Scans by verdict', labelNames: ['verdict'], registers }),
    scanBatch: new Histogram({
      name: 'scan_batch_size',
      help: 'Requests decided in one transaction',
      buckets: [1, 2, 4, 8, 16, 32, 64],
      registers,
    }),
    outboxSent: new Counter({
      name: 'outbox_events_total',
      help: 'Outbox rows by how they ended, and tries that will be repeated',
      labelNames: ['outcome'],
      registers,
    }),
    outboxBatch: new Histogram({
      name: 'outbox_batch_operations',
      help: 'Operations in one request to Customer.io',
      buckets: [1, 2, 5, 10, 25, 50, 100],
      registers,
    }),
    // By brand: the fifty with the most waiting, and all others as one.
    outboxDepth: new Gauge({
      name: 'outbox_waiting',
      help: 'Rows waiting, counted to 100,000 over all brands',
      labelNames: ['brand'],
      registers,
    }),
    outboxAge: new Gauge({
      name: 'outbox_oldest_seconds',
      help: 'Age of the oldest waiting row',
      labelNames: ['brand'],
      registers,
    }),
    outboxDead: new Gauge({
      name: 'outbox_dead',
      help: 'Rows that Customer.io refused',
      labelNames: ['brand'],
      registers,
    }),
    outboxRate: new Gauge({
      name: 'outbox_requests_per_second',
      help: 'Requests that may leave a second, by what Customer.io answered',
      labelNames: ['brand'],
      registers,
    }),
    outboxBreakerOpen: new Gauge({
      name: 'outbox_breaker_open',
      help: '1 while requests only probe whether Customer.io works again',
      labelNames: ['brand'],
      registers,
    }),
    outboxPaused: new Gauge({
      name: 'outbox_paused',
      help: '1 while somebody has paused it',
      labelNames: ['brand'],
      registers,
    }),
    insights: new Counter({
      name: 'insights_total',
      help: 'Webhooks from Customer.io by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    // Of members active in the last hour who consent.
    insightAge: new Gauge({
      name: 'insight_age_seconds',
      help: 'Age of the insights of active members',
      labelNames: ['quantile'],
      registers,
    }),
    insightsActive: new Gauge({
      name: 'insights_active_members',
      help: 'Active members who consent',
      registers,
    }),
    insightsStale: new Gauge({
      name: 'insights_stale_members',
      help: 'Those of them without an insight of the last 30 minutes',
      registers,
    }),
    mails: new Counter({ name: 'mails_total', help: 'Mails by outcome', labelNames: ['outcome'], registers }),
    mailFailures: new Counter({
      name: 'mail_failures_total',
      help: 'Mails that were not sent, by why',
      labelNames: ['kind'],
      registers,
    }),
    mailSeconds: new Histogram({
      name: 'mail_seconds',
      help: 'Time from the request for a mail until it was handed over',
      buckets: [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60],
      registers,
    }),
    mailWaiting: new Gauge({ name: 'mail_waiting', help: 'Mails waiting, counted to 100,000', registers }),
    mailAge: new Gauge({ name: 'mail_oldest_seconds', help: 'Age of the oldest waiting mail', registers }),
    jobs: new Counter({
      name: 'jobs_total',
      help: 'Jobs by task and outcome',
      labelNames: ['task', 'outcome'],
      registers,
    }),
    poolConnections: new Gauge({
      name: 'database_pool_connections',
      help: 'Connections by pool and state',
      labelNames: ['pool', 'state'],
      registers,
      collect() {
        for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries(pools)) {
          this.set({ pool, state: 'busy' }, totalCount - idleCount)
          this.set({ pool, state: 'idle' }, idleCount)
          this.set({ pool, state: 'waiting' }, waitingCount)
        }
      },
    }),
    streams: new Gauge({ name: 'streams_open', help: 'Open event streams', registers }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
