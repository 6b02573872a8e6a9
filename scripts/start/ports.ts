import { isPortFree } from '../../server/src/platform/embedded-postgres/index.ts'

/** Throws, saying which port is taken and what to set, when something else listens where we would. */
export async function assertPortsFree(port: number, simulatorPort: number): Promise<void> {
  if (!(await isFree(port))) {
    throw new Error(
      `Port ${port} is in use by another program: stop it, or set PORT to another, PORT=${port + 1} npm start.`,
    )
  }
  for (const taken of [simulatorPort, simulatorPort + 1]) {
    if (await isFree(taken)) continue
    throw new Error(
      `Port ${taken}, wanted for the Customer.io stand-in, is in use by another program: stop it, or set SIMULATOR_PORT to another, SIMULATOR_PORT=${simulatorPort + 100} npm start.`,
    )
  }
}

/** A program that listens on every address takes the port as well as one that listens on ours. */
async function isFree(port: number): Promise<boolean> {
  return (await isPortFree(port, '127.0.0.1')) && (await isPortFree(port, '0.0.0.0'))
}
