import { composeMail, type MailBrand, oneLine, type WrittenMail } from './compose-mail.ts'

export interface RecallPayload {
  first_name: string
  product_name: string
  lot_number: string | null
  /** Why, as the operator wrote it. */
  reason: string
  made_good: 'keep_points' | 'hold' | 'bonus'
  bonus: string | null
}

const POINTS: Record<RecallPayload['made_good'], (bonus: string | null) => string> = {
  keep_points: () => 'The points that it gave stay yours.',
  hold: () => 'The points that it gave are on hold while we look into it.',
  bonus: bonus => `The points that it gave stay yours, and ${bonus} were added.`,
}

/** To who scanned a pack that is recalled: a notice about safety, which goes out without consent to marketing. */
export function writeRecallMail(brand: MailBrand, payload: RecallPayload): WrittenMail {
  const name = oneLine(brand.name)
  const product = oneLine(payload.product_name)
  const lot = payload.lot_number ? `, lot ${oneLine(payload.lot_number)}` : ''
  return composeMail(brand, {
    subject: `Recall: ${product}`,
    blocks: [
      { text: `Hi ${oneLine(payload.first_name)},` },
      { text: `${name} recalls ${product}${lot}. You scanned a pack of it. Please do not use it any more.` },
      { text: `Why: ${oneLine(payload.reason)}` },
      { text: 'Take what is left back to the shop where you bought it.' },
      { text: POINTS[payload.made_good](payload.bonus) },
      { small: 'You get this mail because it is about your safety, whatever you chose about offers.' },
    ],
  })
}
