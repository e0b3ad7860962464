import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

/** What the preview of a format begins with. */
const firstWords: Readonly<Record<string, string>> = {
  CloudFormation: 'AWSTemplateFormatVersion',
  'Swagger 2.0': 'swagger',
  SAM: 'Transform',
}

/** The designer in a person's words: locators and verbs. */
export class Designer {
  readonly page: Page
  readonly canvas: Locator
  readonly inspector: Locator
  readonly workbench: Locator
  readonly navigator: Locator

  constructor(page: Page) {
    this.page = page
    this.canvas = page.getByRole('region', { name: 'Canvas' })
    this.inspector = page.getByRole('region', { name: 'Inspector' })
    this.workbench = page.getByRole('region', { name: 'Workbench' })
    this.navigator = page.getByRole('region', { name: 'Navigator' })
  }

  /** The name of the open design, as the top bar has it. */
  get designName(): Locator {
    return this.page.getByRole('button', { name: /^Rename the design/ })
  }

  async renameDesign(name: string): Promise<void> {
    await this.designName.click()
    await this.page.getByRole('textbox', { name: 'Name of the design' }).fill(name)
    await this.page.keyboard.press('Enter')
  }

  async createApi(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Create REST API' }).first().click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel('API name').fill(name)
    await dialog.getByRole('button', { name: 'Create API' }).click()
    await expect(this.canvas.getByRole('application', { name: /^Map of/ })).toBeVisible()
  }

  async addResource(path: string): Promise<void> {
    await this.canvas.getByRole('button', { name: 'Resource', exact: true }).click()
    const form = this.page.getByRole('dialog', { name: 'Add resource' })
    await form.getByLabel('Path').fill(path)
    await form.getByRole('button', { name: 'Add resource' }).click()
    await expect(this.resource(path)).toBeVisible()
  }

  /** Add a method to the selected resource. */
  async addMethod(verb: string, path: string): Promise<void> {
    await this.canvas.getByRole('button', { name: 'Method', exact: true }).click()
    const picker = this.page.getByRole('dialog', { name: 'Add method' })
    await picker.getByRole('option', { name: verb, exact: true }).click()
    await expect(this.method(verb, path)).toBeVisible()
  }

  resource(path: string): Locator {
    return this.canvas.getByRole('group', { name: new RegExp(`^Resource ${path}(,|$)`) })
  }

  method(verb: string, path: string): Locator {
    return this.canvas.getByRole('option', { name: new RegExp(`^${verb} ${path}(,|$)`) })
  }

  /** A backend on the map, by its name. */
  backend(name: string): Locator {
    return this.canvas.getByRole('group', { name: new RegExp(`^Backend ${name}`, 'i') })
  }

  /** Where an edge of a method begins. */
  handleOf(method: Locator): Locator {
    return method.getByTitle(/^Drag to a backend/)
  }

  async placeOf(target: Locator): Promise<{ x: number; y: number }> {
    const box = await target.boundingBox()
    if (!box) throw new Error(`${String(target)} is not on the page`)
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }

  /** Drag from the middle of one thing to the middle of another. */
  async drag(from: Locator, to: Locator): Promise<void> {
    const start = await this.placeOf(from)
    const end = await this.placeOf(to)
    await this.dragBetween(start, end)
  }

  async dragBy(target: Locator, dx: number, dy: number): Promise<void> {
    const start = await this.placeOf(target)
    await this.dragBetween(start, { x: start.x + dx, y: start.y + dy })
  }

  private async dragBetween(
    start: { x: number; y: number },
    end: { x: number; y: number },
  ): Promise<void> {
    const { mouse } = this.page
    await mouse.move(start.x, start.y)
    await mouse.down()
    await mouse.move(start.x + 8, start.y + 8, { steps: 2 })
    await mouse.move(end.x, end.y, { steps: 12 })
    await mouse.up()
  }

  /** Draw a selection around two things, with Shift. */
  async drawBox(first: Locator, last: Locator): Promise<void> {
    const from = await first.boundingBox()
    const to = await last.boundingBox()
    if (!from || !to) throw new Error('nothing to draw a box around')
    await this.page.keyboard.down('Shift')
    await this.dragBetween(
      { x: from.x + from.width + 60, y: from.y + 4 },
      { x: to.x + to.width / 2, y: to.y + to.height / 2 },
    )
    await this.page.keyboard.up('Shift')
  }

  async focusMap(): Promise<void> {
    await this.canvas.getByRole('application', { name: /^Map of/ }).focus()
  }

