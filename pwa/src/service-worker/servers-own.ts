// The brand's own pictures and manifest change without a build, so they are asked for each time as well.
const servers = '/(?:api|demo|docs|health|metrics|admin|manifest\\.webmanifest|icon)(?:[/.]|$)'

/** Whether an address belongs to the server itself, so that neither the app nor its worker answers it. */
export const serversOwn = (path: string) => new RegExp(`^${servers}`).test(path)

/** The addresses that are the app's, as the router wants them. */
export const outsideOfServersOwn = new RegExp(`^(?!${servers})`)
