import type { FastifyRequest } from 'fastify'

/** Where the brand was asked for, such as `https://go.fernwood.com`: what mailed links begin with. */
export const originOf = (request: FastifyRequest) => `${request.protocol}://${request.host}`
