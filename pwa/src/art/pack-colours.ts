// Each thing's colour is a turn away from the brand's accent, as deep as ink.
const turns = [0, -45, 45, 95, 150]

/** The colour of a pack or a reward, by its seed, for the styles of `.pack`. */
export const packColours = (seed: number) => ({ '--pack-turn': String(turns[seed % turns.length]) })
