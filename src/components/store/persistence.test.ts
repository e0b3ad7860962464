import { afterEach, describe, expect, it, vi } from 'vitest'
import { addRestApi, emptyDesign, renameDesign } from '../../model/index.ts'
import type { Design } from '../../model/index.ts'
import { listed, patiently } from './savedDesigns.ts'
import type { DesignRecord, DesignStorage } from './savedDesigns.ts'
import { testBrowser } from './testTabs.ts'

const ledger: Design = emptyDesign('Ledger', () => 'ledger')

type Tab = ReturnType<ReturnType<typeof testBrowser>['openTab']>

const rename = (tab: Tab, name: string) =>
  tab.designStore.getState().edit('Rename', (design) => renameDesign(design, { name }))

afterEach(() => {
  vi.restoreAllMocks()
})

describe('keeping the open design', () => {
  it('saves a new design at once and a change after a moment', async () => {
    const browser = testBrowser()
    const tab = browser.openTab()
    const id = await tab.adopt(ledger)
    expect(tab.persistence.status.getState()).toEqual({ state: 'saved', savedAt: 1000 })
    rename(tab, 'Books')
    expect(tab.persistence.status.getState().state).toBe('saving')
    expect((await browser.storage.read(id))?.name).toBe('Ledger')
    await tab.wait()
    expect(await browser.storage.read(id)).toMatchObject({ name: 'Books', revision: 2 })
    expect(tab.persistence.status.getState().state).toBe('saved')
    expect(tab.timesAskedToKeep()).toBe(1)
  })

  it('saves an example only once it is changed', async () => {
    const browser = testBrowser()
    const tab = browser.openTab()
    await tab.adopt(ledger, 'when-changed')
    await tab.wait()
    expect(await tab.persistence.list()).toEqual([])
    expect(tab.persistence.status.getState().state).toBe('unchanged')
    rename(tab, 'Mine')
    await tab.wait()
    expect((await tab.persistence.list()).map(({ name }) => name)).toEqual(['Mine'])
  })

  it('saves an unchanged example when it is asked to, and asks nothing of a design that is saved', async () => {
    const browser = testBrowser()
    const tab = browser.openTab()
    await tab.adopt(ledger, 'when-changed')
    tab.persistence.keep()
    expect(tab.persistence.status.getState().state).toBe('saving')
    await tab.wait()
    expect((await tab.persistence.list()).map(({ revision }) => revision)).toEqual([1])
    tab.persistence.keep()
    await tab.wait()
    expect((await tab.persistence.list()).map(({ revision }) => revision)).toEqual([1])
  })

  it('saves an example that was changed and brought back before it was saved', async () => {
    const browser = testBrowser()
    const tab = browser.openTab()
    await tab.adopt(ledger, 'when-changed')
    tab.designStore
      .getState()
      .edit('Add', (design) =>
        addRestApi(design, { apiId: 'a', rootResourceId: 'r', name: 'Incomes' }),
      )
    tab.designStore.getState().undo()
    await tab.wait()
    expect(tab.persistence.status.getState().state).toBe('saved')
    expect((await tab.persistence.list()).map(({ revision }) => revision)).toEqual([1])
  })

  it('opens exactly what was saved, and goes on saving it', async () => {
    const browser = testBrowser()
    const tab = browser.openTab()
    const id = await tab.adopt(ledger)
    tab.designStore
      .getState()
      .edit('Add', (design) =>
        addRestApi(design, { apiId: 'a', rootResourceId: 'r', name: 'Incomes' }),
      )
    await tab.wait()
    tab.crash()
    const next = browser.openTab()
    const opened = await next.persistence.open(id)
    expect(opened.ok && opened.value).toEqual(tab.present())
    expect((await next.persistence.list())[0]?.apiNames).toEqual(['Incomes'])
    rename(next, 'Second day')
    await next.wait()
    expect(next.persistence.status.getState().state).toBe('saved')
  })

  it('gives what comes from a file an id of its own, so that nothing is overwritten', async () => {
    const browser = testBrowser()
    const tab = browser.openTab()
    const id = await tab.adopt(ledger)
    const saved = await browser.storage.read(id)
    expect(await tab.adopt({ ...ledger, id, name: 'From a file' })).not.toBe(id)
    expect(await browser.storage.read(id)).toEqual(saved)
    expect((await tab.persistence.list()).map(({ name }) => name).sort()).toEqual([
      'From a file',
      'Ledger',
    ])
  })

  it('keeps a design that somebody shows without a word', async () => {
    const browser = testBrowser()
    const tab = browser.openTab()
    tab.designStore.getState().open(ledger)
    await tab.persistence.flush()
    expect((await tab.persistence.list()).map(({ name }) => name)).toEqual(['Ledger'])
    expect(tab.present().id).not.toBe('ledger')
  })

  it('writes what was changed before another design was shown', async () => {
    const browser = testBrowser()
    const tab = browser.openTab()
    const id = await tab.adopt(ledger)
    rename(tab, 'Books')
    await tab.adopt({ ...ledger, name: 'Another' })
    expect((await browser.storage.read(id))?.name).toBe('Books')
    expect(tab.present().name).toBe('Another')
  })

  it('writes while changes go on, and not only after the last', async () => {
    const browser = testBrowser()
    const tab = browser.openTab()
    const id = await tab.adopt(ledger)
    rename(tab, 'B')
    expect(tab.timers()).toBe(1)
    rename(tab, 'Bo')
    expect(tab.timers()).toBe(1)
    await tab.wait()
    expect((await browser.storage.read(id))?.name).toBe('Bo')
  })

  it('writes each change without a timer when no copy outlives the browser', async () => {
    const browser = testBrowser()
    vi.spyOn(console, 'info').mockImplementation(() => undefined)
    browser.lastingFailure = new DOMException('no room', 'QuotaExceededError')
    const tab = browser.openTab()
    const id = await tab.adopt(ledger)
    rename(tab, 'B')
    rename(tab, 'Bo')
    // where keys wait, a browser runs them before timers, and a kill would lose them
    expect(tab.timers()).toBe(0)
    await tab.persistence.flush()
    expect((await browser.storage.read(id))?.name).toBe('Bo')
    expect(tab.persistence.status.getState().state).toBe('saved')
  })

  it('waits for a moment with a design that has no emergency copy, however many changes there are', async () => {
    const browser = testBrowser()
    browser.isLocalStorageFull = true
    const tab = browser.openTab()
    const id = await tab.adopt(ledger)
    rename(tab, 'B')
    rename(tab, 'Bo')
    expect(tab.timers()).toBe(1)
    await tab.wait()
    expect((await browser.storage.read(id))?.name).toBe('Bo')
  })

  it('a design that is undone to what is saved is saved', async () => {
    const browser = testBrowser()
    const tab = browser.openTab()
    const id = await tab.adopt(ledger)
    rename(tab, 'Books')
    tab.designStore.getState().undo()
    await tab.wait()
    expect(tab.persistence.status.getState().state).toBe('saved')
    tab.crash()
    const next = browser.openTab()
    const opened = await next.persistence.open(id)
    expect(opened.ok && opened.value.name).toBe('Ledger')
  })

  it('says that the browser keeps nothing, and tries again at the next change', async () => {
    const browser = testBrowser()
    let isFull = true
    const full: DesignStorage = {
      ...browser.storage,
      write: async (record) => {
        if (isFull) throw Object.assign(new Error('no room'), { name: 'QuotaExceededError' })
        return browser.storage.write(record)
      },
    }
    const tab = browser.openTab(full)
    await tab.adopt(ledger)
    expect(tab.persistence.status.getState()).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('storage of this browser is full') as unknown,
    })
    isFull = false
    rename(tab, 'Books')
    await tab.wait()
    expect(tab.persistence.status.getState().state).toBe('saved')
  })

  it('says that a blocked storage keeps nothing, and still shows the design', async () => {
    const browser = testBrowser()
    const blocked = () => Promise.reject(new DOMException('access is denied', 'SecurityError'))
    const storage = {
      list: blocked,
      read: blocked,
      readRaw: blocked,
      write: blocked,
      remove: blocked,
    }
    const tab = browser.openTab(storage)
    await tab.adopt(ledger)
    expect(tab.present().name).toBe('Ledger')
    expect(tab.persistence.status.getState().message).toContain(
      'does not keep the design (the browser does not allow it)',
    )
    expect(rename(tab, 'Books').ok).toBe(true)
  })
})

