import { spawn } from 'node:child_process'
import type { BrowserContext, Page } from '@playwright/test'
import { expect, expectAccessible, test } from './fixtures.ts'
import { Designer } from './designer.ts'

/** The pet store, changed under a name of its own, so that it is kept. */
async function openPets(page: Page, name = 'My pets'): Promise<Designer> {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await expect(designer.method('GET', '/pets')).toBeVisible()
  await designer.renameDesign(name)
  return designer
}

async function expectSaved(page: Page): Promise<void> {
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
}

/** A page as a browser has it whose storage is full: reading works, writing does not. */
async function fillStorage(page: Page | BrowserContext): Promise<void> {
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given) {
      if (sessionStorage.getItem('full') === 'no') return put.apply(this, given)
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
    } as typeof put
  })
}

test('a reload right after an edit keeps it, and what was looked at', async ({ page }) => {
  const designer = await openPets(page)
  await designer.method('POST', '/pets').dblclick()
  await expect(designer.station('Method request')).toBeVisible()
  await designer.renameDesign('Typed a moment ago')
  await page.reload()
  await expect(designer.designName).toHaveText('Typed a moment ago')
  await expect(designer.station('Method request')).toBeVisible()
  await expectSaved(page)
})

test('a page that is killed right after an edit has lost nothing', async ({ page, context }) => {
  await openPets(page)
  await expectSaved(page)
  const designer = new Designer(page)
  await designer.renameDesign('Before the crash')
  const address = page.url()
  const session = await context.newCDPSession(page)
  // the renderer dies without a last word
  const crashed = page.waitForEvent('crash')
  session.send('Page.crash').catch(() => undefined) // it never answers
  await crashed
  const next = await context.newPage()
  await next.goto(address)
  const again = new Designer(next)
  await expect(again.designName).toHaveText('Before the crash')
  await expectSaved(next)
  await expect(again.method('GET', '/pets')).toBeVisible()
})

test('a tab that is closed right after an edit has lost nothing', async ({ page, context }) => {
  const designer = await openPets(page)
  await expectSaved(page)
  const address = page.url()
  const next = await context.newPage()
  await next.goto('./')
  await designer.renameDesign('Closed at once')
  await page.close()
  await next.goto(address)
  await expect(new Designer(next).designName).toHaveText('Closed at once')
  await expectSaved(next)
})

test('a full storage is told, the design goes on, and nothing is lost at the next visit', async ({
  page,
}) => {
  await fillStorage(page)
  const designer = await openPets(page, 'No room')
  const banner = page.getByRole('alert').filter({ hasText: 'storage of this browser is full' })
  await expect(banner).toBeVisible()
  await expect(page.getByText('Not saved', { exact: true })).toBeVisible()
  await expectAccessible(page, 'the designer with a full storage')
  await designer.renameDesign('Still no room')
  await expect(designer.designName).toHaveText('Still no room')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))
      .then(() => banner.getByRole('button', { name: 'Save to a file' }).click()),
  ])
  expect(download.suggestedFilename()).toBe('Still-no-room.gatewright.json')
  await page.reload()
  await expect(designer.designName).toHaveText('Still no room')
  await expect(banner).toBeVisible()
  await page.evaluate(() => sessionStorage.setItem('full', 'no'))
  await banner.getByRole('button', { name: 'Try again' }).click()
  await expectSaved(page)
  await expect(banner).toBeHidden()
})

