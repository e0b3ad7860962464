import type { BackendKind } from '../../model/index.ts'

const drawings = {
  add: 'M8 3v10M3 8h10',
  zoomIn: 'M8 4v8M4 8h8',
  zoomOut: 'M4 8h8',
  fit: 'M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3',
  tidy: 'M3 3.5h7M6 8h7M6 12.5h7M3 3.5v9M3 8h3M3 12.5h3',
  minimap: 'M2.5 3.5h11v9h-11zM8.5 8h3.5v3H8.5z',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.5 10.5l3 3',
  close: 'M4 4l8 8M12 4l-8 8',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  key: 'M5.5 10.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8 8h6M12 8v2.5',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  skip: 'M4 4l5 4-5 4zM12 4v8',
  dash: 'M4 8h8',
  turn: 'M13 4v4H4M7 5L4 8l3 3',
  warning: 'M8 2.5L14 13H2zM8 6.5v3M8 11v.6',
  error: 'M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM8 4.8v4M8 11v.4',
  up: 'M3.5 10L8 5.5l4.5 4.5',
  down: 'M3.5 6L8 10.5 12.5 6',
} as const
export type IconName = keyof typeof drawings

/** A drawing of 16 by 16, in the colour of the text. It says nothing that words beside it do not say. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="canvas-icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={drawings[name]} />
    </svg>
  )
}

const backendDrawings = {
  http: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM3 10h14M10 3c2 2 3 4.5 3 7s-1 5-3 7c-2-2-3-4.5-3-7s1-5 3-7z',
  lambda: 'M6 4h2.5l6 12H17M9.8 9L5.5 16',
  dynamodb:
    'M4 5.5c0-3.3 12-3.3 12 0v9c0 3.3-12 3.3-12 0zM4 5.5c0 3.3 12 3.3 12 0M4 10c0 3.3 12 3.3 12 0',
  kinesis: 'M3 6c3-3 5 3 8 0s4-1 6 0M3 10.5c3-3 5 3 8 0s4-1 6 0M3 15c3-3 5 3 8 0s4-1 6 0',
  sqs: 'M3 6h4v8H3zM8.5 6h4v8h-4zM14 6h3v8h-3',
  sns: 'M4 8v4h3l6 4V4L7 8zM15 8c1 1 1 3 0 4',
  states: 'M7.5 3h5v4h-5zM3 13h5v4H3zM12 13h5v4h-5zM10 7v3M5.5 13v-3h9v3',
  events: 'M10 3l6 3.5v7L10 17l-6-3.5v-7zM10 7.5v5M7.8 8.8l4.4 2.4M12.2 8.8l-4.4 2.4',
  s3: 'M4 5l1.5 11c0 1.5 9 1.5 9 0L16 5M4 5c0-2 12-2 12 0s-12 2-12 0z',
  service:
    'M10 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM10 3v2.5M10 14.5V17M3 10h2.5M14.5 10H17M5 5l1.8 1.8M13.2 13.2L15 15M15 5l-1.8 1.8M6.8 13.2L5 15',
} satisfies { [K in BackendKind]: string }

/** The drawing of a kind of backend, 20 by 20. */
export function BackendIcon({ kind }: { readonly kind: BackendKind }) {
  return (
    <svg className="canvas-backend-icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={backendDrawings[kind]} />
    </svg>
  )
}
