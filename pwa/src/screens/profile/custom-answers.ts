import type { Member, MemberChange, ProfileField } from '../../api/shapes.ts'
import { accountWords } from '../../words/account.ts'

type Answer = Member['custom'][string] | undefined

/** What is wrong with an answer to one of the brand's own questions; undefined when nothing is. */
export function wrongAnswer({ kind, required, max }: ProfileField, answer: Answer): string | undefined {
  const { fields } = accountWords
  if (kind === 'checkbox') return required && answer !== true ? fields.neededTick : undefined
  const text = typeof answer === 'string' ? answer.trim() : ''
  if (required && text === '') return fields.needed
  return max !== undefined && [...text].length > max ? fields.tooLong(max) : undefined
}

/** The answers that differ from those that are stored, as they are sent; undefined when none does. */
export function changedAnswers(
  fields: ProfileField[],
  stored: Member['custom'],
  answers: Member['custom'],
): NonNullable<MemberChange['custom']> | undefined {
  const plain = (answer: Answer) => (typeof answer === 'string' ? answer.trim() : answer) || null
  const changed = fields.filter(({ key }) => plain(stored[key]) !== plain(answers[key]))
  if (changed.length === 0) return undefined
  return Object.fromEntries(changed.map(({ key }) => [key, plain(answers[key])]))
}
