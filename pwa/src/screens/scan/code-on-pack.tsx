/** Where to look: the label of a pack, its seal peeled back from the code. */
export function CodeOnPack() {
  return (
    <svg
      viewBox="0 0 320 150"
      class="-mx-1 block w-[calc(100%+0.5rem)] rounded-card bg-tone"
      aria-hidden="true"
    >
      <g fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" stroke-linecap="round">
        <path
          d="M56 46h208a8 8 0 0 1 8 8v66a8 8 0 0 1-8 8H56a8 8 0 0 1-8-8V54a8 8 0 0 1 8-8z"
          class="seal-under"
        />
        <path d="M272 46v-6a8 8 0 0 0-8-8h-66l-26 96h92a8 8 0 0 0 8-8z" class="seal-over" />
        <path d="M198 32c-14 20-46 26-62 22l36 74" class="seal-curl" />
      </g>
      <g fill="currentColor">
        {[0, 1, 2, 3].map(group => (
          <g key={group} transform={`translate(${66 + (group % 2) * 46} ${68 + Math.floor(group / 2) * 26})`}>
            {[0, 1, 2, 3].map(mark => (
              <rect key={mark} x={mark * 9} width="6" height="14" rx="1.5" opacity={group % 2 ? 0.5 : 0.85} />
            ))}
          </g>
        ))}
      </g>
    </svg>
  )
}
