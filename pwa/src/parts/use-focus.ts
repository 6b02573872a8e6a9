import { useEffect, useRef } from 'preact/hooks'

/** Takes the focus to what has just come in the place of what held it; the element has `tabIndex={-1}`. */
export function useFocus<Place extends HTMLElement>() {
  const place = useRef<Place>(null)
  useEffect(() => place.current?.focus(), [])
  return place
}
