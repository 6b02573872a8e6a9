export * from './common.ts'
export * from './door.ts'
export * from './member.ts'
