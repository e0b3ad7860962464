import { exporters } from '../../model/index.ts'
import type { DiffLine } from '../ui/lineDiff.ts'
import type { ExportChanges } from '../files/transferWorker.ts'
import './change.css'

const marks = { same: ' ', removed: '−', added: '+' } satisfies Record<DiffLine['kind'], string>

/** What an export changes in the document that was opened, line by line. */
export function ChangeView({ changes }: { readonly changes: ExportChanges }) {
  const { hunks, hidden, openedAs, isReformatted } = changes
  return (
    <div className="gw-changed-lines" tabIndex={0} role="region" aria-label="Changed lines">
      <p className="gw-change-summary">
        Compared with the {exporters[openedAs].label}{' '}
        {openedAs === 'sam' || openedAs === 'cloudformation' ? 'template' : 'document'} that was
        opened.
        {isReformatted && ' Its indentation, quotes and comments are not compared.'}
      </p>
      {hunks.map((lines) => (
        <table key={keyOf(lines)} className="gw-change">
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.kind} ${line.before ?? line.after ?? 0}`} data-kind={line.kind}>
                <td className="gw-change-number">{line.before ?? ''}</td>
                <td className="gw-change-number">{line.after ?? ''}</td>
                <td className="gw-change-mark">{marks[line.kind]}</td>
                <td className="gw-change-text">
                  <LineText line={line} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      {hidden > 0 && <p>And {hidden} more changed lines in the download.</p>}
    </div>
  )
}

function LineText({ line: { kind, text } }: { readonly line: DiffLine }) {
  if (kind === 'removed') return <del>{text}</del>
  return kind === 'added' ? <ins>{text}</ins> : <>{text}</>
}

function keyOf([first]: readonly DiffLine[]): string {
  return `${first?.before ?? ''} ${first?.after ?? ''}`
}
