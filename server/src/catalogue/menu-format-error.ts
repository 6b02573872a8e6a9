export type MenuFormatCode =
  | 'not_csv'
  | 'too_large'
  | 'too_many_rows'
  | 'empty'
  | 'no_header'
  | 'no_name_column'
  | 'no_price_column'
  | 'unknown_field'
  | 'unknown_column'

/** The file as a whole cannot be imported; `code` is stable, the message is written for the operator. */
export class MenuFormatError extends Error {
  readonly code: MenuFormatCode

  constructor(code: MenuFormatCode, message: string) {
    super(message)
    this.name = 'MenuFormatError'
    this.code = code
  }
}
