export type Fact = [name: string, value: string]

/** Names at the left, values at the right; one below the other where a line is too short for both. */
export function FactList({ facts }: { facts: Fact[] }) {
  if (facts.length === 0) return null
  return (
    <dl class="divide-y divide-hairline border-y border-hairline">
      {facts.map(([name, value]) => (
        <div key={name} class="flex flex-wrap items-baseline justify-between gap-x-4 py-3">
          <dt class="text-quiet">{name}</dt>
          <dd class="min-w-0 strong wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
