/** What is drawn on a page; from its upper left corner, in points. */
export interface DrawnPage {
  width: number
  height: number
  /** The rectangles of each path that is filled. */
  paths: Rectangle[][]
  texts: { text: string; x: number; y: number; size: number }[]
}

export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

type Matrix = readonly [number, number, number, number, number, number]

/** Reads back what an uncompressed PDF of ours draws: rectangles, and texts in the fonts that PDF has built in. */
export function readPdf(bytes: Buffer): DrawnPage[] {
  const pdf = bytes.toString('latin1')
  const objectOf = (id: string) => {
    const start = pdf.indexOf(`\n${id} 0 obj`)
    return pdf.slice(start, pdf.indexOf('endobj', start))
  }
  const [, kids = ''] = /\/Kids \[([^\]]*)\]/.exec(pdf) ?? []
  return [...kids.matchAll(/(\d+) 0 R/g)].map(([, page]) => {
    const dictionary = objectOf(page as string)
    const [, width, height] = /\/MediaBox \[0 0 (\S+) (\S+)\]/.exec(dictionary) ?? []
    const [, contents] = /\/Contents (\d+) 0 R/.exec(dictionary) ?? []
    const [, stream = ''] = /stream\n([\s\S]*)\nendstream/.exec(objectOf(contents as string)) ?? []
    return drawn(stream, Number(width), Number(height))
  })
}

/** The operators that are used; PDF counts upwards from the lower left corner. */
function drawn(stream: string, width: number, height: number): DrawnPage {
  const page: DrawnPage = { width, height, paths: [], texts: [] }
  const saved: Matrix[] = []
  let matrix: Matrix = [1, 0, 0, 1, 0, 0]
  let text: Matrix = matrix
  let size = 0
  let path: Rectangle[] = []
  let operands: string[] = []
  const numbers = () => operands.map(Number)
  const at = ([a, b, c, d, e, f]: Matrix, x: number, y: number) => ({
    x: a * x + c * y + e,
    y: height - (b * x + d * y + f),
  })
  const operators: Record<string, () => void> = {
    q: () => saved.push(matrix),
    Q: () => {
      matrix = saved.pop() as Matrix
    },
    cm: () => {
      matrix = multiply(numbers() as unknown as Matrix, matrix)
    },
    re: () => {
      const [x = 0, y = 0, w = 0, h = 0] = numbers()
      const [from, to] = [at(matrix, x, y), at(matrix, x + w, y + h)]
      path.push({
        x: Math.min(from.x, to.x),
        y: Math.min(from.y, to.y),
        width: Math.abs(to.x - from.x),
        height: Math.abs(to.y - from.y),
      })
    },
    f: () => {
      page.paths.push(path)
      path = []
    },
    Tm: () => {
      text = multiply(numbers() as unknown as Matrix, matrix)
    },
    Tf: () => {
      size = Number(operands[1])
    },
    TJ: () => {
      const hex = [...(operands[0] as string).matchAll(/<([^>]*)>/g)].map(([, part]) => part).join('')
      page.texts.push({ text: Buffer.from(hex, 'hex').toString('latin1'), ...at(text, 0, 0), size })
    },
  }
  for (const [token] of stream.matchAll(/\[[^\]]*\]|\S+/g)) {
    if (/^[-+\d.[/]/.test(token)) operands.push(token)
    else {
      operators[token]?.()
      operands = []
    }
  }
  return page
}

/** First `a`, then `b`. */
function multiply(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[1] * b[2],
    a[0] * b[1] + a[1] * b[3],
    a[2] * b[0] + a[3] * b[2],
    a[2] * b[1] + a[3] * b[3],
    a[4] * b[0] + a[5] * b[2] + b[4],
    a[4] * b[1] + a[5] * b[3] + b[5],
  ]
}
