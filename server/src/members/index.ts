export {
  addAddress,
  changeAddress,
  checkedAddress,
  deleteAddress,
  keepAddressForOrder,
  listAddresses,
  lockAddressBook,
  readAddress,
  readAddressById,
  removeAddress,
  setFirstAddress,
} from './address-book.ts'
export { withdrawMarketingConsent } from './change-consent.ts'
export { type Consent, insertConsents, listConsents } from './consents.ts'
export { confirmMember, createMember, type NewMember, setUnconfirmedEmail } from './create-member.ts'
export { type CustomValues, wrongWith } from './custom-fields.ts'
export { eraseAddresses, erasedAt, eraseProfile } from './erase-profile.ts'
export { findEmails, type ImportedMember, importMembers, type NewImportedMember } from './import-members.ts'
export { markEmailBounced } from './mark-email-bounced.ts'
export {
  correctBirthMonth,
  findMemberByEmail,
  lockMember,
  makeDue,
  normaliseEmail,
  noteGiftSent,
  readMe,
  readMember,
  readName,
  setEmail,
} from './member.ts'
export { beginSession, noteSession } from './note-session.ts'
export { Address, AddressPatch, BookedAddress, ConsentView, Me, MePatch, PersonName } from './schema.ts'
export { updateMe } from './update-me.ts'
export { type MemberEconomyRow, updateMemberEconomy } from './write.ts'
