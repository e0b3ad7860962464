import Button from '@cloudscape-design/components/button'
import { isWithin, removeTemplate, sameAddress, setTemplate, valueAt } from '../../model/index.ts'
import type { Address, Design, Method } from '../../model/index.ts'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import { TemplatePanes } from './TemplatePanes.tsx'
import './template.css'

interface Choice {
  readonly at: Address
  readonly label: string
}

/** The templates of a method, and where more can be added. */
function choicesOf(design: Design, methodAt: Address | undefined): Choice[] {
  const method = methodAt && (valueAt(design, methodAt) as Method | undefined) // an address of a method
  if (!methodAt || !method?.integration) return []
  const at = [...methodAt, 'integration']
  return [
    ...Object.keys(method.integration.requestTemplates).map((type) => ({
      at: [...at, 'requestTemplates', type],
      label: `Request ${type}`,
    })),
    ...Object.values(method.integration.integrationResponses).flatMap(
      ({ statusCode, responseTemplates }) =>
        Object.keys(responseTemplates).map((type) => ({
          at: [...at, 'integrationResponses', statusCode, 'responseTemplates', type],
          label: `Response ${statusCode} ${type}`,
        })),
    ),
  ]
}

/** Where a JSON template can be added that is not there yet. */
function placesOf(design: Design, methodAt: Address | undefined): Choice[] {
  const method = methodAt && (valueAt(design, methodAt) as Method | undefined) // an address of a method
  if (!methodAt || !method?.integration) return []
  const { integration } = method
  if (integration.type === 'HTTP_PROXY' || integration.type === 'AWS_PROXY') return []
  const at = [...methodAt, 'integration']
  const json = 'application/json'
  const request = Object.hasOwn(integration.requestTemplates, json)
    ? []
    : [{ at: [...at, 'requestTemplates', json], label: 'Add a request template' }]
  const responses = Object.values(integration.integrationResponses).flatMap(
    ({ statusCode, responseTemplates }) =>
      Object.hasOwn(responseTemplates, json)
        ? []
        : [
            {
              at: [...at, 'integrationResponses', statusCode, 'responseTemplates', json],
              label: `Add a response template for ${statusCode}`,
            },
          ],
  )
  return [...request, ...responses]
}

/** Edit a mapping template: its text, what is wrong with it, and what it prints for the last run's body. */
export function TemplateEditor() {
  const { designStore, viewStore } = useStores()
  const design = useDesign((present) => present)
  const methodAt = useView((state) => state.entryAt)
  const templateAt = useView((state) => state.templateAt)
  const choices = choicesOf(design, methodAt)
  const places = placesOf(design, methodAt)
  const isOfMethod = templateAt && methodAt && isWithin(templateAt, methodAt)
  const chosen = isOfMethod || (templateAt && !methodAt) ? templateAt : choices[0]?.at
  const found = chosen && valueAt(design, chosen)
  const text = typeof found === 'string' ? found : undefined
  const key = chosen?.join('\n') ?? ''
  const open = (at: Address) => viewStore.getState().change({ templateAt: at })
  const add = (at: Address) => {
    const first = "$input.json('$')"
    if (
      designStore
        .getState()
        .edit('Add a mapping template', (present) => setTemplate(present, { at, text: first })).ok
    )
      open(at)
  }
  return (
    <div className="gw-template">
      <div className="gw-template-bar" role="toolbar" aria-label="Templates">
        <div className="gw-template-choices">
          {choices.map(({ at, label }) => (
            <button
              key={at.join('/')}
              type="button"
              aria-pressed={chosen !== undefined && sameAddress(at, chosen)}
              onClick={() => open(at)}
            >
              {label}
            </button>
          ))}
          {places.map(({ at, label }) => (
            <Button
              key={at.join('/')}
              variant="inline-link"
              iconName="add-plus"
              onClick={() => add(at)}
            >
              {label}
            </Button>
          ))}
        </div>
        {chosen && text !== undefined && (
          <Button
            variant="inline-link"
            onClick={() =>
              designStore
                .getState()
                .edit('Remove a mapping template', (present) =>
                  removeTemplate(present, { at: chosen }),
                )
            }
          >
            Remove
          </Button>
        )}
      </div>
      {chosen === undefined || text === undefined ? (
        <p className="gw-panel-empty">
          {methodAt === undefined
            ? 'Select a method: its mapping templates are edited here.'
            : places.length > 0
              ? 'This method has no mapping template yet: add one above.'
              : 'This method has no mapping templates: a proxy passes bodies through.'}
        </p>
      ) : (
        <TemplatePanes key={key} at={chosen} text={text} />
      )}
    </div>
  )
}
