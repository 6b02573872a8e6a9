/** What may be said of a requirement; the first two are claims, which a command has to show. */
export const states = ['met', 'met at reduced scale', 'configured, not run here', 'open'] as const
export type State = (typeof states)[number]

export type Row = {
  id: string
  requirement: string
  /** What shows it, as one would type it. */
  commands: string[]
  figure: string
  state: string
}

/** The rows of the scorecard's tables, in their order: id, requirement, command, figure, state. */
export function readScorecard(markdown: string): Row[] {
  return markdown.split('\n').flatMap(line => {
    const [id = '', requirement = '', command = '', figure = '', state = ''] = cellsOf(line)
    if (!/^[A-Z]+\d+(\.\d+[a-z])?$/.test(id)) return []
    const commands = [...command.matchAll(/`([^`]+)`/g)].map(([, text]) => text as string)
    return [{ id, requirement, commands, figure, state }]
  })
}

/** The rows of a section: `3` is P3, `R` all of the promises. */
export function rowsOfSection(rows: Row[], section: string): Row[] {
  const name = /^\d/.test(section) ? `P${section}` : section.toUpperCase()
  return rows.filter(({ id }) => {
    const isWhole = name === 'R' || !/^\d/.test(id.slice(name.length))
    return id.startsWith(name) && isWhole
  })
}

export const isClaimed = ({ state }: Row): boolean => state === 'met' || state === 'met at reduced scale'

/** What is wrong with a row itself, before anything is run. */
export function faultsOf(row: Row): string[] {
  const faults: string[] = []
  if (!(states as readonly string[]).includes(row.state)) faults.push(`"${row.state}" is no state`)
  if (isClaimed(row) && row.commands.length === 0) faults.push('claims to be met and names no command')
  if (isClaimed(row) && row.figure === '') faults.push('claims to be met and gives no figure')
  for (const command of row.commands) {
    if (!/^npm (test|run [\w:-]+)( -- .+)?$/.test(command)) faults.push(`"${command}" is no npm command`)
  }
  return faults
}

function cellsOf(line: string): string[] {
  if (!line.startsWith('|')) return []
  return line
    .split('|')
    .slice(1, -1)
    .map(cell => cell.trim())
}
