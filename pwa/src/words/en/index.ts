// Said at the door; what only members read is in member.ts and loads with their screens.
export * from './common.ts'
export * from './door.ts'
