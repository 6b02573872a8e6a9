import type { AddressInfo } from 'node:net'
import fastify, { type FastifyInstance } from 'fastify'
import { addAppV1 } from './app-routes.ts'
import { defaultConfig, type GivenConfig } from './config.ts'
import { addControl } from './control-routes.ts'
import { addPage } from './page-routes.ts'
import { Simulation } from './simulation.ts'
import { addTrackV1, addTrackV2 } from './track-routes.ts'

export type RunningSimulator = { port: number; controlPort: number; close: () => Promise<void> }

// Far above every documented limit, so that what is over those is answered in words and not by a cut connection.
const BODY_LIMIT_BYTES = 10_000_000

/**
 * Starts both ports and resolves when they listen; what is not given has its default. Rejects with the system's
 * error, `EADDRINUSE` for a busy port, leaving nothing open.
 */
export async function startSimulator(given: GivenConfig = {}): Promise<RunningSimulator> {
  const config = { ...defaultConfig, ...given, knobs: { ...defaultConfig.knobs, ...given.knobs } }
  const simulation = new Simulation(config)
  const [publicApp, controlApp] = [await buildPublic(simulation), await buildControl(simulation)]
  const close = async () => {
    simulation.close()
    await Promise.all([publicApp.close(), controlApp.close()])
  }
  try {
    await publicApp.listen({ host: config.host, port: config.port })
    await controlApp.listen({ host: '127.0.0.1', port: config.controlPort })
  } catch (error) {
    await close()
    throw error
  }
  return { port: portOf(publicApp), controlPort: portOf(controlApp), close }
}

async function buildPublic(simulation: Simulation): Promise<FastifyInstance> {
  const app = build()
  app.server.on('connection', socket => {
    if (simulation.faults.isOut(Date.now())) socket.resetAndDestroy()
  })
  await app.register(scope => addTrackV1(scope, simulation), { prefix: '/api/v1' })
  await app.register(scope => addTrackV2(scope, simulation), { prefix: '/api/v2' })
  await app.register(scope => addAppV1(scope, simulation), { prefix: '/v1' })
  await app.register(scope => addPage(scope, simulation))
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send({ meta: { error: `${request.method} ${request.url} is not something this stand-in knows` } }),
  )
  return app
}

async function buildControl(simulation: Simulation): Promise<FastifyInstance> {
  const app = build()
  await addControl(app, simulation)
  return app
}

function build(): FastifyInstance {
  return fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: true,
    // A person's identifier stands in the path, and may be longer than it should: that is for the checks to say.
    routerOptions: { maxParamLength: 5_000 },
  })
}

function portOf(app: FastifyInstance): number {
  return (app.server.address() as AddressInfo).port
}