for (const [what, block] of [
  [
    'refuses to open',
    () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('Access is denied for this context.', 'SecurityError')
      }
    },
  ],
  [
    'never answers',
    () => {
      const { open } = IDBFactory.prototype
      IDBFactory.prototype.open = function (this: IDBFactory, ...given) {
        const request = open.apply(this, given)
        request.addEventListener = () => undefined
        return request
      }
    },
  ],
] as const) {
  test(`a storage that ${what} is told on both pages, and the page works`, async ({ page }) => {
    await page.addInitScript(block)
    const designer = new Designer(page)
    await page.goto('./')
    await expect(page.getByRole('alert')).toContainText('does not let the page keep designs', {
      timeout: 20_000,
    })
    await page.getByRole('button', { name: 'Pet store' }).click()
    await designer.selectMethod('GET', '/pets')
    await designer.renameDesign('Nowhere to go')
    const banner = page.getByRole('alert').filter({ hasText: 'does not keep the design' })
    await expect(banner).toBeVisible({ timeout: 20_000 })
    await expect(banner.getByRole('button', { name: 'Save to a file' })).toBeVisible()
    await designer.send()
    await expect(designer.answer).toContainText('200 OK')
    await page.reload()
    await expect(designer.designName).toHaveText('Nowhere to go', { timeout: 20_000 })
  })
}

test('a second tab is told, is read-only, and can take over without overwriting anything', async ({
  page,
  context,
}) => {
  const first = await openPets(page)
  await expectSaved(page)
  const other = await context.newPage()
  await other.goto(page.url())
  const second = new Designer(other)
  const banner = other.getByRole('alert').filter({ hasText: 'being edited in another tab' })
  await expect(banner).toBeVisible()
  await expectAccessible(other, 'a design that another tab edits')
  await second.renameDesign('From the second')
  await expect(other.getByRole('region', { name: 'Messages' })).toContainText('read-only here')
  await expect(second.designName).toHaveText('My pets')
  // what the first has typed a moment ago is not lost by the taking over
  await first.renameDesign('From the first')
  await banner.getByRole('button', { name: 'Take over' }).click()
  await expect(second.designName).toHaveText('From the first')
  await expect(banner).toBeHidden()
  await expect(page.getByRole('alert')).toContainText('now being edited in another tab')
  await second.renameDesign('From the second')
  await expectSaved(other)
  // and back again
  await page.getByRole('button', { name: 'Take over' }).click()
  await expect(first.designName).toHaveText('From the second')
  await expect(other.getByRole('alert')).toContainText('now being edited in another tab')
  await other.getByRole('button', { name: 'Save as a copy' }).click()
  await expect(second.designName).toHaveText('From the second (copy)')
  await expectSaved(other)
})

test('a saved design that is damaged or of a newer version is told, kept, and can be downloaded', async ({
  page,
}) => {
  await openPets(page)
  await expectSaved(page)
  const texts = {
    Damaged: '{"format":"gatewright-design","version":',
    Newer: '{"format":"gatewright-design","version":9999}',
  }
  await page.evaluate(async (given) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('gatewright')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error ?? new Error('it does not open'))
    })
    const transaction = database.transaction(['designs', 'texts'], 'readwrite')
    for (const [name, text] of Object.entries(given)) {
      const common = { apiNames: [], size: text.length, writtenBy: '', change: 0 }
      transaction
        .objectStore('designs')
        .put({ id: name, name, savedAt: Date.now(), revision: 1, ...common })
      transaction.objectStore('texts').put(text, name)
    }
    await new Promise((resolve) => {
      transaction.oncomplete = resolve
    })
    database.close()
  }, texts)
  await page.goto('./')
  const messages = page.getByRole('region', { name: 'Messages' })
  for (const [name, reason] of [
    ['Damaged', 'cannot be read'],
    ['Newer', 'made by a newer Gatewright'],
  ] as const) {
    await page.getByRole('button', { name, exact: true }).click()
    await expect(messages).toContainText(`${name} was not opened`)
    await expect(messages).toContainText(reason)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      messages.getByRole('button', { name: 'Download it' }).click(),
    ])
    const stream = await download.createReadStream()
    let text = ''
    for await (const part of stream) text += String(part)
    expect(text).toBe(texts[name])
    await expect(page.getByRole('button', { name, exact: true })).toBeVisible()
  }
})

