const drawings = {
  home: 'M4 11.5 12 5l8 6.5V19a1 1 0 0 1-1 1h-4.5v-5.5h-5V20H5a1 1 0 0 1-1-1z',
  scan: 'M4 8.5V5a1 1 0 0 1 1-1h3.5M15.5 4H19a1 1 0 0 1 1 1v3.500M20 15.500V19a1 1 0 0 1-1 1h-3.500M8.5 20H5a1 1 0 0 1-1-1v-3.500M8 12h8',
  history: 'M4.5 8.500A8.5 8.5 0 1 1 3.6 13M4 4.500v4h4M12 7.500V12l3 2',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.500V12l3 2',
  rise: 'M4 17l5.500-5.500 3.500 3.500L20 8M14.500 8H20v5.5',
  profile: 'M12 12.500a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.8-3.3 3.8-5 7.5-5s6.7 1.7 7.5 5',
  back: 'M14.5 5 8 12l6.5 7',
  next: 'M9.5 5 16 12l-6.5 7',
  tick: 'M5 12.5 10 17.5 19.5 7',
  cross: 'M6 6l12 12M18 6L6 18',
  seal: 'M12 3l2.3 1.7 2.9-.1.8 2.8 2.4 1.6-1 2.7 1 2.7-2.4 1.6-.8 2.8-2.9-.1L12 21l-2.3-1.7-2.9.1-.8-2.800L3.6 15l1-2.7-1-2.700L6 8l.8-2.8 2.9.1zM8.5 12l2.5 2.5 4.5-5',
  gift: 'M4 11h16v8.500a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1zM3 7h18v4H3zM12 7v13.500M12 7c-4 0-5.5-1.2-5.5-2.600C6.5 3.5 7.2 3 8 3c2 0 3.5 2 4 4zm0 0c4 0 5.5-1.2 5.5-2.6 0-.9-.7-1.4-1.5-1.4-2 0-3.5 2-4 4z',
  heart:
    'M12 20s-7.5-4.600-7.5-10A4.300 4.300 0 0 1 12 7.400 4.300 4.300 0 0 1 19.500 10c0 5.400-7.500 10-7.500 10z',
  flag: 'M6 21V4M6 5h11l-2.5 4 2.5 4H6',
  parcel: 'M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8',
  ticket: 'M4 7h16v3.200a2 2 0 0 0 0 3.600V17H4v-3.200a2 2 0 0 0 0-3.600zM14 7v10',
  lock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3',
  mail: 'M3.5 6.500h17v11h-17zM4 7l8 6.500L20 7',
  alert: 'M12 8v5M12 16.300v.1M12 3.5 21.5 20h-19z',
  cloud: 'M7 18.500a4.2 4.2 0 0 1-.4-8.4 5.7 5.7 0 0 1 11-.9 4.7 4.7 0 0 1-.3 9.300zM4 4l16 17',
} as const

export type IconName = keyof typeof drawings

/** A line drawing beside words; it never speaks for itself. */
export function Icon({ name, size = 24 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.7"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      class="shrink-0"
    >
      <path d={drawings[name]} />
    </svg>
  )
}
