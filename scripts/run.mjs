import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** Run a program in the project's folder, its output on ours; resolves with its exit code. */
export function run(command, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`)
      done(127)
    })
    child.on('close', (code, signal) => done(signal ? 1 : (code ?? 1)))
  })
}

/** Run a program as `run` does, and print its output when it has ended, so that programs can run side by side. */
export function runCollected(command, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    const chunks = []
    child.stdout.on('data', (chunk) => chunks.push(chunk))
    child.stderr.on('data', (chunk) => chunks.push(chunk))
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`)
      done(127)
    })
    child.on('close', (code, signal) => {
      process.stdout.write(Buffer.concat(chunks))
      done(signal ? 1 : (code ?? 1))
    })
  })
}

/** Run a program of node_modules/.bin. */
export function runBin(name, args, options) {
  return run(process.execPath, [pathOfBin(name), ...args], options)
}

/** The script of a program of node_modules/.bin. */
export function pathOfBin(name) {
  return resolve(root, 'node_modules', ...binPath(name))
}

const bins = {
  tsc: ['typescript7', 'bin', 'tsc'],
  eslint: ['eslint', 'bin', 'eslint.js'],
  prettier: ['prettier', 'bin', 'prettier.cjs'],
  vitest: ['vitest', 'vitest.mjs'],
  vite: ['vite', 'bin', 'vite.js'],
  playwright: ['@playwright', 'test', 'cli.js'],
}

function binPath(name) {
  const path = bins[name]
  if (!path) throw new Error(`no program ${name} is known`)
  return path
}

/** Install the packages of package-lock.json, unless what is installed is as new as the lock file. */
export async function installPackages() {
  const lock = resolve(root, 'package-lock.json')
  const installed = resolve(root, 'node_modules', '.package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return
  console.log('Installing packages …')
  const code = await run('npm', ['ci', '--no-audit', '--no-fund'])
  if (code !== 0) process.exit(code)
}