test('saved designs are opened, renamed, duplicated and deleted, and a delete is undone', async ({
  page,
}) => {
  const designer = await openPets(page)
  await expectSaved(page)
  await page.getByRole('button', { name: 'Gatewright: start page' }).click()
  const list = page.getByRole('region', { name: 'Saved in this browser' })
  await expect(list.getByRole('listitem')).toHaveCount(1)
  await expect(list.getByRole('listitem')).toContainText(/pet-store\s*\d+ kB\s*just now/)
  const act = async (name: string, action: string) => {
    await list.getByRole('button', { name: `Actions for ${name}` }).click()
    await page.getByRole('menuitem', { name: action }).click()
  }
  await act('My pets', 'Duplicate')
  await expect(list.getByRole('listitem')).toHaveCount(2)
  await act('My pets (copy)', 'Rename')
  await page.getByRole('textbox', { name: 'New name of My pets (copy)' }).fill('Your pets')
  await page.keyboard.press('Enter')
  await expect(list.getByRole('button', { name: 'Your pets', exact: true })).toBeFocused()
  await act('Your pets', 'Delete')
  await expect(list.getByRole('listitem')).toHaveCount(1)
  const focused = page.locator(':focus')
  await expect(focused).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(list.getByRole('listitem')).toHaveCount(2)
  await expectAccessible(page, 'the start page with saved designs')
  await list.getByRole('button', { name: 'Your pets', exact: true }).click()
  await expect(designer.designName).toHaveText('Your pets')
  await expect(designer.method('GET', '/pets')).toBeVisible()
})

test('an example as it came is not saved, and is once it is changed', async ({ page }) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await expect(designer.method('GET', '/pets')).toBeVisible()
  await expect(page.getByText('Example', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Gatewright: start page' }).click()
  await expect(page.getByText('Nothing yet. What you draw is saved here as you go.')).toBeVisible()
})

test('Ctrl+S writes back to the same file, also after a reload, and not over a change on disk', async ({
  page,
}) => {
  // a file of the origin's own: a real handle, without the browser's dialog
  await page.addInitScript(() => {
    Object.assign(window, {
      picks: 0,
      showSaveFilePicker: async ({ suggestedName }: { readonly suggestedName: string }) => {
        const count = Number(sessionStorage.getItem('picks') ?? 0) + 1
        sessionStorage.setItem('picks', String(count))
        const folder = await navigator.storage.getDirectory()
        return folder.getFileHandle(suggestedName, { create: true })
      },
    })
  })
  const readFile = () =>
    page.evaluate(async () => {
      const folder = await navigator.storage.getDirectory()
      const handle = await folder.getFileHandle('My-pets.gatewright.json')
      return (await handle.getFile()).text()
    })
  const designer = await openPets(page)
  const messages = page.getByRole('region', { name: 'Messages' })
  await page.keyboard.press('ControlOrMeta+s')
  await expect(messages).toContainText('Saved to My-pets.gatewright.json.')
  expect(await readFile()).toContain('"My pets"')
  await designer.renameDesign('Our pets')
  await expectSaved(page)
  await page.reload()
  await expect(designer.designName).toHaveText('Our pets')
  await page.keyboard.press('ControlOrMeta+s')
  await expect(messages).toContainText('Saved to My-pets.gatewright.json.')
  expect(await readFile()).toContain('"Our pets"')
  expect(await page.evaluate(() => sessionStorage.getItem('picks'))).toBe('1')
  await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory()
    const handle = await folder.getFileHandle('My-pets.gatewright.json')
    const writable = await handle.createWritable()
    await writable.write('from elsewhere')
    await writable.close()
  })
  await page.keyboard.press('ControlOrMeta+s')
  await expect(messages).toContainText('was changed on disk since')
  expect(await readFile()).toBe('from elsewhere')
  await messages.getByRole('button', { name: 'Overwrite' }).click()
  await expect(messages).not.toContainText('was changed on disk since')
  await expect(messages.getByText('Saved to My-pets.gatewright.json.').last()).toBeVisible()
  await expect.poll(() => readFile().catch(() => 'being written')).toContain('"Our pets"')
})

