const CONTROL = '\\u0000-\\u001F\\u007F-\\u009F'

/** Text of one line: a name or an address with a line break or a bell would break a mail, a label or a table. */
export const ONE_LINE = `^[^${CONTROL}]*$`

/** The same with something in it. */
export const ONE_LINE_NOT_BLANK = `^[^${CONTROL}]*[^\\s${CONTROL}][^${CONTROL}]*$`
