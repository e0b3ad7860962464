import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'companion-'))
const companion = join(folder, 'gatewright.mjs')

beforeAll(async () => {
  await build({
    entryPoints: [fileURLToPath(new URL('gatewright.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile: companion,
    logLevel: 'error',
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);",
    },
  })
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** Run the companion as a process; `closesEarly` closes its standard output after the first bytes. */
async function run(args: readonly string[], closesEarly = false) {
  const child = spawn(process.execPath, [companion, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let errors = ''
  child.stdout.on('data', (bytes: Buffer) => {
    output += bytes.toString('utf8')
    if (closesEarly) child.stdout.destroy()
  })
  child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString('utf8')))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, output, errors }
}

function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const documentOf = (paths: readonly string[]) =>
  JSON.stringify({
    openapi: '3.0.1',
    info: { title: 'ü' },
    paths: Object.fromEntries(paths.map((path) => [path, { get: { responses: {} } }])),
  })

function utf16(text: string, isLittle: boolean): Uint8Array {
  const units = Array.from(text, (unit) => unit.charCodeAt(0))
  return new Uint8Array(
    units.flatMap((unit) => (isLittle ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])),
  )
}

describe('the companion', () => {
  test('ends quietly where the reader of its output has seen enough', async () => {
    const paths = Array.from({ length: 2000 }, (_, i) => `/a-path-that-is-rather-long-${i}`)
    const large = fileOf('large.json', documentOf(paths))
    const { code, errors, output } = await run(['convert', large, '--to', 'design'], true)
    expect(output.length).toBeLessThan(1_000_000)
    expect(code).toBe(0)
    // the one line that says which kind of API was assumed
    expect(errors).toMatch(/^info openapi\/kind-assumed [^\n]*\n$/)
  })

  test.each([
    ['UTF-16 little endian', true, ''],
    ['UTF-16 big endian', false, ''],
    ['UTF-16 little endian with a byte order mark', true, '\ufeff'],
    ['UTF-16 big endian with a byte order mark', false, '\ufeff'],
  ])('reads %s', async (_encoding, isLittle, mark) => {
    const input = fileOf('wide.json', utf16(mark + documentOf(['/a']), isLittle))
    const { code, output } = await run(['convert', input, '--to', 'openapi-3.0'])
    expect([code, output.includes('"title": "ü"')]).toEqual([0, true])
  })

  test('writes the same bytes for the same input, --now and --seed', async () => {
    const input = fileOf('small.json', documentOf(['/a']))
    for (const to of ['design', 'openapi-3.0', 'cloudformation']) {
      const args = ['convert', input, '--to', to, '--seed', '7', '--now', '2026-01-31T12:00:00Z']
      const [first, second] = [await run(args), await run(args)]
      expect(first.output).not.toBe('')
      expect(second.output).toBe(first.output)
    }
  })

  test('converts a template with all of its APIs, or with the one that --api names', async () => {
    const template = JSON.stringify({
      Resources: {
        Orders: {
          Type: 'AWS::ApiGatewayV2::Api',
          Properties: { Name: 'orders', ProtocolType: 'HTTP', Target: 'https://a.example.com' },
        },
        Old: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'old' } },
      },
    })
    const design = fileOf(
      'two.gatewright.json',
      (await run(['convert', fileOf('two.json', template), '--to', 'design'])).output,
    )
    const drawn = JSON.parse(readFileSync(design, 'utf8')) as object
    const untied = fileOf('untied.gatewright.json', JSON.stringify({ ...drawn, templates: {} }))
    const whole = await run(['convert', untied, '--to', 'cloudformation'])
    expect(whole.output).toContain('Type: AWS::ApiGatewayV2::Api')
    expect(whole.output).toContain('Type: AWS::ApiGateway::RestApi')
    const one = await run(['convert', untied, '--to', 'sam', '--api', 'orders'])
    expect(one.output).toContain('Type: AWS::Serverless::HttpApi')
    expect(one.output).not.toContain('RestApi')
    expect([one.code, one.errors.replace(/^info .*\n?/gm, '')]).toEqual([0, ''])
  })

  test('takes the version of an API that has none from --now', async () => {
    const template = JSON.stringify({
      Resources: { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'a' } } },
    })
    const input = fileOf('template.json', template)
    const { output } = await run(['convert', input, '--to', 'openapi-3.0', '--now', '2026-01-31'])
    expect(output).toContain('"version": "2026-01-31T00:00:00Z"')
  })

  test.each([
    ['a file that is not there', ['check', join(folder, 'none.json')], /no such file or folder/],
    ['a folder for a file', ['check', folder], /is a folder/],
    ['no input', ['check'], /INPUT is missing/],
    ['a folder that is not there', ['conformance', join(folder, 'none')], /is not a folder/],
    [
      'an output that cannot be written',
      ['convert', '$small', '--to', 'design', '--out', join(folder, 'none', 'a.json')],
      /cannot be written: there is no such file or folder/,
    ],
    [
      'an unusable date',
      ['convert', '$small', '--to', 'design', '--now', 'noon'],
      /--now requires/,
    ],
    ['an unusable seed', ['convert', '$small', '--to', 'design', '--seed', 'x'], /--seed requires/],
    ['backends that are not JSON', ['invoke', '$small', '--backend', '$broken'], /is not JSON/],
  ])('answers %s with one line and exit code 2', async (_what, args, message) => {
    const files = {
      $small: fileOf('small.json', documentOf(['/a'])),
      $broken: fileOf('broken.json', '{'),
    }
    const given = args.map((arg) => (Object.hasOwn(files, arg) ? files[arg as '$small'] : arg))
    const { code, errors } = await run(given)
    expect(errors).toMatch(message)
    expect(errors).not.toMatch(/^\s+at /m)
    expect(code).toBe(2)
  })
})
