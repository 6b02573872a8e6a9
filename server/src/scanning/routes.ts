import Type from 'typebox'
import {
  browserOf,
  ConsumeBody,
  knownBrowser,
  newBrowserName,
  originOf,
  SignedIn,
  signIn,
  type Visitors,
} from '../identity/index.ts'
import { Problem } from '../platform/errors.ts'
import { Nullable, Uuid } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import { claim } from './claim.ts'
import { consumeSignIn } from './consume-sign-in.ts'
import { correctClaim } from './correct-claim.ts'
import { disputeRoutes } from './disputes/routes.ts'
import { announce, type Scanning, scan } from './scan.ts'
import {
  CheckYourMail,
  ClaimBody,
  ClaimCorrectionBody,
  CodeText,
  CodeView,
  ScanAnswer,
  ScanBody,
} from './schema.ts'
import { showCode } from './show-code.ts'

/** The stored answer is of the moment before the e-mail was confirmed, when the gift was still held. */
const afterConfirmation = (answer: ScanAnswer): ScanAnswer =>
  answer.gift ? { ...answer, gift: { ...answer.gift, status: 'pending' } } : answer

const MAILED = { status: 'check_your_mail' as const }

export function scanningRoutes(server: Server, context: Scanning & { visitors: Visitors }) {
  const { platform, programs, visitors } = context
  const tags = ['scanning']
  disputeRoutes(server, context)

  server.get(
    '/api/codes/:code',
    {
      schema: {
        tags,
        summary: 'What a code is, and what it would give; never claims',
        params: Type.Object({ code: CodeText }),
        response: { 200: CodeView },
      },
    },
    async request => {
      const { brand, memberId } = await visitors.adult(request)
      const entry = { address: request.ip, browser: knownBrowser(request) }
      return showCode(platform, { brand, memberId, code: request.params.code, ...entry })
    },
  )

  server.post(
    '/api/claims',
    {
      schema: { tags, summary: 'A newcomer’s first scan', body: ClaimBody, response: { 202: CheckYourMail } },
    },
    async (request, reply) => {
      const { brand } = await visitors.adult(request)
      await claim(context, request.body, {
        program: await programs.of(brand),
        origin: originOf(request),
        browser: browserOf(request, reply, newBrowserName),
        address: request.ip,
        requestId: request.id,
      })
      return reply.code(202).send(MAILED)
    },
  )

  server.patch(
    '/api/claims/:client_op_id',
    {
      schema: {
        tags,
        summary: 'Correct e-mail or address of a claim (24 h) and mail again',
        params: Type.Object({ client_op_id: Uuid }),
        body: ClaimCorrectionBody,
        response: { 202: CheckYourMail },
      },
    },
    async (request, reply) => {
      const { brand } = await visitors.adult(request)
      await correctClaim(platform, request.params.client_op_id, request.body, {
        brandId: brand.id,
        origin: originOf(request),
        browser: browserOf(request, reply, newBrowserName),
        address: request.ip,
        requestId: request.id,
      })
      return reply.code(202).send(MAILED)
    },
  )

  server.post(
    '/api/auth/link/consume',
    {
      schema: {
        tags: ['identity'],
        summary: 'Sign in with a mailed link or 6-digit code; scans the code that the link carries',
        body: ConsumeBody,
        response: { 200: Type.Object({ ...SignedIn.properties, scan: Nullable(ScanAnswer) }) },
      },
    },
    async (request, reply) => {
      const brand = await visitors.brand(request)
      await platform.limits.check('sign_in_failure_address', request.ip)
      const program = await programs.of(brand)
      const done = await platform.db.transaction(brand.id, async tx => {
        const browser = knownBrowser(request)
        const consumed = await consumeSignIn(context, tx, request.body, {
          program,
          browser,
          requestId: request.id,
        })
        if (consumed instanceof Problem) return consumed
        const input = { memberId: consumed.memberId, at: platform.clock() }
        return { consumed, signedIn: await signIn({ visitors, brand, tx }, input, request, reply) }
      })
      if (done instanceof Problem) {
        await platform.limits.take('sign_in_failure_address', request.ip)
        throw done
      }
      const { memberId, outcome } = done.consumed
      if (outcome) announce(platform, brand.id, memberId, outcome)
      return { ...done.signedIn, scan: outcome ? afterConfirmation(JSON.parse(outcome.answer)) : null }
    },
  )

  server.post(
    '/api/scans',
    { schema: { tags, summary: 'Scan a code', body: ScanBody, response: { 200: ScanAnswer } } },
    async (request, reply) => {
      const { brand, memberId } = await visitors.member(request)
      const answer = await scan(context, {
        brand,
        memberId,
        code: request.body.code,
        pin: request.body.pin,
        clientOpId: request.body.client_op_id,
        requestId: request.id,
        address: request.ip,
        browser: knownBrowser(request),
      })
      // The stored bytes, as they are: a repeated operation answers exactly what it answered the first time.
      return reply
        .type('application/json; charset=utf-8')
        .serializer(String)
        .send(answer as never)
    },
  )
}
