import type { Day } from '../platform/calendar.ts'
import type { Tx } from '../platform/db/database.ts'
import type { SuggestionName } from './suggestion-id.ts'

export const RESPONSES = ['shown', 'tapped', 'dismissed', 'done'] as const
export type Response = (typeof RESPONSES)[number]

/** A response as it stands in the log: on whatever screen, once a day. */
export interface LoggedResponse extends SuggestionName {
  day: Day
  response: Response
}

const RECENT = `
  select distinct day, kind, subject, response from personalization_responses
  where brand_id = $1 and member_id = $2 and day >= $3`

/** How a member responded since a day; a range of the primary key, of at most some rows a day. */
export const readResponses = (tx: Tx, memberId: string, since: Day): Promise<LoggedResponse[]> =>
  tx.raw<LoggedResponse>(RECENT, [tx.brandId, memberId, since])

/** What the responses to one suggestion come to. */
export interface ResponseStanding {
  dismissedOn: Day | null
  doneOn: Day | null
  /** Days on which it was shown since it was last tapped, the latest first. */
  shownInVain: Day[]
}

const NONE: ResponseStanding = { dismissedOn: null, doneOn: null, shownInVain: [] }

const keyOf = ({ kind, subject }: SuggestionName) => `${kind}/${subject}`

/** How a member responded, by suggestion. */
export class ResponseStandings {
  readonly #bySuggestion: Map<string, LoggedResponse[]>

  constructor(responses: readonly LoggedResponse[]) {
    this.#bySuggestion = Map.groupBy(responses, keyOf)
  }

  of(name: SuggestionName): ResponseStanding {
    const responses = this.#bySuggestion.get(keyOf(name))
    if (!responses) return NONE
    const days = (wanted: Response) =>
      responses.filter(({ response }) => response === wanted).map(({ day }) => day)
    const last = (wanted: Response) => days(wanted).reduce<Day | null>((a, b) => Math.max(a ?? b, b), null)
    const tappedOn = last('tapped') ?? Number.NEGATIVE_INFINITY
    return {
      dismissedOn: last('dismissed'),
      doneOn: last('done'),
      shownInVain: days('shown')
        .filter(day => day > tappedOn)
        .sort((a, b) => b - a),
    }
  }
}
