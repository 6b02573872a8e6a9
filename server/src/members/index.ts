export { confirmMember, createMember, type NewMember, setUnconfirmedEmail } from './create-member.ts'
export {
  correctBirthMonth,
  findMemberByEmail,
  insertAddress,
  makeDue,
  normaliseEmail,
  readAddress,
  readMe,
  readMember,
  updateMe,
} from './member.ts'
export { Address, Me, MePatch, PersonName } from './schema.ts'
export { type MemberEconomyRow, updateMemberEconomy } from './write.ts'
