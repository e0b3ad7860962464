import { useState } from 'react'
import { mostShown, shortened } from './shortened.ts'

/** A message in full, or its beginning with a way to the rest. */
export function LongText({ text }: { readonly text: string }) {
  const [isWhole, setWhole] = useState(false)
  if (text.length <= mostShown) return text
  return (
    <>
      {isWhole ? text : shortened(text)}{' '}
      <button
        type="button"
        className="gw-link"
        aria-expanded={isWhole}
        onClick={() => setWhole(!isWhole)}
      >
        {isWhole ? 'Show less' : 'Show all'}
      </button>
    </>
  )
}
