export { type Consent, insertConsents, listConsents } from './consents.ts'
export { confirmMember, createMember, type NewMember, setUnconfirmedEmail } from './create-member.ts'
export {
  correctBirthMonth,
  findMemberByEmail,
  insertAddress,
  lockMember,
  makeDue,
  normaliseEmail,
  readAddress,
  readMe,
  readMember,
  setEmail,
} from './member.ts'
export { Address, ConsentView, Me, MePatch, PersonName } from './schema.ts'
export { updateMe } from './update-me.ts'
export { type MemberEconomyRow, updateMemberEconomy } from './write.ts'