test('a design of the form before this one is found and opened', async ({ page }) => {
  await page.route('**/old', (route) => route.fulfill({ contentType: 'text/html', body: 'old' }))
  await page.goto('./old')
  await page.evaluate(async () => {
    const example = await (await fetch('./examples/pet-store.gatewright.json')).text()
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('gatewright', 1)
      request.onupgradeneeded = () => request.result.createObjectStore('designs', { keyPath: 'id' })
      request.onsuccess = () => resolve(request.result)
    })
    const transaction = database.transaction('designs', 'readwrite')
    transaction
      .objectStore('designs')
      .put({ id: 'old', name: 'Old pets', savedAt: 1, revision: 3, text: example })
    await new Promise((resolve) => {
      transaction.oncomplete = resolve
    })
    database.close()
  })
  await page.goto('./')
  await page.getByRole('button', { name: 'Old pets', exact: true }).click()
  await expect(new Designer(page).method('GET', '/pets')).toBeVisible()
})

test('a document that is dropped or pasted on the start page opens, and a broken one is told', async ({
  page,
}) => {
  const designer = new Designer(page)
  const document =
    'openapi: 3.0.1\ninfo: { title: Pasted, version: "1" }\npaths: { /a: { get: {} } }'
  await page.goto('./')
  await expect(page.getByRole('button', { name: 'New design' })).toBeVisible()
  const paste = (text: string) =>
    page.evaluate((given) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', given)
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      window.document.body.dispatchEvent(event)
    }, text)
  await paste('openapi: 3.0.1\ninfo: [')
  const messages = page.getByRole('region', { name: 'Messages' })
  await expect(messages).toContainText(/What was pasted was not opened: .*line \d+/)
  await paste(document)
  await designer.chooseKind('REST API')
  await expect(designer.method('GET', '/a')).toBeVisible()
  await expectSaved(page)
  await page.goto('./')
  await page.evaluate((content) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([content], 'dropped.yaml', { type: 'application/yaml' }))
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
  }, document)
  await designer.chooseKind('REST API')
  await expect(designer.method('GET', '/a')).toBeVisible()
  await expectSaved(page)
})

test('a file is opened, and Ctrl+S writes back to it', async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, {
      showOpenFilePicker: async () => {
        const folder = await navigator.storage.getDirectory()
        return [await folder.getFileHandle('pets.gatewright.json')]
      },
    })
  })
  const designer = new Designer(page)
  await page.goto('./')
  await page.evaluate(async () => {
    const text = await (await fetch('./examples/pet-store.gatewright.json')).text()
    const folder = await navigator.storage.getDirectory()
    const handle = await folder.getFileHandle('pets.gatewright.json', { create: true })
    const writable = await handle.createWritable()
    await writable.write(text)
    await writable.close()
  })
  await page.getByRole('button', { name: 'Choose a file' }).click()
  await expect(designer.method('GET', '/pets')).toBeVisible()
  await designer.renameDesign('Pets in a file')
  await page.keyboard.press('ControlOrMeta+s')
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText(
    'Saved to pets.gatewright.json.',
  )
  const text = await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory()
    const handle = await folder.getFileHandle('pets.gatewright.json')
    return (await handle.getFile()).text()
  })
  expect(text).toContain('"Pets in a file"')
})

