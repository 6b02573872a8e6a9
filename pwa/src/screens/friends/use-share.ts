import { useState } from 'preact/hooks'
import { answered, api } from '../../api/client.ts'
import type { OwnReferrals, ShareChannel } from '../../api/shapes.ts'
import { friendWords } from '../../words/friends.ts'

/** The ways to hand the link over; `share` is there where the device has a sheet for it. `said` is what came of it. */
export function useShare({ link, message }: Pick<OwnReferrals, 'link' | 'message'>) {
  const [said, setSaid] = useState('')
  const share = async () => {
    setSaid('')
    try {
      await navigator.share({ text: message })
      note('message')
    } catch {
      // Whoever closes the sheet has changed their mind.
    }
  }
  const copy = async (text: string, channel: ShareChannel) => {
    try {
      await navigator.clipboard.writeText(text)
      setSaid(friendWords.copied)
      note(channel)
    } catch {
      setSaid(friendWords.notCopied)
    }
  }
  return {
    share: 'share' in navigator ? () => void share() : undefined,
    copyLink: () => void copy(link, 'link'),
    copyMessage: () => void copy(message, 'message'),
    said,
    note,
  }
}

/** Tells the server that the link was handed on. The member loses nothing when that fails, and is told nothing. */
function note(channel: ShareChannel) {
  const body = { client_op_id: crypto.randomUUID(), channel }
  answered(api.POST('/api/referrals/share', { body })).catch(() => {})
}