describe('a page that dies before a write', () => {
  it('leaves its last change to the next', async () => {
    const browser = testBrowser()
    const first = browser.openTab()
    const id = await first.adopt(ledger)
    first.crash()
    const tab = browser.openTab({ ...browser.storage, write: () => new Promise(() => undefined) })
    await tab.persistence.open(id)
    rename(tab, 'At the last moment')
    tab.crash()
    const next = browser.openTab()
    const opened = await next.persistence.open(id)
    expect(opened.ok && opened.value.name).toBe('At the last moment')
    await next.persistence.flush()
    expect((await browser.storage.read(id))?.name).toBe('At the last moment')
    expect([...browser.texts.keys()]).toEqual([])
  })

  it('leaves a design that was never written in the list', async () => {
    const browser = testBrowser()
    const tab = browser.openTab({ ...browser.storage, write: () => new Promise(() => undefined) })
    tab.persistence.adopt(ledger, 'now')
    tab.crash()
    expect((await browser.openTab().persistence.list()).map(({ name }) => name)).toEqual(['Ledger'])
  })

  it('a copy older than what was written since is dropped', async () => {
    const browser = testBrowser()
    const tab = browser.openTab()
    const id = await tab.adopt(ledger)
    rename(tab, 'Second')
    const copies = [...browser.texts]
    expect(copies).toHaveLength(1)
    await tab.wait()
    rename(tab, 'Third')
    await tab.wait()
    tab.crash()
    for (const [name, text] of copies) browser.texts.set(name, text)
    const opened = await browser.openTab().persistence.open(id)
    expect(opened.ok && opened.value.name).toBe('Third')
  })

  it('a change made while an earlier one was being written is found', async () => {
    const browser = testBrowser()
    const first = browser.openTab()
    const id = await first.adopt(ledger)
    first.crash()
    const tab = browser.openTab({
      ...browser.storage,
      write: async (record) => {
        await browser.storage.write(record)
        return new Promise(() => undefined) // written, and the page died before it heard of it
      },
    })
    await tab.persistence.open(id)
    rename(tab, 'Written')
    void tab.persistence.flush()
    await new Promise((resolve) => setTimeout(resolve, 5))
    rename(tab, 'Typed meanwhile')
    tab.crash()
    expect((await browser.storage.read(id))?.name).toBe('Written')
    const opened = await browser.openTab().persistence.open(id)
    expect(opened.ok && opened.value.name).toBe('Typed meanwhile')
  })

  it('has lost nothing when its browser was killed, although no write was answered', async () => {
    const browser = testBrowser()
    const first = browser.openTab()
    const id = await first.adopt(ledger)
    first.crash()
    const tab = browser.openTab({ ...browser.storage, write: () => new Promise(() => undefined) })
    await tab.persistence.open(id)
    rename(tab, 'Typed')
    rename(tab, 'Typed last')
    tab.crash()
    browser.kill()
    const next = browser.openTab()
    expect((await next.persistence.open(id)).ok).toBe(true)
    expect(next.present().name).toBe('Typed last')
    await next.persistence.flush()
    expect((await browser.storage.read(id))?.name).toBe('Typed last')
    expect(browser.lasting.size).toBe(0)
  })

  it('leaves a design that was never written in the list when its browser was killed', async () => {
    const browser = testBrowser()
    const tab = browser.openTab({ ...browser.storage, write: () => new Promise(() => undefined) })
    await tab.persistence.list()
    tab.persistence.adopt(ledger, 'now')
    tab.crash()
    browser.kill()
    expect((await browser.openTab().persistence.list()).map(({ name }) => name)).toEqual(['Ledger'])
  })

  it('an old copy in local storage does not win over a newer one that outlived the browser', async () => {
    const browser = testBrowser()
    const first = browser.openTab()
    const id = await first.adopt(ledger)
    first.crash()
    const tab = browser.openTab({ ...browser.storage, write: () => new Promise(() => undefined) })
    await tab.persistence.open(id)
    rename(tab, 'First')
    const old = [...browser.texts]
    rename(tab, 'Second')
    tab.crash()
    for (const [name, text] of old) browser.texts.set(name, text)
    const opened = await browser.openTab().persistence.open(id)
    expect(opened.ok && opened.value.name).toBe('Second')
  })

  it('does not bring back what was undone while it was being written', async () => {
    const browser = testBrowser()
    const first = browser.openTab()
    const id = await first.adopt(ledger)
    first.crash()
    const tab = browser.openTab({
      ...browser.storage,
      write: async (record) => {
        await browser.storage.write(record)
        return new Promise(() => undefined) // written, and the browser died before the page heard of it
      },
    })
    await tab.persistence.open(id)
    rename(tab, 'Undone')
    void tab.persistence.flush()
    await vi.waitFor(async () => expect((await browser.storage.read(id))?.name).toBe('Undone'))
    tab.designStore.getState().undo()
    tab.crash()
    browser.kill()
    const opened = await browser.openTab().persistence.open(id)
    expect(opened.ok && opened.value.name).toBe('Ledger')
  })

  it('a write that comes through after it was given up is not taken for another tab', async () => {
    const browser = testBrowser()
    let isLate = false
    const tab = browser.openTab({
      ...browser.storage,
      write: async (record) => {
        const outcome = await browser.storage.write(record)
        if (isLate) throw new Error('its storage did not answer')
        return outcome
      },
    })
    const id = await tab.adopt(ledger)
    isLate = true
    rename(tab, 'Late')
    await tab.wait()
    expect(tab.persistence.status.getState().state).toBe('failed')
    isLate = false
    rename(tab, 'Later')
    await tab.wait()
    expect(tab.persistence.status.getState().state).toBe('saved')
    expect((await browser.storage.read(id))?.name).toBe('Later')
  })

  it('of a long design, whose changes are not copied each, is kept as the page goes', async () => {
    const browser = testBrowser()
    const first = browser.openTab()
    const id = await first.adopt({ ...ledger, description: 'long '.repeat(60_000) })
    first.crash()
    const tab = browser.openTab({ ...browser.storage, write: () => new Promise(() => undefined) })
    await tab.persistence.open(id)
    rename(tab, 'The last change')
    expect(browser.texts.size).toBe(0)
    tab.persistence.secure()
    tab.crash()
    const opened = await browser.openTab().persistence.open(id)
    expect(opened.ok && opened.value.name).toBe('The last change')
  })

  it('says whether closing the page would lose changes', async () => {
    const browser = testBrowser()
    const blocked = () => Promise.reject(new DOMException('access is denied', 'SecurityError'))
    const storage = {
      list: blocked,
      read: blocked,
      readRaw: blocked,
      write: blocked,
      remove: blocked,
    }
    const tab = browser.openTab(storage)
    await tab.adopt(ledger)
    rename(tab, 'Books')
    await tab.wait()
    expect(tab.persistence.status.getState()).toMatchObject({ state: 'failed', hasCopy: true })
    expect(tab.persistence.wouldLose()).toBe(false)
    browser.isLocalStorageFull = true
    const told = vi.spyOn(console, 'info').mockImplementation(() => undefined)
    rename(tab, 'More books')
    await tab.wait()
    expect(tab.persistence.status.getState()).toMatchObject({ state: 'failed', hasCopy: false })
    expect(tab.persistence.wouldLose()).toBe(true)
    expect(told).toHaveBeenCalled()
    told.mockRestore()
  })
})

