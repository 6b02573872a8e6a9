import { Icon } from './icon.tsx'

type RowLinkProps = { href: string; title: string; note?: string | undefined }

/** A row of a list that leads to another screen; stands in a `ul` of the class `tile`. */
export function RowLink({ href, title, note }: RowLinkProps) {
  return (
    <li>
      <a href={href} class="flex min-h-14 items-center justify-between gap-3 px-5 py-3 no-underline">
        <span class="min-w-0">
          <span class="block">{title}</span>
          {note && <span class="block text-small text-quiet wrap-anywhere">{note}</span>}
        </span>
        <span class="text-quiet">
          <Icon name="next" size={18} />
        </span>
      </a>
    </li>
  )
}