  station(title: string): Locator {
    return this.canvas.getByRole('group', { name: new RegExp(`^${title}\\b`) })
  }

  async selectMethod(verb: string, path: string): Promise<void> {
    await this.method(verb, path).click()
    await expect(this.inspector.getByRole('heading', { name: 'Method', exact: true })).toBeVisible()
  }

  /** Press Tab until something has the focus. */
  async tabTo(target: Locator): Promise<void> {
    await expect(target).toBeVisible()
    for (let presses = 0; presses < 120; presses++) {
      const isThere = await target.evaluate((element) => {
        const focused = document.activeElement
        return focused === element || element.contains(focused)
      })
      if (isThere) return
      await this.page.keyboard.press('Tab')
    }
    throw new Error(`Tab does not reach ${String(target)}`)
  }

  /** Run a command of the palette, by keys. */
  async command(words: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+k')
    await expect(this.page.getByRole('combobox', { name: /Search|Commands/ })).toBeFocused()
    await this.page.keyboard.type(words)
    await this.page.keyboard.press('Enter')
  }

  /** Choose in the list that has the focus, by keys. */
  async chooseByKeys(option: string): Promise<void> {
    await this.page.keyboard.press('Enter')
    const wanted = this.page.getByRole('option', { name: option, exact: true })
    await expect(wanted).toBeVisible()
    for (let presses = 0; presses < 30; presses++) {
      const highlighted = await wanted.evaluate((element) =>
        /highlighted/.test(element.outerHTML.slice(0, 2000)),
      )
      if (highlighted) break
      await this.page.keyboard.press('ArrowDown')
    }
    await this.page.keyboard.press('Enter')
  }

  treeItem(name: string): Locator {
    return this.navigator.getByRole('treeitem', { name, exact: true }).first()
  }

  /** Select a thing by its row in the navigator. */
  async selectInTree(name: string): Promise<void> {
    await this.treeItem(name).click()
  }

  /** Add a thing of the whole design: an API key, a user pool. */
  async add(title: string): Promise<void> {
    // the design is the first row
    await this.navigator.getByRole('tree').press('Home')
    await this.inspector.getByRole('button', { name: title, exact: true }).click()
    await expect(this.inspector.getByRole('heading', { name: title, exact: true })).toBeVisible()
  }

  /** Who the next request is sent as. */
  get caller(): Locator {
    return this.workbench.getByLabel('Call as', { exact: true })
  }

  async callAs(label: string): Promise<void> {
    await this.tab('Test')
    await this.requestPart('Caller')
    await this.caller.selectOption({ label })
  }

  /** The resource policy of the API that the inspector shows. */
  get policy(): Locator {
    return this.inspector.getByRole('region', { name: 'Resource policy' })
  }

  /** Put a template into the resource policy. */
  async takePolicyTemplate(title: string, action: string): Promise<void> {
    await this.policy.getByLabel('Begin with a template').selectOption({ label: title })
    await this.policy.getByRole('button', { name: action, exact: true }).click()
  }

  /** The lines of the resource policy that are in sight. */
  get policyText(): Locator {
    return this.policy.locator('.monaco-editor .view-lines')
  }

  /** The panel of the simulated clock, opened. */
  async clock(): Promise<Locator> {
    const panel = this.page.getByRole('dialog', { name: 'Clock' })
    if (!(await panel.isVisible())) {
      await this.page.getByRole('button', { name: /^Clock:/ }).click()
    }
    await expect(panel).toBeVisible()
    return panel
  }

  /** Advance the simulated clock: `+ 1 day`. */
  async advance(step: string): Promise<void> {
    const clock = await this.clock()
    await clock.getByRole('button', { name: step, exact: true }).click()
    await this.page.keyboard.press('Escape')
    await expect(clock).toBeHidden()
  }

  /** Where the next request comes from. */
  async callFrom(address: string): Promise<void> {
    await this.tab('Test')
    await this.requestPart('Caller')
    await this.workbench.getByLabel('From address').fill(address)
  }

  /** Why the shown answer has its status, in words. */
  get why(): Locator {
    return this.answer.getByRole('note', { name: 'Why this status' })
  }

  /** How many requests were sent, as the answer's history counts them. */
  private async sentCount(): Promise<string> {
    const tab = this.answer.getByRole('tab', { name: /^History/ })
    return (await tab.count()) === 0 ? 'none' : tab.innerText()
  }

