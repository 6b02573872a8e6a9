import type { AddressInfo } from 'node:net'
import { type App, createApp } from './app.ts'
import { startInsightReader, startOutboxSender } from './customerio/index.ts'
import { seedDemo, startHistory } from './demo/index.ts'
import { watchMail } from './mail/index.ts'
import { readConfig } from './platform/config.ts'
import { SetupError } from './platform/errors.ts'
import { openInstallation } from './platform/installation.ts'
import { type JobPool, startJobPool } from './platform/jobs.ts'
import { claimSingleProcess } from './platform/single-process.ts'
import { schedules, tasks, urgent } from './tasks.ts'
import { createBrands, refuseDefaultSecrets } from './tenancy/index.ts'

const DRAIN_MS_MAX = 10_000

/** One program, three roles: api, worker, or both. Resolves when it serves; SIGTERM and SIGINT drain it. */
async function main() {
  const config = readConfig()
  const installation = await openInstallation(config)
  const { platform } = installation
  const { log } = platform
  const single = await claimSingleProcess(platform)
  await (config.demo ? seedDemo(platform) : refuseDefaultSecrets(platform))

  let app: App | undefined
  if (config.role !== 'worker') {
    app = await createApp(platform)
    await app.server.listen({ port: config.port, host: config.host }).catch(error => {
      if (error.code !== 'EADDRINUSE') throw error
      throw new SetupError(`Port ${config.port} is in use. Set PORT to another one.`)
    })
  }
  let jobs: JobPool | undefined
  let sender: ReturnType<typeof startOutboxSender> | undefined
  let insights: ReturnType<typeof startInsightReader> | undefined
  if (config.role !== 'api') {
    jobs = await startJobPool(platform, tasks, { schedules, urgent })
    sender = startOutboxSender(platform, app?.brands ?? createBrands(platform))
    insights = startInsightReader(platform)
  }
  const mail = watchMail(platform)
  const history = config.demo && config.role === 'all' ? startHistory(platform) : undefined
  const port = app && (app.server.server.address() as AddressInfo).port
  log.info({ role: config.role, port }, 'serving')
  process.send?.({ ready: true, role: config.role, port })

  let stopping = false
  async function stop(reason: string) {
    if (stopping) return
    stopping = true
    log.info({ reason }, 'draining')
    setTimeout(() => process.exit(1), DRAIN_MS_MAX).unref()
    await history?.stop()
    await app?.drain()
    await Promise.all([jobs?.stop(), sender?.stop(), insights?.stop(), mail.stop()])
    await single.release()
    await installation.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))
  process.on('disconnect', () => void stop('the supervisor is gone'))
  process.on('unhandledRejection', error => log.error({ err: error }, 'an unhandled rejection'))
}

main().catch(error => {
  console.error(error instanceof SetupError ? error.message : error)
  process.exit(error instanceof SetupError ? 2 : 1)
})
