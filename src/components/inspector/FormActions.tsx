import { createContext, useContext } from 'react'
import { createPortal } from 'react-dom'
import { destructive } from '../ui/destructive.ts'

/** The place beside the title of the form. */
export const FormActionsContext = createContext<HTMLElement | null>(null)

/**
 * Deletes the thing of the form. It is drawn beside the title, where no form has a button that creates something, so that a double
 * click that creates a thing does not delete it again.
 */
export function FormDelete({
  label,
  text = 'Delete',
  onDelete,
}: {
  /** What is done, to those who do not see the form around it. */
  readonly label: string
  readonly text?: string
  readonly onDelete: () => void
}) {
  const place = useContext(FormActionsContext)
  if (!place) return null
  return createPortal(
    <button
      type="button"
      className="gw-btn gw-btn-danger"
      aria-label={label}
      {...destructive}
      onClick={(event) => {
        // the second click of a double click was not meant for what appeared after the first
        if (event.detail < 2) onDelete()
      }}
    >
      {text}
    </button>,
    place,
  )
}
