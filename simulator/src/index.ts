export type { SimulatorConfig, WorkspaceConfig } from './config.ts'
export { defaultKnobs, type Knobs } from './knobs/knobs.ts'
export { type RunningSimulator, startSimulator } from './start-simulator.ts'
