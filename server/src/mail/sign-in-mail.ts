/** What a sign-in mail says besides the brand's name. */
export interface SignInPayload {
  first_name: string
  link: string
  code: string
  /** The product whose claim asked for the mail; without it, the mail is for signing in. */
  product_name?: string
}

export interface MailBrand {
  name: string
  colours: { ink: string; paper: string; accent: string; on_accent: string }
}

export interface WrittenMail {
  subject: string
  html: string
  text: string
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, character => ESCAPES[character] as string)

/** One line of text: a line break in a name must not become another header or paragraph. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

function words(brand: MailBrand, payload: SignInPayload) {
  const name = oneLine(brand.name)
  const product = payload.product_name ? oneLine(payload.product_name) : undefined
  return {
    name,
    greeting: `Hi ${oneLine(payload.first_name)},`,
    subject: product ? `Confirm your claim at ${name}` : `Sign in to ${name}`,
    asked: product
      ? `You claimed ${product} at ${name}. Confirm that this is your e-mail address, and your points are yours.`
      : `You asked to sign in to ${name}.`,
    button: product ? 'Confirm and sign in' : 'Sign in',
    code: 'Or type this code in the app:',
    valid: 'The button and the code work once, for 10 minutes.',
    ignore: 'If this was not you, ignore this mail: nothing happens without the button or the code.',
  }
}

/** The mail with the link and the code, as HTML that needs no tables, images or styles of its own, and as text. */
export function writeSignInMail(brand: MailBrand, payload: SignInPayload): WrittenMail {
  const said = words(brand, payload)
  const html = Object.fromEntries(
    Object.entries(said).map(([key, text]) => [key, escapeHtml(text)]),
  ) as typeof said
  const { ink, accent, on_accent } = brand.colours
  const button = `display:inline-block;padding:14px 28px;border-radius:8px;background:${accent};color:${on_accent};font-weight:bold;text-decoration:none`
  return {
    subject: said.subject,
    text: [
      said.greeting,
      said.asked,
      `${said.button}: ${payload.link}`,
      `${said.code} ${payload.code}`,
      said.valid,
      said.ignore,
      said.name,
    ].join('\n\n'),
    html: `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${html.subject}</title></head>
<body style="margin:0;padding:24px;background:#ffffff;color:${ink};font:16px/1.5 Helvetica,Arial,sans-serif">
<div style="max-width:480px;margin:0 auto">
<p style="font-size:20px;font-weight:bold;margin:0 0 24px">${html.name}</p>
<p>${html.greeting}</p>
<p>${html.asked}</p>
<p style="margin:28px 0"><a href="${escapeHtml(payload.link)}" style="${button}">${html.button}</a></p>
<p style="margin-bottom:4px">${html.code}</p>
<p style="font:bold 32px/1.3 Menlo,Consolas,monospace;letter-spacing:6px;margin-top:0">${escapeHtml(payload.code)}</p>
<p>${html.valid}</p>
<p style="font-size:14px">${html.ignore}</p>
</div>
</body>
</html>
`,
  }
}
