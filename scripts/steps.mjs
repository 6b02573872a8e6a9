// Plain JavaScript: it also serves the script that runs before anything is installed.

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const isTerminal = process.stdout.isTTY === true && process.env.TERM !== 'dumb'
const quietMs = 1000

/**
 * Shows a piece of work under a title while it runs: a spinner on a terminal, plain lines elsewhere.
 * @template T
 * @param {string} title
 * @param {(tell: (detail: string) => void) => Promise<T>} work may tell what it is doing at the moment
 * @returns {Promise<T>} what the work gives; its error passes through
 */
export async function step(title, work) {
  const began = performance.now()
  const line = isTerminal ? spinner(title) : plainLines(title)
  try {
    const result = await work(line.tell)
    line.end(`${green('✓')} ${title} ${dim(seconds(began))}`)
    return result
  } catch (error) {
    line.end(`${red('✗')} ${title} ${dim(seconds(began))}`)
    throw error
  }
}

/** @param {number} began a moment of performance.now() */
export function seconds(began) {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`
}

/** @param {string} text */
export const bold = text => paint(1, text)
/** @param {string} text */
export const dim = text => paint(2, text)
/** @param {string} text */
export const red = text => paint(31, text)
/** @param {string} text */
export const green = text => paint(32, text)

/** @param {number} code @param {string} text */
function paint(code, text) {
  return isTerminal && !process.env.NO_COLOR ? `\x1b[${code}m${text}\x1b[0m` : text
}

/** @param {string} title */
function spinner(title) {
  let frame = 0
  let detail = ''
  const draw = () => {
    const room = (process.stdout.columns || 80) - title.length - 6
    const tail = detail && room > 10 ? dim(` ${detail.slice(0, room)}`) : ''
    process.stdout.write(`\r${frames[frame++ % frames.length]} ${title}${tail}\x1b[K`)
  }
  draw()
  const timer = setInterval(draw, 80)
  return {
    /** @param {string} text */
    tell: text => {
      detail = text
    },
    /** @param {string} text */
    end: text => {
      clearInterval(timer)
      process.stdout.write(`\r${text}\x1b[K\n`)
    },
  }
}

/** A log of what is quick needs only its end; what takes longer also says that it began. @param {string} title */
function plainLines(title) {
  let saysItBegan = () => {
    console.log(`… ${title}`)
    saysItBegan = () => {}
  }
  const timer = setTimeout(() => saysItBegan(), quietMs)
  return {
    /** @param {string} text */
    tell: text => {
      saysItBegan()
      console.log(`  ${text}`)
    },
    /** @param {string} text */
    end: text => {
      clearTimeout(timer)
      console.log(text)
    },
  }
}
