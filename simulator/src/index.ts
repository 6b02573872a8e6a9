export type { SimulatorConfig, WorkspaceConfig } from './config.ts'
export { defaultKnobs, type Knobs } from './limits.ts'
export { type RunningSimulator, startSimulator } from './start-simulator.ts'
