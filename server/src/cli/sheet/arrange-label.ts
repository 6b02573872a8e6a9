import { Problem } from '../../platform/errors.ts'
import { MM, type Place, STOCKS, type Stock } from './stocks.ts'

/** What readers need to have left white on each side. */
export const QUIET_MODULES = 4
/** Four dots of a 300 dpi printer: less is not told apart once ink has spread. */
export const MODULE_MIN_MM = 0.33
/** Smaller is not read off a pack at arm's length. */
const CODE_MIN_PT = 6
const CODE_MAX_PT = 10
/** The characters of XXXX-XXXX-XXXX-XXXX-C; in Courier each is 0.6 of the size wide. */
const CODE_WIDTH = 21 * 0.6
/** What a printer may be off before a text is cut. */
const EDGE = 1.5 * MM

export interface Line extends Place {
  /** The room that it has; its height is its size. */
  width: number
  size: number
  align: 'left' | 'center'
}

/** Where everything goes on a label, from its upper left corner. */
export interface LabelPlan {
  /** The QR code with its quiet zone. */
  qr: Place & { side: number; module: number }
  code: Line
  /** Brand and serial; in one line where they share it. */
  captions: Line[]
}

/**
 * Lays out a label of a stock for a QR code of so many modules a side. Throws a Problem where the print would be too
 * small to be read, and says what would do.
 */
export function arrangeLabel(stock: Stock, modules: number): LabelPlan {
  const plan = ARRANGE[stock.arrangement](stock.label, modules)
  const moduleMm = plan.qr.module / MM
  if (moduleMm < MODULE_MIN_MM) throw tooSmall(stock, modules, moduleMm)
  return plan
}

interface Size {
  width: number
  height: number
}

const ARRANGE = {
  /** The QR code as high as the label, three lines beside it: for labels that are low. */
  beside({ width, height }: Size, modules: number): LabelPlan {
    const x = height
    const room = { x, width: width - x - EDGE, align: 'left' as const }
    const size = codeSize(room.width)
    const middle = (height - size) / 2
    const caption = (y: number) => ({ ...room, y, size: 5.5 })
    return {
      qr: { x: 0, y: 0, ...qrOf(height, modules) },
      code: { ...room, y: middle, size },
      captions: [caption(middle - 8), caption(middle + size + 2.5)],
    }
  },

  /** The typed form under the QR code, brand and serial to its right. */
  under({ width, height }: Size, modules: number): LabelPlan {
    const size = codeSize(width - 2 * EDGE)
    const side = height - EDGE - size
    const caption = (y: number) => ({
      x: side,
      y,
      width: width - side - EDGE,
      size: 7,
      align: 'left' as const,
    })
    return {
      qr: { x: 0, y: 0, ...qrOf(side, modules) },
      code: { x: EDGE, y: side, width: width - 2 * EDGE, size, align: 'left' },
      captions: [caption(side / 2 - 9), caption(side / 2 + 2)],
    }
  },

  /** All in the middle, one thing under the other: for labels that are square. */
  stacked({ width, height }: Size, modules: number): LabelPlan {
    const room = { x: EDGE, width: width - 2 * EDGE, align: 'center' as const }
    const size = codeSize(room.width)
    const captionSize = 7
    const side = height - EDGE - captionSize - 3 - size
    return {
      qr: { x: (width - side) / 2, y: 0, ...qrOf(side, modules) },
      code: { ...room, y: side, size },
      captions: [{ ...room, y: side + size + 3, size: captionSize }],
    }
  },
}

const qrOf = (side: number, modules: number) => ({ side, module: side / (modules + 2 * QUIET_MODULES) })

/** As large as the room allows, within what is well read. Throws where that is nothing. */
function codeSize(width: number): number {
  const size = Math.min(CODE_MAX_PT, width / CODE_WIDTH)
  if (size < CODE_MIN_PT) throw new Error('A stock on which the typed form cannot be read')
  return size
}

function tooSmall({ name }: Stock, modules: number, moduleMm: number): Problem {
  const larger = STOCKS.filter(stock => {
    return ARRANGE[stock.arrangement](stock.label, modules).qr.module / MM >= MODULE_MIN_MM
  })
  const advice =
    larger.length === 0
      ? 'No stock is large enough.'
      : `Large enough are ${larger.map(stock => stock.name).join(', ')}.`
  return new Problem(400, 'label_too_small', `The address is too long for the label ${name}`, {
    detail: `A module of its QR code would be ${moduleMm.toFixed(2)} mm; below ${MODULE_MIN_MM} mm a print is not read reliably. ${advice} A lower --error-correction or a shorter domain makes fewer modules.`,
  })
}
