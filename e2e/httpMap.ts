import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { Designer } from './designer.ts'

/** A design with an HTTP API that has nothing yet, as it is saved. */
const emptyHttpDesign = JSON.stringify({
  format: 'gatewright-design',
  version: 2,
  id: 'tickets',
  name: 'Tickets',
  apis: {
    tickets: {
      protocol: 'HTTP',
      id: 'tickets',
      name: 'Tickets',
      corsConfiguration: { allowOrigins: ['https://desk.example.com'], allowMethods: ['GET'] },
      stages: { $default: { stageName: '$default', autoDeploy: true } },
    },
  },
})

/** The map of an HTTP API in a person's words. */
export class HttpMap extends Designer {
  /** An HTTP API in an empty design. */
  static async create(page: Page, name: string): Promise<HttpMap> {
    const map = new HttpMap(page)
    await page.goto('./')
    await page.getByRole('button', { name: 'New design' }).click()
    await map.canvas.getByRole('button', { name: 'Create HTTP API' }).click()
    const dialog = page.getByRole('dialog', { name: 'Create HTTP API' })
    await dialog.getByLabel('API name').fill(name)
    await dialog.getByRole('button', { name: 'Create API' }).click()
    await expect(map.canvas.getByRole('application', { name: `Map of ${name}` })).toBeVisible()
    return map
  }

  static async open(page: Page): Promise<HttpMap> {
    const map = new HttpMap(page)
    await page.goto('./')
    await page.getByRole('button', { name: 'Paste or URL' }).click()
    await map.openTextIn(page.getByRole('dialog', { name: 'Open or import' }), emptyHttpDesign)
    await expect(map.canvas.getByRole('application', { name: 'Map of Tickets' })).toBeVisible()
    return map
  }

  /** A route's row, by its key. */
  row(routeKey: string): Locator {
    const pattern = routeKey.replace(/[$\\{}+]/g, '\\$&')
    return this.canvas.getByRole('option', { name: new RegExp(`^${pattern}(,|$)`) })
  }

  get shared(): Locator {
    return this.canvas.getByRole('group', { name: /^Integration / })
  }

  async addRoute(method: string, path: string): Promise<void> {
    await this.canvas.getByRole('button', { name: 'Route', exact: true }).click()
    const form = this.page.getByRole('dialog', { name: 'Add route' })
    await form.getByLabel('Method').selectOption(method)
    if (method !== '$default') await form.getByLabel('Route', { exact: true }).fill(path)
    await form.getByRole('button', { name: 'Add route' }).click()
    await expect(form).toBeHidden()
    await expect(this.row(method === '$default' ? method : `${method} ${path}`)).toBeVisible()
  }

  async addFunction(name: string): Promise<void> {
    await this.canvas.getByRole('button', { name: 'Add backend: Lambda function' }).click()
    const form = this.page.getByRole('dialog', { name: 'Add backend' })
    await form.getByLabel('Function name').fill(name)
    await form.getByRole('button', { name: 'Add backend' }).click()
    // the map moves until what was added is in view
    await expect(this.backend(name)).toBeInViewport({ ratio: 1 })
  }

  async addEndpoint(url: string, name: string): Promise<void> {
    await this.canvas.getByRole('button', { name: 'Add backend: HTTP endpoint' }).click()
    const form = this.page.getByRole('dialog', { name: 'Add backend' })
    await form.getByLabel('Endpoint URL').fill(url)
    await form.getByRole('button', { name: 'Add backend' }).click()
    // the map moves until what was added is in view
    await expect(this.backend(name)).toBeInViewport({ ratio: 1 })
  }

  /** Connect a route to a backend by a drag of the mouse. */
  async connect(routeKey: string, backend: string): Promise<void> {
    await this.drag(this.handleOf(this.row(routeKey)), this.backend(backend))
    await expect(this.row(routeKey)).toHaveAccessibleName(new RegExp(`to ${backend}`))
  }

  /** Select the API by its row in the navigator: the design before it can have the same name. */
  async selectApi(name: string): Promise<void> {
    await this.navigator.getByRole('treeitem', { name, exact: true }).last().click()
    await expect(this.inspector.getByRole('heading', { name: 'HTTP API' })).toBeVisible()
  }

  /** Select a route and wait for its form. */
  async selectRoute(routeKey: string): Promise<void> {
    await this.row(routeKey).click()
    await expect(
      this.inspector.getByRole('button', { name: `Delete the route ${routeKey}` }),
    ).toBeVisible()
  }
}
