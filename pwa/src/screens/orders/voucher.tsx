import { CopyButton } from '../../parts/copy-button.tsx'
import { spendingWords } from '../../words/spending.ts'

/** The code of a digital reward, large enough to be read out at a counter. */
export function Voucher({ code }: { code: string }) {
  const { label, copy } = spendingWords.voucher
  return (
    <section class="voucher" aria-label={label}>
      <p class="text-small">{label}</p>
      <p class="voucher-code">{code}</p>
      <CopyButton text={code} label={copy} />
    </section>
  )
}
