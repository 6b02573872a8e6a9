import type { Measured } from './measure.ts'
import type { YearRun } from './run-year.ts'

/** Of the points outstanding when the year ends, those that nobody will ever spend. */
export const BREAKAGE_ASSUMED = 0.3

export const AIMS = {
  value_percent: [7, 10],
  farm_points_withheld_min: 0.9,
  honest_held_max: 0.005,
} as const

export interface Report extends Measured {
  seed: number
  value: { percent: number; if_all_is_spent: number; if_no_more_is_spent: number }
  liability_dollars: number
  redemption_rate: number
  breakage_share: number
  wall_seconds: number
  scans_per_second: number
  missed: string[]
}

/** The year in the figures that its aims are about; `missed` names those that it does not reach. */
export function reportOf(seed: number, { measured, wallMs, scansPerSecond }: YearRun): Report {
  const { points, price_paid_cents: paid, farms, honest, faults } = measured
  const percent = (spentLater: number) => (100 * (points.spent + spentLater)) / paid
  const value = percent(points.outstanding * (1 - BREAKAGE_ASSUMED))
  const [least, most] = AIMS.value_percent
  const missed = [
    value < least || value > most ? `value given back ${value.toFixed(1)} %, aim ${least} to ${most} %` : '',
    farms.withheld_share < AIMS.farm_points_withheld_min ? 'farm points withheld, aim at least 90 %' : '',
    honest.held_share > AIMS.honest_held_max ? 'honest journeys held, aim at most 0.5 %' : '',
    Object.keys(faults).length > 0 ? 'invariants, aim 0 faults' : '',
  ].filter(line => line !== '')
  return {
    seed,
    ...measured,
    value: { percent: value, if_all_is_spent: percent(points.outstanding), if_no_more_is_spent: percent(0) },
    liability_dollars: points.outstanding / 100,
    redemption_rate: points.spent / points.earned,
    breakage_share: (points.expired + points.outstanding * BREAKAGE_ASSUMED) / points.earned,
    wall_seconds: wallMs / 1_000,
    scans_per_second: scansPerSecond,
    missed,
  }
}

const whole = (number: number) => Math.round(number).toLocaleString('en-US')
const share = (number: number) => `${(100 * number).toFixed(2)} %`
const list = (counts: Record<string, number | string>) =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${typeof count === 'number' ? whole(count) : count}`)
    .join(', ') || 'none'

/** The report as people read it. */
export function reportText(report: Report): string {
  const { points, value, farms, honest, faults } = report
  const lines: [string, string][] = [
    ['seed', String(report.seed)],
    ['members, scans', `${whole(report.members)}, ${whole(report.scans)}`],
    [
      'price paid',
      `$${whole(report.price_paid_cents / 100)} (list price of every pack that was scanned and kept)`,
    ],
    ['value given back', `${value.percent.toFixed(2)} % of it, aim ${AIMS.value_percent.join(' to ')} %`],
    ['', '= (points spent + points outstanding x (1 - breakage)) x 1 cent / price paid'],
    [
      '',
      `breakage assumed: ${share(BREAKAGE_ASSUMED)} of what is outstanding is never spent; gifts have no cost`,
    ],
    [
      '',
      `between ${value.if_no_more_is_spent.toFixed(2)} % (nothing more is spent) and ${value.if_all_is_spent.toFixed(2)} % (all is)`,
    ],
    [
      'points',
      `${whole(points.earned)} earned, ${whole(points.spent)} spent, ${whole(points.expired)} expired`,
    ],
    ['', list(points.by_reason)],
    [
      'liability',
      `$${whole(report.liability_dollars)} (${whole(points.outstanding)} points outstanding, 1 cent each)`,
    ],
    ['redemption rate', `${share(report.redemption_rate)} of the points earned`],
    ['breakage', `${share(report.breakage_share)} of the points earned (expired, and assumed)`],
    ['members per rank', list(report.ranks)],
    ['orders', list(report.orders)],
    ['referrals', list(report.referrals)],
    ['farm points withheld', `${share(farms.withheld_share)} of ${whole(farms.points)}, aim 90 %`],
    ...Object.entries(farms.by_kind).map(([kind, text]): [string, string] => ['', `${kind}: ${text}`]),
    [
      'honest journeys held',
      `${share(honest.held_share)} (${honest.held} of ${whole(honest.members)}), aim 0.5 %; ${list(honest.reasons)}`,
    ],
    ['invariants', Object.keys(faults).length === 0 ? '0 faults, all brands' : list(faults)],
    ['wall time', `${report.wall_seconds.toFixed(1)} s, ${whole(report.scans_per_second)} scans a second`],
  ]
  const verdict =
    report.missed.length === 0 ? 'Every aim is reached.' : `Missed: ${report.missed.join('; ')}.`
  return [...lines.map(([name, text]) => `${name.padEnd(22)}${text}`), '', verdict].join('\n')
}
