import { composeMail, type MailBrand, oneLine, type WrittenMail } from './compose-mail.ts'

/** What each of the mails about a change of the e-mail needs besides the brand's name. */
export interface EmailLinkPayload {
  first_name: string
  link: string
}

/** To the new address: its owner has to agree. */
export function writeEmailConfirmMail(brand: MailBrand, payload: EmailLinkPayload): WrittenMail {
  const name = oneLine(brand.name)
  return composeMail(brand, {
    subject: `Confirm your new e-mail at ${name}`,
    blocks: [
      { text: `Hi ${oneLine(payload.first_name)},` },
      { text: `You asked to use this address for your account at ${name}.` },
      { label: 'Confirm this address', href: payload.link },
      { text: 'The button works once, for 24 hours. Points cannot be spent for 72 hours after the change.' },
      { small: 'If this was not you, ignore this mail: nothing happens without the button.' },
    ],
  })
}

/** To the old address: somebody wants to take the account elsewhere. */
export function writeEmailNoticeMail(brand: MailBrand, payload: EmailLinkPayload): WrittenMail {
  const name = oneLine(brand.name)
  return composeMail(brand, {
    subject: `Your e-mail at ${name} is about to change`,
    blocks: [
      { text: `Hi ${oneLine(payload.first_name)},` },
      { text: `Somebody signed in to your account at ${name} asked to use another e-mail address for it.` },
      { text: 'If this was you, there is nothing to do here: confirm it in the mail to the new address.' },
      { label: 'This was not me', href: payload.link },
      {
        small:
          'The button keeps this address and signs everybody out, until 72 hours after the change as well.',
      },
    ],
  })
}

/** To an address that is a member's already: nothing happens, and whoever asked is not told. */
export function writeEmailTakenMail(brand: MailBrand): WrittenMail {
  const name = oneLine(brand.name)
  return composeMail(brand, {
    subject: `You are a member of ${name} already`,
    blocks: [
      { text: 'Hi,' },
      { text: `Somebody asked to use this address for another account at ${name}. It is yours already.` },
      { text: 'Nothing was changed. To use your account, sign in with this address.' },
    ],
  })
}
