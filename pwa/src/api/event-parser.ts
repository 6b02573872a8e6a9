export type ServerEvent = { id: string; event: string; data: string }

/** Reads `text/event-stream` in pieces of any size; what it returns takes the next piece and calls `onEvent`. */
export function createEventParser(onEvent: (event: ServerEvent) => void) {
  let rest = ''
  let id = ''
  let event = ''
  let data: string[] = []

  const field = (line: string) => {
    if (line === '') {
      if (data.length > 0) onEvent({ id, event: event || 'message', data: data.join('\n') })
      event = ''
      data = []
      return
    }
    const colon = line.indexOf(':')
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (name === 'data') data.push(value)
    else if (name === 'event') event = value
    else if (name === 'id' && !value.includes('\0')) id = value
  }

  return (piece: string) => {
    rest += piece
    // A carriage return at the very end may be half of a line end.
    const complete = rest.endsWith('\r') ? rest.slice(0, -1) : rest
    const lines = complete.split(/\r\n|\n|\r/)
    rest = (lines.pop() ?? '') + rest.slice(complete.length)
    for (const line of lines) field(line)
  }
}