test('a damaged record in the list hides nothing else, can be downloaded, repaired and deleted', async ({
  page,
}) => {
  await openPets(page)
  await expectSaved(page)
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('gatewright')
        request.onerror = () => reject(new Error('the storage did not open'))
        request.onsuccess = () => {
          const transaction = request.result.transaction(['designs', 'texts'], 'readwrite')
          const designs = transaction.objectStore('designs')
          designs.put({ id: 'odd', name: 5 })
          designs.put({ id: 7, apiNames: 'x', savedAt: 'yesterday' })
          const texts = transaction.objectStore('texts')
          const all = texts.getAll()
          all.onsuccess = () => texts.put(all.result[0] as unknown, 'odd')
          transaction.oncomplete = () => {
            request.result.close()
            resolve()
          }
        }
      }),
  )
  await page.goto('./')
  await page.reload()
  const list = page.getByRole('region', { name: 'Saved in this browser' })
  await expect(list.getByRole('listitem')).toHaveCount(3)
  await expect(list.getByRole('button', { name: 'My pets', exact: true })).toBeVisible()
  await expect(list.getByText('Damaged', { exact: true })).toHaveCount(2)
  await expectAccessible(page, 'the start page with damaged records')
  const act = async (name: string, action: string) => {
    await list.getByRole('button', { name: `Actions for ${name}` }).click()
    await page.getByRole('menuitem', { name: action }).click()
  }
  const download = page.waitForEvent('download')
  await act('Design without a name', 'Download')
  expect((await download).suggestedFilename()).toContain('Design-without-a-name')
  await act('Design without a name', 'Delete')
  await expect(list.getByRole('listitem')).toHaveCount(2)
  await list.getByRole('button', { name: '5', exact: true }).click()
  const designer = new Designer(page)
  await expect(designer.method('GET', '/pets')).toBeVisible()
  await expectSaved(page)
  await page.getByRole('button', { name: 'Gatewright: start page' }).click()
  await expect(list.getByRole('listitem')).toHaveCount(2)
  await expect(list.getByText('Damaged', { exact: true })).toHaveCount(0)
})

test('damaged copies and preferences in local storage stop nothing', async ({ page }) => {
  await page.addInitScript(() => {
    for (const [name, text] of [
      ['gatewright:unsaved:a', '{"id":"a","name":5,"text":"{"}'],
      ['gatewright:unsaved:b', '{"id":"b","revision":1,"savedAt":1e300,"name":null,"text":"{}"}'],
      ['gatewright:unsaved:c', '['],
      ['gatewright:preferences', '{"theme":7,"regions":[{"navigator":"x"}]}'],
      ['gatewright:views', '{"x":5,"__proto__":{"selection":[1]}}'],
    ] as const)
      localStorage.setItem(name, text)
  })
  await page.goto('./')
  const list = page.getByRole('region', { name: 'Saved in this browser' })
  await expect(list.getByRole('listitem')).toHaveCount(1)
  await page.goto('./#example=pet-store')
  await page.reload()
  await expect(new Designer(page).method('GET', '/pets')).toBeVisible()
})

test('a storage that is cleared under an open design is written again, and the design stays editable', async ({
  page,
}) => {
  const designer = await openPets(page)
  await expectSaved(page)
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('gatewright')
        request.onerror = () => reject(new Error('the storage did not open'))
        request.onsuccess = () => {
          const transaction = request.result.transaction(['designs', 'texts'], 'readwrite')
          transaction.objectStore('designs').clear()
          transaction.objectStore('texts').clear()
          transaction.oncomplete = () => {
            request.result.close()
            resolve()
          }
        }
      }),
  )
  await designer.renameDesign('Pets once more')
  await expect(page.getByText('The saved copy of this design was gone')).toBeVisible()
  await expectSaved(page)
  await page.reload()
  await expect(designer.designName).toHaveText('Pets once more')
})

test('kills of the whole browser while somebody types lose next to nothing', async () => {
  test.setTimeout(300_000)
  const env = { ...process.env, GATEWRIGHT_BUILT: '1', KILLS: '3', CRASHES: '0', CLOSES: '0' }
  // one of each target: too few for a percentile, which the bench of 200 kills checks
  const limits = { P95_MS: '500', MOST_MS: '500' }
  const bench = spawn(process.execPath, ['bench/kills/run.mjs'], { env: { ...env, ...limits } })
  let output = ''
  bench.stdout.on('data', (data: Buffer) => (output += data.toString()))
  bench.stderr.on('data', (data: Buffer) => (output += data.toString()))
  const code = await new Promise<number | null>((exited) => bench.once('exit', exited))
  console.log(output)
  expect(code, output).toBe(0)
})