  /** Send, and wait for an answer of this status. */
  async sendExpecting(status: string): Promise<void> {
    const before = await this.sentCount()
    await this.send()
    await expect.poll(() => this.sentCount()).not.toBe(before)
    await expect(this.answer).toContainText(status)
    await expect(this.workbench.getByRole('button', { name: /^Send/ })).toBeVisible()
  }

  /** A text field of the inspector. */
  field(label: string): Locator {
    return this.inspector.getByLabel(label, { exact: true })
  }

  /** Fill in a field of the inspector and leave it: names and addresses take effect then. */
  async fill(label: string, text: string): Promise<void> {
    const field = this.field(label)
    await field.fill(text)
    await field.blur()
  }

  /** Open a part of a form that is folded. */
  async openSection(name: string): Promise<void> {
    await this.inspector.getByRole('button', { name, exact: true }).click()
  }

  get undoButton(): Locator {
    return this.page.getByRole('button', { name: /^Undo/ }).first()
  }

  /** Choose in one of the inspector's lists. */
  async choose(label: string, option: string): Promise<void> {
    await this.inspector
      .getByRole('button', { name: new RegExp(`^${label}`) })
      .first()
      .click()
    await this.page.getByRole('option', { name: option, exact: true }).click()
  }

  async tab(name: string): Promise<void> {
    await this.workbench.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
  }

  async send(): Promise<void> {
    await this.tab('Test')
    await this.workbench.getByRole('button', { name: /^Send/ }).click()
  }

  /** Write the query string of the request. */
  async writeQuery(query: string): Promise<void> {
    await this.tab('Test')
    await this.workbench.getByLabel('Query strings').fill(query)
  }

  get requestBody(): Locator {
    return this.workbench.getByLabel('Request body')
  }

  /** Show a part of the request: its parameters, headers, body or stage. */
  async requestPart(name: string): Promise<void> {
    const parts = this.workbench.getByRole('tablist', { name: 'Parts of the request' })
    await parts.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
  }

  /** Show a part of the answer. */
  async answerPart(name: string): Promise<void> {
    await this.answer.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
  }

  /** The requests that were sent, newest first. */
  get history(): Locator {
    return this.answer.getByRole('list', { name: 'Requests that were sent' }).getByRole('listitem')
  }

  /** Copy the request; gives back what is on the clipboard. */
  async copyAsCurl(): Promise<string> {
    await this.page.evaluate(() => navigator.clipboard.writeText(''))
    await this.workbench.getByRole('button', { name: 'Request actions' }).click()
    await this.page.getByRole('menuitem', { name: 'Copy as cURL' }).click()
    const copied = () => this.page.evaluate(() => navigator.clipboard.readText())
    await expect.poll(copied).toContain('curl')
    return copied()
  }

  get answer(): Locator {
    return this.workbench.getByRole('region', { name: 'Answer' })
  }

  /** Write the whole text of the template that is open. */
  async writeTemplate(text: string): Promise<void> {
    const editor = this.workbench.locator('.monaco-editor').first()
    await editor.click()
    await this.page.keyboard.press('ControlOrMeta+A')
    await this.page.keyboard.press('Delete')
    // pasted as a whole: typing would close brackets by itself
    await this.page.keyboard.insertText(text)
  }

  /** Open one of the templates of the shown method. */
  async openTemplate(label: string): Promise<void> {
    await this.tab('Template')
    await this.workbench.getByRole('button', { name: label, exact: true }).click()
    await expect(this.workbench.locator('.monaco-editor .view-lines').first()).toBeVisible()
  }

  /** What the open template prints for its sample. */
  get templateOutput(): Locator {
    return this.workbench.getByRole('listbox', { name: 'Output' })
  }

  /** The lines of the open template that are in sight. */
  get templateText(): Locator {
    return this.workbench.locator('.monaco-editor .view-lines').first()
  }

  /** What is marked in the open template. */
  get marks(): Locator {
    return this.workbench.locator(
      '.monaco-editor :is(.squiggly-error, .squiggly-warning, .squiggly-info)',
    )
  }

  /** The text that is selected in the open template, as a person would copy it. */
  get selectedInTemplate(): Locator {
    return this.workbench
      .locator('.monaco-editor .selected-text')
      .first()
      .locator('xpath=ancestor::*[contains(@class, "monaco-editor")][1]')
  }

  async moveCaret(key: string, times = 1): Promise<void> {
    for (let i = 0; i < times; i++) await this.page.keyboard.press(key)
  }