describe('the same design in two tabs', () => {
  async function twoTabs() {
    const browser = testBrowser()
    const first = browser.openTab()
    const id = await first.adopt(ledger)
    const second = browser.openTab()
    await second.persistence.open(id)
    return { browser, id, first, second }
  }

  it('is read-only in the second, which is told', async () => {
    const { second } = await twoTabs()
    expect(second.persistence.status.getState().state).toBe('elsewhere')
    const refused = rename(second, 'Mine')
    expect(refused.ok).toBe(false)
    expect(refused.problems[0]?.message).toContain('being edited in another tab')
    expect(second.present().name).toBe('Ledger')
  })

  it('taking over saves what the first has, and makes the first read-only', async () => {
    const { browser, id, first, second } = await twoTabs()
    rename(first, 'Typed a moment ago')
    await second.persistence.takeOver()
    expect(second.present().name).toBe('Typed a moment ago')
    expect(first.persistence.status.getState()).toMatchObject({
      state: 'elsewhere',
      hasOwnChanges: false,
    })
    expect(rename(first, 'Too late').ok).toBe(false)
    rename(second, 'Continued')
    await second.wait()
    expect((await browser.storage.read(id))?.name).toBe('Continued')
    await first.wait()
    expect((await browser.storage.read(id))?.name).toBe('Continued')
  })

  it('can go back and forth', async () => {
    const { first, second } = await twoTabs()
    await second.persistence.takeOver()
    rename(second, 'From the second')
    await first.persistence.takeOver()
    expect(first.present().name).toBe('From the second')
    expect(second.persistence.status.getState().state).toBe('elsewhere')
    expect(rename(first, 'From the first').ok).toBe(true)
  })

  it('a write over what another tab wrote is refused even without claims', async () => {
    const { browser, id, first, second } = await twoTabs()
    browser.holders.clear()
    await second.persistence.takeOver()
    rename(second, 'From the second')
    await second.wait()
    rename(first, 'From the first')
    await first.wait()
    expect((await browser.storage.read(id))?.name).toBe('From the second')
    expect(first.persistence.status.getState()).toMatchObject({
      state: 'elsewhere',
      hasOwnChanges: true,
    })
    await first.persistence.takeOver()
    expect(first.present().name).toBe('From the second')
    expect((await first.persistence.list()).map(({ name }) => name)).toContain(
      'From the first (my changes)',
    )
  })

  it('own changes can go on as a copy', async () => {
    const { second } = await twoTabs()
    second.persistence.saveAsCopy()
    await second.persistence.flush()
    expect(second.present()).toMatchObject({ name: 'Ledger (copy)' })
    expect(rename(second, 'Mine').ok).toBe(true)
    expect(await second.persistence.list()).toHaveLength(2)
  })
})

