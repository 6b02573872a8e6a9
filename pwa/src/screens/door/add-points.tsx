import { useMutation } from '@tanstack/preact-query'
import { useLocation } from 'preact-iso'
import { answered, api } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { Button } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { keepResult } from '../../scan/latest-result.ts'
import { operationId } from '../../session/kept.ts'
import { formatPoints } from '../../words/format.ts'
import { words } from '../../words/index.ts'

/** A member's scan; without `points` the code is not switched on yet and is only remembered. */
export function AddPoints({ code, points }: { code: string; points: number | null }) {
  const name = usePointsName()
  const { route } = useLocation()
  const scan = useMutation({
    mutationFn: () =>
      answered(api.POST('/api/scans', { body: { code, client_op_id: operationId(`scan:${code}`) } })),
    onSuccess: result => {
      keepResult(result)
      void queries.invalidateQueries({ predicate: query => query.queryKey[0] !== 'config' })
      route('/scan/result', true)
    },
  })
  return (
    <>
      <ProblemNote cause={scan.error} />
      <Button busy={scan.isPending} onClick={() => scan.mutate()}>
        {points === null ? words.door.remember : words.door.add(formatPoints(points, name))}
      </Button>
    </>
  )
}
