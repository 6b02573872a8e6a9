import { composeMail, type MailBrand, oneLine, type WrittenMail } from './compose-mail.ts'

/** What a sign-in mail says besides the brand's name. */
export interface SignInPayload {
  first_name: string
  link: string
  code: string
  /** The product whose claim asked for the mail; without it, the mail is for signing in. */
  product_name?: string
}

/** The mail with the link and the code that sign in. */
export function writeSignInMail(brand: MailBrand, payload: SignInPayload): WrittenMail {
  const name = oneLine(brand.name)
  const product = payload.product_name ? oneLine(payload.product_name) : undefined
  const asked = product
    ? `You claimed ${product} at ${name}. Confirm that this is your e-mail address, and your points are yours.`
    : `You asked to sign in to ${name}.`
  return composeMail(brand, {
    subject: product ? `Confirm your claim at ${name}` : `Sign in to ${name}`,
    blocks: [
      { text: `Hi ${oneLine(payload.first_name)},` },
      { text: asked },
      { label: product ? 'Confirm and sign in' : 'Sign in', href: payload.link },
      { beforeCode: 'Or type this code in the app:', code: payload.code },
      { text: 'The button and the code work once, for 10 minutes.' },
      { small: 'If this was not you, ignore this mail: nothing happens without the button or the code.' },
    ],
  })
}