describe('the list of saved designs', () => {
  it('renames one that is not open', async () => {
    const browser = testBrowser()
    const tab = browser.openTab()
    const id = await tab.adopt(ledger)
    await tab.persistence.close()
    expect((await tab.persistence.rename(id, 'Books')).ok).toBe(true)
    const opened = await tab.persistence.open(id)
    expect(opened.ok && opened.value.name).toBe('Books')
    expect((await tab.persistence.rename(id, ' ')).ok).toBe(false)
  })

  it('duplicates under another id', async () => {
    const tab = testBrowser().openTab()
    const id = await tab.adopt(ledger)
    const copy = await tab.persistence.duplicate(id)
    if (!copy.ok) throw new Error('refused')
    const opened = await tab.persistence.open(copy.value)
    expect(opened.ok && opened.value).toMatchObject({ id: copy.value, name: 'Ledger (copy)' })
  })

  it('deletes, and takes it back', async () => {
    const tab = testBrowser().openTab()
    const id = await tab.adopt(ledger)
    const undo = await tab.persistence.remove(id)
    expect(await tab.persistence.list()).toEqual([])
    rename(tab, 'Still shown, no longer kept')
    await tab.wait()
    expect(await tab.persistence.list()).toEqual([])
    await undo?.()
    expect((await tab.persistence.open(id)).ok).toBe(true)
  })

  it('says that a design is not there or cannot be read', async () => {
    const browser = testBrowser()
    const tab = browser.openTab()
    expect((await tab.persistence.open('nothing')).problems[0]?.code).toBe('saved/not-found')
    const broken = {
      id: 'b',
      name: 'Broken',
      savedAt: 1,
      revision: 1,
      apiNames: [],
      size: 1,
      writtenBy: '',
      change: 0,
      text: '{',
    }
    await browser.storage.write(broken)
    expect((await tab.persistence.open('b')).problems[0]?.code).toBe('saved/unreadable')
    expect(await tab.persistence.readText('b')).toBe('{')
    const newer = { ...broken, id: 'n', text: '{"format":"gatewright-design","version":9999}' }
    await browser.storage.write(newer)
    expect((await tab.persistence.open('n')).problems[0]?.code).toBe('saved/newer-version')
    expect((await browser.storage.read('n'))?.text).toBe(newer.text)
  })
})

