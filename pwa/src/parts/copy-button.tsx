import { useState } from 'preact/hooks'
import { words } from '../words/index.ts'

/** Puts a text where it can be pasted from, and says so. */
export function CopyButton({ text, label, look = 'quiet' }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  return (
    <button
      type="button"
      class={`button button-${look}`}
      onClick={() => void navigator.clipboard?.writeText(text).then(() => setCopied(true))}
    >
      <span role="status">{copied ? words.common.copied : label}</span>
    </button>
  )
}

type CopyButtonProps = { text: string; label: string; look?: 'main' | 'quiet' | 'plain' }
