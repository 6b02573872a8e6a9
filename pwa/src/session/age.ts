// The proof is a signed cookie that no script reads; this only saves asking twice.
const hint = 'age_confirmed'

/** Whether this device has probably passed the age gate before. */
export const ageWasConfirmed = () => localStorage.getItem(hint) === '1'

export const rememberAge = () => localStorage.setItem(hint, '1')