describe('a storage that was cleared while a design is open', () => {
  it('is written again, says so once, and leaves the design editable', async () => {
    const browser = testBrowser()
    const tab = browser.openTab()
    const id = await tab.adopt(ledger)
    await browser.storage.remove(id)
    browser.texts.clear()
    expect(rename(tab, 'Books').ok).toBe(true)
    await tab.wait()
    const status = tab.persistence.status.getState()
    expect(status.state).toBe('saved')
    expect(status.message).toContain('saved copy of this design was gone')
    expect((await browser.storage.read(id))?.name).toBe('Books')
    expect(rename(tab, 'Accounts').ok).toBe(true)
    await tab.wait()
    expect(tab.persistence.status.getState()).toMatchObject({ state: 'saved' })
    expect(tab.persistence.status.getState().message).toBeUndefined()
  })
})

describe('a damaged record in the list', () => {
  it.each([
    ['a name of another kind', { id: 'a', name: 5 }],
    ['nothing but a key', { id: 'a' }],
    ['a key that is no text', { id: 7, name: 'Seven' }],
    ['a time that no date has', { id: 'a', name: 'A', savedAt: 9e15, revision: 1 }],
    ['names that are no list', { id: 'a', name: 'A', savedAt: 1, revision: 1, apiNames: 'Pets' }],
    ['names of another kind', { id: 'a', name: 'A', savedAt: 1, revision: 1, apiNames: [{}] }],
    ['a revision of another kind', { id: 'a', name: 'A', savedAt: 1, revision: '1', apiNames: [] }],
    ['no object', 'text'],
    ['null', null],
  ])('is listed as damaged: %s', (_name, value) => {
    const shown = listed(value)
    expect(shown.isDamaged).toBe(true)
    expect([typeof shown.id, typeof shown.name]).toEqual(['string', 'string'])
    expect(() => new Date(shown.savedAt).toISOString()).not.toThrow()
    expect(shown.apiNames.every((name) => typeof name === 'string')).toBe(true)
    expect(Number.isInteger(shown.revision) && Number.isInteger(shown.size)).toBe(true)
  })

  it('leaves a whole record as it is', () => {
    const whole = {
      id: 'a',
      name: 'A',
      savedAt: 1,
      revision: 2,
      apiNames: ['Pets'],
      size: 3,
      writtenBy: 'tab',
      change: 4,
    }
    expect(listed(whole)).toEqual(whole)
  })

  it('is repaired when its design is opened', async () => {
    const browser = testBrowser()
    const text = JSON.stringify({ ...ledger, id: 'd' })
    let stored: DesignRecord = { ...listed({ id: 'd', name: 5 }), text }
    const storage: DesignStorage = {
      ...browser.storage,
      read: async () => stored,
      write: async (record) => {
        stored = record
        return 'written'
      },
    }
    const tab = browser.openTab(storage)
    const opened = await tab.persistence.open('d')
    expect(opened.ok && opened.value.name).toBe('Ledger')
    await tab.persistence.flush()
    expect(stored).toMatchObject({ name: 'Ledger', revision: 1 })
    expect(stored.isDamaged).toBeUndefined()
  })

  it('is deleted without an Undo when there is nothing to bring back', async () => {
    const tab = testBrowser().openTab()
    expect(await tab.persistence.remove('nothing')).toBeUndefined()
  })

  it('does not make an emergency copy unreadable, and an unreadable copy hides no other', async () => {
    const browser = testBrowser()
    const tab = browser.openTab()
    const text = JSON.stringify({ ...ledger, id: 'd' })
    const copy = { id: 'd', name: 5, savedAt: 1e300, revision: 1, apiNames: 'x', text }
    browser.texts.set('gatewright:unsaved:d', JSON.stringify(copy))
    browser.texts.set('gatewright:unsaved:e', '{')
    browser.texts.set('gatewright:unsaved:f', '{"text":5}')
    browser.texts.set('gatewright:unsaved:g', 'null')
    expect((await tab.persistence.list()).map(({ id }) => id)).toEqual(['d'])
    expect((await tab.persistence.open('d')).ok).toBe(true)
  })
})

describe('a storage that never answers', () => {
  it('rejects in time, and sooner once it is known for it', async () => {
    const never = () => new Promise<never>(() => undefined)
    const timers: { readonly work: () => void; readonly milliseconds: number }[] = []
    const storage = patiently(
      { list: never, read: never, readRaw: never, write: never, remove: async () => undefined },
      (work, milliseconds) => {
        timers.push({ work, milliseconds })
        return () => undefined
      },
    )
    const listed = storage.list()
    timers.at(-1)?.work()
    await expect(listed).rejects.toThrow('did not answer')
    const read = storage.read('d')
    timers.at(-1)?.work()
    await expect(read).rejects.toThrow('did not answer')
    await storage.remove('d')
    void storage.list().catch(() => undefined)
    const [first, second, , afterAnswer] = timers.map(({ milliseconds }) => milliseconds)
    expect(second).toBeLessThan(first ?? 0)
    expect(afterAnswer).toBe(first)
  })
})
