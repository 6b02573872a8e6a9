export interface MailBrand {
  name: string
  colours: { ink: string; paper: string; accent: string; on_accent: string }
}

export interface WrittenMail {
  subject: string
  html: string
  text: string
}

/** A part of a mail, from top to bottom. */
export type Block =
  | { text: string }
  | { label: string; href: string }
  | { beforeCode: string; code: string }
  | { small: string }

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, character => ESCAPES[character] as string)

/** One line of text: a line break in a name must not become another header or paragraph. */
export const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

function asText(block: Block): string {
  if ('text' in block) return block.text
  if ('label' in block) return `${block.label}: ${block.href}`
  return 'code' in block ? `${block.beforeCode} ${block.code}` : block.small
}

function asHtml(block: Block, button: string): string {
  if ('text' in block) return `<p>${escapeHtml(block.text)}</p>`
  if ('label' in block) {
    const { label, href } = block
    return `<p style="margin:28px 0"><a href="${escapeHtml(href)}" style="${button}">${escapeHtml(label)}</a></p>`
  }
  if ('small' in block) return `<p style="font-size:14px">${escapeHtml(block.small)}</p>`
  return `<p style="margin-bottom:4px">${escapeHtml(block.beforeCode)}</p>
<p style="font:bold 32px/1.3 Menlo,Consolas,monospace;letter-spacing:6px;margin-top:0">${escapeHtml(block.code)}</p>`
}

/** A mail in the brand's colours, as HTML that needs no tables, images or styles of its own, and as text. */
export function composeMail(brand: MailBrand, mail: { subject: string; blocks: Block[] }): WrittenMail {
  const name = oneLine(brand.name)
  const { ink, accent, on_accent } = brand.colours
  const button = `display:inline-block;padding:14px 28px;border-radius:8px;background:${accent};color:${on_accent};font-weight:bold;text-decoration:none`
  return {
    subject: mail.subject,
    text: [...mail.blocks.map(asText), name].join('\n\n'),
    html: `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(mail.subject)}</title></head>
<body style="margin:0;padding:24px;background:#ffffff;color:${ink};font:16px/1.5 Helvetica,Arial,sans-serif">
<div style="max-width:480px;margin:0 auto">
<p style="font-size:20px;font-weight:bold;margin:0 0 24px">${escapeHtml(name)}</p>
${mail.blocks.map(block => asHtml(block, button)).join('\n')}
</div>
</body>
</html>
`,
  }
}
