import { useEffect, useState } from 'preact/hooks'

let speak: (text: string) => void = () => {}

/** Says something to those who hear the page, without moving them. */
export const announce = (text: string) => speak(text)

export function Announcer() {
  const [text, setText] = useState('')
  useEffect(() => {
    speak = setText
    return () => {
      speak = () => {}
    }
  }, [])
  return (
    <p class="sr-only" aria-live="polite">
      {text}
    </p>
  )
}
