// Weeks lie between a friend's message and a first pack, so it outlives the tab; it names nobody but who invited.
const key = 'invitation'
const shape = /^[A-Z0-9]{4,20}$/

/** Keeps the code of who invited the reader, where this address (`?ref=…`) carries one. */
export function keepInvitation(search: string) {
  const code = tidyInvitation(new URLSearchParams(search).get('ref') ?? '')
  if (code) localStorage.setItem(key, code)
}

/** A friend's code as it is sent; null where it cannot be one. */
export function tidyInvitation(text: string): string | null {
  const code = text.trim().toUpperCase()
  return shape.test(code) ? code : null
}

/** The code of who invited the reader, or null. */
export const invitation = () => localStorage.getItem(key)

/** Forgets the code once it was sent with a claim, or was taken out of it. */
export const forgetInvitation = () => localStorage.removeItem(key)
