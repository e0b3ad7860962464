import { spawnSync } from 'node:child_process'
import { root } from './run.mjs'

/** Install packages of Debian, through sudo when we are not root. Reports every failing command. */
export function installWithApt(packages) {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  for (const args of [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', '--no-install-recommends', ...packages],
  ]) {
    const [command, ...rest] = [...sudo, ...args]
    const result = spawnSync(command, rest, {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (result.status !== 0) {
      console.error(`${args.join(' ')}: ${result.error?.message ?? `exit code ${result.status}`}`)
    }
  }
}