  /** Begin to type and take what is offered. */
  async complete(typed: string, label: string): Promise<void> {
    await this.page.keyboard.type(typed)
    await this.page.keyboard.press('Control+Space')
    const offered = this.page.locator('.suggest-widget').getByRole('option', { name: label })
    await offered.first().click()
  }

  /** Take a fix that is offered where the caret is. */
  async quickFix(title: string): Promise<void> {
    await this.page.keyboard.press('Control+.')
    await this.page.locator('.action-widget').getByText(title).click()
  }

  get debugger(): Locator {
    return this.workbench.getByRole('region', { name: 'Step debugger' })
  }

  /** A button of the debugger, or of what opens it. */
  stepButton(name: string): Locator {
    return this.workbench.getByRole('button', { name, exact: true })
  }

  /** The same by keys: Tab into the editor, all of the text replaced, and out again. */
  async writeTemplateByKeys(text: string): Promise<void> {
    const editor = this.workbench.locator('.monaco-editor').first()
    await this.tabTo(editor)
    await this.page.keyboard.press('ControlOrMeta+A')
    await this.page.keyboard.press('Delete')
    await this.page.keyboard.insertText(text)
    await this.page.keyboard.press('Escape')
  }

  /** Paste a text where the focus is. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text)
    await this.page.keyboard.press('ControlOrMeta+V')
  }

  /** What an action copies. */
  async copied(action: () => Promise<void>): Promise<string> {
    await this.page.evaluate(() => navigator.clipboard.writeText(''))
    await action()
    const read = () => this.page.evaluate(() => navigator.clipboard.readText())
    await expect.poll(read).not.toBe('')
    return read()
  }

  /** Drop a file anywhere in the window. */
  async dropFile(name: string, content: Buffer): Promise<void> {
    await this.page.evaluate(
      ([fileName, bytes]) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([new Uint8Array(bytes)], fileName))
        window.dispatchEvent(
          new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
        )
      },
      [name, [...content]] as const,
    )
  }

  async openImport(): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Import', exact: true }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Open or import' })
    await expect(dialog).toBeVisible()
    return dialog
  }

  async openTextIn(dialog: Locator, text: string): Promise<void> {
    await dialog.getByRole('textbox', { name: 'Document' }).fill(text)
    await dialog.getByRole('button', { name: 'Open', exact: true }).click()
  }

  /** The question which kind of API an undecided document describes. */
  get kindQuestion(): Locator {
    return this.page.getByRole('dialog', { name: 'REST API or HTTP API?' })
  }

  async chooseKind(kind: 'REST API' | 'HTTP API'): Promise<void> {
    await this.kindQuestion.getByRole('radio', { name: kind }).check()
    await this.kindQuestion.getByRole('button', { name: 'Open', exact: true }).click()
  }

  /** What a merge or overwrite will do, listed before it is done. */
  reviewOf(verb: 'Merge into' | 'Overwrite'): Locator {
    return this.page.getByRole('dialog', { name: new RegExp(`^${verb}`) })
  }

  async fetchIn(dialog: Locator, url: string): Promise<void> {
    await dialog.getByRole('textbox', { name: 'URL' }).fill(url)
    await dialog.getByRole('button', { name: 'Fetch and open' }).click()
  }

  /** Choose in a list of a dialog. */
  async chooseIn(dialog: Locator, label: string, option: string | RegExp): Promise<void> {
    await dialog.getByRole('button', { name: new RegExp(`^${label} `) }).click()
    await this.page.getByRole('option', { name: option }).click()
  }

  async openExport(): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Export', exact: true }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Export' })
    await expect(dialog).toBeVisible()
    return dialog
  }

  previewIn(dialog: Locator): Locator {
    return dialog.getByRole('region', { name: 'Preview of the document' })
  }

  /** The whole document of an export. */
  async copyIn(dialog: Locator): Promise<string> {
    const copy = dialog.getByRole('button', { name: 'Copy', exact: true })
    return this.copied(() => copy.click())
  }

  async exportAs(format: string): Promise<string> {
    await this.page.getByRole('button', { name: 'Export', exact: true }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Export' })
    const chosen = dialog.getByRole('button', { name: /^Format/ })
    // the dialog begins with the format that was opened
    if ((await chosen.innerText()) !== format) {
      await chosen.click()
      await this.page.getByRole('option', { name: format, exact: true }).click()
    }
    const preview = dialog.getByRole('region', { name: 'Preview of the document' })
    await expect(preview).toContainText(firstWords[format] ?? 'openapi')
    const copy = dialog.getByRole('button', { name: 'Copy', exact: true })
    const text = await this.copied(() => copy.click())
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
    return text
  }
}
